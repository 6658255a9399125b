/**
 * The datums coordinates come in, and the way to WGS-84 and back. Everything inside is WGS-84; what a device or a map gives in
 * another datum is converted once at the edge and its raw form kept.
 *
 * The forward shift is the formula everybody publishes (among others wandergis/coordtransform and hujiulong/gcoord): two
 * trigonometric series around 105° E 35° N, in metres, put on the Krasovsky ellipsoid. Nobody publishes an inverse, so it is
 * found by iteration, which meets the forward shift to far below a millimetre. The state's own survey may differ by metres.
 * BD-09 is GCJ-02 with a second ripple and an offset, by the formula in the same sources, undone in the same way.
 */
import type { LonLat } from './earth.ts';

/** Krasovsky 1940, on which the shift was defined. */
const SEMI_MAJOR_M = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
const RADIANS = Math.PI / 180;

const INVERSE_STEPS = 10;
const INVERSE_DEGREES = 1e-10;

/** `cgcs2000` is WGS-84 at map accuracy (GEODATA §2.1): the two frames differ by centimetres. */
export const DATUMS = ['wgs84', 'gcj02', 'bd09', 'cgcs2000'] as const;
export type Datum = (typeof DATUMS)[number];

/** A point of any datum in WGS-84 degrees. */
export function toWgs84(datum: Datum, point: LonLat): [lon: number, lat: number] {
  if (datum === 'gcj02') return gcj02ToWgs84(point);
  if (datum === 'bd09') return gcj02ToWgs84(bd09ToGcj02(point));
  return [point[0], point[1]];
}

/** A WGS-84 point as a source of that datum would have said it. */
export function fromWgs84(datum: Datum, point: LonLat): [lon: number, lat: number] {
  if (datum === 'gcj02') return wgs84ToGcj02(point);
  if (datum === 'bd09') return gcj02ToBd09(wgs84ToGcj02(point));
  return [point[0], point[1]];
}

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

const BAIDU_RIPPLE = (Math.PI * 3_000) / 180;

function gcj02ToBd09([x, y]: LonLat): [lon: number, lat: number] {
  const radius = Math.hypot(x, y) + 0.000_02 * Math.sin(y * BAIDU_RIPPLE);
  const angle = Math.atan2(y, x) + 0.000_003 * Math.cos(x * BAIDU_RIPPLE);
  return [radius * Math.cos(angle) + 0.006_5, radius * Math.sin(angle) + 0.006];
}

function bd09ToGcj02(point: LonLat): [lon: number, lat: number] {
  let [lon, lat] = [point[0] - 0.006_5, point[1] - 0.006];
  for (let step = 0; step < INVERSE_STEPS; step++) {
    const [rippledLon, rippledLat] = gcj02ToBd09([lon, lat]);
    const missedLon = point[0] - rippledLon;
    const missedLat = point[1] - rippledLat;
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
