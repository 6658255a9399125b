import { expect, test } from 'vitest';
import type { FieldTask } from '#shared/domain/task.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openPhone } from './kit/phone.ts';
import { takeSeat } from './kit/seat.ts';
import { DUTY, eventually, openStation, type TestStation, WORKER } from './kit/station.ts';

const HOUR_MS = 3_600_000;
const at = (eastM: number, northM: number) => {
  const [lon, lat] = pointAt(eastM, northM);
  return { lon, lat };
};
const gate = { name: '南门', ...at(100, 0), radiusM: 40 };
const school = { name: '东溪小学', ...at(300, 0), radiusM: 40 };

async function publish(station: TestStation, body: object, now = Date.now()): Promise<string> {
  const answer = await station.command('task.publish', {
    kind: 'errand',
    title: '送通知',
    audience: { kind: 'team', unitIds: ['u-001', 'u-002'] },
    dueAt: now + HOUR_MS,
    ...body,
  });
  expect(answer).toMatchObject({ ok: true });
  return answer.taskId as string;
}

const taskOf = (station: TestStation, taskId: string): FieldTask => station.core.desk.world.field.tasks.get(taskId)!;
const inState = (station: TestStation, taskId: string, state: FieldTask['state']) =>
  eventually(`task ${state}`, () => (taskOf(station, taskId).state === state ? taskOf(station, taskId) : undefined));

test('of two phones that claim a task at once one wins, and the other is told who has it', async () => {
  await using station = await openStation();
  using first = await openPhone(station.core.url, 'u-001');
  using second = await openPhone(station.core.url, 'u-002');
  using outsider = await openPhone(station.core.url, 'u-003');
  const taskId = await publish(station, {});
  await Promise.all([first.shows(taskId, 'open'), second.shows(taskId, 'open')]);
  expect(outsider.tasks.size).toBe(0);

  const answers = await Promise.all([
    first.command('task.claim', { taskId, unitId: 'u-001' }),
    second.command('task.claim', { taskId, unitId: 'u-002' }),
  ]);
  const task = taskOf(station, taskId);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({
    code: 'taskTaken',
    message: `任务已由 ${task.unitName} 领取`,
  });
  const winner = task.unitId === 'u-001' ? first : second;
  const loser = winner === first ? second : first;
  expect(await winner.shows(taskId, 'accepted')).toMatchObject({ unitId: task.unitId });
  await eventually('the loser forgets it', () => (loser.tasks.has(taskId) ? undefined : true));
  expect(await outsider.command('task.claim', { taskId, unitId: 'u-003' })).toMatchObject({ code: 'taskTaken' });
});

test('a task offered to a grid reaches those posted in it, and a radius those who stand there', async () => {
  await using station = await openStation();
  const { gridCode } = station.core.scene.locator.locate(...pointAt(-400, 0));
  const inGrid = await publish(station, { audience: { kind: 'grid', gridCode } });
  const inCommunity = await publish(station, { audience: { kind: 'grid', gridCode: '990101001001' } });
  const near = await publish(station, { audience: { kind: 'radius', ...at(100, 0), radiusM: 80 } });
  expect(taskOf(station, inCommunity).offeredTo).toEqual(['u-001', 'u-002', 'u-003', 'u-004']);
  expect(taskOf(station, near).offeredTo).toEqual(['u-001', 'u-004']);
  expect(taskOf(station, inGrid).offeredTo).toEqual(['u-003']);
  const nowhere = { kind: 'errand', title: '无人', dueAt: Date.now() + HOUR_MS };
  expect(
    await station.command('task.publish', { ...nowhere, audience: { kind: 'grid', gridCode: '990101009' } }),
  ).toMatchObject({ ok: false, code: 'nobodyThere' });
});

