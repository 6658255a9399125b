import { expect, test } from 'vitest';
import { beginPatrol, onPage, type Patrol, pagesOf, stepPatrol } from './patrol.ts';

const CAMERAS = ['a', 'b', 'c', 'd', 'e'];
const start = () => beginPatrol(CAMERAS, 2, 10_000, 0);

test('each page stays its time, and after the last comes the first', () => {
  let patrol: Patrol = start();
  const seen = [0, 9_999, 10_000, 20_000, 29_999, 30_000].map((now) => {
    patrol = stepPatrol(patrol, [], now);
    return onPage(patrol).join('');
  });
  expect([pagesOf(patrol), ...seen]).toEqual([3, 'ab', 'ab', 'cd', 'e', 'e', 'ab']);
});

test('it goes to the camera that sees an alarm and stays until the alarm is accepted, then its time', () => {
  let patrol = stepPatrol(start(), ['x', 'd'], 1_000);
  expect([onPage(patrol), patrol.heldBy]).toEqual([['c', 'd'], 'd']);
  patrol = stepPatrol(patrol, ['x', 'd'], 3_600_000);
  expect([onPage(patrol), patrol.heldBy]).toEqual([['c', 'd'], 'd']);
  patrol = stepPatrol(patrol, ['x'], 3_600_000);
  expect([onPage(patrol), patrol.heldBy]).toEqual([['c', 'd'], null]);
  expect(onPage(stepPatrol(patrol, [], 3_609_999))).toEqual(['c', 'd']);
  expect(onPage(stepPatrol(patrol, [], 3_610_000))).toEqual(['e']);
});

test('a second alarm waits until the first is accepted', () => {
  const first = stepPatrol(start(), ['d'], 1_000);
  const both = stepPatrol(first, ['a', 'd'], 2_000);
  const second = stepPatrol(both, ['a'], 3_000);
  expect([first, both, second].map(({ heldBy, page }) => [heldBy, page])).toEqual([
    ['d', 1],
    ['d', 1],
    ['a', 0],
  ]);
});

test('a patrol that fits on one page stays there', () => {
  const patrol = stepPatrol(beginPatrol(['a'], 4, 5_000, 0), [], 60_000);
  expect(onPage(patrol)).toEqual(['a']);
});
