/** The past of a real station, read back over HTTP and held against what was really in its journal and its track files. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TrackFix } from '#main/core/tracks/history/index.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { emptyWorld, evolveWorld, packWorld, unpackWorld } from '#shared/domain/world.ts';
import type { ReplayEvents, ReplayOverview, ReplayPositions, ReplayWorld } from '#shared/wire/replay.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { seeded } from '#tests/simulators/seeded.ts';
import { ADMIN, DUTY, eventually, openPole, openStation, type TestStation, WALL, WORKER } from './kit/station.ts';

const START = Date.UTC(2026, 10, 22, 3);
const STEP_MS = 2_000;

let now = START;
let station: TestStation;
beforeEach(async () => {
  now = START;
  station = await openStation({ clock: () => now });
});
afterEach(() => station[Symbol.asyncDispose]());

const fetched = (path: string, token = DUTY) =>
  fetch(`${station.core.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
const refusal = async (path: string, token = DUTY) => {
  const response = await fetched(path, token);
  return [response.status, ((await response.json()) as { code: string }).code];
};

const ORDERS: Readonly<Record<number, (incident: { id: string }) => [kind: string, body: object]>> = {
  3: ({ id }) => ['incident.acknowledge', { incidentId: id }],
  4: ({ id }) => ['incident.note', { incidentId: id, text: '=已联系, "社区"' }],
  6: ({ id }) => ['incident.close', { incidentId: id, reason: 'real', note: '' }],
};

/** A night in small: presses, units that move, an incident worked to its end and one that stays open. */
async function recordNight(): Promise<readonly StoredEvent[]> {
  using button = openPole(station, { account: '70A2' });
  const press = () => button.send({ contactId: { qualifier: 1, code: '120', partition: '01', zone: '003' } });
  const openIncident = () =>
    eventually('an open incident', () =>
      [...station.core.desk.world.incidents.values()].find(({ closedAt }) => closedAt === null),
    );
  for (let round = 0; round < 12; round++) {
    now += STEP_MS;
    await station.position('u-001', round * 20, 0, now - 300);
    await station.position('u-002', 300 - round * 10, round, now - 300);
    if (round === 1 || round === 9) await press();
    const order = ORDERS[round];
    if (order) expect(await station.command(...order(await openIncident()))).toMatchObject({ ok: true });
  }
  await station.core.desk.settled();
  const { events } = await station.get<{ events: StoredEvent[] }>('/api/journal?limit=1000');
  return events;
}

function straightFold(events: readonly StoredEvent[], isIn: (event: StoredEvent) => boolean) {
  const world = emptyWorld();
  for (const event of events.filter(isIn)) evolveWorld(world, event);
  return JSON.parse(JSON.stringify(packWorld(world))) as unknown;
}

test('the world at any moment is the fold of everything up to it, whichever moment was asked for before', async () => {
  const events = await recordNight();
  expect(events.length).toBeGreaterThan(20);
  const random = seeded(20_261_122);
  for (let round = 0; round < 25; round++) {
    const at = START - 1_000 + random.below(now - START + 2_000);
    const replay = await station.get<ReplayWorld>(`/api/replay/world?at=${at}`, DUTY);
    expect(replay.world).toEqual(straightFold(events, (event) => event.at <= at));
    const seq = random.below(events.length);
    const exact = await station.get<ReplayWorld>(`/api/replay/world?seq=${seq}`, DUTY);
    expect([exact.world, exact.hash]).toEqual([
      straightFold(events, (event) => event.seq <= seq),
      events.find((event) => event.seq === seq)?.hash ?? '',
    ]);
  }
});

test('a window that folds on from a moment arrives at the world of a later one', async () => {
  await recordNight();
  const [from, until] = [START + 3 * STEP_MS, START + 9 * STEP_MS];
  const { world: packed } = await station.get<ReplayWorld>(`/api/replay/world?at=${from}`);
  const world = unpackWorld(packed);
  for (let isWhole = false; !isWhole; ) {
    const page = await station.get<ReplayEvents>(`/api/replay/events?after=${world.seq}&until=${until}&limit=3`);
    for (const event of page.events) evolveWorld(world, event);
    isWhole = page.isWhole;
  }
  const later = await station.get<ReplayWorld>(`/api/replay/world?at=${until}`);
  expect(JSON.parse(JSON.stringify(packWorld(world)))).toEqual(later.world);
});

test('a span says its alarms, its incidents and everything that happened to them', async () => {
  const events = await recordNight();
  const { alarmsAt, incidents, entries, isCut } = await station.get<ReplayOverview>(
    `/api/replay/overview?from=${START}&to=${now}`,
  );
  const ofKind = (kind: string) => events.filter((event) => event.kind === kind);
  expect(alarmsAt).toEqual(ofKind('alarm.received').map(({ at }) => at));
  expect(incidents.map(({ id, closedAt }) => [id, closedAt])).toEqual(
    [...station.core.desk.world.incidents.values()].map(({ id, closedAt }) => [id, closedAt]),
  );
  const told = events.filter(({ kind }) => kind.startsWith('incident.') && kind !== 'incident.recommended');
  expect([entries.map(({ seq, at, kind }) => ({ seq, at, kind })), isCut]).toEqual([
    told.map(({ seq, at, kind }) => ({ seq, at, kind })),
    false,
  ]);
});

