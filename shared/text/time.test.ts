import { expect, test } from 'vitest';
import { formatAgo, formatClockSpan, formatCountdown, formatDistance, formatSpan } from './time.ts';

test('what ticks is minutes and seconds, with hours when there are any', () => {
  expect([0, 9_999, 61_000, 3_661_000, -5].map(formatClockSpan)).toEqual(['0:00', '0:09', '1:01', '1:01:01', '0:00']);
});

test('time left is rounded up: zero means the limit has passed', () => {
  expect([1, 1_000, 59_001, 60_000, 0, -1].map(formatCountdown)).toEqual([
    '0:01',
    '0:01',
    '1:00',
    '1:00',
    '0:00',
    '0:00',
  ]);
});

test('ages are sentences in both languages', () => {
  const spans = [12_000, 185_000, 7_500_000, 7_200_000, 90_000_000];
  expect(spans.map((span) => formatAgo(span, 'zh-CN'))).toEqual([
    '12 秒前',
    '3 分钟前',
    '2 小时 5 分前',
    '2 小时前',
    '1 天前',
  ]);
  expect(spans.map((span) => formatSpan(span, 'en'))).toEqual(['12 s', '3 min', '2 h 5 min', '2 h', '1 day']);
});

test('distances change unit at a kilometre', () => {
  expect([44.4, 999, 1_250].map((metres) => formatDistance(metres, 'zh-CN'))).toEqual(['44 米', '999 米', '1.3 公里']);
});
