/** Links that are opened, changed and closed while others run, and one whose protocol has a bug. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import { RawCaller } from '#tests/simulators/dc09.ts';
import {
  bytes,
  HEARTBEAT,
  HEARTBEAT_ACK,
  LinkStation,
  PANIC,
  PANIC_ACK,
  until,
} from '#tests/simulators/linkStation.ts';
import type { JudgeContext, LinkProtocol, Verdict } from './contract.ts';
import { findProtocol } from './protocols/index.ts';
import { openTimer } from './timer.ts';
import { portHolder } from './transports/portHolder.ts';

let station: LinkStation;
const callers: RawCaller[] = [];
beforeEach(() => {
  station = new LinkStation();
});
afterEach(() => {
  for (const caller of callers.splice(0)) caller.dispose();
  station.dispose();
});

const udp = (id: string, port = 0): LinkRecord => ({
  id,
  protocol: 'dc09',
  transport: { kind: 'udp', host: '127.0.0.1', port },
});

function callerOf(port: number): RawCaller {
  const caller = new RawCaller(port);
  callers.push(caller);
  return caller;
}

describe('changing', () => {
  test('another link hears beside the first, and is silent once it is closed', async () => {
    const links = await station.start();
    const opened = await links.open(udp('more'));
    const port = opened.ok ? opened.value.port : 0;
    expect(links.ports).toEqual({ poles: links.ports.poles, more: { protocol: 'dc09', transport: 'udp', port } });
    expect((await callerOf(port).ask(HEARTBEAT)).toString('latin1')).toBe(HEARTBEAT_ACK);
    await links.close('more');
    expect(Object.keys(links.ports)).toEqual(['poles']);
    expect(links.health().map(({ id }) => id)).toEqual(['poles']);
    expect(links.frames('more')).toHaveLength(1);
    expect(await station.ask(HEARTBEAT)).toBe(HEARTBEAT_ACK);
  });

  test('replaced, what came in is answered first and a repeated alarm stays one', async () => {
    const links = await station.start();
    const { port } = links.ports.poles!;
    let commit: () => void = () => undefined;
    station.deliver = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    station.caller.send(bytes(PANIC));
    await until(() => station.signals.length === 1);
    let isReplaced = false;
    const replaced = links.replace(udp('poles', port)).then((result) => {
      isReplaced = true;
      return result;
    });
    // Another source, another link: the first one is still waiting for the disk.
    const opened = await links.open(udp('more'));
    await callerOf(opened.ok ? opened.value.port : 0).ask(HEARTBEAT);
    expect(isReplaced).toBe(false);
    commit();
    expect(await station.replies(1)).toEqual([PANIC_ACK]);
    expect(await replaced).toEqual({ ok: true, value: { protocol: 'dc09', transport: 'udp', port } });
    expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
    expect(station.signals).toHaveLength(1);
    expect(links.health()[0]).toMatchObject({ id: 'poles', received: 2, outcomes: { accepted: 1, duplicate: 1 } });
  });

  test('over TCP a connection gets the answers it is owed before it ends, and may come back', async () => {
    const links = await station.start();
    const tcp = (port: number): LinkRecord => ({
      id: 'wire',
      protocol: 'dc09',
      transport: { kind: 'tcp', host: '127.0.0.1', port, idleSeconds: 60, maxConnections: 10 },
    });
    const opened = await links.open(tcp(0));
    const port = opened.ok ? opened.value.port : 0;
    let commit: () => void = () => undefined;
    station.deliver = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    const heard: string[] = [];
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => heard.push(chunk.toString('latin1')));
    const ended = once(socket, 'end');
    socket.write(PANIC, 'latin1');
    await until(() => station.signals.length === 1);
    const replaced = links.replace(tcp(port));
    commit();
    expect((await replaced).ok).toBe(true);
    await ended;
    expect(heard.join('')).toBe(PANIC_ACK);
    const again = connect(port, '127.0.0.1');
    again.write(PANIC, 'latin1');
    const [answer] = await once(again, 'data');
    expect([answer.toString('latin1'), station.signals.length]).toEqual([PANIC_ACK, 1]);
    again.destroy();
  });

  test('what cannot be opened leaves the link as it was, on the port its devices know', async () => {
    const links = await station.start();
    const { port } = links.ports.poles!;
    const blocker = createSocket('udp4').bind(0, '127.0.0.1');
    await once(blocker, 'listening');
    const refused = await links.replace(udp('poles', blocker.address().port));
    expect(refused).toMatchObject({
      ok: false,
      failure: {
        code: 'portInUse',
        problems: [{ path: 'transport.port', en: expect.stringContaining('is in use by') }],
      },
    });
    expect(links.ports.poles!.port).toBe(port);
    expect(await station.ask(HEARTBEAT)).toBe(HEARTBEAT_ACK);
    blocker.close();
  });

  test('a device keeps its contact over a change', async () => {
    const links = await station.start();
    await station.ask(HEARTBEAT);
    const before = links.contacts();
    await links.replace(udp('poles', links.ports.poles!.port));
    expect(links.contacts()).toEqual(before);
    expect(await station.ask(HEARTBEAT)).toBe(HEARTBEAT_ACK);
    expect(station.news.filter(({ kind }) => kind === 'firstContact' || kind === 'restored')).toHaveLength(1);
  });
});

/** Takes every datagram for a sign that it has a bug, once it is told to. */
function faultyProtocol(): { protocol: LinkProtocol; isFaulty: boolean } {
  const faulty = {
    isFaulty: true,
    protocol: {
      name: 'cot',
      openSession: () => ({
        *judgeDatagram(datagram: Buffer): Generator<Verdict> {
          if (faulty.isFaulty) throw new TypeError('nobody foresaw this frame');
          yield { raw: datagram, outcome: 'heartbeat', describe: () => ({ ok: true }) };
        },
      }),
    } satisfies LinkProtocol,
  };
  return faulty;
}

