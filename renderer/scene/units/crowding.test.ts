import { expect, test } from 'vitest';
import { Crowding } from './crowding.ts';

test('a crowd is drawn smaller with the root of its number, and a few are drawn as they are', () => {
  const crowding = new Crowding();
  expect([100, 520, 2_080, 33_280].map((count) => Math.round(crowding.update(count) * 100) / 100)).toEqual([
    1, 1, 2, 8,
  ]);
});

test('sizes do not flap when the number wavers', () => {
  const crowding = new Crowding();
  const factors = [2_080, 1_800, 2_300, 2_600, 1_900].map((count) => crowding.update(count));
  expect(new Set(factors).size).toBe(1);
});
