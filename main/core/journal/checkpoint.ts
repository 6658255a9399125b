/**
 * Moves committed pages from the write-ahead log into the database, in a thread of its own with its own connection: a checkpoint
 * copies and syncs for milliseconds, and on the thread that commits it would stand between an alarm and its answer.
 * PASSIVE waits for nobody; once it has moved everything, the next commit begins the log anew in the space it has, which is
 * cheaper to sync than space that has to be found. TRUNCATE gives the space back and keeps writers out meanwhile: only for
 * a log that has grown, and only when next to nothing is left to move.
 */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const EVERY_MS = 1000;
const MOVE_WHEN_QUIET_ABOVE_BYTES = 1024 * 1024;
const SHORTEN_ABOVE_BYTES = 32 * 1024 * 1024;
/** Pages committed during a pass that TRUNCATE may move itself: about a millisecond. */
const PAGES_LEFT = 64;
/** A desk that commits faster than pages can be moved is shortened all the same. */
const PASSES_LIMIT = 10;

/** As text, not as a file: the core is bundled into one file, and a thread needs a program of its own. */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.sqlite);
  const db = new Database(workerData.path, { fileMustExist: true, timeout: 0 });
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
  db.pragma('wal_autocheckpoint = 0');
  parentPort.on('message', (mode) => {
    if (mode === 'STOP') {
      db.close();
      parentPort.close();
      return;
    }
    try {
      let [{ log }] = db.pragma('wal_checkpoint(PASSIVE)');
      for (let pass = 1; mode === 'TRUNCATE' && pass < ${PASSES_LIMIT}; pass++) {
        const before = log;
        [{ log }] = db.pragma('wal_checkpoint(PASSIVE)');
        if (log - before <= ${PAGES_LEFT}) break;
      }
      if (mode === 'TRUNCATE') db.pragma('wal_checkpoint(TRUNCATE)');
      parentPort.postMessage(undefined);
    } catch (error) {
      if (String(error.code).startsWith('SQLITE_BUSY')) parentPort.postMessage(undefined);
      else parentPort.postMessage(error.message);
    }
  });
`;

export interface CheckpointListener {
  /** The log was not moved; the next second tries again. */
  onFailure(error: unknown): void;
  /** The log cannot be shortened: a reader holds on to it. `bytes` is its size. */
  onLargeLog(bytes: number): void;
}

export class Checkpointer {
  readonly #logPath: string;
  readonly #alertBytes: number;
  readonly #listener: CheckpointListener;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #commits = 0;
  /** The last pass began when nothing was being committed, and nothing has been since: there is nothing to move. */
  #isAllMoved = false;
  #isBusy = false;
  #isAlerted = false;

  constructor(directory: string, alertBytes: number, listener: CheckpointListener) {
    const path = join(directory, 'journal.db');
    this.#logPath = `${path}-wal`;
    this.#alertBytes = alertBytes;
    this.#listener = listener;
    const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
    this.#worker = new Worker(PROGRAM, { eval: true, workerData: { path, sqlite } });
    this.#worker.unref();
    this.#worker.on('message', (failure: string | undefined) => this.#done(failure));
    this.#worker.on('error', (error) => listener.onFailure(error));
    this.#exited = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.#timer = setInterval(() => this.#tick(), EVERY_MS);
    this.#timer.unref();
  }

  afterCommit(): void {
    this.#commits++;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#worker.ref();
    this.#worker.postMessage('STOP');
    await this.#exited;
  }

  #tick(): void {
    if (this.#isBusy) return;
    const isQuiet = this.#commits === 0;
    this.#commits = 0;
    const bytes = this.#logBytes();
    if (isQuiet && (this.#isAllMoved || bytes <= MOVE_WHEN_QUIET_ABOVE_BYTES)) return;
    this.#isAllMoved = isQuiet;
    this.#isBusy = true;
    this.#worker.postMessage(bytes > SHORTEN_ABOVE_BYTES ? 'TRUNCATE' : 'PASSIVE');
  }

  #done(failure: string | undefined): void {
    this.#isBusy = false;
    if (failure !== undefined) {
      this.#isAllMoved = false;
      this.#listener.onFailure(new Error(failure));
    }
    const bytes = this.#logBytes();
    const isLarge = bytes > this.#alertBytes;
    if (isLarge && !this.#isAlerted) this.#listener.onLargeLog(bytes);
    this.#isAlerted = isLarge;
  }

  #logBytes(): number {
    return statSync(this.#logPath, { throwIfNoEntry: false })?.size ?? 0;
  }
}
