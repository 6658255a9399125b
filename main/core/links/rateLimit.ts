/**
 * "At once, then at most one in a while, with a count": how repeated news and unknown callers reach the officer without
 * drowning the queue, and without anything being dropped in silence.
 */
const KEYS = 1_000;
/** What callers beyond the bound share, so that invented accounts cannot grow memory. */
export const OVERFLOW_KEY = '*';

interface Window {
  openedAt: number;
  everyMs: number;
  suppressed: number;
}

export class RateLimit {
  readonly #windows = new Map<string, Window>();

  /** How many like it were withheld before this one, or null when this one is to be withheld too. */
  admit(wantedKey: string, everyMs: number, now: number): number | null {
    const key = this.#windows.has(wantedKey) || this.#windows.size < KEYS ? wantedKey : OVERFLOW_KEY;
    const window = this.#windows.get(key);
    if (window && now >= window.openedAt && now - window.openedAt < window.everyMs) {
      window.suppressed += 1;
      return null;
    }
    this.#windows.set(key, { openedAt: now, everyMs, suppressed: 0 });
    return window?.suppressed ?? 0;
  }

  /** Ends the windows that are over; those that withheld something are told, because nobody may ever call again. */
  close(now: number): { key: string; suppressed: number }[] {
    const told: { key: string; suppressed: number }[] = [];
    for (const [key, window] of this.#windows) {
      if (now - window.openedAt < window.everyMs) continue;
      this.#windows.delete(key);
      if (window.suppressed > 0) told.push({ key, suppressed: window.suppressed });
    }
    return told;
  }
}
