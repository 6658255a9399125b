/**
 * When a dead core is started again: at once, so that it answers within five seconds; after five deaths in a minute with a
 * growing pause, so that a core that cannot live does not eat the machine. It never gives up.
 */
const WINDOW_MS = 60_000;
const FREE_RESTARTS = 5;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export class RestartPolicy {
  #deaths: number[] = [];

  /** Records a death and says how long to wait before the next start. */
  pauseAfterDeathMs(now: number): number {
    this.#deaths = this.#deaths.filter((at) => now - at < WINDOW_MS);
    this.#deaths.push(now);
    const excess = this.#deaths.length - FREE_RESTARTS;
    if (excess <= 0) return 0;
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (excess - 1));
  }
}
