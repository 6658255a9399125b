// Draws small towns for tests in metres east and north of a fixed origin, so that lengths can be worked out by hand.
import { type LonLat, metreFrame } from '#shared/geo/earth.ts';
import type { RoadLine } from '../build.ts';
import type { Tags } from '../traits.ts';

const frame = metreFrame([117.01, 25.07]);

export const at = (eastM: number, northM: number): LonLat => frame.toLonLat(eastM, northM);

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
