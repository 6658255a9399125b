import { expect, test } from 'vitest';
import { FLOATS_PER_MARK, HIDDEN, Marks, NEVER_SEEN_S, NO_COURSE_RADIANS } from './marks.ts';

const SERVER = 1_700_000_000_000;
const runsOf = (marks: Marks) => {
  const runs: [number, number][] = [];
  marks.takeChanges((from, to) => runs.push([from, to]));
  return runs;
};
const floatsOf = (marks: Marks, slot: number) => [
  ...marks.floats.slice(slot * FLOATS_PER_MARK, (slot + 1) * FLOATS_PER_MARK),
];

test('a mark carries its way, its times and its course as the card reads them', () => {
  const marks = new Marks(2, 1_000, SERVER);
  marks.putWay(1, 10, 20, 30, 40, 1_500, 2_000);
  marks.putSeen(1, SERVER - 4_000, 180);
  expect(floatsOf(marks, 1)).toEqual([10, 20, 30, 40, 0.5, 0.5, -4, Math.fround(Math.PI)]);
});

test('a mark that never reported and heads nowhere says so with values no real one has', () => {
  const marks = new Marks(1, 0, SERVER);
  marks.putSeen(0, Number.NaN, Number.NaN);
  expect(floatsOf(marks, 0).slice(6)).toEqual([NEVER_SEEN_S, NO_COURSE_RADIANS]);
});

test('everything goes to the card once, then only the blocks that were touched, joined where they meet', () => {
  const marks = new Marks(1_000, 0, SERVER);
  expect([runsOf(marks), runsOf(marks), marks.isDirty]).toEqual([[[0, 1_000]], [], false]);
  marks.putWay(5, 0, 0, 0, 0, 0, 0);
  marks.putWay(130, 0, 0, 0, 0, 0, 0);
  marks.putLook(999, 3, HIDDEN);
  expect(runsOf(marks)).toEqual([
    [0, 256],
    [896, 1_000],
  ]);
});

test('a look that did not change is not sent again', () => {
  const marks = new Marks(10, 0, SERVER);
  marks.putLook(0, 3, 0);
  runsOf(marks);
  marks.putLook(0, 3, 0);
  expect(marks.isDirty).toBe(false);
});

test('a crowd moves until its last glide has ended', () => {
  const marks = new Marks(2, 0, SERVER);
  marks.putWay(0, 0, 0, 1, 1, 100, 3_000);
  marks.putWay(1, 0, 0, 1, 1, 200, 1_000);
  expect([marks.isMovingAt(3_099), marks.isMovingAt(3_100)]).toEqual([true, false]);
});

test('after a long time the seconds begin anew, and every mark is as old and as far as before', () => {
  const marks = new Marks(2, 0, SERVER);
  const clock = new Float32Array(2);
  const HOUR = 3_600_000;
  marks.putWay(0, 0, 0, 1, 1, HOUR - 1_000, 4_000);
  marks.putSeen(0, SERVER + HOUR - 2_000, 90);
  marks.putSeen(1, Number.NaN, Number.NaN);
  runsOf(marks);
  marks.clock(HOUR, SERVER + HOUR, clock);
  expect([[...clock], floatsOf(marks, 0).slice(4, 7), floatsOf(marks, 1)[6], runsOf(marks)]).toEqual([
    [0, 0],
    [-1, 0.25, -2],
    NEVER_SEEN_S,
    [[0, 2]],
  ]);
});
