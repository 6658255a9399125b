/** Keeps a dead lane from being tried over and over: after a row of failures it is left alone, longer each time. */
const OPENS_AFTER = 3;
const FIRST_REST_MS = 15_000;
const LONGEST_REST_MS = 300_000;

export class Breaker {
  #failures = 0;
  #restUntil = 0;

  /** Whether an attempt may be made now. After a rest one is, and its outcome decides. */
  isClosed(now: number): boolean {
    return now >= this.#restUntil;
  }

  noteGood(): void {
    this.#failures = 0;
    this.#restUntil = 0;
  }

  noteFailure(now: number): void {
    this.#failures += 1;
    if (this.#failures < OPENS_AFTER) return;
    const rest = FIRST_REST_MS * 2 ** (this.#failures - OPENS_AFTER);
    this.#restUntil = now + Math.min(LONGEST_REST_MS, rest);
  }
}
