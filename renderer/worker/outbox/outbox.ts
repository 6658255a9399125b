/**
 * The one queue of this phone: what was done goes in, is on the phone's disk, and leaves when the station has answered. One tab
 * of the page sends at a time; order is that of doing. Nothing is dropped: what was refused stays until somebody has read why.
 */
import { type NewItem, nextOf, nextRetryAt, type OutboxItem } from './item.ts';

export interface OutboxStore {
  all(): Promise<readonly OutboxItem[]>;
  /** Gives it its place in the order. */
  add(item: Omit<OutboxItem, 'seq'>): Promise<OutboxItem>;
  put(item: OutboxItem): Promise<void>;
  remove(seq: number): Promise<void>;
}

export type Delivered =
  | { readonly state: 'done' }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  /** No network, or the station is busy: nothing else is tried until somebody calls `pump` again. */
  | { readonly state: 'offline' }
  /** Only its file did not get through: the others go on. */
  | { readonly state: 'fileLater' };

export interface OutboxOptions {
  readonly store: OutboxStore;
  readonly deliver: (item: OutboxItem) => Promise<Delivered>;
  readonly clock: () => number;
  /** Resolves when this tab is the one that sends, and never where another is. */
  readonly turn: Promise<void>;
  readonly onChange: (items: readonly OutboxItem[]) => void;
  /** Calls back after so many milliseconds. */
  readonly later: (run: () => void, ms: number) => void;
}

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 120_000;

export class Outbox {
  readonly #options: OutboxOptions;
  #isSender = false;
  #pumping: Promise<void> | null = null;
  #isAskedAgain = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    void options.turn.then(() => {
      this.#isSender = true;
      void this.pump();
    });
  }

  /** Resolves when it is on the phone's disk: from then on it is not lost. */
  async add(item: NewItem): Promise<void> {
    await this.#options.store.add({ ...item, state: 'waiting', tries: 0, retryAt: null, refusal: null });
    await this.refresh();
    void this.pump();
  }

  /** Somebody has read why it was refused. */
  async dismiss(seq: number): Promise<void> {
    await this.#options.store.remove(seq);
    await this.refresh();
  }

  /** What waits now, for whoever draws; also after another tab has changed it. */
  async refresh(): Promise<void> {
    this.#options.onChange(await this.#options.store.all());
  }

  /** Sends what can be sent. Called while it runs, it looks once more before it resolves. */
  pump(): Promise<void> {
    if (!this.#isSender) return Promise.resolve();
    this.#isAskedAgain = true;
    this.#pumping ??= this.#runAsAsked().finally(() => {
      this.#pumping = null;
    });
    return this.#pumping;
  }

  async #runAsAsked(): Promise<void> {
    while (this.#isAskedAgain) {
      this.#isAskedAgain = false;
      await this.#run();
    }
  }

  async #run(): Promise<void> {
    const { store, deliver, clock, later } = this.#options;
    for (;;) {
      const items = await store.all();
      const item = nextOf(items, clock());
      if (item === undefined) {
        const retryAt = nextRetryAt(items);
        if (retryAt !== null) later(() => void this.pump(), Math.max(0, retryAt - clock()));
        return;
      }
      const delivered = await deliver(item);
      if (delivered.state === 'offline') return;
      await this.#settle(item, delivered);
      await this.refresh();
    }
  }

  async #settle(item: OutboxItem, delivered: Exclude<Delivered, { state: 'offline' }>): Promise<void> {
    const { store, clock } = this.#options;
    switch (delivered.state) {
      case 'done':
        return store.remove(item.seq);
      case 'refused': {
        const { code, message } = delivered;
        return store.put({ ...item, state: 'refused', retryAt: null, refusal: { code, message } });
      }
      case 'fileLater': {
        const waitMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** item.tries);
        return store.put({ ...item, tries: item.tries + 1, retryAt: clock() + waitMs });
      }
    }
  }
}
