import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import { describeBytes } from './describe.ts';
import { Deframer, FRAME_LIMIT_BYTES, splitFrames, writeFrame } from './frame.ts';
import { type Header, readHeader, terminalHexOf, terminalKey, writeMessage } from './header.ts';

const HEARTBEAT_HEX = '7e000200000138001380000007' + '2b7e';
const heartbeat = (serial: number) => writeFrame(writeMessage({ header: headerOf({ serial }), body: Buffer.alloc(0) }));
const headerOf = (given: Partial<Header> = {}): Header => ({
  messageId: 0x0002,
  version: 2013,
  protocolVersion: null,
  terminalHex: '013800138000',
  terminal: '13800138000',
  serial: 7,
  encryption: 0,
  part: null,
  ...given,
});
/** What a stream gives when it comes in these pieces: serials of sound heartbeats, reasons of faults. */
function read(...pieces: Buffer[]): (number | string)[] {
  const deframer = new Deframer();
  return pieces.flatMap((piece) =>
    [...deframer.push(piece)].map((frame) => {
      if (!frame.ok) return frame.reason;
      const header = readHeader(frame.content);
      return header.ok ? header.header.serial : header.reason;
    }),
  );
}
const at = (bytes: Buffer, index: number, value: number) => Buffer.from(bytes.with(index, value));

group('frames', () => {
  test('a heartbeat by hand is the heartbeat we write', () => {
    const check = [0x00, 0x02, 0x01, 0x38, 0x00, 0x13, 0x80, 0x00, 0x07].reduce((left, right) => left ^ right, 0);
    const byHand = HEARTBEAT_HEX.replace('2b7e', `${check.toString(16).padStart(2, '0')}7e`);
    expect(heartbeat(7).toString('hex')).toBe(byHand);
  });

  test('one byte at a time, two in a read, sharing a flag, with empty frames between', () => {
    const both = Buffer.concat([heartbeat(1), heartbeat(2)]);
    expect(read(...[...both].map((byte) => Buffer.of(byte)))).toEqual([1, 2]);
    expect(read(both)).toEqual([1, 2]);
    expect(read(Buffer.concat([heartbeat(1).subarray(0, -1), heartbeat(2)]))).toEqual([1, 2]);
    expect(read(Buffer.concat([Buffer.of(0x7e, 0x7e, 0x7e), heartbeat(1), Buffer.of(0x7e, 0x7e)]))).toEqual([1]);
  });

  test('garbage before, between and after costs nothing but itself', () => {
    const garbage = Buffer.from('GET / HTTP/1.1\r\n\r\n');
    const stream = Buffer.concat([garbage, heartbeat(1), garbage, heartbeat(2), garbage]);
    expect(read(stream)).toEqual(['noise', 1, 'checksum', 2]);
    expect(splitFrames(stream).at(-1)).toEqual({ ok: false, reason: 'noise', raw: garbage });
  });

  test('a frame cut in the middle is lost alone', () => {
    expect(read(heartbeat(1).subarray(0, 9), heartbeat(2))).toEqual(['checksum', 2]);
  });

  test('one wrong bit anywhere is no sound frame', () => {
    const sound = heartbeat(7);
    for (let bit = 8; bit < (sound.length - 1) * 8; bit++) {
      const broken = at(sound, bit >> 3, sound[bit >> 3]! ^ (1 << (bit & 7)));
      expect(read(broken, heartbeat(8)).filter((found) => typeof found === 'number')).toEqual([8]);
    }
  });

  test('an escape followed by anything else drops the frame', () => {
    const wrong = Buffer.from('7e00020000013800138000000b7d037e', 'hex');
    expect(read(wrong, heartbeat(1))).toEqual(['escape', 1]);
    expect(read(Buffer.from('7e00027d7e', 'hex'), heartbeat(1))).toEqual(['escape', 1]);
  });

  test('a body length that is one off is refused, unless the link is lenient', () => {
    const content = writeMessage({ header: headerOf(), body: Buffer.from('abc') });
    for (const length of [2, 4]) {
      const wrong = at(content, 3, length);
      expect(readHeader(wrong)).toEqual({ ok: false, reason: 'length' });
      expect(readHeader(wrong, true)).toMatchObject({ ok: true, body: Buffer.from('abc') });
    }
    expect(readHeader(content.subarray(0, 11), true)).toEqual({ ok: false, reason: 'format' });
  });

  test('the longest body fits, one byte more cannot be said, and a run without an end is dropped once', () => {
    const longest = writeFrame(writeMessage({ header: headerOf(), body: Buffer.alloc(1_023, 0x7e) }));
    expect(read(longest)).toEqual([7]);
    expect(() => writeMessage({ header: headerOf(), body: Buffer.alloc(1_024) })).toThrow(RangeError);
    const endless = Buffer.concat([Buffer.of(0x7e), Buffer.alloc(3 * FRAME_LIMIT_BYTES, 0x31)]);
    expect(read(endless, endless.subarray(1), heartbeat(9))).toEqual(['oversize', 9]);
    const unescaped = Buffer.concat([Buffer.of(0x7e), Buffer.alloc(FRAME_LIMIT_BYTES + 1), Buffer.of(0x7e)]);
    expect(read(unescaped, heartbeat(9))).toEqual(['oversize', 9]);
  });

  test('what is kept of a stream without flags is bounded', () => {
    const deframer = new Deframer();
    for (let turn = 0; turn < 1_000; turn++) Array.from(deframer.push(Buffer.alloc(1_000, 1)));
    expect(deframer.pendingBytes).toBeLessThanOrEqual(2 * FRAME_LIMIT_BYTES);
  });
});

