/** Vehicle terminals at a whole station: the bus with a one-key alarm, and the patrol car that is sent. */
import { expect, test } from 'vitest';
import type { IncidentState } from '#shared/domain/incident.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { Terminal808 } from '#tests/simulators/jt808.ts';
import { eventually, openStation, STATION, type StationOptions, type TestStation } from './kit/station.ts';

const BUS = '13800138000';
const CAR = '13800138003';
const [lon, lat] = pointAt(0, 0);

const overrides = {
  links: [
    ...STATION.links,
    { id: 'vehicles', protocol: 'jt808', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } },
  ],
  devices: [
    ...STATION.devices,
    { id: 'bus-8', kind: 'oneKeyButton', name: '8 路 0312 车', lon, lat, link: 'vehicles', account: BUS },
  ],
  units: STATION.units.map((unit) => (unit.id === 'u-003' ? { ...unit, terminal: `0${CAR}` } : unit)),
};

const open = (options: StationOptions = {}) => openStation({ overrides, ...options });

function terminalOf(station: TestStation, id: string, code?: string) {
  const terminal = new Terminal808({ port: station.core.links.vehicles!.port, id, ...(code && { code }) });
  return Object.assign(terminal, { [Symbol.dispose]: () => terminal.dispose() });
}

const at = (eastM: number, northM: number, time = Date.now()) => {
  const [east, north] = pointAt(eastM, northM);
  return { lon: east, lat: north, at: time };
};
const incidentsOf = (station: TestStation): IncidentState[] => [...station.core.desk.world.incidents.values()];
const onlyIncident = (station: TestStation) => eventually('an incident', () => incidentsOf(station)[0]);

test('a bus presses SOS where it is; the officer takes it up and the terminal stops calling', async () => {
  await using station = await open();
  using bus = terminalOf(station, BUS);
  expect(await bus.goOnline()).toMatchObject({ result: 0 });
  await bus.report(at(-200, 0));
  expect(await bus.pressSos(at(300, 100))).toMatchObject({ result: 0 });
  // Answered means durable: nothing to wait for.
  const [incident] = incidentsOf(station);
  expect(incident).toMatchObject({ kind: 'holdUp', title: '8 路 0312 车', source: 'alarm' });
  expect(incident!.place.lon).toBeCloseTo(at(300, 100).lon, 5);
  expect(incident!.place.lat).toBeCloseTo(at(300, 100).lat, 5);
  await bus.report(at(320, 100));
  expect([incidentsOf(station).length, incidentsOf(station)[0]!.alarmCount]).toEqual([1, 1]);
  expect(bus.isSosSet).toBe(true);
  await station.command('incident.acknowledge', { incidentId: incident!.id });
  await eventually('the bit is clear', () => (bus.isSosSet ? undefined : true));
  expect(await bus.report(at(340, 100))).toMatchObject({ result: 0 });
  await bus.pressSos(at(360, 100));
  expect([incidentsOf(station).length, incidentsOf(station)[0]!.alarmCount]).toEqual([1, 2]);
});

test('a bus that presses SOS far outside the station’s grids is where it says, not at its depot', async () => {
  await using station = await open();
  using bus = terminalOf(station, BUS);
  await bus.goOnline();
  await bus.pressSos(at(60_000, 0));
  const { place } = await onlyIncident(station);
  expect([place.lon, place.gridCode]).toEqual([expect.closeTo(at(60_000, 0).lon, 5), null]);
});

test('an officer who took it up while the bus was away: its next report is told so', async () => {
  await using station = await open();
  using bus = terminalOf(station, BUS);
  await bus.goOnline();
  await bus.pressSos(at(300, 100));
  bus.disconnect();
  const incident = await onlyIncident(station);
  await station.command('incident.acknowledge', { incidentId: incident.id });
  await bus.goOnline();
  expect(bus.isSosSet).toBe(true);
  expect(await bus.report(at(310, 100))).toMatchObject({ result: 4 });
  expect([bus.isSosSet, incidentsOf(station)[0]!.alarmCount]).toEqual([false, 1]);
});

test('a restarted core knows the code and does not take the standing SOS for a second one', async () => {
  const first = await open();
  using bus = terminalOf(first, BUS);
  await bus.goOnline();
  await bus.pressSos(at(300, 100));
  await first.core.close();

  await using station = await open({ folder: first.folder });
  using again = terminalOf(station, BUS, bus.code!);
  expect(await again.goOnline()).toMatchObject({ result: 0 });
  await again.pressSos(at(310, 100));
  expect([incidentsOf(station).length, incidentsOf(station)[0]!.alarmCount]).toEqual([1, 1]);
  await station.command('incident.acknowledge', { incidentId: incidentsOf(station)[0]!.id });
  await eventually('the bit is clear', () => (again.isSosSet ? undefined : true));
  using other = terminalOf(station, BUS, 'ffffffffffffffff');
  expect(await other.goOnline()).toMatchObject({ result: 1 });
});

