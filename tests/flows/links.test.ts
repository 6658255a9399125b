/** Links changed at the desk while the station runs: real ports, real journal, real seats. */

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { LinkDirector } from '#main/core/linkDirector.ts';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';
import type { AlarmFacts } from '#shared/domain/alarm.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { LinkState } from '#shared/domain/link.ts';
import { ok } from '#shared/kit/result.ts';
import type { LinkReport, RecentFrame, UnknownCaller } from '#shared/wire/link.ts';
import type { SeatPulse } from '#shared/wire/seat.ts';
import { takeSeat } from './kit/seat.ts';
import {
  ADMIN,
  DUTY,
  eventually,
  openPole,
  openStation,
  POLE_KEY,
  SECOND_DUTY,
  STATION,
  type TestStation,
  WALL,
  WORKER,
} from './kit/station.ts';

const disposals: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

async function open(options: Parameters<typeof openStation>[0] = {}): Promise<TestStation> {
  const station = await openStation(options);
  disposals.push(() => station[Symbol.asyncDispose]());
  return station;
}

const udp = (id: string, port = 0) => ({ id, protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port } });
const save = (station: TestStation, link: object, token = DUTY) => station.command('link.save', { link }, token);

function call(port: number, account: string, options: Partial<ConstructorParameters<typeof Dc09Sender>[0]> = {}) {
  const sender = new Dc09Sender({ host: '127.0.0.1', port, account, line: '0', giveUpAfterMs: 10_000, ...options });
  disposals.push(() => sender.dispose());
  return sender;
}
const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' } } as const;

interface LinkView extends LinkState {
  readonly report: LinkReport | null;
}
const linksOf = async (station: TestStation) => (await station.get<{ links: LinkView[] }>('/api/links')).links;
const stateOf = async (station: TestStation, id: string) => (await linksOf(station)).find((link) => link.id === id);

