import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asKept } from '#main/core/tracks/history/rows.ts';
import { TrackStore } from '#main/core/tracks/history/store.ts';
import { numberedFix, numberOf } from './kit/numberedFix.ts';

const EVER = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER };
const WORLD = { west: -180, south: -90, east: 180, north: 90 };
const CHILD = new URL('./kit/tracksChild.ts', import.meta.url).pathname;

/** Runs the child until it has said `lines` times how much is on disk, then kills it. Returns the last number it said. */
async function writeUntilKilled(directory: string, first: number, lines: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, directory, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  }
  expect(await exited).toBe('SIGKILL');
  return Number(said.trim().split('\n').at(-1));
}

test('killed again and again, the history loses nothing it said was kept and invents nothing', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pingan-tracks-kill-'));
  let first = 0;
  // Every fifteenth flush closes a block: kills meet records, blocks and the moment between them.
  for (const lines of [3, 8, 5, 13, 7]) {
    const kept = await writeUntilKilled(directory, first, lines);
    const store = new TrackStore({ directory, keepDays: 30 }, 0);
    const { fixes, damage } = await store.within(WORLD, EVER, 1_000_000);
    store.close();
    const numbers = fixes.map(numberOf).sort((one, other) => one - other);
    expect(damage).toEqual([]);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect(numbers.length).toBeGreaterThanOrEqual(kept);
    for (const fix of fixes) expect(fix).toEqual(asKept(numberedFix(numberOf(fix)), false));
    first = numbers.length;
  }
  expect(readdirSync(directory).some((file) => file.endsWith('.trk'))).toBe(true);
});

test('a flipped byte in the log of a killed process is reported, and nothing wrong is read from it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pingan-tracks-kill-'));
  await writeUntilKilled(directory, 0, 4);
  const log = join(directory, readdirSync(directory).find((file) => file.endsWith('.wal'))!);
  const bytes = readFileSync(log);
  bytes[900] = bytes[900]! ^ 1;
  writeFileSync(log, bytes);
  const store = new TrackStore({ directory, keepDays: 30 }, 0);
  const { fixes, damage } = await store.within(WORLD, EVER, 1_000_000);
  store.close();
  expect(damage).toHaveLength(1);
  expect(fixes.length).toBeGreaterThan(0);
  for (const fix of fixes) expect(fix).toEqual(asKept(numberedFix(numberOf(fix)), false));
});
