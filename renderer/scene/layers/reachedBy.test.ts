import { expect, test } from 'vitest';
import { reachedBy } from './reachedBy.ts';

test('a way has been gone as far as its last fix that is not later than the moment', () => {
  const times = Float64Array.of(10, 20, 20, 30);
  expect([5, 10, 19, 20, 29, 30, 99].map((at) => reachedBy(times, at))).toEqual([0, 1, 1, 3, 3, 4, 4]);
  expect(reachedBy(new Float64Array(0), 1)).toBe(0);
});
