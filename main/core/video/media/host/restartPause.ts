/** How long to wait before a media process that died is started again: at once the first time, then longer, never for good. */
const WINDOW_MS = 60_000;
const FIRST_MS = 500;
const LONGEST_MS = 15_000;

export class RestartPause {
  #deaths: number[] = [];

  /** Records a death; milliseconds to wait. */
  after(now: number): number {
    this.#deaths = this.#deaths.filter((at) => now - at < WINDOW_MS);
    this.#deaths.push(now);
    const excess = this.#deaths.length - 1;
    return excess === 0 ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (excess - 1));
  }
}
