import { expect, test } from 'vitest';
import type { IncidentState } from '#shared/domain/incident.ts';
import { eventually, openPole, openStation, POLE_KEY, type TestStation } from './kit/station.ts';

const PANIC = { contactId: { qualifier: 1, code: '120', partition: '03', zone: '008' }, hasTime: true } as const;

interface ApiIncident extends IncidentState {
  state: 'open' | 'closed';
}
interface ApiAlarm {
  seq: number;
  id: string;
  deviceId: string | null;
  linkId: string;
  protocol: string;
  class: string;
  code: string;
  receivedAt: number;
  raw: string;
}

const openOnes = async (station: TestStation) =>
  (await station.get<{ incidents: ApiIncident[] }>('/api/incidents?state=open')).incidents;
const alarmsOf = async (station: TestStation) => (await station.get<{ alarms: ApiAlarm[] }>('/api/alarms')).alarms;

test('a pressed pole becomes an acknowledged alarm, an incident, a dispatch, an arrival and a closed case', async () => {
  await using station = await openStation();
  await station.position('u-001', 100, 0);
  using sender = openPole(station);
  const outcome = await sender.send(PANIC);
  expect(outcome.kind).toBe('ack');
  expect(outcome.reply!.raw.toString('latin1')).toMatch(/^\n[0-9A-F]{4}0012"ACK"0001L0#70A1\[\]\r$/);

  const alarms = await alarmsOf(station);
  expect(alarms).toEqual([
    {
      seq: alarms[0]!.seq,
      id: alarms[0]!.id,
      deviceId: '99010100100000000001',
      linkId: 'poles',
      protocol: 'dc09',
      class: 'emergency',
      code: '120',
      receivedAt: alarms[0]!.receivedAt,
      raw: outcome.frame.toString('hex'),
    },
  ]);
  const [incident] = await openOnes(station);
  expect(incident).toMatchObject({
    kind: 'holdUp',
    level: 1,
    source: 'alarm',
    title: '东溪社区 1 号报警杆',
    alarmCount: 1,
  });
  expect(incident!.openedAt).toBe(alarms[0]!.receivedAt);
  const incidentId = incident!.id;

  const told = await eventually('the rule tells the best unit', async () => {
    const { incident: now } = await station.get<{ incident: ApiIncident }>(`/api/incidents/${incidentId}`);
    return now.dispatches[0];
  });
  expect(told).toMatchObject({ unitId: 'u-001', isAutomatic: true, state: 'notified' });
  const recommendation = await station.get<{
    candidates: { unitId: string; etaSeconds: number; routeM: number; reasons: string[] }[];
    passedOver: { unitId: string; code: string }[];
  }>(`/api/incidents/${incidentId}/recommendation`);
  expect(recommendation.candidates.map(({ unitId }) => unitId)).toEqual(['u-001', 'u-002', 'u-003']);
  expect(recommendation.candidates[0]).toMatchObject({ routeM: 100, etaSeconds: expect.any(Number) });
  expect(recommendation.passedOver).toContainEqual(expect.objectContaining({ unitId: 'u-004', code: 'unsuitable' }));

  expect(await station.command('incident.acknowledge', { incidentId })).toMatchObject({ ok: true, incidentId });
  const sent = await station.command('incident.dispatch', { incidentId, unitId: 'u-002' });
  const { dispatchId } = sent as unknown as { dispatchId: string };
  for (const kind of ['dispatch.accept', 'dispatch.depart', 'dispatch.arrive', 'dispatch.finish']) {
    expect(await station.command(kind, { incidentId, dispatchId })).toMatchObject({ ok: true });
  }
  await station.command('dispatch.withdraw', { incidentId, dispatchId: told.id, reason: '已有力量到场' });
  expect(await station.command('incident.close', { incidentId, reason: 'real', note: '已劝离' })).toMatchObject({
    ok: true,
  });

  const { incident: closed } = await station.get<{ incident: ApiIncident }>(`/api/incidents/${incidentId}`);
  expect(closed).toMatchObject({ state: 'closed', phase: 'closed', closeReason: 'real', closeNote: '已劝离' });
  expect(closed.dispatches.map(({ unitId, state }) => [unitId, state])).toEqual([
    ['u-001', 'withdrawn'],
    ['u-002', 'done'],
  ]);
  expect(closed.timeline.map(({ kind }) => kind)).toEqual([
    'incident.opened',
    'incident.recommended',
    'incident.dispatched',
    'incident.acknowledged',
    'incident.dispatched',
    'incident.dispatchMoved',
    'incident.dispatchMoved',
    'incident.dispatchMoved',
    'incident.dispatchMoved',
    'incident.dispatchMoved',
    'incident.closed',
  ]);
  const units = await station.get<{ units: { id: string; engagement: unknown }[] }>('/api/units');
  expect(units.units.filter(({ engagement }) => engagement !== null)).toEqual([]);
  expect(await station.core.desk.journal.verify()).toMatchObject({ ok: true, faults: [] });
});

test('a retransmission is acknowledged again and raises nothing', async () => {
  await using station = await openStation();
  using sender = openPole(station);
  await sender.send({ ...PANIC, sequence: '0417' });
  const again = await sender.send({ ...PANIC, sequence: '0417' });
  expect(again.kind).toBe('ack');
  expect(await alarmsOf(station)).toHaveLength(1);
});

test('a retransmission after a restart is still a retransmission', async () => {
  const first = await openStation();
  using sender = openPole(first);
  const { frame } = await sender.send({ ...PANIC, sequence: '0417' });
  await first.core.close();
  await using second = await openStation({ folder: first.folder });
  using replay = openPole(second);
  const again = await replay.send({ ...PANIC, sequence: '0417', hasTime: false });
  expect(again.kind).toBe('ack');
  expect((await alarmsOf(second)).map(({ raw }) => raw)).toEqual([frame.toString('hex')]);
});

test('an encrypted pole is answered encrypted; with the wrong key it is shown and not answered', async () => {
  await using station = await openStation();
  using right = openPole(station, { key: { encoding: 'hex', value: POLE_KEY } });
  const outcome = await right.send(PANIC);
  expect([outcome.kind, outcome.reply!.isEncrypted]).toEqual(['ack', true]);
  using wrong = openPole(station, { key: { encoding: 'hex', value: 'FF'.repeat(16) }, giveUpAfterMs: 300 });
  expect((await wrong.send(PANIC)).kind).toBe('silence');
  expect((await alarmsOf(station)).map(({ deviceId, class: alarmClass }) => [deviceId, alarmClass])).toEqual([
    ['99010100100000000001', 'emergency'],
    [null, 'unreadable'],
  ]);
  expect(await openOnes(station)).toHaveLength(1);
});

test('an unknown account is never answered, never dropped silently, and waits for a person', async () => {
  await using station = await openStation();
  using stranger = openPole(station, { account: '9999', giveUpAfterMs: 300 });
  expect((await stranger.send(PANIC)).kind).toBe('silence');
  const [alarm] = await alarmsOf(station);
  expect(alarm).toMatchObject({ deviceId: null, class: 'emergency', code: '120' });
  expect(await openOnes(station)).toEqual([]);
  const reviewed = await station.command('alarm.review', { alarmId: alarm!.id, note: '新装报警杆，已登记' });
  expect(reviewed).toMatchObject({ ok: true });
  expect(await station.command('alarm.review', { alarmId: alarm!.id })).toMatchObject({
    ok: false,
    code: 'alreadyReviewed',
  });
});

test('garbage is counted, not answered, and the next frame is read', async () => {
  await using station = await openStation();
  const { createSocket } = await import('node:dgram');
  const socket = createSocket('udp4');
  for (const junk of [
    '',
    '\n',
    '\nXXXX0010"ADM-CID"',
    'GET / HTTP/1.1\r\n\r\n',
    '\n00000058"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008]\r',
  ]) {
    socket.send(junk, station.polePort, '127.0.0.1');
  }
  using sender = openPole(station);
  expect((await sender.send(PANIC)).kind).toBe('ack');
  socket.close();
  expect(await alarmsOf(station)).toHaveLength(1);
});

test('the position a pole sends is where its incident is; without one it is where the pole is registered', async () => {
  await using station = await openStation();
  using sender = openPole(station);
  await sender.send({
    ...PANIC,
    extensions: [
      { letter: 'X', value: '117E00.7200' },
      { letter: 'Y', value: '25N04.2600' },
    ],
  });
  const [incident] = await openOnes(station);
  expect(incident!.place).toMatchObject({ lon: 117.012, lat: 25.071, gridName: '第四网格', communityName: '东溪社区' });
  expect(incident!.place.address).toContain('东溪');
});

test('a pole that claims to be in another city is where it is registered; what it sent stays with its alarm', async () => {
  await using station = await openStation();
  using sender = openPole(station);
  await sender.send({
    ...PANIC,
    extensions: [
      { letter: 'X', value: '116E24.1840' },
      { letter: 'Y', value: '39N55.0500' },
    ],
  });
  const [incident] = await openOnes(station);
  expect(incident!.place).toMatchObject({ lon: 117.01, lat: 25.07 });
  const [alarm] = station.core.desk.world.alarms.values();
  expect(alarm!.position!.lat).toBeCloseTo(39.9175, 4);
});

test('a wrong clock is flagged on clear frames and no longer once it is right', async () => {
  await using station = await openStation();
  const skewOf = () => station.core.desk.world.devices.get('99010100100000000001')!.skewMs;
  using wrong = openPole(station, { clock: () => Date.now() - 5_000_000 });
  await wrong.send({ ...PANIC, hasTime: true });
  expect(await eventually('the skew is noticed', () => skewOf() ?? undefined)).toBeLessThan(-4_900_000);
  using right = openPole(station, { firstSequence: 500 });
  await right.send({ ...PANIC, hasTime: true });
  await eventually('the skew is forgotten', () => (skewOf() === null ? true : undefined));
  expect(await openOnes(station)).toHaveLength(1);
});

test('the same pole again joins its incident, a second pole nearby corroborates, another kind opens its own', async () => {
  await using station = await openStation();
  using first = openPole(station);
  await first.send(PANIC);
  await first.send(PANIC);
  using far = openPole(station, { account: '70A2' });
  await far.send(PANIC);
  await first.send({ ...PANIC, contactId: { ...PANIC.contactId, code: '110' } });
  const incidents = await openOnes(station);
  expect(incidents.map(({ kind, alarmCount }) => [kind, alarmCount])).toEqual([
    ['fire', 1],
    ['holdUp', 1],
    ['holdUp', 2],
  ]);
});
