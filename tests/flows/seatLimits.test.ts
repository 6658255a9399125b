/** What one socket and one address may ask (RELIABILITY S4, S6): seats are served while somebody floods. */
import { expect, test } from 'vitest';
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
