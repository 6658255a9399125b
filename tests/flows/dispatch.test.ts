import { expect, test } from 'vitest';
import type { IncidentState } from '#shared/domain/incident.ts';
import { openPhone } from './kit/phone.ts';
import { eventually, openPole, openStation, SECOND_DUTY, type TestStation, WALL, WORKER } from './kit/station.ts';

const DISPUTE = { kind: 'dispute', lon: 117.01, lat: 25.07, title: '商户与顾客争执' };

async function openDispute(station: TestStation): Promise<string> {
  const opened = await station.command('incident.open', DISPUTE);
  return (opened as unknown as { incidentId: string }).incidentId;
}

const incidentOf = async (station: TestStation, id: string) =>
  (await station.get<{ incident: IncidentState }>(`/api/incidents/${id}`)).incident;

test('two seats that send the same unit at the same moment: one succeeds, the other is told who has it', async () => {
  await using station = await openStation();
  const incidents = await Promise.all([openDispute(station), openDispute(station)]);
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(
      incidents.map((incidentId, seat) =>
        station.command('incident.dispatch', { incidentId, unitId: 'u-001' }, seat === 0 ? undefined : SECOND_DUTY),
      ),
    );
    const won = answers.filter(({ ok }) => ok);
    const lost = answers.filter(({ ok }) => !ok);
    expect([won.length, lost.length]).toEqual([1, 1]);
    const { incidentId, dispatchId } = won[0] as unknown as { incidentId: string; dispatchId: string };
    const holder = await incidentOf(station, incidentId);
    expect(lost[0]).toMatchObject({ code: 'unitEngaged' });
    expect(String(lost[0]!.message)).toContain(holder.number);
    expect(String(lost[0]!.message)).toMatch(/值班员 [甲乙]/);
    await station.command('dispatch.withdraw', { incidentId, dispatchId, reason: '下一轮' });
  }
});

test('the same command sent again gets the first answer and is done once, also after a restart', async () => {
  const first = await openStation();
  const incidentId = await openDispute(first);
  const once = await first.command('incident.dispatch', { incidentId, unitId: 'u-001' }, undefined, 'command-0001');
  const twice = await first.command('incident.dispatch', { incidentId, unitId: 'u-001' }, undefined, 'command-0001');
  const refusedOnce = await first.command(
    'incident.dispatch',
    { incidentId, unitId: 'u-001' },
    undefined,
    'command-0002',
  );
  await first.core.close();
  await using second = await openStation({ folder: first.folder });
  const thrice = await second.command('incident.dispatch', { incidentId, unitId: 'u-001' }, undefined, 'command-0001');
  const refusedTwice = await second.command(
    'incident.dispatch',
    { incidentId, unitId: 'u-001' },
    undefined,
    'command-0002',
  );
  expect([twice, thrice]).toEqual([once, once]);
  expect(refusedTwice).toEqual(refusedOnce);
  expect((await incidentOf(second, incidentId)).dispatches).toHaveLength(1);
});

test('the automatic notice moves to the next unit after refusal, and after thirty seconds of silence', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  for (const [unitId, east] of [
    ['u-001', 100],
    ['u-002', 300],
    ['u-003', -400],
  ] as const) {
    await station.position(unitId, east, 0);
  }
  using sender = openPole(station);
  await sender.send({ contactId: { qualifier: 1, code: '120', partition: '01', zone: '001' } });
  const { incidents } = await station.get<{ incidents: IncidentState[] }>('/api/incidents');
  const incidentId = incidents[0]!.id;
  const told = (count: number) =>
    eventually(`${count} units told`, async () => {
      const { dispatches } = await incidentOf(station, incidentId);
      return dispatches.length === count ? dispatches : undefined;
    });
  const [first] = await told(1);
  expect(first).toMatchObject({ unitId: 'u-001', isAutomatic: true });
  await station.command('dispatch.refuse', { incidentId, dispatchId: first!.id, reason: '电瓶没电' }, WORKER);
  expect((await told(2)).map(({ unitId, state }) => [unitId, state])).toEqual([
    ['u-001', 'refused'],
    ['u-002', 'notified'],
  ]);
  now += 30_000;
  await station.position('u-003', -400, 0);
  expect((await told(3)).map(({ unitId, state }) => [unitId, state])).toEqual([
    ['u-001', 'refused'],
    ['u-002', 'timedOut'],
    ['u-003', 'notified'],
  ]);
  const { timeline } = await incidentOf(station, incidentId);
  expect(
    timeline
      .filter(({ kind }) => kind === 'incident.dispatchMoved')
      .map(({ by, facts }) => [by, facts.to, facts.reason]),
  ).toEqual([
    ['手机', 'refused', '电瓶没电'],
    ['system:rule', 'timedOut', 'system:silence'],
  ]);
});

