import type { Disposable } from '#shared/kit/disposable.ts';

/** Frames one after another as long as they are wanted; in between it sleeps until somebody wakes it. */
export class Loop implements Disposable {
  readonly #tick: (now: number) => number;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `tick` works one frame and says in how many milliseconds it wants the next; 0: the very next one. */
  constructor(tick: (now: number) => number) {
    this.#tick = tick;
  }

  wake(): void {
    if (this.#frame !== 0) return;
    clearTimeout(this.#timer);
    this.#frame = requestAnimationFrame((now) => this.#run(now));
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }

  #run(now: number): void {
    this.#frame = 0;
    const sleepMs = this.#tick(now);
    // Whoever was told of this frame may have asked for the next already.
    if (this.#frame !== 0) return;
    if (sleepMs === 0) this.wake();
    else this.#timer = setTimeout(() => this.wake(), sleepMs);
  }
}