/** Works, and does something by itself a moment after it was opened: as often as it is told to, that is a bug. */
function hastyProtocol(openTimer: (context: JudgeContext, run: () => void) => { set(ms: number): void }) {
  const hasty = {
    bugs: 1,
    opened: 0,
    protocol: {
      name: 'cot',
      openSession(context) {
        hasty.opened += 1;
        const work = () => {
          hasty.bugs -= 1;
          if (hasty.bugs >= 0) throw new TypeError('nobody foresaw this moment');
        };
        openTimer(context, work).set(1);
        return {
          *judgeDatagram(datagram: Buffer): Generator<Verdict> {
            yield { raw: datagram, outcome: 'heartbeat', describe: () => ({ ok: true }) };
          },
        };
      },
    } satisfies LinkProtocol,
  };
  return hasty;
}

describe('a protocol with a bug', () => {
  const escaped: unknown[] = [];
  const note = (error: unknown) => void escaped.push(error);
  /** As the core's fatal handler hears it, and instead of the one that fails the test run. */
  function listenForEscapes(): void {
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', note);
    escaped.length = 0;
    onTestFinished(() => {
      process.off('uncaughtException', note);
      for (const other of others) process.on('uncaughtException', other);
    });
  }

  test('in what it does later by itself closes its own link only, is told once, and is tried with growing waits', async () => {
    listenForEscapes();
    const hasty = hastyProtocol((context, run) => context.timer(run));
    hasty.bugs = 3;
    const broken: [string, string][] = [];
    const links = await station.start({
      findProtocol: (name) => (name === 'cot' ? hasty.protocol : findProtocol(name)),
      patience: { firstMs: 20, lastMs: 40 },
      broke: (linkId, { en }) => broken.push([linkId, en]),
    });
    const opened = await links.open({ ...udp('tak'), protocol: 'cot' } as LinkRecord);
    const port = opened.ok ? opened.value.port : 0;
    await until(() => links.health()[1]?.refused.bug !== undefined);
    expect(links.health()[1]).toMatchObject({ isUp: false, fault: { en: expect.stringContaining('this moment') } });
    expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
    await until(() => hasty.bugs < 0);
    const caller = callerOf(port);
    caller.send(Buffer.from('anything'));
    await until(() => links.health()[1]?.outcomes.heartbeat === 1);
    expect(links.health()[1]).toMatchObject({ isUp: true, fault: null, refused: { bug: 3 } });
    expect([hasty.opened, broken, escaped]).toEqual([4, [['tak', expect.stringContaining('this moment')]], []]);
  });

  test('the control: with a timer of its own the same bug reaches the whole core', async () => {
    listenForEscapes();
    const hasty = hastyProtocol((_, run) => openTimer(run));
    const links = await station.start({
      findProtocol: (name) => (name === 'cot' ? hasty.protocol : findProtocol(name)),
    });
    await links.open({ ...udp('tak'), protocol: 'cot' } as LinkRecord);
    await until(() => escaped.length > 0);
    expect([escaped, links.health()[1]?.isUp]).toEqual([[new TypeError('nobody foresaw this moment')], true]);
  });

  test('that cannot even be opened is down with its fault while the station starts, and open once it can be', async () => {
    const hasty = hastyProtocol((context, run) => context.timer(run));
    let isFaulty = true;
    const protocol: LinkProtocol = {
      ...hasty.protocol,
      openSession(context) {
        if (isFaulty) throw new TypeError('not even this');
        return hasty.protocol.openSession(context);
      },
    };
    hasty.bugs = 0;
    const links = await station.start({
      links: [udp('poles'), { ...udp('tak'), protocol: 'cot' } as LinkRecord],
      findProtocol: (name) => (name === 'cot' ? protocol : findProtocol(name)),
      patience: { firstMs: 20, lastMs: 40 },
    });
    expect(links.health()[1]).toMatchObject({ isUp: false, fault: { en: expect.stringContaining('not even this') } });
    expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
    isFaulty = false;
    await until(() => links.ports.tak !== undefined);
  });

  test('closes its own link, the others go on, and it is opened afresh', async () => {
    const faulty = faultyProtocol();
    const links = await station.start({
      findProtocol: (name) => (name === 'cot' ? faulty.protocol : findProtocol(name)),
      patience: { firstMs: 20, lastMs: 40 },
    });
    const opened = await links.open({ ...udp('tak'), protocol: 'cot' } as LinkRecord);
    const port = opened.ok ? opened.value.port : 0;
    const caller = callerOf(port);
    caller.send(Buffer.from('anything'));
    await until(() => links.health()[1]?.refused.bug !== undefined);
    expect(links.health()[1]).toMatchObject({
      isUp: false,
      fault: {
        zh: expect.stringContaining('nobody foresaw this frame'),
        en: expect.stringContaining('nobody foresaw this frame'),
      },
    });
    expect(await station.ask(bytes(PANIC))).toBe(PANIC_ACK);
    faulty.isFaulty = false;
    await until(() => links.ports.tak !== undefined);
    caller.send(Buffer.from('anything'));
    await until(() => links.health()[1]?.outcomes.heartbeat === 1);
    expect(links.health()[1]).toMatchObject({ isUp: true, fault: null });
  });
});

test('a link that may wait is down with its fault, and open once the port is free', async () => {
  const links = await station.start({ patience: { firstMs: 20, lastMs: 40 } });
  const blocker = createSocket('udp4').bind(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address();
  await links.openPatiently(udp('later', port));
  expect(links.ports.later).toBeUndefined();
  expect(links.health()[1]).toMatchObject({
    id: 'later',
    address: `127.0.0.1:${port}`,
    isUp: false,
    fault: { en: expect.stringContaining(`port ${port} is in use`) },
  });
  blocker.close();
  await until(() => links.ports.later?.port === port);
});

test.runIf(process.platform === 'linux')('who has a port is named where the system tells', async () => {
  const blocker = createSocket('udp4').bind(0, '127.0.0.1');
  await once(blocker, 'listening');
  expect(await portHolder('udp', blocker.address().port)).toBe(
    `${readFileSync('/proc/self/comm', 'utf8').trim()} (${process.pid})`,
  );
  blocker.close();
});
