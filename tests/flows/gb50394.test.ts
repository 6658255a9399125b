// GB 50394-2007 §5.2.2–5.2.4 as DOMAIN §4 gives them, one test a duty: what this application owes whoever presses. The
// guard against touching a button by mistake is the button's own, and so is nothing here.
import { afterEach, expect, test } from 'vitest';
import type { AlarmFacts } from '#shared/domain/alarm.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { BoxState, ModbusBoxSimulator } from '#tests/simulators/modbusBox.ts';
import { listenTcp } from '#tests/simulators/wire/wire.ts';
import { takeSeat } from './kit/seat.ts';
import {
  ADMIN,
  eventually,
  openPole,
  openStation,
  POLE_KEY,
  STATION,
  type StationOptions,
  type TestStation,
  WALL,
  WORKER,
} from './kit/station.ts';

const PRESS = { contactId: { qualifier: 1, code: '120', partition: '01', zone: '001' } } as const;
const [POLE, BUTTON] = STATION.devices;
const DAY_MS = 86_400_000;

const said = (code: string, qualifier: 1 | 3 | 6 = 1) => ({ contactId: { ...PRESS.contactId, code, qualifier } });

const disposals: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

/** A station that outlives its core: `restart` closes the core and starts another on the same journal. */
async function openLasting(options: StationOptions = {}) {
  let station = await openStation(options);
  disposals.push(() => station.core.close());
  return {
    get station() {
      return station;
    },
    async restart() {
      await station.core.close();
      station = await openStation({ ...options, folder: station.folder });
      return station;
    },
  };
}

const openIncidents = (station: TestStation): IncidentState[] =>
  [...station.core.desk.world.incidents.values()].filter(({ closedAt }) => closedAt === null);
const unanswered = (station: TestStation) => station.core.unanswered().map(({ incidentId }) => incidentId);
const journalOf = async (station: TestStation) =>
  (await station.get<{ events: StoredEvent[] }>('/api/journal?limit=1000')).events;
const receivedOf = async (station: TestStation) =>
  (await journalOf(station)).filter(({ kind }) => kind === 'alarm.received').map(({ body }) => body as AlarmFacts);

/** One press of the pole, taken in. */
async function pressed(station: TestStation): Promise<IncidentState> {
  using pole = openPole(station);
  expect((await pole.send(PRESS)).kind).toBe('ack');
  return eventually('the incident', () => openIncidents(station)[0]);
}

test('GB 50394 §5.2.2–5.2.4 no missed alarm: pressed, repeated, from a stranger, unreadable or with a wrong clock, each is on record once', async () => {
  await using station = await openStation();
  using pole = openPole(station);
  using stranger = openPole(station, { account: '7FFF', giveUpAfterMs: 50 });
  using astray = openPole(station, { account: '70A2', clock: () => Date.now() - 400 * DAY_MS });
  for (let press = 0; press < 10; press++) expect((await pole.send(PRESS)).kind).toBe('ack');
  // A repeated message is the same alarm, and is answered like it.
  expect((await pole.send({ ...PRESS, sequence: '0010' })).kind).toBe('ack');
  expect((await astray.send(PRESS)).kind).toBe('ack');
  expect((await pole.send({ sia: '?!' })).kind).toBe('duh');
  await stranger.send(PRESS);
  const alarms = await receivedOf(station);
  expect(alarms.map(({ deviceId, class: alarmClass, attention }) => [deviceId, alarmClass, attention])).toEqual([
    ...Array.from({ length: 10 }, () => [POLE!.id, 'emergency', null]),
    [BUTTON!.id, 'emergency', null],
    [POLE!.id, 'unreadable', 'unreadable'],
    [null, 'emergency', 'unknownAccount'],
  ]);
  expect(openIncidents(station).map(({ title }) => title)).toEqual([POLE!.name, BUTTON!.name]);
});

test.each([
  ['disarmed', said('401')],
  ['armed', said('401', 3)],
  ['disarmed from afar', said('407')],
  ['its zone bypassed', said('570')],
  ['its 24 hour zone bypassed', said('572')],
  ['its group bypassed', said('574')],
  ['bypassed for acting too often', said('575')],
  ['in walk test by its own panel', said('607')],
  ['cancelled by its user', said('406')],
])('GB 50394 §5.2.2–5.2.4 hold-up cannot be disarmed: %s, a press still alarms', async (_, before) => {
  await using station = await openStation();
  using pole = openPole(station);
  expect((await pole.send(before)).kind).toBe('ack');
  expect(unanswered(station)).toEqual([]);
  const incident = await pressed(station);
  expect(incident).toMatchObject({ kind: 'holdUp', acknowledgedAt: null, closedAt: null });
  expect(unanswered(station)).toEqual([incident.id]);
});

