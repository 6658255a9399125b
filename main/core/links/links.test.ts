import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  bytes,
  frameOf,
  HEARTBEAT,
  HEARTBEAT_ACK,
  LinkStation,
  NOW,
  PANIC,
  PANIC_ACK,
  sealed,
  until,
} from '#tests/simulators/linkStation.ts';
import { startLinks } from './index.ts';

let station: LinkStation;
beforeEach(() => {
  station = new LinkStation();
});
afterEach(() => station.dispose());

describe('store first, answer after', () => {
  test('the control: an answer that has nothing to wait for is there after two rounds with another source', async () => {
    await station.start();
    const other = station.newCaller();
    station.caller.send(bytes(PANIC));
    await other.ask(HEARTBEAT);
    await other.ask(HEARTBEAT);
    expect(station.caller.replies.map((reply) => reply.toString('latin1'))).toEqual([PANIC_ACK]);
  });

  test('no acknowledgement leaves before the signal is durable, and the duplicate waits for the same moment', async () => {
    await station.start();
    let commit: () => void = () => undefined;
    station.deliver = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    const other = station.newCaller();
    station.caller.send(bytes(PANIC));
    station.caller.send(bytes(PANIC));
    // Another source is served meanwhile: see the control above.
    expect((await other.ask(HEARTBEAT)).toString('latin1')).toBe(HEARTBEAT_ACK);
    expect((await other.ask(HEARTBEAT)).toString('latin1')).toBe(HEARTBEAT_ACK);
    expect(station.caller.replies).toEqual([]);
    expect(station.signals).toHaveLength(1);
    commit();
    expect(await station.replies(2)).toEqual([PANIC_ACK, PANIC_ACK]);
  });

  test('what cannot be stored is not acknowledged, and its retransmission is tried afresh', async () => {
    const links = await station.start();
    station.deliver = async () => {
      throw new Error('disk full');
    };
    expect(await station.firstReplyAfter(bytes(PANIC))).toBe(HEARTBEAT_ACK);
    expect(links.health()[0]).toMatchObject({
      notStored: 1,
      acked: 1,
      fault: { en: expect.stringContaining('disk full') },
    });
    station.deliver = async () => undefined;
    expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
    expect(station.signals).toHaveLength(2);
    expect(links.health()[0]).toMatchObject({ fault: null });
  });

  test('answers of one source keep the order of its messages; storing does not wait', async () => {
    await station.start();
    const commits: (() => void)[] = [];
    station.deliver = () => new Promise((resolve) => commits.push(resolve));
    const alarm = (sequence: string) => frameOf(`"ADM-CID"${sequence}L2#70A1[#70A1|1120 03 008]`);
    station.caller.send(alarm('0001'), alarm('0002'), alarm('0003'));
    await until(() => commits.length === 3);
    for (const commit of commits.reverse()) commit();
    expect((await station.replies(3)).map((reply) => reply.slice(14, 18))).toEqual(['0001', '0002', '0003']);
  });

  test('draining answers what came in and takes nothing more', async () => {
    const links = await station.start();
    let commit: () => void = () => undefined;
    station.deliver = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    station.caller.send(bytes(PANIC));
    await until(() => station.signals.length === 1);
    const drained = links.drain();
    commit();
    await drained;
    expect(await station.replies(1)).toEqual([PANIC_ACK]);
    expect(links.health()[0]).toMatchObject({ isUp: false, inFlight: 0 });
  });
});

describe('replay', () => {
  test('a retransmission that crosses a restart is known by its key', async () => {
    await station.start();
    await station.ask(bytes(PANIC));
    const recentKeys = station.signals.map((signal) => ({ key: signal.duplicateKey ?? '', at: signal.receivedAt }));
    await station.start({ recentKeys });
    expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
    expect(station.signals).toHaveLength(1);
    // The negative control: without the seed it is an alarm again.
    await station.start();
    await station.ask(bytes(PANIC));
    expect(station.signals).toHaveLength(2);
  });

  test('a recorded encrypted message is a duplicate inside the window and refused outside it', async () => {
    const links = await station.start();
    const recorded = sealed(NOW);
    await station.ask(recorded);
    station.now += 39_000;
    await station.ask(recorded);
    station.now += 2_000;
    expect(await station.ask(recorded)).toContain('"NAK"');
    expect(station.signals).toHaveLength(1);
    expect(links.health()[0]).toMatchObject({ outcomes: { accepted: 1, duplicate: 1, refused: 1 }, naked: 1 });
  });

  test('a recorded heartbeat does not keep a silent device online', async () => {
    const links = await station.start();
    const recorded = sealed(NOW, { token: 'NULL', sequence: '0000' }, { data: '' });
    await station.ask(recorded);
    station.now += 91_000;
    await station.ask(recorded);
    links.supervise(station.now);
    expect(station.news.map((item) => item.kind)).toContain('lostContact');
  });
});

