import { expect, test } from 'vitest';
import type { AlarmState } from '#shared/domain/alarm.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { main as sim } from '#tests/simulators/cli.ts';
import { Phone } from '#tests/simulators/phone.ts';
import { openStation, STATION, type TestStation } from './kit/station.ts';

const NOW = 1_930_716_909_000;
const [lon, lat] = pointAt(120, 40);
const HERE = { lon, lat, at: NOW, accuracyM: 6, speedMps: 4, courseDegrees: 271, batteryPercent: 63 };

const withTerminal = (terminal: string) => ({
  units: STATION.units.map((unit) => (unit.id === 'u-001' ? { ...unit, terminal } : unit)),
});
const phoneOf = (station: TestStation, key: string, app: 'owntracks' | 'osmand' | 'traccar' = 'owntracks') =>
  new Phone({ url: station.core.url, key, app });
const positionOf = async (station: TestStation, unitId: string) => {
  const { units } = await station.get<{ units: { id: string; position: object }[] }>('/api/units');
  return units.find(({ id }) => id === unitId)!.position;
};
const alarmsIn = (station: TestStation): AlarmState[] => [...station.core.desk.world.alarms.values()];
const incidentsIn = (station: TestStation) => [...station.core.desk.world.incidents.values()];
const refusedBy = async (station: TestStation, door: string) => {
  const metrics = await (await fetch(`${station.core.url}/metrics`)).text();
  const lines = metrics.matchAll(
    new RegExp(`pingan_link_frames_total\\{link="${door}",outcome="(\\w+)"\\} (\\d+)`, 'g'),
  );
  return Object.fromEntries([...lines].map(([, outcome, times]) => [outcome, Number(times)]));
};

test('an OwnTracks phone moves its unit, by topic, by device part of the topic, by tid and by id', async () => {
  await using station = await openStation({ clock: () => NOW, overrides: withTerminal('07') });
  for (const [index, key] of ['07', 'owntracks/zhang/07', 'owntracks/zhang/u-001', 'u-001'].entries()) {
    const at = NOW - 9_000 + index * 1_000;
    expect(await phoneOf(station, key).send({ ...HERE, at })).toEqual({ status: 200, text: '[]' });
    expect(await positionOf(station, 'u-001')).toEqual({
      source: 'owntracks',
      lon,
      lat,
      courseDegrees: 271,
      speedMps: 14 / 3.6,
      accuracyM: 6,
      batteryPercent: 63,
      fixAt: at,
      receivedAt: NOW,
      staleAt: null,
      raw: null,
      ageMs: NOW - at,
      freshness: 'live',
      isFresh: true,
    });
  }
});

test('nothing that is JSON blocks a phone’s queue, and what it was is counted where people see it', async () => {
  await using station = await openStation({ clock: () => NOW });
  const phone = phoneOf(station, 'nobody');
  const poisoned = ['{"_type":"location"}', '[]', 'null', '7', '{"_type":"encrypted","data":"x"}', '{"_type":"lwt"}'];
  for (const body of [...poisoned, '', '  ']) expect(await phone.sendText(body)).toEqual({ status: 200, text: '[]' });
  expect(await phone.send(HERE)).toEqual({ status: 200, text: '[]' });
  expect((await phone.sendText('{"_type":"loca')).status).toBe(400);
  expect((await phone.sendText('[['.repeat(100_000))).status).toBe(400);
  expect(await refusedBy(station, 'owntracks')).toEqual({
    received: 11,
    answered: 0,
    noIdentity: 1,
    otherType: 4,
    encrypted: 1,
    empty: 2,
    unknownUnit: 1,
    notJson: 2,
  });
  expect(alarmsIn(station)).toEqual([]);
});

test.each(['owntracks', 'osmand', 'traccar'] as const)(
  'a call for help over %s is one alarm however often it is sent, also across a restart; a second one is a second',
  async (app) => {
    let now = NOW;
    const first = await openStation({ clock: () => now });
    const call = { ...HERE, alarm: 'sos' };
    for (let sent = 0; sent < 3; sent++) expect((await phoneOf(first, 'u-003', app).send(call)).status).toBe(200);
    await Promise.all(Array.from({ length: 8 }, () => phoneOf(first, 'u-003', app).send(call)));
    await first.core.close();

    now += 60_000;
    await using again = await openStation({ clock: () => now, folder: first.folder });
    expect((await phoneOf(again, 'u-003', app).send(call)).status).toBe(200);
    expect(alarmsIn(again).map(({ code, text, deviceAt }) => ({ code, text, deviceAt }))).toEqual([
      { code: 'SOS', text: 'sos', deviceAt: NOW },
    ]);
    expect((await phoneOf(again, 'u-003', app).send({ ...call, at: now })).status).toBe(200);
    expect(incidentsIn(again).map(({ kind, title, alarmCount }) => ({ kind, title, alarmCount }))).toEqual([
      { kind: 'holdUp', title: 'u-003 号', alarmCount: 2 },
    ]);
    now += 10 * 60_000 + 1;
    expect((await phoneOf(again, 'u-003', app).send(call)).status).toBe(200);
    expect(alarmsIn(again)).toHaveLength(3);
  },
);

test('a call of a phone nobody enrolled is shown to the officer, opens nothing by itself, and cannot flood', async () => {
  await using station = await openStation({ clock: () => NOW });
  const stranger = phoneOf(station, 'owntracks/x/\u202Eevil\r\n<script>alert(1)</script>');
  for (let sent = 0; sent < 5; sent++) {
    expect(await stranger.send({ ...HERE, at: NOW + sent * 1_000, alarm: 'sos' })).toEqual({ status: 200, text: '[]' });
  }
  expect(alarmsIn(station).map(({ attention, title, position }) => ({ attention, title, position }))).toEqual([
    {
      attention: 'unknownAccount',
      title: {
        zh: 'owntracks/x/ evil <script>alert(1)</script> 求助',
        en: 'owntracks/x/ evil <script>alert(1)</script> calls for help',
      },
      position: { lon, lat },
    },
  ]);
  expect(incidentsIn(station)).toEqual([]);
});

test.each([
  ['owntracks', { 200: 10 }],
  ['osmand', { 200: 10 }],
  ['traccar', { 200: 10 }],
])(
  'npm run sim -- phone --as %s walks and calls for help, a second transmission is the same call',
  async (app, answered) => {
    await using station = await openStation();
    const { host } = new URL(station.core.url);
    const lines: string[] = [];
    const args = ['--to', `tcp:${host}`, '--accounts', 'u-001', '--at', `${lat},${lon}`, '--as', app];
    const accidents = ['--duplicates', '1', '--count', '5', '--rate', '100', '--sos', '5'];
    const out = (line: string) => void lines.push(line);
    expect(await sim(['phone', ...args, ...accidents], out, out, new AbortController().signal)).toBe(0);
    expect(JSON.parse(lines.at(-1)!)).toEqual({ what: 'done', ...answered });
    expect(alarmsIn(station).map(({ code }) => code)).toEqual(['SOS']);
    expect(await positionOf(station, 'u-001')).toMatchObject({ source: app === 'owntracks' ? app : 'osmand' });
  },
);
