import { expect, test } from 'vitest';
import { authenticatorUri, base32, codeOfStep, STEP_MS, stepOfCode } from './totp.ts';

const RFC_SECRET = Buffer.from('12345678901234567890');

// RFC 6238, appendix B, the column of SHA1.
test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %d s the code of the RFC is %s', (seconds, code) => {
  expect(codeOfStep(RFC_SECRET, Math.floor((seconds * 1_000) / STEP_MS), 8)).toBe(code);
});

// RFC 4226, appendix D.
test('the first ten codes are those of RFC 4226', () => {
  const codes = Array.from({ length: 10 }, (_, count) => codeOfStep(RFC_SECRET, count));
  expect(codes).toEqual('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '));
});

test('a code holds for its own half minute and the two beside it, once', () => {
  const now = 1_700_000_000_000;
  const step = Math.floor(now / STEP_MS);
  const tried = [-2, -1, 0, 1, 2].map((off) => stepOfCode(RFC_SECRET, codeOfStep(RFC_SECRET, step + off), now, 0));
  expect(tried).toEqual([null, step - 1, step, step + 1, null]);
  expect(stepOfCode(RFC_SECRET, codeOfStep(RFC_SECRET, step), now, step)).toBeNull();
  expect(stepOfCode(RFC_SECRET, codeOfStep(RFC_SECRET, step + 1), now, step)).toBe(step + 1);
});

test('it may be typed with a gap, and nothing else is a code', () => {
  const step = Math.floor(1_700_000_000_000 / STEP_MS);
  const code = codeOfStep(RFC_SECRET, step);
  const typed = [
    `${code.slice(0, 3)} ${code.slice(3)}`,
    code.slice(1),
    `${code}0`,
    '',
    '１２３４５６',
    `x${code.slice(1)}`,
  ];
  expect(typed.map((each) => stepOfCode(RFC_SECRET, each, 1_700_000_000_000, 0))).toEqual([
    step,
    ...[null, null, null, null, null],
  ]);
});

// RFC 4648, section 10, without the padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of "%s" is "%s"', (text, coded) => {
  expect(base32(Buffer.from(text))).toBe(coded);
});

test('the square code says whose it is and how it is made', () => {
  expect(authenticatorUri('MZXW6', { issuer: '平安指挥', name: 'chen' })).toBe(
    'otpauth://totp/%E5%B9%B3%E5%AE%89%E6%8C%87%E6%8C%A5:chen?secret=MZXW6&issuer=%E5%B9%B3%E5%AE%89%E6%8C%87%E6%8C%A5&algorithm=SHA1&digits=6&period=30',
  );
});
