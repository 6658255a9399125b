import { expect, test } from 'vitest';
import { afterLoss, firstMap, tryAgain } from './recovery.ts';

const MINUTE = 60_000;
const afterLosses = (...times: number[]) => times.reduce(afterLoss, firstMap(true));

test('a lost context brings a new map', () => {
  expect(afterLosses(5)).toEqual({ generation: 2, lostAt: [5], attempts: 1, hasFailed: false });
});

test('the third loss in a row is the end of the map', () => {
  expect([afterLosses(0, MINUTE).hasFailed, afterLosses(0, MINUTE, 2 * MINUTE).hasFailed]).toEqual([false, true]);
});

test('losses with a quiet time between them never add up', () => {
  expect(afterLosses(0, 11 * MINUTE, 22 * MINUTE, 33 * MINUTE)).toEqual({
    generation: 5,
    lostAt: [33 * MINUTE],
    attempts: 1,
    hasFailed: false,
  });
});

test('after the end one more map is made, and a running one is left alone', () => {
  const ended = afterLosses(0, MINUTE, 2 * MINUTE);
  const again = tryAgain(ended, true);
  expect([again, tryAgain(again, true), afterLoss(afterLoss(again, 3 * MINUTE), 4 * MINUTE).hasFailed]).toEqual([
    { generation: 4, lostAt: [2 * MINUTE], attempts: 0, hasFailed: false },
    again,
    true,
  ]);
});

test('a graphics process that starts again may cost several maps, and they count as one loss', () => {
  const story = [0, 4, 8, 12, 16, 20].map((seconds) => seconds * 1_000);
  expect([afterLosses(...story.slice(0, 5)), afterLosses(...story).hasFailed]).toEqual([
    { generation: 6, lostAt: [0], attempts: 5, hasFailed: false },
    true,
  ]);
});

test('a machine without graphics makes no map, until it has some', () => {
  const none = firstMap(false);
  expect(none.hasFailed).toBe(true);
  expect(tryAgain(none, false)).toBe(none);
  expect(tryAgain(none, true)).toEqual({ generation: 2, lostAt: [], attempts: 0, hasFailed: false });
});
