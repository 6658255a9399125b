import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DisposableStore } from '#shared/kit/disposable.ts';
import type { LinkNews, Signal } from '#shared/wire/signal.ts';
import { garbage, RawCaller, turnBit } from '#tests/simulators/dc09.ts';
import { type LinkedDevice, type Links, type LinksOptions, startLinks } from './index.ts';
import { decodeBytes } from './protocols/dc09/decode.ts';
import { encodeFrame, encodeMessage, type OutgoingMessage } from './protocols/dc09/encode.ts';
import type { Header } from './protocols/dc09/message.ts';

const NOW = Date.UTC(2031, 2, 8, 6, 15, 9);
const KEY_HEX = '00112233445566778899AABBCCDDEEFF';
const KEY = Buffer.from(KEY_HEX, 'hex');
const PANIC = '\n14930058"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008][X116E24.1840][Y39N55.0500]_06:15:09,03-08-2031\r';
const PANIC_ACK = '\n554A0014"ACK"0417R1L2#70A1[]\r';
const SEALED =
  '\n63790078"*ADM-CID"0418R1L2#70A1[5498AD4F8CB1D2340A94C2ECBEDDE3C14773DE14E55EFAB434468F6A976FF159DAC70C512216AA71F70DEC474BF897A9\r';

const pole: LinkedDevice = {
  id: 'pole-1',
  name: '东溪社区 1 号报警杆',
  kind: 'alarmPole',
  link: 'poles',
  account: '70A1',
  key: { encoding: 'hex', value: KEY_HEX },
  requireEncryption: false,
  supervisionSeconds: 90,
};
const strictPole: LinkedDevice = { ...pole, id: 'pole-2', account: '70A2', requireEncryption: true };
const keylessPole: LinkedDevice = { ...pole, id: 'pole-3', account: '70A3', key: undefined };

const resources: DisposableStore[] = [];
let now = NOW;
let signals: Signal[] = [];
let news: LinkNews[] = [];
let deliver: (signal: Signal) => Promise<void> = async () => undefined;
let caller: RawCaller;

beforeEach(() => {
  now = NOW;
  signals = [];
  news = [];
  deliver = async () => undefined;
});
afterEach(() => {
  for (const item of resources.splice(0)) item.dispose();
});

async function start(options: Partial<LinksOptions> = {}): Promise<Links> {
  const owned = new DisposableStore();
  resources.push(owned);
  const devices = [pole, strictPole, keylessPole];
  const started = await startLinks({
    links: [{ id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } }],
    devices: {
      findByAccount: (_, account) => devices.find((device) => device.account === account.toUpperCase()),
      list: () => devices,
    },
    clock: () => now,
    deliver: (signal) => {
      signals.push(signal);
      return deliver(signal);
    },
    report: (item) => {
      news.push(item);
    },
    superviseEveryMs: 0,
    ...options,
  });
  if (!started.ok) throw new Error(started.failure.message);
  const links = owned.add(started.value);
  caller = owned.add(new RawCaller(links.ports.poles!.port));
  return links;
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const frameOf = (body: string) => encodeFrame(bytes(body), 'ascii');
const header = (more: Partial<Header> = {}): Header => ({
  form: 'ascii',
  token: 'ADM-CID',
  isEncrypted: false,
  sequence: '0417',
  receiver: '1',
  line: '2',
  account: '70A1',
  ...more,
});
const sealed = (more: Partial<Header> = {}, rest: Partial<OutgoingMessage> = {}) =>
  encodeMessage({
    header: header({ isEncrypted: true, ...more }),
    data: '#70A1|1120 03 008',
    at: now,
    key: KEY,
    ...rest,
  });
const HEARTBEAT = frameOf('"NULL"0000L2#70A1[]');
const HEARTBEAT_ACK = frameOf('"ACK"0000L2#70A1[]').toString('latin1');

