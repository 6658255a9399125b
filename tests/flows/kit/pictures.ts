/** Pictures of a few bytes, part by part: what a sound one is made of, and what a hostile one hides. */
import { crc32, deflateSync } from 'node:zlib';

const HEAD = Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1');

/** A JPEG segment with its length. */
export const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);

/** SOI, JFIF, whatever is put between, a scan beginning with `drawn`, EOI. */
export const jpeg = (extra: readonly Buffer[] = [], drawn: Buffer = Buffer.from([0x12])): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, HEAD),
    ...extra,
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    drawn,
    Buffer.from([0xff, 0x00, 0x34, 0xff, 0xd9]),
  ]);

const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** One pixel, with whatever chunks are put between: `['iCCP', …]`. */
export const png = (extra: readonly (readonly [type: string, data: Buffer])[] = []): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    ...extra.map(([type, data]) => pngChunk(type, data)),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 200, 20, 20]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

const webpChunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, 'latin1'), length, data, Buffer.alloc(data.length % 2)]);
};

/** A lossless WebP as far as its parts go, with whatever chunks are put before its picture. */
export const webp = (extra: readonly (readonly [type: string, data: Buffer])[] = []): Buffer => {
  const chunks = [...extra, ['VP8L', Buffer.from([0x2f, 0, 0, 0, 0, 0])] as const];
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks.map(([type, data]) => webpChunk(type, data))]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), length, body]);
};