test('a check-in is proved by a fresh fix near the point, else it needs words and stays marked', async () => {
  await using station = await openStation();
  using phone = await openPhone(station.core.url, 'u-001');
  const audience = { kind: 'unit', unitId: 'u-001' };
  const taskId = await publish(station, { kind: 'patrol', audience, order: 'fixed', points: [gate, school] });
  const told = await phone.shows(taskId, 'assigned');
  expect(told.items.map(({ id, isMust }) => [id, isMust])).toEqual(
    ['see', 'ask', 'listen', 'tell', 'report'].map((id) => [id, true]),
  );
  expect(told.line.length).toBeGreaterThan(1);

  expect(await phone.command('task.checkIn', { taskId, pointId: 'p2' })).toMatchObject({ code: 'outOfOrder' });
  expect(await phone.command('task.checkIn', { taskId, pointId: 'p1' })).toMatchObject({ code: 'notProved' });
  await phone.stand(gate.lon, gate.lat);
  const commandId = crypto.randomUUID();
  const done = await phone.command('task.checkIn', { taskId, pointId: 'p1' }, commandId);
  expect(done).toMatchObject({ ok: true, taskId });
  // A phone that did not hear the answer asks again with the same id: one check-in, the same answer.
  expect(await phone.command('task.checkIn', { taskId, pointId: 'p1' }, commandId)).toEqual(done);

  expect(await phone.command('task.checkIn', { taskId, pointId: 'p2' })).toMatchObject({
    code: 'notProved',
    message: '不在签到点范围内，请走近或填写原因手动签到',
  });
  await phone.command('task.checkIn', { taskId, pointId: 'p2', reason: '校门封闭，隔街查看' });
  const { state, points } = taskOf(station, taskId);
  expect(state).toBe('underway');
  expect(points.map(({ checkIn }) => [checkIn?.unproved, checkIn?.distanceM, checkIn?.reason])).toEqual([
    [null, 0, null],
    ['tooFar', 200, '校门封闭，隔街查看'],
  ]);
  expect(await phone.command('task.finish', { taskId })).toMatchObject({ code: 'taskIncomplete' });
  expect(await phone.command('task.finish', { taskId, note: '住户不在' })).toMatchObject({ ok: true });
  await eventually('the phone forgets it', () => (phone.tasks.has(taskId) ? undefined : true));
});

test('a queued check-in is judged by where the phone was when it was done', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  using phone = await openPhone(station.core.url, 'u-001');
  const taskId = await publish(station, { audience: { kind: 'unit', unitId: 'u-001' }, points: [gate] }, now);
  const doneAt = now + 60_000;
  now += 10 * 60_000;
  const fix = { lon: gate.lon, lat: gate.lat, accuracyM: 8, at: doneAt };
  expect(await phone.command('task.checkIn', { taskId, pointId: 'p1', doneAt, fix })).toMatchObject({ ok: true });
  expect(taskOf(station, taskId).points[0]?.checkIn).toMatchObject({ doneAt, recordedAt: now, unproved: null });
});

test('an incident suspends what its unit is doing and gives it back with the time it took', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  using phone = await openPhone(station.core.url, 'u-001');
  const taskId = await publish(station, { audience: { kind: 'unit', unitId: 'u-001' }, points: [gate] }, now);
  const { dueAt } = taskOf(station, taskId);
  await phone.command('task.start', { taskId });
  const { incidentId } = await station.command('incident.open', { kind: 'dispute', ...at(200, 0) });
  const { dispatchId } = await station.command('incident.dispatch', { incidentId, unitId: 'u-001' });
  expect(await phone.shows(taskId, 'suspended')).toMatchObject({ suspendedBy: incidentId });
  expect(await phone.command('task.finish', { taskId, note: '先走' })).toMatchObject({ code: 'taskState' });

  now += 2 * HOUR_MS;
  await station.command('dispatch.withdraw', { incidentId, dispatchId, reason: '已由他人处置' });
  const resumed = await inState(station, taskId, 'underway');
  expect(resumed).toMatchObject({
    suspension: null,
    overdueAt: null,
    suspendedMs: 2 * HOUR_MS,
    dueAt: dueAt + 2 * HOUR_MS,
  });
  await phone.shows(taskId, 'underway');
});

test('a task that is late is said once, to the desk and to the phone', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  using phone = await openPhone(station.core.url, 'u-001');
  using seat = await takeSeat(station.core.url, DUTY);
  const taskId = await publish(station, { audience: { kind: 'unit', unitId: 'u-001' } }, now);
  now += HOUR_MS + 1;
  await eventually('overdue on the phone', () => (phone.tasks.get(taskId)?.isOverdue ? true : undefined));
  await eventually('overdue at the desk', () =>
    seat.world.field.tasks.get(taskId)?.overdueAt === now ? true : undefined,
  );
  const { seq } = station.core.desk.world;
  now += HOUR_MS;
  await phone.command('task.accept', { taskId });
  const { events } = await station.get<{ events: { kind: string }[] }>(`/api/journal?after=${seq}`);
  expect(events.map(({ kind }) => kind)).toEqual(['task.accepted']);
});

