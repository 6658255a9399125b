/** The life of an incident over the real wire: two seats, a phone, a core that restarts, and what may never reach the disk. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { SeatPresence } from '#shared/wire/seat.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { takeSeat } from './kit/seat.ts';
import { ADMIN, DUTY, openStation, SECOND_DUTY, type TestStation, WORKER } from './kit/station.ts';

const [lon, lat] = pointAt(50, 50);
const SOON = { timeout: 20_000, interval: 20 };

async function openIncident(seat: Awaited<ReturnType<typeof takeSeat>>, kind = 'dispute', more: object = {}) {
  const answer = await seat.command('incident.open', { kind, lon, lat, title: '测试', ...more });
  if (!answer.ok || answer.incidentId === undefined) throw new Error(JSON.stringify(answer));
  return answer.incidentId;
}

async function incidentOf(station: TestStation, id: string): Promise<IncidentState> {
  return (await station.get<{ incident: IncidentState }>(`/api/incidents/${id}`)).incident;
}

test('two seats take the same incident in hand at the same moment: one has it, the other is told who', async () => {
  await using station = await openStation();
  using first = await takeSeat(station.core.url, DUTY);
  using second = await takeSeat(station.core.url, SECOND_DUTY);
  for (let round = 0; round < 10; round++) {
    const id = await openIncident(first);
    await first.command('incident.release', { incidentId: id });
    const answers = await Promise.all([
      first.command('incident.claim', { incidentId: id }),
      second.command('incident.claim', { incidentId: id }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const holder = answers[0].ok ? '值班员 甲' : '值班员 乙';
    expect(answers.find(({ ok }) => !ok)).toEqual({
      ok: false,
      code: 'incidentHeld',
      message: `事件由 ${holder} 处理`,
    });
    expect((await incidentOf(station, id)).claim).toMatchObject({ name: holder });
  }
});

test('who does not hold it may send and accept, marked as such, and may not edit', async () => {
  await using station = await openStation();
  using first = await takeSeat(station.core.url, DUTY);
  using second = await takeSeat(station.core.url, SECOND_DUTY);
  const id = await openIncident(first);
  expect(await second.command('incident.dispatch', { incidentId: id, unitId: 'u-001' })).toMatchObject({ ok: true });
  expect(await second.command('incident.note', { incidentId: id, text: '视频里看到' })).toMatchObject({ ok: true });
  const edits = [
    ['incident.verify', { verdict: 'real', means: 'video' }],
    ['incident.classify', { kind: 'fire', level: 1, reason: '起火' }],
    ['incident.markStep', { stepId: 'mediate', state: 'done' }],
    ['incident.close', { reason: 'false' }],
  ] as const;
  for (const [kind, body] of edits) {
    expect(await second.command(kind, { incidentId: id, ...body })).toMatchObject({ ok: false, code: 'incidentHeld' });
  }
  const sent = (await incidentOf(station, id)).timeline.find(({ kind }) => kind === 'incident.dispatched');
  expect(sent).toMatchObject({ by: '值班员 乙', facts: { holder: '值班员 甲' } });
});

test('a seat that is gone loses what it held within thirty seconds, and what nobody was sent to sounds again', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  using second = await takeSeat(station.core.url, SECOND_DUTY);
  const first = await takeSeat(station.core.url, DUTY);
  const alone = await openIncident(first);
  const served = await openIncident(first);
  await first.command('incident.dispatch', { incidentId: served, unitId: 'u-001' });
  const left = new Promise<readonly SeatPresence[]>((told) => second.socket.once('presence', told));
  first[Symbol.dispose]();
  expect((await left).map(({ name }) => name)).toEqual(['值班员 乙']);
  now += 15_000;
  await vi.waitFor(() => expect(second.world.incidents.get(alone)?.claim).toBeNull(), SOON);
  await vi.waitFor(() => expect(second.world.incidents.get(served)?.claim).toBeNull(), SOON);
  expect(second.world.incidents.get(alone)).toMatchObject({ phase: 'received', acknowledgedAt: null });
  expect(second.world.incidents.get(served)).toMatchObject({ phase: 'dispatched', acknowledgedBy: '值班员 甲' });
  expect(station.core.unanswered().map(({ incidentId }) => incidentId)).toEqual([alone]);
});

test('a window that comes back in time keeps what its person holds', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  using second = await takeSeat(station.core.url, SECOND_DUTY);
  const before = await takeSeat(station.core.url, DUTY);
  const id = await openIncident(before);
  before[Symbol.dispose]();
  using after = await takeSeat(station.core.url, DUTY);
  now += 60_000;
  // A command later than the ticks that would have taken it away.
  await vi.waitFor(() => expect(second.world.seq).toBe(after.world.seq), SOON);
  expect(await after.command('incident.verify', { incidentId: id, verdict: 'real', means: 'phone' })).toMatchObject({
    ok: true,
  });
  expect((await incidentOf(station, id)).claim).toMatchObject({ name: '值班员 甲' });
});

test('merged: the phone goes on reporting under the incident its order names, and all of it shows in the other', async () => {
  await using station = await openStation();
  using seat = await takeSeat(station.core.url, DUTY);
  const from = await openIncident(seat);
  const into = await openIncident(seat);
  const sent = await seat.command('incident.dispatch', { incidentId: from, unitId: 'u-001' });
  const dispatchId = sent.ok ? sent.dispatchId : undefined;
  expect(await seat.command('incident.merge', { incidentId: from, intoId: into, reason: '同一起' })).toMatchObject({
    ok: true,
    incidentId: into,
  });
  for (const move of ['accept', 'arrive', 'finish']) {
    expect(await station.command(`dispatch.${move}`, { incidentId: from, dispatchId }, WORKER)).toMatchObject({
      ok: true,
      incidentId: into,
    });
  }
  expect(station.core.desk.world.units.get('u-001')?.engagement).toBeNull();
  expect((await incidentOf(station, into)).dispatches).toMatchObject([{ unitId: 'u-001', state: 'done' }]);
  expect(await station.get<object>('/api/incidents?state=closed')).toMatchObject({
    incidents: [{ id: from, state: 'closed', closeReason: 'duplicate' }],
  });
});

test('a whole life stands in the journal: a restarted core shows the same, and lists it as open again', async () => {
  const station = await openStation();
  using seat = await takeSeat(station.core.url, DUTY);
  const id = await openIncident(seat, 'service');
  const dueAt = Date.now() + 3_600_000;
  const steps: [string, object][] = [
    ['incident.verify', { verdict: 'real', means: 'phone', note: '' }],
    ['incident.classify', { kind: 'dispute', level: 2, reason: '升级' }],
    ['incident.transfer', { to: { code: '990102001', name: '西城街道' }, dueAt, reason: '属地' }],
    ['incident.acceptTransfer', {}],
    ['incident.returnTransfer', { reason: '已处理' }],
    ['incident.urge', { text: '尽快', dueAt }],
    ['incident.feedback', { text: '已调解' }],
    ['incident.check', { result: 'passed', means: 'phone' }],
    ['incident.close', { reason: 'real' }],
    ['incident.reopen', { reason: '又起争执' }],
  ];
  for (const [kind, body] of steps) {
    expect(await seat.command(kind, { incidentId: id, ...body }), kind).toMatchObject({ ok: true });
  }
  const before = await incidentOf(station, id);
  await station.core.close();
  await using again = await openStation({ folder: station.folder });
  const { claim, ...after } = await incidentOf(again, id);
  expect({ ...after, claim: before.claim }).toEqual(before);
  expect(await again.get<object>('/api/incidents?state=open')).toMatchObject({
    incidents: [{ id, kind: 'dispute', level: 2 }],
  });
});

test('who reported it is sealed: masked on every wire, and nowhere in the clear on the disk', async () => {
  const station = await openStation();
  using seat = await takeSeat(station.core.url, DUTY);
  const told = { source: 'phone', callerWords: '楼下有人打架', reporter: { name: '张无忌', phone: '13812345678' } };
  const id = await openIncident(seat, 'fight', told);
  const incident = await incidentOf(station, id);
  expect(incident).toMatchObject({
    source: 'phone',
    callerWords: '楼下有人打架',
    acknowledgedBy: '值班员 甲',
    reporter: { name: '张**', phone: '138****5678' },
  });
  expect(JSON.stringify(incident)).not.toMatch(/无忌|13812345678/);
  expect(JSON.stringify(await station.get('/api/journal?after=0&limit=1000', ADMIN))).not.toMatch(/无忌|13812345678/);
  await station.core.close();
  const files = await readdir(station.dataDirectory, { recursive: true, withFileTypes: true });
  const leaks: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const content = await readFile(join(file.parentPath, file.name));
    if (content.includes('13812345678') || content.includes('无忌')) leaks.push(file.name);
  }
  expect(leaks).toEqual([]);
});
