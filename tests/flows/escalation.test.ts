/** C5: nobody acknowledges. What the desk does by itself, on a whole station with a clock of the test's own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planSound } from '#main/shell/sound/soundPlan.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { takeSeat } from './kit/seat.ts';
import { ADMIN, DUTY, eventually, openPole, openStation, STATION, type TestStation, WALL } from './kit/station.ts';

const LEADER = 'leader-token-of-the-tests';
const TOKENS = [
  ...STATION.tokens.filter(({ role }) => role !== 'worker'),
  { token: LEADER, role: 'leader', name: '带班 林' },
];
/** Nobody who could be told by the rule: what rises here rises because nobody answers. */
const overrides = { tokens: TOKENS, units: [] };

const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' } } as const;

/** An intrusion somewhere of its own: no two are taken for one. */
const report = (index: number) => {
  const [lon, lat] = pointAt((index % 6) * 400, Math.floor(index / 6) * 400);
  return { id: `r-${index}`, kind: 'access', class: 'intrusion', title: `门禁 ${index}`, lon, lat };
};

let folder: string;
let offsetMs = 0;
const clock = () => Date.now() + offsetMs;
/** The station believes that so much time has passed. */
const pass = (seconds: number) => {
  offsetMs += seconds * 1_000;
};

beforeEach(async () => {
  offsetMs = 0;
  folder = await mkdtemp(join(tmpdir(), 'pingan-escalation-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => openStation({ overrides, folder, clock });
const sounding = (station: TestStation) =>
  planSound({ unanswered: station.core.unanswered(), realm: 'live', core: 'running', coreLostMs: 0 });
const theIncident = (station: TestStation) => [...station.core.desk.world.incidents.values()][0];
const raisedTo = (station: TestStation) => theIncident(station)?.watch.escalation?.to;

const isMissed = (station: TestStation, key: string) =>
  theIncident(station)?.watch.limits.some((limit) => limit.key === key && limit.missedAt !== null);

async function press(station: TestStation): Promise<string> {
  using pole = openPole(station, { account: '70A2' });
  expect((await pole.send(PANIC)).kind).toBe('ack');
  return (await eventually('an incident', () => theIncident(station))).id;
}

test('a station that says so itself rises sooner, and to nobody it does not name', async () => {
  const steps = [
    { to: 'seat', unansweredSeconds: 0 },
    { to: 'leader', unansweredSeconds: 20 },
  ];
  const escalation = { answer: { warnSeconds: 5, seconds: 15 }, steps };
  await using station = await openStation({ overrides: { ...overrides, escalation }, folder, clock });
  const incidentId = await press(station);
  const [answer] = theIncident(station)!.watch.limits;
  expect((answer!.dueAt - theIncident(station)!.openedAt) / 1_000).toBe(15);
  pass(21);
  await eventually('the leader has it', () => raisedTo(station) === 'leader' || undefined);
  pass(600);
  await eventually('the last limit is missed', () => isMissed(station, 'order') || undefined);
  expect(raisedTo(station)).toBe('leader');
  const rises = station.core.desk.journal
    .readStream(`incident:${incidentId}`)
    .filter(({ kind }) => kind === 'incident.escalated');
  expect(new Set(rises.map(({ body }) => (body as { to: string }).to))).toEqual(new Set(['leader']));
});

test('idle seats: it rises to the leader, the next level and the wall, louder each time, and ends by a person alone', async () => {
  await using station = await open();
  using wall = await takeSeat(station.core.url, WALL);
  const incidentId = await press(station);
  expect(sounding(station)).toEqual({ pattern: 'levelI', isDrill: false, step: 0 });
  const heard: unknown[] = [];
  for (const to of ['leader', 'next', 'wall']) {
    pass(60);
    await eventually(`raised to ${to}`, () => (raisedTo(station) === to ? true : undefined));
    heard.push(sounding(station).step);
  }
  expect(heard).toEqual([1, 2, 3]);
  await eventually(
    'the wall sees it',
    () => wall.world.incidents.get(incidentId)?.watch.escalation?.to === 'wall' || undefined,
  );
  // A whole night.
  pass(8 * 3_600);
  await eventually(
    'the handling limit',
    () =>
      theIncident(station)?.watch.limits.some(({ key, missedAt }) => key === 'handling' && missedAt !== null) ||
      undefined,
  );
  expect(sounding(station)).toEqual({ pattern: 'levelI', isDrill: false, step: 3 });

  // Whoever reads it does not silence it; whoever accepts it does.
  expect(await station.command('incident.acknowledgeEscalation', { incidentIds: [incidentId] }, DUTY)).toMatchObject({
    ok: false,
    code: 'roleMayNot',
  });
  expect(await station.command('incident.acknowledgeEscalation', { incidentIds: [incidentId] }, LEADER)).toMatchObject({
    ok: true,
  });
  expect(sounding(station).step).toBe(3);
  expect(await station.command('incident.acknowledge', { incidentId }, DUTY)).toMatchObject({ ok: true });
  expect(sounding(station)).toEqual({ pattern: 'quiet', isDrill: false, step: 0 });
  const told = theIncident(station)?.timeline.filter(({ kind }) => /limit|escalat/i.test(kind)) ?? [];
  // Accepted, and still nobody sent: with the next tick that rises anew.
  const until = told.findIndex(({ kind }) => kind === 'incident.escalationAcknowledged');
  expect(told.slice(0, until + 1).map(({ kind, by, facts }) => [kind, facts.limit ?? facts.to, by])).toEqual([
    ['incident.limitMissed', 'answer', 'system:clock'],
    ['incident.limitMissed', 'order', 'system:clock'],
    ['incident.escalated', 'leader', 'system:clock'],
    ['incident.escalated', 'next', 'system:clock'],
    ['incident.escalated', 'wall', 'system:clock'],
    ['incident.limitMissed', 'handling', 'system:clock'],
    ['incident.escalationAcknowledged', 'wall', '带班 林'],
  ]);
});

test('a core that is started again in the middle goes on from the step it had reached', async () => {
  {
    await using station = await open();
    await press(station);
    pass(65);
    await eventually('the leader', () => (raisedTo(station) === 'leader' ? true : undefined));
  }
  pass(60);
  await using again = await open();
  expect(raisedTo(again)).toBe('leader');
  expect(sounding(again).step).toBeGreaterThanOrEqual(1);
  await eventually('the next level', () => (raisedTo(again) === 'next' ? true : undefined));
  expect(sounding(again).step).toBe(2);
  expect(theIncident(again)?.timeline.filter(({ kind }) => kind === 'incident.escalated')).toHaveLength(2);
});

test('accepted in time, and nobody sent: the leader is told without a sound, and the next level when he says nothing', async () => {
  await using station = await open();
  const incidentId = await press(station);
  pass(12);
  await eventually('the warning', () => theIncident(station)?.watch.limits[0]?.warnedAt ?? undefined);
  await station.command('incident.acknowledge', { incidentId }, DUTY);
  pass(600);
  await eventually('the order limit', () => theIncident(station)?.watch.limits[1]?.missedAt ?? undefined);
  // Nobody was sent: that is late, and the leader is told of it, without a sound.
  await eventually('the leader', () => (raisedTo(station) === 'leader' ? true : undefined));
  expect(theIncident(station)?.watch.escalation?.told[0]).toBe('orderLate');
  expect(sounding(station)).toEqual({ pattern: 'quiet', isDrill: false, step: 0 });
  pass(200);
  await eventually('the next level', () => (raisedTo(station) === 'next' ? true : undefined));
  expect(await station.command('incident.acknowledgeEscalation', { incidentIds: [incidentId] }, LEADER)).toMatchObject({
    ok: true,
  });
  expect(theIncident(station)?.watch.escalation).toMatchObject({ endedBy: '带班 林' });
  expect(await station.command('incident.acknowledgeEscalation', { incidentIds: [incidentId] }, ADMIN)).toMatchObject({
    ok: false,
    code: 'notEscalated',
  });
});

test('one press reads a whole storm, and one that has gone meanwhile does not stand in its way', async () => {
  await using station = await open();
  const ids: string[] = [];
  for (let index = 0; index < 30; index++) {
    const opened = await fetch(`${station.core.url}/api/alarms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
      body: JSON.stringify(report(index)),
    });
    const answer = (await opened.json()) as { incidentId?: string };
    if (answer.incidentId) ids.push(answer.incidentId);
  }
  expect(ids).toHaveLength(30);
  pass(61);
  const incidents = station.core.desk.world.incidents;
  await eventually(
    'all of them',
    () => [...incidents.values()].every(({ watch }) => watch.escalation?.to === 'leader') || undefined,
  );
  expect(sounding(station).step).toBe(1);
  expect(
    await station.command('incident.acknowledgeEscalation', { incidentIds: [...ids, 'gone'] }, LEADER),
  ).toMatchObject({ ok: true });
  expect([...incidents.values()].filter(({ watch }) => watch.escalation?.endedAt === null)).toEqual([]);
  expect(station.core.unanswered()).toHaveLength(30);
});