describe('clear messages and time', () => {
  test('a clear alarm with a wrong clock is raised and flagged', async () => {
    await station.start();
    station.now = NOW + 3_600_000;
    expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
    expect(station.signals).toMatchObject([{ isClockWrong: true, skewMs: -3_600_000, deviceAt: NOW }]);
    expect(station.news.filter((item) => item.kind === 'clockSkew')).toMatchObject([
      { isRefused: false, skewMs: -3_600_000 },
    ]);
  });

  test('an impossible date is no time at all', async () => {
    await station.start();
    await station.ask(frameOf('"ADM-CID"0417L2#70A1[#70A1|1120 03 008]_06:15:09,00-08-2031'));
    expect(station.signals).toMatchObject([{ deviceAt: null, skewMs: null, isClockWrong: false }]);
  });
});

describe('callers nobody enrolled', () => {
  const stranger = (sequence: string) => frameOf(`"ADM-CID"${sequence}L0#BEEF[#BEEF|1120 03 008]`);

  test('are shown at once, then once a minute with the count of the others', async () => {
    const links = await station.start();
    expect(await station.firstReplyAfter(stranger('0001'), stranger('0002'), stranger('0003'))).toBe(HEARTBEAT_ACK);
    expect(station.signals).toHaveLength(1);
    station.now += 60_000;
    expect(await station.firstReplyAfter(stranger('0004'))).toBe(HEARTBEAT_ACK);
    expect(station.signals.map(({ sequence, suppressed }) => ({ sequence, suppressed }))).toEqual([
      { sequence: '0001', suppressed: undefined },
      { sequence: '0004', suppressed: 2 },
    ]);
    expect(await station.firstReplyAfter(stranger('0005'))).toBe(HEARTBEAT_ACK);
    station.now += 60_000;
    links.supervise(station.now);
    expect(station.news.filter((item) => item.kind === 'unknownCaller')).toEqual([
      { kind: 'unknownCaller', linkId: 'poles', account: 'BEEF', at: station.now, suppressed: 1 },
    ]);
  });

  test('cannot hide an alarm behind their heartbeats', async () => {
    await station.start();
    expect(await station.firstReplyAfter(frameOf('"NULL"0000L0#BEEF[]'), stranger('0001'))).toBe(HEARTBEAT_ACK);
    expect(station.signals.map((signal) => signal.events[0]?.code)).toEqual(['NULL', '120']);
  });
});

describe('supervision', () => {
  test('silence is lost contact once, and the next sign of life restores once', async () => {
    const links = await station.start();
    await station.ask(HEARTBEAT);
    const about = (deviceId: string) =>
      station.news.filter((item) => 'deviceId' in item && item.deviceId === deviceId).map((item) => item.kind);
    station.now += 90_000;
    links.supervise(station.now);
    expect(about('pole-1')).toEqual(['firstContact']);
    station.now += 1;
    links.supervise(station.now);
    links.supervise(station.now + 5_000);
    expect(about('pole-1')).toEqual(['firstContact', 'lostContact']);
    station.now += 10_000;
    await station.ask(HEARTBEAT);
    await station.ask(HEARTBEAT);
    expect(about('pole-1')).toEqual(['firstContact', 'lostContact', 'restored']);
    // Never heard at all: its silence counts from the start.
    expect(about('pole-2')).toEqual(['lostContact']);
  });
});

test.each([
  ['with a monotonic clock a step of the wall clock loses nobody', true, ['firstContact']],
  ['the control: without one everybody looks lost', false, ['firstContact', 'lostContact']],
])('%s', async (_, hasMonotonic, expected) => {
  let ticks = 0;
  const monotonic = () => {
    ticks += 1;
    return 0;
  };
  let looks = 0;
  const links = await station.start({
    superviseEveryMs: 1,
    ...(hasMonotonic && { monotonic }),
    clock: () => {
      looks += 1;
      return station.now;
    },
  });
  await station.ask(HEARTBEAT);
  station.now += 3_600_000;
  const [looksBefore, ticksBefore] = [looks, ticks];
  await until(() => looks > looksBefore + 4 && (!hasMonotonic || ticks > ticksBefore + 1));
  links.dispose();
  const kinds = station.news.flatMap((item) => ('deviceId' in item && item.deviceId === 'pole-1' ? [item.kind] : []));
  expect(kinds).toEqual(expected);
});

describe('opening', () => {
  test('a port in use is refused by name, and the links opened before it are closed', async () => {
    const links = await station.start();
    const { port } = links.ports.poles!;
    const free = { id: 'free', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } } as const;
    const taken = { ...free, id: 'taken', transport: { ...free.transport, port } };
    const refused = await startLinks({
      links: [free, taken],
      devices: { findByAccount: () => undefined, list: () => [] },
      clock: () => station.now,
      deliver: async () => undefined,
      report: () => undefined,
    });
    expect(refused).toMatchObject({
      ok: false,
      failure: { code: 'portInUse', message: expect.stringContaining(`taken：无法监听 UDP 127.0.0.1:${port}`) },
    });
  });

  test('the panel gets the last frames with what became of them', async () => {
    const links = await station.start();
    await station.ask(bytes(PANIC));
    expect(links.frames('poles')).toMatchObject([
      { raw: bytes(PANIC).toString('hex'), outcome: 'accepted', decoded: { ok: true, account: '70A1' } },
    ]);
    for (let turn = 0; turn < 60; turn++) await station.ask(HEARTBEAT);
    expect(links.frames('poles')).toHaveLength(50);
    expect(links.frames('nowhere')).toEqual([]);
  });
});
