/** Button boxes and sirens end to end: a real station, real sockets and pulled serial ports, boxes that speak Modbus. */
import { once } from 'node:events';
import { ServerTCP } from 'modbus-serial';
import { afterEach, describe, expect, test } from 'vitest';
import { main as sim } from '#tests/simulators/cli.ts';
import { BoxState, ModbusBoxSimulator, type ModbusFraming } from '#tests/simulators/modbusBox.ts';
import { hasSocat, PtyPair } from '#tests/simulators/wire/ptyPair.ts';
import { listenTcp, openSerial, type Wire } from '#tests/simulators/wire/wire.ts';
import { eventually, openStation, STATION, type TestStation } from './kit/station.ts';

const BUTTON = '99010100100000000003';
const SIREN = '99010100100000000004';
const [pole] = STATION.devices;

/** A box with a latching button and a quiet one, and the siren of that box's pole. */
const busOf = (transport: object, framing: ModbusFraming, code = '120', maxSeconds = 60) => ({
  links: [
    {
      id: 'bus',
      protocol: 'modbus',
      transport,
      framing,
      // A busy machine is no dead box.
      answerMs: 300,
      boxes: [
        { account: 'BOX7', unit: 7, buttons: [{ input: 0, code, acknowledgeCoil: 8 }, { input: 2 }] },
        { account: 'BOX9', unit: 9, siren: { coil: 3, maxSeconds, watchdog: { kind: 'register', address: 10 } } },
      ],
    },
  ],
  devices: [
    { id: BUTTON, kind: 'oneKeyButton', name: '东溪广场 按钮盒', link: 'bus', account: 'BOX7', siren: SIREN, ...at },
    { id: SIREN, kind: 'siren', name: '东溪广场 警号', link: 'bus', account: 'BOX9', ...at },
  ],
});
const at = { lon: pole!.lon, lat: pole!.lat };

const disposals: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

function newBoxes() {
  const button = new BoxState();
  const siren = new BoxState();
  button.latch = { coil: 8, inputs: [0] };
  siren.siren = { coil: 3, watchdog: { register: 10, unitMs: 1_000 } };
  disposals.push(() => siren.powerOff());
  const boxes = new Map([
    [7, button],
    [9, siren],
  ]);
  const answerOn = (wire: Wire, framing: ModbusFraming) => {
    const simulator = new ModbusBoxSimulator(wire, { framing, boxes });
    disposals.push(() => simulator.dispose());
  };
  return { button, siren, answerOn };
}

/** The boxes behind a TCP port that the station calls. */
async function overTcp(overrides: { realm?: string; code?: string; maxSeconds?: number } = {}) {
  const port = await listenTcp('127.0.0.1', 0);
  disposals.push(() => port.close());
  const { realm = 'live', code, maxSeconds } = overrides;
  const transport = { kind: 'tcpClient', host: '127.0.0.1', port: port.port };
  const station = await openStation({ overrides: { realm, ...busOf(transport, 'tcp', code, maxSeconds) } });
  const boxes = newBoxes();
  boxes.answerOn(await port.next(), 'tcp');
  return { station, ...boxes };
}

interface StoredEvent {
  readonly kind: string;
  readonly body: { readonly deviceId?: string; readonly code?: string; readonly restore?: boolean };
}
const eventsOf = async (station: TestStation) =>
  (await station.get<{ events: StoredEvent[] }>('/api/journal?limit=500')).events;
const alarmsOf = async (station: TestStation) =>
  (await eventsOf(station))
    .filter(({ kind }) => kind === 'alarm.received')
    .map(({ body: { deviceId, code, restore } }) => ({ deviceId, code, restore }));
const alarms = (station: TestStation, count: number) =>
  eventually(`${count} alarms`, async () => {
    const all = await alarmsOf(station);
    return all.length >= count ? all : undefined;
  });
const polled = async (box: BoxState, times: number) => {
  const from = box.polls;
  await eventually(`${times} polls`, () => (box.polls >= from + times ? true : undefined));
};
const sounds = (siren: BoxState, isOn: boolean) =>
  eventually(`the siren ${isOn ? 'on' : 'off'}`, () => (siren.coils.has(3) === isOn ? true : undefined));
const openIncident = (station: TestStation) =>
  eventually('an incident', () => [...station.core.desk.world.incidents.values()].find(({ closedAt }) => !closedAt));

test('a press is an alarm on disk, its latch is released, the siren sounds until an officer takes it up', async () => {
  const { station, button, siren } = await overTcp();
  await using _ = station;
  button.inputs.add(0);
  expect((await alarms(station, 2)).slice(0, 2)).toEqual([
    { deviceId: BUTTON, code: '120', restore: false },
    { deviceId: BUTTON, code: '120', restore: true },
  ]);
  expect(button.writes).toEqual(['coil 8 on']);
  await sounds(siren, true);
  // What follows is the same again, for as long as it sounds.
  expect(siren.writes.slice(0, 2)).toEqual(['register 10 = 60', 'coil 3 on']);
  const { id, isSilent } = await openIncident(station);
  expect(isSilent).toBe(false);
  expect(await station.command('incident.acknowledge', { incidentId: id })).toMatchObject({ ok: true });
  await sounds(siren, false);
  expect(siren.writes.at(-1)).toBe('coil 3 off');
});

test('a siren stops by itself when the station is gone', async () => {
  const { station, button, siren } = await overTcp({ maxSeconds: 2 });
  button.inputs.add(2);
  await sounds(siren, true);
  await station[Symbol.asyncDispose]();
  await sounds(siren, false);
  // Nobody told it to: its own watchdog ran out.
  expect(siren.writes).not.toContain('coil 3 off');
});

