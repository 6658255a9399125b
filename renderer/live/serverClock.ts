/**
 * The core's time as this window can know it. A message cannot arrive before it was sent, so the largest difference seen
 * lately is the one with the least network delay in it.
 */
export class ServerClock {
  static readonly #kept = 20;
  readonly #differences: number[] = [];
  #offsetMs = 0;

  /** Milliseconds to add to the window's own clock. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  note(serverNow: number, localNow: number): void {
    this.#differences.push(serverNow - localNow);
    if (this.#differences.length > ServerClock.#kept) this.#differences.shift();
    this.#offsetMs = Math.max(...this.#differences);
  }

  /** A new connection may be to another machine. */
  restart(): void {
    this.#differences.length = 0;
  }
}
