/** One NMEA 0183 sentence (PROTOCOLS §4.3): `$ talker type , fields * HH`. Envelope only; pure, never throws. */

/** Longer than any sentence; the standard says 82, receivers write more. */
export const SENTENCE_LIMIT_BYTES = 256;

export type SentenceFault = 'format' | 'checksum' | 'noChecksum';

export interface Sentence {
  readonly ok: true;
  /** Two characters, `P` for what makers invent themselves. */
  readonly talker: string;
  /** `RMC`, `GGA` …; of a maker's own sentence all behind the P. */
  readonly type: string;
  readonly fields: readonly string[];
}

export type ReadSentence = Sentence | { readonly ok: false; readonly reason: SentenceFault; readonly detail: string };

/** `!` starts what AIS receivers send on the same wire. */
const SHAPE = /^[$!]([^*$!]*)(?:\*([0-9A-Fa-f]{2}))? *$/;
/** Printable ASCII without what starts a sentence or its checksum. */
const PRINTABLE = /^[\x20-\x7e]*$/;
const ADDRESS = /^(?:P([A-Z0-9]{1,14})|([A-Z][A-Z0-9])([A-Z][A-Z0-9]{2}))$/;

/** `text`: latin1, from `$` to the byte before the line's end. */
export function readSentence(text: string, requireChecksum = true): ReadSentence {
  const match = SHAPE.exec(text);
  if (!match || !PRINTABLE.test(match[1]!)) return refused('format', 'not $ fields * checksum');
  const [, content, written] = match as unknown as [string, string, string | undefined];
  if (written === undefined && requireChecksum) return refused('noChecksum', 'no checksum behind a star');
  const right = checksum(content);
  if (written !== undefined && Number.parseInt(written, 16) !== right) {
    return refused('checksum', `the checksum is ${written.toUpperCase()} and should be ${hex(right)}`);
  }
  const [address, ...fields] = content.split(',') as [string, ...string[]];
  const named = ADDRESS.exec(address);
  if (!named) return refused('format', 'no talker and type in front');
  return { ok: true, talker: named[2] ?? 'P', type: named[3] ?? named[1]!, fields };
}

const refused = (reason: SentenceFault, detail: string) => ({ ok: false, reason, detail }) as const;

/** `content`: between `$` and `*`. With its end, as it goes out: for simulators and tests. */
export function writeSentence(content: string): string {
  return `$${content}*${hex(checksum(content))}\r\n`;
}

/** Exclusive or of all characters between `$` and `*`. */
function checksum(content: string): number {
  let check = 0;
  for (let at = 0; at < content.length; at++) check ^= content.charCodeAt(at);
  return check;
}

const hex = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');
