import { expect, test } from 'vitest';
import { minutesText, remainingFrom } from './routeProgress.ts';

const ROUTE = new Float64Array([0, 0, 0, 100, 0, 0, 100, 300, 0]);

test('what is left of a route is measured from its nearest point', () => {
  const start = { index: 0, x: 0, y: 0, awayM: 0 };
  const share = remainingFrom(ROUTE, 103, 100, start);
  expect({ share, ...start }).toEqual({ share: 0.5, index: 1, x: 100, y: 100, awayM: 3 });
});

test('a unit that is there has nothing left, and a route of one point has no length', () => {
  const start = { index: 0, x: 0, y: 0, awayM: 0 };
  expect([remainingFrom(ROUTE, 100, 300, start), remainingFrom(new Float64Array(3), 5, 5, start)]).toEqual([0, 0]);
});

test('times are minutes and two-digit seconds', () => {
  expect([-3, 0, 59.6, 65, 754].map(minutesText)).toEqual(['0:00', '0:00', '1:00', '1:05', '12:34']);
});
