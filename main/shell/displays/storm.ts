/**
 * One answer to a storm of events: a plug that is pulled says so five times. Answered when it has been quiet for a moment, and at the latest
 * after `latestMs` though it goes on.
 */
export class Storm {
  readonly #answer: () => void;
  readonly #quietMs: number;
  readonly #latestMs: number;
  #quiet: NodeJS.Timeout | null = null;
  #latest: NodeJS.Timeout | null = null;

  constructor(answer: () => void, { quietMs, latestMs }: { readonly quietMs: number; readonly latestMs: number }) {
    this.#answer = answer;
    this.#quietMs = quietMs;
    this.#latestMs = latestMs;
  }

  get isOn(): boolean {
    return this.#quiet !== null;
  }

  hear(): void {
    if (this.#quiet) clearTimeout(this.#quiet);
    this.#quiet = setTimeout(this.#end, this.#quietMs);
    this.#latest ??= setTimeout(this.#end, this.#latestMs);
  }

  dispose(): void {
    for (const timer of [this.#quiet, this.#latest]) if (timer) clearTimeout(timer);
    this.#quiet = null;
    this.#latest = null;
  }

  readonly #end = (): void => {
    this.dispose();
    this.#answer();
  };
}
