import { expect, test } from 'vitest';
import type { AlarmState } from '#shared/domain/alarm.ts';
import { fromWgs84 } from '#shared/geo/datum.ts';
import type { LinkReport } from '#shared/wire/link.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { main as sim } from '#tests/simulators/cli.ts';
import { TakTerminal } from '#tests/simulators/tak.ts';
import { DUTY, eventually, openStation, STATION, type StationOptions, type TestStation } from './kit/station.ts';

const UID = 'ANDROID-352413144ea7fd67';
const NOW = 1_930_716_909_000;
const [lon, lat] = pointAt(140, -60);
const HERE = { lon, lat, ceM: 5 };
const OVERRIDES = {
  links: [
    ...STATION.links,
    { id: 'tak-udp', protocol: 'cot', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } },
    { id: 'tak-tcp', protocol: 'cot', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } },
  ],
  units: STATION.units.map((unit) => (unit.id === 'u-003' ? { ...unit, terminal: UID } : unit)),
};
const openTak = (options: StationOptions = {}) => openStation({ clock: () => NOW, overrides: OVERRIDES, ...options });
const call = (station: TestStation, transport: 'udp' | 'tcp', form: 'xml' | 'tak', uid = UID, clock = () => NOW) =>
  TakTerminal.open({
    port: station.core.links[`tak-${transport}`]!.port,
    transport,
    form,
    uid,
    callsign: '警一',
    clock,
  });

const alarmsIn = (station: TestStation): AlarmState[] => [...station.core.desk.world.alarms.values()];
const incidentsIn = (station: TestStation) => [...station.core.desk.world.incidents.values()];
const positionOf = async (station: TestStation, unitId: string) => {
  const { units } = await station.get<{ units: { id: string; position: { source: string; lon: number } }[] }>(
    '/api/units',
  );
  return units.find(({ id }) => id === unitId)!.position;
};
const outcomes = async (station: TestStation, link: string) => {
  const metrics = await (await fetch(`${station.core.url}/metrics`)).text();
  const lines = metrics.matchAll(
    new RegExp(`pingan_link_frames_total\\{link="${link}",outcome="(\\w+)"\\} (\\d+)`, 'g'),
  );
  return Object.fromEntries([...lines].map(([, outcome, times]) => [outcome, Number(times)]));
};

test.each([
  ['udp', 'xml'],
  ['udp', 'tak'],
  ['tcp', 'xml'],
  ['tcp', 'tak'],
] as const)(
  'over %s as %s a terminal moves its unit, calls for help where it is, and takes it back',
  async (transport, form) => {
    await using station = await openTak();
    using terminal = await call(station, transport, form);
    await terminal.report(HERE, { speedMps: 6.4, courseDegrees: 271, batteryPercent: 63 });
    const position = await eventually('the unit moves', async () => {
      const now = await positionOf(station, 'u-003');
      return now.source === 'cot' ? now : undefined;
    });
    expect(position).toEqual({
      source: 'cot',
      lon,
      lat,
      courseDegrees: 271,
      speedMps: 6.4,
      accuracyM: 5,
      batteryPercent: 63,
      fixAt: NOW,
      receivedAt: NOW,
      staleAt: NOW + 120_000,
      raw: null,
      ageMs: 0,
      freshness: 'live',
      isFresh: true,
    });

    await terminal.callForHelp(HERE);
    const incident = await eventually('an incident', () => incidentsIn(station)[0]);
    expect(incident).toMatchObject({ kind: 'holdUp', title: 'u-003 号', alarmCount: 1, place: { lon, lat } });
    await station.command('incident.acknowledge', { incidentId: incident.id }, DUTY);

    await terminal.cancelCall(HERE);
    const cancelled = await eventually('the cancel joins', () =>
      incidentsIn(station).find((one) => one.alarms.length === 2),
    );
    expect(
      cancelled.alarms.map(({ class: alarmClass, code, title, joined }) => [alarmClass, code, title.zh, joined]),
    ).toEqual([
      ['emergency', 'b-a-o-tbl', '警一 紧急报警（911）', 'opened'],
      ['cancel', 'b-a-o-can', '警一 终端取消求助，请核实', 'sameDevice'],
    ]);
    expect(cancelled).toMatchObject({ closedAt: null, acknowledgedBy: '值班员 甲' });
  },
);

