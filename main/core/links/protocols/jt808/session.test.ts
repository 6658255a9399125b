/** The link on a real socket, with a desk that remembers what it was told: PROTOCOLS §4.4, session rules and SOS. */
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, describe as group, test } from 'vitest';
import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { jt808Link } from '#shared/wire/links/jt808.ts';
import type { LinkFix, LinkNews, Signal } from '#shared/wire/signal.ts';
import { Terminal808, type TerminalOptions } from '#tests/simulators/jt808.ts';
import { until } from '#tests/simulators/linkStation.ts';
import { seeded } from '#tests/simulators/seeded.ts';
import { type LinkedDevice, type Links, startLinks, type TerminalDesk } from '../../index.ts';
import { writeLocation } from './location.ts';
import { UPLINK, writeReply } from './messages.ts';

const NOW = Date.UTC(2031, 2, 8, 6, 15, 9);
const EXAMPLE =
  '7e0200002501380013800001020000000100000003026117bc06f02b7a003000e7010f310308141509010400007d027d01310109377e';
const EXAMPLE_REPLY = '7e80010005013800138000000001020200002f7e';
const HERE = { lon: 116.403066, lat: 39.9175 };
const BUS = '13800138000';
const CAR = '13800138003';

const bus: LinkedDevice = {
  id: 'bus-8',
  name: '8 路 0312 车',
  kind: 'oneKeyButton',
  link: 'buses',
  account: BUS,
  requireEncryption: false,
};

let store: DisposableStore;
let links: Links;
let now: number;
let signals: Signal[];
let news: LinkNews[];
let fixes: LinkFix[];
let deliver: (signal: Signal) => Promise<void>;
let alarmState: ReturnType<TerminalDesk['alarmStateOf']>;
let order: string | undefined;

beforeEach(() => {
  store = new DisposableStore();
  now = NOW;
  signals = [];
  news = [];
  fixes = [];
  alarmState = 'none';
  order = undefined;
  deliver = async () => undefined;
});
afterEach(() => store.dispose());

const secret = Buffer.alloc(32, 7);

async function start(settings: object = {}, transport: object = {}): Promise<void> {
  const tcp = { kind: 'tcp', host: '127.0.0.1', port: 0, ...transport };
  const started = await startLinks({
    links: [jt808Link.parse({ id: 'buses', protocol: 'jt808', transport: tcp, ...settings })],
    devices: {
      findByAccount: (_, account) => (account === BUS ? bus : undefined),
      list: () => [bus],
    },
    clock: () => now,
    deliver: (signal) => {
      signals.push(signal);
      return deliver(signal);
    },
    report: (item) => {
      news.push(item);
    },
    locate: (fix) => {
      fixes.push(fix);
    },
    terminals: {
      secret,
      findUnit: (key) => (key === CAR ? 'u-003' : undefined),
      alarmStateOf: () => alarmState,
      orderFor: () => (order === undefined ? undefined : { text: order, isUrgent: true }),
    },
    superviseEveryMs: 0,
  });
  if (!started.ok) throw new Error(started.failure.message);
  links = store.add(started.value);
}

function newTerminal(options: Partial<TerminalOptions> = {}): Terminal808 {
  return store.add(new Terminal808({ port: links.ports.buses!.port, id: BUS, ...options }));
}

async function online(options: Partial<TerminalOptions> = {}): Promise<Terminal808> {
  const terminal = newTerminal(options);
  expect(await terminal.goOnline()).toEqual({ messageId: UPLINK.authenticate, result: 0 });
  return terminal;
}

/** A bare socket: hex in, hex out. */
function openSocket(): Socket & { readonly heard: () => string; readonly isOver: () => boolean } {
  let heard = '';
  let isOver = false;
  const socket = connect(links.ports.buses!.port, '127.0.0.1');
  store.add(toDisposable(() => socket.destroy()));
  socket.on('data', (chunk) => {
    heard += chunk.toString('hex');
  });
  socket.on('close', () => {
    isOver = true;
  });
  return Object.assign(socket, { heard: () => heard, isOver: () => isOver });
}

const report = (at = now) => ({ ...HERE, at });
const refused = () => links.health()[0]!.refused;

