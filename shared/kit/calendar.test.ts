import { expect, test } from 'vitest';
import { utcMoment } from './calendar.ts';

test('a moment is what it says, also in a leap year and in a year of two digits', () => {
  const said = [utcMoment(2028, 2, 29, 23, 59, 59, 999), utcMoment(2026, 11, 22), utcMoment(26, 1, 1)];
  expect(said.map((at) => at !== null && new Date(at).toISOString())).toEqual([
    '2028-02-29T23:59:59.999Z',
    '2026-11-22T00:00:00.000Z',
    '0026-01-01T00:00:00.000Z',
  ]);
});

test.each([
  [2026, 0, 1],
  [2026, 13, 1],
  [2026, 2, 29],
  [2026, 4, 31],
  [2026, 1, 0],
  [2026, 1, 1, 24],
  [2026, 1, 1, 0, 60],
  [2026, 1, 1, 0, 0, 60],
  [Number.NaN, 1, 1],
])('%s %s %s %s %s %s never was', (...parts) => {
  expect(utcMoment(...(parts as [number, number, number]))).toBe(null);
});