test('an emergency sent again is the same alarm, also after a restart; one that is still on joins its incident', async () => {
  let now = NOW;
  const first = await openTak({ clock: () => now });
  const again = async (station: TestStation, at: number) => {
    using terminal = await call(station, 'udp', 'xml', UID, () => at);
    await terminal.callForHelp(HERE);
    await terminal.callForHelp(HERE);
    await eventually('both are in', async () =>
      (await outcomes(station, 'tak-udp')).received === 2 ? true : undefined,
    );
  };
  await again(first, NOW);
  await eventually('the alarm is stored', () => alarmsIn(first)[0]);
  await first.core.close();
  now += 30_000;
  await using second = await openTak({ clock: () => now, folder: first.folder });
  await again(second, NOW);
  expect(alarmsIn(second)).toHaveLength(1);
  using terminal = await call(second, 'udp', 'tak', UID, () => now);
  await terminal.callForHelp(HERE);
  await eventually('the second alarm', () => (alarmsIn(second).length === 2 ? true : undefined));
  expect(incidentsIn(second).map(({ alarmCount }) => alarmCount)).toEqual([2]);
});

test('a call without a position is where the unit was last, or at its post', async () => {
  await using station = await openTak();
  using terminal = await call(station, 'tcp', 'xml');
  await terminal.report(HERE);
  await terminal.callForHelp(undefined);
  const incident = await eventually('an incident', () => incidentsIn(station)[0]);
  expect(incident.place).toMatchObject({ lon, lat });
});

test('a stranger’s call is shown once a minute and opens nothing; his position draws nothing', async () => {
  await using station = await openTak();
  using stranger = await call(station, 'udp', 'xml', 'ANDROID-stranger');
  await stranger.report(HERE);
  for (let sent = 0; sent < 4; sent++) await stranger.callForHelp(HERE, { at: NOW + sent });
  await stranger.cancelCall(HERE);
  await eventually('all are in', async () => ((await outcomes(station, 'tak-udp')).received === 6 ? true : undefined));
  const shown = await eventually('it is shown', () => (alarmsIn(station).length > 0 ? alarmsIn(station) : undefined));
  expect(shown.map(({ attention, account, position }) => ({ attention, account, position }))).toEqual([
    { attention: 'unknownAccount', account: 'ANDROID-stranger-9-1-1', position: { lon, lat } },
  ]);
  expect(incidentsIn(station)).toEqual([]);
  expect(await outcomes(station, 'tak-udp')).toMatchObject({ unknownUnit: 6 });
});

test('what is stale on arrival is last known and counted, never live, and a stale call for help is still a call for help', async () => {
  await using station = await openTak();
  using late = await call(station, 'udp', 'xml', UID, () => NOW - 600_000);
  await late.report(HERE);
  await late.callForHelp(HERE);
  const alarm = await eventually('the alarm', () => alarmsIn(station)[0]);
  expect(alarm).toMatchObject({ class: 'emergency', skewMs: -600_000, position: { lon, lat } });
  expect(await positionOf(station, 'u-003')).toMatchObject({
    source: 'cot',
    lon,
    lat,
    freshness: 'lost',
    isFresh: false,
  });
  const { sources } = await station.get<{ sources: Record<string, object> }>('/api/positions');
  expect(sources['tak-udp']).toEqual({ stale: 1, repeated: 1 });
});

test('a link that is told at the desk what datum is sent over it converts it from then on, and keeps what was sent', async () => {
  await using station = await openTak();
  const [shiftedLon, shiftedLat] = fromWgs84('gcj02', [lon, lat]);
  const link = { ...OVERRIDES.links.find(({ id }) => id === 'tak-udp'), datum: 'gcj02' };
  expect(await station.command('link.save', { link }, DUTY)).toMatchObject({ ok: true });
  const port = await eventually('it runs', async () => {
    const { links } = await station.get<{ links: { id: string; report: LinkReport | null }[] }>('/api/links');
    const report = links.find(({ id }) => id === 'tak-udp')?.report;
    return report?.isUp ? Number(report.address.split(':').at(-1)) : undefined;
  });
  using terminal = await TakTerminal.open({
    port,
    transport: 'udp',
    form: 'xml',
    uid: UID,
    callsign: '警一',
    clock: () => NOW,
  });
  await terminal.report({ lon: shiftedLon, lat: shiftedLat, ceM: 5 });
  const position = await eventually('its position', async () => {
    const now = await positionOf(station, 'u-003');
    return now.source === 'cot' ? now : undefined;
  });
  expect(position).toMatchObject({
    lon: expect.closeTo(lon, 6),
    lat: expect.closeTo(lat, 6),
    raw: { datum: 'gcj02', lon: expect.closeTo(shiftedLon, 6), lat: expect.closeTo(shiftedLat, 6) },
  });
});

