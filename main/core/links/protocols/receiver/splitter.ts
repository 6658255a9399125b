/**
 * Records out of a byte stream (PROTOCOLS §3.1): ended by DC4, CR or LF in any mixture, or by quiet after a complete one.
 * Holds at most one record; what is longer is dropped up to the next end.
 */
const DC4 = 0x14;
const CR = 0x0d;
const LF = 0x0a;
const NUL = 0x00;
const RECORD_LIMIT_BYTES = 256;
/** Nothing shorter can be a record of any receiver. */
export const SHORTEST_RECORD = 8;

export type Piece =
  | { readonly ok: true; readonly raw: Buffer; readonly text: string }
  | { readonly ok: false; readonly reason: 'oversize' | 'cut'; readonly raw: Buffer };

export class RecordSplitter {
  readonly #held = Buffer.alloc(RECORD_LIMIT_BYTES);
  #length = 0;
  #isSkipping = false;

  /** Everything that ended in this chunk, in order. */
  *push(chunk: Buffer): Generator<Piece> {
    for (const byte of chunk) {
      if (byte === DC4 || byte === CR || byte === LF) {
        yield* this.#flush();
        this.#isSkipping = false;
      } else if (byte === NUL || this.#isSkipping) {
        // Filler, or the rest of what was too long.
      } else if (this.#length === RECORD_LIMIT_BYTES) {
        this.#isSkipping = true;
        yield { ok: false, reason: 'oversize', raw: this.#take() };
      } else {
        this.#held[this.#length] = byte;
        this.#length += 1;
      }
    }
  }

  /** What is held counts as a record if it is one; some receivers send no end. */
  *settle(isComplete: (text: string) => boolean): Generator<Piece> {
    if (this.#length > 0 && isComplete(this.#held.toString('latin1', 0, this.#length))) yield* this.#flush();
  }

  /** The line is gone: half a record is no record. */
  *end(): Generator<Piece> {
    if (this.#length > 0) yield { ok: false, reason: 'cut', raw: this.#take() };
  }

  *#flush(): Generator<Piece> {
    if (this.#length === 0) return;
    const raw = this.#take();
    const text = raw.toString('latin1');
    if (text.trim() !== '') yield { ok: true, raw, text };
  }

  #take(): Buffer {
    const raw = Buffer.from(this.#held.subarray(0, this.#length));
    this.#length = 0;
    return raw;
  }
}

/**
 * Records repeated after a lost answer may arrive glued. Cut only if the whole text is an exact series of records, and in
 * one way only: a record that could be read as two would be an invented alarm. Null: keep it whole.
 */
export function cutSeries(text: string, isRecord: (text: string) => boolean): string[] | null {
  for (let count = 2; count <= Math.floor(text.length / SHORTEST_RECORD); count++) {
    const unit = text.slice(0, text.length / count);
    if (text.length % count === 0 && unit.repeat(count) === text && isRecord(unit)) return Array(count).fill(unit);
  }
  /** Ways to cut the text from here on, and the first piece of the only way. */
  const ways: { count: number; length: number }[] = [];
  ways[text.length] = { count: 1, length: 0 };
  for (let at = text.length - SHORTEST_RECORD; at >= 0; at--) {
    let count = 0;
    let length = 0;
    for (let end = at + SHORTEST_RECORD; end <= text.length; end++) {
      const rest = ways[end]?.count ?? 0;
      if (rest === 0 || !isRecord(text.slice(at, end))) continue;
      count += rest;
      length = end - at;
    }
    ways[at] = { count, length };
  }
  if (ways[0]?.count !== 1) return null;
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += ways[at]!.length) pieces.push(text.slice(at, at + ways[at]!.length));
  return pieces.length > 1 ? pieces : null;
}
