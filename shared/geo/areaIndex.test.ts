import { expect, test } from 'vitest';
import { AreaIndex, isWithinBorders } from './areaIndex.ts';
import type { AreaGeometry } from './polygon.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

const ring = ([west, south, east, north]: Box) =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
const square = (...box: Box): AreaGeometry => ({ type: 'Polygon', coordinates: [ring(box)] });
const index = new AreaIndex([
  { code: '003', geometry: square(0, 1, 1, 2) },
  { code: '001', geometry: square(0, 0, 1, 1) },
  { code: '002', geometry: square(1, 0, 2, 1) },
  { code: '005', geometry: { type: 'Polygon', coordinates: [ring([10, 0, 14, 4]), ring([11, 1, 13, 3])] } },
  { code: '006', geometry: square(11, 1, 13, 3) },
  { code: '007', geometry: { type: 'MultiPolygon', coordinates: [[ring([20, 0, 21, 1])], [ring([24, 0, 25, 1])]] } },
]);
const codeAt = (lon: number, lat: number) => index.at(lon, lat)?.code;

test('a point belongs to the area around it, one outside to none', () => {
  expect([codeAt(0.5, 0.5), codeAt(1.5, 0.5), codeAt(0.5, 1.5), codeAt(5, 5), codeAt(-1, 0.5)]).toEqual([
    '001',
    '002',
    '003',
    undefined,
    undefined,
  ]);
});

test('a point on a border belongs to the first by code of those that share it, whichever way they were listed', () => {
  expect([codeAt(1, 0.5), codeAt(0.5, 1), codeAt(1, 1)]).toEqual(['001', '001', '001']);
});

test('the outermost borders and corners belong to the area they bound', () => {
  expect([codeAt(2, 0.5), codeAt(2, 0), codeAt(0, 2), codeAt(25, 1)]).toEqual(['002', '002', '003', '007']);
});

test('a hole belongs to what lies in it, its border to the first by code', () => {
  expect([codeAt(12, 2), codeAt(10.5, 2), codeAt(11, 2)]).toEqual(['006', '005', '005']);
});

test('every part of a multipolygon belongs to it, what lies between does not', () => {
  expect([codeAt(20.5, 0.5), codeAt(24.5, 0.5), codeAt(22.5, 0.5)]).toEqual(['007', '007', undefined]);
});

test('a border of slanting lines is met by points rounded to seven decimals', () => {
  const slanting = new AreaIndex([
    {
      code: 'a',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [117, 25],
            [117.003, 25.001],
            [117, 25.002],
            [117, 25],
          ],
        ],
      },
    },
    {
      code: 'b',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [117, 25],
            [117.003, 25],
            [117.003, 25.001],
            [117, 25],
          ],
        ],
      },
    },
  ]);
  const halfway = slanting.at(117.0015, 25.0005);
  expect(halfway?.code).toBe('a');
  expect(slanting.at(117.0015, 25.0004999)?.code).toBe('b');
});

test('nothing is in an index of nothing, and one area can be asked by itself', () => {
  expect(new AreaIndex([]).at(0, 0)).toBeUndefined();
  expect([isWithinBorders(square(0, 0, 1, 1), [1, 1]), isWithinBorders(square(0, 0, 1, 1), [1.1, 1])]).toEqual([
    true,
    false,
  ]);
});