/** A UDP port that was free a moment ago. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

test('a pole nobody knows is listed, enrolled with what the list says, and its next press is an alarm', async () => {
  const station = await open();
  const pole = call(station.polePort, '70B7');
  expect(await station.command('link.save', { link: udp('north') })).toMatchObject({ ok: true });
  const stranger = call(station.core.links.north!.port, '70B7', { giveUpAfterMs: 300, resendEveryMs: 100 });
  expect((await stranger.send(PANIC)).kind).toBe('silence');
  using seat = await takeSeat(station.core.url, DUTY);
  const pulse = await new Promise<SeatPulse>((resolve) => seat.socket.once('pulse', resolve));
  expect(pulse).toMatchObject({ unknownCallers: 1 });
  const asked = await seat.socket.timeout(5_000).emitWithAck('unknownCallers', {});
  const caller = asked.ok ? asked.callers[0]! : undefined;
  expect(caller).toMatchObject({
    linkId: 'north',
    protocol: 'dc09',
    account: '70B7',
    reason: 'unknownAccount',
    events: [{ en: expect.stringMatching(/\S/), zh: expect.stringMatching(/\S/) }],
    position: null,
  });
  expect(caller!.count).toBeGreaterThan(1);
  const [known] = STATION.devices;
  const { key, supervisionSeconds, ...plain } = known!;
  const device = { ...plain, id: 'new-pole', name: '新立报警杆', link: caller!.linkId, account: caller!.account };
  expect(await seat.command('device.save', { device })).toMatchObject({ ok: true });
  expect((await call(station.core.links.north!.port, '70B7', { firstSequence: 50 }).send(PANIC)).kind).toBe('ack');
  const incident = await eventually('an incident of the new pole', () =>
    [...station.core.desk.world.incidents.values()].find(({ title }) => title === '新立报警杆'),
  );
  expect(incident.alarms[0]).toMatchObject({ deviceId: 'new-pole', code: '120' });
  const callers = await station.get<{ callers: UnknownCaller[] }>('/api/links/callers');
  expect(callers.callers).toEqual([]);
  pole.dispose();
});

describe('at run time', () => {
  test.each(['udp', 'tcp'])('a link over %s is added, hears, and is there after a restart', async (kind) => {
    const station = await openStation();
    const port = await freePort();
    const link = { id: 'more', protocol: 'dc09', transport: { kind, host: '127.0.0.1', port } };
    expect(await save(station, link)).toMatchObject({ ok: true });
    expect(station.core.links.more).toEqual({ protocol: 'dc09', transport: kind, port });
    expect((await stateOf(station, 'more'))!.report).toMatchObject({ isUp: true, received: 0 });
    await station.core.close();
    const again = await open({ folder: station.folder });
    expect(again.core.links.more).toEqual({ protocol: 'dc09', transport: kind, port });
    expect(await stateOf(again, 'more')).toMatchObject({ statedBy: 'desk', changedBy: '值班员 甲' });
  });

  test('its port moves while devices send, and no acknowledged alarm is lost', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const station = await open({ overrides: { links: [udp('poles', first)] } });
    const acknowledged: string[] = [];
    const press = async (account: string, key?: string) => {
      // A device that knows both ports of its station, and asks one after the other until it is answered.
      for (let sequence = 1; sequence <= 12; sequence++) {
        const zone = String(sequence).padStart(3, '0');
        for (let attempt = 0, isAnswered = false; !isAnswered; attempt++) {
          const sender = call(attempt % 2 === 0 ? first : second, account, {
            firstSequence: sequence,
            resendEveryMs: 40,
            giveUpAfterMs: 200,
            ...(key && { key: { encoding: 'hex', value: key } }),
          });
          isAnswered = (await sender.send({ contactId: { ...PANIC.contactId, zone } })).kind === 'ack';
          sender.dispose();
        }
        acknowledged.push(`${account} ${zone}`);
      }
    };
    const pressing = Promise.all([press('70A1', POLE_KEY), press('70A2')]);
    await eventually('the first answers', () => (acknowledged.length > 4 ? true : undefined));
    expect(await save(station, udp('poles', second))).toMatchObject({
      ok: true,
      warnings: [
        { path: 'transport.port', en: expect.stringContaining(`2 devices still send to UDP 127.0.0.1:${first}`) },
      ],
    });
    await pressing;
    const { events } = await station.get<{ events: StoredEvent[] }>('/api/journal?limit=1000');
    const alarms = events.filter(({ kind }) => kind === 'alarm.received').map(({ body }) => body as AlarmFacts);
    const stored = new Set(alarms.map(({ account, zone }) => `${account} ${zone}`));
    expect(acknowledged.filter((name) => !stored.has(name))).toEqual([]);
    expect(acknowledged).toHaveLength(24);
    expect((await stateOf(station, 'poles'))!.report!.address).toBe(`127.0.0.1:${second}`);
  });

  test('stopped, nothing is heard and it says who is not; started, it hears again, and both outlive a restart', async () => {
    const port = await freePort();
    const overrides = { links: [udp('poles', port)] };
    const station = await openStation({ overrides });
    expect(await station.command('link.stop', { linkId: 'poles', reason: '换线' })).toMatchObject({
      ok: true,
      warnings: [{ path: '', en: expect.stringContaining('2 devices report over this link') }],
    });
    expect(station.core.links.poles).toBeUndefined();
    expect(await stateOf(station, 'poles')).toMatchObject({
      stopped: { reason: '换线', by: '值班员 甲' },
      report: null,
    });
    expect(await station.command('link.stop', { linkId: 'poles', reason: '换线' })).toMatchObject({
      code: 'linkStopped',
    });
    await station.core.close();
    const again = await open({ folder: station.folder, overrides });
    expect(again.core.links.poles).toBeUndefined();
    expect(await again.command('link.start', { linkId: 'poles' })).toMatchObject({ ok: true });
    expect((await call(port, '70A2').send(PANIC)).kind).toBe('ack');
    expect(await again.command('link.start', { linkId: 'poles' })).toMatchObject({ code: 'linkRunning' });
  });

  test('a port that is taken is refused with its name, and the link goes on as it was', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    disposals.push(() => blocker.close());
    const { port } = blocker.address() as { port: number };
    const station = await open();
    const tcp = (to: number) => ({
      id: 'wire',
      protocol: 'dc09',
      transport: { kind: 'tcp', host: '127.0.0.1', port: to },
    });
    expect(await save(station, tcp(0))).toMatchObject({ ok: true });
    const before = station.core.links.wire!.port;
    const refused = await save(station, tcp(port));
    expect(refused).toMatchObject({
      ok: false,
      code: 'portInUse',
      message: expect.stringContaining(`${port}`),
      problems: [{ path: 'transport.port', en: expect.stringContaining(`port ${port} is in use by`) }],
    });
    expect(station.core.links.wire!.port).toBe(before);
    expect((await stateOf(station, 'wire'))!.record.transport).toMatchObject({ port: 0 });
  });
});

test('station.json counts when it says something new, and takes back what it no longer names', async () => {
  const [first, second] = [await freePort(), await freePort()];
  const station = await openStation({ overrides: { links: [udp('poles', first), udp('side')] } });
  expect(await save(station, udp('poles', second))).toMatchObject({ ok: true });
  expect(await station.command('link.remove', { linkId: 'side' })).toMatchObject({ code: 'linkOfStation' });
  await station.core.close();
  const again = await openStation({ folder: station.folder, overrides: { links: [udp('poles', first)] } });
  expect(again.core.links).toEqual({ poles: { protocol: 'dc09', transport: 'udp', port: second } });
  await again.core.close();
  const third = await freePort();
  const changed = await open({ folder: station.folder, overrides: { links: [udp('poles', third)] } });
  expect(changed.core.links.poles!.port).toBe(third);
  expect(await stateOf(changed, 'poles')).toMatchObject({ statedBy: 'station' });
});

test('a link of the desk that cannot be opened at a later start is down with its fault, and the station runs', async () => {
  const station = await openStation();
  const port = await freePort();
  expect(await save(station, udp('more', port))).toMatchObject({ ok: true });
  await station.core.close();
  const blocker = createSocket('udp4').bind(port, '127.0.0.1');
  await once(blocker, 'listening');
  const again = await open({ folder: station.folder });
  expect((await stateOf(again, 'more'))!.report).toMatchObject({
    isUp: false,
    fault: { zh: expect.stringContaining(`${port}`), en: expect.stringContaining(`port ${port} is in use`) },
  });
  blocker.close();
  await eventually('the link is up', async () => ((await stateOf(again, 'more'))!.report!.isUp ? true : undefined));
});

test('bad settings and clashes are refused with their cause, and nothing is recorded', async () => {
  const station = await open();
  const { port } = station.core.links.poles!;
  const http = Number(new URL(station.core.url).port);
  const seq = station.core.desk.world.seq;
  const tcp = (to: number, host = '127.0.0.1') => ({
    id: 'new',
    protocol: 'dc09',
    transport: { kind: 'tcp', host, port: to },
  });
  const serial = (path: string) => ({ id: 'new', protocol: 'surgard', transport: { kind: 'serial', path } });
  const buttons = (code: number) => ({
    id: 'new',
    protocol: 'modbus',
    transport: { kind: 'tcpClient', host: '127.0.0.1', port: 502 },
    boxes: [{ account: 'BOX7', unit: 7, buttons: [{ input: 0, code: String(code) }] }],
  });
  const client = {
    id: 'new',
    protocol: 'surgard',
    transport: { kind: 'tcpClient', host: 'no-such-host.invalid', port: 4_000 },
  };
  const cases: [object, string, string, string][] = [
    [{ ...udp('new'), protocol: 'morse' }, 'badLink', 'protocol', 'must be one of dc09'],
    [udp('new', 99_999), 'badLink', 'transport.port', 'a port is 0 to 65535; it is 99999'],
    [{ ...udp('new'), speed: 9_600 }, 'badLink', 'speed', 'there is no such field'],
    [udp('new', port), 'linkPortTaken', 'transport.port', `UDP port ${port} is in use by link poles`],
    [tcp(http), 'linkPortTaken', 'transport.port', `TCP port ${http} is this station's own HTTP`],
    [tcp(0, '192.0.2.1'), 'addressNotHere', 'transport.host', 'this machine has no address 192.0.2.1'],
    [tcp(0, 'no-such-host.invalid'), 'noSuchHost', 'transport.host', 'there is no host no-such-host.invalid'],
    [client, 'noSuchHost', 'transport.host', 'there is no host no-such-host.invalid'],
    [
      serial('/dev/serial/by-id/not-there'),
      'noSuchSerialPort',
      'transport.path',
      'there is no serial port /dev/serial/by-id/not-there; there are:',
    ],
    [serial(station.dataDirectory), 'noSuchSerialPort', 'transport.path', 'is no serial port; there are:'],
    [buttons(12), 'badLink', 'boxes.0.buttons.0.code', 'code: a Contact ID event code, three digits; it is “12”'],
  ];
  for (const [link, code, path, en] of cases) {
    const answer = await save(station, link);
    expect(answer).toMatchObject({ ok: false, code, problems: [{ path, en: expect.stringContaining(en) }] });
  }
  expect(await station.command('link.remove', { linkId: 'nowhere' })).toMatchObject({ code: 'unknownLink' });
  expect(await station.command('link.save', {})).toMatchObject({ code: 'badLink' });
  expect(await station.command('link.stop', { linkId: 'poles' })).toMatchObject({ code: 'badBody' });
  expect(station.core.desk.world.seq).toBe(seq);
});

describe('who may', () => {
  test('a wall looks and changes nothing, a phone does neither, a desk does both', async () => {
    const station = await open();
    const answers = await Promise.all([WALL, WORKER].map((token) => save(station, udp('new'), token)));
    expect(answers.map(({ code }) => code)).toEqual(['roleMayNot', 'roleMayNot']);
    await expect(station.get('/api/links', WORKER)).rejects.toThrow('403');
    await expect(station.get('/api/links/callers', WORKER)).rejects.toThrow('403');
    await expect(station.get('/api/links/nowhere/frames', WALL)).rejects.toThrow('404');
    expect(await station.get('/api/links', WALL)).toMatchObject({ links: [{ id: 'poles' }] });
    using wall = await takeSeat(station.core.url, WALL);
    const reports = await wall.socket.timeout(5_000).emitWithAck('linkReports', {});
    expect(reports).toMatchObject({ ok: true, links: [{ id: 'poles', isUp: true, received: 0 }] });
    const wrong = await wall.socket.timeout(5_000).emitWithAck('linkFrames', { linkId: 'nowhere' });
    expect(wrong).toMatchObject({ ok: false, code: 'unknownLink' });
  });

  test('a link that is being changed is left alone until that is done', async () => {
    const station = await open();
    const director = new LinkDirector(station.core.desk, []);
    let finish: () => void = () => undefined;
    const replaced = new Promise<void>((resolve) => {
      finish = resolve;
    });
    director.attach({
      links: {
        ports: {},
        health: () => [],
        replace: () => replaced.then(() => ok({ protocol: 'dc09', transport: 'udp', port: 1 })),
        close: async () => undefined,
      },
      http: () => ({ host: '127.0.0.1', port: 1 }),
    });
    const steward = director.stewards['link.save']!;
    const sender = (name: string) =>
      ({ actor: { kind: 'operator', id: name, name, role: 'duty' }, role: 'duty' }) as const;
    const first = steward({ link: udp('new') }, sender('甲'));
    expect(await steward({ link: udp('new') }, sender('乙'))).toEqual({
      ok: false,
      failure: { code: 'linkBusy', message: '甲 正在修改链路 new，请稍后再看' },
    });
    finish();
    const prepared = await first;
    expect(prepared.ok && prepared.value()).toMatchObject({
      ok: true,
      value: { drafts: [{ kind: 'link.configured' }] },
    });
    expect((await steward({ link: udp('new') }, sender('乙'))).ok).toBe(true);
  });

  test('of two seats at the same link at once one wins and the other is told who', async () => {
    const station = await open();
    using one = await takeSeat(station.core.url, DUTY);
    using other = await takeSeat(station.core.url, SECOND_DUTY);
    const wire = { id: 'new', protocol: 'dc09', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } };
    // Both forms were opened when there was no such link.
    const answers = await Promise.all([
      one.command('link.save', { link: udp('new'), knownChangedAt: null }),
      other.command('link.save', { link: wire, knownChangedAt: null }),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const [winner, loser] = answers[0]!.ok ? ['甲', answers[1]] : ['乙', answers[0]];
    // Told while the other was at it, or after: that is the network's business.
    expect(loser).toMatchObject({
      code: expect.stringMatching(/^link(Busy|Changed)$/),
      message: expect.stringContaining(`值班员 ${winner}`),
    });
    const { changedAt } = one.world.links.get('new')!;
    const late = { link: udp('new', await freePort()), knownChangedAt: changedAt - 1 };
    expect(await other.command('link.save', late)).toMatchObject({ code: 'linkChanged' });
  });
});

test('a link with devices is stopped rather than removed, one of the desk without any is removed', async () => {
  const station = await open();
  expect(await save(station, udp('new'))).toMatchObject({ ok: true });
  const [, second] = STATION.devices;
  const device = { ...second!, id: 'guest', name: '来客', link: 'new', account: '70C1' };
  expect(await station.command('device.save', { device })).toMatchObject({ ok: true });
  expect(await station.command('link.remove', { linkId: 'new' })).toMatchObject({
    code: 'linkInUse',
    problems: [{ en: expect.stringContaining('1 devices report over link new') }],
  });
  expect(await station.command('device.retire', { deviceId: 'guest' })).toMatchObject({ ok: true });
  expect(await station.command('link.remove', { linkId: 'new' })).toMatchObject({ ok: true });
  expect([...station.core.desk.world.links.keys()]).toEqual(['poles']);
  expect(station.core.links.new).toBeUndefined();
});

test('frames of a sealed device show what it said and never its key', async () => {
  const station = await open();
  const pole = openPole(station, { key: { encoding: 'hex', value: POLE_KEY }, giveUpAfterMs: 10_000 });
  disposals.push(() => pole.dispose());
  const extensions = [{ letter: 'K', value: POLE_KEY }];
  expect((await pole.send({ ...PANIC, extensions })).kind).toBe('duh');
  const { frames } = await station.get<{ frames: RecentFrame[] }>('/api/links/poles/frames', ADMIN);
  expect(frames.at(-1)).toMatchObject({
    outcome: 'accepted',
    decoded: { ok: true, account: '70A1', code: '120', class: 'emergency' },
  });
  expect(JSON.stringify(frames)).not.toContain(POLE_KEY);
});
