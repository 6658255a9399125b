// WGS-84 on paper: distances, bearings and the flat metre frame around a point. Positions are [lon, lat] in degrees.
// For a city (tens of kilometres) the flat frame is good to a few centimetres; nothing here is for oceans.

export type LonLat = readonly [lon: number, lat: number];
export type Vector3 = readonly [x: number, y: number, z: number];

const SEMI_MAJOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const MEAN_RADIUS_M = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Great-circle distance in metres on the mean sphere (within 0.5 % of the ellipsoid). */
export function distanceM(from: LonLat, to: LonLat): number {
  const halfLat = Math.sin(((to[1] - from[1]) * RADIANS) / 2);
  const halfLon = Math.sin(((to[0] - from[0]) * RADIANS) / 2);
  const chord = halfLat * halfLat + Math.cos(from[1] * RADIANS) * Math.cos(to[1] * RADIANS) * halfLon * halfLon;
  return 2 * MEAN_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Initial bearing from one point to another, degrees clockwise from north in [0, 360). */
export function bearingDegrees(from: LonLat, to: LonLat): number {
  const deltaLon = (to[0] - from[0]) * RADIANS;
  const fromLat = from[1] * RADIANS;
  const toLat = to[1] * RADIANS;
  const east = Math.sin(deltaLon) * Math.cos(toLat);
  const north = Math.cos(fromLat) * Math.sin(toLat) - Math.sin(fromLat) * Math.cos(toLat) * Math.cos(deltaLon);
  return (Math.atan2(east, north) / RADIANS + 360) % 360;
}

/** Length of a line in metres. */
export function lengthM(line: readonly LonLat[]): number {
  let total = 0;
  for (let index = 1; index < line.length; index++) total += distanceM(line[index - 1]!, line[index]!);
  return total;
}

/** A flat frame: x metres east, y metres north of its origin, by the ellipsoid's radii of curvature there. */
export interface MetreFrame {
  readonly origin: LonLat;
  toMetres(point: LonLat): [x: number, y: number];
  toLonLat(x: number, y: number): [lon: number, lat: number];
}

export function metreFrame(origin: LonLat): MetreFrame {
  const sinLat = Math.sin(origin[1] * RADIANS);
  const root = Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
  const perDegreeLon = (SEMI_MAJOR_M / root) * Math.cos(origin[1] * RADIANS) * RADIANS;
  const perDegreeLat = ((SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / (root * root * root)) * RADIANS;
  return {
    origin,
    toMetres: (point) => [(point[0] - origin[0]) * perDegreeLon, (point[1] - origin[1]) * perDegreeLat],
    toLonLat: (x, y) => [origin[0] + x / perDegreeLon, origin[1] + y / perDegreeLat],
  };
}

/** Earth-centred, earth-fixed metres of a point at an ellipsoidal height. */
export function toEarthCentred(point: LonLat, heightM: number): Vector3 {
  const lon = point[0] * RADIANS;
  const lat = point[1] * RADIANS;
  const normal = SEMI_MAJOR_M / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(lat) ** 2);
  return [
    (normal + heightM) * Math.cos(lat) * Math.cos(lon),
    (normal + heightM) * Math.cos(lat) * Math.sin(lon),
    (normal * (1 - ECCENTRICITY_SQUARED) + heightM) * Math.sin(lat),
  ];
}

/** The east-north-up frame at a point as a column-major 4 × 4 matrix to earth-centred metres (a 3D Tiles `transform`). */
export function eastNorthUpTransform(origin: LonLat): number[] {
  const lon = origin[0] * RADIANS;
  const lat = origin[1] * RADIANS;
  const centre = toEarthCentred(origin, 0);
  return [
    ...[-Math.sin(lon), Math.cos(lon), 0, 0],
    ...[-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat), 0],
    ...[Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat), 0],
    ...[...centre, 1],
  ];
}

/** East, north and up metres of a point in the frame `transform` (from `eastNorthUpTransform`). */
export function toEastNorthUp(transform: readonly number[], point: LonLat, heightM: number): Vector3 {
  const fixed = toEarthCentred(point, heightM);
  const delta = [fixed[0] - transform[12]!, fixed[1] - transform[13]!, fixed[2] - transform[14]!] as const;
  const along = (column: number) =>
    delta[0] * transform[column]! + delta[1] * transform[column + 1]! + delta[2] * transform[column + 2]!;
  return [along(0), along(4), along(8)];
}
