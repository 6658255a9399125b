import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame } from './encode.ts';
import { crc16, Deframer, splitDatagram } from './frame.ts';

const PANIC = Buffer.from(
  '\n14930058"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008][X116E24.1840][Y39N55.0500]_06:15:09,03-08-2031\r',
);
const NULL_FRAME = encodeFrame(Buffer.from('"NULL"0000L0#70A1[]'), 'ascii');
const FILLER = Buffer.from('\0\0\r\n\0\n\n');

/** What was found, in a form that reads in a failure. */
const names = (found: ReturnType<typeof splitDatagram>) =>
  found.map((item) => (item.ok ? item.body.toString('latin1') : item.reason));
const PANIC_BODY = PANIC.subarray(9, -1).toString();
const NULL_BODY = '"NULL"0000L0#70A1[]';

/** A binary frame whose two CRC bytes are the ones asked for; found by trying sequence numbers. */
function binaryFrameWithCrc(wanted: (high: number, low: number) => boolean): Buffer {
  for (let sequence = 1; sequence <= 9_999; sequence++) {
    const body = Buffer.from(`"ADM-CID"${String(sequence).padStart(4, '0')}L0#70A1[#70A1|1120 03 008]`);
    const crc = crc16(body);
    if (wanted(crc >> 8, crc & 0xff)) return encodeFrame(body, 'binary');
  }
  throw new Error('no such CRC in 9,999 messages');
}

describe('envelope', () => {
  test('the CRC is CRC-16/ARC', () => {
    expect(crc16(Buffer.from('123456789')).toString(16)).toBe('bb3d');
    expect(crc16(Buffer.alloc(0))).toBe(0);
  });

  test('the example of the specification is one frame, all of it', () => {
    expect(splitDatagram(PANIC)).toEqual([{ ok: true, form: 'ascii', body: PANIC.subarray(9, -1), raw: PANIC }]);
  });

  test('hex digits of CRC and length may be lower case', () => {
    const lower = Buffer.from(NULL_FRAME);
    lower.write(NULL_FRAME.toString('latin1', 1, 9).toLowerCase(), 1, 'latin1');
    expect(lower.equals(NULL_FRAME)).toBe(false);
    expect(names(splitDatagram(lower))).toEqual([NULL_BODY]);
  });

  test('raw CRC bytes that are LF or CR do not end or begin anything', () => {
    for (const control of [0x0a, 0x0d]) {
      for (const frame of [
        binaryFrameWithCrc((high) => high === control),
        binaryFrameWithCrc((_, low) => low === control),
      ]) {
        expect(splitDatagram(frame)).toEqual([{ ok: true, form: 'binary', body: frame.subarray(7, -1), raw: frame }]);
        expect(names(splitDatagram(Buffer.concat([FILLER, frame, FILLER, frame])))).toHaveLength(2);
      }
    }
  });

  test('two stray LFs before a binary frame do not make it look like an ASCII one', () => {
    const frame = encodeFrame(Buffer.from(NULL_BODY), 'binary');
    expect(names(splitDatagram(Buffer.concat([Buffer.from('\n\n'), frame])))).toEqual([NULL_BODY]);
  });
});

describe('refused', () => {
  test.each([
    ['nothing at all', Buffer.alloc(0), []],
    ['filler only', FILLER, []],
    ['no LF', PANIC.subarray(1), ['format']],
    ['a lone LF and a letter', Buffer.from('\nA'), ['format']],
    ['garbage', Buffer.from('hello \n world, this is not a frame'), ['format']],
    ['a length one too small', Buffer.from(PANIC.toString('latin1').replace('0058', '0057'), 'latin1'), ['length']],
    ['a length one too large', Buffer.from(PANIC.toString('latin1').replace('0058', '0059'), 'latin1'), ['length']],
    ['a length that is no hex', Buffer.from(PANIC.toString('latin1').replace('0058', '00G8'), 'latin1'), ['format']],
    ['a length over 4,095', Buffer.from(PANIC.toString('latin1').replace('0058', '1058'), 'latin1'), ['format']],
    ['a CRC digit that is no hex', Buffer.from(PANIC.toString('latin1').replace('1493', 'Z493'), 'latin1'), ['crc']],
    ['cut short', PANIC.subarray(0, 40), ['length']],
    ['ended by LF', Buffer.concat([PANIC.subarray(0, -1), Buffer.from('\n')]), ['length']],
  ])('%s', (_, bytes, expected) => {
    expect(names(splitDatagram(bytes))).toEqual(expected);
  });

  test('every single turned bit of the body is a CRC fault or worse, and never a frame', () => {
    for (let bit = 9 * 8; bit < (PANIC.length - 1) * 8; bit++) {
      const spoilt = Buffer.from(PANIC);
      spoilt[bit >> 3] = spoilt[bit >> 3]! ^ (1 << (bit & 7));
      expect(splitDatagram(spoilt).some((item) => item.ok)).toBe(false);
    }
  });
});

describe('several frames', () => {
  const both = Buffer.concat([PANIC, FILLER, NULL_FRAME]);

  test('one datagram may hold several, with filler between them', () => {
    expect(names(splitDatagram(both))).toEqual([PANIC_BODY, NULL_BODY]);
  });

  test('garbage before, between and after is one fault each and hides nothing', () => {
    const noisy = Buffer.concat([Buffer.from('xx'), PANIC, Buffer.from('yy'), NULL_FRAME, Buffer.from('zz')]);
    expect(names(splitDatagram(noisy))).toEqual(['format', PANIC_BODY, 'format', NULL_BODY, 'format']);
  });

  test('a frame cut in the middle does not take the next one with it', () => {
    expect(names(splitDatagram(Buffer.concat([PANIC.subarray(0, 30), NULL_FRAME])))).toEqual(['length', NULL_BODY]);
  });

  test('a datagram of almost-frames is given up after sixteen of them', () => {
    const almost = Buffer.from('\n00000010"AAAAAAAAAAAAAAA\r'.repeat(2_000));
    expect(names(splitDatagram(almost))).toEqual([...Array(16).fill('crc'), 'format']);
  });

  test('a stream gives the same frames whatever the reads were, down to single bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        const deframer = new Deframer();
        const found: ReturnType<typeof splitDatagram> = [];
        for (let at = 0, turn = 0; at < both.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          found.push(...deframer.push(both.subarray(at, at + size)));
          at += size;
        }
        expect(names([...found, ...deframer.end()])).toEqual([PANIC_BODY, NULL_BODY]);
      }),
    );
  });

  test('a stream that ends inside a frame says so', () => {
    const deframer = new Deframer();
    expect(deframer.push(PANIC.subarray(0, 50))).toEqual([]);
    expect(names(deframer.end())).toEqual(['length']);
  });

  test('a stream never holds more than one unfinished frame', () => {
    const deframer = new Deframer();
    const promise = Buffer.from('\n00000FFF"');
    for (let turn = 0; turn < 2_000; turn++) deframer.push(Buffer.concat([promise, Buffer.alloc(20, 0x41)]));
    expect(deframer.end().reduce((bytes, item) => bytes + item.raw.length, 0)).toBeLessThanOrEqual(4_105);
  });
});

test('the largest body fits, one byte more cannot be framed', () => {
  const largest = Buffer.from(`"NULL"0000L0#70A1[${'x'.repeat(4_095 - 19)}]`);
  expect(splitDatagram(encodeFrame(largest, 'ascii'))).toMatchObject([{ ok: true, body: largest }]);
  expect(() => encodeFrame(Buffer.concat([largest, Buffer.from('x')]), 'ascii')).toThrow(RangeError);
});
