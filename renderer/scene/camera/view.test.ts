import { expect, test } from 'vitest';
import { hasLanded, planFlight, turn, viewAt } from './flight.ts';
import { clampView, Lens, panned, type View, viewFromEye, zoomed } from './view.ts';

const VIEW: View = { x: 120, y: -80, distanceM: 1_500, headingDegrees: 37, pitchDegrees: -40 };
const LIMITS = { minDistanceM: 100, maxDistanceM: 9_000, bounds: [-2_000, -2_000, 2_000, 2_000] } as const;

function lensOf(view: View) {
  const lens = new Lens();
  lens.set(view, 1_600, 900);
  return lens;
}
const screenOf = (lens: Lens, x: number, y: number) => {
  const point = { x: 0, y: 0, depth: 0 };
  return lens.project(x, y, 0, point) ? point : null;
};

test('what is looked at stands in the middle of the screen at its distance', () => {
  const point = screenOf(lensOf(VIEW), VIEW.x, VIEW.y);
  expect([point?.x, point?.y, point?.depth].map((value) => Math.round(value! * 1e6) / 1e6)).toEqual([800, 450, 1_500]);
});

test('a pixel and the ground under it are each other', () => {
  const lens = lensOf(VIEW);
  const [x, y] = lens.groundAt(300, 700)!;
  const back = screenOf(lens, x, y)!;
  expect([Math.round(back.x * 1e6) / 1e6, Math.round(back.y * 1e6) / 1e6]).toEqual([300, 700]);
});

test('north is up and east is right in an unturned view', () => {
  const lens = lensOf({ ...VIEW, headingDegrees: 0 });
  const middle = screenOf(lens, VIEW.x, VIEW.y)!;
  const north = screenOf(lens, VIEW.x, VIEW.y + 100)!;
  const east = screenOf(lens, VIEW.x + 100, VIEW.y)!;
  expect([north.y < middle.y, Math.abs(north.x - middle.x) < 1e-6, east.x > middle.x]).toEqual([true, true, true]);
});

test('a point behind the eye does not project', () => {
  const lens = lensOf(VIEW);
  expect(screenOf(lens, lens.eye[0]! - lens.forward[0]! * 9_000, lens.eye[1]! - lens.forward[1]! * 9_000)).toBeNull();
});

test('above the horizon there is no ground', () => {
  expect(lensOf({ ...VIEW, pitchDegrees: -5 }).groundAt(800, 0)).toBeNull();
});

test('the ground in sight holds every corner of a steep view', () => {
  const lens = lensOf({ ...VIEW, pitchDegrees: -80 });
  const bounds = new Float64Array(4);
  lens.groundBounds(10_000, bounds);
  const corners = [lens.groundAt(0, 0)!, lens.groundAt(1_600, 0)!, lens.groundAt(0, 900)!, lens.groundAt(1_600, 900)!];
  const isHeld = ([x, y]: readonly [number, number]) =>
    x >= bounds[0]! && y >= bounds[1]! && x <= bounds[2]! && y <= bounds[3]!;
  expect(corners.map(isHeld)).toEqual([true, true, true, true]);
});

test('a dragged view keeps the grabbed ground under the hand', () => {
  const from = lensOf(VIEW).groundAt(400, 500)!;
  const to = lensOf(VIEW).groundAt(600, 520)!;
  const after = screenOf(lensOf(panned(VIEW, from, to)), from[0], from[1])!;
  expect([Math.round(after.x * 1e6) / 1e6, Math.round(after.y * 1e6) / 1e6]).toEqual([600, 520]);
});

test('zooming keeps the ground under the pointer and stops at the limits', () => {
  const anchor = lensOf(VIEW).groundAt(400, 300)!;
  const nearer = zoomed(VIEW, 0.5, anchor, LIMITS);
  const after = screenOf(lensOf(nearer), anchor[0], anchor[1])!;
  expect([nearer.distanceM, Math.round(after.x), Math.round(after.y)]).toEqual([750, 400, 300]);
  expect(zoomed(VIEW, 1e-9, anchor, LIMITS).distanceM).toBe(LIMITS.minDistanceM);
});

test('a view stays inside the district, above the ground and within its limits', () => {
  const wild = { x: 9e9, y: -9e9, distanceM: 1, headingDegrees: -30, pitchDegrees: 20 };
  expect(clampView(wild, LIMITS)).toEqual({
    x: 2_000,
    y: -2_000,
    distanceM: 100,
    headingDegrees: 330,
    pitchDegrees: -18,
  });
});

test('the opening view of a pack looks from the eye it states', () => {
  const lens = lensOf(viewFromEye([50, -900], 1_150, 0, -34));
  expect([...lens.eye].map(Math.round)).toEqual([50, -900, 1_150]);
});

test('a flight begins and ends exactly at its views and turns the short way', () => {
  const to = { ...VIEW, x: 900, headingDegrees: 350, distanceM: 700 };
  const flight = planFlight({ ...VIEW, headingDegrees: 10 }, to, 1_000);
  const end = 1_000 + flight.durationMs;
  expect(viewAt(flight, 1_000)).toEqual(flight.from);
  expect([
    viewAt(flight, end),
    viewAt(flight, end + 5_000),
    hasLanded(flight, end - 1),
    hasLanded(flight, end),
  ]).toEqual([to, to, false, true]);
  expect([turn(10, 350), turn(350, 10)]).toEqual([-20, 20]);
});
