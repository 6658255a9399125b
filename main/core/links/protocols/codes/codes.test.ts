import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit, describeContactId } from './contactId.ts';
import { describeSia } from './sia.ts';

const PANIC = {
  ok: true,
  account: '7001',
  messageType: '18',
  checksum: 'right',
  qualifier: 1,
  code: '120',
  partition: '03',
  zone: '008',
  class: 'emergency',
  restore: false,
  zh: '紧急求助',
  en: 'Panic',
};
const reasonOf = (described: { ok: boolean; reason?: string }) => described.reason ?? 'ok';

describe('Contact ID as text', () => {
  test.each<[string, string, object?]>([
    ['as dialled, with blanks', '7001 18 1120 03 008 D'],
    ['without blanks', '700118112003008D'],
    ['in lower case, with a line end', '7001 18 1120 03 008 d\r\n'],
    ['with 98 for 18', '7001 98 1120 03 008 5', { messageType: '98' }],
    ['without its check digit', '7001 18 1120 03 008', { checksum: 'none' }],
    [
      'a restore as receivers print it',
      '7001 18 R120 03 008',
      { checksum: 'none', qualifier: 3, restore: true, zh: '紧急求助恢复', en: 'Panic restored' },
    ],
    ['A for 0, as in DTMF', '7AA1 18 112A A3 AA8 D'],
    ['the short form', '1120 03 008', { account: null, messageType: null, checksum: 'none' }],
    ['the short form without blanks', '112003008', { account: null, messageType: null, checksum: 'none' }],
  ])('%s', (_, text, differs: object = {}) => {
    expect(describeContactId(text)).toEqual({ ...PANIC, ...differs });
  });

  test('a wrong digit anywhere is a wrong checksum, and what has another form is refused as that', () => {
    expect(describeContactId('7001 18 1120 03 008 C')).toEqual({
      ok: false,
      reason: 'checksum',
      detail: 'the check digit is C and should be D',
    });
    const wrong = ['7001 18 1121 03 008 D', '7001 18 1120 04 008 D', '7002 18 1120 03 008 D'];
    expect(wrong.map((text) => reasonOf(describeContactId(text)))).toEqual(['checksum', 'checksum', 'checksum']);
    const formless = [
      '',
      ' ',
      '7001',
      '1120 03 008 D',
      '2120 03 008',
      '7001 17 1120 03 008',
      '1120 03 0088',
      '1 1 2 0',
      'é120 03 008',
    ];
    expect(formless.map((text) => reasonOf(describeContactId(text)))).toEqual(formless.map(() => 'format'));
  });

  test('what is written with its check digit reads back; one digit changed does not', () => {
    const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9B-F]{${count}}$`));
    const qualifier = fc.constantFrom('1', '3', '6');
    fc.assert(
      fc.property(digits(4), qualifier, digits(3), digits(2), digits(3), (account, q, code, partition, zone) => {
        const content = `${account}18${q}${code}${partition}${zone}`;
        const check = checkDigit(content);
        expect(describeContactId(content + check)).toMatchObject({
          ok: true,
          account,
          qualifier: Number(q),
          code,
          partition,
          zone,
          checksum: 'right',
        });
        const other = checkDigit(`${content}1`);
        expect(reasonOf(describeContactId(content + other))).toBe('checksum');
      }),
    );
  });
});

describe('SIA as text', () => {
  test('an account in front, in brackets or without, or none', () => {
    const of = (text: string) => {
      const described = describeSia(text);
      return described.ok ? [described.account, described.code, described.zone] : described.reason;
    };
    expect(['#70A1|NPA008', '[#70A1|NPA008]', '70A1|NPA008', '|NPA008', 'NPA008', 'PA008'].map(of)).toEqual([
      ['70A1', 'PA', '008'],
      ['70A1', 'PA', '008'],
      ['70A1', 'PA', '008'],
      [null, 'PA', '008'],
      [null, 'PA', '008'],
      [null, 'PA', '008'],
    ]);
  });

  test('several events, the first in front; an old one is 6; only text is no event', () => {
    expect(describeSia('Ori3/BR006|NTA1')).toMatchObject({
      ok: true,
      qualifier: 6,
      code: 'BR',
      partition: '3',
      restore: true,
      events: [
        { code: 'BR', isOld: true },
        { code: 'TA', isOld: false },
      ],
    });
    expect(describeSia('Ahello')).toMatchObject({ ok: true, code: null, class: null, events: [], text: 'hello' });
    expect(['', ' ', '??', 'N', '#70A1|', 'NPA1^open'].map((text) => reasonOf(describeSia(text)))).toEqual(
      Array(6).fill('format'),
    );
  });
});

test('any text is answered with a value', () => {
  const letters = [...'0123456789ABCDEF NOPR|^/#[]:-rida'];
  const noise = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
  const likely = fc
    .uint8Array({ maxLength: 40 })
    .map((bytes) => [...bytes].map((byte) => letters[byte % letters.length]).join(''));
  fc.assert(
    fc.property(fc.oneof(noise, likely), (text) =>
      [describeContactId(text), describeSia(text)].every((described) => described.ok || described.reason.length > 0),
    ),
    { numRuns: 10_000 },
  );
});
