/** As much of a `<video>` as this moves; times in seconds. */
type Tape = Pick<HTMLVideoElement, 'currentTime'> & {
  readonly buffered: Pick<TimeRanges, 'length' | 'end'>;
};

/** A station sends all since the last key picture at once: what is old of it is decoded, not watched. */
const FIRST_LEAP_S = 0.5;
/** By then all that is sent at once has come. */
const BEGINNING_MS = 1_000;
/** What a window that stood still for a while would otherwise stay behind; less is caught up by playing faster. */
const LEAP_S = 1.5;
/** Enough that the next picture is there before this one has been shown. */
const SHORT_OF_END_S = 0.2;
/** Each leap decodes from the key picture before it: a machine that is too slow for that would do nothing else. */
const BETWEEN_LEAPS_MS = 5_000;

/** Keeps a live picture near what has arrived of it. */
export class NearEnd {
  readonly #tape: Tape;
  #begunAt: number | null = null;
  #leaptAt: number | null = null;

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  /** To be called when it begins to play and now and then afterwards. @param now ms of any clock */
  look(now: number): void {
    const { buffered, currentTime } = this.#tape;
    if (buffered.length === 0) return;
    this.#begunAt ??= now;
    if (this.#leaptAt !== null && now - this.#leaptAt < BETWEEN_LEAPS_MS) return;
    const isBeginning = this.#leaptAt === null && now - this.#begunAt < BEGINNING_MS;
    const end = buffered.end(buffered.length - 1);
    if (end - currentTime <= (isBeginning ? FIRST_LEAP_S : LEAP_S)) return;
    this.#leaptAt = now;
    this.#tape.currentTime = end - SHORT_OF_END_S;
  }
}
