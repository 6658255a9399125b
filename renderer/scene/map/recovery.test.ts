import { expect, test } from 'vitest';
import { afterLoss, FIRST_MAP } from './recovery.ts';

const MINUTE = 60_000;
const afterLosses = (...times: number[]) => times.reduce(afterLoss, FIRST_MAP);

test('a lost context brings a new map', () => {
  expect(afterLosses(5)).toEqual({ generation: 2, lostAt: [5], hasFailed: false });
});

test('the third loss in a row is the end of the map', () => {
  expect([afterLosses(0, MINUTE).hasFailed, afterLosses(0, MINUTE, 2 * MINUTE).hasFailed]).toEqual([false, true]);
});

test('losses with a quiet time between them never add up', () => {
  expect(afterLosses(0, 11 * MINUTE, 22 * MINUTE, 33 * MINUTE)).toEqual({
    generation: 5,
    lostAt: [33 * MINUTE],
    hasFailed: false,
  });
});
