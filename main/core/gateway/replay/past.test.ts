import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Journal, openJournal } from '#main/core/journal/index.ts';
import type { Actor, StoredEvent } from '#shared/domain/event.ts';
import { emptyWorld, evolveWorld, packWorld } from '#shared/domain/world.ts';
import { FIXTURE_START, incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { seeded } from '#tests/simulators/seeded.ts';
import { Past } from './past.ts';

const DESK: Actor = { kind: 'operator', id: 'seat-1', name: '值班员' };
const SNAPSHOT = 'world-of-a-test';

let directory: string;
let journal: Journal;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pingan-past-'));
  const opened = openJournal({
    ...{ directory, station: 'test', realm: 'live', clock: Date.now },
    onFatal(error) {
      throw error;
    },
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  journal = opened.value;
});
afterEach(async () => {
  await journal.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Incidents one after the other, a note a second, each closed; returns everything that was written. */
async function write(incidents: number, notes: number): Promise<StoredEvent[]> {
  const written: StoredEvent[] = [];
  for (let index = 0; index < incidents; index++) {
    const startMs = index * (notes + 2) * 1_000;
    const one = incidentJournal(`i-${index}`, `20270115-${index}`);
    one.open(startMs);
    for (let note = 1; note <= notes; note++)
      one.apply({ kind: 'note', text: `第 ${note} 条` }, startMs + note * 1_000);
    one.apply({ kind: 'close', reason: 'real', note: '' }, startMs + (notes + 1) * 1_000);
    for (const { at, stream, kind, body } of one.events) {
      const appended = journal.append({ drafts: [{ stream, kind, body }], actor: DESK, at });
      if (!appended.ok) throw new Error(appended.failure.message);
      written.push(...appended.value.events);
    }
    await journal.settled();
  }
  return written;
}

function fold(events: readonly StoredEvent[], seq: number) {
  const world = emptyWorld();
  for (const event of events) if (event.seq <= seq) evolveWorld(world, event);
  return packWorld(world);
}

test('any world is the straight fold, over more events than worlds are kept for, in any order of asking (seed 7)', async () => {
  const events = await write(40, 48);
  const past = new Past({ directory, snapshot: SNAPSHOT });
  const random = seeded(7);
  for (const seq of [0, 1, 500, 501, 2_000, ...Array.from({ length: 20 }, () => random.below(events.length + 1))]) {
    expect(packWorld(past.worldAfter(seq)), `after ${seq}`).toEqual(fold(events, seq));
  }
  past.close();
});

test('a world handed out may be folded on without changing what is kept', async () => {
  const events = await write(20, 48);
  const past = new Past({ directory, snapshot: SNAPSHOT });
  const world = past.worldAfter(500);
  for (const event of past.events(500, 900)) evolveWorld(world, event);
  expect(packWorld(past.worldAfter(500))).toEqual(fold(events, 500));
  expect(packWorld(world)).toEqual(fold(events, 900));
  past.close();
});

test('a snapshot of the desk saves reading what is before it, and is never used for a moment before its own', async () => {
  const events = await write(110, 48);
  const marked = { ...fold(events, events.length), lastNumber: 'from the snapshot' };
  journal.saveSnapshot(SNAPSHOT, { ...marked });
  await journal.close();
  const past = new Past({ directory, snapshot: SNAPSHOT });
  expect(events.length).toBeGreaterThan(5_000);
  expect(past.worldAfter(events.length).lastNumber).toBe('from the snapshot');
  expect(packWorld(past.worldAfter(events.length - 1))).toEqual(fold(events, events.length - 1));
  past.close();
});

test('a moment is its last event; where the clock was set back it is one that a later one follows', async () => {
  const at = [100, 100, 300, 200, 400].map((ms) => FIXTURE_START + ms);
  for (const [index, moment] of at.entries()) {
    const draft = { stream: `unit:${index}`, kind: 'unit.retired', body: { unitId: String(index) } };
    journal.append({ drafts: [draft], actor: DESK, at: moment });
  }
  await journal.settled();
  const past = new Past({ directory, snapshot: SNAPSHOT });
  const seqs = [99, 100, 150, 400, 900].map((ms) => past.seqOf({ at: FIXTURE_START + ms }));
  expect(seqs).toEqual([0, 2, 2, 5, 5]);
  const between = past.seqOf({ at: FIXTURE_START + 250 });
  expect([2, 4]).toContain(between);
  expect([past.seqOf({ seq: 3 }), past.seqOf({ seq: 99 })]).toEqual([3, 5]);
  past.close();
});
