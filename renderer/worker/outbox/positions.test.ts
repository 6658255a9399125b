import { expect, test } from 'vitest';
import { type QueuedFix, thinned, withFix } from './positions.ts';

const fix = (at: number): QueuedFix => ({ lon: 117, lat: 25, accuracyM: 5, speedMps: null, courseDegrees: null, at });

test('the last five minutes stay whole, of what is older one in half a minute', () => {
  const now = 1_000_000;
  const old = Array.from({ length: 60 }, (_, index) => fix(now - 600_000 + index * 5_000));
  const fresh = Array.from({ length: 60 }, (_, index) => fix(now - 300_000 + index * 5_000));
  const kept = thinned([...old, ...fresh], now);
  expect([kept.filter(({ at }) => at < now - 300_000).length, kept.slice(-60)]).toEqual([10, fresh]);
});

test('never more than one message takes, with the first and the newest still there', () => {
  const now = 10_000_000;
  const day = Array.from({ length: 2_000 }, (_, index) => fix(now - (2_000 - index) * 31_000));
  const kept = thinned(day, now);
  expect(kept.length).toBeLessThanOrEqual(300);
  expect([kept[0], kept.at(-1)]).toEqual([day[0], day.at(-1)]);
});

test('a fix right after another adds nothing', () => {
  const queue = [fix(1_000)];
  expect(withFix(queue, fix(2_000), 2_000)).toBe(queue);
  expect(withFix(queue, fix(5_000), 5_000)).toEqual([fix(1_000), fix(5_000)]);
});
