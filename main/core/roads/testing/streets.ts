// Draws small towns for tests in metres east and north of a fixed origin, so that lengths can be worked out by hand.
import { distanceM, type LonLat } from '#shared/geo/earth.ts';
import type { RoadLine } from '../build.ts';
import type { Tags } from '../traits.ts';

const LON = 117.01;
const LAT = 25.07;
/** By the same measure as the length of a road. */
const METRES_PER_LON = distanceM([LON, LAT], [LON + 0.01, LAT]) / 0.01;
const METRES_PER_LAT = distanceM([LON, LAT], [LON, LAT + 0.01]) / 0.01;

export const at = (eastM: number, northM: number): LonLat => [
  LON + eastM / METRES_PER_LON,
  LAT + northM / METRES_PER_LAT,
];

export function street(id: string, metres: readonly (readonly [number, number])[], tags: Tags = {}): RoadLine {
  return {
    id,
    geometry: { coordinates: metres.map(([east, north]) => at(east, north)) },
    properties: { highway: 'residential', name: id, ...tags },
  };
}

/** A unit with everything but its place chosen for it. */
export function unitAt(unitId: string, eastM: number, northM: number) {
  const [lon, lat] = at(eastM, northM);
  return { unitId, lon, lat, mode: 'car' as const, turnOutSeconds: 0 };
}

export function questionAt(eastM: number, northM: number) {
  const [lon, lat] = at(eastM, northM);
  return { lon, lat, count: 5 };
}
