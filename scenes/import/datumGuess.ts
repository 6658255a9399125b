/**
 * Whether areas or places are shifted against the roads (GEODATA §4.4): grid borders follow streets, so the datum under which
 * their corners lie nearest to the road layer is the one they are in.
 */
import Flatbush from 'flatbush';
import { toWgs84 } from '#shared/geo/datum.ts';
import { distanceM, type LonLat, metreFrame } from '#shared/geo/earth.ts';
import { boundsOf } from '#shared/geo/polygon.ts';
import { DATUM_CANDIDATES, type DatumGuess } from '#shared/wire/sceneReport.ts';

const NAMES: Readonly<Record<(typeof DATUM_CANDIDATES)[number], string>> = {
  wgs84: 'WGS-84',
  gcj02: 'GCJ-02',
  bd09: 'BD-09',
};
const SAMPLES = 600;
const FEWEST_SAMPLES = 20;
/** The better datum must halve the distance to the streets and gain at least this. */
const LEAST_GAIN_M = 4;

/** Null when the points agree with the roads as they are, or there is too little to compare. `points` are read as WGS-84. */
export function guessDatum(points: readonly LonLat[], roads: readonly (readonly LonLat[])[]): DatumGuess | null {
  const segments = roads.flatMap((line) => line.slice(1).map((to, index) => [line[index]!, to] as const));
  const step = Math.max(1, Math.floor(points.length / SAMPLES));
  const sample = points.filter((_, index) => index % step === 0);
  if (segments.length === 0 || sample.length < FEWEST_SAMPLES) return null;
  const frame = metreFrame(segments[0]![0]);
  const flat = segments.map(([from, to]) => [frame.toMetres(from), frame.toMetres(to)] as const);
  const index = new Flatbush(flat.length);
  for (const ends of flat) index.add(...boundsOf(ends));
  index.finish();
  const awayM = (point: LonLat) => {
    const [x, y] = frame.toMetres(point);
    return Math.min(...index.neighbors(x, y, 12).map((one) => distanceToSegment(x, y, ...flat[one]!)));
  };
  const medians = DATUM_CANDIDATES.map((datum) => ({
    datum,
    median: medianOf(sample.map((at) => awayM(toWgs84(datum, at)))),
  }));
  const asGiven = medians[0]!;
  const best = medians.reduce((a, b) => (b.median < a.median ? b : a));
  if (best.datum === 'wgs84' || best.median > asGiven.median / 2 || asGiven.median - best.median < LEAST_GAIN_M)
    return null;
  const offsetM = Math.round(medianOf(sample.map((at) => distanceM(at, toWgs84(best.datum, at)))) / 10) * 10;
  return {
    datum: best.datum,
    offsetM,
    medianM: Object.fromEntries(medians.map(({ datum, median }) => [datum, Math.round(median * 10) / 10])),
    sentence: `偏移约 ${offsetM} 米，像是 ${NAMES[best.datum]}`,
  };
}

function distanceToSegment(
  x: number,
  y: number,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