test('a patrol car is where its terminal says, an old point never moves it back, and its SOS is its own', async () => {
  await using station = await open();
  using car = terminalOf(station, CAR);
  await car.goOnline();
  const now = Date.now();
  await car.report(at(500, 0, now));
  await car.catchUp([at(100, 0, now - 60_000), at(200, 0, now - 30_000)]);
  const { units } = await station.get<{ units: { id: string; position: { lon: number; source: string } | null }[] }>(
    '/api/units',
  );
  const { position } = units.find(({ id }) => id === 'u-003')!;
  expect(position).toMatchObject({ source: 'jt808', lon: expect.closeTo(at(500, 0).lon, 5) });
  await car.pressSos(at(510, 0, now + 1_000));
  expect(incidentsOf(station)).toMatchObject([{ kind: 'holdUp', title: 'u-003 号', alarmCount: 1 }]);
  await station.command('incident.acknowledge', { incidentId: incidentsOf(station)[0]!.id });
  await eventually('the bit is clear', () => (car.isSosSet ? undefined : true));
  await car.report(at(515, 0, now + 2_000));
  await car.pressSos(at(520, 0, now + 3_000));
  expect(incidentsOf(station)).toMatchObject([{ title: 'u-003 号', alarmCount: 2 }]);
});

test('the order goes to the car’s screen and voice, again when it comes back, and its end too', async () => {
  await using station = await open();
  using car = terminalOf(station, CAR);
  await car.goOnline();
  const { incidentId } = (await station.command('incident.open', {
    kind: 'dispute',
    lon,
    lat,
    title: '争执',
  })) as unknown as {
    incidentId: string;
  };
  const { dispatchId } = (await station.command('incident.dispatch', { incidentId, unitId: 'u-003' })) as unknown as {
    dispatchId: string;
  };
  const order = await eventually('the order', () => car.shown[0]);
  expect(order.flags).toBe(0x0d);
  expect(order.text).toContain('派遣：纠纷，争执。地点：');
  expect(order.text).toContain('请立即前往处置');
  car.disconnect();
  using back = terminalOf(station, CAR, car.code!);
  await back.goOnline();
  expect(await eventually('the order again', () => back.shown[0])).toEqual(order);
  await station.command('dispatch.withdraw', { incidentId, dispatchId, reason: '误报' });
  const ended = await eventually('the end', () => back.shown[1]);
  expect([ended.flags, ended.text]).toEqual([0x0c, expect.stringMatching(/^事件 \d{8}-\d{3} 的派遣已撤销$/)]);
  back.disconnect();
  using later = terminalOf(station, CAR, car.code!);
  await later.goOnline();
  await later.heartbeat();
  expect(later.shown).toEqual([]);
});

test('what the terminal answers to its order stands on the incident’s timeline, each answer once', async () => {
  await using station = await open();
  using car = terminalOf(station, CAR);
  car.hasScreen = false;
  await car.goOnline();
  const opened = await station.command('incident.open', { kind: 'dispute', lon, lat, title: '争执' });
  const { incidentId } = opened as unknown as { incidentId: string };
  const sent = await station.command('incident.dispatch', { incidentId, unitId: 'u-003' });
  const answers = (count: number) =>
    eventually(`${count} answers`, () => {
      const { timeline = [] } = station.core.desk.world.incidents.get(incidentId) ?? {};
      const found = timeline
        .filter(({ kind }) => kind === 'incident.noticeAnswered')
        .map(({ by, facts }) => [by, facts]);
      return found.length >= count ? found : undefined;
    });
  const facts = { dispatchId: (sent as { dispatchId?: string }).dispatchId, unitName: 'u-003 号' };
  expect(await answers(1)).toEqual([['system:links', { ...facts, isTaken: false }]]);
  car.disconnect();
  // It has a screen again, and is given the order again with each authentication.
  for (let visit = 0; visit < 3; visit++) {
    using back = terminalOf(station, CAR, car.code!);
    await back.goOnline();
    await eventually('the order', () => back.shown[0]);
    await back.heartbeat();
  }
  expect(await answers(2)).toEqual([
    ['system:links', { ...facts, isTaken: false }],
    ['system:links', { ...facts, isTaken: true }],
  ]);
});

test('a terminal nobody configured is shown with what it claims and opens nothing', async () => {
  await using station = await open();
  using stranger = terminalOf(station, '13900139000');
  await stranger.connect();
  expect(await stranger.register()).toBe(4);
  expect(await stranger.pressSos(at(0, 0))).toMatchObject({ result: 1 });
  expect(incidentsOf(station)).toEqual([]);
  const alarms = [...station.core.desk.world.alarms.values()];
  expect(alarms.map(({ account, attention, class: alarmClass }) => [account, attention, alarmClass])).toEqual([
    ['13900139000', 'unknownAccount', 'info'],
    ['13900139000', 'unknownAccount', 'emergency'],
  ]);
});

test('a number that is both a unit’s and a device’s is refused by the configuration', async () => {
  const units = STATION.units.map((unit) => (unit.id === 'u-001' ? { ...unit, terminal: `0${BUS}` } : unit));
  await expect(open({ overrides: { ...overrides, units } })).rejects.toThrow(`units: terminal 0${BUS} is device bus-8`);
});
