/**
 * Replay: everything the journal held at any moment of a busy day, from the question to the text a window is answered with. Peer: the
 * same moments by reading the journal from its beginning and folding it, as one would write it first.
 */
import { mkdirSync } from 'node:fs';
import { Past } from '#main/core/gateway/replay/past.ts';
import { openJournal } from '#main/core/journal/index.ts';
import type { Actor, Draft, StoredEvent } from '#shared/domain/event.ts';
import { emptyWorld, evolveWorld, packWorld, type World } from '#shared/domain/world.ts';
import { FIXTURE_START, incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { seeded } from '#tests/simulators/seeded.ts';
import { type BenchRow, inTemporaryFolder, spreadOf } from './kit.ts';

const UNITS = 3_000;
const INCIDENTS = 3_000;
const DAY_MS = 86_400_000;
const HANDLED_WITHIN_MS = 1_200_000;
const SEEKS = 200;
const PEER_SEEKS = 7;
const BATCH = 500;
const SEED = 20_261_122;
const DESK: Actor = { kind: 'operator', id: 'seat-1', name: '值班员' };
const thousands = (value: number) => value.toLocaleString('en-US');

type Dated = Draft & { readonly at: number };

export async function measure(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (directory) => {
    mkdirSync(directory, { recursive: true });
    const events = await record(
      directory,
      [...unitDrafts(), ...incidentDrafts()].toSorted((a, b) => a.at - b.at),
    );
    const past = new Past({ directory, snapshot: 'none' });
    const fromBeginning = (seq: number) => {
      const world = emptyWorld();
      for (const event of past.events(0, seq)) evolveWorld(world, event);
      return world;
    };
    const seek = (at: number, worldAfter: (seq: number) => World) => {
      const startedAt = performance.now();
      const world = packWorld(worldAfter(past.seqOf({ at })));
      const { length } = JSON.stringify(world);
      if (world.units.length !== UNITS || length === 0) throw new Error('the world is not whole');
      return performance.now() - startedAt;
    };
    const ours = (seq: number) => past.worldAfter(seq);
    const cold = seek(FIXTURE_START + DAY_MS, ours);
    const random = seeded(SEED);
    const moment = () => FIXTURE_START + random.below(DAY_MS);
    const seeks = spreadOf(Array.from({ length: SEEKS }, () => seek(moment(), ours)));
    const peer = spreadOf(Array.from({ length: PEER_SEEKS }, () => seek(moment(), fromBeginning))).p50;
    past.close();
    return [
      {
        what: `replay: the world anywhere in a day of ${thousands(UNITS)} units and ${thousands(INCIDENTS)} incidents`,
        ...{ aim: '≤ 100 ms', unit: 'ms', ours: seeks.p50, peer, ...seeks },
        note: `${thousands(events)} events, ${SEEKS} random moments, folded, packed and turned to JSON; the first look into the day reads it once: ${cold.toFixed(0)} ms. Peer: the journal read and folded from its beginning, ${PEER_SEEKS} moments`,
      },
    ];
  });
}

function unitDrafts(): Dated[] {
  return Array.from({ length: UNITS }, (_, index) => {
    const id = `unit-${index}`;
    const record = { id, name: `巡防 ${index} 队`, kind: 'patrol', mode: 'ebike', skills: [], lon: 117, lat: 25 };
    return { stream: `unit:${id}`, kind: 'unit.enrolled', body: { unit: record }, at: FIXTURE_START - 1 };
  });
}

/** Each opened, accepted, told of in six notes and closed, by the real decisions. */
function incidentDrafts(): Dated[] {
  const stepMs = HANDLED_WITHIN_MS / 8;
  return Array.from({ length: INCIDENTS }, (_, index) => {
    const startMs = Math.floor(((DAY_MS - HANDLED_WITHIN_MS) * index) / INCIDENTS);
    const journal = incidentJournal(`i-${index}`, `20270115-${index}`);
    journal.open(startMs);
    journal.apply({ kind: 'acknowledge' }, startMs + stepMs);
    for (let note = 2; note < 8; note++) journal.apply({ kind: 'note', text: '已联系社区' }, startMs + note * stepMs);
    journal.apply({ kind: 'close', reason: 'real', note: '' }, startMs + HANDLED_WITHIN_MS);
    return journal.events.map(({ stream, kind, body, at }: StoredEvent) => ({ stream, kind, body, at }));
  }).flat();
}

/** @returns how many events there are */
async function record(directory: string, drafts: readonly Dated[]): Promise<number> {
  const onFatal = (error: unknown) => {
    throw error;
  };
  const opened = openJournal({ directory, station: 'bench', realm: 'live', clock: Date.now, onFatal });
  if (!opened.ok) throw new Error(opened.failure.message);
  const journal = opened.value;
  for (let from = 0; from < drafts.length; from += BATCH) {
    for (const { at, ...draft } of drafts.slice(from, from + BATCH)) {
      const appended = journal.append({ drafts: [draft], actor: DESK, at });
      if (!appended.ok) throw new Error(appended.failure.message);
    }
    await journal.settled();
  }
  await journal.close();
  return drafts.length;
}