group('headers', () => {
  test.each([
    ['013800138000', '13800138000'],
    ['000000000000', '0'],
    ['00000000013800138000', '13800138000'],
    ['8674530123A1', '8674530123a1'],
    ['00000000abcd', '00000000abcd'],
  ])('terminal %s is known as %s', (hex, key) => {
    expect(terminalKey(hex)).toBe(key);
  });

  test('a part counts from 1 to its total', () => {
    const part = (total: number, index: number) => {
      return readHeader(writeMessage({ header: headerOf({ part: { total, index } }), body: Buffer.alloc(0) }));
    };
    expect(part(2, 2)).toMatchObject({ ok: true, header: { part: { total: 2, index: 2 } } });
    for (const [total, index] of [
      [2, 3],
      [2, 0],
      [0, 0],
    ] as const)
      expect(part(total, index)).toEqual({ ok: false, reason: 'format' });
  });

  test('what is written is read back, whatever bytes it has, in whatever pieces it comes', () => {
    const header = fc
      .record({
        messageId: fc.nat(0xffff),
        serial: fc.nat(0xffff),
        encryption: fc.constantFrom<0 | 1 | 4>(0, 1, 4),
        id: fc.stringMatching(/^[0-9]{11}$|^[0-9a-f]{12}$/),
        is2019: fc.boolean(),
        part: fc.option(
          fc.nat(0xfffe).chain((rest) => fc.record({ index: fc.constant(1), total: fc.constant(rest + 1) })),
        ),
      })
      .map(({ id, is2019, ...rest }): Header => {
        const version = is2019 ? 2019 : 2013;
        const terminalHex = terminalHexOf(id, version);
        const protocolVersion = is2019 ? 1 : null;
        return { ...rest, version, protocolVersion, terminalHex, terminal: terminalKey(terminalHex) };
      });
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 1_023 }), fc.integer({ min: 1, max: 64 }), (sent, bytes, step) => {
        const message = { header: sent, body: Buffer.from(bytes) };
        const wire = writeFrame(writeMessage(message));
        const deframer = new Deframer();
        const pieces = Array.from({ length: Math.ceil(wire.length / step) }, (_, at) =>
          wire.subarray(at * step, (at + 1) * step),
        );
        const frames = pieces.flatMap((piece) => [...deframer.push(piece)]);
        expect(frames.map((frame) => frame.ok && readHeader(frame.content))).toEqual([{ ok: true, ...message }]);
        expect(frames[0]!.raw).toEqual(wire);
      }),
      { numRuns: 300 },
    );
  });
});

test('10,000 random buffers, bare and in sound frames, never throw', { timeout: 60_000 }, () => {
  const bytes = fc.uint8Array({ maxLength: 120 }).map((array) => Buffer.from(array));
  const bodies = fc
    .tuple(fc.constantFrom(0x0001, 0x0100, 0x0102, 0x0200, 0x0704, 0x0900), fc.boolean(), bytes)
    .map(([messageId, is2019, body]) => {
      const version = is2019 ? 2019 : 2013;
      const terminalHex = terminalHexOf('13800138000', version);
      return writeFrame(writeMessage({ header: headerOf({ messageId, version, terminalHex }), body }));
    });
  fc.assert(
    fc.property(fc.oneof(bytes, bodies), (input) => {
      for (const found of describeBytes(input)) expect(typeof found.ok).toBe('boolean');
    }),
    { numRuns: 10_000 },
  );
});
