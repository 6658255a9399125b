import { expect, test } from 'vitest';
import type { AccessUnit } from '../h264/accessUnit.ts';
import { MOST_PRE_ROLL_BYTES, PreRoll } from './preRoll.ts';

const unit = (ticks: number, isKey: boolean, bytes = 100): AccessUnit => ({
  nals: [Buffer.alloc(bytes)],
  isKey,
  ticks,
});

/** A key picture every other second, one between them; the times of what is kept at `now`. */
function kept(seconds: number, fedS: number, nowS = fedS): readonly number[] | null {
  const past = new PreRoll(seconds);
  for (let at = 0; at <= fedS; at++) past.push(unit(at, at % 2 === 0), at * 1_000);
  const found = past.before(nowS * 1_000);
  return found && [found.since / 1_000, ...found.units.map(({ ticks }) => ticks)];
}

test('at least so many seconds are kept, from a key picture on, and hardly more', () => {
  expect(kept(4, 3)).toEqual([0, 0, 1, 2, 3]);
  expect(kept(4, 9)).toEqual([4, 4, 5, 6, 7, 8, 9]);
  expect(kept(10, 60)![0]).toBe(50);
});

test('what was not pulled lately is no past, and nothing is kept where nothing is asked for', () => {
  expect([kept(4, 9, 30), kept(0, 9)]).toEqual([null, null]);
});

test('a picture before the first key one is not kept', () => {
  const past = new PreRoll(10);
  past.push(unit(0, false), 0);
  expect(past.before(1)).toBe(null);
});

test('however fast a camera sends, what is kept has an end', () => {
  const past = new PreRoll(30);
  const half = MOST_PRE_ROLL_BYTES / 2;
  for (let at = 0; at < 5; at++) past.push(unit(at, true, half), at);
  expect(past.before(5)?.units.map(({ ticks }) => ticks)).toEqual([3, 4]);
  for (let at = 5; at < 9; at++) past.push(unit(at, false, half), at);
  expect(past.before(9)).toBe(null);
});
