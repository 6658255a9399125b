/**
 * Which parts of a picture say how to draw it. Everything else says more than the picture: where and by whom it was taken, what was
 * there before it was cut, or something that is no picture at all. Both who checks (sniff.ts) and who cleans ask here.
 */

export const JPEG_START_OF_SCAN = 0xda;
export const JPEG_END_OF_IMAGE = 0xd9;

/** What the segments that may stay begin with: JFIF, colour profile, Adobe's colour transform. */
const DRAWING_SEGMENTS: Readonly<Record<number, string>> = { 224: 'JFIF\0', 226: 'ICC_PROFILE\0', 238: 'Adobe' };
/** JFIF 1.02 without the small copy of the picture it may carry: that copy is of the picture before anything was cut away. */
const JFIF_BYTES = 14;

/** ITU-T T.81 annex B: APPn (E0–EF) and COM (FE) may hold anything. @param body without marker and length */
export function drawsJpeg(marker: number, body: Buffer): boolean {
  if (marker !== 0xfe && (marker < 0xe0 || marker > 0xef)) return true;
  const begins = DRAWING_SEGMENTS[marker];
  if (begins === undefined || body.toString('latin1', 0, begins.length) !== begins) return false;
  return marker !== 0xe0 || body.length === JFIF_BYTES;
}

/** The next marker that is neither a stuffed 0xFF nor a restart; the length of `bytes` where there is none. */
export function endOfJpegScan(bytes: Buffer, from: number): number {
  for (let at = from; ; at += 1) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return bytes.length;
    const next = bytes[at + 1]!;
    if (next !== 0x00 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
}

/** Chunks of PNG (specification §5.6), without its end. */
export const PNG_DRAWING: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs'],
]);

/** Chunks of WebP (RFC 9649 §2.7). */
export const WEBP_DRAWING: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);
