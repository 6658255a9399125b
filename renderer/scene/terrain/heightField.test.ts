import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alongGround, sceneFrame } from '../pack/frame.ts';
import { HeightField } from './heightField.ts';

/** A slope of one in ten towards the east with a ridge across it. */
const slope = (x: number, y: number) => 50 + x / 10 + (Math.abs(y) < 200 ? 40 : 0);
const field = new HeightField({
  west: -1_000,
  south: -1_000,
  stepM: 50,
  columns: 41,
  rows: 41,
  heights: Float32Array.from({ length: 41 * 41 }, (_, at) =>
    slope(-1_000 + (at % 41) * 50, -1_000 + Math.floor(at / 41) * 50),
  ),
});
/** The ground as the frame's plane has it: the earth bends away below that. */
const upAt = (x: number, y: number) => field.at(x, y) - (x * x + y * y) / 12_742_000;
const metres = fc.integer({ min: -990, max: 990 });

test('between its points the ground is even, and beyond the grid its border goes on', () => {
  expect([field.at(0, 600), field.at(25, 600), field.at(9_000, 600), field.at(-9_000, -9_000)]).toEqual([
    50, 52.5, 150, -50,
  ]);
});

test('a line of sight into the ground ends on it, in front of where it points', () => {
  fc.assert(
    fc.property(metres, metres, metres, metres, (eyeX, eyeY, x, y) => {
      const eye = [eyeX, eyeY, 900];
      // A crest that is no more than touched may be passed over, as whatever is thinner than half a cell.
      const along = [x - eyeX, y - eyeY, upAt(x, y) - 10 - 900];
      const hit = field.hit(eye, along)!;
      expect(Math.abs(hit[2] - upAt(hit[0], hit[1]))).toBeLessThan(0.2);
      expect(Math.hypot(hit[0] - eyeX, hit[1] - eyeY)).toBeLessThanOrEqual(Math.hypot(x - eyeX, y - eyeY));
    }),
    // Straight down.
    { examples: [[5, 5, 5, 5]] },
  );
});

test('what is placed on the frame stands on the field, and lines follow it point by point', () => {
  const frame = sceneFrame([117, 25], 12, field);
  const at = new Float64Array(3);
  frame.place(117.004, 25.001, at);
  const line = alongGround(
    [
      [117, 25],
      [117.004, 25],
    ],
    frame,
  );
  expect({
    up: Math.abs(at[2]! - frame.groundUp(at[0]!, at[1]!)) < 0.01,
    overEllipsoid: Math.abs(frame.groundM(117.004, 25.001) - (12 + field.at(at[0]!, at[1]!))) < 0.01,
    points: line.length,
    ends: [line[0], line.at(-1)],
  }).toEqual({
    up: true,
    overEllipsoid: true,
    points: 10,
    ends: [
      [117, 25],
      [117.004, 25],
    ],
  });
});
