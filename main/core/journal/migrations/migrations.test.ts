import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openWriter, type WriteHandle } from '../database.ts';
import { temporaryFolder } from '../journal.fixture.ts';
import { MIGRATIONS, migrate, schemaVersionOf } from './index.ts';

const COPY = 'before.db';

function schemaOf(db: WriteHandle): { version: number; names: string[] } {
  const names = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all();
  return { version: schemaVersionOf(db), names };
}

/** A database brought up to step `number`, where copies go, and the schema found there. */
function migratedTo(number: number) {
  const directory = temporaryFolder();
  const db = openWriter(join(directory, 'journal.db'));
  const copyTo = () => join(directory, COPY);
  const step = (upTo: number) => migrate(db, MIGRATIONS.slice(0, upTo), copyTo);
  step(number);
  return { db, directory, step, before: schemaOf(db) };
}

const EVENTS = ['events', 'events_are_never_changed', 'events_are_never_deleted', 'journal'];

test('1 makes the events out of nothing', () => {
  const { db, directory, step, before } = migratedTo(0);
  step(1);
  expect([before, schemaOf(db)]).toEqual([
    { version: 0, names: [] },
    { version: 1, names: EVENTS },
  ]);
  expect(existsSync(join(directory, COPY))).toBe(false);
});

test('2 adds the answers to commands and keeps the events', () => {
  const { db, step, before } = migratedTo(1);
  db.exec(`INSERT INTO events VALUES (1, 'i', 's', 1, 't', 1, '{}', 'live', 'k', '{}', 'h')`);
  step(2);
  expect([before, schemaOf(db)]).toEqual([
    { version: 1, names: EVENTS },
    { version: 2, names: ['commands', ...EVENTS] },
  ]);
  expect(db.prepare('SELECT seq, hash FROM events').all()).toEqual([{ seq: 1, hash: 'h' }]);
});

test('3 adds the positions of projections and keeps the answers', () => {
  const { db, step, before } = migratedTo(2);
  db.exec(`INSERT INTO commands VALUES ('c', 'true', 1)`);
  step(3);
  expect([before, schemaOf(db)]).toEqual([
    { version: 2, names: ['commands', ...EVENTS] },
    { version: 3, names: ['commands', ...EVENTS, 'projections'] },
  ]);
  expect(db.prepare('SELECT * FROM commands').all()).toEqual([{ command_id: 'c', answer: 'true', at: 1 }]);
});

test('numbers are without gaps, so that user_version says which steps were taken', () => {
  expect(MIGRATIONS.map((step) => step.number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test('a failing step changes nothing, and a copy from before stands beside', () => {
  const { db, directory, before } = migratedTo(2);
  const broken = { number: 4, name: 'broken', sql: 'CREATE TABLE half (x); SELECT nonsense' };
  expect(() => migrate(db, [...MIGRATIONS, broken], () => join(directory, COPY))).toThrow('nonsense');
  const copy = new Database(join(directory, COPY), { readonly: true });
  expect([schemaOf(db), schemaOf(copy)]).toEqual([before, before]);
});
