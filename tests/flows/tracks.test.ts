import { io, type Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { TrackFix } from '#main/core/tracks/history/index.ts';
import { fromWgs84 } from '#shared/geo/datum.ts';
import { type ServerToWorker, WORKER_WIRE_VERSION, type WorkerToServer } from '#shared/wire/worker.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { ADMIN, openStation, STATION, type TestStation, WORKER } from './kit/station.ts';

const NOW = Date.UTC(2026, 10, 21, 9);
const MINUTE = 60_000;

interface Tracks {
  readonly fixes: readonly (TrackFix & { freshness?: string })[];
  readonly isReduced?: boolean;
  readonly damage: readonly unknown[];
}
const positionOf = async (station: TestStation, unitId: string) => {
  const { units } = await station.get<{ units: { id: string; position: { source: string; lon: number } }[] }>(
    '/api/units',
  );
  return units.find(({ id }) => id === unitId)!.position;
};
const refusal = async (station: TestStation, path: string, token = ADMIN) => {
  const response = await fetch(`${station.core.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const { code, message } = (await response.json()) as { code: string; message: string };
  return [response.status, code, message];
};

test('where a unit was, who was in a box, and everybody at a moment, over HTTP', async () => {
  let now = NOW;
  await using station = await openStation({ clock: () => now });
  for (let step = 0; step < 40; step++, now += 5_000) {
    expect(await station.position('u-001', step * 10, 0, now - 1_000)).toBe(200);
    if (step < 4) await station.position('u-003', 0, step, now);
  }
  const span = `from=${NOW - MINUTE}&to=${new Date(now).toISOString()}`;
  const track = await station.get<Tracks>(`/api/tracks?unit=u-001&${span}`);
  expect([track.fixes.length, track.isReduced, track.damage]).toEqual([40, false, []]);
  expect(track.fixes[7]).toEqual({
    unitId: 'u-001',
    source: 'osmand',
    lon: expect.closeTo(pointAt(70, 0)[0], 6),
    lat: expect.closeTo(pointAt(70, 0)[1], 6),
    courseDegrees: null,
    speedMps: null,
    accuracyM: null,
    batteryPercent: null,
    fixAt: NOW + 34_000,
    receivedAt: NOW + 35_000,
    staleAt: null,
    raw: null,
    isLate: false,
  });
  expect((await station.get<Tracks>(`/api/tracks?unit=u-001&${span}&limit=2`)).fixes).toHaveLength(2);
  const [[west, south], [east, north]] = [pointAt(95, -5), pointAt(125, 5)];
  const box = `west=${west}&south=${south}&east=${east}&north=${north}`;
  const inBox = await station.get<Tracks>(`/api/tracks/box?${box}&${span}`);
  expect(inBox.fixes.map(({ unitId, fixAt }) => [unitId, (fixAt - NOW) / 5_000])).toEqual([
    ['u-001', 9.8],
    ['u-001', 10.8],
    ['u-001', 11.8],
  ]);
  const freshnessAt = async (t: number) =>
    (await station.get<Tracks>(`/api/tracks/at?t=${t}`)).fixes.map(({ unitId, freshness }) => [unitId, freshness]);
  expect(await freshnessAt(NOW - 1)).toEqual([]);
  expect(await freshnessAt(NOW + 20_000)).toEqual([
    ['u-001', 'live'],
    ['u-003', 'live'],
  ]);
  expect(await freshnessAt(NOW + 100_000)).toEqual([
    ['u-001', 'live'],
    ['u-003', 'stale'],
  ]);
});

test('a bad question is refused naming the field, and a phone may not ask', async () => {
  await using station = await openStation({ clock: () => NOW });
  const asked = async (path: string) => (await refusal(station, path)).slice(0, 2);
  for (const path of [
    '/api/tracks',
    '/api/tracks?unit=u-001&from=yesterday',
    '/api/tracks?unit=u-001&limit=0',
    '/api/tracks?unit=u-001&colour=red',
    '/api/tracks/at',
    '/api/tracks/at?t=NaN',
    '/api/tracks/box?west=117&south=25&east=118',
    '/api/tracks/box?west=200&south=25&east=118&north=26',
  ]) {
    expect(await asked(path), path).toEqual([400, 'badQuery']);
  }
  const named = async (path: string) => String((await refusal(station, path))[2]).split(':')[0];
  expect([
    await named('/api/tracks?unit=u-001&from=5&to=4'),
    await named(`/api/tracks?unit=u-001&from=0&to=${NOW}`),
    await named('/api/tracks/box?west=118&south=25&east=117&north=26'),
    await named('/api/tracks?unit=u-001&limit=0'),
  ]).toEqual(['from', 'from', 'west', 'limit']);
  expect((await refusal(station, '/api/tracks/at?t=1', WORKER))[0]).toBe(403);
});

test('a source that speaks another datum is drawn where it is, its own words kept, its calls for help as well', async () => {
  const positions = { sources: { osmand: { datum: 'gcj02' } } };
  await using station = await openStation({ clock: () => NOW, overrides: { positions } });
  const here = pointAt(120, 40);
  const [lon, lat] = fromWgs84('gcj02', here);
  const query = `id=u-003&lat=${lat}&lon=${lon}&timestamp=${NOW}`;
  await fetch(`${station.core.url}/ingest/osmand?${query}`);
  const shown = { lon: expect.closeTo(here[0], 5), lat: expect.closeTo(here[1], 5) };
  expect(await positionOf(station, 'u-003')).toMatchObject({ ...shown, raw: { datum: 'gcj02', lon, lat } });
  const { fixes } = await station.get<Tracks>(`/api/tracks?unit=u-003&to=${NOW}`);
  expect(fixes[0]).toMatchObject({ ...shown, raw: { datum: 'gcj02', lon: expect.closeTo(lon, 5) } });
  await fetch(
    `${station.core.url}/ingest/osmand?id=u-001&lat=${lat}&lon=${lon}&timestamp=${NOW}&valid=false&alarm=sos`,
  );
  await fetch(`${station.core.url}/ingest/osmand?id=u-003&lat=${lat}&lon=${lon}&timestamp=${NOW}&alarm=sos`);
  const places = [...station.core.desk.world.alarms.values()].map(({ position }) => position);
  expect(places.at(-1)).toMatchObject(shown);
});

test('what becomes of positions is counted by source and reason', async () => {
  await using station = await openStation({ clock: () => NOW });
  const send = (rest: string) => fetch(`${station.core.url}/ingest/osmand?id=u-001&lat=25.07&${rest}`);
  await send(`lon=117.01&timestamp=${NOW - 5_000}`);
  await send(`lon=117.01&timestamp=${NOW - 5_000}`);
  await send(`lon=118.01&timestamp=${NOW - 4_000}`);
  await send(`lon=117.01&timestamp=${NOW - 20_000}`);
  await send(`lon=117.01&timestamp=${NOW + 8 * 3_600_000}`);
  const { sources, units } = await station.get<{ sources: object; units: object }>('/api/positions');
  expect([sources, units]).toEqual([
    { osmand: { live: 1, repeated: 1, jump: 1, older: 1, future: 1 } },
    { live: 1, ageing: 0, stale: 0, lost: 0, post: 3 },
  ]);
  const metrics = await (await fetch(`${station.core.url}/metrics`)).text();
  for (const line of [
    'pingan_fixes_total{source="osmand",outcome="jump"} 1',
    'pingan_units_by_freshness{freshness="post"} 3',
    'pingan_tracks_up 1',
    'pingan_tracks_dropped_total 0',
  ]) {
    expect(metrics).toContain(line);
  }
});

test('a phone sends its queue over the worker wire; off shift nothing of it is taken, also after a restart', async () => {
  let now = NOW;
  const first = await openStation({ clock: () => now });
  const phone = await openPhone(first.core.url);
  const [lon, lat] = pointAt(10, 0);
  const at = (secondsAgo: number) => ({ unitId: 'u-001', lon, lat, at: now - secondsAgo * 1_000 });
  const ask = (socket: Phone) => socket.timeout(8_000);
  expect(await ask(phone).emitWithAck('positions', [at(600), at(300), at(2)])).toEqual({ ok: true, taken: 3 });
  expect(await positionOf(first, 'u-001')).toMatchObject({ source: 'worker', freshness: 'live', fixAt: now - 2_000 });
  expect(await ask(phone).emitWithAck('positions', [{ ...at(0), unitId: 'u-002' }])).toMatchObject({
    code: 'notYourUnit',
  });
  expect(await ask(phone).emitWithAck('positions', [])).toMatchObject({ ok: false, code: 'badBody' });
  expect(await ask(phone).emitWithAck('shift', { unitId: 'u-001', isOnShift: false })).toEqual({ ok: true, taken: 0 });
  now += 5_000;
  await ask(phone).emitWithAck('positions', [at(0)]);
  phone.disconnect();
  await first.core.close();

  now += 5_000;
  await using again = await openStation({ clock: () => now, folder: first.folder });
  expect(await again.position('u-001', 20, 0, now)).toBe(200);
  expect((await again.get<Tracks>(`/api/tracks?unit=u-001&to=${now}`)).fixes).toHaveLength(3);
  expect(await positionOf(again, 'u-001')).toMatchObject({ fixAt: NOW - 2_000 });
  const returned = await openPhone(again.core.url);
  await ask(returned).emitWithAck('shift', { unitId: 'u-001', isOnShift: true });
  await ask(returned).emitWithAck('positions', [at(0)]);
  returned.disconnect();
  expect(await positionOf(again, 'u-001')).toMatchObject({ fixAt: now });
});

test('a datum for a source that does not exist, or says its own, is refused by name', async () => {
  const opened = (sources: object) => openStation({ overrides: { positions: { sources } } });
  await expect(opened({ osmant: { datum: 'gcj02' } })).rejects.toThrow('positions.sources.osmant');
  await expect(opened({ osmand: { datum: 'mars' } })).rejects.toThrow('positions.sources.osmand.datum');
  const vehicles = { id: 'vehicles', protocol: 'jt808', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } };
  const overrides = { links: [...STATION.links, vehicles], positions: { sources: { vehicles: { datum: 'gcj02' } } } };
  await expect(openStation({ overrides })).rejects.toThrow('positions.sources.vehicles');
});

type Phone = Socket<ServerToWorker, WorkerToServer>;

async function openPhone(url: string): Promise<Phone> {
  const socket: Phone = io(`${url}/worker`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { wire: WORKER_WIRE_VERSION, token: WORKER, units: ['u-001'] },
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return socket;
}