test('a unit whose last position is older than thirty seconds is passed over, with the age as the reason', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  await station.position('u-001', 20, 0);
  now += 31_000;
  const incidentId = await openDispute(station);
  const { candidates, passedOver } = await station.get<{
    candidates: { unitId: string }[];
    passedOver: { unitId: string; code: string; reason: string }[];
  }>(`/api/incidents/${incidentId}/recommendation`);
  expect(candidates.map(({ unitId }) => unitId)).toEqual(['u-002', 'u-003']);
  expect(passedOver.find(({ unitId }) => unitId === 'u-001')).toMatchObject({
    code: 'stale',
    reason: '定位已过期（31 秒前）',
  });
});

test('a unit off shift is passed over, however near and fresh it was, until it is on shift again', async () => {
  await using station = await openStation();
  using phone = await openPhone(station.core.url, 'u-001');
  const incidentId = await openDispute(station);
  type Told = { candidates: { unitId: string }[]; passedOver: { unitId: string; code: string; reason: string }[] };
  const told = () => station.get<Told>(`/api/incidents/${incidentId}/recommendation`);
  const goes = (isOnShift: boolean) => phone.socket.timeout(5_000).emitWithAck('shift', { unitId: 'u-001', isOnShift });
  const freshness = async () =>
    (await station.get<{ units: { id: string; position: { freshness: string } }[] }>('/api/units')).units.find(
      ({ id }) => id === 'u-001',
    )?.position.freshness;
  await station.position('u-001', 20, 0);
  expect([await freshness(), (await told()).candidates[0]?.unitId]).toEqual(['live', 'u-001']);
  expect(await goes(false)).toEqual({ ok: true, taken: 0 });
  const { candidates, passedOver } = await told();
  expect(candidates.map(({ unitId }) => unitId)).toEqual(['u-002', 'u-003']);
  expect(passedOver.find(({ unitId }) => unitId === 'u-001')).toMatchObject({ code: 'offShift', reason: '未值勤' });
  expect(await goes(false)).toEqual({ ok: true, taken: 0 });
  expect(await freshness()).toBe('stale');
  expect(await goes(true)).toEqual({ ok: true, taken: 0 });
  expect(await freshness()).toBe('stale');
  await station.position('u-001', 20, 0);
  expect([await freshness(), (await told()).candidates[0]?.unitId]).toEqual(['live', 'u-001']);
  const said = station.core.desk.journal.readStream('unit:u-001').filter(({ kind }) => kind === 'unit.shiftChanged');
  expect(said.map(({ body, actor }) => [body, actor.kind])).toEqual([
    [{ unitId: 'u-001', isOnShift: false }, 'unit'],
    [{ unitId: 'u-001', isOnShift: true }, 'unit'],
  ]);
});

test('an old position told again does not make a unit fresh', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  const seenAt = now;
  await station.position('u-001', 20, 0, seenAt);
  now += 31_000;
  await station.position('u-001', 20, 0, seenAt);
  const { units } = await station.get<{ units: { id: string; position: { isFresh: boolean; ageMs: number } }[] }>(
    '/api/units',
  );
  expect(units.find(({ id }) => id === 'u-001')!.position).toMatchObject({ isFresh: false, ageMs: 31_000 });
});

test('roles are enforced: a wall reads, a phone reports, neither commands the desk, a stranger does nothing', async () => {
  await using station = await openStation();
  const incidentId = await openDispute(station);
  expect(await station.command('incident.acknowledge', { incidentId }, WALL)).toMatchObject({
    ok: false,
    code: 'roleMayNot',
  });
  expect(await station.command('incident.close', { incidentId, reason: 'real' }, WORKER)).toMatchObject({
    ok: false,
    code: 'roleMayNot',
  });
  expect(await station.command('incident.close', { incidentId, reason: 'real' }, 'not-a-token-at-all')).toMatchObject({
    ok: false,
    code: 'unauthorised',
  });
  await expect(station.get('/api/incidents', WORKER)).rejects.toThrow('403');
  await expect(station.get('/api/journal', WALL)).rejects.toThrow('403');
  await expect(station.get('/api/incidents', 'not-a-token-at-all')).rejects.toThrow('401');
});

test('what is not understood is refused with the path of what is wrong', async () => {
  await using station = await openStation();
  const incidentId = await openDispute(station);
  const refused = [
    await station.command('incident.vanish', { incidentId }),
    await station.command('incident.close', { incidentId, reason: 'whatever' }),
    await station.command('incident.close', { incidentId, reason: 'real', extra: 1 }),
    await station.command('incident.open', { ...DISPUTE, lon: 200 }),
    await station.command('incident.dispatch', { incidentId, unitId: 'u-999' }),
    await station.command('incident.acknowledge', { incidentId: 'no-such-incident' }),
  ];
  expect(refused.map(({ code }) => code)).toEqual([
    'unknownCommand',
    'badBody',
    'badBody',
    'badBody',
    'unknownUnit',
    'unknownIncident',
  ]);
  expect(refused[2]!.message).toContain('extra');
  expect(refused[3]!.message).toContain('lon');
  expect(await station.position('u-999', 0, 0)).toBe(404);
});

test('a reader that asks for more than a page gets a page, not a refusal', async () => {
  await using station = await openStation();
  expect(await station.get('/api/journal?after=0&limit=50000')).toEqual(await station.get('/api/journal?after=0'));
});
