import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from './plainText.ts';

test('controls, line ends and direction marks become spaces; markup stays the text it is', () => {
  expect(plainText('北门\r\nERROR forged \u202Egnp\u2066 <img src=x onerror=alert(1)>', 80)).toBe(
    '北门 ERROR forged gnp <img src=x onerror=alert(1)>',
  );
  expect(plainText('half a pair \ud83d', 80)).toBe('half a pair \ufffd');
});

test('a long text is cut between characters and says so', () => {
  expect(plainText('报'.repeat(10), 4)).toBe('报报报…');
  expect(plainText('🚒🚒🚒', 2)).toBe('🚒…');
});

test('whatever comes in, a bounded well-formed line comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (text, longest) => {
      const line = plainText(text, longest);
      return [...line].length <= longest && !/[\p{Cs}\p{Cc}\u2028\u2029\u202E]/u.test(line);
    }),
  );
});
