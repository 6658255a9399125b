import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { JournalFault } from './fault.ts';
import { appendDurably, noted, openedIn, optionsFor, temporaryFolder } from './journal.fixture.ts';
import { openJournal } from './open.ts';

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A data folder with three events, closed. */
async function usedFolder(): Promise<string> {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  await appendDurably(journal, noted('incident:1', 'a'), noted('incident:1', 'b'), noted('incident:2', 'c'));
  await journal.close();
  return directory;
}

function edit(directory: string, sql: string): void {
  const db = new Database(join(directory, 'journal.db'));
  db.exec(sql);
  db.close();
}

test('a second journal on the same folder is refused with the name of the first, and may open once that has closed', async () => {
  const directory = temporaryFolder();
  const first = openedIn(directory);
  expect(openJournal(optionsFor(directory))).toMatchObject({
    ok: false,
    failure: { code: 'alreadyRunning', message: expect.stringContaining(`pid ${process.pid} @ `) },
  });
  await first.close();
  const third = openJournal(optionsFor(directory));
  expect(third.ok).toBe(true);
  if (third.ok) await third.value.close();
});

test('a schema newer than this build is refused and the file keeps every byte', async () => {
  const directory = await usedFolder();
  edit(directory, 'PRAGMA user_version = 99');
  const before = digest(join(directory, 'journal.db'));
  expect(openJournal(optionsFor(directory))).toMatchObject({ ok: false, failure: { code: 'schemaTooNew' } });
  expect(digest(join(directory, 'journal.db'))).toBe(before);
});

test('the journal of another station or realm is refused, and a refused folder is free again', async () => {
  const directory = await usedFolder();
  const codes = [
    openJournal(optionsFor(directory, { station: 'other' })),
    openJournal(optionsFor(directory, { realm: 'drill' })),
  ].map((result) => !result.ok && result.failure.code);
  expect(codes).toEqual(['wrongStation', 'wrongRealm']);
  expect(openedIn(directory).head.seq).toBe(3);
});

test('a data folder that cannot be made is refused in words', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(openJournal(optionsFor(join(file, 'data')))).toMatchObject({ ok: false, failure: { code: 'folderUnusable' } });
});

test('another SQLite file is not taken for a journal', () => {
  const directory = temporaryFolder();
  mkdirSync(directory, { recursive: true });
  edit(directory, 'CREATE TABLE notes (text)');
  expect(openJournal(optionsFor(directory))).toMatchObject({ ok: false, failure: { code: 'notAJournal' } });
});

test('a smashed first page is refused as damaged', async () => {
  const directory = await usedFolder();
  const path = join(directory, 'journal.db');
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 0, 4096);
  writeFileSync(path, bytes);
  expect(openJournal(optionsFor(directory))).toMatchObject({ ok: false, failure: { code: 'damaged' } });
});

test('an emptied or deleted journal that was signed off is not silently begun anew', async () => {
  const directory = await usedFolder();
  const path = join(directory, 'journal.db');
  truncateSync(path);
  const emptied = openJournal(optionsFor(directory));
  rmSync(path);
  const deleted = openJournal(optionsFor(directory));
  expect([emptied, deleted]).toMatchObject([
    { ok: false, failure: { code: 'journalMissing' } },
    { ok: false, failure: { code: 'journalMissing' } },
  ]);
});

test('an older copy put back in place is reported as a lost tail and goes on receiving', async () => {
  const directory = await usedFolder();
  const path = join(directory, 'journal.db');
  const older = readFileSync(path);
  const journal = openedIn(directory);
  await appendDurably(journal, noted('incident:3', 'd'), noted('incident:3', 'e'));
  await journal.close();
  writeFileSync(path, older);

  const faults: JournalFault[] = [];
  const restored = openedIn(directory, { onFault: (fault) => faults.push(fault) });
  expect(faults).toEqual([{ code: 'tailLost', anchoredSeq: 5, headSeq: 3 }]);
  expect((await appendDurably(restored, noted('incident:4', 'f')))[0]!.seq).toBe(4);
});

test('a deleted -shm file costs nothing', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  await appendDurably(journal, noted('incident:1', 'a'));
  const copy = temporaryFolder();
  for (const name of ['journal.db', 'journal.db-wal'])
    writeFileSync(join(copy, name), readFileSync(join(directory, name)));
  const restored = openedIn(copy);
  expect(restored.readStream('incident:1')).toEqual(journal.readStream('incident:1'));
});