test('a hazard is looked at again on its date, and an urgent one is opened as an incident by one key', async () => {
  await using station = await openStation();
  using phone = await openPhone(station.core.url, 'u-001');
  const taskId = await publish(station, {
    kind: 'inspection',
    title: '东溪小学消防检查',
    audience: { kind: 'unit', unitId: 'u-001' },
    place: { ...at(30, 30), name: '东溪小学' },
    items: ['灭火器有效', '通道畅通'],
    recheckDays: 3,
  });
  await phone.command('task.accept', { taskId });
  await phone.command('task.item', { taskId, itemId: 'i1', result: 'passed' });
  expect(await phone.command('task.item', { taskId, itemId: 'i2', result: 'hazard' })).toMatchObject({
    code: 'hazardWithoutWords',
  });
  const before = Date.now();
  await phone.command('task.item', { taskId, itemId: 'i2', result: 'hazard', text: '后门上锁', isUrgent: true });
  const recheck = [...station.core.desk.world.field.tasks.values()].find(({ recheckOf }) => recheckOf !== null);
  expect(recheck).toMatchObject({
    kind: 'inspection',
    title: '复查：东溪小学消防检查',
    state: 'assigned',
    unitId: 'u-001',
    recheckOf: { taskId, itemId: 'i2', text: '后门上锁' },
    items: [{ id: 'i1', zh: '通道畅通' }],
  });
  expect(recheck!.startAt - before).toBeGreaterThanOrEqual(3 * 24 * HOUR_MS);
  expect(recheck!.startAt - before).toBeLessThan(3 * 24 * HOUR_MS + HOUR_MS);

  const report = [...station.core.desk.world.field.reports.values()][0]!;
  expect(report).toMatchObject({ kind: 'safetyHazard', text: '后门上锁', unitId: 'u-001', taskId, state: 'waiting' });
  const opened = await station.command('fieldReport.open', { reportId: report.id });
  const incident = station.core.desk.world.incidents.get(opened.incidentId as string);
  expect(incident).toMatchObject({ kind: 'safetyHazard', title: 'u-001 号上报 后门上锁' });
  expect(await station.command('fieldReport.dismiss', { reportId: report.id, reason: '重复' })).toMatchObject({
    code: 'reportSettled',
  });
});

test('messages go both ways, are delivered and read, and a phone speaks for its own unit only', async () => {
  await using station = await openStation();
  using phone = await openPhone(station.core.url, 'u-001');
  using other = await openPhone(station.core.url, 'u-002');
  using seat = await takeSeat(station.core.url, DUTY);
  await seat.command('message.send', { unitIds: ['u-001', 'u-002'], text: '  今晚有雨  ' });
  const told = await eventually('the message', () => phone.messages[0]);
  expect(told).toMatchObject({ from: 'desk', text: '今晚有雨', by: '值班员 甲', deliveredAt: null });
  await eventually('the broadcast', () => other.messages[0]);
  await phone.command('message.mark', { unitId: 'u-001', upTo: told.id, as: 'delivered' });
  await phone.command('message.mark', { unitId: 'u-001', upTo: told.id, as: 'read' });
  await phone.command('message.send', { unitIds: ['u-001'], text: '收到' });
  const thread = await eventually('the answer at the seat', () => {
    const found = seat.world.field.threads.get('u-001');
    return found?.messages.length === 2 ? found : undefined;
  });
  expect(thread.messages.map(({ from, text, readAt }) => [from, text, readAt !== null])).toEqual([
    ['desk', '今晚有雨', true],
    ['unit', '收到', false],
  ]);
  await seat.command('message.mark', { unitId: 'u-001', upTo: thread.messages[1]!.id, as: 'read' });
  await eventually('read at the desk', () =>
    seat.world.field.threads.get('u-001')?.messages[1]?.readAt ? true : undefined,
  );
  expect(await phone.command('message.send', { unitIds: ['u-002'], text: '冒名' })).toMatchObject({
    code: 'notYourUnit',
  });
  expect(await seat.command('message.send', { unitIds: ['u-001'], text: '字'.repeat(501) })).toMatchObject({
    code: 'badBody',
  });
});