test('a duress code sounds nothing, and neither does a loud press at the same pole meanwhile', async () => {
  const { station, button, siren } = await overTcp({ code: '121' });
  await using _ = station;
  button.inputs.add(0);
  await alarms(station, 2);
  button.inputs.add(2);
  await alarms(station, 3);
  await polled(siren, 2);
  expect(siren.writes).toEqual([]);
  expect((await openIncident(station)).isSilent).toBe(true);
});

test('a drill hears the button and writes nothing at all', async () => {
  const { station, button, siren } = await overTcp({ realm: 'drill' });
  await using _ = station;
  button.inputs.add(0);
  await alarms(station, 1);
  const { id } = await openIncident(station);
  await station.command('incident.acknowledge', { incidentId: id });
  await polled(button, 5);
  await polled(siren, 2);
  expect([button.writes, siren.writes]).toEqual([[], []]);
});

test('a siren that does not do as told is an incident of its own', async () => {
  const { station, button, siren } = await overTcp();
  await using _ = station;
  siren.isStuck = true;
  button.inputs.add(2);
  await eventually('the trouble', () =>
    [...station.core.desk.world.incidents.values()].find(({ kind }) => kind === 'deviceTrouble'),
  );
  expect(await alarmsOf(station)).toContainEqual({ deviceId: SIREN, code: 'SIREN', restore: false });
});

describe.skipIf(!hasSocat)('boxes on a serial line (needs socat)', () => {
  test('unplugged, they are lost once; plugged in again they are back once, and a held button is no second alarm', async () => {
    await using pair = new PtyPair();
    await pair.plugIn();
    await using station = await openStation({ overrides: busOf({ kind: 'serial', path: pair.ours }, 'rtu') });
    const { button, siren, answerOn } = newBoxes();
    answerOn(await openSerial(pair.theirs), 'rtu');
    button.inputs.add(2);
    await sounds(siren, true);
    await pair.unplug();
    const contacts = async (kind: string) =>
      (await eventsOf(station)).filter((event) => event.kind === kind && event.body.deviceId === BUTTON).length;
    await eventually('lost', async () => ((await contacts('device.contactLost')) > 0 ? true : undefined));
    await pair.plugIn();
    answerOn(await openSerial(pair.theirs), 'rtu');
    await eventually('back', async () => ((await contacts('device.contactMade')) > 1 ? true : undefined));
    await polled(button, 5);
    expect([await contacts('device.contactLost'), await contacts('device.contactMade')]).toEqual([1, 2]);
    expect(await alarmsOf(station)).toEqual([{ deviceId: BUTTON, code: '120', restore: false }]);
  });
});

async function freePort(): Promise<number> {
  const listening = await listenTcp('127.0.0.1', 0);
  listening.close();
  return listening.port;
}

test('boxes served by another implementation of Modbus are read and written', async () => {
  const port = await freePort();
  const coils = new Set<number>();
  const inputs = new Set<number>();
  const server = new ServerTCP(
    {
      getDiscreteInput: (address: number, unit: number) => unit === 7 && inputs.has(address),
      getCoil: (address: number) => coils.has(address),
      setCoil: (address: number, isOn: boolean) => void (isOn ? coils.add(address) : coils.delete(address)),
      setRegister: () => undefined,
    },
    { host: '127.0.0.1', port },
  );
  disposals.push(() => server.close(() => undefined));
  await once(server, 'initialized');
  const transport = { kind: 'tcpClient', host: '127.0.0.1', port };
  await using station = await openStation({ overrides: busOf(transport, 'tcp') });
  inputs.add(2);
  await eventually('the siren', () => (coils.has(3) ? true : undefined));
  expect(await alarmsOf(station)).toEqual([{ deviceId: BUTTON, code: '120', restore: false }]);
  await station.command('incident.acknowledge', { incidentId: (await openIncident(station)).id });
  await eventually('the siren off', () => (coils.has(3) ? undefined : true));
});

test('npm run sim presses the buttons of a modbus-box', async () => {
  const port = await freePort();
  const lines: { what: string; writes: unknown }[] = [];
  const args = ['modbus-box', '--to', `listen:127.0.0.1:${port}`, '--accounts', '7', '--count', '2'];
  const ended = sim(args, (line) => lines.push(JSON.parse(line)), String, new AbortController().signal);
  const transport = { kind: 'tcpClient', host: '127.0.0.1', port };
  await using station = await openStation({ overrides: busOf(transport, 'tcp') });
  expect(await ended).toBe(0);
  expect((await alarms(station, 4)).map(({ restore }) => restore)).toEqual([false, true, false, true]);
  expect(lines.at(-1)).toMatchObject({ what: 'done', writes: ['7: coil 8 on', '7: coil 8 on'] });
});

describe('a station that makes no sense', () => {
  const bus = busOf({ kind: 'tcpClient', host: '127.0.0.1', port: 502 }, 'tcp');
  test.each([
    ['a box nobody enrolled', { ...bus, devices: bus.devices.slice(1) }, /box BOX7 on bus is no device/],
    [
      'a siren that cannot sound',
      { ...bus, devices: bus.devices.map((device) => ({ ...device, siren: BUTTON })) },
      /devices\.0\.siren: 99010100100000000003 has no siren/,
    ],
    [
      'Modbus TCP on a serial line',
      { ...bus, links: [{ ...bus.links[0], transport: { kind: 'serial', path: '/dev/ttyUSB0' } }] },
      /framing tcp needs transport tcpClient/,
    ],
  ])('%s is refused with the field', async (_, overrides, message) => {
    await expect(openStation({ overrides })).rejects.toThrow(message);
  });
});
