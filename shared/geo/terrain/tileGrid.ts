/** Where the tiles of the two usual pyramids lie. Rows count from the north. */
import type { TileFacts } from '#shared/wire/pack.ts';

export type Projection = TileFacts['projection'];

const RADIANS = Math.PI / 180;
/** Metres a degree of the equator covers. */
const METRES_PER_DEGREE = 111_319.49;

/** Column and row of a place at a zoom, with the share inside the tile as the fraction. */
export function tileAt(projection: Projection, zoom: number, lon: number, lat: number): [column: number, row: number] {
  const across = 2 ** zoom;
  if (projection === 'EPSG:4326') return [((lon + 180) / 180) * across, ((90 - lat) / 180) * across];
  const north = Math.asinh(Math.tan(Math.min(85.05, Math.max(-85.05, lat)) * RADIANS));
  return [((lon + 180) / 360) * across, (0.5 - north / (2 * Math.PI)) * across];
}

/** The north-west corner of a tile (or of a place in it), degrees. */
export function cornerOf(
  projection: Projection,
  zoom: number,
  column: number,
  row: number,
): [lon: number, lat: number] {
  const across = 2 ** zoom;
  if (projection === 'EPSG:4326') return [(column / across) * 180 - 180, 90 - (row / across) * 180];
  const north = Math.PI * (1 - (2 * row) / across);
  return [(column / across) * 360 - 180, Math.atan(Math.sinh(north)) / RADIANS];
}

/** Length of a tile's upper border at a latitude, metres. */
export function tileWidthM(projection: Projection, zoom: number, lat: number): number {
  const degrees = (projection === 'EPSG:4326' ? 180 : 360) / 2 ** zoom;
  return degrees * METRES_PER_DEGREE * Math.cos(lat * RADIANS);
}

/** The box of a tile, degrees. */
export function boxOfTile(projection: Projection, zoom: number, column: number, row: number) {
  const [west, north] = cornerOf(projection, zoom, column, row);
  const [east, south] = cornerOf(projection, zoom, column + 1, row + 1);
  return { west, south, east, north };
}
