import { expect, test } from 'vitest';
import { Lens } from '../camera/view.ts';
import { edgePoint, freeSpot } from './edge.ts';

const MARGINS = { left: 30, top: 30, right: 30, bottom: 30 };
const lens = new Lens();
lens.set({ x: 0, y: 0, distanceM: 1_000, headingDegrees: 0, pitchDegrees: -45 }, 1_000, 600);
const at = (x: number, y: number) => {
  const spot = edgePoint(lens, x, y, 0, MARGINS);
  return {
    x: Math.round(spot.x),
    y: Math.round(spot.y),
    degrees: Math.round((spot.angle * 180) / Math.PI + 360) % 360,
  };
};

test('what lies east is pointed at on the right border, west on the left', () => {
  expect([at(5_000, 0), at(-5_000, 0)]).toEqual([
    { x: 970, y: 300, degrees: 0 },
    { x: 30, y: 300, degrees: 180 },
  ]);
});

test('what lies behind the eye is pointed at downwards', () => {
  expect(at(0, -9_000)).toEqual({ x: 500, y: 570, degrees: 90 });
});

test('a second marker for the same border moves up', () => {
  const spot = { x: 970, y: 300, angle: 0 };
  expect(freeSpot(spot, [spot], 40)).toEqual({ x: 970, y: 260, angle: 0 });
});
