/**
 * Main-thread time of each animation frame, measured from outside: every callback of requestAnimationFrame is timed and
 * summed by frame, whoever asked for it. Must be made before anything else asks for frames.
 */
export class FrameMeter {
  #samples: number[] = [];
  #frameAt = -1;
  #spentMs = 0;
  #isOn = false;

  constructor(host: Pick<Window, 'requestAnimationFrame'>) {
    const ask = host.requestAnimationFrame.bind(host);
    host.requestAnimationFrame = (callback) =>
      ask((frameAt) => {
        const startedAt = performance.now();
        try {
          callback(frameAt);
        } finally {
          this.#add(frameAt, performance.now() - startedAt);
        }
      });
  }

  start(): void {
    this.#samples = [];
    this.#frameAt = -1;
    this.#spentMs = 0;
    this.#isOn = true;
  }

  /** Milliseconds of script in each frame since `start`. */
  stop(): number[] {
    if (this.#frameAt >= 0) this.#samples.push(this.#spentMs);
    this.#isOn = false;
    return this.#samples;
  }

  #add(frameAt: number, spentMs: number): void {
    if (!this.#isOn) return;
    if (frameAt !== this.#frameAt) {
      if (this.#frameAt >= 0) this.#samples.push(this.#spentMs);
      this.#frameAt = frameAt;
      this.#spentMs = 0;
    }
    this.#spentMs += spentMs;
  }
}
