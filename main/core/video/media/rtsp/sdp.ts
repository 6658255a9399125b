/** A camera's session description (RFC 4566, RFC 6184 §8) as far as finding its picture. */
export interface SdpVideo {
  /** As its rtpmap says, upper case: `H264`, `H265`, `JPEG`. */
  readonly codec: string;
  readonly payloadType: number;
  /** Where it is set up: absolute, or relative to the session; null when the session itself is it. */
  readonly control: string | null;
  /** SPS and PPS of `sprop-parameter-sets`; empty when they come in the stream. */
  readonly parameterSets: readonly Buffer[];
  readonly packetizationMode: number;
}

export interface SdpFacts {
  readonly control: string | null;
  readonly videos: readonly SdpVideo[];
}

/** Payload types that need no rtpmap (RFC 3551 §6). */
const STATIC_CODECS: Readonly<Record<number, string>> = { 26: 'JPEG', 31: 'H261', 32: 'MPV', 33: 'MP2T', 34: 'H263' };
const MOST_LINES = 500;
const MOST_VIDEOS = 8;

/** Whatever comes, an answer: what is no line of SDP is passed over. */
export function readSdp(text: string): SdpFacts {
  const lines = text.split(/\r?\n/, MOST_LINES);
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []));
  const session = lines.slice(0, starts[0] ?? lines.length);
  const videos = starts
    .flatMap((start, order) => readVideo(lines.slice(start, starts[order + 1] ?? lines.length)) ?? [])
    .slice(0, MOST_VIDEOS);
  return { control: attribute(session, 'control')[0] ?? null, videos };
}

function readVideo(lines: readonly string[]): SdpVideo | null {
  const match = /^m=video \d+(?:\/\d+)? \S+ (\d{1,3})\b/.exec(lines[0] ?? '');
  if (!match) return null;
  const payloadType = Number(match[1]);
  const prefix = `${payloadType} `;
  const own = (name: string) =>
    attribute(lines, name)
      .find((value) => value.startsWith(prefix))
      ?.slice(prefix.length);
  const codec = own('rtpmap')?.split('/')[0]?.trim().toUpperCase() ?? STATIC_CODECS[payloadType];
  if (codec === undefined || payloadType > 127) return null;
  const format = new Map(
    (own('fmtp') ?? '').split(';').flatMap((field) => {
      const at = field.indexOf('=');
      return at < 0 ? [] : [[field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim()] as const];
    }),
  );
  return {
    codec,
    payloadType,
    control: attribute(lines, 'control')[0] ?? null,
    parameterSets: setsOf(format.get('sprop-parameter-sets') ?? ''),
    packetizationMode: Number(format.get('packetization-mode') ?? 0) || 0,
  };
}

const attribute = (lines: readonly string[], name: string): string[] =>
  lines.flatMap((line) => (line.startsWith(`a=${name}:`) ? [line.slice(name.length + 3).trim()] : []));

function setsOf(text: string): Buffer[] {
  return text
    .slice(0, 4_000)
    .split(',')
    .map((one) => Buffer.from(one, 'base64'))
    .filter((set) => set.length > 3);
}
