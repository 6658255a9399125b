import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surgardDecoder } from '../surgard/decode.ts';
import { cutSeries, RecordSplitter } from './splitter.ts';

const PANIC = '5022 187001E12003008';
const OTHER = '5022 187002R12003008';
const HEARTBEAT = '1022           @    ';
const isRecord = (text: string) => {
  const decoded = surgardDecoder('auto')(text);
  return decoded.ok && !decoded.isOpenEnded;
};
const bytes = (text: string) => Buffer.from(text, 'latin1');
/** Texts of records and names of faults, in order. */
const told = (splitter: RecordSplitter, ...chunks: Buffer[]) =>
  chunks.flatMap((chunk) => [...splitter.push(chunk)]).map((piece) => (piece.ok ? piece.text : piece.reason));

describe('records out of bytes', () => {
  test.each(['\x14', '\r', '\n', '\r\n', '\x14\r\n', '\n\x14'])('%j ends a record once', (end) => {
    expect(told(new RecordSplitter(), bytes(`${PANIC}${end}${OTHER}${end}`))).toEqual([PANIC, OTHER]);
  });

  test('one byte at a time is the same as all at once', () => {
    const all = bytes(`${HEARTBEAT}\x14\0${PANIC}\r\n`);
    expect(told(new RecordSplitter(), ...Array.from(all, (byte) => Buffer.of(byte)))).toEqual([HEARTBEAT, PANIC]);
  });

  test('cuts anywhere change nothing', () => {
    const all = bytes(`${PANIC}\x14${OTHER}\x14${HEARTBEAT}\x14`);
    fc.assert(
      fc.property(fc.array(fc.nat(all.length), { maxLength: 6 }), (cuts) => {
        const at = [0, ...cuts.sort((left, right) => left - right), all.length];
        const chunks = at.slice(1).map((end, index) => all.subarray(at[index], end));
        expect(told(new RecordSplitter(), ...chunks)).toEqual([PANIC, OTHER, HEARTBEAT]);
      }),
    );
  });

  test('256 bytes are a record, one more is dropped up to the next end, and what follows is taken', () => {
    const longest = '0'.repeat(256);
    expect(told(new RecordSplitter(), bytes(`${longest}\x14`))).toEqual([longest]);
    expect(told(new RecordSplitter(), bytes(`${longest}0rest\x14${PANIC}\x14`))).toEqual(['oversize', PANIC]);
  });

  test('nothing without an end is ever remembered beyond the limit', () => {
    const splitter = new RecordSplitter();
    const noise = Buffer.alloc(64 * 1024, 0x41);
    expect(told(splitter, noise, noise, noise)).toEqual(['oversize']);
    expect(told(splitter, bytes(`\x14${PANIC}\x14`))).toEqual([PANIC]);
  });

  test('quiet ends a whole record and leaves half of one alone', () => {
    const splitter = new RecordSplitter();
    expect(told(splitter, bytes(PANIC.slice(0, 12)))).toEqual([]);
    expect([...splitter.settle(isRecord)]).toEqual([]);
    expect(told(splitter, bytes(PANIC.slice(12)))).toEqual([]);
    expect([...splitter.settle(isRecord)].map((piece) => piece.ok && piece.text)).toEqual([PANIC]);
    expect([...splitter.settle(isRecord)]).toEqual([]);
  });

  test('at no moment is the beginning of a longer record taken for a whole one', () => {
    const records = [
      PANIC,
      HEARTBEAT,
      '1022      7001 A1008',
      '3022    007001BA0008',
      '80227001 1555 5553 9',
      '0022 TEXT',
    ];
    const early = records.flatMap((record) =>
      Array.from({ length: record.trimEnd().length - 1 }, (_, index) => record.slice(0, index + 1)).filter(isRecord),
    );
    expect(early).toEqual([]);
  });

  test('what the line was cut in is told as cut', () => {
    const splitter = new RecordSplitter();
    told(splitter, bytes('5022 18'));
    expect([...splitter.end()]).toEqual([{ ok: false, reason: 'cut', raw: bytes('5022 18') }]);
    expect([...splitter.end()]).toEqual([]);
  });
});

describe('records glued together', () => {
  test('the same record three times, and different ones, are cut', () => {
    expect(cutSeries(PANIC.repeat(3), isRecord)).toEqual([PANIC, PANIC, PANIC]);
    expect(cutSeries(PANIC + OTHER + PANIC, isRecord)).toEqual([PANIC, OTHER, PANIC]);
  });

  test.each([
    ['one record', PANIC],
    ['a record and a rest', `${PANIC}5022 18`],
    ['a rest and a record', `7001E12003008${PANIC}`],
    ['noise between', `${PANIC}?${PANIC}`],
    ['nothing', ''],
  ])('%s is kept whole', (_, text) => {
    expect(cutSeries(text, isRecord)).toBeNull();
  });

  test('noise as long as a record may be costs no time to speak of', () => {
    let asked = 0;
    cutSeries('5022 18'.repeat(36), (text) => {
      asked += 1;
      return isRecord(text);
    });
    expect(asked).toBeLessThan(1_000);
  });
});
