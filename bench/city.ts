/** The cities that road benches ask: central Shanghai, and copies of it stitched together. */
import { existsSync, readFileSync } from 'node:fs';
import type { RoadLine } from '#main/core/roads/index.ts';
import type { LonLat } from '#shared/geo/earth.ts';

const SOURCE = new URL('../../shared/data/shanghai/roads_full.geojson', import.meta.url);
/** Streets joining two neighbouring copies. */
const JOINTS = 12;

/** The streets of central Shanghai; null where the shared data is not at hand. */
export function shanghaiRoads(): readonly RoadLine[] | null {
  if (!existsSync(SOURCE)) return null;
  return (JSON.parse(readFileSync(SOURCE, 'utf8')) as { features: RoadLine[] }).features;
}

/** Seeded, so that every run asks the same questions. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A city of side × side copies beside each other, joined by streets between the outermost vertices of neighbouring copies. */
export function stitch(features: readonly RoadLine[], side: number): RoadLine[] {
  const points = features.flatMap(({ geometry }) => geometry.coordinates);
  const range = (axis: 0 | 1) => {
    const values = points.map((point) => point[axis]);
    const low = values.reduce((least, value) => Math.min(least, value));
    return { low, size: values.reduce((most, value) => Math.max(most, value)) - low + 1e-4 };
  };
  const [east, north] = [range(0), range(1)];
  const moved = (point: LonLat, column: number, row: number): LonLat => [
    point[0] + column * east.size,
    point[1] + row * north.size,
  ];
  /** In each of some bands across `axis`, the vertices farthest along it and against it: where neighbours are joined. */
  const outermost = (axis: 0 | 1) => {
    const across = axis === 0 ? north : east;
    return Array.from({ length: JOINTS }, (_, band) => {
      const inBand = points.filter(
        (point) => Math.floor(((point[1 - axis]! - across.low) / across.size) * JOINTS) === band,
      );
      const along = inBand.sort((left, right) => left[axis] - right[axis]);
      return { first: along[0]!, last: along.at(-1)! };
    });
  };
  const joints = { east: outermost(0), north: outermost(1) };
  const street = (id: string, from: LonLat, to: LonLat): RoadLine => ({
    id,
    geometry: { coordinates: [from, to] },
    properties: { highway: 'primary' },
  });
  const city: RoadLine[] = [];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      for (const { id, geometry, properties } of features) {
        const coordinates = geometry.coordinates.map((point) => moved(point, column, row));
        city.push({ id: `${id}@${column},${row}`, geometry: { coordinates }, properties });
      }
      for (const [band, { first, last }] of joints.east.entries()) {
        if (column + 1 === side) break;
        city.push(street(`E${band}@${column},${row}`, moved(last, column, row), moved(first, column + 1, row)));
      }
      for (const [band, { first, last }] of joints.north.entries()) {
        if (row + 1 === side) break;
        city.push(street(`N${band}@${column},${row}`, moved(last, column, row), moved(first, column, row + 1)));
      }
    }
  }
  return city;
}
