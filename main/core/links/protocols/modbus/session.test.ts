// Boxes on a real socket: what is stored before what is written.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type LinkedDevice, type Links, OutputPermit, startLinks } from '#main/core/links/index.ts';
import { DisposableStore } from '#shared/kit/disposable.ts';
import { linkRecordSchema } from '#shared/wire/links/index.ts';
import type { LinkNews, Signal } from '#shared/wire/signal.ts';
import { until } from '#tests/simulators/linkStation.ts';
import { BoxState, ModbusBoxSimulator, type ModbusFraming } from '#tests/simulators/modbusBox.ts';
import { listenTcp, type Wire } from '#tests/simulators/wire/wire.ts';

/** Lines are opened again with patience. */
vi.setConfig({ testTimeout: 30_000 });

const NOW = Date.UTC(2031, 2, 8, 6, 15, 9);
const store = { current: new DisposableStore() };
afterEach(() => {
  store.current.dispose();
  store.current = new DisposableStore();
});

interface BenchOptions {
  readonly units?: number;
  readonly framing?: ModbusFraming;
  readonly realm?: 'live' | 'drill';
}

async function openBench({ units = 1, framing = 'tcp', realm = 'live' }: BenchOptions = {}) {
  const port = await listenTcp('127.0.0.1', 0);
  store.current.add({ dispose: () => port.close() });
  const numbers = Array.from({ length: units }, (_, index) => index + 1);
  const boxes = new Map(numbers.map((unit) => [unit, new BoxState()]));
  const devices = numbers.map(
    (unit): LinkedDevice => ({
      id: `box-${unit}`,
      name: `${unit} 号按钮盒`,
      kind: 'oneKeyButton',
      link: 'bus',
      account: `BOX${unit}`,
      requireEncryption: false,
    }),
  );
  const record = linkRecordSchema.parse({
    id: 'bus',
    protocol: 'modbus',
    transport: { kind: 'tcpClient', host: '127.0.0.1', port: port.port },
    framing,
    pollMs: 20,
    // A busy machine is no dead box.
    answerMs: 300,
    boxes: numbers.map((unit) => ({
      account: `BOX${unit}`,
      unit,
      buttons: [
        { input: 0, acknowledgeCoil: 8 },
        { input: 2, code: '110' },
      ],
      siren: { coil: 3, watchdog: { kind: 'register', address: 10 } },
    })),
  });
  const bench = {
    boxes,
    box: boxes.get(1)!,
    signals: [] as Signal[],
    news: [] as LinkNews[],
    deliver: async (_: Signal): Promise<void> => undefined,
    events: () =>
      bench.signals.map(({ deviceId, events: [event] }) => [deviceId, event!.code, event!.zone, event!.restore]),
    /** The boxes as they are, on the next line the core opens. */
    attach: async (spoil?: (frame: Buffer) => readonly Buffer[]): Promise<Wire> => {
      const wire = await port.next();
      store.current.add(new ModbusBoxSimulator(wire, { framing, boxes, ...(spoil && { spoil }) }));
      return wire;
    },
    links: null as Links | null,
    polled: (count: number) => {
      const before = [...boxes.values()].map(({ polls }) => polls);
      return until(() =>
        [...boxes.values()].every(({ polls, isDead }, index) => isDead || polls >= before[index]! + count),
      );
    },
  };
  const started = await startLinks({
    links: [record],
    devices: {
      findByAccount: (_, account) => devices.find((device) => device.account === account),
      list: () => devices,
    },
    clock: () => NOW,
    deliver(signal) {
      bench.signals.push(signal);
      return bench.deliver(signal);
    },
    report: (news) => void bench.news.push(news),
    ...(realm === 'live' && { outputs: new OutputPermit(realm) }),
    superviseEveryMs: 20,
  });
  if (!started.ok) throw new Error(started.failure.message);
  bench.links = store.current.add(started.value);
  return bench;
}

describe.each<ModbusFraming>(['rtu', 'tcp'])('a box over a socket, framing %s', (framing) => {
  test('a press and its release are told once each, with the code of the button and the frame', async () => {
    const bench = await openBench({ framing });
    await bench.attach();
    await bench.polled(2);
    bench.box.inputs.add(2);
    await until(() => bench.signals.length === 1);
    await bench.polled(3);
    bench.box.inputs.delete(2);
    await until(() => bench.signals.length === 2);
    expect(bench.events()).toEqual([
      ['box-1', '110', '002', false],
      ['box-1', '110', '002', true],
    ]);
    expect(bench.signals[0]).toMatchObject({
      linkId: 'bus',
      protocol: 'modbus',
      receivedAt: NOW,
      raw: expect.stringMatching(/^(?:01020104a04b|....0000000401020104)$/),
      events: [{ class: 'fire', silent: false }],
    });
  });
});

