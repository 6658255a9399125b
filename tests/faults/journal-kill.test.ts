import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lostOf, reopened, startChild } from './journal-ledger.ts';

const KILLS = 15;
const SEED = 20260115;

function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'journal-kill-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A fixed sequence of numbers in 0…1 (mulberry32), so that a failure can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

test(`nothing answered is lost over ${KILLS} kills at random moments, and the chain stays sound (seed ${SEED})`, async () => {
  const directory = temporaryFolder();
  const random = seeded(SEED);
  const ledger: { seq: number; id: string }[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startChild('journal', directory);
    await child.answered(1 + Math.floor(random() * 60));
    child.process.kill('SIGKILL');
    await child.ended;
    expect(child.words).toEqual(['ready']);
    ledger.push(...child.answers);
  }
  const { ok, faults, faultsAtOpening, checked } = await reopened(directory);
  expect({ ok, faults, faultsAtOpening, lost: lostOf(join(directory, 'journal.db'), ledger) }).toEqual({
    ok: true,
    faults: [],
    faultsAtOpening: [],
    lost: [],
  });
  expect(new Set(ledger.map(({ seq }) => seq)).size).toBe(ledger.length);
  expect(ledger.length).toBeGreaterThanOrEqual(KILLS);
  expect(checked).toBeGreaterThanOrEqual(ledger.length);
});

test('a process that dies in the very turn of its answer has lost nothing', async () => {
  const directory = temporaryFolder();
  const child = startChild('journal', directory, 7);
  await child.ended;
  expect(child.answers).toHaveLength(7);
  expect(lostOf(join(directory, 'journal.db'), child.answers)).toEqual([]);
});

test('negative control: a process that answers before the commit and dies in that turn has lost what it answered', async () => {
  const directory = temporaryFolder();
  const child = startChild('hasty', directory, 7);
  await child.ended;
  expect(child.answers).toHaveLength(7);
  expect(lostOf(join(directory, 'journal.db'), child.answers)).not.toEqual([]);
});

test('a second process on the same folder is refused, and the folder is free as soon as the first is killed', async () => {
  const directory = temporaryFolder();
  const first = startChild('journal', directory);
  await first.answered(1);
  const second = startChild('journal', directory);
  await second.ended;
  first.process.kill('SIGKILL');
  await first.ended;
  const third = startChild('journal', directory, 1);
  await third.ended;
  expect([second.words, third.words]).toEqual([['refused alreadyRunning'], ['ready']]);
});
