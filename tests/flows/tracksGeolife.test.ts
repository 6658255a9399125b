// Real traces through the real endpoint of a real core, on a clock that runs as fast as they can be sent: what the core says of
// freshness, speed and the past must be what the file says.
import { expect, test } from 'vitest';
import type { TrackFix } from '#main/core/tracks/history/index.ts';
import type { Freshness } from '#shared/domain/position.ts';
import { type GeolifeFix, hasGeolife, readGeolife } from './kit/geolife.ts';
import { openStation, STATION } from './kit/station.ts';

const DAY = Date.UTC(2026, 10, 20);
/** The busiest ten minutes of the day, and people to look at: enough to be true, few enough to be quick. */
const FROM_MS = 66 * 600_000;
const SPAN_MS = 600_000;
const LOOK_EVERY_MS = 60_000;
const KNOTS_PER_MPS = 3_600 / 1_852;

interface UnitSeen {
  readonly id: string;
  readonly position: { readonly freshness: Freshness; readonly speedMps?: number | null; readonly fixAt?: number };
}

/** By the ages of DOMAIN §3, said here a second time on purpose. */
function freshnessInFile(fix: GeolifeFix | undefined, atMs: number): Freshness {
  if (!fix) return 'post';
  const seconds = (atMs - fix.atMs) / 1_000;
  return seconds <= 15 ? 'live' : seconds <= 30 ? 'ageing' : seconds <= 300 ? 'stale' : 'lost';
}

if (!hasGeolife) test.skip('skipped: no shared data', () => undefined);

test.skipIf(!hasGeolife)(
  'a shift of real people: freshness, speed, tracks and every past moment agree with the file',
  async () => {
    const file = readGeolife().filter(({ atMs }) => atMs >= FROM_MS && atMs < FROM_MS + SPAN_MS);
    const ids = [...new Set(file.map(({ unitId }) => unitId))].sort();
    const unit = (id: string) => ({
      id,
      name: id,
      kind: 'gridWorker',
      mode: 'foot',
      skills: [],
      lon: 117.01,
      lat: 25.07,
    });
    let now = DAY + FROM_MS;
    await using station = await openStation({
      clock: () => now,
      overrides: { units: ids.map(unit), tokens: STATION.tokens.filter(({ role }) => role !== 'worker') },
    });
    const latest = new Map<string, GeolifeFix>();
    let looks = 0;

    const look = async (atMs: number) => {
      now = DAY + atMs;
      looks++;
      const { units } = await station.get<{ units: UnitSeen[] }>('/api/units');
      const said = units.map(({ id, position }) => [id, position.freshness, position.fixAt, position.speedMps]);
      const inFile = ids.map((id) => {
        const fix = latest.get(id);
        const speed = fix && (fix.speedMps === null ? null : expect.closeTo(fix.speedMps, 6));
        return [id, freshnessInFile(fix, atMs), fix && DAY + fix.atMs, speed];
      });
      expect(said.sort(([one], [other]) => (one! < other! ? -1 : 1))).toEqual(inFile);
    };

    let nextLook = FROM_MS + LOOK_EVERY_MS;
    for (const moment of momentsOf(file)) {
      for (; moment[0]!.atMs > nextLook; nextLook += LOOK_EVERY_MS) await look(nextLook);
      now = DAY + moment[0]!.atMs;
      await Promise.all(moment.map((fix) => send(station.core.url, fix)));
      for (const fix of moment) latest.set(fix.unitId, fix);
    }
    await look(FROM_MS + SPAN_MS);
    // Long after the last fix nobody is live any more, whatever else happens.
    await look(FROM_MS + SPAN_MS + 400_000);
    expect(looks).toBeGreaterThan(9);

    const { sources } = await station.get<{ sources: object }>('/api/positions');
    expect(sources).toEqual({ osmand: { live: file.length } });

    for (let atMs = FROM_MS; atMs <= FROM_MS + SPAN_MS; atMs += 37_000) {
      const then = new Map(file.filter((fix) => fix.atMs <= atMs).map((fix) => [fix.unitId, fix]));
      const { fixes } = await station.get<{ fixes: (TrackFix & { freshness: Freshness })[] }>(
        `/api/tracks/at?t=${DAY + atMs}`,
      );
      expect(fixes.map(({ unitId, freshness, ...fix }) => [unitId, freshness, kept(fix)])).toEqual(
        [...then.values()]
          .sort((one, other) => (one.unitId < other.unitId ? -1 : 1))
          .map((fix) => [fix.unitId, freshnessInFile(fix, atMs), expected(fix)]),
      );
    }
    for (const id of ids) {
      const span = `from=${DAY + FROM_MS}&to=${DAY + FROM_MS + SPAN_MS}`;
      const { fixes } = await station.get<{ fixes: TrackFix[] }>(`/api/tracks?unit=${id}&${span}&limit=20000`);
      expect(fixes.map(kept)).toEqual(file.filter(({ unitId }) => unitId === id).map(expected));
    }
  },
);

const kept = ({ fixAt, lon, lat, speedMps }: Pick<TrackFix, 'fixAt' | 'lon' | 'lat' | 'speedMps'>) => ({
  atMs: fixAt - DAY,
  lon,
  lat,
  speedMps,
});

/** Kept to 1e-6 degrees and 0.1 m/s. */
const expected = ({ atMs, lon, lat, speedMps }: GeolifeFix) => ({
  atMs,
  lon: expect.closeTo(lon, 5.9),
  lat: expect.closeTo(lat, 5.9),
  speedMps: speedMps === null ? null : expect.closeTo(speedMps, 0.99),
});

/** Fixes of one and the same moment together. */
function momentsOf(file: readonly GeolifeFix[]): GeolifeFix[][] {
  const moments = new Map<number, GeolifeFix[]>();
  for (const fix of file) moments.set(fix.atMs, [...(moments.get(fix.atMs) ?? []), fix]);
  return [...moments.values()];
}

async function send(url: string, { atMs, unitId, lon, lat, speedMps }: GeolifeFix): Promise<void> {
  const speed = speedMps === null ? '' : `&speed=${speedMps * KNOTS_PER_MPS}`;
  const query = `id=${unitId}&lat=${lat}&lon=${lon}&timestamp=${DAY + atMs}&accuracy=8${speed}`;
  const response = await fetch(`${url}/ingest/osmand?${query}`);
  expect(response.status).toBe(200);
}
