/**
 * Finds events in bytes: XML events one after the other, TAK messages with their length, anything else between them. Works on
 * bytes cut anywhere; keeps at most one unfinished event; after garbage takes the next sound one.
 */
import type { Decoded } from './event.ts';
import { readVarint } from './protobuf.ts';
import { decodeTak, TAK_MAGIC } from './tak.ts';
import { decodeXml } from './xml.ts';

export interface Found {
  readonly raw: Buffer;
  readonly form: 'xml' | 'tak';
  readonly decoded: Decoded;
}

export const EVENT_LIMIT = 64 * 1024;

const LESS_THAN = 0x3c;
const OPEN = '<event';
const CLOSE = '</event';
const DECLARATION = '<?xml';
const DECLARATION_LIMIT = 200;
const BLANKS: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20]);
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** Of a TakMessage: fields 1 and 2 as messages, 3 and 4 as numbers. Anything else after a length is not ours. */
const FIRST_TAGS: ReadonlySet<number> = new Set([0x0a, 0x12, 0x18, 0x20]);

/** What the head of the buffer is: something whole, something that needs more bytes, or nothing we know. */
type Head = { readonly kind: 'found'; readonly found: Found } | { readonly kind: 'more' } | { readonly kind: 'noise' };
const MORE: Head = { kind: 'more' };
const NOISE: Head = { kind: 'noise' };

export class CotStream {
  #buffer: Buffer = Buffer.alloc(0);
  /** No closing tag begins before this offset. */
  #searchedTo = 0;

  /** Bytes that are waiting for the rest of their event. */
  get pending(): number {
    return this.#buffer.length;
  }

  *receive(chunk: Buffer): Iterable<Found> {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    yield* this.#scan(false);
  }

  /** Nothing more will come (or has not for too long): what is unfinished is noise, what it had swallowed is not. */
  *end(): Iterable<Found> {
    yield* this.#scan(true);
  }

  *#scan(isOver: boolean): Iterable<Found> {
    let noise: Buffer[] = [];
    const drop = (bytes: number) => {
      noise.push(this.#buffer.subarray(0, bytes));
      this.#advance(bytes);
    };
    while (this.#skipBlanks()) {
      const head = this.#readHead();
      if (head.kind === 'more' && !isOver && this.#buffer.length <= EVENT_LIMIT) break;
      if (noise.length > 0 && head.kind === 'found') {
        yield noiseOf(noise);
        noise = [];
      }
      if (head.kind === 'found') {
        this.#advance(head.found.raw.length);
        yield head.found;
      } else if (head.kind === 'more' && this.#buffer[0] === LESS_THAN) {
        const raw = this.#buffer.subarray(0, this.#giveUp(isOver));
        this.#advance(raw.length);
        if (isOver) noise.push(raw);
        else yield { raw, form: 'xml', decoded: { ok: false, reason: 'oversize', detail: 'more than 64 KiB' } };
      } else drop(this.#nextCandidate());
    }
    if (noise.length > 0) yield noiseOf(noise);
    // What is kept must not hold on to the megabytes of a read it was cut from.
    if (this.#buffer.length > 0) this.#buffer = Buffer.from(this.#buffer);
  }

  #readHead(): Head {
    const first = this.#buffer[0];
    if (first === LESS_THAN) return this.#readXml();
    return first === TAK_MAGIC ? this.#readTak() : NOISE;
  }

  #readXml(): Head {
    const start = this.#eventStart();
    if (start === null) return MORE;
    if (start < 0) return NOISE;
    const end = this.#eventEnd(start);
    if (end === null) return MORE;
    if (end < 0) return NOISE;
    const raw = this.#buffer.subarray(0, end);
    if (raw.length > EVENT_LIMIT) {
      return found({ raw, form: 'xml', decoded: { ok: false, reason: 'oversize', detail: 'more than 64 KiB' } });
    }
    const decoded = decodeXml(raw);
    // An event that was cut off swallows the beginning of the next one: the last beginning before the end is that one.
    const last = raw.lastIndexOf(OPEN);
    // A spoilt declaration is no reason to lose the sound event behind it.
    if (!decoded.ok && start > 0 && decodeXml(raw.subarray(start)).ok) return NOISE;
    if (!decoded.ok && last > start) return found({ raw: raw.subarray(0, last), form: 'xml', decoded });
    return found({ raw, form: 'xml', decoded });
  }

  /** Offset of `<event`, after the declaration if there is one. Null: not all there yet. Negative: not XML of ours. */
  #eventStart(): number | null {
    const buffer = this.#buffer;
    const head = buffer.toString('latin1', 0, OPEN.length);
    if (OPEN.startsWith(head)) return buffer.length > OPEN.length ? (isTagEnd(buffer[OPEN.length]) ? 0 : -1) : null;
    if (!DECLARATION.startsWith(head.slice(0, DECLARATION.length))) return -1;
    const declaration = buffer.subarray(0, DECLARATION_LIMIT);
    const end = declaration.indexOf('?>');
    const other = declaration.indexOf(LESS_THAN, 1);
    // It was cut off, and something else has begun.
    if (other > 0 && (end < 0 || other < end)) return -1;
    if (end < 0) return buffer.length >= DECLARATION_LIMIT ? -1 : null;
    let at = end + 2;
    while (BLANKS.has(buffer[at] ?? -1)) at++;
    const next = buffer.toString('latin1', at, at + OPEN.length);
    if (next.length < OPEN.length) return OPEN.startsWith(next) ? null : -1;
    return next === OPEN ? at : -1;
  }

