import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRadionics6500 } from './decode.ts';

describe('Radionics 6500', () => {
  test.each([' a022 700118112003008', ' a02 2 7001 18 1120 03 008', ' a022 7001181120 03008'])(
    'a Contact ID record, however its fields are set apart: %j',
    (text) => {
      const events = [{ kind: 'cid', qualifier: 1, code: '120', partition: '03', zone: '008' }];
      const origin = { receiver: '02', line: '2', account: '7001' };
      const record = { kind: 'message', form: 'contactId', ...origin, events, text: null };
      expect(decodeRadionics6500(text)).toEqual({ ok: true, isOpenEnded: false, record });
    },
  );

  test('a heartbeat', () => {
    const record = { kind: 'heartbeat', receiver: '02', line: '2' };
    expect(decodeRadionics6500(' 1022           @    ')).toEqual({ ok: true, isOpenEnded: false, record });
  });

  test.each(['', 'a022 7001181120 03008', ' a022 7001181120 0300', ' b022 7001181120 03008'])(
    '%j is no record',
    (text) => {
      expect(decodeRadionics6500(text)).toMatchObject({ ok: false, reason: 'format' });
    },
  );

  test('random text never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => typeof decodeRadionics6500(text).ok === 'boolean'),
      { numRuns: 10_000 },
    );
  });

  test('whatever Contact ID is printed is read back; in lower case, cut, or with a letter too many it is none', () => {
    const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9B-F]{${count}}$`));
    const qualifier = fc.constantFrom('1', '3', '6');
    fc.assert(
      fc.property(digits(4), qualifier, digits(3), digits(2), digits(3), (account, q, code, partition, zone) => {
        const text = ` a022 ${account}18${q}${code}${partition}${zone}`;
        const events = [{ kind: 'cid', qualifier: Number(q), code, partition, zone }];
        expect(decodeRadionics6500(text)).toMatchObject({ ok: true, record: { account, events } });
        const spoilt = [text.slice(0, -1), `${text}é`, text.replace('a022', 'A022'), text.slice(1)];
        expect(spoilt.map((one) => decodeRadionics6500(one).ok)).toEqual([false, false, false, false]);
      }),
    );
  });
});