test.each(['xml', 'tak'] as const)(
  'a ping on a stream is answered as %s, and on a datagram it is not',
  async (form) => {
    await using station = await openTak();
    using stream = await call(station, 'tcp', form);
    using datagrams = await call(station, 'udp', form);
    await datagrams.ping();
    await stream.ping();
    const answer = await eventually('the answer', () => stream.received[0]);
    expect(answer).toMatchObject({ uid: 'takPong', type: 't-x-c-t-r', sentAt: NOW, staleAt: NOW + 20_000 });
    await eventually('the datagram is in', async () => (await outcomes(station, 'tak-udp')).received);
    expect(datagrams.received).toEqual([]);
  },
);

test('hostile bytes cost nothing but their count: bombs, depth, garbage, then a sound call on the same connection', async () => {
  await using station = await openTak();
  using terminal = await call(station, 'tcp', 'xml');
  const bomb = '<!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>';
  const deep = `<event uid="x" type="a-f-G" version="2.0"><point lat="1" lon="1"/><detail>${'<a>'.repeat(5_000)}</detail></event>`;
  for (const piece of [bomb, deep, '\u0000\u00ff\u00bf\u0001<<<', '<event uid="cut" type="a-f']) {
    await terminal.sendBytes(Buffer.from(piece, 'latin1'));
  }
  await terminal.report(HERE, { callsign: '<img src=x onerror=alert(1)>' });
  await terminal.callForHelp(HERE, { callsign: '<img src=x onerror=alert(1)>\u202E' });
  const alarm = await eventually('the call', () => alarmsIn(station)[0]);
  expect(alarm.title.zh).toBe('<img src=x onerror=alert(1)> 紧急报警（911）');
  expect(await outcomes(station, 'tak-tcp')).toMatchObject({ depth: 1, format: expect.any(Number) });
});

test('a connection that closes in the middle of an event leaves the others and the station as they were', async () => {
  await using station = await openTak();
  using leaving = await call(station, 'tcp', 'tak');
  using staying = await call(station, 'tcp', 'xml');
  const whole = leaving.encode({ uid: UID, type: 'b-a-o-tbl', how: 'h-e' });
  await leaving.sendBytes(whole.subarray(0, whole.length - 5));
  leaving.dispose();
  await staying.callForHelp(HERE);
  await eventually('the call of the other', () => incidentsIn(station)[0]);
  expect(alarmsIn(station)).toHaveLength(1);
});

test.each([
  ['udp', 'xml'],
  ['tcp', 'tak'],
] as const)(
  'npm run sim -- tak over %s as %s walks, pings and calls for help amid garbage',
  async (transport, form) => {
    await using station = await openStation({ overrides: OVERRIDES });
    const lines: string[] = [];
    const to = `${transport}:127.0.0.1:${station.core.links[`tak-${transport}`]!.port}`;
    const args = ['--to', to, '--accounts', UID, '--at', `${lat},${lon}`, '--as', form, '--count', '6', '--sos', '6'];
    const accidents = ['--garbage', '0.4', '--duplicates', '0.4', '--seed', '11', '--rate', '100'];
    const out = (line: string) => void lines.push(line);
    expect(await sim(['tak', ...args, ...accidents], out, out, new AbortController().signal)).toBe(0);
    const last = JSON.parse(lines.at(-1)!);
    expect(last).toMatchObject({ what: 'done', position: 5, sos: 1, ping: 1, answers: transport === 'tcp' ? 1 : 0 });
    await eventually('the call', () => incidentsIn(station)[0]);
    expect(alarmsIn(station)).toHaveLength(1);
    expect((await positionOf(station, 'u-003')).source).toBe('cot');
  },
);
