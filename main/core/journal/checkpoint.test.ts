import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { Checkpointer } from './checkpoint.ts';
import { appendDurably, noted, openedIn, temporaryFolder } from './journal.fixture.ts';

const MEBIBYTE = 1024 * 1024;

function openLog() {
  const directory = mkdtempSync(join(tmpdir(), 'pingan-checkpoint-'));
  const db = new Database(join(directory, 'journal.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 0');
  db.exec('CREATE TABLE rows (row BLOB)');
  const failures: unknown[] = [];
  const checkpointer = new Checkpointer(directory, 1_000 * MEBIBYTE, {
    onFailure: (failure) => failures.push(failure),
    onLargeLog: () => undefined,
  });
  onTestFinished(async () => {
    await checkpointer.stop();
    db.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const insert = db.prepare('INSERT INTO rows VALUES (?)');
  return {
    failures,
    /** One commit for each mebibyte. */
    commit(mebibytes: number) {
      for (let count = 0; count < mebibytes; count++) {
        insert.run(Buffer.alloc(MEBIBYTE, count));
        checkpointer.afterCommit();
      }
    },
    /** Looks and moves nothing itself. */
    isAllMoved() {
      const [{ log, checkpointed }] = db.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
      return log === checkpointed;
    },
    logBytes: () => statSync(join(directory, 'journal.db-wal')).size,
    databaseBytes: () => statSync(join(directory, 'journal.db')).size,
  };
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('what a quiet desk has committed is moved, and the next commits use the space the log has', async () => {
  const log = openLog();
  log.commit(4);
  const grown = log.logBytes();
  expect(log.isAllMoved()).toBe(false);
  await until(log.isAllMoved);
  log.commit(3);
  expect(log.logBytes()).toBe(grown);
  expect(log.failures).toEqual([]);
});

test('a log that has grown gives its space back', async () => {
  const log = openLog();
  log.commit(34);
  expect(log.logBytes()).toBeGreaterThan(34 * MEBIBYTE);
  await until(() => log.logBytes() === 0);
  expect(log.databaseBytes()).toBeGreaterThan(34 * MEBIBYTE);
  expect(log.failures).toEqual([]);
});

/** Another thread takes the writers' lock, says so and keeps it for a while, as a checkpoint does on a disk that is slow to sync. */
const HOLDER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.sqlite);
  const db = new Database(workerData.path);
  db.exec('BEGIN IMMEDIATE');
  parentPort.postMessage('held');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData.forMs);
  db.exec('ROLLBACK');
  db.close();
`;

test('an alarm that comes while the log is being shortened waits for the disk and is stored', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  const workerData = {
    path: join(directory, 'journal.db'),
    sqlite: createRequire(import.meta.url).resolve('better-sqlite3'),
    forMs: 1_500,
  };
  const holder = new Worker(HOLDER, { eval: true, workerData });
  const gone = once(holder, 'exit');
  await once(holder, 'message');
  const [stored] = await appendDurably(journal, noted('incident:1', '一'));
  expect(journal.read(0, 10)).toEqual([stored]);
  await gone;
});
