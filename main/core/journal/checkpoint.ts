/**
 * Moves committed pages from the write-ahead log into the database. Never in the turn of a commit: SQLite's automatic checkpoint
 * would sit on the way to an answer. PASSIVE waits for nobody; TRUNCATE follows when the log has grown and is wholly moved.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { WriteHandle } from './database.ts';

const EVERY_MS = 1000;
const TRUNCATE_ABOVE_BYTES = 16 * 1024 * 1024;

export class Checkpointer {
  readonly #db: WriteHandle;
  readonly #walPath: string;
  readonly #onFailure: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  #hasCommits = true;

  constructor(directory: string, db: WriteHandle, onFailure: (error: unknown) => void) {
    this.#db = db;
    this.#walPath = join(directory, 'journal.db-wal');
    this.#onFailure = onFailure;
    this.#timer = setInterval(() => this.run(), EVERY_MS);
    this.#timer.unref();
  }

  afterCommit(): void {
    this.#hasCommits = true;
  }

  run(): void {
    if (!this.#hasCommits) return;
    this.#hasCommits = false;
    try {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
      if ((statSync(this.#walPath, { throwIfNoEntry: false })?.size ?? 0) > TRUNCATE_ABOVE_BYTES)
        this.#db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      this.#onFailure(error);
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#hasCommits = true;
    this.run();
  }
}
