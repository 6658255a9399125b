import { expect, test } from 'vitest';
import { ageOf, freshnessOf, isLive, seenAt } from './position.ts';

const NOW = 1_800_000_000_000;
const seenAgo = (seconds: number, staleInSeconds: number | null = null) => ({
  fixAt: NOW - seconds * 1_000,
  receivedAt: NOW - seconds * 1_000,
  staleAt: staleInSeconds === null ? null : NOW + staleInSeconds * 1_000,
});

test('a position goes from live through stale to lost by its age alone', () => {
  const words = [0, 15, 15.001, 30, 30.001, 300, 300.001].map((seconds) => freshnessOf(seenAgo(seconds), NOW));
  expect(words).toEqual(['live', 'live', 'ageing', 'ageing', 'stale', 'stale', 'lost']);
  expect(words.map(isLive)).toEqual([true, true, true, true, false, false, false]);
});

test('a unit that never reported is a registered post', () => {
  expect([freshnessOf(undefined, NOW), freshnessOf(null, NOW)]).toEqual(['post', 'post']);
});

test('what its sender calls stale is stale, and no sender makes an old position fresh', () => {
  expect([freshnessOf(seenAgo(2, 0), NOW), freshnessOf(seenAgo(2, -0.001), NOW)]).toEqual(['live', 'stale']);
  expect([freshnessOf(seenAgo(31, 3_600), NOW), freshnessOf(seenAgo(400, 3_600), NOW)]).toEqual(['stale', 'lost']);
});

test('a position is as old as its taking or its arrival, whichever is earlier', () => {
  expect([
    ageOf({ fixAt: NOW - 45_000, receivedAt: NOW - 1_000 }, NOW),
    ageOf({ fixAt: NOW + 90_000, receivedAt: NOW - 40_000 }, NOW),
    ageOf({ fixAt: NOW, receivedAt: NOW }, NOW - 5_000),
    seenAt({ fixAt: Number.NaN, receivedAt: NOW }),
  ]).toEqual([45_000, 40_000, 0, NOW]);
  expect(freshnessOf({ fixAt: 0, receivedAt: Number.NaN }, NOW)).toBe('lost');
});