test('GB 50394 §5.2.2–5.2.4 hold-up cannot be disarmed: a pole in maintenance sounds at a press like any other', async () => {
  await using station = await openStation();
  const maintenance = { deviceId: POLE!.id, untilAt: Date.now() + DAY_MS, reason: '更换电池' };
  expect(await station.command('device.startMaintenance', maintenance, ADMIN)).toMatchObject({ ok: true });
  expect(station.core.desk.world.devices.get(POLE!.id)?.maintenance).toMatchObject({ reason: '更换电池' });
  // What the work itself causes is set aside, so that the maintenance is seen to be one.
  using pole = openPole(station);
  expect((await pole.send(said('137'))).kind).toBe('ack');
  expect(openIncidents(station)).toEqual([]);
  using pressing = openPole(station, { firstSequence: 50 });
  expect((await pressing.send(PRESS)).kind).toBe('ack');
  const [incident] = openIncidents(station);
  expect(incident).toMatchObject({ kind: 'holdUp', acknowledgedAt: null });
  expect(unanswered(station)).toEqual([incident!.id]);
});

test('GB 50394 §5.2.2–5.2.4 hold-up latches: neither its release, a cancel nor a bypass behind it ends or answers it', async () => {
  await using station = await openStation();
  const { id } = await pressed(station);
  using pole = openPole(station, { firstSequence: 100 });
  for (const after of [said('120', 3), said('406'), said('401'), said('572'), said('465'), said('120', 6)]) {
    expect((await pole.send(after)).kind).toBe('ack');
  }
  expect(openIncidents(station)).toMatchObject([{ id, acknowledgedAt: null, closedAt: null }]);
  expect(unanswered(station)).toEqual([id]);
});

test('GB 50394 §5.2.2–5.2.4 sound and light hold until manual reset: through days, restarts and whoever has no right to it', async () => {
  let now = Date.now();
  const lasting = await openLasting({ clock: () => now });
  const { id } = await pressed(lasting.station);
  now += 3 * DAY_MS;
  await eventually('the limits of the incident have been missed', () =>
    openIncidents(lasting.station)[0]?.clock.every(({ missedAt }) => missedAt !== null) ? true : undefined,
  );
  expect(unanswered(lasting.station)).toEqual([id]);
  const later = await lasting.restart();
  expect(unanswered(later)).toEqual([id]);
  for (const token of [WALL, WORKER]) {
    expect(await later.command('incident.acknowledge', { incidentId: id }, token)).toMatchObject({ ok: false });
    expect(await later.command('incident.close', { incidentId: id, reason: 'false' }, token)).toMatchObject({
      ok: false,
    });
  }
  expect(unanswered(later)).toEqual([id]);
  expect(await later.command('incident.acknowledge', { incidentId: id })).toMatchObject({ ok: true });
  expect(unanswered(later)).toEqual([]);
  // Reset by hand stays reset: only a new press sounds again.
  expect(unanswered(await lasting.restart())).toEqual([]);
});

const SIREN_ID = '99010100100000000009';

/** The pole's siren on a Modbus box behind a TCP port; every connection of every core reaches the same box. */
async function stationWithSiren() {
  const siren = new BoxState();
  siren.siren = { coil: 3, watchdog: { register: 10, unitMs: 1_000 } };
  const port = await listenTcp('127.0.0.1', 0);
  disposals.push(
    () => port.close(),
    () => siren.powerOff(),
  );
  const answerNext = async (): Promise<void> => {
    const wire = await port.next();
    const simulator = new ModbusBoxSimulator(wire, { framing: 'tcp', boxes: new Map([[9, siren]]) });
    disposals.push(() => simulator.dispose());
    return answerNext();
  };
  void answerNext();
  const boxes = [
    { account: 'BOX9', unit: 9, siren: { coil: 3, maxSeconds: 600, watchdog: { kind: 'register', address: 10 } } },
  ];
  const transport = { kind: 'tcpClient', host: '127.0.0.1', port: port.port };
  const { lon, lat } = POLE!;
  const overrides = {
    links: [...STATION.links, { id: 'bus', protocol: 'modbus', transport, framing: 'tcp', answerMs: 300, boxes }],
    devices: [
      { ...POLE, siren: SIREN_ID },
      BUTTON,
      { id: SIREN_ID, kind: 'siren', name: '东溪社区 警号', lon, lat, link: 'bus', account: 'BOX9' },
    ],
  };
  const lasting = await openLasting({ overrides });
  const sounds = (isOn: boolean) =>
    eventually(`the siren ${isOn ? 'on' : 'off'}`, () => (siren.coils.has(3) === isOn ? true : undefined));
  const polled = async (times: number) => {
    const from = siren.polls;
    await eventually('the box is asked', () => (siren.polls >= from + times ? true : undefined));
  };
  return { lasting, siren, sounds, polled };
}

