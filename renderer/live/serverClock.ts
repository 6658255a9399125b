/**
 * The core's time as this window can know it. A message cannot arrive before it was sent, so the largest difference seen
 * lately is the one with the least network delay in it. At a drill the core's time runs at a pace of its own, or stands.
 */
export class ServerClock {
  static readonly #kept = 20;
  readonly #differences: number[] = [];
  #offsetMs = 0;
  #pace = 1;

  /** The core's time at a moment of the window's own clock, epoch ms. */
  at(localNow: number): number {
    return localNow * this.#pace + this.#offsetMs;
  }

  /** Seconds of the core's time in one second; 0: it stands. */
  get pace(): number {
    return this.#pace;
  }

  /** What was measured at another pace says nothing of this one. */
  note(serverNow: number, localNow: number, pace = 1): void {
    if (pace !== this.#pace) this.restart();
    this.#pace = pace;
    this.#differences.push(serverNow - localNow * pace);
    if (this.#differences.length > ServerClock.#kept) this.#differences.shift();
    this.#offsetMs = Math.max(...this.#differences);
  }

  /** A new connection may be to another machine. */
  restart(): void {
    this.#differences.length = 0;
  }
}
