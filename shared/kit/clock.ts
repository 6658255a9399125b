/** Wall time in UTC epoch milliseconds. Injected everywhere, so that tests and drills decide what time it is. */
export type Clock = () => number;

/**
 * A clock that runs at a pace of its own beside another: 1 as fast, 10 ten times as fast, 0 it stands. A change of pace never makes
 * it jump; only `set` does. What a station of realm drill lives by.
 */
export class PacedClock {
  readonly #base: Clock;
  readonly #listeners = new Set<() => void>();
  #pace = 1;
  #baseAt: number;
  #at: number;

  constructor(base: Clock) {
    this.#base = base;
    this.#baseAt = base();
    this.#at = this.#baseAt;
  }

  /** A `Clock`: may be handed on by itself. */
  readonly now: Clock = () => Math.floor(this.#at + (this.#base() - this.#baseAt) * this.#pace);

  get pace(): number {
    return this.#pace;
  }

  /** From now on; nothing happens where it is the same. */
  setPace(pace: number): void {
    if (pace === this.#pace) return;
    this.set(this.now(), pace);
  }

  /** Makes it say `at` now and go on from there. */
  set(at: number, pace = this.#pace): void {
    this.#at = at;
    this.#baseAt = this.#base();
    this.#pace = pace;
    for (const listener of this.#listeners) listener();
  }

  /** Told of every change of pace, and of every jump. Returns its own disposer. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
