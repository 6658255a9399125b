/**
 * The quiet tone of a public report. It is no alarm: it sounds once, not until somebody answers, never over an alarm, and not
 * more than once a minute however many come. Decides; the page that makes the noise is handed in.
 */
export interface ReportToneOptions {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Sounds the tone once. */
  readonly sound: () => void;
}

const AT_MOST_EVERY_MS = 60_000;

export class ReportTone {
  readonly #options: ReportToneOptions;
  /** Arrival of the newest report that has been told of; undefined: nothing has been heard yet. */
  #toldAt: number | undefined;
  #soundedAt = Number.NEGATIVE_INFINITY;

  constructor(options: ReportToneOptions) {
    this.#options = options;
  }

  /**
   * What waits now, with every pulse of the core. What waited before this machine was started is old news.
   * @param newestAt when the newest report that nobody has looked into came, by the station's clock; null: none waits
   * @param isSilent nothing else sounds
   */
  hear(newestAt: number | null, isSilent: boolean): void {
    const newest = newestAt ?? 0;
    this.#toldAt ??= newest;
    if (newest <= this.#toldAt || !isSilent) return;
    const now = this.#options.now();
    if (now - this.#soundedAt < AT_MOST_EVERY_MS) return;
    this.#toldAt = newest;
    this.#soundedAt = now;
    this.#options.sound();
  }
}
