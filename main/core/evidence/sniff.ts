/**
 * What a file of the field is by its own bytes, never by what its sender calls it. A picture is read through to its end: one that
 * carries more than the picture (a place in EXIF, a comment, a page or a program after its end) is named, not cleaned.
 */
import type { EvidenceKind } from '#shared/domain/evidence.ts';
import {
  drawsJpeg,
  endOfJpegScan,
  JPEG_END_OF_IMAGE,
  JPEG_START_OF_SCAN,
  PNG_DRAWING,
  WEBP_DRAWING,
} from './pictureParts.ts';

export type Sniffed =
  | { readonly kind: EvidenceKind; readonly mediaType: string; readonly extension: string }
  /** `unknown`: none of the formats we keep. `broken`: ends too early. `carriesMore`: metadata, or something behind the end. */
  | { readonly kind: null; readonly why: 'unknown' | 'broken' | 'carriesMore' };

const refused = (why: 'unknown' | 'broken' | 'carriesMore'): Sniffed => ({ kind: null, why });
const photo = (extension: 'jpg' | 'png' | 'webp'): Sniffed => ({
  kind: 'photo',
  mediaType: extension === 'jpg' ? 'image/jpeg' : `image/${extension}`,
  extension,
});
const voice = (extension: 'webm' | 'ogg' | 'm4a'): Sniffed => ({
  kind: 'voice',
  mediaType: extension === 'm4a' ? 'audio/mp4' : `audio/${extension}`,
  extension,
});
const FILM: Sniffed = { kind: 'film', mediaType: 'video/webm', extension: 'film.webm' };

export function sniff(bytes: Buffer): Sniffed {
  if (bytes.length < 12) return refused('unknown');
  if (bytes.readUInt16BE(0) === 0xffd8) return readJpeg(bytes);
  if (bytes.readUInt32BE(0) === 0x89504e47 && bytes.readUInt32BE(4) === 0x0d0a1a0a) return readPng(bytes);
  if (textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP') return readWebp(bytes);
  if (bytes.readUInt32BE(0) === 0x1a45dfa3) return hasPictures(bytes) ? FILM : voice('webm');
  if (textAt(bytes, 0) === 'OggS') return voice('ogg');
  if (textAt(bytes, 4) === 'ftyp') return voice('m4a');
  return refused('unknown');
}

/** Matroska CodecID (element 0x86, RFC 9559 §5.1.4.1.22): names of picture codecs begin with `V_`. Tracks stand before the first cluster. */
const HEAD_BYTES = 4_096;
function hasPictures(bytes: Buffer): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  for (let at = head.indexOf('V_'); at >= 2; at = head.indexOf('V_', at + 1)) {
    const length = head[at - 1]! - 0x80;
    if (head[at - 2] === 0x86 && length > 2 && length < 32) return true;
  }
  return false;
}

const textAt = (bytes: Buffer, at: number) => bytes.toString('latin1', at, at + 4);

/** ITU-T T.81 annex B: markers with a length until the scan, entropy-coded bytes, EOI, and nothing behind it. */
function readJpeg(bytes: Buffer): Sniffed {
  let at = 2;
  for (;;) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) return refused('broken');
    const marker = bytes[at + 1]!;
    if (marker === JPEG_END_OF_IMAGE) return at + 2 === bytes.length ? photo('jpg') : refused('carriesMore');
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return refused('broken');
    if (!drawsJpeg(marker, bytes.subarray(at + 4, at + 2 + length))) return refused('carriesMore');
    at += 2 + length;
    if (marker !== JPEG_START_OF_SCAN) continue;
    at = endOfJpegScan(bytes, at);
    if (at === bytes.length - 2) return photo('jpg');
  }
}

/** PNG specification §5.3: length, type, data, checksum; IEND is the last. */
function readPng(bytes: Buffer): Sniffed {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = textAt(bytes, at + 4);
    at += 12 + length;
    if (type === 'IEND')
      return at === bytes.length ? photo('png') : refused(at > bytes.length ? 'broken' : 'carriesMore');
    if (!PNG_DRAWING.has(type)) return refused('carriesMore');
  }
  return refused('broken');
}

/** RFC 9649: chunks of even length inside the RIFF size. */
function readWebp(bytes: Buffer): Sniffed {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return refused('broken');
  if (end < bytes.length) return refused('carriesMore');
  let at = 12;
  while (at + 8 <= end) {
    if (!WEBP_DRAWING.has(textAt(bytes, at))) return refused('carriesMore');
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  return at === end && end > 20 ? photo('webp') : refused('broken');
}
