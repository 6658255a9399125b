import { expect, test } from 'vitest';
import { areaM2, boundsOf, isInsideArea, isInsidePolygon, labelPoint, ringCentroid, signedArea } from './polygon.ts';

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
] as const;
const hole = [
  [1, 1],
  [1, 3],
  [3, 3],
  [3, 1],
  [1, 1],
] as const;

test('a point in a hole is outside the polygon', () => {
  expect(isInsidePolygon([2, 2], [square])).toBe(true);
  expect(isInsidePolygon([2, 2], [square, hole])).toBe(false);
  expect(isInsidePolygon([0.5, 0.5], [square, hole])).toBe(true);
  expect(
    isInsideArea([10.5, 0.5], {
      type: 'MultiPolygon',
      coordinates: [[square], [square.map(([x, y]) => [x + 10, y] as const)]],
    }),
  ).toBe(true);
});

test('area is signed by direction and holes are taken off', () => {
  expect(signedArea(square)).toBe(16);
  expect(signedArea(hole)).toBe(-4);
  const hectare = [
    [117, 25],
    [117.001, 25],
    [117.001, 25.001],
    [117, 25.001],
    [117, 25],
  ] as const;
  expect(areaM2({ type: 'Polygon', coordinates: [hectare] })).toBeCloseTo(100.95 * 110.77, -2);
});

test('the label of a ring with a hole in its middle is not in the hole', () => {
  expect(ringCentroid(square)).toEqual([2, 2]);
  expect(isInsidePolygon(labelPoint([square, hole]), [square, hole])).toBe(true);
});

test('bounds are west, south, east, north', () => {
  expect(boundsOf(square)).toEqual([0, 0, 4, 4]);
});
