/** What the phone keeps on its own disk (IndexedDB): the queue, waiting positions, the last state, pieces of the map. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { WorkerMap } from '#shared/wire/workerPage.ts';
import type { OutboxItem } from './item.ts';
import type { OutboxStore } from './outbox.ts';
import type { QueuedFix } from './positions.ts';

interface PhoneSchema extends DBSchema {
  outbox: { key: number; value: OutboxItem | Omit<OutboxItem, 'seq'> };
  kept: { key: string; value: unknown };
  map: { key: string; value: { readonly map: WorkerMap; readonly at: number } };
}

const NAME = 'pingan-worker';
const VERSION = 1;

export class PhoneDisk {
  readonly #db: IDBPDatabase<PhoneSchema>;

  private constructor(db: IDBPDatabase<PhoneSchema>) {
    this.#db = db;
  }

  static async open(): Promise<PhoneDisk> {
    const db = await openDB<PhoneSchema>(NAME, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
        fresh.createObjectStore('kept');
        fresh.createObjectStore('map');
      },
    });
    // A phone short of space empties what it was not asked to keep.
    void navigator.storage?.persist?.().catch(() => false);
    return new PhoneDisk(db);
  }

  readonly outbox: OutboxStore = {
    all: async () => (await this.#db.getAll('outbox')) as OutboxItem[],
    add: async (item) => ({ ...item, seq: await this.#db.add('outbox', item) }),
    put: async (item) => void (await this.#db.put('outbox', item)),
    remove: (seq) => this.#db.delete('outbox', seq),
  };

  async read<Value>(key: string): Promise<Value | undefined> {
    return (await this.#db.get('kept', key)) as Value | undefined;
  }

  async write(key: string, value: unknown): Promise<void> {
    await this.#db.put('kept', value, key);
  }

  /** Adds in one transaction, so that two tabs lose none of each other's. */
  async changeFixes(change: (fixes: readonly QueuedFix[]) => readonly QueuedFix[]): Promise<readonly QueuedFix[]> {
    const transaction = this.#db.transaction('kept', 'readwrite');
    const held = ((await transaction.store.get('fixes')) as QueuedFix[] | undefined) ?? [];
    const next = change(held);
    if (next !== held) await transaction.store.put(next, 'fixes');
    await transaction.done;
    return next;
  }

  readTile = (key: string) => this.#db.get('map', key);
  writeTile = async (key: string, map: WorkerMap, at: number) => void (await this.#db.put('map', { map, at }, key));
}