describe('stored first', () => {
  test('the latch is released when the alarm is durable and not before', async () => {
    const bench = await openBench();
    let store: () => void = () => undefined;
    bench.deliver = () => new Promise((resolve) => (store = resolve));
    bench.box.latch = { coil: 8, inputs: [0] };
    await bench.attach();
    bench.box.inputs.add(0);
    await until(() => bench.signals.length === 1);
    await bench.polled(5);
    expect(bench.box.writes).toEqual([]);
    bench.deliver = async () => undefined;
    store();
    await until(() => bench.box.writes.length === 1);
    await until(() => bench.signals.length === 2);
    expect([bench.box.writes, bench.events()]).toEqual([
      ['coil 8 on'],
      [
        ['box-1', '120', '000', false],
        ['box-1', '120', '000', true],
      ],
    ]);
  });

  test('a press that could not be stored is told again until it is, and only then released', async () => {
    const bench = await openBench();
    let failures = 2;
    bench.deliver = async () => {
      if (failures-- > 0) throw new Error('the disk is full');
    };
    bench.box.latch = { coil: 8, inputs: [0] };
    await bench.attach();
    bench.box.inputs.add(0);
    await until(() => bench.box.writes.length === 1);
    expect(bench.events().slice(0, 3)).toEqual(Array.from({ length: 3 }, () => ['box-1', '120', '000', false]));
    expect(new Set(bench.signals.slice(0, 3).map(({ duplicateKey }) => duplicateKey)).size).toBe(1);
  });
});

describe('contact', () => {
  test('a box without power is lost once and restored once; the others go on', async () => {
    const bench = await openBench({ units: 3 });
    await bench.attach();
    await bench.polled(2);
    bench.boxes.get(2)!.isDead = true;
    await until(() => bench.news.some(({ kind }) => kind === 'lostContact'));
    await bench.polled(5);
    expect(bench.links!.health()[0]!.fault).toEqual({ zh: '没有应答：BOX2', en: 'no answer from BOX2' });
    bench.boxes.get(2)!.isDead = false;
    await until(() => bench.news.some(({ kind }) => kind === 'restored'));
    await bench.polled(5);
    const told = bench.news.filter(({ kind }) => kind !== 'firstContact');
    expect(told.map((news) => [news.kind, 'deviceId' in news && news.deviceId])).toEqual([
      ['lostContact', 'box-2'],
      ['restored', 'box-2'],
    ]);
    expect(bench.links!.health()[0]!.fault).toBeNull();
  });

  test('a button held while the line was cut is still one press', async () => {
    const bench = await openBench();
    const wire = await bench.attach();
    bench.box.inputs.add(2);
    await until(() => bench.signals.length === 1);
    wire.close();
    await until(() => bench.news.some(({ kind }) => kind === 'lostContact'));
    await bench.attach();
    await until(() => bench.news.some(({ kind }) => kind === 'restored'));
    await bench.polled(5);
    expect(bench.events()).toEqual([['box-1', '110', '002', false]]);
  });

  test('a box that refuses to show its buttons is a fault, told when it begins and when it is over', async () => {
    const bench = await openBench();
    bench.box.exception = 2;
    await bench.attach();
    await until(() => bench.signals.length === 1);
    bench.box.exception = null;
    await until(() => bench.signals.length === 2);
    expect(bench.events()).toEqual([
      ['box-1', 'INPUTS', null, false],
      ['box-1', 'INPUTS', null, true],
    ]);
    expect(bench.links!.health()[0]!.refused).toMatchObject({ exception2: expect.any(Number) });
  });

  test('noise on the line invents nothing, and presses still come through', async () => {
    const bench = await openBench({ framing: 'rtu' });
    let frames = 0;
    await bench.attach((frame) => {
      frames += 1;
      if (frames % 5 === 1) return [Buffer.concat([frame.subarray(0, -1), Buffer.of(0x55)])];
      if (frames % 5 === 2) return [Buffer.of(0x01, 0x02, 0xff), frame.subarray(0, 2), frame.subarray(2)];
      return [frame];
    });
    await bench.polled(20);
    expect(bench.signals).toEqual([]);
    bench.box.inputs.add(2);
    await until(() => bench.signals.length === 1);
    expect(bench.events()).toEqual([['box-1', '110', '002', false]]);
  });
});

describe('outputs', () => {
  test('a siren that does not move is a fault of its device', async () => {
    const bench = await openBench();
    bench.box.isStuck = true;
    await bench.attach();
    expect(bench.links!.output('bus', 'BOX1', true)).toBe(true);
    await until(() => bench.signals.length === 1);
    expect(bench.events()).toEqual([['box-1', 'SIREN', null, false]]);
  });

  test('a link without a permit writes nothing, whatever it is told and whatever is pressed', async () => {
    const drilled = await openBench({ realm: 'drill' });
    await drilled.attach();
    expect(drilled.links!.output('bus', 'BOX1', true)).toBe(false);
    drilled.box.inputs.add(0);
    await until(() => drilled.signals.length === 1);
    await drilled.polled(5);
    expect(drilled.box.writes).toEqual([]);
  });
});