  /** Offset behind the event: behind `</event>`, or behind `/>` of an event that is only its start tag. As above. */
  #eventEnd(start: number): number | null {
    const buffer = this.#buffer;
    const tagEnd = startTagEnd(buffer, start);
    if (tagEnd === null || tagEnd < 0) return tagEnd;
    if (buffer[tagEnd - 2] === 0x2f) return tagEnd;
    let at = buffer.indexOf(CLOSE, Math.max(this.#searchedTo, tagEnd));
    while (at >= 0) {
      let behind = at + CLOSE.length;
      while (BLANKS.has(buffer[behind] ?? -1)) behind++;
      if (behind >= buffer.length) break;
      if (buffer[behind] === 0x3e) return behind + 1;
      at = buffer.indexOf(CLOSE, behind);
    }
    this.#searchedTo = at >= 0 ? at : Math.max(tagEnd, buffer.length - CLOSE.length);
    return null;
  }

  #readTak(): Head {
    const length = readVarint(this.#buffer, 1);
    if (!length) return this.#buffer.length > 10 ? NOISE : MORE;
    if (length.value === 0 || length.value > EVENT_LIMIT) return NOISE;
    const tag = this.#buffer[length.end];
    if (tag !== undefined && !FIRST_TAGS.has(tag)) return NOISE;
    const end = length.end + length.value;
    if (this.#buffer.length < end) return MORE;
    const decoded = decodeTak(this.#buffer.subarray(length.end, end));
    // Garbage that looked like a header: what lies behind it may be sound.
    if (!decoded.ok && decoded.reason === 'protobuf') return NOISE;
    return found({ raw: this.#buffer.subarray(0, end), form: 'tak', decoded });
  }

  /** How much of an XML event that does not end is given up: all up to where something else may have begun. */
  #giveUp(isOver: boolean): number {
    const next = this.#buffer.indexOf(TAK_MAGIC);
    if (isOver) return next > 0 ? next : this.#buffer.length;
    const last = this.#buffer.lastIndexOf(OPEN);
    return last > 0 && this.#buffer.length - last < EVENT_LIMIT ? last : this.#buffer.length;
  }

  /** The next byte with which something of ours could begin. */
  #nextCandidate(): number {
    const candidates = [this.#buffer.indexOf(LESS_THAN, 1), this.#buffer.indexOf(TAK_MAGIC, 1)];
    return Math.min(this.#buffer.length, ...candidates.filter((at) => at > 0));
  }

  #skipBlanks(): boolean {
    let at = 0;
    for (;;) {
      if (BLANKS.has(this.#buffer[at] ?? -1)) at += 1;
      else if (this.#buffer.subarray(at, at + 3).equals(BOM)) at += 3;
      else break;
    }
    if (at > 0) this.#advance(at);
    return this.#buffer.length > 0;
  }

  #advance(bytes: number): void {
    this.#buffer = this.#buffer.subarray(bytes);
    this.#searchedTo = 0;
  }
}

const found = (one: Found): Head => ({ kind: 'found', found: one });

const noiseOf = (parts: readonly Buffer[]): Found => ({
  raw: Buffer.concat(parts),
  form: 'xml',
  decoded: { ok: false, reason: 'format', detail: 'neither XML nor a TAK message' },
});

const isTagEnd = (byte: number | undefined) => byte === 0x3e || byte === 0x2f || BLANKS.has(byte ?? -1);

/** Behind the `>` of the tag, which may stand in a value as well; a `<` may not: negative. Null when it has not come yet. */
function startTagEnd(buffer: Buffer, start: number): number | null {
  let quote = 0;
  for (let at = start; at < buffer.length; at++) {
    const byte = buffer[at]!;
    if (byte === LESS_THAN && at > start) return -1;
    if (quote !== 0) quote = byte === quote ? 0 : quote;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x3e) return at + 1;
  }
  return null;
}
