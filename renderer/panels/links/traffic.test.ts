import { expect, test } from 'vitest';
import { addReading, BARS, trafficOf } from './traffic.ts';

const readingsOf = (counts: readonly number[]) =>
  counts
    .map((received, second) => ({ at: second * 1_000, received }))
    .reduce<ReturnType<typeof addReading>>((kept, next) => addReading(kept, next), []);

test('counts what came in since the oldest reading, and says how long that is', () => {
  const { bars, ...traffic } = trafficOf(readingsOf([100, 100, 103, 104]));
  expect(traffic).toEqual({ frames: 4, seconds: 3 });
  expect([bars.length, bars.slice(-2)]).toEqual([BARS, [0, 4]]);
});

test('forgets what is older than a minute', () => {
  const { frames, seconds, bars } = trafficOf(readingsOf(Array.from({ length: 200 }, (_, second) => second * 2)));
  expect({ frames, seconds, sum: bars.reduce((sum, bar) => sum + bar, 0) }).toEqual({
    frames: 120,
    seconds: 60,
    sum: 120,
  });
});

test('begins anew when the counter went back, and takes no reading twice', () => {
  const readings = readingsOf([50, 60, 2]);
  expect(trafficOf(readings).frames).toBe(0);
  expect(addReading(readings, readings[0]!)).toBe(readings);
});
