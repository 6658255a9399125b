import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { assertDurable, isSafeSqlite, openReader, openWriter } from './database.ts';
import { appendDurably, noted, openedIn, temporaryFolder } from './journal.fixture.ts';

test('versions of SQLite with the log-reset defect are told from those without it', () => {
  const versions = ['3.7.0', '3.50.4', '3.51.2', '3.51.3', '3.52.0', '3.54.1', '4.0.0'];
  expect(versions.filter(isSafeSqlite)).toEqual(['3.51.3', '3.52.0', '3.54.1', '4.0.0']);
});

test('a writer runs with synchronous=FULL also when it opens an existing file', () => {
  const path = join(temporaryFolder(), 'journal.db');
  const pragmas = [1, 2].map(() => {
    const db = openWriter(path);
    const found = ['journal_mode', 'synchronous', 'foreign_keys', 'journal_size_limit'].map((name) =>
      db.pragma(name, { simple: true }),
    );
    db.exec('CREATE TABLE IF NOT EXISTS t (x)');
    db.close();
    return found;
  });
  expect(pragmas).toEqual([
    ['wal', 2, 1, 67_108_864],
    ['wal', 2, 1, 67_108_864],
  ]);
});

test('negative control: an existing file opened without saying so runs synchronous=NORMAL, and the assertion catches it', () => {
  const path = join(temporaryFolder(), 'journal.db');
  openWriter(path).exec('CREATE TABLE t (x)').close();
  const db = new Database(path);
  expect(db.pragma('synchronous', { simple: true })).toBe(1);
  expect(() => assertDurable(db)).toThrow('has wal and 1');
  db.close();
});

test('a read handle sees later commits and cannot write', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  const reader = openReader(join(directory, 'journal.db'));
  const count = () => reader.get('SELECT count(*) AS events FROM events');
  expect(count()).toEqual({ events: 0 });
  await appendDurably(journal, noted('incident:1', 'x'));
  expect(count()).toEqual({ events: 1 });
  expect(() => reader.all('DELETE FROM commands RETURNING *')).toThrow();
  reader.close();
});

test('events can be neither changed nor deleted through SQL', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  await appendDurably(journal, noted('incident:1', 'x'));
  const db = new Database(join(directory, 'journal.db'));
  expect(() => db.exec(`UPDATE events SET body = '{}'`)).toThrow('append-only');
  expect(() => db.exec('DELETE FROM events')).toThrow('append-only');
  db.close();
});
