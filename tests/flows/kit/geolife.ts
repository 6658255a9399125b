/** The real GPS tracks of the shared data folder: one shift of 104 people, with their noise and their gaps. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { distanceM } from '#shared/geo/earth.ts';

const FILE = new URL('../../../../shared/data/gps/geolife_one_day.csv.gz', import.meta.url);

export const hasGeolife = existsSync(FILE);

export interface GeolifeFix {
  /** Since the midnight (UTC) of its day. */
  readonly atMs: number;
  readonly unitId: string;
  readonly lon: number;
  readonly lat: number;
  /** From the unit's fix before to this one; null for the first and after a gap. */
  readonly speedMps: number | null;
}

const GAP_MS = 60_000;

/** In the order of time. */
export function readGeolife(): GeolifeFix[] {
  const [, ...lines] = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n');
  const before = new Map<string, GeolifeFix>();
  return lines.map((line) => {
    const [time, unitId, lon, lat] = line.split(',') as [string, string, string, string];
    const place = { atMs: Number(time), unitId, lon: Number(lon), lat: Number(lat) };
    const known = before.get(unitId);
    const elapsedMs = known ? place.atMs - known.atMs : 0;
    const isNext = known && elapsedMs > 0 && elapsedMs <= GAP_MS;
    const speedMps = isNext ? distanceM([known.lon, known.lat], [place.lon, place.lat]) / (elapsedMs / 1_000) : null;
    const fix = { ...place, speedMps };
    before.set(unitId, fix);
    return fix;
  });
}
