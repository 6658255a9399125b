import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readAnchors } from './anchors.ts';
import { type EventRow, genesisHash, rowHash } from './canonical.ts';
import { openReader } from './database.ts';
import { appendDurably, noted, openedIn, temporaryFolder } from './journal.fixture.ts';
import { verifyChain } from './verify.ts';

/** Ten events, the first six signed off (and the tenth when closing has `signed` it), closed. */
async function folderWithTen({ signedAtEnd }: { signedAtEnd: boolean }): Promise<string> {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  for (let n = 1; n <= 6; n++) await appendDurably(journal, noted(`incident:${n}`, `text ${n}`));
  await journal.anchor();
  for (let n = 7; n <= 10; n++) await appendDurably(journal, noted(`incident:${n}`, `text ${n}`));
  await journal.close();
  const path = join(directory, 'anchors.log');
  const [six = '', ten = ''] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, signedAtEnd ? `${six}\n${ten}\n` : `${six}\n`);
  return directory;
}

/** What someone with the file and SQL can do: the triggers are the first thing they drop. */
function tamper(directory: string, work: (db: Database.Database) => void): void {
  const db = new Database(join(directory, 'journal.db'));
  db.exec('DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_deleted');
  work(db);
  db.close();
}

async function verified(directory: string, options: { afterSeq?: number } = {}) {
  const reader = openReader(join(directory, 'journal.db'));
  const { ok, faults, anchored, unanchored } = await verifyChain(
    reader,
    readAnchors(join(directory, 'anchors.log')),
    options,
  );
  reader.close();
  return { ok, faults: faults.map(({ kind, seq }) => ({ kind, seq })), anchored, unanchored };
}

test('an untouched journal is sound, and says how far it is signed off', async () => {
  expect(await verified(await folderWithTen({ signedAtEnd: false }))).toEqual({
    ok: true,
    faults: [],
    anchored: { from: 1, to: 6 },
    unanchored: { from: 7, to: 10 },
  });
  expect(await verified(await folderWithTen({ signedAtEnd: true }), { afterSeq: 7 })).toEqual({
    ok: true,
    faults: [],
    anchored: { from: 8, to: 10 },
    unanchored: undefined,
  });
});

test('an edited row is named', async () => {
  const directory = await folderWithTen({ signedAtEnd: false });
  tamper(directory, (db) => db.exec(`UPDATE events SET body = replace(body, 'text 4', 'text 9') WHERE seq = 4`));
  expect(await verified(directory)).toEqual({
    ok: false,
    faults: [{ kind: 'edited', seq: 4 }],
    anchored: undefined,
    unanchored: { from: 1, to: 3 },
  });
});

test('a row whose place in its stream or whose author was edited is named', async () => {
  const edits = [`version = 5`, `actor = replace(actor, 'op-1', 'op-2')`, `at = at + 1`, `id = 'x'`];
  const found = await Promise.all(
    edits.map(async (assignment) => {
      const directory = await folderWithTen({ signedAtEnd: false });
      tamper(directory, (db) => db.exec(`UPDATE events SET ${assignment} WHERE seq = 8`));
      return (await verified(directory)).faults;
    }),
  );
  expect(found).toEqual(edits.map(() => [{ kind: 'edited', seq: 8 }]));
});

test('a row deleted inside is named, with or without closing the gap', async () => {
  const gap = await folderWithTen({ signedAtEnd: false });
  tamper(gap, (db) => db.exec('DELETE FROM events WHERE seq = 5'));
  const closed = await folderWithTen({ signedAtEnd: false });
  tamper(closed, (db) => {
    db.exec('DELETE FROM events WHERE seq = 5');
    for (const seq of [6, 7, 8, 9, 10]) db.prepare('UPDATE events SET seq = seq - 1 WHERE seq = ?').run(seq);
  });
  expect((await verified(gap)).faults).toEqual([{ kind: 'missing', seq: 5 }]);
  expect((await verified(closed)).faults).toEqual([{ kind: 'edited', seq: 5 }]);
});

