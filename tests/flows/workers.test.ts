import { io, type Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { IncidentState } from '#shared/domain/incident.ts';
import {
  type ServerToWorker,
  WORKER_WIRE_VERSION,
  type WorkerOrder,
  type WorkerToServer,
} from '#shared/wire/worker.ts';
import { DUTY, eventually, openStation, STATION, WORKER } from './kit/station.ts';

/** Of no units in particular: it may speak for any that there is. */
const UNBOUND = 'unbound-token-of-the-tests';

type Phone = Socket<ServerToWorker, WorkerToServer> & Disposable;

function openPhone(url: string, units: readonly string[], token = WORKER): Phone {
  const socket = io(`${url}/worker`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { wire: WORKER_WIRE_VERSION, token, units },
  });
  return Object.assign(socket, { [Symbol.dispose]: () => void socket.disconnect() });
}

const nextOrder = (phone: Phone) => new Promise<WorkerOrder>((resolve) => phone.once('order', resolve));
const report = (phone: Phone, order: WorkerOrder, move: 'accept' | 'arrive' | 'refuse', unitId = order.unitId) =>
  phone.timeout(8_000).emitWithAck('report', {
    commandId: crypto.randomUUID(),
    unitId,
    incidentId: order.incidentId,
    dispatchId: order.dispatchId,
    move,
    reason: '',
  });

test('a phone gets its order, reports, gets it again when it reconnects, and hears when it ends', async () => {
  await using station = await openStation();
  using phone = openPhone(station.core.url, ['u-001']);
  await new Promise<void>((resolve) => phone.once('connect', resolve));
  const waiting = nextOrder(phone);
  const { incidentId } = (await station.command('incident.open', {
    kind: 'dispute',
    lon: 117.01,
    lat: 25.07,
    title: '争执',
  })) as unknown as { incidentId: string };
  const { dispatchId } = (await station.command('incident.dispatch', { incidentId, unitId: 'u-001' })) as unknown as {
    dispatchId: string;
  };
  const order = await waiting;
  expect(order).toMatchObject({
    incidentId,
    dispatchId,
    unitId: 'u-001',
    task: 'respond',
    state: 'notified',
    title: '纠纷 · 争执',
    level: 3,
  });
  expect(await report(phone, order, 'accept')).toMatchObject({ ok: true });
  expect(await report(phone, order, 'accept')).toMatchObject({ ok: false, code: 'illegalMove' });
  phone.disconnect();

  using again = openPhone(station.core.url, ['u-001']);
  expect(await nextOrder(again)).toMatchObject({ dispatchId, state: 'accepted' });
  const ended = new Promise((resolve) => again.once('ended', resolve));
  await station.command('dispatch.withdraw', { incidentId, dispatchId, reason: '误报' });
  expect(await ended).toEqual({ unitId: 'u-001', dispatchId, state: 'withdrawn', reason: '误报' });
  const { incident } = await station.get<{ incident: IncidentState }>(`/api/incidents/${incidentId}`);
  expect(incident.timeline.map(({ by }) => by)).toContain('u-001 号');
});

test('a phone speaks for its own units only, and a seat’s token opens no phone', async () => {
  const unbound = { token: UNBOUND, role: 'worker', name: '不限力量的手机' };
  await using station = await openStation({ overrides: { tokens: [...STATION.tokens, unbound] } });
  const { incidentId } = (await station.command('incident.open', {
    kind: 'dispute',
    lon: 117.01,
    lat: 25.07,
  })) as unknown as { incidentId: string };
  await station.command('incident.dispatch', { incidentId, unitId: 'u-001' });
  using own = openPhone(station.core.url, ['u-001']);
  const order = await nextOrder(own);
  using other = openPhone(station.core.url, ['u-002']);
  await new Promise<void>((resolve) => other.once('connect', resolve));
  expect(await report(other, order, 'accept')).toMatchObject({ ok: false, code: 'notYourUnit' });
  expect(await report(other, order, 'accept', 'u-002')).toMatchObject({ ok: false, code: 'notYourUnit' });
  const refusal = (token: string, units: string[]) =>
    new Promise((resolve) => {
      const phone = openPhone(station.core.url, units, token);
      phone.once('connect_error', (error) => resolve((error as Error & { data?: { code: string } }).data?.code));
      phone.once('connect', () => resolve('connected'));
    });
  expect(await refusal(DUTY, ['u-001'])).toBe('unauthorised');
  expect(await refusal(WORKER, ['u-777'])).toBe('notYourUnit');
  expect(await refusal(UNBOUND, ['u-777'])).toBe('unknownUnit');
});

test('a phone’s SOS is an alarm where the phone is, durable before the phone is answered', async () => {
  await using station = await openStation();
  const response = await fetch(`${station.core.url}/ingest/osmand`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      device_id: 'u-003',
      location: {
        timestamp: new Date().toISOString(),
        coords: { latitude: 25.07, longitude: 117.009, accuracy: 5 },
        alarm: 'sos',
      },
    }),
  });
  expect([response.status, await response.text()]).toEqual([200, '']);
  const incident = await eventually('an incident', () => [...station.core.desk.world.incidents.values()][0]);
  expect(incident).toMatchObject({ kind: 'holdUp', title: 'u-003 号', place: { lon: 117.009, lat: 25.07 } });
});
