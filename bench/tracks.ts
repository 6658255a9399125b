/**
 * "Position ingest, one core: ≥ 30,000 fixes/s; history ≤ 6 bytes/fix" and "replay: seek anywhere in 24 h of 3,000 units ≤ 100 ms"
 * (DESIGN §8).
 *
 * Ingest is the whole way of a fix on one thread: judged, latest table, row, log, block. Peers keep the same fixes, unjudged, as
 * JSON lines and as rows of better-sqlite3, a write a second each. The day to seek in is a quarter of an hour written by the store,
 * repeated with its times moved on: blocks hold times relative to their beginning, so only headers differ. Peers are asked of the table
 * the ingest peer wrote, ten minutes instead of the day, which is to their advantage.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import type { Fix, IncomingFix } from '#main/core/tracks/fix.ts';
import { encodeHeader, HEADER_BYTES } from '#main/core/tracks/history/block.ts';
import { History } from '#main/core/tracks/history/index.ts';
import { STRIDE, writeRow } from '#main/core/tracks/history/rows.ts';
import { Segments } from '#main/core/tracks/history/segments.ts';
import { TrackStore } from '#main/core/tracks/history/store.ts';
import { PositionIngest } from '#main/core/tracks/ingest.ts';
import { LatestPositions } from '#main/core/tracks/latest.ts';
import { bearingDegrees } from '#shared/geo/earth.ts';
import { hasGeolife, readGeolife } from '#tests/flows/kit/geolife.ts';
import { type BenchRow, inTemporaryFolder, spreadOf } from './kit.ts';

const AT = Date.UTC(2026, 10, 20);
const UNITS = 3_000;
const EVERY_MS = 5_000;
const INGEST_MINUTES = 10;
const PATTERN_MINUTES = 20;
const DAY_MS = 86_400_000;
const SEEKS = 200;
const PEER_SEEKS = 20;
const TABLE = 'fixes.db';
const none = { peer: null, p50: null, p99: null, max: null };
const thousands = (value: number) => Math.round(value).toLocaleString('en-US');
const unitName = (unit: number) => `unit-${String(unit).padStart(5, '0')}`;

export async function measure(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (directory) => [
    ...measureIngest(directory),
    ...measureGeolife(directory),
    ...(await measureDay(join(directory, 'day'), join(directory, TABLE))),
  ]);
}

function measureIngest(directory: string): BenchRow[] {
  const city = cityFixes(INGEST_MINUTES);
  const count = city.reduce((sum, second) => sum + second.length, 0);
  const { perSecond, bytes, live } = ingest(join(directory, 'city'), city);
  const lines = jsonLinesPerSecond(join(directory, 'fixes.jsonl'), city, count);
  const rows = sqlitePerSecond(join(directory, TABLE), city, count);
  const csv = gzippedCsvBytes(city.flat()) / count;
  const what = `${thousands(UNITS)} units every ${EVERY_MS / 1_000} s`;
  return [
    {
      ...{ what: 'position ingest, one core: judged, latest, history', aim: '≥ 30,000 fixes/s', unit: 'fixes/s' },
      ...{ ...none, ours: perSecond, peer: rows },
      note: `${what}, ${thousands(count)} fixes, ${thousands(live)} live. Peer: better-sqlite3, the same fixes unjudged, one transaction a second; as JSON lines ${thousands(lines)}/s`,
    },
    {
      ...{ what: `history size, ${what}`, aim: '≤ 6 bytes/fix', unit: 'bytes/fix' },
      ...{ ...none, ours: bytes / count, peer: csv },
      note: 'walking and driving with 1.5 m of noise, speed, course, accuracy, battery. Peer: gzip of the same as CSV',
    },
  ];
}

function measureGeolife(directory: string): BenchRow[] {
  if (!hasGeolife) {
    process.stderr.write('history size on GeoLife skipped: no shared data\n');
    return [];
  }
  const before = new Map<string, readonly [number, number]>();
  const fixes = readGeolife().map(({ atMs, unitId, lon, lat, speedMps }): IncomingFix => {
    const from = before.get(unitId);
    before.set(unitId, [lon, lat]);
    const courseDegrees = from && speedMps !== null && speedMps > 0.3 ? bearingDegrees(from, [lon, lat]) : null;
    const at = AT + atMs;
    const place = { unitId, lon, lat, courseDegrees, speedMps, accuracyM: 8, batteryPercent: 80 };
    return { ...place, source: 'osmand', door: 'osmand', deviceAt: at, receivedAt: at + 300 };
  });
  const { bytes } = ingest(join(directory, 'geolife'), [fixes]);
  return [
    {
      ...{ what: 'history size, GeoLife (104 people, one day)', aim: '≤ 6 bytes/fix', unit: 'bytes/fix' },
      ...{ ...none, ours: bytes / fixes.length, peer: gzippedCsvBytes(fixes) / fixes.length },
      note: `${thousands(fixes.length)} real fixes, most 5 s apart; speed and course derived. Peer: gzip of the same as CSV`,
    },
  ];
}

async function measureDay(directory: string, table: string): Promise<BenchRow[]> {
  mkdirSync(directory, { recursive: true });
  const pattern = join(directory, 'pattern');
  ingest(pattern, cityFixes(PATTERN_MINUTES));
  const day = join(directory, 'tracks');
  mkdirSync(day);
  const fixes = repeatThroughTheDay(pattern, day);
  const store = new TrackStore({ directory: day, keepDays: 30 }, AT);
  const random = numbers(20_261_121);
  const seek = () => {
    const startedAt = performance.now();
    const { fixes: state, damage } = store.at(AT + 1_000 + random() * (DAY_MS - 1_000));
    if (state.length !== UNITS || damage.length > 0) throw new Error('the day is not whole');
    return performance.now() - startedAt;
  };
  for (let warm = 0; warm < 20; warm++) seek();
  const seeks = spreadOf(Array.from({ length: SEEKS }, seek));
  const tracks: number[] = [];
  for (let unit = 0; unit < 5; unit++) {
    const startedAt = performance.now();
    const { fixes: track } = await store.track(unitName(unit * 599), { fromAt: AT, toAt: AT + DAY_MS });
    if (track.length < DAY_MS / EVERY_MS - 200) throw new Error('a track is not whole');
    tracks.push(performance.now() - startedAt);
  }
  store.close();
  const what = `24 h of ${thousands(UNITS)} units (${thousands(fixes)} fixes)`;
  const track = spreadOf(tracks);
  const peer = askTable(table);
  return [
    {
      ...{
        what: `replay: seek anywhere in ${what}`,
        aim: '≤ 100 ms',
        unit: 'ms',
        ours: seeks.p50,
        peer: peer.seekMs,
        ...seeks,
      },
      note: `where everybody was and how fresh, ${SEEKS} random moments, files in the page cache. Peer: better-sqlite3, the last row of each unit by an index`,
    },
    {
      ...{
        what: `one unit's day out of ${what}`,
        aim: '(reported)',
        unit: 'ms',
        ours: track.p50,
        peer: (peer.trackMs * DAY_MS) / (INGEST_MINUTES * 60_000),
        ...track,
      },
      note: `${thousands(DAY_MS / EVERY_MS)} fixes. Peer: better-sqlite3, a unit's rows by an index, extrapolated from ${INGEST_MINUTES} minutes`,
    },
    await measurePause(day),
  ];
}

/** How long the thread of alarms stands still while the history's own thread writes at full rate and answers long questions. */
async function measurePause(directory: string): Promise<BenchRow> {
  const history = new History({ directory, keepDays: 30, now: AT });
  await history.flush();
  const seconds = cityFixes(1).map((second) => second.map(asFix));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let asked = 0;
  const questions = (async () => {
    for (let unit = 0; unit < 4; unit++, asked++) {
      await history.asText({
        kind: 'track',
        unitId: unitName(unit),
        span: { fromAt: AT, toAt: AT + DAY_MS },
        points: 5_000,
      });
    }
  })();
  let kept = 0;
  let spentMs = 0;
  for (const second of seconds) {
    const startedAt = performance.now();
    for (const fix of second)
      history.append({ ...fix, receivedAt: fix.receivedAt + DAY_MS, fixAt: fix.fixAt + DAY_MS }, false);
    spentMs += performance.now() - startedAt;
    kept += second.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await questions;
  delay.disable();
  await history.close();
  const [p50, p99, max] = [delay.percentile(50) / 1e6, delay.percentile(99) / 1e6, delay.max / 1e6];
  return {
    ...{ what: 'pauses of the alarm thread while the history writes and is read', aim: 'p99 ≤ 10 ms', unit: 'ms' },
    ...{ ours: p99, peer: null, p50, p99, max },
    note: `event loop delay, 1 ms resolution; ${thousands(kept)} fixes kept at ${((spentMs / kept) * 1_000).toFixed(2)} µs each, ${asked} tracks of a whole day asked meanwhile`,
  };
}

/** The whole way, on this thread. */
function ingest(directory: string, seconds: readonly (readonly IncomingFix[])[]) {
  mkdirSync(directory, { recursive: true });
  const store = new TrackStore({ directory, keepDays: 36_500 }, AT);
  const numbersOf = new Map<string, number>();
  let rows = new Float64Array(0);
  let used = 0;
  let fresh: [number, string][] = [];
  const keep = (fix: Fix, isLate: boolean) => {
    let unit = numbersOf.get(fix.unitId);
    if (unit === undefined) {
      unit = numbersOf.size;
      numbersOf.set(fix.unitId, unit);
      fresh.push([unit, fix.unitId]);
    }
    writeRow(rows, used, fix, unit, 0, isLate);
    used += STRIDE;
  };
  const entry = new PositionIngest({
    latest: new LatestPositions(directory),
    keep,
    modeOf: () => 'car',
    isOnShift: () => true,
    onMoved: () => undefined,
    datumOf: () => undefined,
  });
  const startedAt = performance.now();
  for (const second of seconds) {
    rows = new Float64Array(second.length * STRIDE);
    used = 0;
    fresh = [];
    for (const fix of second) entry.accept(fix);
    store.append({ rows: rows.subarray(0, used), names: { units: fresh, sources: [[0, 'osmand']] } });
  }
  store.seal();
  const elapsedSeconds = (performance.now() - startedAt) / 1_000;
  const { bytes, written } = store.stats;
  store.close();
  return { perSecond: written / elapsedSeconds, bytes, live: entry.counts().osmand?.live ?? 0 };
}

/** Seconds of a city: units that turn, speed up and stop, seen through receivers with noise. */
function cityFixes(minutes: number): IncomingFix[][] {
  const random = numbers(7);
  const noise = () => random() + random() + random() - 1.5;
  const units = Array.from({ length: UNITS }, () => ({
    lon: 121.4 + random() * 0.15,
    lat: 31.18 + random() * 0.1,
    heading: random() * 6.28,
    speed: random() * 8,
  }));
  return Array.from({ length: minutes * 60 }, (_, second) => {
    const fixes: IncomingFix[] = [];
    for (let index = second % 5; index < UNITS; index += 5) {
      const unit = units[index]!;
      unit.heading += noise() * 0.2;
      unit.speed = Math.max(0, Math.min(15, unit.speed + noise()));
      unit.lat += (unit.speed * 5 * Math.cos(unit.heading)) / 111_195;
      unit.lon += (unit.speed * 5 * Math.sin(unit.heading)) / 95_000;
      const deviceAt = AT + second * 1_000;
      fixes.push({
        unitId: unitName(index),
        source: 'osmand',
        door: 'osmand',
        lon: unit.lon + noise() * 1.5e-5,
        lat: unit.lat + noise() * 1.5e-5,
        courseDegrees: ((((unit.heading * 180) / Math.PI) % 360) + 360) % 360,
        speedMps: unit.speed,
        accuracyM: 4 + Math.floor(random() * 4),
        batteryPercent: 80 - Math.floor(second / 600),
        deviceAt,
        receivedAt: deviceAt + 100 + Math.floor(random() * 700),
      });
    }
    return fixes;
  });
}

const asFix = (fix: IncomingFix): Fix => ({ ...fix, fixAt: fix.deviceAt!, staleAt: null, raw: null });

/** @returns how many fixes the day has */
function repeatThroughTheDay(pattern: string, day: string): number {
  const source = new Segments(pattern);
  const reader = source.reader();
  // Not the first, before which nobody was anywhere, and not the last, which is not full.
  const blocks = source.blocks.slice(1, -1).map((place) => ({ header: place.header, bytes: reader.bytes(place) }));
  reader.close();
  const target = new Segments(day);
  const firstAt = source.blocks[1]!.header.startAt;
  const periodMs = source.blocks.at(-1)!.header.startAt - firstAt;
  let fixes = 0;
  for (let at = AT - firstAt, tail = 1; firstAt + at < AT + DAY_MS; at += periodMs) {
    for (const { header, bytes } of blocks) {
      const moved = {
        ...header,
        startAt: header.startAt + at,
        firstReceivedAt: header.firstReceivedAt + at,
        lastReceivedAt: header.lastReceivedAt + at,
        minFixAt: header.minFixAt + at,
        maxFixAt: header.maxFixAt + at,
        tail: tail++,
      };
      target.append(Buffer.concat([encodeHeader(moved), bytes.subarray(HEADER_BYTES)]));
      fixes += header.rows;
    }
  }
  return fixes;
}

function jsonLinesPerSecond(path: string, seconds: readonly (readonly IncomingFix[])[], count: number): number {
  const startedAt = performance.now();
  for (const second of seconds) appendFileSync(path, `${second.map((fix) => JSON.stringify(fix)).join('\n')}\n`);
  return count / ((performance.now() - startedAt) / 1_000);
}

function sqlitePerSecond(path: string, seconds: readonly (readonly IncomingFix[])[], count: number): number {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.exec(
    'CREATE TABLE fixes (unit TEXT, at INTEGER, lon REAL, lat REAL, speed REAL, course REAL, accuracy REAL)',
  );
  database.exec('CREATE INDEX by_unit ON fixes (unit, at)');
  const insert = database.prepare('INSERT INTO fixes VALUES (?, ?, ?, ?, ?, ?, ?)');
  const startedAt = performance.now();
  for (const second of seconds) {
    database.transaction(() => {
      for (const { unitId, deviceAt, lon, lat, speedMps, courseDegrees, accuracyM } of second) {
        insert.run(unitId, deviceAt, lon, lat, speedMps, courseDegrees, accuracyM);
      }
    })();
  }
  const elapsedSeconds = (performance.now() - startedAt) / 1_000;
  database.close();
  return count / elapsedSeconds;
}

/** Where everybody was, and the rows of one unit, by the table's index; medians. */
function askTable(path: string): { readonly seekMs: number; readonly trackMs: number } {
  const database = new Database(path, { readonly: true });
  const last = database.prepare('SELECT * FROM fixes WHERE unit = ? AND at <= ? ORDER BY at DESC LIMIT 1');
  const all = database.prepare('SELECT * FROM fixes WHERE unit = ? ORDER BY at');
  const random = numbers(20_261_122);
  const timed = (ask: () => number) => {
    const times = Array.from({ length: PEER_SEEKS }, () => {
      const startedAt = performance.now();
      if (ask() === 0) throw new Error('the table is empty');
      return performance.now() - startedAt;
    });
    return spreadOf(times).p50;
  };
  const seekMs = timed(() => {
    const at = AT + EVERY_MS + random() * (INGEST_MINUTES * 60_000 - EVERY_MS);
    let found = 0;
    for (let unit = 0; unit < UNITS; unit++) if (last.get(unitName(unit), at) !== undefined) found++;
    if (found !== UNITS) throw new Error('the table is not whole');
    return found;
  });
  const trackMs = timed(() => all.all(unitName(Math.floor(random() * UNITS))).length);
  database.close();
  return { seekMs, trackMs };
}

function gzippedCsvBytes(fixes: readonly IncomingFix[]): number {
  const lines = fixes.map(
    ({ unitId, deviceAt, receivedAt, lon, lat, speedMps, courseDegrees, accuracyM, batteryPercent }) =>
      [
        unitId,
        deviceAt,
        receivedAt,
        lon.toFixed(6),
        lat.toFixed(6),
        speedMps?.toFixed(1) ?? '',
        courseDegrees?.toFixed(0) ?? '',
        accuracyM,
        batteryPercent,
      ].join(','),
  );
  return gzipSync(lines.join('\n')).length;
}

/** Seeded, so that every run has the same city. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
