import { expect, test } from 'vitest';
import { RestartPolicy } from './restartPolicy.ts';

test('the first five deaths in a minute are answered at once, later ones with a growing pause that has a limit', () => {
  const policy = new RestartPolicy();
  const pauses = Array.from({ length: 12 }, (_, index) => policy.pauseAfterDeathMs(index * 1_000));
  expect(pauses).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test('deaths more than a minute old are forgotten', () => {
  const policy = new RestartPolicy();
  for (let index = 0; index < 8; index++) policy.pauseAfterDeathMs(index * 100);
  expect(policy.pauseAfterDeathMs(61_000)).toBe(0);
});

test('a core that dies once in a while is never made to wait', () => {
  const policy = new RestartPolicy();
  const pauses = Array.from({ length: 50 }, (_, index) => policy.pauseAfterDeathMs(index * 20_000));
  expect(Math.max(...pauses)).toBe(0);
});
