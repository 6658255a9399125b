/** What is to be done later by the station's own clock: it waits while the drill stands, and hurries with its pace. */
import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';

const LOOK_MS = 50;

export class Agenda implements Disposable {
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  readonly #items = new Set<{ readonly dueAt: number; run(): void }>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#timer = setInterval(() => this.look(), LOOK_MS);
  }

  /** Runs it after so many seconds of the station's time, unless it is disposed before. */
  after(seconds: number, run: () => void): Disposable {
    const item = { dueAt: this.#clock() + seconds * 1_000, run };
    this.#items.add(item);
    return toDisposable(() => this.#items.delete(item));
  }

  look(): void {
    const now = this.#clock();
    for (const item of [...this.#items].filter(({ dueAt }) => dueAt <= now)) {
      this.#items.delete(item);
      item.run();
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#items.clear();
  }
}
