import { distanceM, eastNorthUpTransform, type LonLat, metreFrame, toEarthCentred } from '#shared/geo/earth.ts';
import type { HeightField } from '../terrain/heightField.ts';

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
  /** Null where the ground is flat. */
  readonly field: HeightField | null;
  /** Writes east, north, up of a ground point into `out` at `offset`. Allocates nothing. */
  place(lon: number, lat: number, out: Float64Array | Float32Array, offset?: number): void;
  toLonLat(x: number, y: number): readonly [lon: number, lat: number];
  /** Up of the ground at a place of the frame, metres. */
  groundUp(x: number, y: number): number;
  /** Metres of the ground over the ellipsoid. */
  groundM(lon: number, lat: number): number;
}

const RADIANS = Math.PI / 180;
const SEMI_MAJOR_M = 6_378_137;
/** The ground falls away from the tangent plane by the square of the distance over this: 18 m at 15 km. */
const EARTH_DIAMETER_M = 12_742_000;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

/** `zeroM`: metres of the frame's zero over the ellipsoid (a pack's `geoidOffset`); `field`: heights of its ground over that. */
export function sceneFrame(origin: LonLat, zeroM = 0, field: HeightField | null = null): SceneFrame {
  const flat = metreFrame(origin);
  const [originX, originY, originZ] = toEarthCentred(origin, zeroM);
  const transform = [...eastNorthUpTransform(origin).slice(0, 12), originX, originY, originZ, 1];
  const [east0, east1] = [transform[0]!, transform[1]!];
  const [north0, north1, north2] = [transform[4]!, transform[5]!, transform[6]!];
  const [up0, up1, up2] = [transform[8]!, transform[9]!, transform[10]!];
  const up = (x: number, y: number) => -(x * x + y * y) / EARTH_DIAMETER_M;
  return {
    origin,
    zeroM,
    transform,
    field,
    groundUp: field ? (x, y) => field.at(x, y) + up(x, y) : up,
    groundM(lon, lat) {
      if (!field) return zeroM;
      const [x, y] = flat.toMetres([lon, lat]);
      return zeroM + field.at(x, y);
    },
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
      if (!field) return;
      // Up leans away from the middle of the frame.
      const [x, y] = [out[offset]!, out[offset + 1]!];
      const height = field.at(x, y);
      out[offset] = x + (x * height * 2) / EARTH_DIAMETER_M;
      out[offset + 1] = y + (y * height * 2) / EARTH_DIAMETER_M;
      out[offset + 2] = out[offset + 2]! + height;
    },
    toLonLat: (x, y) => flat.toLonLat(x, y),
  };
}

/** A line whose points are near enough to follow the ground; the line itself where that is flat. */
export function alongGround(line: readonly LonLat[], frame: SceneFrame): readonly LonLat[] {
  const { field } = frame;
  if (!field) return line;
  const dense: LonLat[] = line.slice(0, 1);
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!];
    const steps = Math.min(MOST_STEPS, Math.ceil(distanceM(from, to) / field.stepM));
    for (let step = 1; step < steps; step++) {
      const share = step / steps;
      dense.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
    }
    dense.push(to);
  }
  return dense;
}

const MOST_STEPS = 2_000;