/** Resolves when the condition holds; the test's own timeout is the limit. */
async function until(condition: () => boolean) {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** Proof that nothing was answered before: answers of one source keep their order, so the heartbeat's would be second. */
async function expectNoAnswerTo(...frames: Buffer[]) {
  for (const frame of frames) caller.send(frame);
  expect((await caller.ask(HEARTBEAT)).toString('latin1')).toBe(HEARTBEAT_ACK);
}

describe('decision table of PROTOCOLS 1.6', () => {
  test('row 1: noise, a wrong CRC and a wrong length are counted and not answered', async () => {
    const links = await start();
    await expectNoAnswerTo(bytes('hello'), turnBit(bytes(PANIC), 200), bytes(PANIC.replace('0058', '0057')));
    expect(links.health()[0]).toMatchObject({ received: 4, refused: { format: 1, crc: 1, length: 1 }, answered: 1 });
    expect(signals).toEqual([]);
  });

  test('row 1: a site may answer noise with NAK', async () => {
    await start({ settings: { nakNoise: true } });
    expect((await caller.ask(turnBit(bytes(PANIC), 200))).toString('latin1')).toBe(
      frameOf('"NAK"0000R0L0A0[]_06:15:09,03-08-2031').toString('latin1'),
    );
  });

  test('row 2: an unknown account is not answered, but what it says is shown', async () => {
    await start();
    await expectNoAnswerTo(frameOf('"ADM-CID"0001L0#BEEF[#BEEF|1120 03 008]'));
    expect(signals).toMatchObject([
      {
        deviceId: null,
        reason: 'unknownAccount',
        account: 'BEEF',
        duplicateKey: null,
        events: [{ class: 'emergency', code: '120' }],
      },
    ]);
  });

  test('row 2: encrypted without a key, or with another key, is shown and not answered', async () => {
    await start();
    const wrongKey = sealed({}, { key: Buffer.alloc(16, 'w') });
    await expectNoAnswerTo(sealed({ account: '70A3' }), wrongKey);
    expect(signals).toMatchObject([
      { deviceId: null, reason: 'undecodable', account: '70A3', events: [{ class: 'unreadable' }] },
      { deviceId: null, reason: 'undecodable', account: '70A1', authenticated: 'clear' },
    ]);
  });

  test('row 2: a site may answer strangers with NAK', async () => {
    await start({ settings: { nakStrangers: true } });
    const reply = await caller.ask(frameOf('"NULL"0000L0#BEEF[]'));
    expect(reply.toString('latin1')).toBe(frameOf('"NAK"0000R0L0A0[]_06:15:09,03-08-2031').toString('latin1'));
  });

  test('row 3: clear in the name of a device that must encrypt is refused with DUH and noticed', async () => {
    await start();
    const forged = frameOf('"ADM-CID"0417R1L2#70A2[#70A2|1406 03 008]');
    expect((await caller.ask(forged)).toString('latin1')).toBe(frameOf('"DUH"0417R1L2#70A2[]').toString('latin1'));
    expect(signals).toEqual([]);
    expect(news).toMatchObject([
      { kind: 'securityNotice', deviceId: 'pole-2', events: [{ class: 'cancel' }], raw: forged.toString('hex') },
    ]);
  });

  test.each([
    [-41, 'nak'],
    [-40, 'ack'],
    [0, 'ack'],
    [20, 'ack'],
    [21, 'nak'],
  ])('row 4: an encrypted message of %i s is answered with %s', async (seconds, kind) => {
    await start();
    const reply = await caller.ask(sealed({}, { at: NOW + seconds * 1_000 }));
    const nak = frameOf('"NAK"0000R0L0A0[]_06:15:09,03-08-2031').toString('latin1');
    expect(reply.toString('latin1') === nak ? 'nak' : 'ack').toBe(kind);
    expect(signals).toHaveLength(kind === 'ack' ? 1 : 0);
    expect(news.map((item) => item.kind)).toEqual(kind === 'ack' ? ['firstContact'] : ['clockSkew']);
  });

  test('row 4: encrypted without a time is answered with our time', async () => {
    await start();
    const { at, ...timeless } = { header: header({ isEncrypted: true }), data: '#70A1|1120 03 008', at: 0, key: KEY };
    const reply = await caller.ask(encodeMessage(timeless));
    expect(reply.toString('latin1')).toBe(frameOf('"NAK"0000R0L0A0[]_06:15:09,03-08-2031').toString('latin1'));
    expect(news).toMatchObject([{ kind: 'clockSkew', isRefused: true, skewMs: null }]);
  });

  test.each([
    ['an unknown token', '"XYZ-ABC"0417R1L2#70A1[#70A1|1120 03 008]'],
    ['a payload that is none', '"ADM-CID"0417R1L2#70A1[#70A1|hello]'],
    ['a lower case code', '"SIA-DCS"0417R1L2#70A1[#70A1|Nba05]'],
    ['no end of data', '"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008'],
    ['a request for a key', '"NULL"0417R1L2#70A1[][K00112233]'],
  ])('row 5: %s is stored, shown as unreadable and answered with DUH', async (_, body) => {
    await start();
    const frame = frameOf(body);
    expect((await caller.ask(frame)).toString('latin1')).toBe(frameOf('"DUH"0417R1L2#70A1[]').toString('latin1'));
    await caller.ask(frame);
    expect(signals).toMatchObject([
      { deviceId: 'pole-1', reason: 'unreadable', raw: frame.toString('hex'), events: [{ class: 'unreadable' }] },
    ]);
  });

  test('row 6: a retransmission is acknowledged again and raises nothing', async () => {
    const links = await start();
    expect((await caller.ask(bytes(PANIC))).toString('latin1')).toBe(PANIC_ACK);
    expect((await caller.ask(bytes(PANIC))).toString('latin1')).toBe(PANIC_ACK);
    expect(signals).toHaveLength(1);
    expect(links.health()[0]).toMatchObject({ outcomes: { accepted: 1, duplicate: 1 }, acked: 2 });
  });

  test('row 6: the next sequence number is a new alarm, and so is the same one after ten minutes', async () => {
    await start();
    await caller.ask(bytes(PANIC));
    await caller.ask(frameOf('"ADM-CID"0418R1L2#70A1[#70A1|1120 03 008]'));
    now += 10 * 60_000 + 1;
    await caller.ask(bytes(PANIC));
    expect(signals.map((signal) => signal.sequence)).toEqual(['0417', '0418', '0417']);
  });

  test('row 7: a heartbeat is acknowledged and is a sign of life only', async () => {
    const links = await start();
    expect((await caller.ask(HEARTBEAT)).toString('latin1')).toBe(HEARTBEAT_ACK);
    expect(signals).toEqual([]);
    expect(links.contacts()[0]).toEqual({ deviceId: 'pole-1', lastSeenAt: NOW, isLost: false });
  });

  test('row 8: the example of the specification becomes this signal and this answer', async () => {
    await start();
    expect((await caller.ask(bytes(PANIC))).toString('latin1')).toBe(PANIC_ACK);
    expect(signals).toEqual([
      {
        linkId: 'poles',
        protocol: 'dc09',
        remote: { address: '127.0.0.1', port: expect.any(Number) },
        receivedAt: NOW,
        raw: bytes(PANIC).toString('hex'),
        deviceId: 'pole-1',
        account: '70A1',
        sequence: '0417',
        token: 'ADM-CID',
        events: [
          {
            class: 'emergency',
            code: '120',
            qualifier: 1,
            partition: '03',
            zone: '008',
            text: null,
            restore: false,
            silent: false,
            zh: '紧急求助',
            en: 'Panic',
          },
        ],
        deviceAt: NOW,
        skewMs: 0,
        isClockWrong: false,
        authenticated: 'clear',
        duplicateKey: expect.stringMatching(/^clear:poles:70A1:0417:[0-9a-f]{32}$/),
        position: { lon: 116 + 24.184 / 60, lat: 39 + 55.05 / 60 },
      },
    ]);
  });

  test('row 8: the encrypted example is acknowledged encrypted, with our time', async () => {
    await start();
    const reply = await caller.ask(bytes(SEALED));
    expect(reply.toString('latin1')).toMatch(/^\n[0-9A-F]{4}0054"\*ACK"0418R1L2#70A1\[[0-9A-F]{64}\r$/);
    expect(decodeBytes(reply, () => KEY)).toMatchObject({ ok: true, message: { payload: '', time: { at: NOW } } });
    expect(signals).toMatchObject([{ authenticated: 'encrypted', deviceId: 'pole-1' }]);
  });

  test('a binary CRC is answered with a binary CRC', async () => {
    await start();
    const frame = encodeFrame(bytes('"NULL"0000#70A1[]'), 'binary');
    expect(await caller.ask(frame)).toEqual(encodeFrame(bytes('"ACK"0000#70A1[]'), 'binary'));
  });

  test('receiver and line come back exactly as they were sent', async () => {
    await start();
    expect((await caller.ask(frameOf('"NULL"0007R00aL#70a1[]'))).toString('latin1')).toBe(
      frameOf('"ACK"0007R00aL#70a1[]').toString('latin1'),
    );
  });

  test('several events of one message are one signal and one answer', async () => {
    await start();
    await caller.ask(frameOf('"SIA-DCS"0009L2#70A1[#70A1|Nri1/PA8^Gate^/FA03][I东溪][LNo 3]'));
    expect(signals).toMatchObject([
      {
        events: [
          { class: 'emergency', code: 'PA', partition: '1', zone: '8', text: 'Gate' },
          { class: 'fire', code: 'FA', zone: '03', text: null },
        ],
        location: 'No 3',
      },
    ]);
  });

  test('an alarm that also asks for a key is raised and answered with DUH', async () => {
    await start();
    const reply = await caller.ask(frameOf('"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008][K0011]'));
    expect(reply.toString('latin1')).toBe(frameOf('"DUH"0417R1L2#70A1[]').toString('latin1'));
    expect(signals).toMatchObject([{ events: [{ class: 'emergency' }] }]);
  });

  test('a reply of another receiver is not answered, or two receivers would talk for ever', async () => {
    const links = await start();
    await expectNoAnswerTo(frameOf('"DUH"0417R1L2#70A1[]'), frameOf('"NAK"0000R0L0A0[]'));
    expect(links.health()[0]).toMatchObject({ refused: { reply: 2 } });
  });

  test('several frames of one datagram are answered one by one, in order, noise or not', async () => {
    await start();
    caller.send(bytes(PANIC), bytes('\0\r\nnoise'), HEARTBEAT, bytes(PANIC));
    const replies = [await caller.nextReply(), await caller.nextReply(), await caller.nextReply()];
    expect(replies.map((reply) => reply.toString('latin1'))).toEqual([PANIC_ACK, HEARTBEAT_ACK, PANIC_ACK]);
    expect(signals).toHaveLength(1);
  });

  test('two hundred datagrams of garbage change nothing', async () => {
    const links = await start();
    for (const noise of garbage(7, 200)) caller.send(noise);
    expect((await caller.ask(HEARTBEAT)).toString('latin1')).toBe(HEARTBEAT_ACK);
    expect(signals).toEqual([]);
    expect(links.health()[0]).toMatchObject({ answered: 1, isUp: true, fault: null });
  });
});

describe('store first, answer after', () => {
  test('the control: an answer that has nothing to wait for is there after two rounds with another source', async () => {
    const links = await start();
    const other = resources[0]!.add(new RawCaller(links.ports.poles!.port));
    caller.send(bytes(PANIC));
    await other.ask(HEARTBEAT);
    await other.ask(HEARTBEAT);
    expect(caller.replies.map((reply) => reply.toString('latin1'))).toEqual([PANIC_ACK]);
  });

  test('no acknowledgement leaves before the signal is durable, and the duplicate waits for the same moment', async () => {
    const links = await start();
    let commit: () => void = () => undefined;
    deliver = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    const other = resources[0]!.add(new RawCaller(links.ports.poles!.port));
    caller.send(bytes(PANIC));
    caller.send(bytes(PANIC));
    // Another source is served meanwhile: see the control above.
    expect((await other.ask(HEARTBEAT)).toString('latin1')).toBe(HEARTBEAT_ACK);
    expect((await other.ask(HEARTBEAT)).toString('latin1')).toBe(HEARTBEAT_ACK);
    expect(caller.replies).toEqual([]);
    expect(signals).toHaveLength(1);
    commit();
    expect((await caller.nextReply()).toString('latin1')).toBe(PANIC_ACK);
    expect((await caller.nextReply()).toString('latin1')).toBe(PANIC_ACK);
  });

  test('what cannot be stored is not acknowledged, and its retransmission is tried afresh', async () => {
    const links = await start();
    deliver = async () => {
      throw new Error('disk full');
    };
    await expectNoAnswerTo(bytes(PANIC));
    expect(links.health()[0]).toMatchObject({ notStored: 1, acked: 1, fault: expect.stringContaining('disk full') });
    deliver = async () => undefined;
    expect((await caller.ask(bytes(PANIC))).toString('latin1')).toBe(PANIC_ACK);
    expect(signals).toHaveLength(2);
    expect(links.health()[0]).toMatchObject({ fault: null });
  });

  test('answers of one source keep the order of its messages; storing does not wait', async () => {
    await start();
    const commits: (() => void)[] = [];
    deliver = () => new Promise((resolve) => commits.push(resolve));
    const alarm = (sequence: string) => frameOf(`"ADM-CID"${sequence}L2#70A1[#70A1|1120 03 008]`);
    caller.send(alarm('0001'), alarm('0002'), alarm('0003'));
    await until(() => commits.length === 3);
    for (const commit of commits.reverse()) commit();
    const replies = [await caller.nextReply(), await caller.nextReply(), await caller.nextReply()];
    expect(replies.map((reply) => reply.toString('latin1').slice(14, 18))).toEqual(['0001', '0002', '0003']);
  });

  test('draining answers what came in and takes nothing more', async () => {
    const links = await start();
    let commit: () => void = () => undefined;
    deliver = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    caller.send(bytes(PANIC));
    await until(() => signals.length === 1);
    const drained = links.drain();
    commit();
    await drained;
    expect((await caller.nextReply()).toString('latin1')).toBe(PANIC_ACK);
    expect(links.health()[0]).toMatchObject({ isUp: false, inFlight: 0 });
  });
});

describe('replay', () => {
  test('a retransmission that crosses a restart is known by its key', async () => {
    await start();
    await caller.ask(bytes(PANIC));
    const recentKeys = signals.map((signal) => ({ key: signal.duplicateKey ?? '', at: signal.receivedAt }));
    for (const item of resources.splice(0)) item.dispose();
    await start({ recentKeys });
    expect((await caller.ask(bytes(PANIC))).toString('latin1')).toBe(PANIC_ACK);
    expect(signals).toHaveLength(1);
    // The negative control: without the seed it is an alarm again.
    for (const item of resources.splice(0)) item.dispose();
    await start();
    await caller.ask(bytes(PANIC));
    expect(signals).toHaveLength(2);
  });

  test('a recorded encrypted message is a duplicate inside the window and refused outside it', async () => {
    const links = await start();
    const recorded = sealed();
    await caller.ask(recorded);
    now += 39_000;
    await caller.ask(recorded);
    now += 2_000;
    expect((await caller.ask(recorded)).toString('latin1')).toContain('"NAK"');
    expect(signals).toHaveLength(1);
    expect(links.health()[0]).toMatchObject({ outcomes: { accepted: 1, duplicate: 1, refused: 1 }, naked: 1 });
  });

  test('a recorded heartbeat does not keep a silent device online', async () => {
    const links = await start();
    const recorded = sealed({ token: 'NULL', sequence: '0000' }, { data: '' });
    await caller.ask(recorded);
    now += 91_000;
    await caller.ask(recorded);
    links.supervise(now);
    expect(news.map((item) => item.kind)).toContain('lostContact');
  });
});

describe('clear messages and time', () => {
  test('a clear alarm with a wrong clock is raised and flagged', async () => {
    await start();
    now = NOW + 3_600_000;
    expect((await caller.ask(bytes(PANIC))).toString('latin1')).toBe(PANIC_ACK);
    expect(signals).toMatchObject([{ isClockWrong: true, skewMs: -3_600_000, deviceAt: NOW }]);
    expect(news.filter((item) => item.kind === 'clockSkew')).toMatchObject([{ isRefused: false, skewMs: -3_600_000 }]);
  });

  test('an impossible date is no time at all', async () => {
    await start();
    await caller.ask(frameOf('"ADM-CID"0417L2#70A1[#70A1|1120 03 008]_06:15:09,00-08-2031'));
    expect(signals).toMatchObject([{ deviceAt: null, skewMs: null, isClockWrong: false }]);
  });
});

describe('callers nobody enrolled', () => {
  const stranger = (sequence: string) => frameOf(`"ADM-CID"${sequence}L0#BEEF[#BEEF|1120 03 008]`);

  test('are shown at once, then once a minute with the count of the others', async () => {
    const links = await start();
    await expectNoAnswerTo(stranger('0001'), stranger('0002'), stranger('0003'));
    expect(signals).toHaveLength(1);
    now += 60_000;
    await expectNoAnswerTo(stranger('0004'));
    expect(signals.map(({ sequence, suppressed }) => ({ sequence, suppressed }))).toEqual([
      { sequence: '0001', suppressed: undefined },
      { sequence: '0004', suppressed: 2 },
    ]);
    await expectNoAnswerTo(stranger('0005'));
    now += 60_000;
    links.supervise(now);
    expect(news.filter((item) => item.kind === 'unknownCaller')).toEqual([
      { kind: 'unknownCaller', linkId: 'poles', account: 'BEEF', at: now, suppressed: 1 },
    ]);
  });

  test('cannot hide an alarm behind their heartbeats', async () => {
    await start();
    await expectNoAnswerTo(frameOf('"NULL"0000L0#BEEF[]'), stranger('0001'));
    expect(signals.map((signal) => signal.events[0]?.code)).toEqual(['NULL', '120']);
  });
});

describe('supervision', () => {
  test('silence is lost contact once, and the next sign of life restores once', async () => {
    const links = await start();
    await caller.ask(HEARTBEAT);
    const about = (deviceId: string) =>
      news.filter((item) => 'deviceId' in item && item.deviceId === deviceId).map((item) => item.kind);
    now += 90_000;
    links.supervise(now);
    expect(about('pole-1')).toEqual(['firstContact']);
    now += 1;
    links.supervise(now);
    links.supervise(now + 5_000);
    expect(about('pole-1')).toEqual(['firstContact', 'lostContact']);
    now += 10_000;
    await caller.ask(HEARTBEAT);
    await caller.ask(HEARTBEAT);
    expect(about('pole-1')).toEqual(['firstContact', 'lostContact', 'restored']);
    // Never heard at all: its silence counts from the start.
    expect(about('pole-2')).toEqual(['lostContact']);
  });
});

describe('opening', () => {
  test('a port in use is refused by name, and the links opened before it are closed', async () => {
    const links = await start();
    const { port } = links.ports.poles!;
    const free = { id: 'free', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } } as const;
    const taken = { ...free, id: 'taken', transport: { ...free.transport, port } };
    const refused = await startLinks({
      links: [free, taken],
      devices: { findByAccount: () => undefined, list: () => [] },
      clock: () => now,
      deliver: async () => undefined,
      report: () => undefined,
    });
    expect(refused).toMatchObject({
      ok: false,
      failure: { code: 'bindFailed', message: expect.stringContaining(`taken：无法监听 UDP 127.0.0.1:${port}`) },
    });
  });

  test('the panel gets the last frames with what became of them', async () => {
    const links = await start();
    await caller.ask(bytes(PANIC));
    expect(links.frames('poles')).toMatchObject([
      { raw: bytes(PANIC).toString('hex'), outcome: 'accepted', decoded: { ok: true, account: '70A1' } },
    ]);
    for (let turn = 0; turn < 60; turn++) await caller.ask(HEARTBEAT);
    expect(links.frames('poles')).toHaveLength(50);
    expect(links.frames('nowhere')).toEqual([]);
  });
});
