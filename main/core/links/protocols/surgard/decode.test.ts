import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecodedRecord } from '../receiver/record.ts';
import { type LineDigits, surgardDecoder } from './decode.ts';

const decode = (text: string, lineDigits: LineDigits = 'auto') => surgardDecoder(lineDigits)(text);
const recordOf = (decoded: DecodedRecord) => (decoded.ok ? decoded.record : decoded.detail);
const cid = (qualifier: number, code: string, partition: string, zone: string) => {
  return { kind: 'cid', qualifier, code, partition, zone };
};
const message = (form: string, origin: [string, string, string], events: object[]) => {
  const [receiver, line, account] = origin;
  return { kind: 'message', form, receiver, line, account, events, text: null };
};
const panic = (receiver: string, line: string) =>
  message('contactId', [receiver, line, '7001'], [cid(1, '120', '03', '008')]);

describe('the table of the Sur-Gard automation records', () => {
  test.each([
    ['heartbeat of the MLR2', '1022           @    ', { kind: 'heartbeat', receiver: '02', line: '2' }],
    ['heartbeat of a System III', '102000           @    ', { kind: 'heartbeat', receiver: '02', line: '000' }],
    ['Contact ID', '5022 187001E12003008', panic('02', '2')],
    ['Contact ID with three line digits', '502001 187001E12003008', panic('02', '001')],
    ['SIA level 1', '3022    007001BA0008', message('sia', ['02', '2', '007001'], [siaEvent('BA', '0008')])],
    ['basic', '1022      7001 A1008', message('basic', ['02', '2', '7001'], [short('A', '1', '008')])],
    ['basic without an area', '1022      7001 A 008', message('basic', ['02', '2', '7001'], [short('A', null, '008')])],
    [
      'basic of a System III',
      '102001    007001 R1008',
      message('basic', ['02', '001', '007001'], [short('R', '1', '008')]),
    ],
    [
      'high speed',
      '80227001 1553 5555 7',
      message('highSpeed', ['02', '2', '7001'], [channel(1, '1'), channel(4, '3')]),
    ],
    ['receiver status', '0022 PRINTER OFFLINE', { kind: 'status', receiver: '02', line: '2', text: 'PRINTER OFFLINE' }],
  ])('%s', (_, text, record) => {
    expect(recordOf(decode(text))).toEqual(record);
  });

  test('SIA level 2 goes through the same grammar as DC-09', () => {
    expect(recordOf(decode('S022[#7001|Nri1/PA008^East gate^]'))).toEqual(
      message(
        'sia',
        ['02', '2', '7001'],
        [{ kind: 'sia', code: 'PA', address: '008', text: 'East gate', isOld: false, modifiers: { ri: '1' } }],
      ),
    );
    expect(recordOf(decode('S022[#7001|!!]'))).toEqual(message('sia', ['02', '2', '7001'], []));
  });

  test.each([
    ['numeric qualifier', '5022 187001112003008'],
    ['account before the 18', '5022 7001 18E12003008'],
    ['98 for 18', '5022 987001E12003008'],
    ['58 for 18', '5022 587001E12003008'],
    ['blanks between the fields', '5022 18 7001 E 120 03 008'],
    ['blanks behind', '5022 187001E12003008  '],
    ['the printed A of a DTMF zero', '5022 187001E12AA3AA8'],
  ])('the variant with %s says the same', (_, text) => {
    expect(recordOf(decode(text))).toEqual(panic('02', '2'));
  });

  test.each([
    ['E', 1],
    ['O', 1],
    ['R', 3],
    ['C', 3],
    ['P', 6],
    ['S', 6],
    ['6', 6],
  ])('qualifier %s', (printed, qualifier) => {
    const record = recordOf(decode(`5022 187001${printed}40100001`));
    expect(record).toEqual(message('contactId', ['02', '2', '7001'], [cid(qualifier, '401', '00', '001')]));
  });

  test("two characters of the vendor's own are kept, and known to be unfinished until their end came", () => {
    expect(decode('1022      7001 ZX')).toEqual({
      ok: true,
      isOpenEnded: true,
      record: message('basic', ['02', '2', '7001'], [short('ZX', null, null)]),
    });
  });

  test('lineDigits set to one form refuses the other', () => {
    expect(decode('502001 187001E12003008', 1).ok).toBe(false);
    expect(decode('5022 187001E12003008', 3).ok).toBe(false);
    expect(decode('502001 187001E12003008', 3).ok).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['an unknown letter in front', '7022 187001E12003008'],
    ['one digit less', '5022 187001E1200300'],
    ['one digit more', '5022 187001E120030080'],
    ['an unknown qualifier', '5022 187001X12003008'],
    ['a receiver that is no number', '5G22 187001E12003008'],
    ['letters of another script', '5022 187001\u00e912003008'],
  ])('%s is no record', (_, text) => {
    expect(decode(text)).toMatchObject({ ok: false, reason: 'format' });
  });

  test('random text and spoilt records never throw, and give the line and receiver only as printed', () => {
    const sound = '5022 187001E12003008';
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.nat(sound.length),
        fc.string({ maxLength: 1 }),
        (text, at, letter) => {
          expect(typeof decode(text).ok).toBe('boolean');
          expect(typeof decode(sound.slice(0, at) + letter + sound.slice(at + 1)).ok).toBe('boolean');
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test('whatever Contact ID is printed is read back', () => {
    const hex = (digits: number, of = '0123456789BCDEF') =>
      fc.array(fc.constantFrom(...of), { minLength: digits, maxLength: digits }).map((all) => all.join(''));
    fc.assert(
      fc.property(hex(2), hex(1), hex(4), hex(3), hex(2), hex(3), (receiver, line, account, code, partition, zone) => {
        expect(recordOf(decode(`5${receiver}${line} 18${account}R${code}${partition}${zone}`))).toEqual(
          message('contactId', [receiver, line, account], [cid(3, code, partition, zone)]),
        );
      }),
    );
  });
});

function siaEvent(code: string, address: string) {
  return { kind: 'sia', code, address, text: null, isOld: false, modifiers: {} };
}
function short(code: string, partition: string | null, zone: string | null) {
  return { kind: 'short', code, partition, zone };
}
function channel(number: number, state: string) {
  return { kind: 'channel', channel: number, state };
}
