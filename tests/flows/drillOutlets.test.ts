/**
 * Every way by which a core speaks to somebody outside its windows, tried from a live station, from a drill with the very same
 * configuration, and from a drill room beside that station. Cameras, media servers and partners' addresses: drillIsolation.test.ts.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { NOTICE_ADAPTERS, type NoticeAdapterName } from '#shared/domain/notice.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { Terminal808 } from '#tests/simulators/jt808.ts';
import { BoxState, ModbusBoxSimulator } from '#tests/simulators/modbusBox.ts';
import { WechatService, type WechatSettings } from '#tests/simulators/wechat.ts';
import { listenTcp } from '#tests/simulators/wire/wire.ts';
import { roomBeside } from './kit/drillStation.ts';
import { openPhone } from './kit/phone.ts';
import { eventually, openPole, openStation, STATION, type TestStation } from './kit/station.ts';

const [lon, lat] = pointAt(0, 0);
const BUS = '13800138000';
const CAR = '13800138003';
const SIREN = '99010100100000000004';
const ACCOUNT: WechatSettings = {
  token: 'streetWatch2031',
  appId: 'wx0123456789abcdef',
  encodingAESKey: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY',
  mode: 'safe',
};
type From = 'live' | 'drill' | 'room';

/** All that is outside, on this machine, and a configuration that knows all of it. */
async function openOutside() {
  let answers = 0;
  const relay = createServer((request, response) => {
    answers += 1;
    request.resume();
    response.end('{"errcode":0}');
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const bus = await listenTcp('127.0.0.1', 0);
  const box = new BoxState();
  box.siren = { coil: 3, watchdog: { register: 10, unitMs: 1_000 } };
  const siren = { coil: 3, maxSeconds: 60, watchdog: { kind: 'register', address: 10 } };
  const member = (id: string, channel: object) => ({ id, name: id, channel });
  const stated = {
    links: [
      ...STATION.links,
      { id: 'vehicles', protocol: 'jt808', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } },
      {
        ...{ id: 'bus', protocol: 'modbus', framing: 'tcp', answerMs: 300 },
        transport: { kind: 'tcpClient', host: '127.0.0.1', port: bus.port },
        boxes: [{ account: 'BOX9', unit: 9, siren }],
      },
    ],
    devices: [
      ...STATION.devices.map((device) => (device.account === '70A2' ? { ...device, siren: SIREN } : device)),
      { id: 'bus-8', kind: 'oneKeyButton', name: '8 路 0312 车', lon, lat, link: 'vehicles', account: BUS },
      { id: SIREN, kind: 'siren', name: '警号', lon, lat, link: 'bus', account: 'BOX9' },
    ],
    units: STATION.units.map((unit) => (unit.id === 'u-003' ? { ...unit, terminal: `0${CAR}` } : unit)),
    groups: [
      {
        ...{ id: 'g', name: '派出所', kind: 'police', silenceSeconds: 120 },
        members: [
          member('phone', { kind: 'phone', unitId: 'u-001' }),
          member('slip', { kind: 'printer' }),
          member('partner', { kind: 'webhook', url: 'https://127.0.0.1:9/linkage' }),
        ],
      },
    ],
    notices: { webhooks: [{ host: '127.0.0.1:9', secret: 'shared-with-nobody-at-all', networks: ['127.0.0.0/8'] }] },
    reports: { wechat: ACCOUNT, replies: { url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}/send` } },
  };
  return {
    ...{ stated, bus, box },
    relayed: () => answers > 0,
    async [Symbol.asyncDispose]() {
      box.powerOff();
      await bus.close();
      relay.closeAllConnections();
      await new Promise((done) => relay.close(done));
    },
  };
}

/** Everything is done at the desk that would tell somebody; answers what was heard outside. */
async function heardFrom(from: From) {
  await using outside = await openOutside();
  const { stated, box, bus } = outside;
  const overrides = from === 'room' ? await roomBeside(stated) : { ...stated, realm: from };
  let now = Date.now();
  await using station = await openStation({ overrides, clock: () => now });
  const { world } = station.core.desk;
  const { notices } = world.linkage;
  using boxes = from === 'room' ? null : new ModbusBoxSimulatorOf(await bus.next(), box);
  using phone = await openPhone(station.core.url, 'u-001');
  let calls = 0;
  phone.socket.on('linkage', (_linkage, taken) => {
    calls += 1;
    taken(true);
  });
  using terminals = await openTerminals(station);

  using pole = openPole(station, { account: '70A2' });
  const contactId = { qualifier: 1 as const, code: '120', partition: '01', zone: '003' };
  expect((await pole.send({ contactId })).kind).toBe('ack');
  const opened = [...world.incidents.values()].find(({ title }) => title.includes('东溪小学'))!;
  const incidentId = opened.id;
  await station.command('incident.dispatch', { incidentId, unitId: 'u-003' });
  await station.command('incident.link', { incidentId, groupIds: ['g'] });
  const sos = await terminals?.sos(station);
  const report = await reported(station);
  if (report) await station.command('publicReport.open', { reportId: report, kind: 'publicOrder', lon, lat });

  const tried = () => new Map([...notices.values()].map(({ adapter, state }) => [adapter, state]));
  const isSettled = (adapter: NoticeAdapterName) => !['queued', undefined].includes(tried().get(adapter));
  if (from === 'live') {
    // The siren is written to, the partner's port is shut: tried is what counts there.
    await eventually('everything outside is told', () => {
      now += 1_000;
      const isTold = calls > 0 && outside.relayed() && box.writes.length > 0 && terminals!.car.shown.length > 0;
      return isTold && isSettled('printer') && !terminals!.bus.isSosSet ? true : undefined;
    });
  } else {
    // Whatever would be told is withheld, and a later word of the desk is on disk: nothing is on its way any more.
    await eventually('the queue has gone through all of it', () => {
      now += 1_000;
      return [...notices.values()].every(({ state }) => state === 'withheld') ? true : undefined;
    });
    for (let round = 0; round < 3; round++)
      await station.command('incident.note', { incidentId, text: `第 ${round} 句` });
  }
  expect(boxes === null).toBe(from === 'room');
  return {
    adapters: [...new Set([...notices.values()].map(({ adapter }) => adapter))].sort(),
    withheld: [...notices.values()].every(({ state }) => state === 'withheld'),
    phone: calls > 0,
    siren: box.writes.length > 0,
    relay: outside.relayed(),
    report: report !== null,
    order: (terminals?.car.shown.length ?? 0) > 0,
    confirmed: sos === undefined ? false : !terminals!.bus.isSosSet,
  };
}

/** A box on the bus that goes with its test. */
class ModbusBoxSimulatorOf {
  readonly #simulator: ModbusBoxSimulator;

  constructor(wire: ConstructorParameters<typeof ModbusBoxSimulator>[0], box: BoxState) {
    this.#simulator = new ModbusBoxSimulator(wire, { framing: 'tcp', boxes: new Map([[9, box]]) });
  }

  [Symbol.dispose](): void {
    this.#simulator.dispose();
  }
}

/** The bus and the patrol car, on line; null where no port takes vehicles. */
async function openTerminals(station: TestStation) {
  const { vehicles } =
    station.core.desk.world.links.get('vehicles')?.record.protocol === 'jt808' ? station.core.links : {};
  if (!vehicles) return null;
  const at = { ...{ lon, lat }, at: Date.now() };
  const [bus, car] = [BUS, CAR].map((id) => new Terminal808({ port: vehicles.port, id })) as [Terminal808, Terminal808];
  for (const terminal of [bus, car]) {
    await terminal.goOnline();
    await terminal.report(at);
  }
  return {
    ...{ bus, car },
    /** It calls for help, and an officer takes it up. */
    async sos({ core, command }: TestStation) {
      await bus.pressSos({ ...at, lon: pointAt(0, -900)[0], lat: pointAt(0, -900)[1] });
      const isIts = ({ alarms }: { alarms: readonly { sourceId: string }[] }) =>
        alarms.some(({ sourceId }) => sourceId === 'bus-8');
      const its = [...core.desk.world.incidents.values()].find(isIts)!;
      await command('incident.acknowledge', { incidentId: its.id });
      // What it says next is answered too: either way could silence it.
      await bus.report(at);
      return its.id;
    },
    [Symbol.dispose]() {
      bus.dispose();
      car.dispose();
    },
  };
}

/** Somebody writes to the account; null where there is none. */
async function reported({ core }: TestStation): Promise<string | null> {
  const service = new WechatService(`${core.url}/ingest/wechat`, ACCOUNT, 5_000);
  await service.send({ MsgType: 'text', Content: '路口有人打架' }).catch(() => undefined);
  return [...core.desk.world.field.publicReports.keys()][0] ?? null;
}

test('a live station tells phones, terminals, sirens, printers, partners and whoever wrote to it', async () => {
  expect(await heardFrom('live')).toEqual({
    // One that is new is to be tried here too.
    adapters: [...NOTICE_ADAPTERS].sort(),
    ...{ withheld: false, phone: true, siren: true, relay: true, report: true, order: true, confirmed: true },
  });
});

test('a drill with the very same configuration tells none of them', async () => {
  const { adapters, ...heard } = await heardFrom('drill');
  expect(heard).toEqual({
    ...{ withheld: true, phone: false, siren: false, relay: false, report: true, order: false, confirmed: false },
  });
  expect(adapters).toEqual(['printer', 'terminal', 'webhook', 'worker']);
});

test('a drill room beside that station has none of them to tell', async () => {
  const { adapters, ...heard } = await heardFrom('room');
  expect(heard).toEqual({
    ...{ withheld: true, phone: false, siren: false, relay: false, report: false, order: false, confirmed: false },
  });
  expect(adapters).toEqual(['worker']);
});
