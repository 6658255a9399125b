import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Storm } from './storm.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('many events within a moment have one answer, once it is quiet', () => {
  let answers = 0;
  const storm = new Storm(() => answers++, { quietMs: 400, latestMs: 2_000 });
  const seen = [storm.isOn];
  for (let event = 0; event < 4; event++) {
    storm.hear();
    vi.advanceTimersByTime(300);
  }
  seen.push(storm.isOn);
  expect(answers).toBe(0);
  vi.advanceTimersByTime(100);
  seen.push(storm.isOn);
  vi.advanceTimersByTime(10_000);
  expect([answers, seen]).toEqual([1, [false, true, false]]);
});

test('a storm that does not end is answered all the same', () => {
  let answers = 0;
  const storm = new Storm(() => answers++, { quietMs: 400, latestMs: 2_000 });
  for (let event = 0; event < 30; event++) {
    storm.hear();
    vi.advanceTimersByTime(200);
  }
  expect(answers).toBe(3);
  storm.dispose();
  vi.advanceTimersByTime(10_000);
  expect(answers).toBe(3);
});
