import { expect, test } from 'vitest';
import { ageText, freshnessOf, isLive, seenAt } from './freshness.ts';

const NOW = 1_800_000_000_000;
const afterSeconds = (seconds: number) => freshnessOf(NOW - seconds * 1_000, NOW);

test('a position goes from live through stale to lost by its age alone', () => {
  expect([0, 15, 15.001, 30, 30.001, 300, 300.001].map(afterSeconds)).toEqual([
    'live',
    'live',
    'ageing',
    'ageing',
    'stale',
    'stale',
    'lost',
  ]);
});

test('nothing older than thirty seconds counts as live', () => {
  expect([0, 29, 30, 31, 4_000].map((seconds) => isLive(afterSeconds(seconds)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('a unit that never reported is a registered post', () => {
  expect(freshnessOf(null, NOW)).toBe('post');
});

test('a terminal whose clock runs ahead is as old as its last message', () => {
  expect(seenAt(NOW + 3_600_000, NOW - 40_000)).toBe(NOW - 40_000);
});

test('an old fix sent again stays old', () => {
  expect(freshnessOf(seenAt(NOW - 400_000, NOW), NOW)).toBe('lost');
});

test('a fix without a time is as old as its message, and an age that is no number is lost', () => {
  expect([seenAt(Number.NaN, NOW - 5), freshnessOf(Number.NaN, NOW)]).toEqual([NOW - 5, 'lost']);
});

test('ages are short', () => {
  expect([-5, 31_400, 89_000, 90_000, 3_600_000, 7_200_000].map(ageText)).toEqual([
    '0 s',
    '31 s',
    '89 s',
    '2 min',
    '60 min',
    '2 h',
  ]);
});