test('positions of a stretch begin where everybody was and then come in as they came in then', async () => {
  await recordNight();
  const [from, to] = [START + 4 * STEP_MS, START + 8 * STEP_MS];
  const replay = await station.get<ReplayPositions>(`/api/replay/positions?from=${from}&to=${to}`);
  const state = await station.get<{ fixes: TrackFix[] }>(`/api/tracks/at?t=${from}`);
  const placeOf = ({ unitId, lon, lat, fixAt }: TrackFix) => [unitId, lon, lat, fixAt];
  expect(replay.state.map(([unitId, lon, lat, , , , fixAt]) => [unitId, lon, lat, fixAt])).toEqual(
    state.fixes.map(placeOf),
  );
  const kept: TrackFix[] = [];
  for (const unitId of ['u-001', 'u-002']) {
    const { fixes } = await station.get<{ fixes: TrackFix[] }>(`/api/tracks?unit=${unitId}&from=${START}&to=${now}`);
    kept.push(...fixes.filter(({ receivedAt }) => receivedAt > from && receivedAt <= to));
  }
  expect(replay.moves).toHaveLength(8);
  expect(replay.moves.map(([unitId, lon, lat, , , , fixAt]) => [unitId, lon, lat, fixAt])).toEqual(
    kept.toSorted((left, right) => left.receivedAt - right.receivedAt).map(placeOf),
  );
  const thinned = await station.get<ReplayPositions>(`/api/replay/positions?from=${from}&to=${to}&every=60000`);
  expect(thinned.moves.map(([unitId, , , , , , fixAt]) => [unitId, fixAt])).toEqual([
    ['u-001', to - 300],
    ['u-002', to - 300],
  ]);
});

test('each file format gives back exactly the fixes and incidents of the history', async () => {
  await recordNight();
  const span = `from=${START}&to=${now}`;
  const text = async (format: string) => (await fetched(`/api/replay/export?${span}&format=${format}`)).text();
  const { fixes } = await station.get<{ fixes: TrackFix[] }>(`/api/tracks?unit=u-001&${span}`);
  const expected = fixes.map(({ lon, lat, fixAt }) => [lon, lat, new Date(fixAt).toISOString()]);
  expect(expected).toHaveLength(12);

  const collection = JSON.parse(await text('geojson')) as { features: Feature[]; isCut: boolean };
  const track = collection.features.find(({ properties }) => properties.unitId === 'u-001')!;
  const times = track.properties.coordinateProperties!.times;
  expect(track.geometry!.coordinates.map((place, index) => [...(place as number[]), times[index]])).toEqual(expected);
  const [incident] = station.core.desk.world.incidents.values();
  expect(collection.features.filter(({ properties }) => properties.record === 'incident')[0]).toMatchObject({
    id: incident!.id,
    geometry: { type: 'Point', coordinates: pointAt(400, 400).map((degrees) => expect.closeTo(degrees, 6)) },
    properties: { number: incident!.number, closedAt: new Date(incident!.closedAt!).toISOString() },
  });
  expect(collection.isCut).toBe(false);

  const rows = (await text('csv')).slice(1).trimEnd().split('\r\n');
  const cells = rows.slice(1).map((row) => row.split(','));
  expect(
    cells.filter(([record, id]) => record === 'fix' && id === 'u-001').map((row) => [+row[5]!, +row[6]!, row[3]]),
  ).toEqual(expected);
  expect(rows.find((row) => row.startsWith('incident.noted'))).toMatch(/,"记录：=已联系, ""社区"""$/);

  const gpx = await text('gpx');
  const mine = gpx.slice(gpx.indexOf('<desc>u-001</desc>')).split('</trk>')[0]!;
  const points = [...mine.matchAll(/<trkpt lat="([^"]+)" lon="([^"]+)"><time>([^<]+)<\/time>/g)];
  expect(points.map(([, lat, lon, time]) => [Number(lon), Number(lat), time])).toEqual(expected);
  expect([gpx.match(/<wpt /g)?.length, gpx.endsWith('</gpx>\n')]).toEqual([2, true]);
});

interface Feature {
  readonly id?: string;
  readonly geometry: { readonly coordinates: readonly unknown[] } | null;
  readonly properties: {
    readonly record: string;
    readonly unitId?: string;
    readonly coordinateProperties?: { readonly times: readonly string[] };
  };
}

test('a span that cannot be is refused by name, and a phone may not look back', async () => {
  const day = 86_400_000;
  now = START + 2 * day;
  const of = (from: number, to: number) => `from=${from}&to=${to}`;
  for (const path of ['overview?', 'positions?', 'export?format=csv&']) {
    expect(await refusal(`/api/replay/${path}${of(now, now - 1)}`), path).toEqual([400, 'spanReversed']);
    expect(await refusal(`/api/replay/${path}${of(now, now + 60_000)}`), path).toEqual([400, 'spanInFuture']);
    expect(await refusal(`/api/replay/${path}${of(now - day - 1, now)}`), path).toEqual([400, 'spanTooLong']);
  }
  expect(await refusal(`/api/replay/world?at=${now + 60_000}`)).toEqual([400, 'spanInFuture']);
  for (const path of ['world', 'world?at=yesterday', 'events?after=-1&until=1', `export?format=kml&${of(1, 2)}`]) {
    expect(await refusal(`/api/replay/${path}`), path).toEqual([400, 'badQuery']);
  }
  expect([await refusal('/api/replay/world?at=1', WORKER), await refusal('/api/replay/world?at=1', 'nobody')]).toEqual([
    [403, 'roleMayNot'],
    [401, 'unauthorised'],
  ]);
  const strange = await fetch(`${station.core.url}/api/replay/world?at=1`, { headers: { origin: 'https://strange' } });
  expect(strange.status).toBe(403);
  expect((await fetched('/api/replay/world?at=1', WALL)).status).toBe(200);
  expect((await fetched('/api/replay/world?at=1', ADMIN)).status).toBe(200);
});
