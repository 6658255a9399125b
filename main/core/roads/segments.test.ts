import { expect, test } from 'vitest';
import { buildRoadGraph } from './build.ts';
import { SegmentIndex } from './segments.ts';
import { at, street } from './testing/streets.ts';

const dual = buildRoadGraph([
  street(
    '东行',
    [
      [0, 0],
      [1_000, 0],
    ],
    { oneway: 'yes' },
  ),
  street(
    '西行',
    [
      [1_000, 16],
      [0, 16],
    ],
    { oneway: 'yes' },
  ),
  street(
    '步道',
    [
      [0, 30],
      [1_000, 30],
    ],
    { highway: 'footway' },
  ),
]).graph;
const segments = new SegmentIndex(dual);
const found = (eastM: number, northM: number, options = {}) => {
  const snap = segments.snap(...at(eastM, northM), options);
  return snap && [dual.traits[dual.edgeTraits[snap.edge]!]!.name, Math.round(snap.alongM), Math.round(snap.offRoadM)];
};

test('a point is snapped to the nearest road from either side, with how far along and how far off', () => {
  expect(found(300, -7)).toEqual(['东行', 300, 7]);
  expect(found(300, 5)).toEqual(['东行', 300, 5]);
  expect(found(300, 11)).toEqual(['西行', 700, 5]);
  expect(found(-40, 0)).toEqual(['东行', 0, 40]);
  expect(found(300, -1_500)).toEqual(['东行', 300, 1_494]);
  expect(found(300, -5_000)).toBe(null);
});

test('a mode is snapped to roads it may use', () => {
  const isUsable = Uint8Array.from(dual.edgeTraits, (traits) => (dual.traits[traits]!.roadClass === 'footway' ? 1 : 0));
  expect(found(300, 0, { isUsable })).toEqual(['步道', 300, 30]);
});

test('the course of a moving unit decides between two carriageways', () => {
  expect(found(300, 9, { headingDegrees: 90 })).toEqual(['东行', 300, 9]);
  expect(found(300, 7, { headingDegrees: 270 })).toEqual(['西行', 700, 9]);
});

test('a unit stays on its road while its fix does, and leaves it when another is clearly nearer', () => {
  const { segment: lastSegment } = segments.snap(...at(300, 2))!;
  expect(found(320, 9, { lastSegment })).toEqual(['东行', 320, 9]);
  expect(found(320, 14, { lastSegment })).toEqual(['西行', 680, 2]);
  expect(found(320, 9, { lastSegment: 999 })).toEqual(['西行', 680, 7]);
});
