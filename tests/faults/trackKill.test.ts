// Issue "Live units", RELIABILITY §5: a process that takes in positions and is killed loses at most the last second of them. The
// second is measured by the clock the fixes were received by, from the last one the process said it had taken in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TrackStore } from '#main/core/tracks/history/store.ts';
import { seeded } from '#tests/simulators/seeded.ts';
import { numberOfFix, type SaidFix, writeAndKill } from './kit/trackWriter.ts';

const SEED = 20_261_122;
const KILLS = 6;
const SECOND_MS = 1_000;
const START_AT = Date.UTC(2026, 10, 22, 6);
const NEVER_MS = 86_400_000;
const EVER = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER };
const WORLD = { west: -180, south: -90, east: 180, north: 90 };

function openFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'pingan-track-kill-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** What the next process finds: numbers of fixes, in order. */
async function keptIn(directory: string): Promise<number[]> {
  const store = new TrackStore({ directory, keepDays: 30 }, START_AT);
  const { fixes, damage } = await store.within(WORLD, EVER, 10_000_000);
  store.close();
  expect(damage).toEqual([]);
  return fixes.map(numberOfFix).sort((one, other) => one - other);
}

/** Those that were a second old or older when it was killed, and are gone. */
function lostOf(said: readonly SaidFix[], kept: readonly number[]): SaidFix[] {
  const present = new Set(kept);
  const killedAt = said.at(-1)!.receivedAt;
  return said.filter(({ number, receivedAt }) => killedAt - receivedAt >= SECOND_MS && !present.has(number));
}

test(`${KILLS} kills at random moments: no fix that was a second old is lost, and none is invented (seed ${SEED})`, async () => {
  const random = seeded(SEED);
  const directory = openFolder();
  let [fromAt, first] = [START_AT, 0];
  const expected: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const killAfterMs = 1_100 + random.below(4_000);
    const { said, signal } = await writeAndKill({ directory, fromAt, first, seed: SEED + kill, killAfterMs });
    expect(signal).toBe('SIGKILL');
    const kept = await keptIn(directory);
    expect(lostOf(said, kept)).toEqual([]);
    // Whatever was lost is the end of what it was told, never something in the middle.
    const ofThisRun = kept.filter((number) => number >= first);
    expect(ofThisRun).toEqual(ofThisRun.map((_, index) => first + index));
    expected.push(...ofThisRun);
    expect(kept).toEqual(expected);
    const last = said.at(-1)!;
    [fromAt, first] = [last.receivedAt + 5_000, Math.max(last.number, kept.at(-1)!) + 1];
  }
});

test(`negative control: with its flush turned off the same kill costs more than a second (seed ${SEED})`, async () => {
  const directory = openFolder();
  const run = { directory, fromAt: START_AT, first: 0, seed: SEED, killAfterMs: 3_000, flushMs: NEVER_MS };
  const { said, signal } = await writeAndKill(run);
  expect(signal).toBe('SIGKILL');
  expect(lostOf(said, await keptIn(directory))).not.toEqual([]);
});
