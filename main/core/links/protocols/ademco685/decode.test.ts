import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAdemco685 } from './decode.ts';

const message = (form: string, events: object[]) => ({
  kind: 'message',
  form,
  receiver: '1',
  line: '2',
  account: '7001',
  events,
  text: null,
});

describe('Ademco 685', () => {
  test.each([
    [
      'a contact',
      '12 7001 18 1120 03 C008',
      [{ kind: 'cid', qualifier: 1, code: '120', partition: '03', zone: '008' }],
    ],
    ['a user', '12 7001 18 3401 00 U012 ', [{ kind: 'cid', qualifier: 3, code: '401', partition: '00', zone: '012' }]],
  ])('Contact ID of %s', (_, text, events) => {
    expect(decodeAdemco685(text)).toEqual({ ok: true, isOpenEnded: false, record: message('contactId', events) });
  });

  test('4x2, with and without a zone, is unfinished until its end came', () => {
    const short = (zone: string | null) => [{ kind: 'short', code: '3', partition: null, zone }];
    expect(decodeAdemco685('12 7001 3 1')).toEqual({
      ok: true,
      isOpenEnded: true,
      record: message('basic', short('1')),
    });
    expect(decodeAdemco685('12 7001 3')).toEqual({
      ok: true,
      isOpenEnded: true,
      record: message('basic', short(null)),
    });
  });

  test('high speed names the channels that say something', () => {
    const events = [{ kind: 'channel', channel: 2, state: '1' }];
    const record = message('highSpeed', events);
    expect(decodeAdemco685('12 7001 5155 5555 9')).toEqual({ ok: true, isOpenEnded: false, record });
  });

  test('a heartbeat', () => {
    const record = { kind: 'heartbeat', receiver: '0', line: '0' };
    expect(decodeAdemco685('00 OKAY @')).toEqual({ ok: true, isOpenEnded: false, record });
  });

  test.each(['', '12 7001', '12 7001 18 1120 03 X008', '12 7001 18 112 03 C008', '127001 18 1120 03 C008'])(
    '%j is no record',
    (text) => {
      expect(decodeAdemco685(text)).toMatchObject({ ok: false, reason: 'format' });
    },
  );

  test('random text never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => typeof decodeAdemco685(text).ok === 'boolean'),
      { numRuns: 10_000 },
    );
  });

  test('whatever Contact ID is printed is read back; in lower case, cut, or with a letter too many it is none', () => {
    const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9B-F]{${count}}$`));
    const qualifier = fc.constantFrom('1', '3', '6');
    fc.assert(
      fc.property(digits(4), qualifier, digits(3), digits(2), digits(3), (account, q, code, partition, zone) => {
        const text = `12 ${account} 18 ${q}${code} ${partition} C${zone}`;
        const events = [{ kind: 'cid', qualifier: Number(q), code, partition, zone }];
        expect(decodeAdemco685(text)).toMatchObject({ ok: true, record: { account, events } });
        const spoilt = [text.slice(0, -1), `${text}é`, text.replace('C', 'c'), text.slice(1)].filter(
          (one) => one !== text,
        );
        expect(spoilt.map((one) => decodeAdemco685(one)).filter(({ ok }) => ok)).toEqual([]);
      }),
    );
  });
});
