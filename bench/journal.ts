/**
 * Durable alarms per second through the journal (hash chain, versions, projections, group commit) beside a bare better-sqlite3
 * loop with the same row in the same table, synchronous=FULL both. The three take turns second by second, so that whatever
 * else the machine does meets all of them.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Journal, openJournal } from '#main/core/journal/index.ts';
import { MIGRATIONS } from '#main/core/journal/migrations/index.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { uuidV7 } from '#shared/kit/ids.ts';
import { type BenchRow, inTemporaryFolder, spreadOf } from './kit.ts';

const ROUNDS = 5;
const ROUND_MS = 1000;
/** How many alarms one turn of the event loop takes from the sockets in a storm. */
const BATCH = 64;
const PACED_PER_SECOND = 200;
const PACED_MS = 5000;

const DEVICE: Actor = { kind: 'device', id: '99010100100000000001' };
const FRAME = Buffer.from(
  '\n1A2B0060"*ADM-CID"0001R0L0#70A1[#70A1|1120 01 001][X117E00.600][Y25N04.200]_12:00:00,11-21-2026\r',
).toString('hex');

function alarmBody(alarmId: string, receivedAt: number) {
  return {
    alarmId,
    deviceId: DEVICE.id,
    linkId: 'poles',
    protocol: 'dc09',
    remote: '10.20.30.40:54321',
    account: '70A1',
    class: 'panic',
    code: '120',
    zone: '001',
    receivedAt,
    raw: FRAME,
  };
}

const newId = (now: number) => uuidV7(now, (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>));

function alarmDraft(now: number): Draft {
  const alarmId = newId(now);
  return { stream: `alarm:${alarmId}`, kind: 'alarm.received', body: alarmBody(alarmId, now) };
}

interface Contestant {
  /** Makes alarms durable for a while and returns how many. */
  run(forMs: number): Promise<number>;
  close(): Promise<void>;
}

function openBenchJournal(directory: string): Journal {
  const opened = openJournal({
    directory,
    station: 'bench',
    realm: 'live',
    clock: Date.now,
    onFatal: (error) => {
      throw error;
    },
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

function appendAlarm(journal: Journal): Promise<void> {
  const now = Date.now();
  const appended = journal.append({ drafts: [alarmDraft(now)], actor: DEVICE, at: now });
  if (!appended.ok) throw new Error(appended.failure.message);
  return appended.value.durable;
}

function journalContestant(directory: string, latencies: number[]): Contestant {
  const journal = openBenchJournal(directory);
  return {
    async run(forMs) {
      let count = 0;
      for (const end = performance.now() + forMs; performance.now() < end; count += BATCH) {
        const startedAt = performance.now();
        await Promise.all(Array.from({ length: BATCH }, () => appendAlarm(journal)));
        latencies.push(performance.now() - startedAt);
      }
      return count;
    },
    close: () => journal.close(),
  };
}

/** The loop one would write without us: same columns, same indexes, one commit per `batch` rows. */
function bareContestant(directory: string, batch: number, latencies: number[]): Contestant {
  mkdirSync(directory, { recursive: true });
  const db = new Database(join(directory, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(MIGRATIONS[0]!.sql);
  const insert = db.prepare('INSERT INTO events VALUES (NULL, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)');
  const hash = '0'.repeat(64);
  const insertBatch = db.transaction(() => {
    for (let n = 0; n < batch; n++) {
      const now = Date.now();
      const id = newId(now);
      const body = JSON.stringify(alarmBody(id, now));
      insert.run(id, `alarm:${id}`, 'bench', now, JSON.stringify(DEVICE), 'live', 'alarm.received', body, hash);
    }
  });
  return {
    async run(forMs) {
      let count = 0;
      for (const end = performance.now() + forMs; performance.now() < end; count += batch) {
        const startedAt = performance.now();
        insertBatch();
        latencies.push(performance.now() - startedAt);
      }
      return count;
    },
    async close() {
      db.close();
    },
  };
}

async function measureStorm(directory: string): Promise<BenchRow[]> {
  const latencies = { ours: [] as number[], single: [] as number[], batched: [] as number[] };
  const ours = journalContestant(join(directory, 'ours'), latencies.ours);
  const single = bareContestant(join(directory, 'single'), 1, latencies.single);
  const batched = bareContestant(join(directory, 'batched'), BATCH, latencies.batched);
  const counts = { ours: 0, single: 0, batched: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    counts.ours += await ours.run(ROUND_MS);
    counts.single += await single.run(ROUND_MS);
    counts.batched += await batched.run(ROUND_MS);
  }
  for (const contestant of [ours, single, batched]) await contestant.close();

  const perSecond = (count: number) => Math.round(count / ((ROUNDS * ROUND_MS) / 1000));
  const common = { ours: perSecond(counts.ours), ...spreadOf(latencies.ours), unit: 'alarms/s' };
  const what = `alarm storm: durable alarms/s, ${BATCH} a turn`;
  return [
    {
      ...common,
      what,
      aim: '≥ half of a bare loop with the same row and fsync policy',
      peer: perSecond(counts.single),
      note: 'peer: bare better-sqlite3, one FULL commit per row; latencies: a whole batch, append to durable, in ms',
    },
    {
      ...common,
      what: `${what}, against batches`,
      aim: '≥ half of a bare loop with the same row and batches',
      peer: perSecond(counts.batched),
      note: `peer: bare better-sqlite3, ${BATCH} rows per FULL commit, no hash, no versions, no projections`,
    },
  ];
}

/** Alarms at an even pace, as the figure of DESIGN §8 has it: how long one waits for its commit. */
async function measurePaced(directory: string): Promise<BenchRow> {
  const journal = openBenchJournal(directory);
  const latencies: number[] = [];
  const pending: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < (PACED_PER_SECOND * PACED_MS) / 1000; n++) {
    await sleep(Math.max(0, startedAt + (n * 1000) / PACED_PER_SECOND - performance.now()));
    const appendedAt = performance.now();
    pending.push(appendAlarm(journal).then(() => latencies.push(performance.now() - appendedAt)));
  }
  await Promise.all(pending);
  await journal.close();

  const bareLatencies: number[] = [];
  const bare = bareContestant(join(directory, 'bare'), 1, bareLatencies);
  await bare.run(ROUND_MS);
  await bare.close();
  const spread = spreadOf(latencies);
  return {
    what: `append to durable, ${PACED_PER_SECOND} alarms/s`,
    aim: 'p99 ≤ 10 ms together with decoding and answering',
    ours: spread.p99,
    peer: spreadOf(bareLatencies).p99,
    ...spread,
    unit: 'ms',
    note: 'p99; peer: p99 of one bare FULL commit in a tight loop',
  };
}

export function measure(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (directory) => [
    ...(await measureStorm(join(directory, 'storm'))),
    await measurePaced(join(directory, 'paced')),
  ]);
}
