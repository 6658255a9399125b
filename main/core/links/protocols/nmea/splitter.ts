/**
 * Sentences out of bytes cut anywhere. A sentence ends at CR or LF; whatever begins a new one ends the one before as cut, so a
 * sentence cut in the middle costs itself and no other. Holds at most one unfinished line.
 */
import { SENTENCE_LIMIT_BYTES } from './sentence.ts';

const CR = 0x0d;
const LF = 0x0a;
const NUL = 0x00;
const DOLLAR = 0x24;
const EXCLAMATION = 0x21;

export type Piece =
  | { readonly ok: true; readonly raw: Buffer; readonly text: string }
  | { readonly ok: false; readonly reason: 'noise' | 'cut' | 'oversize'; readonly raw: Buffer };

export class SentenceSplitter {
  readonly #held = Buffer.alloc(SENTENCE_LIMIT_BYTES);
  #length = 0;
  /** What is held began with `$` or `!`. */
  #isSentence = false;
  /** The rest of what was too long, up to where something may begin. */
  #isSkipping = false;

  get pendingBytes(): number {
    return this.#length;
  }

  /** Everything that ended in this chunk, in order. Blank lines and NUL between sentences are nothing. */
  *push(chunk: Buffer): Generator<Piece> {
    for (const byte of chunk) {
      if (byte === DOLLAR || byte === EXCLAMATION) {
        yield* this.#flush('cut');
        this.#isSkipping = false;
        this.#isSentence = true;
        this.#keep(byte);
      } else if (byte === CR || byte === LF) {
        yield* this.#flush('whole');
        this.#isSkipping = false;
      } else if (this.#isSkipping || (byte === NUL && this.#length === 0)) {
        // The rest of what was too long, or filler.
      } else if (this.#length === SENTENCE_LIMIT_BYTES) {
        this.#isSkipping = true;
        yield this.#isSentence
          ? { ok: false, reason: 'oversize', raw: this.#take() }
          : { ok: false, reason: 'noise', raw: this.#take() };
      } else this.#keep(byte);
    }
  }

  /** Nothing more will come. `isWhole`: a datagram or a captured line may leave out the end of its last sentence. */
  *end(isWhole: boolean): Generator<Piece> {
    yield* this.#flush(isWhole ? 'whole' : 'cut');
    this.#isSkipping = false;
  }

  *#flush(as: 'whole' | 'cut'): Generator<Piece> {
    if (this.#length === 0) return;
    const isSentence = this.#isSentence;
    const raw = this.#take();
    if (!isSentence) yield { ok: false, reason: 'noise', raw };
    else if (as === 'cut') yield { ok: false, reason: 'cut', raw };
    else yield { ok: true, raw, text: raw.toString('latin1') };
  }

  #keep(byte: number): void {
    this.#held[this.#length] = byte;
    this.#length += 1;
  }

  #take(): Buffer {
    const raw = Buffer.from(this.#held.subarray(0, this.#length));
    this.#length = 0;
    this.#isSentence = false;
    return raw;
  }
}
