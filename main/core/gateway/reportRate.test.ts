import { expect, test } from 'vitest';
import { ReportRate } from './reportRate.ts';

test('a burst is taken, what is above it is refused and told at once, then once a minute with the count', () => {
  const rate = new ReportRate();
  const burst = Array.from({ length: 203 }, () => rate.admit('token:a', 1_000));
  expect(burst.filter(({ isAdmitted }) => isAdmitted)).toHaveLength(200);
  expect(burst.slice(200)).toEqual([
    { isAdmitted: false, tell: 1 },
    { isAdmitted: false, tell: null },
    { isAdmitted: false, tell: null },
  ]);
  expect(rate.admit('token:a', 61_000)).toEqual({ isAdmitted: true, tell: 2 });
  expect(rate.admit('token:a', 61_000)).toEqual({ isAdmitted: true, tell: null });
});

test('the bucket fills again with time, one source does not spend another’s, and a clock set back stops nobody', () => {
  const rate = new ReportRate();
  for (let sent = 0; sent < 200; sent++) rate.admit('token:a', 100_000);
  expect(rate.admit('token:b', 100_000).isAdmitted).toBe(true);
  expect(rate.admit('token:a', 100_000).isAdmitted).toBe(false);
  expect(rate.admit('token:a', 100_020).isAdmitted).toBe(true);
  expect(rate.admit('token:a', 50_000).isAdmitted).toBe(false);
  expect(rate.admit('token:a', 50_020).isAdmitted).toBe(true);
});
