/** What is looked at inside a NAL unit (H.264 7.3.1, 7.3.3): its type and whether a slice is of type B. */
import { BitReader } from './bitReader.ts';

export const NAL = {
  slice: 1,
  idr: 5,
  sei: 6,
  sps: 7,
  pps: 8,
  delimiter: 9,
  filler: 12,
  stapA: 24,
  fuA: 28,
} as const;

/** Below this nothing of a unit but its type is read. */
const HEADER_BYTES = 32;

export const nalType = (nal: Buffer): number => (nal[0] ?? 0) & 0x1f;

/** Part of a picture: slices 1 and 5, and data partitions 2 to 4. */
export const isPicture = (nal: Buffer): boolean => nalType(nal) >= NAL.slice && nalType(nal) <= NAL.idr;

/** Says nothing about the picture: delimiters and stuffing are not handed on. */
export const isPadding = (nal: Buffer): boolean => [NAL.delimiter, NAL.filler, 10, 11].includes(nalType(nal));

/** A picture that refers to later ones. WebRTC shows pictures in the order they come, so such a stream stutters there. */
export function isBSlice(nal: Buffer): boolean {
  if (nalType(nal) !== NAL.slice) return false;
  const bits = new BitReader(withoutEmulation(nal.subarray(1, HEADER_BYTES)));
  bits.unsigned();
  return bits.unsigned() % 5 === 1 && !bits.isSpent;
}

/** Takes out the 3 of every 0 0 3 (7.4.1): it only kept the payload from looking like a start code. */
export function withoutEmulation(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** Cuts an Annex B byte stream (B.1) at its start codes; trailing zeros belong to no unit. */
export function splitAnnexB(bytes: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  let start = -1;
  let at = bytes.indexOf(START);
  while (at >= 0) {
    if (start >= 0) push(nals, bytes.subarray(start, at));
    start = at + START.length;
    at = bytes.indexOf(START, start);
  }
  if (start >= 0) push(nals, bytes.subarray(start));
  return nals;
}

const START = Buffer.from([0, 0, 1]);

function push(nals: Buffer[], nal: Buffer): void {
  let end = nal.length;
  while (end > 0 && nal[end - 1] === 0) end -= 1;
  if (end > 0) nals.push(nal.subarray(0, end));
}
