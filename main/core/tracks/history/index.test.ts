import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AT, fixOf } from './history.fixture.ts';
import { History } from './index.ts';
import { asKept } from './rows.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'pingan-history-'));
const open = (directory: string) => new History({ directory, keepDays: 30, now: AT });

test('what is appended is read at once, as objects and as text, and is there after a restart', async () => {
  const directory = folder();
  const fixes = Array.from({ length: 100 }, (_, index) => fixOf(`u-${index % 3}`, AT + index * 1_000));
  const history = open(directory);
  for (const fix of fixes) history.append(fix, false);
  const mine = fixes.filter(({ unitId }) => unitId === 'u-1').map((fix) => asKept(fix, false));
  const span = { fromAt: AT, toAt: AT + 100_000 };
  const answer = { fixes: mine, isReduced: false, damage: [] };
  expect(await history.track('u-1', span)).toEqual({ ok: true, value: answer });
  const text = await history.asText({ kind: 'track', unitId: 'u-1', span });
  expect(text.ok && JSON.parse(new TextDecoder().decode(text.value))).toEqual(answer);
  expect(await history.span()).toEqual({ ok: true, value: { fromAt: AT, toAt: AT + 99_000 } });
  expect(history.stats()).toMatchObject({ written: 100, dropped: 0, waiting: 0, isUp: true, fault: null });
  await history.close();
  expect(await history.at(AT)).toMatchObject({ ok: false, failure: { code: 'historyDown' } });

  const again = open(directory);
  expect(await again.track('u-1', span)).toEqual({ ok: true, value: answer });
  await again.close();
});

test('a fix waits half a second by the clock it came by, and without another one it is written all the same', async () => {
  const history = open(folder());
  history.append(fixOf('u-1', AT), false);
  history.append(fixOf('u-2', AT + 499), false);
  expect(history.stats()).toMatchObject({ held: 2, waiting: 2 });
  history.append(fixOf('u-3', AT + 500), false);
  expect(history.stats()).toMatchObject({ held: 0, waiting: 3 });
  history.append(fixOf('u-1', AT + 600), false);
  await until(() => history.stats().written === 4);
  expect(history.stats()).toMatchObject({ held: 0, waiting: 0 });
  await history.close();
});

test('more questions than anybody needs at once are refused, not queued for ever', async () => {
  const history = open(folder());
  const asked = await Promise.all(Array.from({ length: 20 }, () => history.at(AT)));
  expect(asked.filter(({ ok }) => ok)).toHaveLength(16);
  expect(asked.at(-1)).toMatchObject({ failure: { code: 'historyBusy' } });
  await history.close();
});

test('a history that cannot be kept costs fixes, says why, and comes back by itself', async () => {
  const parent = folder();
  const directory = join(parent, 'tracks');
  writeFileSync(directory, 'a file where the folder should be');
  const history = open(directory);
  await until(() => !history.stats().isUp);
  history.append(fixOf('u-1', AT), false);
  expect(history.stats()).toMatchObject({ dropped: 1, isUp: false, fault: expect.stringContaining('EEXIST') });
  expect(await history.at(AT)).toMatchObject({ ok: false, failure: { code: 'historyDown' } });
  rmSync(directory);
  await until(() => history.stats().isUp);
  history.append(fixOf('u-1', AT), false);
  expect((await history.at(AT)).ok).toBe(true);
  await history.close();
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
