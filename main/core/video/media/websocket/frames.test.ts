import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReader, OPCODE, writeFrame } from './frames.ts';
import { acceptOf } from './socketLine.ts';

test('frames of every length come out as they went in, masked or not', () => {
  for (const length of [0, 1, 125, 126, 65_535, 65_536]) {
    const body = Buffer.alloc(length, 7);
    const reader = new FrameReader({ most: 100_000, fromClient: true });
    expect(reader.push(writeFrame(OPCODE.binary, [body], Buffer.from([1, 2, 3, 4])))).toEqual([
      { opcode: 2, payload: body },
    ]);
    const client = new FrameReader({ most: 100_000, fromClient: false });
    expect(client.push(writeFrame(OPCODE.binary, [body]))).toEqual([{ opcode: 2, payload: body }]);
  }
});

test('the handshake is answered as in the example of RFC 6455', () => {
  expect(acceptOf('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
});

test('frames too long, unmasked, with reserved bits or long control frames are named', () => {
  const faultOf = (bytes: number[]) => {
    const reader = new FrameReader({ most: 1_000, fromClient: true });
    reader.push(Buffer.from(bytes));
    return reader.fault;
  };
  expect(faultOf([0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])).toBe('tooLong');
  expect(faultOf([0x82, 0x01, 1])).toBe('unmasked');
  expect(faultOf([0xc2, 0x81, 1, 2, 3, 4, 5])).toBe('reserved');
  expect(faultOf([0x89, 0xfe, 0, 200])).toBe('badControl');
});

test('no bytes make the reader throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      new FrameReader({ most: 64, fromClient: true }).push(Buffer.from(bytes));
    }),
  );
});
