import { eastNorthUpTransform, type LonLat, metreFrame, toEarthCentred } from '#shared/geo/earth.ts';

/**
 * The scene's own metres: east, north, up at the middle of the pack. `place` is exact (the ground falls away from the
 * tangent plane by half a metre at 2.5 km); `toLonLat` is the flat inverse, good to centimetres across a city.
 */
export interface SceneFrame {
  readonly origin: LonLat;
  /** The frame's zero, metres over the ellipsoid: the pack's level of zero. */
  readonly zeroM: number;
  /** Column-major 4 × 4, frame metres to earth-centred metres. */
  readonly transform: readonly number[];
  /** Writes east, north, up of a ground point into `out` at `offset`. Allocates nothing. */
  place(lon: number, lat: number, out: Float64Array | Float32Array, offset?: number): void;
  toLonLat(x: number, y: number): readonly [lon: number, lat: number];
}

const RADIANS = Math.PI / 180;
const SEMI_MAJOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

/** `zeroM`: metres of the frame's zero over the ellipsoid (a pack's `geoidOffset`). */
export function sceneFrame(origin: LonLat, zeroM = 0): SceneFrame {
  const flat = metreFrame(origin);
  const [originX, originY, originZ] = toEarthCentred(origin, zeroM);
  const transform = [...eastNorthUpTransform(origin).slice(0, 12), originX, originY, originZ, 1];
  const [east0, east1] = [transform[0]!, transform[1]!];
  const [north0, north1, north2] = [transform[4]!, transform[5]!, transform[6]!];
  const [up0, up1, up2] = [transform[8]!, transform[9]!, transform[10]!];
  return {
    origin,
    zeroM,
    transform,
    place(lon, lat, out, offset = 0) {
      const sinLat = Math.sin(lat * RADIANS);
      const cosLat = Math.cos(lat * RADIANS);
      const normal = SEMI_MAJOR_M / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
      const away = (normal + zeroM) * cosLat;
      const dx = away * Math.cos(lon * RADIANS) - originX;
      const dy = away * Math.sin(lon * RADIANS) - originY;
      const dz = (normal * (1 - ECCENTRICITY_SQUARED) + zeroM) * sinLat - originZ;
      out[offset] = dx * east0 + dy * east1;
      out[offset + 1] = dx * north0 + dy * north1 + dz * north2;
      out[offset + 2] = dx * up0 + dy * up1 + dz * up2;
    },
    toLonLat: (x, y) => flat.toLonLat(x, y),
  };
}

const EARTH_DIAMETER_M = 12_742_000;

/** How far the ground at a place of the frame lies above its tangent plane, metres: never above, 18 m below at 15 km. */
export const groundUp = (x: number, y: number): number => -(x * x + y * y) / EARTH_DIAMETER_M;
