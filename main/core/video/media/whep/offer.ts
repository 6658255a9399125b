/** A viewer's offer (WHEP): which of its video codecs can carry the stream. */
import { ok, type Result } from '#shared/kit/result.ts';
import { type MediaFault, mediaFault } from '../fault.ts';

export interface OfferedVideo {
  readonly mid: string;
  readonly payloadType: number;
  /** The fmtp of that payload type, as offered. */
  readonly format: string;
}

const MOST_BYTES = 64 * 1024;

/** The H.264 that fits `profile` (first byte of profile-level-id) best; refuses `unsupportedCodec` when there is none. */
export function readOffer(sdp: string, profile: number | null): Result<OfferedVideo, MediaFault> {
  if (sdp.length > MOST_BYTES || !sdp.startsWith('v=0')) return mediaFault('unsupportedCodec', 'no offer of SDP');
  const lines = sdp.split(/\r?\n/);
  const start = lines.findIndex((line) => line.startsWith('m=video '));
  if (start < 0) return mediaFault('unsupportedCodec', 'the offer has no video');
  const next = lines.findIndex((line, index) => index > start && line.startsWith('m='));
  const section = lines.slice(start, next < 0 ? lines.length : next);
  const mid =
    section
      .find((line) => line.startsWith('a=mid:'))
      ?.slice(6)
      .trim() ?? '';
  if (!/^[\w-]{1,32}$/.test(mid)) return mediaFault('unsupportedCodec', 'the video of the offer has no mid');
  const formats = section.flatMap((line) => {
    const match = /^a=rtpmap:(\d{1,3}) H264\/90000/i.exec(line);
    return match ? [{ payloadType: Number(match[1]), format: formatOf(section, match[1]!) }] : [];
  });
  const usable = formats.filter(({ payloadType, format }) => payloadType < 128 && /packetization-mode=1/.test(format));
  const wanted = profile === null ? '42' : profile.toString(16).padStart(2, '0');
  const best =
    usable.find(({ format }) => profileOf(format) === wanted) ??
    usable.find(({ format }) => profileOf(format) === '42');
  const chosen = best ?? usable[0];
  return chosen ? ok({ mid, ...chosen }) : mediaFault('unsupportedCodec', 'the offer has no H.264');
}

const formatOf = (section: readonly string[], payloadType: string): string =>
  section
    .find((line) => line.startsWith(`a=fmtp:${payloadType} `))
    ?.slice(`a=fmtp:${payloadType} `.length)
    .trim() ?? '';

const profileOf = (format: string): string | undefined =>
  /profile-level-id=([\da-f]{2})/i.exec(format)?.[1]?.toLowerCase();
