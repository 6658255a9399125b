import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lostOf, reopened, startChild } from './journal-ledger.ts';
import { cuttableDisk, smallDisk } from './loop-disk.ts';

const MEBIBYTE = 1024 * 1024;

/** The child appends this many in one turn, which is one commit. */
const ONE_COMMIT = 3;

// Owed is what was answered before the cut: Linux tells the one fdatasync that is under way at the instant of this simulated cut
// that it succeeded (see corePowerCut.test.ts), and a process without power answers nobody. So that no more than this one commit
// is forgiven, whatever was said after the cut is held to it as well.
test('power cut: nothing answered is lost, and the chain is sound after the next start', async (context) => {
  const disk = cuttableDisk();
  if (typeof disk === 'string') return context.skip(disk);
  const child = startChild('journal', disk.directory);
  await child.answered(500);
  const owed = [...child.answers];
  disk.cutPower();
  await child.ended;
  disk.remount();
  const { ok, faults, faultsAtOpening } = await reopened(disk.directory);
  const lost = lostOf(join(disk.directory, 'journal.db'), owed);
  expect({ ok, faults, faultsAtOpening, lost }).toEqual({ ok: true, faults: [], faultsAtOpening: [], lost: [] });
  const inFlight = lostOf(join(disk.directory, 'journal.db'), child.answers);
  expect(inFlight).toEqual(child.answers.slice(child.answers.length - inFlight.length));
  expect(inFlight.length).toBeLessThanOrEqual(ONE_COMMIT);
  expect(child.words).toEqual(['ready', 'fatal ioError', 'stopped ioError', 'fault anchorFailed', 'closed']);
});

test('negative control: the same power cut with synchronous=NORMAL loses what was answered', async (context) => {
  const disk = cuttableDisk();
  if (typeof disk === 'string') return context.skip(disk);
  const child = startChild('normal', disk.directory);
  await child.answered(500);
  const owed = [...child.answers];
  disk.cutPower();
  child.process.kill('SIGKILL');
  await child.ended;
  disk.remount();
  const lost = lostOf(join(disk.directory, 'journal.db'), owed);
  expect(lost.length).toBeGreaterThan(ONE_COMMIT);
});

test('disk full: no false answer, the reserve is given up, and it resumes when there is room again', async (context) => {
  const disk = smallDisk(8 * MEBIBYTE);
  if (typeof disk === 'string') return context.skip(disk);
  const { directory } = disk;
  const ballast = join(directory, 'ballast.bin');
  writeFileSync(ballast, new Uint8Array(2 * MEBIBYTE));

  const child = startChild('journal', directory);
  await child.ended;
  expect(child.words).toEqual(['ready', 'fatal diskFull', 'stopped diskFull', 'closed']);
  expect(existsSync(join(directory, 'reserve.bin'))).toBe(false);

  rmSync(ballast);
  const { ok, faults, checked } = await reopened(directory);
  expect({ ok, faults, lost: lostOf(join(directory, 'journal.db'), child.answers) }).toEqual({
    ok: true,
    faults: [],
    lost: [],
  });
  expect(child.answers.length).toBeGreaterThan(0);
  expect(checked).toBeGreaterThanOrEqual(child.answers.length);
});