group('the example of the specification', () => {
  test('is answered byte for byte, and is this signal and this position', async () => {
    await start({ requireAuthentication: false });
    const socket = openSocket();
    socket.write(Buffer.from(EXAMPLE, 'hex'));
    await until(() => socket.heard() !== '');
    expect(socket.heard()).toBe(EXAMPLE_REPLY);
    expect(signals).toEqual([
      {
        linkId: 'buses',
        protocol: 'jt808',
        remote: { address: '127.0.0.1', port: expect.any(Number) },
        receivedAt: NOW,
        raw: EXAMPLE,
        deviceId: 'bus-8',
        account: BUS,
        sequence: '258',
        token: '0200',
        events: [
          {
            class: 'emergency',
            code: 'SOS',
            qualifier: null,
            partition: null,
            zone: null,
            text: '23 km/h · 271°',
            restore: false,
            silent: false,
            zh: '车载终端紧急报警',
            en: 'Vehicle terminal SOS',
          },
        ],
        deviceAt: NOW,
        skewMs: 0,
        isClockWrong: false,
        authenticated: 'clear',
        duplicateKey: `clear:buses:${BUS}:sos:258:${NOW}`,
        position: HERE,
        isMoving: true,
      },
    ]);
    expect(fixes).toEqual([
      {
        linkId: 'buses',
        protocol: 'jt808',
        unitKey: 'bus-8',
        ...HERE,
        altitudeM: 48,
        courseDegrees: 271,
        speedMps: 231 / 36,
        accuracyM: null,
        batteryPercent: null,
        fixAt: NOW,
        receivedAt: NOW,
      },
    ]);
  });

  test('one byte at a time, between garbage and halves, it is the same', async () => {
    await start({ requireAuthentication: false });
    const socket = openSocket();
    socket.setNoDelay(true);
    const stream = Buffer.from(`ffff${EXAMPLE.slice(0, 40)}${EXAMPLE}0d0a`, 'hex');
    for (const byte of stream) socket.write(Buffer.of(byte));
    await until(() => socket.heard() !== '');
    expect(socket.heard()).toBe(EXAMPLE_REPLY);
    expect(refused()).toEqual({ noise: 1, checksum: 1 });
  });
});

