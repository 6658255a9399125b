import { expect, test } from 'vitest';
import { MOST_SHIFT_PX, pixelShift } from './pixelShift.ts';

const MINUTE = 60_000;
const minutes = Array.from({ length: 24 * 60 }, (_, minute) => pixelShift(1_800_000_000_000 + minute * MINUTE));

test('over a day every pixel within reach is stood on, and none beyond it', () => {
  const reached = (axis: 'x' | 'y') =>
    [...new Set(minutes.map((shift) => shift[axis]))].sort((one, other) => one - other);
  const all = Array.from({ length: 2 * MOST_SHIFT_PX + 1 }, (_, at) => at - MOST_SHIFT_PX);
  expect([reached('x'), reached('y')]).toEqual([all, all]);
});

test('it moves so slowly that nobody sees it: two pixels a minute at the most', () => {
  const steps = minutes
    .slice(1)
    .map(({ x, y }, at) => Math.max(Math.abs(x - minutes[at]!.x), Math.abs(y - minutes[at]!.y)));
  expect(Math.max(...steps)).toBeLessThanOrEqual(2);
});
