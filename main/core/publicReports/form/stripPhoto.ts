/**
 * A photo of somebody's phone down to the picture: place and owner in EXIF, comments, thumbnails and whatever hangs behind the
 * end are cut away, the picture itself is not touched. What is left must still pass the evidence store's own check, which reads
 * it through (evidence/sniff.ts). A camera that only notes how it was held loses that note: the desk can turn the picture.
 */
import {
  drawsJpeg,
  endOfJpegScan,
  JPEG_END_OF_IMAGE,
  JPEG_START_OF_SCAN,
  PNG_DRAWING,
  WEBP_DRAWING,
} from '#main/core/evidence/pictureParts.ts';

/** The same bytes where it is no picture, or one that cannot be followed: the store then refuses it by name. */
export function stripPhoto(bytes: Buffer): Buffer {
  if (bytes.length < 12) return bytes;
  if (bytes.readUInt16BE(0) === 0xffd8) return stripJpeg(bytes);
  if (bytes.readUInt32BE(0) === 0x89504e47) return stripPng(bytes);
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return stripWebp(bytes);
  return bytes;
}

/** ITU-T T.81 annex B. */
function stripJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === JPEG_END_OF_IMAGE) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
    // Fill bytes before a marker are allowed, and worth nothing.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return bytes;
    if (drawsJpeg(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker !== JPEG_START_OF_SCAN) continue;
    const next = endOfJpegScan(bytes, at);
    kept.push(bytes.subarray(at, next));
    at = next;
  }
  // Ended in the middle of a marker: two bytes of EOI are what is left of a whole picture.
  if (at + 2 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] === JPEG_END_OF_IMAGE)
    return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
  return bytes;
}

/** PNG specification §5.3. */
function stripPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return bytes;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IEND' || PNG_DRAWING.has(type)) kept.push(bytes.subarray(at, end));
    at = end;
    if (type === 'IEND') return Buffer.concat(kept);
  }
  return bytes;
}

/** RFC 9649 §2.7: in the flags of VP8X, EXIF and XMP. */
const WEBP_METADATA = 0b0000_1100;

function stripWebp(bytes: Buffer): Buffer {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return bytes;
  const kept: Buffer[] = [];
  let at = 12;
  while (at + 8 <= end) {
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > end) return bytes;
    const type = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, next));
    if (type === 'VP8X' && length > 0) chunk[8] = chunk[8]! & ~WEBP_METADATA;
    if (WEBP_DRAWING.has(type)) kept.push(chunk);
    at = next;
  }
  const head = Buffer.from(bytes.subarray(0, 12));
  const body = Buffer.concat(kept);
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}
