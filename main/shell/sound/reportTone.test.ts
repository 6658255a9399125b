import { beforeEach, expect, test } from 'vitest';
import { ReportTone } from './reportTone.ts';

let now: number;
let sounded: number[];
let tone: ReportTone;
beforeEach(() => {
  now = 0;
  sounded = [];
  tone = new ReportTone({ now: () => now, sound: () => sounded.push(now) });
});
/** A pulse a second. */
function hear(newestAt: number | null, isSilent = true): void {
  tone.hear(newestAt, isSilent);
  now += 1_000;
}

test('a report that comes sounds once, however often the core says that it waits', () => {
  hear(null);
  for (let second = 0; second < 200; second++) hear(5_000);
  expect(sounded).toEqual([1_000]);
});

test('what waited before this machine was started says nothing', () => {
  for (let second = 0; second < 5; second++) hear(5_000);
  hear(6_000);
  expect(sounded).toEqual([5_000]);
});

test('many that come at once are one tone a minute, and the last of them is not forgotten', () => {
  hear(null);
  for (let second = 1; second <= 90; second++) hear(5_000 + Math.min(second, 70));
  for (let second = 0; second < 200; second++) hear(5_070);
  expect(sounded).toEqual([1_000, 61_000, 121_000]);
});

test('an alarm comes first: the tone waits until nothing sounds, and says nothing of what was looked into meanwhile', () => {
  hear(null);
  for (let second = 0; second < 10; second++) hear(5_000, false);
  hear(null, true);
  expect(sounded).toEqual([]);
  hear(6_000, false);
  hear(6_000, true);
  expect(sounded).toHaveLength(1);
});
