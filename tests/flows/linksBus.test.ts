/** A bus of boxes and sirens that is added and stopped at the desk: nothing keeps sounding, and a drill switches nothing. */
import { afterEach, expect, test } from 'vitest';
import { BoxState, ModbusBoxSimulator } from '#tests/simulators/modbusBox.ts';
import { listenTcp } from '#tests/simulators/wire/wire.ts';
import { eventually, openStation, STATION } from './kit/station.ts';

const [pole] = STATION.devices;
const at = { lon: pole!.lon, lat: pole!.lat };
const SIREN = { id: 'siren', kind: 'siren', name: '东溪广场 警号', link: 'bus', account: 'BOX9', ...at };
const BUTTON = {
  id: 'button',
  kind: 'oneKeyButton',
  name: '东溪广场 按钮盒',
  link: 'bus',
  account: 'BOX7',
  siren: 'siren',
  ...at,
};
const MAX_SECONDS = 3;

const disposals: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

/** A station that learns of the bus, its button and its siren while it runs. */
async function open(realm: 'live' | 'drill') {
  const port = await listenTcp('127.0.0.1', 0);
  disposals.push(() => port.close());
  const station = await openStation({ overrides: { realm } });
  disposals.push(() => station[Symbol.asyncDispose]());
  const siren = { coil: 3, maxSeconds: MAX_SECONDS, watchdog: { kind: 'register', address: 10 } };
  const link = {
    id: 'bus',
    protocol: 'modbus',
    transport: { kind: 'tcpClient', host: '127.0.0.1', port: port.port },
    framing: 'tcp',
    // A busy machine is no dead box.
    answerMs: 300,
    boxes: [
      { account: 'BOX7', unit: 7, buttons: [{ input: 0 }] },
      { account: 'BOX9', unit: 9, siren },
    ],
  };
  const saved = await station.command('link.save', { link });
  const boxes = { button: new BoxState(), siren: new BoxState() };
  boxes.siren.siren = { coil: 3, watchdog: { register: 10, unitMs: 1_000 } };
  disposals.push(() => boxes.siren.powerOff());
  const byUnit = new Map([
    [7, boxes.button],
    [9, boxes.siren],
  ]);
  const simulator = new ModbusBoxSimulator(await port.next(), { framing: 'tcp', boxes: byUnit });
  disposals.push(() => simulator.dispose());
  for (const device of [SIREN, BUTTON]) {
    expect(await station.command('device.save', { device })).toMatchObject({ ok: true });
  }
  return { station, saved, ...boxes };
}

const sounds = (siren: BoxState, isOn: boolean) =>
  eventually(`the siren ${isOn ? 'on' : 'off'}`, () => (siren.coils.has(3) === isOn ? true : undefined));

test('a stopped bus leaves a sounding siren to its watchdog, and the answer says which', async () => {
  const { station, saved, button, siren } = await open('live');
  expect(saved).toMatchObject({
    ok: true,
    warnings: [
      { path: 'boxes.0.account' },
      { path: 'boxes.1.account', en: expect.stringContaining('no device has the account BOX9') },
    ],
  });
  button.inputs.add(0);
  await sounds(siren, true);
  const stopped = await station.command('link.stop', { linkId: 'bus', reason: '检查线路' });
  expect(stopped).toMatchObject({
    ok: true,
    warnings: [
      {
        path: 'boxes',
        en: expect.stringContaining(
          `siren BOX9 is no longer driven: if it sounds, its own watchdog ends it within ${MAX_SECONDS} s`,
        ),
      },
      { path: '', en: expect.stringContaining('2 devices') },
    ],
  });
  await sounds(siren, false);
  expect(siren.writes).toEqual([`register 10 = ${MAX_SECONDS}`, 'coil 3 on']);
});

test('in a drill a bus added at the desk is heard and never written to', async () => {
  const { station, button, siren } = await open('drill');
  button.inputs.add(0);
  await eventually('an incident', () => [...station.core.desk.world.incidents.values()][0]);
  const from = siren.polls;
  await eventually('more polls', () => (siren.polls > from + 5 ? true : undefined));
  expect({ button: button.writes, siren: siren.writes }).toEqual({ button: [], siren: [] });
});
