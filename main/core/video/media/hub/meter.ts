/** Pictures and bits of the last two seconds. */
const WINDOW_MS = 2_000;

export class Meter {
  #entries: { readonly at: number; readonly bytes: number }[] = [];

  note(at: number, bytes: number): void {
    this.#entries.push({ at, bytes });
    this.#prune(at);
  }

  read(now: number): { readonly framesPerSecond: number; readonly bitsPerSecond: number } {
    this.#prune(now);
    const bytes = this.#entries.reduce((sum, entry) => sum + entry.bytes, 0);
    const seconds = WINDOW_MS / 1_000;
    return { framesPerSecond: this.#entries.length / seconds, bitsPerSecond: Math.round((bytes * 8) / seconds) };
  }

  #prune(now: number): void {
    const first = this.#entries.findIndex(({ at }) => now - at < WINDOW_MS);
    if (first !== 0) this.#entries = first < 0 ? [] : this.#entries.slice(first);
  }
}