test('two rows that changed places are named, neighbours or not', async () => {
  const swap = async (one: number, other: number) => {
    const directory = await folderWithTen({ signedAtEnd: false });
    tamper(directory, (db) => {
      const move = db.prepare('UPDATE events SET seq = ? WHERE seq = ?');
      move.run(1000, one);
      move.run(one, other);
      move.run(other, 1000);
    });
    return (await verified(directory)).faults;
  };
  expect([await swap(3, 4), await swap(2, 9)]).toEqual([
    [{ kind: 'reordered', seq: 3 }],
    [{ kind: 'reordered', seq: 2 }],
  ]);
});

test('a cut tail is noticed by the anchor beyond it', async () => {
  const directory = await folderWithTen({ signedAtEnd: true });
  tamper(directory, (db) => db.exec('DELETE FROM events WHERE seq > 8'));
  expect(await verified(directory)).toEqual({
    ok: false,
    faults: [{ kind: 'truncated', seq: 9 }],
    anchored: { from: 1, to: 6 },
    unanchored: { from: 7, to: 8 },
  });
});

test('negative control: without anchors a cut tail and a chain made anew look sound, and nothing is called signed off', async () => {
  const directory = await folderWithTen({ signedAtEnd: true });
  tamper(directory, (db) => {
    db.exec('DELETE FROM events WHERE seq > 8');
    rewrite(db, 3);
  });
  writeFileSync(join(directory, 'anchors.log'), '');
  expect(await verified(directory)).toEqual({
    ok: true,
    faults: [],
    anchored: undefined,
    unanchored: { from: 1, to: 8 },
  });
});

test('a chain made anew after an edit is noticed by the next anchor, and the range in doubt is named', async () => {
  const directory = await folderWithTen({ signedAtEnd: true });
  tamper(directory, (db) => rewrite(db, 8));
  expect(await verified(directory)).toEqual({
    ok: false,
    faults: [{ kind: 'rewritten', seq: 7 }],
    anchored: { from: 1, to: 6 },
    unanchored: { from: 7, to: 9 },
  });
});

test('a line of anchors.log that is no anchor is named; one torn by a crash is dropped at the next start', async () => {
  const directory = await folderWithTen({ signedAtEnd: true });
  const path = join(directory, 'anchors.log');
  appendFileSync(path, '11 abc');
  expect((await verified(directory)).ok).toBe(true);
  const journal = openedIn(directory);
  await appendDurably(journal, noted('incident:11', 'x'));
  await journal.close();
  expect(readAnchors(path).anchors.map((anchor) => anchor.seq)).toEqual([6, 10, 11]);
  expect((await verified(directory)).ok).toBe(true);

  writeFileSync(path, readFileSync(path, 'utf8').replace(/^6 /m, '6x '));
  expect((await verified(directory)).faults).toEqual([{ kind: 'anchorsDamaged', seq: 1 }]);
});

test('a payload byte flipped in the closed file is found, though SQLite itself is content', async () => {
  const directory = await folderWithTen({ signedAtEnd: true });
  const path = join(directory, 'journal.db');
  const bytes = readFileSync(path);
  bytes[bytes.indexOf('text 7')] = 'T'.charCodeAt(0);
  writeFileSync(path, bytes);
  const db = new Database(path, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  expect((await verified(directory)).faults).toEqual([{ kind: 'edited', seq: 7 }]);
});

/** Changes one event and makes every hash from there on anew, as someone would who knows this code. */
function rewrite(db: Database.Database, fromSeq: number): void {
  db.prepare(`UPDATE events SET body = '{"text":"forged"}' WHERE seq = ?`).run(fromSeq);
  const rows = db.prepare<[], EventRow>('SELECT * FROM events ORDER BY seq').all();
  let hash = genesisHash('shifan', 'live');
  for (const row of rows) {
    hash = rowHash(hash, row);
    db.prepare('UPDATE events SET hash = ? WHERE seq = ?').run(hash, row.seq);
  }
}
