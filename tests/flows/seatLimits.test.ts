/** What one socket and one address may ask (RELIABILITY S4, S6): seats are served while somebody floods. */
import { expect, test } from 'vitest';
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