group('registration, authentication and the session', () => {
  test('a terminal registers, authenticates, lives and leaves', async () => {
    await start();
    const terminal = await online();
    expect(terminal.code).toMatch(/^[0-9a-f]{16}$/);
    expect(await terminal.heartbeat()).toEqual({ messageId: UPLINK.heartbeat, result: 0 });
    expect(await terminal.logout()).toEqual({ messageId: UPLINK.logout, result: 0 });
    expect(await terminal.heartbeat()).toEqual({ messageId: UPLINK.heartbeat, result: 1 });
    expect(news).toMatchObject([{ kind: 'firstContact', deviceId: 'bus-8' }]);
    expect(terminal.received.map(({ header }) => header.serial)).toEqual([0, 1, 2, 3, 4]);
  });

  test('a link that is opened again with the same secret still knows its code', async () => {
    await start();
    const { code } = await online();
    store.dispose();
    store = new DisposableStore();
    await start();
    const terminal = await online({ code: code! });
    expect(terminal.received).toHaveLength(1);
  });

  test('the edition of 2019, whose replies copy its ten id bytes', async () => {
    await start();
    const terminal = await online({ version: 2019 });
    expect((await terminal.report(report())).result).toBe(0);
    const [first] = terminal.received;
    expect(first!.header).toMatchObject({ version: 2019, terminalHex: '00000000013800138000', protocolVersion: 1 });
    expect(fixes).toMatchObject([{ unitKey: 'bus-8', ...HERE }]);
  });

  test('a wrong code is refused and the connection ends', async () => {
    await start();
    const terminal = newTerminal({ code: 'ffffffffffffffff' });
    expect(await terminal.goOnline()).toEqual({ messageId: UPLINK.authenticate, result: 1 });
    await until(() => !terminal.isConnected);
    expect(refused()).toEqual({ code: 1 });
  });

  test('before authentication a report is refused and moves nothing, but an SOS is shown', async () => {
    await start();
    const terminal = newTerminal();
    await terminal.connect();
    expect((await terminal.report(report())).result).toBe(1);
    expect((await terminal.heartbeat()).result).toBe(1);
    expect([fixes, signals, news]).toEqual([[], [], []]);
    expect((await terminal.pressSos(report())).result).toBe(1);
    expect(signals).toMatchObject([
      { deviceId: null, reason: 'unknownAccount', account: BUS, events: [{ class: 'emergency' }], position: HERE },
    ]);
  });

  test('a terminal nobody has configured is told so, and its call and its SOS are shown', async () => {
    await start();
    const terminal = newTerminal({ id: '13900139000' });
    await terminal.connect();
    expect(await terminal.register()).toBe(4);
    expect((await terminal.pressSos(report())).result).toBe(1);
    expect(await terminal.authenticate('x')).toEqual({ messageId: UPLINK.authenticate, result: 1 });
    await until(() => !terminal.isConnected);
    expect(signals).toMatchObject([
      { deviceId: null, reason: 'unknownAccount', account: '13900139000', events: [{ class: 'info', code: 'CALL' }] },
      { deviceId: null, reason: 'unknownAccount', account: '13900139000', events: [{ class: 'emergency' }] },
    ]);
  });

  test('a second connection that has authenticated replaces the first; one that has not does not', async () => {
    await start();
    const first = await online();
    const impostor = newTerminal();
    await impostor.connect();
    expect((await impostor.report(report())).result).toBe(1);
    expect((await first.heartbeat()).result).toBe(0);
    const second = await online({ code: first.code! });
    await until(() => !first.isConnected);
    expect(links.notify('buses', BUS, { text: '在线', isUrgent: false })).toBe(true);
    await until(() => second.shown.length === 1);
    expect(first.shown).toEqual([]);
  });

  test('a connection belongs to the terminal of its first frame', async () => {
    await start();
    const terminal = await online();
    terminal.send(Buffer.from(EXAMPLE.replace('013800138000', '013800138003'), 'hex'));
    terminal.send(newTerminal({ id: CAR }).frame(UPLINK.heartbeat, Buffer.alloc(0)).frame);
    expect((await terminal.heartbeat()).result).toBe(0);
    expect(refused()).toEqual({ checksum: 1, otherTerminal: 1 });
  });

  test('what is not for us is answered as unsupported, what is too short as bad; neither ends anything', async () => {
    await start();
    const terminal = await online();
    expect((await terminal.ask(0x0801, Buffer.alloc(20))).body[4]).toBe(3);
    expect((await terminal.ask(UPLINK.location, Buffer.alloc(27))).body[4]).toBe(2);
    expect((await terminal.ask(UPLINK.batch, Buffer.alloc(2))).body[4]).toBe(2);
    expect(signals).toMatchObject([{ reason: 'undecodable', events: [{ class: 'unreadable' }] }]);
    expect((await terminal.heartbeat()).result).toBe(0);
  });

  test('three frames without an end close the connection', async () => {
    await start();
    const socket = openSocket();
    for (let turn = 0; turn < 3; turn++) socket.write(Buffer.concat([Buffer.of(0x7e), Buffer.alloc(5_000, 0x31)]));
    await until(() => socket.isOver());
    expect(refused()).toEqual({ oversize: 3 });
  });

  test('a connection that says nothing sound is closed when its time is over', async () => {
    await start({}, { idleSeconds: 1 });
    const socket = openSocket();
    const drip = setInterval(() => socket.write('x'), 100);
    store.add(toDisposable(() => clearInterval(drip)));
    await until(() => socket.isOver());
  });

  test('who has not authenticated within a minute is sent away, who has may stay silent', async () => {
    await start();
    const terminal = await online();
    const socket = openSocket();
    await until(() => links.health()[0]!.connections === 2);
    for (const ms of [0, 61_000]) links.supervise(now + ms);
    await until(() => socket.isOver());
    expect((await terminal.heartbeat()).result).toBe(0);
  });

  test('a lenient link takes a body length that is wrong', async () => {
    await start({ requireAuthentication: false, lenientLength: true });
    const terminal = newTerminal();
    await terminal.connect();
    const content = Buffer.from(EXAMPLE, 'hex');
    // Length 0x25 becomes 0x24, and the check byte 0x37 with it.
    const wrong = Buffer.from(content.with(4, 0x24).with(content.length - 2, 0x36));
    terminal.send(wrong);
    await until(() => signals.length === 1);
  });
});

