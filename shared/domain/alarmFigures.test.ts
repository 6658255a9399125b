import { expect, test } from 'vitest';
import { ALARM_TARGETS, standingTo } from '../catalog/alarmTargets.ts';
import {
  type AlarmMark,
  alarmQuality,
  announcements,
  chatteringOf,
  DAY,
  floodsOf,
  peakOf,
  standingOf,
  TEN_MINUTES,
} from './alarmFigures.ts';

const START = 1_800_000_000_000;
let serial = 0;
const mark = (atSeconds: number, more: Partial<AlarmMark> = {}): AlarmMark => ({
  ...{
    alarmId: `a-${++serial}`,
    at: START + atSeconds * 1_000,
    deviceId: 'd-1',
    source: 'd-1',
    spot: '',
    class: 'tamper',
  },
  ...{ code: '137', zone: '1', title: { zh: '防拆', en: 'Tamper' }, restore: false, setAside: null },
  ...more,
});
const every = (seconds: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => START + (from + index * seconds) * 1_000);

test('more than ten in ten minutes is a flood, ten are not, and it is over when fewer than five are left', () => {
  expect(floodsOf(every(30, 10), START + DAY)).toEqual([]);
  const times = every(30, 11);
  expect(floodsOf(times, START + 310_000)).toEqual([{ fromAt: START, count: 11, toAt: null }]);
  // Seven have to leave the ten minutes.
  expect(floodsOf(times, START + DAY)).toEqual([{ fromAt: START, count: 11, toAt: times[6]! + TEN_MINUTES }]);
});

test('two floods a day apart are two', () => {
  expect(floodsOf([...every(10, 12), ...every(10, 12, 86_400)], START + 2 * DAY).map(({ count }) => count)).toEqual([
    12, 12,
  ]);
});

test('a source that repeats itself within half a minute is announced once, and is counted as chattering', () => {
  const marks = Array.from({ length: 8 }, (_, index) => mark(index * 5));
  expect(announcements(marks)).toEqual([marks[0]]);
  expect(chatteringOf(marks).map(({ source, mostInMinute, count }) => [source, mostInMinute, count])).toEqual([
    ['d-1', 8, 8],
  ]);
  expect(chatteringOf(marks.slice(0, 4))).toEqual([]);
  expect(chatteringOf(Array.from({ length: 20 }, (_, index) => mark(index * 16)))).toEqual([]);
});

test('a system that speaks for many doors is as many sources', () => {
  const marks = Array.from({ length: 9 }, (_, index) =>
    mark(index, { deviceId: null, source: 'gate', spot: `${index}` }),
  );
  expect(announcements(marks)).toHaveLength(9);
  expect(chatteringOf(marks)).toEqual([]);
});

test('what was set aside or restored is not announced, and a shelved source still chatters', () => {
  const shelved = Array.from({ length: 5 }, (_, index) => mark(index, { setAside: 'shelved' }));
  expect(announcements([...shelved, mark(60, { restore: true }), mark(61, { class: 'test' })])).toEqual([]);
  expect(chatteringOf(shelved)).toHaveLength(1);
});

test('an alarm stands when it has not been restored for a day; a press never stands', () => {
  const first = mark(0);
  const marks = [
    first,
    mark(3_600),
    mark(10, { zone: '2' }),
    mark(20, { zone: '2', restore: true }),
    mark(30, { source: 'd-2', class: 'emergency', code: '120' }),
  ];
  expect(standingOf(marks, START + DAY)).toEqual([]);
  expect(standingOf(marks, START + DAY + 1)).toEqual([first]);
});

test('the peak is found wherever it begins', () => {
  expect(
    peakOf(
      [0, 50, 100, 101, 102, 150].map((seconds) => seconds * 1_000),
      60_000,
    ),
  ).toEqual({
    peak: 4,
    peakAt: 50_000,
  });
  expect(peakOf([], 60_000)).toEqual({ peak: 0, peakAt: null });
});

test('a quiet day with one bad actor, figure by figure', () => {
  const marks = [
    mark(-90_000, { source: 'd-9', deviceId: 'd-9' }),
    ...Array.from({ length: 12 }, (_, index) => mark(index * 40, { source: 'd-7', deviceId: 'd-7' })),
    mark(40_000, { class: 'emergency', code: '120' }),
    mark(50_000, { restore: true }),
  ];
  const quality = alarmQuality(marks, START, START + DAY);
  expect(quality).toMatchObject({
    announced: 13,
    received: 14,
    perHour: { average: 13 / 24, peak: 12, peakAt: START },
    perTenMinutes: { average: 13 / 144, peak: 12 },
    floods: [{ fromAt: START, count: 12 }],
    badActorShare: 1,
    levels: { 1: 1, 2: 0, 3: 12, 4: 0 },
  });
  expect(quality.badActors.map(({ source, count }) => [source, count])).toEqual([
    ['d-7', 12],
    ['d-1', 1],
  ]);
  expect(quality.standing.map(({ source }) => source)).toEqual(['d-9']);
  expect(quality.recent[0]).toBe(marks[13]);
});

test('the ranges: at the limit is still within it', () => {
  const { perHour } = ALARM_TARGETS;
  expect([6, 6.1, 12, 12.1].map((value) => standingTo(perHour, value))).toEqual([
    'good',
    'managed',
    'managed',
    'beyond',
  ]);
});
