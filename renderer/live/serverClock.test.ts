import { expect, test } from 'vitest';
import { ServerClock } from './serverClock.ts';

test('of several messages the one with the least delay tells the time', () => {
  const clock = new ServerClock();
  clock.note(100_000, 5_400);
  clock.note(101_000, 6_050);
  clock.note(102_000, 7_300);
  expect(clock.at(8_000)).toBe(102_950);
});

test('at a drill the time runs at its pace between messages, and stands when it is paused', () => {
  const clock = new ServerClock();
  clock.note(100_000, 5_000);
  const seen: number[] = [];
  clock.note(100_500, 5_500, 10);
  seen.push(clock.at(5_500), clock.at(5_600), clock.at(6_500));
  clock.note(110_500, 6_500, 0);
  seen.push(clock.at(6_500), clock.at(66_500));
  clock.note(110_500, 66_500, 2);
  seen.push(clock.at(66_600));
  expect([seen, clock.pace]).toEqual([[100_500, 101_500, 110_500, 110_500, 110_500, 110_700], 2]);
});

test('a delay counts as much as the pace makes of it, and the next message puts it right', () => {
  const clock = new ServerClock();
  clock.note(100_000, 5_300, 10);
  expect(clock.at(6_000)).toBe(107_000);
  clock.note(110_000, 6_000, 10);
  expect(clock.at(6_000)).toBe(110_000);
});

test('a new connection measures anew', () => {
  const clock = new ServerClock();
  clock.note(900_000, 1_000);
  clock.restart();
  clock.note(50_000, 2_000);
  expect(clock.at(2_000)).toBe(50_000);
});