test('GB 50394 §5.2.2–5.2.4 sound and light hold until manual reset: a restarted core sounds the siren of what nobody has taken up', async () => {
  const { lasting, siren, sounds, polled } = await stationWithSiren();
  const { id } = await pressed(lasting.station);
  await sounds(true);
  await lasting.station.core.close();
  // As a box does when nobody tells it any more.
  siren.coils.delete(3);
  const second = await lasting.restart();
  await sounds(true);
  expect(await second.command('incident.acknowledge', { incidentId: id })).toMatchObject({ ok: true });
  await sounds(false);
  siren.writes.length = 0;
  await lasting.restart();
  await polled(3);
  expect(siren.writes).toEqual([]);
});

test('GB 50394 §5.2.2–5.2.4 sound and light hold until manual reset: a silent alarm stays silent on the spot, after a restart too, and loud at the desk', async () => {
  const { lasting, siren, polled } = await stationWithSiren();
  using pole = openPole(lasting.station);
  expect((await pole.send(said('121'))).kind).toBe('ack');
  const { id, isSilent } = await eventually('the incident', () => openIncidents(lasting.station)[0]);
  expect(isSilent).toBe(true);
  // A loud press at the same pole joins it: it must not tell on whoever called in silence.
  expect((await pole.send(PRESS)).kind).toBe('ack');
  const second = await lasting.restart();
  await polled(3);
  expect(siren.writes).toEqual([]);
  expect(unanswered(second)).toEqual([id]);
});

test('GB 50394 §5.2.2–5.2.4 several alarms at once: shown one after another, gravest first in the queue, none lost', async () => {
  const accounts = Array.from({ length: 30 }, (_, index) => (0x7100 + index).toString(16).toUpperCase());
  const devices = accounts.map((account, index) => ({
    id: `pole-${account}`,
    kind: 'alarmPole',
    name: `报警杆 ${account}`,
    lon: POLE!.lon + (index % 6) * 0.003,
    lat: POLE!.lat + Math.floor(index / 6) * 0.003,
    link: 'poles',
    account,
  }));
  await using station = await openStation({ overrides: { devices } });
  using seat = await takeSeat(station.core.url, 'duty-token-of-the-tests-1');
  const codes = ['120', '110', '130'];
  const outcomes = await Promise.all(
    accounts.map(async (account, index) => {
      using pole = openPole(station, { account, giveUpAfterMs: 30_000 });
      return await pole.send(said(codes[index % codes.length]!));
    }),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(accounts.map(() => 'ack'));
  const shown = await eventually('all of them in the window', () =>
    seat.world.incidents.size >= accounts.length ? [...seat.world.incidents.values()] : undefined,
  );
  expect(shown.map(({ title }) => title).toSorted()).toEqual(devices.map(({ name }) => name).toSorted());
  // One after another: a window gets every event once, in the order of the journal.
  expect(seat.seqs).toEqual(seat.seqs.map((_, index) => seat.seqs[0]! + index));
  const levels = station.core.unanswered().map(({ level }) => level);
  expect(levels).toHaveLength(accounts.length);
  expect(levels).toEqual(levels.toSorted((left, right) => left - right));
});

test('GB 50394 §5.2.2–5.2.4 no auto-reset: restore, test, heartbeat, lost contact, time and a restart answer and close nothing', async () => {
  // It goes on: a clock that is set says nothing of a silence, only time that passes does.
  let aheadMs = 0;
  const clock = () => Date.now() + aheadMs;
  const devices = [{ ...POLE, supervisionSeconds: 1 }, BUTTON];
  const lasting = await openLasting({ clock, overrides: { devices } });
  const { station } = lasting;
  const key = { encoding: 'hex', value: POLE_KEY } as const;
  const { id } = await pressed(station);
  using pole = openPole(station, { key, clock, firstSequence: 200 });
  expect((await pole.send(said('120', 3))).kind).toBe('ack');
  expect((await pole.send(said('602'))).kind).toBe('ack');
  expect((await pole.heartbeat()).kind).toBe('ack');
  aheadMs += 30 * DAY_MS;
  await eventually('the pole counts as lost', () =>
    station.core.desk.world.devices.get(POLE!.id)?.contact === 'lost' ? true : undefined,
  );
  const later = await lasting.restart();
  aheadMs += 30 * DAY_MS;
  await eventually('its limits have been missed', () =>
    openIncidents(later)[0]?.clock.every(({ missedAt }) => missedAt !== null) ? true : undefined,
  );
  expect(openIncidents(later)).toMatchObject([{ id, acknowledgedAt: null, closedAt: null }]);
  expect(unanswered(later)).toEqual([id]);
  const ends = (await journalOf(later)).filter(({ kind }) => /^incident\.(acknowledged|closed)$/.test(kind));
  expect(ends).toEqual([]);
});
