import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type EventRow, genesisHash, rowHash } from './canonical.ts';
import { appendDurably, noted, openedIn, temporaryFolder } from './journal.fixture.ts';

const sha256 = (lines: readonly (string | number)[]) =>
  createHash('sha256').update(lines.join('\n'), 'utf8').digest('hex');

test('an auditor recomputes every hash from the stored rows with SHA-256 and line feeds alone', async () => {
  const journal = openedIn(temporaryFolder());
  await appendDurably(journal, noted('incident:1', '东溪路"7"\n\u2028\ud83d\udea8'), noted('unit:7', '\ud800'));
  const rows = journal.query().all<EventRow>('SELECT * FROM events ORDER BY seq');
  let hash = sha256(['pingan-journal-1', 'shifan', 'live']);
  const recomputed = rows.map((row) => {
    const { seq, id, stream, version, station, at, actor, realm, kind, body } = row;
    hash = sha256([hash, seq, id, stream, version, station, at, actor, realm, kind, body]);
    return hash;
  });
  expect(recomputed).toEqual(rows.map((row) => row.hash));
  expect(recomputed).toHaveLength(2);
});

test('the first hash differs by station and by realm', () => {
  const hashes = [genesisHash('a', 'live'), genesisHash('a', 'drill'), genesisHash('b', 'live')];
  expect(new Set(hashes).size).toBe(3);
});

test('a change of any field changes the hash', () => {
  const row: Omit<EventRow, 'hash'> = {
    seq: 2,
    id: 'i',
    stream: 's',
    version: 1,
    station: 't',
    at: 5,
    actor: '{}',
    realm: 'live',
    kind: 'k',
    body: '{}',
  };
  const changed: (typeof row)[] = [
    row,
    { ...row, seq: 3 },
    { ...row, id: 'j' },
    { ...row, stream: 'z' },
    { ...row, version: 2 },
    { ...row, station: 'u' },
    { ...row, at: 6 },
    { ...row, actor: '[]' },
    { ...row, realm: 'drill' },
    { ...row, kind: 'l' },
    { ...row, body: '[]' },
  ];
  const hashes = new Set([...changed.map((one) => rowHash('a', one)), rowHash('b', row)]);
  expect(hashes.size).toBe(changed.length + 1);
});
