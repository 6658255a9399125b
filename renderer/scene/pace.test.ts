import { expect, test } from 'vitest';
import { type Need, Pace } from './pace.ts';

const IDLE: Need = {
  isFlying: false,
  isMapLoading: false,
  isPaintDirty: false,
  isAnimating: false,
  isDrifting: false,
  isUrgent: false,
  isCrowdMoving: false,
  hasBacklog: false,
};
function paced(): Pace {
  const pace = new Pace({ beatMs: 33, motionMs: 33 });
  pace.paintedAt = pace.crowdDrawnAt = 1_000;
  return pace;
}

test('an idle desk sleeps, and looks up for its map and once a second for its ages', () => {
  const pace = paced();
  expect([pace.sleepMs(1_000, IDLE), pace.isPaintDue(1_999, IDLE), pace.isPaintDue(2_000, IDLE)]).toEqual([
    120,
    false,
    true,
  ]);
});

test('a crowd that moves is drawn at the capped rate without painting the overlay', () => {
  const pace = paced();
  const moving = { ...IDLE, isCrowdMoving: true };
  expect([pace.isCrowdDue(1_032, moving), pace.isCrowdDue(1_033, moving), pace.isPaintDue(1_500, moving)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(pace.sleepMs(1_001, moving)).toBe(32);
});

test('labels that follow are painted less often than what moves on the overlay itself', () => {
  const pace = paced();
  const due = (need: Partial<Need>) =>
    [33, 100, 1_000].filter((after) => pace.isPaintDue(1_000 + after, { ...IDLE, ...need }))[0];
  expect([due({ isAnimating: true }), due({ isDrifting: true }), due({})]).toEqual([33, 100, 1_000]);
});

test('a flight and waiting fixes want the very next frame', () => {
  const pace = paced();
  expect([
    pace.sleepMs(1_000, { ...IDLE, isFlying: true }),
    pace.sleepMs(1_000, { ...IDLE, hasBacklog: true }),
    pace.sleepMs(1_000, { ...IDLE, isMapLoading: true }),
  ]).toEqual([0, 0, 33]);
});
