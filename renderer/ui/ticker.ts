import type { Disposable } from '#shared/kit/disposable.ts';

/** One timer for every age and countdown of a window, so that they all turn over together. */
export class Ticker implements Disposable {
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #value: number;

  constructor(now: () => number, everyMs: number) {
    this.#now = now;
    this.#value = now();
    this.#timer = setInterval(() => this.tick(), everyMs);
  }

  /** The time at the last tick: steady between ticks, as React asks of a snapshot. */
  readonly value = (): number => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  tick(): void {
    this.#value = this.#now();
    for (const listener of [...this.#listeners]) listener();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}
