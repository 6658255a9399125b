/** What one socket and one address may ask (RELIABILITY S4, S6): seats are served while somebody floods. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { limitConnections, limitEvents, SEAT_LIMITS } from '#main/core/gateway/socketLimits.ts';
import { openPhone } from './kit/phone.ts';
import { takeSeat } from './kit/seat.ts';
import { DUTY, eventually, openStation, SECOND_DUTY } from './kit/station.ts';

test('a seat that asks too fast is told so, one that goes on is dropped, and its neighbour is served', async () => {
  await using station = await openStation();
  using calm = await takeSeat(station.core.url, DUTY);
  using hasty = await takeSeat(station.core.url, SECOND_DUTY);
  const codes: string[] = [];
  const dropped = new Promise((resolve) => hasty.socket.on('disconnect', resolve));
  for (let turn = 0; turn < 260; turn++) {
    hasty.socket.emit('recommend', { incidentId: 'x' }, (answer) => codes.push(answer.ok ? 'ok' : answer.code));
  }
  await eventually('every one is answered', () => codes.length === 260 || undefined);
  expect(codes.includes('overRate')).toBe(true);
  expect(codes.filter((code) => code === 'unknownIncident').length).toBeGreaterThanOrEqual(200);
  for (let turn = 0; turn < 2_000; turn++) hasty.socket.emit('recommend', { incidentId: 'x' }, () => undefined);
  expect(await dropped).toBe('io server disconnect');
  expect(await calm.command('incident.acknowledge', { incidentId: 'x' })).toMatchObject({ code: 'unknownIncident' });
});

test('a phone that floods is told so and dropped, its call for help comes through, and its neighbour is served', async () => {
  await using station = await openStation();
  using calm = await openPhone(station.core.url, 'u-002');
  using hasty = await openPhone(station.core.url, 'u-001');
  const codes: string[] = [];
  const dropped = new Promise((resolve) => hasty.socket.on('disconnect', resolve));
  const repeat = (times: number) => {
    const expected = codes.length + times;
    for (let turn = 0; turn < times; turn++) {
      hasty.socket.emit('shift', { unitId: 'u-001', isOnShift: true }, (answer) => {
        codes.push(answer.ok ? 'ok' : answer.code);
      });
    }
    return eventually('every one is answered', () => codes.length === expected || undefined);
  };
  // More than the allowance, fewer than it takes to be dropped.
  while (!codes.includes('overRate')) await repeat(290);
  expect(codes.filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(102);
  const call = { unitId: 'u-001', text: '需要增援', at: Date.now() };
  expect(await hasty.socket.timeout(30_000).emitWithAck('sos', call)).toEqual({ ok: true, taken: 1 });
  const [incident] = [...station.core.desk.world.incidents.values()];
  expect(incident?.alarms.map(({ sourceId }) => sourceId)).toEqual(['u-001']);
  for (let turn = 0; turn < 4_000; turn++) hasty.socket.emit('shift', { unitId: 'u-001', isOnShift: true }, () => {});
  expect(await dropped).toBe('io server disconnect');
  expect(await calm.command('message.mark', { messageId: 'x' })).toMatchObject({ ok: false });
});

test('one address holds a bounded number of connections, whoever they say they are', async () => {
  await using station = await openStation();
  using seat = await takeSeat(station.core.url, DUTY);
  const { host } = new URL(station.core.url);
  let closed = 0;
  const sockets = Array.from({ length: 320 }, () => {
    const socket = new WebSocket(`ws://${host}/socket.io/?EIO=4&transport=websocket`);
    socket.addEventListener('close', () => {
      closed += 1;
    });
    return socket;
  });
  await eventually('those beyond the bound are closed', () => closed >= 21 || undefined);
  expect(await seat.command('incident.acknowledge', { incidentId: 'x' })).toMatchObject({ code: 'unknownIncident' });
  for (const socket of sockets) socket.close();
});

/** A door of its own, with and without our limits, that answers everything at once. @returns what came of a flood of it */
async function floodOf(isLimited: boolean): Promise<{ refused: number; wasDropped: boolean; closed: number }> {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'] });
  if (isLimited) limitConnections(server, 20);
  server.on('connection', (socket) => {
    if (isLimited) limitEvents(socket, SEAT_LIMITS, () => 0);
    socket.on('ask', (answer: (said: object) => void) => answer({ ok: true }));
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  const seat = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false });
  let [answers, refused, wasDropped] = [0, 0, false];
  seat.on('disconnect', () => {
    wasDropped = true;
  });
  for (let turn = 0; turn < 500; turn++) {
    seat.emit('ask', ({ ok }: { ok: boolean }) => {
      answers += 1;
      if (!ok) refused += 1;
    });
  }
  await eventually('it is answered, or dropped', () => answers === 500 || wasDropped || undefined);
  const sockets = Array.from(
    { length: 30 },
    () => new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`),
  );
  // Greeted even where it is closed at once: only one that is asked into the namespace stands (protocol of engine.io: 0 and 40).
  const ends = sockets.map(
    (socket) =>
      new Promise<string>((done) => {
        socket.addEventListener('message', ({ data }) => {
          if (String(data).startsWith('0')) socket.send('40');
          if (String(data).startsWith('40')) done('open');
        });
        socket.addEventListener('close', () => done('closed'), { once: true });
      }),
  );
  const closed = (await Promise.all(ends)).filter((end) => end === 'closed').length;
  const came = { refused, wasDropped, closed };
  for (const socket of sockets) socket.close();
  seat.disconnect();
  await server.close();
  return came;
}

test('negative control: the same flood at a door without these limits refuses nobody, drops nobody, closes nothing', async () => {
  expect(await floodOf(true)).toEqual({ refused: 200, wasDropped: true, closed: 10 });
  expect(await floodOf(false)).toEqual({ refused: 0, wasDropped: false, closed: 0 });
});
