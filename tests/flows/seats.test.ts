import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { packWorld } from '#shared/domain/world.ts';
import { SEAT_WIRE_VERSION } from '#shared/wire/seat.ts';
import { takeSeat } from './kit/seat.ts';
import { DUTY, eventually, openPole, openStation, SECOND_DUTY, WORKER } from './kit/station.ts';

const PANIC = { contactId: { qualifier: 1, code: '120', partition: '03', zone: '008' } } as const;

test('two seats see the same alarm, fold the same world as the core, and hear of each other’s commands', async () => {
  await using station = await openStation();
  using first = await takeSeat(station.core.url, DUTY);
  using second = await takeSeat(station.core.url, SECOND_DUTY);
  using pole = openPole(station);
  await pole.send(PANIC);
  const incident = await eventually('the alarm reaches the second seat', () => [...second.world.incidents.values()][0]);
  expect(await first.command('incident.acknowledge', { incidentId: incident.id })).toMatchObject({ ok: true });
  await eventually(
    'the second seat hears of it',
    () => second.world.incidents.get(incident.id)?.acknowledgedBy ?? undefined,
  );
  const head = station.core.desk.world.seq;
  await eventually(
    'both seats are at the head',
    () => (first.world.seq === head && second.world.seq === head) || undefined,
  );
  expect(packWorld(first.world)).toEqual(packWorld(station.core.desk.world));
  expect(packWorld(second.world)).toEqual(packWorld(station.core.desk.world));
  expect(second.seqs).toEqual(Array.from({ length: second.seqs.length }, (_, index) => second.seqs[0]! + index));
});

test('a seat that comes back gets what it missed and nothing else', async () => {
  await using station = await openStation();
  const before = await takeSeat(station.core.url, DUTY);
  before[Symbol.dispose]();
  const { seq, hash } = before.welcome.head;
  using pole = openPole(station);
  await pole.send(PANIC);
  await eventually('the rule has told a unit', () => {
    const [incident] = station.core.desk.world.incidents.values();
    return incident?.dispatches.length ? incident : undefined;
  });
  using after = await takeSeat(station.core.url, DUTY, { resume: { station: 'shifan', realm: 'live', seq, hash } });
  expect(after.welcome.world).toBeNull();
  const { missed, head } = after.welcome;
  expect(missed.length).toBeGreaterThan(3);
  expect(missed.map((event) => event.seq)).toEqual(
    Array.from({ length: head.seq - seq }, (_, index) => seq + 1 + index),
  );
});

test('a seat that folded another chain gets a whole world instead of a lie', async () => {
  await using station = await openStation();
  const resume = { station: 'shifan', realm: 'live', seq: 2, hash: 'f'.repeat(64) } as const;
  using seat = await takeSeat(station.core.url, DUTY, { resume });
  expect([seat.welcome.missed, seat.world.seq]).toEqual([[], station.core.desk.world.seq]);
});

test('who may not sit here is told why: version, token, role, shape, and a foreign page', async () => {
  await using station = await openStation();
  const { url } = station.core;
  const refused = (token: string, extra = {}) =>
    takeSeat(url, token, extra).then(
      () => 'welcome',
      (refusal: { code: string }) => refusal.code,
    );
  expect(await refused(DUTY, { wire: SEAT_WIRE_VERSION + 1 })).toBe('wireVersion');
  expect(await refused('not-a-token-at-all')).toBe('unauthorised');
  expect(await refused(WORKER)).toBe('roleMayNotRead');
  expect(await refused(DUTY, { resume: { seq: -1 } })).toBe('badHello');
  const foreign = io(`${url}/seat`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin: 'https://evil.example' },
    auth: { wire: SEAT_WIRE_VERSION, token: DUTY },
  });
  const outcome = await new Promise((resolve) => {
    foreign.on('connect', () => resolve('connected'));
    foreign.on('connect_error', () => resolve('refused'));
  });
  foreign.disconnect();
  expect(outcome).toBe('refused');
});

test('a page that resolves its own name to this machine is not served', async () => {
  await using station = await openStation();
  const { request } = await import('node:http');
  const status = await new Promise((resolve, reject) => {
    const asked = request(`${station.core.url}/healthz`, { headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
  expect(status).toBe(421);
});

test('pulses say that the core lives, that the chain holds, and how the links are', async () => {
  await using station = await openStation();
  using seat = await takeSeat(station.core.url, DUTY);
  const pulse = await new Promise<{ chain: object; links: readonly { id: string; isUp: boolean }[] }>((resolve) =>
    seat.socket.once('pulse', resolve),
  );
  expect(pulse.chain).toMatchObject({ brokenAtSeq: null });
  expect(pulse.links.map(({ id, isUp }) => [id, isUp])).toEqual([['poles', true]]);
});

test('hostile messages on an open seat are answered or ignored, and the seat goes on', async () => {
  await using station = await openStation();
  using seat = await takeSeat(station.core.url, DUTY);
  const raw = seat.socket as unknown as {
    emit(event: string, ...args: unknown[]): void;
    emitWithAck(event: string, ...args: unknown[]): Promise<unknown>;
  };
  raw.emit('command');
  raw.emit('command', { commandId: 'x' });
  raw.emit('recommend', 7);
  raw.emit('constructor', {});
  expect(await raw.emitWithAck('command', { commandId: 'short', kind: 'incident.close', body: {} })).toMatchObject({
    ok: false,
    code: 'badBody',
  });
  expect(await raw.emitWithAck('command', { commandId: 'long-enough', kind: '__proto__', body: {} })).toMatchObject({
    ok: false,
    code: 'unknownCommand',
  });
  expect(
    await raw.emitWithAck('command', {
      commandId: 'long-enough',
      kind: 'incident.note',
      body: JSON.parse('{"incidentId":"a","text":"b","__proto__":{"x":1}}'),
    }),
  ).toMatchObject({ ok: false });
  expect(await raw.emitWithAck('recommend', { incidentId: 'nothing' })).toMatchObject({
    ok: false,
    code: 'unknownIncident',
  });
});
