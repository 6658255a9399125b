import { expect, test } from 'vitest';
import { wgs84ToGcj02 } from '#shared/geo/datum.ts';
import { tileAt } from '../terrain/tileGrid.ts';
import { shiftedBox } from './photoTiles.ts';

const METRES_PER_TILE = (zoom: number, lat: number) => (40_075_017 * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;

test('anywhere in a tile of street scale the shifted picture lies within a metre of its place', () => {
  const zoom = 16;
  const misses = [
    [118.09, 24.48],
    [119.3, 26.08],
    [121.49, 31.24],
  ].flatMap(([lon, lat]) => {
    const [column, row] = tileAt('EPSG:3857', zoom, lon!, lat!);
    const box = shiftedBox('gcj02', 'EPSG:3857', zoom, Math.floor(column), Math.floor(row));
    const [trueColumn, trueRow] = tileAt('EPSG:3857', zoom, ...wgs84ToGcj02([lon!, lat!]));
    const drawnColumn = box.left + (box.right - box.left) * (column % 1);
    const drawnRow = box.top + (box.bottom - box.top) * (row % 1);
    return Math.hypot(drawnColumn - trueColumn, drawnRow - trueRow) * METRES_PER_TILE(zoom, lat!);
  });
  expect(misses.every((miss) => miss < 1)).toBe(true);
});