group('positions', () => {
  test('a report without a fix or a time moves nothing', async () => {
    await start();
    const terminal = await online();
    expect((await terminal.report({ ...report(), statusBits: 1 })).result).toBe(0);
    expect((await terminal.report({ ...report(), statusBits: 0b100011 })).result).toBe(0);
    const untimed = Buffer.from(writeLocation({ ...EMPTY, ...report() }).fill(0, 22, 28));
    expect((await terminal.ask(UPLINK.location, untimed)).body[4]).toBe(0);
    expect(fixes).toEqual([]);
  });

  test('a link of GCJ-02 terminals gives WGS-84', async () => {
    await start({ datum: 'gcj02' });
    const terminal = await online();
    await terminal.report({ lon: 116.410244, lat: 39.916404, at: now });
    expect(fixes[0]!.lon).toBeCloseTo(116.404, 5);
    expect(fixes[0]!.lat).toBeCloseTo(39.915, 5);
  });

  test('a batch comes oldest first, in whatever order it was sent, and in parts as well as whole', async () => {
    await start();
    const terminal = await online({ id: CAR });
    await terminal.catchUp([report(now - 10_000), report(now - 30_000), report(now - 20_000)]);
    expect(fixes.map(({ fixAt, unitKey }) => [unitKey, now - fixAt])).toEqual([
      ['u-003', 30_000],
      ['u-003', 20_000],
      ['u-003', 10_000],
    ]);
    const point = writeLocation({ ...EMPTY, ...report() });
    const body = Buffer.concat([Buffer.of(0, 1, 0, 0, point.length), point]);
    expect(await terminal.askInParts(UPLINK.batch, body, 10)).toEqual({ messageId: UPLINK.batch, result: 0 });
    expect(fixes).toHaveLength(4);
  });

  test('parts that never become whole are given up and counted', async () => {
    await start({ reassemblySeconds: 30 });
    const terminal = await online();
    await terminal.ask(UPLINK.batch, Buffer.alloc(5), { total: 2, index: 1 });
    now += 31_000;
    links.supervise(now);
    await until(() => refused().timeout === 1);
    await terminal.ask(UPLINK.batch, Buffer.alloc(5), { total: 3, index: 2 });
    expect((await terminal.heartbeat()).result).toBe(0);
  });
});

group('SOS', () => {
  const sosCount = () => signals.filter(({ deviceId, unitId }) => deviceId ?? unitId).length;

  test('is one alarm per press, however many reports carry the bit', async () => {
    await start();
    const terminal = await online();
    await terminal.report(report());
    await terminal.pressSos(report(now + 1_000));
    for (let second = 2; second < 10; second++) await terminal.report(report(now + second * 1_000));
    expect(sosCount()).toBe(1);
    await terminal.report({ ...report(now + 10_000), alarmBits: 0 });
    await terminal.pressSos(report(now + 11_000));
    expect(sosCount()).toBe(2);
  });

  test('of 150 presses through noise, cuts and doubled frames (seed 808) none is lost and none invented', async () => {
    await start();
    const { below, chance } = seeded(808);
    const noise = () => Buffer.from(Array.from({ length: below(40) }, () => below(256)));
    const terminal = await online({
      spoil(frame) {
        const cut = below(frame.length);
        const once = [...(chance(0.3) ? [noise()] : []), frame.subarray(0, cut), frame.subarray(cut)];
        return chance(0.3) ? [...once, ...(chance(0.5) ? [noise()] : []), frame] : once;
      },
    });
    for (let press = 0; press < 150; press++) {
      await terminal.pressSos(report(now + press * 2_000));
      await terminal.report({ ...report(now + press * 2_000 + 1_000), alarmBits: 0 });
    }
    expect(sosCount()).toBe(150);
  });

  test('is not raised again by its own retransmission or after ten minutes of standing', async () => {
    await start();
    const terminal = await online();
    await terminal.pressSos(report());
    for (let minute = 1; minute < 30; minute++) {
      now += 60_000;
      await terminal.report(report());
    }
    expect(sosCount()).toBe(1);
  });

  test('is durable before the answer, and a press that could not be stored is stored by the next report', async () => {
    await start();
    const terminal = await online();
    deliver = () => Promise.reject(new Error('disk'));
    void terminal.pressSos(report()).catch(() => undefined);
    await until(() => signals.length === 1);
    deliver = async () => undefined;
    expect((await terminal.report(report(now + 1_000))).result).toBe(0);
    expect(signals.map(({ duplicateKey }) => duplicateKey)).toEqual([
      signals[0]!.duplicateKey,
      signals[0]!.duplicateKey,
    ]);
    expect(terminal.received.filter(({ body }) => body.readUInt16BE(2) === UPLINK.location)).toHaveLength(1);
  });

  test('without a fix happened at the last one, and says so', async () => {
    await start();
    const terminal = await online();
    await terminal.report(report());
    await terminal.pressSos({ lon: 0, lat: 0, at: now + 1_000, statusBits: 1 });
    expect(signals).toMatchObject([
      { position: HERE, events: [{ text: '无定位，取最后一次有效位置 (no fix: last known position)' }] },
    ]);
  });

  test('of a unit’s terminal is the unit’s own call', async () => {
    await start();
    const terminal = await online({ id: CAR });
    await terminal.pressSos(report());
    expect(signals).toMatchObject([{ deviceId: null, unitId: 'u-003', account: 'u-003', position: HERE }]);
    expect(signals[0]!.reason).toBeUndefined();
  });

  test('pressed where there was no network is raised by the catch-up; an old clear point does not end a press', async () => {
    await start();
    const terminal = await online();
    await terminal.report(report());
    await terminal.catchUp([report(now - 60_000), { ...report(now - 50_000), isSos: true }]);
    expect(signals).toMatchObject([{ deviceAt: now - 50_000, isClockWrong: true }]);
    await terminal.catchUp([report(now - 40_000)]);
    await terminal.pressSos(report(now + 1_000));
    expect(sosCount()).toBe(1);
  });

  test('told of again from the terminal’s memory when it is long over is not a second one; a press before it is', async () => {
    await start();
    const terminal = await online();
    await terminal.pressSos(report(now));
    await terminal.report({ ...report(now + 60_000), alarmBits: 0 });
    await terminal.catchUp([{ ...report(now + 30_000), isSos: true }, report(now + 31_000)]);
    expect(sosCount()).toBe(1);
    await terminal.catchUp([{ ...report(now - 30_000), isSos: true }]);
    expect(sosCount()).toBe(2);
  });

  test('is heard from a terminal whose clock has once been in the next century', async () => {
    await start();
    const terminal = await online();
    await terminal.report(report(Date.UTC(2098, 0, 1)));
    await terminal.pressSos(report());
    await terminal.report({ ...report(now + 1_000), alarmBits: 0 });
    await terminal.pressSos(report(now + 2_000));
    expect(sosCount()).toBe(2);
  });

  test('taken up by an officer is confirmed to the terminal, at once and with every further report', async () => {
    await start();
    const terminal = await online();
    await terminal.pressSos(report());
    expect(links.confirmAlarm('buses', BUS)).toBe(true);
    await until(() => !terminal.isSosSet);
    const [confirmation] = terminal.received.slice(-1);
    expect([confirmation!.header.messageId, confirmation!.body.toString('hex')]).toEqual([0x8203, '000000000001']);
    alarmState = 'confirmed';
    expect((await terminal.report({ ...report(now + 1_000), alarmBits: 1 })).result).toBe(4);
    expect((await terminal.report(report(now + 2_000))).result).toBe(0);
    expect(links.confirmAlarm('buses', BUS)).toBe(false);
  });

  test('a bit that stands after a restart for an alarm still waiting is not a second one; for any other it is', async () => {
    await start();
    alarmState = 'waiting';
    const terminal = await online();
    await terminal.pressSos(report());
    expect(sosCount()).toBe(0);
    const car = await online({ id: CAR });
    alarmState = 'confirmed';
    await car.pressSos(report());
    expect(sosCount()).toBe(1);
  });
});