test('an idle unit walks the route of its grid that was forgotten longest, when the rule is on', async () => {
  let now = Date.now();
  const patrol = { auto: true, restMinutes: 5, dueMinutes: 60 };
  await using station = await openStation({ overrides: { patrol }, clock: () => now });
  using phone = await openPhone(station.core.url, 'u-001');
  const gridCode = '990101001001';
  const saved = (name: string, code = gridCode) =>
    station.command('route.save', { name, gridCode: code, points: [gate, school] });
  const near = await saved('甲线');
  now += 1_000;
  const far = await saved('乙线');
  const elsewhere = await saved('外线', '990101001002');
  expect(station.core.desk.world.field.tasks.size).toBe(0);
  // The desk looks every two seconds of its own clock: one that stood would be looked at once, perhaps before it was heard.
  const standing = <Found>(what: string, find: () => Found | undefined) =>
    eventually(what, async () => {
      now += 2_500;
      await phone.stand(gate.lon, gate.lat, { at: now });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return find();
    });
  const first = await standing('a patrol', () => [...phone.tasks.values()][0]);
  expect(first).toMatchObject({ kind: 'patrol', title: '甲线', isAutomatic: true, state: 'assigned' });
  await phone.command('task.finish', { taskId: first.taskId, note: '已走完' });
  expect(station.core.desk.world.field.routes.get(near.routeId as string)?.patrolledAt).toBe(now);

  // Rest first, then the other route; never one of another grid.
  now += 6 * 60_000;
  const second = await standing('the next patrol', () =>
    [...phone.tasks.values()].find(({ title }) => title === '乙线'),
  );
  expect(taskOf(station, second.taskId).routeId).toBe(far.routeId);
  const given = [...station.core.desk.world.field.tasks.values()].map(({ routeId }) => routeId);
  expect(given).not.toContain(elsewhere.routeId);
});

test('off shift a unit is given no patrol and proves no place', async () => {
  const patrol = { auto: true, restMinutes: 0, dueMinutes: 60 };
  await using station = await openStation({ overrides: { patrol } });
  using phone = await openPhone(station.core.url, 'u-001');
  await phone.socket.timeout(5_000).emitWithAck('shift', { unitId: 'u-001', isOnShift: false });
  const taskId = await publish(station, { audience: { kind: 'unit', unitId: 'u-001' }, points: [gate] });
  const fix = { lon: gate.lon, lat: gate.lat, accuracyM: 5, at: Date.now() };
  expect(await phone.command('task.checkIn', { taskId, pointId: 'p1', fix })).toMatchObject({ code: 'notProved' });
  expect(station.core.desk.world.field.tasks.size).toBe(1);
  using again = await openPhone(station.core.url, 'u-001', WORKER);
  expect([...again.tasks.keys()]).toEqual([taskId]);
});

test('what the field did survives a restart', async () => {
  await using station = await openStation();
  const taskId = await publish(station, { points: [gate] });
  await station.command('route.save', { name: '甲线', points: [gate, school] });
  await station.command('message.send', { unitIds: ['u-001'], text: '注意安全' });
  const { field } = station.core.desk.world;
  await station.core.close();
  await using again = await openStation({ folder: station.folder });
  expect(again.core.desk.world.field).toEqual(field);
  expect(taskOf(again, taskId).state).toBe('open');
});

test('a phone’s SOS over its own wire is an alarm once, however often it is sent', async () => {
  await using station = await openStation();
  using phone = await openPhone(station.core.url, 'u-001');
  const call = { unitId: 'u-001', text: '', at: Date.now(), position: at(100, 0) };
  expect(await phone.socket.timeout(5_000).emitWithAck('sos', call)).toEqual({ ok: true, taken: 1 });
  expect(await phone.socket.timeout(5_000).emitWithAck('sos', call)).toEqual({ ok: true, taken: 1 });
  const incidents = [...station.core.desk.world.incidents.values()];
  expect(incidents.map(({ kind, alarms }) => [kind, alarms.length])).toEqual([['holdUp', 1]]);
  expect(await phone.socket.timeout(5_000).emitWithAck('sos', { ...call, unitId: 'u-002' })).toMatchObject({
    code: 'notYourUnit',
  });
});
