import { expect, test } from 'vitest';
import { UnitMotion } from './motion.ts';

const whereAt = (motion: UnitMotion, slot: number, now: number) => [motion.xAt(slot, now), motion.yAt(slot, now)];

function movedOnce(gapMs: number) {
  const motion = new UnitMotion();
  const slot = motion.add(0, 0);
  motion.place(slot, 0, 0, 1_000);
  motion.moveTo(slot, 10, 20, 1_000 + gapMs);
  return { motion, slot, from: 1_000 + gapMs };
}

test('a unit glides to its newest fix and never beyond it', () => {
  const { motion, slot, from } = movedOnce(2_000);
  expect([0, 1_000, 2_000, 60_000].map((later) => whereAt(motion, slot, from + later))).toEqual([
    [0, 0],
    [5, 10],
    [10, 20],
    [10, 20],
  ]);
});

test('a long silence is not drawn out: the unit arrives within three seconds', () => {
  const { motion, slot, from } = movedOnce(45_000);
  expect([
    motion.isMovingAt(from + 2_999),
    whereAt(motion, slot, from + 3_000),
    motion.isMovingAt(from + 3_000),
  ]).toEqual([true, [10, 20], false]);
});

test('a fix in the middle of a glide goes on from where the unit is drawn', () => {
  const { motion, slot, from } = movedOnce(2_000);
  motion.moveTo(slot, 5, 110, from + 1_000);
  expect([whereAt(motion, slot, from + 1_000), whereAt(motion, slot, from + 2_000)]).toEqual([
    [5, 10],
    [5, 110],
  ]);
});

test('a correction of hundreds of metres jumps', () => {
  const motion = new UnitMotion();
  const slot = motion.add(0, 0);
  motion.place(slot, 0, 0, 0);
  motion.moveTo(slot, 400, 0, 1_000);
  expect([whereAt(motion, slot, 1_000), motion.isMovingAt(1_001)]).toEqual([[400, 0], false]);
});

test('slots in a box are found at the places drawn at that moment, past the first capacity too', () => {
  const motion = new UnitMotion();
  for (let slot = 0; slot < 1_000; slot++) motion.add(slot, 0);
  motion.place(3, 3, 0, 0);
  motion.moveTo(3, 203, 0, 2_000);
  const out = new Int32Array(1_000);
  const within = (now: number) => [...out.subarray(0, motion.collectWithin([100, -1, 105, 1], now, out))];
  expect([within(2_000), within(3_000)]).toEqual([
    [100, 101, 102, 103, 104, 105],
    [3, 100, 101, 102, 103, 104, 105],
  ]);
  const third = motion.collectWithin([100, -1, 105, 1], 2_000, out, 3);
  expect([...out.subarray(0, third)]).toEqual([102, 105]);
});