group('text', () => {
  test('reaches the screen with the flags of an order, and the terminal’s reply is not answered', async () => {
    await start();
    const terminal = await online();
    expect(links.notify('buses', BUS, { text: '请立即前往东溪路', isUrgent: true })).toBe(true);
    await until(() => terminal.shown.length === 1);
    expect(terminal.shown).toEqual([{ flags: 0x0d, text: '请立即前往东溪路' }]);
    const before = terminal.received.length;
    await terminal.heartbeat();
    expect(terminal.received).toHaveLength(before + 1);
  });

  test('the order a unit is under follows its authentication, and nobody else’s', async () => {
    await start();
    order = '请立即前往东溪路';
    const car = await online({ id: CAR });
    await until(() => car.shown.length === 1);
    expect(car.shown).toEqual([{ flags: 0x0d, text: order }]);
    const { shown } = await online();
    expect(shown).toEqual([]);
  });

  test('to a terminal that is not connected is not sent', async () => {
    await start();
    expect(links.notify('buses', BUS, { text: '在吗', isUrgent: false })).toBe(false);
    const terminal = await online();
    terminal.disconnect();
    await until(() => links.health()[0]!.connections === 0);
    expect(links.notify('buses', BUS, { text: '在吗', isUrgent: false })).toBe(false);
    expect(links.notify('nowhere', BUS, { text: '在吗', isUrgent: false })).toBe(false);
  });

  test('a terminal reply that is too short harms nothing', async () => {
    await start();
    const terminal = await online();
    terminal.send(terminal.frame(UPLINK.terminalReply, writeReply(1, 0x8300, 0).subarray(0, 3)).frame);
    expect((await terminal.heartbeat()).result).toBe(0);
  });
});

const EMPTY = { alarmBits: 0, statusBits: 3, altitudeM: 0, speedMps: 0, courseDegrees: 0 };
