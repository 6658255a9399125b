/**
 * GCJ-02, the shifted datum of Chinese consumer maps, and back to WGS-84. Everything inside is WGS-84; what a device or a
 * map gives in GCJ-02 is converted once at the edge and its raw form kept.
 *
 * The forward shift is the formula everybody publishes (among others wandergis/coordtransform and hujiulong/gcoord): two
 * trigonometric series around 105° E 35° N, in metres, put on the Krasovsky ellipsoid. Nobody publishes an inverse, so it is
 * found by iteration, which meets the forward shift to far below a millimetre. The state's own survey may differ by metres.
 */
import type { LonLat } from './earth.ts';

/** Krasovsky 1940, on which the shift was defined. */
const SEMI_MAJOR_M = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
const RADIANS = Math.PI / 180;

const INVERSE_STEPS = 10;
const INVERSE_DEGREES = 1e-10;

/** The box outside which no shift is applied, as all implementations draw it. Taiwan, Hong Kong and neighbours are inside. */
export function isShifted([lon, lat]: LonLat): boolean {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

export function wgs84ToGcj02(point: LonLat): [lon: number, lat: number] {
  if (!isShifted(point)) return [point[0], point[1]];
  const [east, north] = shiftM(point[0] - 105, point[1] - 35);
  const sinLat = Math.sin(point[1] * RADIANS);
  const root = Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
  const metresPerDegreeLon = (SEMI_MAJOR_M / root) * Math.cos(point[1] * RADIANS) * RADIANS;
  const metresPerDegreeLat = ((SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / root ** 3) * RADIANS;
  return [point[0] + east / metresPerDegreeLon, point[1] + north / metresPerDegreeLat];
}

/** The WGS-84 point whose shift is the given one. The shift varies slowly, so each step removes nearly all of the error. */
export function gcj02ToWgs84(point: LonLat): [lon: number, lat: number] {
  if (!isShifted(point)) return [point[0], point[1]];
  let [lon, lat] = point;
  for (let step = 0; step < INVERSE_STEPS; step++) {
    const [shiftedLon, shiftedLat] = wgs84ToGcj02([lon, lat]);
    const missedLon = point[0] - shiftedLon;
    const missedLat = point[1] - shiftedLat;
    lon += missedLon;
    lat += missedLat;
    if (Math.abs(missedLon) < INVERSE_DEGREES && Math.abs(missedLat) < INVERSE_DEGREES) break;
  }
  return [lon, lat];
}

/** Metres east and north by which a point is moved; `x` and `y` are degrees from the centre of the series. */
function shiftM(x: number, y: number): [east: number, north: number] {
  const wave = (turns: number) => Math.sin(turns * Math.PI);
  const root = Math.sqrt(Math.abs(x));
  const ripple = 20 * wave(6 * x) + 20 * wave(2 * x);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    (2 / 3) * (ripple + 20 * wave(x) + 40 * wave(x / 3) + 150 * wave(x / 12) + 300 * wave(x / 30));
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    (2 / 3) * (ripple + 20 * wave(y) + 40 * wave(y / 3) + 160 * wave(y / 12) + 320 * wave(y / 30));
  return [east, north];
}
