/**
 * Which messages are stored, or being stored, by their key (PROTOCOLS §1.8). A retransmission waits for the durability of
 * its original and is answered like it; it is never a second alarm. Seeded from the journal after a restart.
 */
const REMEMBERED_MS = 10 * 60_000;
/** Bounds memory under a flood. Two shelves, so that forged clear messages cannot push out what encrypted ones proved. */
const KEYS_PER_SHELF = 200_000;
const DURABLE = Promise.resolve();

interface Entry {
  readonly at: number;
  readonly durable: Promise<void>;
}

export interface RecentKey {
  readonly key: string;
  /** When the original was received, epoch ms. */
  readonly at: number;
}

export class DuplicateBook {
  readonly #shelves = { encrypted: new Map<string, Entry>(), clear: new Map<string, Entry>() };

  constructor(recent: Iterable<RecentKey> = []) {
    for (const { key, at } of recent) if (key) this.#shelve(key, { at, durable: DURABLE });
  }

  /** Durability of the original, or null when this key is new. */
  find(key: string, now: number): Promise<void> | null {
    const shelf = this.#shelfOf(key);
    const entry = shelf.get(key);
    if (!entry) return null;
    // Both ways: after the wall clock was set back, an old entry must not swallow fresh alarms for hours.
    if (Math.abs(now - entry.at) <= REMEMBERED_MS) return entry.durable;
    shelf.delete(key);
    return null;
  }

  /** Forgotten again when storing fails: the retransmission is then the first message. */
  claim(key: string, at: number, durable: Promise<void>): void {
    const entry: Entry = { at, durable };
    this.#shelve(key, entry);
    durable.catch(() => {
      const shelf = this.#shelfOf(key);
      if (shelf.get(key) === entry) shelf.delete(key);
    });
  }

  #shelve(key: string, entry: Entry): void {
    const shelf = this.#shelfOf(key);
    shelf.delete(key);
    shelf.set(key, entry);
    for (const [oldest, { at }] of shelf) {
      const isExpired = entry.at - at > REMEMBERED_MS;
      if (!isExpired && shelf.size <= KEYS_PER_SHELF) break;
      shelf.delete(oldest);
    }
  }

  #shelfOf(key: string): Map<string, Entry> {
    return key.startsWith('encrypted:') ? this.#shelves.encrypted : this.#shelves.clear;
  }
}
