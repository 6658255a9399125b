import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Datum, fromWgs84, toWgs84 } from '#shared/geo/datum.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { tileAt } from '#shared/geo/terrain/tileGrid.ts';
import { PATCHES, piecesOf, shiftedPatch } from './photoTiles.ts';

const METRES_PER_TILE = (zoom: number, lat: number) => (40_075_017 * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;

/** How far from its place a point is drawn, in metres. */
function missM(datum: Datum, zoom: number, at: LonLat, theirs: LonLat): number {
  const [column, row] = tileAt('EPSG:3857', zoom, ...at).map((one) => one * PATCHES) as [number, number];
  const { left, top, right, bottom } = shiftedPatch(datum, 'EPSG:3857', zoom, Math.floor(column), Math.floor(row));
  const [trueColumn, trueRow] = tileAt('EPSG:3857', zoom, ...theirs);
  const missed = [
    left + (right - left) * (column % 1) - trueColumn,
    top + (bottom - top) * (row % 1) - trueRow,
  ] as const;
  return Math.hypot(...missed) * METRES_PER_TILE(zoom, at[1]);
}

test.each([
  ['gcj02', 16, 0.5],
  ['bd09', 16, 2],
  ['bd09', 17, 1],
] as const)(
  'anywhere in the country a picture in %s lies at zoom %i within %f m of its place',
  (datum, zoom, withinM) => {
    fc.assert(
      fc.property(
        fc.double({ min: 98, max: 122, noNaN: true }),
        fc.double({ min: 22, max: 42, noNaN: true }),
        (lon, lat) => {
          expect(missM(datum, zoom, [lon, lat], fromWgs84(datum, [lon, lat]))).toBeLessThan(withinM);
        },
      ),
    );
  },
);

test('a picture in BD-09 is taken from where Baidu shows the place', () => {
  // The pair that wandergis/coordtransform publishes: GCJ-02 116.404, 39.915 is BD-09 116.410 369, 39.921 337.
  const baidu = [116.410_369_493_710_29, 39.921_336_993_510_21] as const;
  expect(missM('bd09', 16, toWgs84('gcj02', [116.404, 39.915]), baidu)).toBeLessThan(2);
});

test('the pieces of a patch fill it whole, each from its own tile', () => {
  expect([...piecesOf({ left: 6.5, top: 2.75, right: 7.5, bottom: 3.25 })]).toEqual([
    { x: 6, y: 2, from: { x: 0.5, y: 0.75, width: 0.5, height: 0.25 }, share: { x: 0, y: 0, width: 0.5, height: 0.5 } },
    { x: 7, y: 2, from: { x: 0, y: 0.75, width: 0.5, height: 0.25 }, share: { x: 0.5, y: 0, width: 0.5, height: 0.5 } },
    { x: 6, y: 3, from: { x: 0.5, y: 0, width: 0.5, height: 0.25 }, share: { x: 0, y: 0.5, width: 0.5, height: 0.5 } },
    { x: 7, y: 3, from: { x: 0, y: 0, width: 0.5, height: 0.25 }, share: { x: 0.5, y: 0.5, width: 0.5, height: 0.5 } },
  ]);
});
