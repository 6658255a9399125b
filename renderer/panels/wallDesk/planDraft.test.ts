import { expect, test } from 'vitest';
import { linesOf, minuteOf, problemOf, scheduleOf, timeOf, withRule } from './planDraft.ts';

test.each([
  ['08:30', 510],
  ['8:05', 485],
  ['00:00', 0],
  ['23:59', 1_439],
  ['8：30', 510],
  ['24:00', null],
  ['8:60', null],
  ['8', null],
  ['', null],
])('%j is minute %j of the day', (time, minute) => {
  expect(minuteOf(time)).toBe(minute);
});

test('a schedule comes back as it was', () => {
  const schedule = [
    { minute: 0, presetId: 'overview' },
    { minute: 1_320, presetId: 'videoWall' },
  ];
  expect(scheduleOf(linesOf(schedule))).toEqual(schedule);
  expect(schedule.map(({ minute }) => timeOf(minute))).toEqual(['00:00', '22:00']);
});

test('a time that is none, and one that is there twice, are named and not sent', () => {
  const lines = [
    { key: 0, time: '8:00', presetId: 'overview' },
    { key: 1, time: '08:00', presetId: 'videoWall' },
    { key: 2, time: 'x', presetId: 'videoWall' },
  ];
  expect(lines.map((line) => problemOf(lines, line))).toEqual(['sameTime', 'sameTime', 'badTime']);
  expect(scheduleOf(lines)).toBe(null);
});

test('a level has one rule or none', () => {
  const both = withRule([{ level: 2, presetId: 'videoWall' }], 1, 'emergency');
  expect(both.map(({ level }) => level)).toEqual([1, 2]);
  expect(withRule(both, 2, null)).toEqual([{ level: 1, presetId: 'emergency' }]);
  expect(withRule(both, 1, 'overview')[0]).toEqual({ level: 1, presetId: 'overview' });
});
