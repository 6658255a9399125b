/** S8: one message that makes a schema throw instead of answer must end neither the core nor anybody's connection. */
import { expect, test } from 'vitest';
import { SEAT_WIRE_VERSION } from '#shared/wire/seat.ts';
import { openPhone } from './kit/phone.ts';
import { takeSeat } from './kit/seat.ts';
import { DUTY, openStation } from './kit/station.ts';

/** zod compares the `length` of whatever it is given; this one cannot become a number. */
const evil = () => JSON.parse('{"length":{"toString":null,"valueOf":null}}');

test('somebody nobody knows cannot end the core with a hello', async () => {
  await using station = await openStation();
  using calm = await takeSeat(station.core.url, DUTY);
  const asSeat = await takeSeat(station.core.url, evil()).catch((refusal: unknown) => refusal);
  expect(asSeat).toMatchObject({ code: 'badHello', wire: SEAT_WIRE_VERSION });
  const asPhone = await openPhone(station.core.url, 'u-001', evil()).catch((error: { data?: unknown }) => error.data);
  expect(asPhone).toMatchObject({ code: 'badHello' });
  expect(await calm.command('incident.acknowledge', { incidentId: 'x' })).toMatchObject({ code: 'unknownIncident' });
});

test('nor a seat or a phone with a message: it is answered, and goes on', async () => {
  await using station = await openStation();
  using seat = await takeSeat(station.core.url, DUTY);
  using phone = await openPhone(station.core.url, 'u-001');
  const refused = { ok: false, code: 'badBody' };
  expect(await seat.command('incident.note', { incidentId: evil(), text: 'x' })).toMatchObject(refused);
  expect(await seat.command(evil(), {})).toMatchObject(refused);
  expect(await phone.command('message.send', { unitId: evil(), text: evil() })).toMatchObject(refused);
  expect(await phone.socket.timeout(10_000).emitWithAck('positions', [evil()])).toMatchObject(refused);
  expect(await seat.command('incident.acknowledge', { incidentId: 'x' })).toMatchObject({ code: 'unknownIncident' });
  expect(phone.socket.connected).toBe(true);
});

test('over HTTP it is a bad request, with a token and without', async () => {
  await using station = await openStation();
  const post = async (path: string, body: unknown, token?: string) => {
    const response = await fetch(`${station.core.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  expect(await post('/api/session', { loginName: evil(), password: evil() })).toBe(400);
  expect(await post('/api/machines/join', { code: evil() })).toBe(400);
  expect(await post('/api/commands', { commandId: evil(), kind: 'x', body: {} }, DUTY)).toBe(400);
  expect(await post('/ingest/owntracks', { _type: 'location', tid: evil(), lat: 1, lon: 1, tst: 1 })).toBeLessThan(500);
});
