import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';

/** Four decoders that start at once are what two cores can bear. */
const AT_ONCE = 4;

interface Waiting {
  readonly signal: AbortSignal;
  begin(): void;
}

/**
 * How many tiles may be on their way to a first picture at once: a wall of twenty-five that starts together starves itself, and
 * every one of them takes itself for stalled.
 */
export class OpeningTurns {
  #free = AT_ONCE;
  readonly #waiting: Waiting[] = [];

  /** Resolves when it is its turn, never once `signal` is aborted. Dispose of it with the first picture, or when it is given up. */
  async take(signal: AbortSignal): Promise<Disposable> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((begin) => this.#waiting.push({ signal, begin }));
    let isHeld = true;
    return toDisposable(() => {
      if (isHeld) this.#pass();
      isHeld = false;
    });
  }

  #pass(): void {
    let next = this.#waiting.shift();
    while (next?.signal.aborted) next = this.#waiting.shift();
    if (next) next.begin();
    else this.#free += 1;
  }
}
