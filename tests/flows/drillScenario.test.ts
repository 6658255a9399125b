/** A drill from launch to score on a real core: its devices call over DC-09, its callers over HTTP, its units over the phones' wire. */
import { expect, test } from 'vitest';
import type { ExplainedScore } from '#shared/wire/drill.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { DIRECTOR, type DrillStation, openDrillStation } from './kit/drillStation.ts';
import { takeSeat } from './kit/seat.ts';
import { DUTY, eventually } from './kit/station.ts';

const BUTTON = '99010100100000000002';
const POLE = '99010100100000000001';
const both = (zh: string, en = zh) => ({ zh, en });
const [roadLon, roadLat] = pointAt(200, 0);

const SCENARIO = {
  version: 1,
  id: 'test-hold-up',
  title: both('学校求助', 'A call from a school'),
  story: both('上学时段', 'On the way to school'),
  lengthSeconds: 3_000,
  pace: 10,
  injects: [
    {
      id: 'press',
      title: both('学校一键报警', 'School button'),
      when: { at: 10 },
      act: {
        do: 'alarm',
        device: BUTTON,
        code: '120',
        found: both('一名男子持刀，已控制', 'A man with a knife, held'),
      },
    },
    {
      id: 'road',
      title: both('道路封闭', 'Road closed'),
      when: { at: 20 },
      act: {
        do: 'roadClosed',
        at: { lon: roadLon, lat: roadLat },
        radiusM: 60,
        reason: both('施工', 'Works'),
        opensAfterSeconds: 300,
      },
    },
    {
      id: 'second',
      title: both('群众来电', 'A caller'),
      when: { after: { inject: 'press', moment: 'dispatched', delaySeconds: 30 } },
      act: {
        do: 'call',
        at: { device: POLE },
        words: both('路口有人打架', 'People fight at the crossing'),
        truth: 'false',
      },
    },
    {
      id: 'dies',
      title: both('报警杆失联', 'A pole dies'),
      when: { at: 600 },
      act: { do: 'deviceDies', devices: [POLE] },
    },
    {
      id: 'cut',
      title: both('断网', 'Network cut'),
      when: { byHand: true },
      act: { do: 'networkDead', links: ['poles'], phones: true, returnsAfterSeconds: 120 },
    },
    {
      id: 'refusal',
      title: both('力量拒绝', 'A unit refuses'),
      when: { byHand: true },
      act: { do: 'unit', behaves: 'refuses', force: 'police', reason: both('车辆故障', 'The car is broken') },
    },
    {
      id: 'later',
      title: both('第二次按下', 'Pressed again'),
      when: { at: 1_500 },
      act: { do: 'alarm', device: POLE },
    },
  ],
  expected: [
    { ...line('ack', 15, 10), action: { kind: 'acknowledge' } },
    { ...line('verify', 60, 10), action: { kind: 'verify', verdict: 'real' } },
    { ...line('send', 60, 20), action: { kind: 'dispatch', forces: ['police'] } },
    { ...line('tell', 120, 10), action: { kind: 'link', group: 'police' } },
    { ...line('there', 1_200, 10), action: { kind: 'arrive', forces: ['police'] } },
    { ...line('end', 1_500, 20), since: 'arrived', action: { kind: 'close', reasons: ['real'] } },
    { ...line('second-ack', 30, 5), of: 'second', action: { kind: 'acknowledge' } },
    { ...line('second-end', 600, 15), of: 'second', action: { kind: 'close', reasons: ['false'] } },
  ],
};

function line(id: string, withinSeconds: number, points: number) {
  return { id, of: 'press', withinSeconds, points, why: both('按预案', 'As planned') };
}

async function launch(drill: DrillStation) {
  const imported = await drill.send('POST', '/api/drill/scenarios', SCENARIO);
  expect([imported.status, imported.body.ok]).toEqual([201, true]);
  return drill.station.command('drill.launch', { scenarioId: SCENARIO.id }, DIRECTOR);
}

const incidentOf = (drill: DrillStation, injectId: string) =>
  drill.passUntil(`${injectId} has an incident`, async () => {
    const { script } = await drill.report();
    return script?.lines.find((each) => each.injectId === injectId)?.incidentIds[0];
  });

const done = async (drill: DrillStation, kind: string, body: object) =>
  expect(await drill.station.command(kind, body)).toEqual(expect.objectContaining({ ok: true }));

const scoreOf = async (drill: DrillStation) =>
  (await drill.station.get<{ score: ExplainedScore }>('/api/drill/score', DIRECTOR)).score;

test('a desk that does what is expected gets every point, and each is explained', async () => {
  await using drill = await openDrillStation();
  expect(await launch(drill)).toMatchObject({ ok: true, drillId: expect.any(String) });
  const first = await incidentOf(drill, 'press');
  await done(drill, 'incident.acknowledge', { incidentId: first });
  await done(drill, 'incident.verify', { incidentId: first, verdict: 'real', means: 'video' });
  await done(drill, 'incident.dispatch', { incidentId: first, unitId: 'u-003' });
  await done(drill, 'incident.link', { incidentId: first, groupIds: ['paichusuo'] });
  const second = await incidentOf(drill, 'second');
  await done(drill, 'incident.acknowledge', { incidentId: second });
  await done(drill, 'incident.verify', { incidentId: second, verdict: 'false', means: 'phone' });
  await done(drill, 'incident.close', { incidentId: second, reason: 'false', forceReason: '电话核实' });
  const { world } = drill.station.core.desk;
  const settled = await drill.passUntil('whoever was sent has been there and is done', () => {
    const incident = world.incidents.get(first);
    return incident?.dispatches.every(({ endedAt }) => endedAt !== null) ? incident : undefined;
  });
  expect(settled.feedback.map(({ text }) => text)).toContain('一名男子持刀，已控制');
  await done(drill, 'incident.close', { incidentId: first, reason: 'real', forceReason: '现场已处置' });
  await drill.station.command('drill.end', {}, DIRECTOR);
  const score = await scoreOf(drill);
  expect({ ...score, lines: score.lines.map(({ state, points }) => [state, points]) }).toMatchObject({
    ...{ points: 100, worth: 100, possible: 100, isFinal: true },
    lines: SCENARIO.expected.map(({ points }) => ['met', points]),
  });
  expect(score.lines[0]!.sentence).toEqual({
    zh: expect.stringMatching(/^「学校一键报警」受理警情：值班员 甲，用时 \d+ 秒，限 15 秒，得 10 分（满分 10 分）。$/),
    en: expect.stringMatching(
      /^"School button": acknowledge the alarm: done by .+ in \d+ s \(limit 15 s\), 10 of 10 points\.$/,
    ),
  });
});

test('a desk that does nothing gets none, and is told what it has missed', async () => {
  await using drill = await openDrillStation();
  await launch(drill);
  await incidentOf(drill, 'press');
  await drill.passUntil('the drill has ended by itself', async () => {
    drill.pass(20);
    return (await drill.report()).drill?.phase === 'ended' ? true : undefined;
  });
  const score = await scoreOf(drill);
  const ofPress = score.lines.filter(({ injectId }) => injectId === 'press');
  expect([score.points, ofPress.slice(0, 4).map(({ state, points }) => [state, points])]).toEqual([
    0,
    Array.from({ length: 4 }, () => ['missed', 0]),
  ]);
  expect(ofPress[0]!.sentence).toEqual({
    zh: '「学校一键报警」受理警情：限 15 秒，未完成，得 0 分（满分 10 分）。',
    en: '"School button": acknowledge the alarm: not done (limit 15 s), 0 of 10 points.',
  });
});

test('a drill is paused, jumped, injected by hand and suspended, and its clock does what it says', async () => {
  await using drill = await openDrillStation();
  await launch(drill);
  const { station } = drill;
  const { desk } = station.core;
  using seat = await takeSeat(station.core.url, DUTY);
  await incidentOf(drill, 'press');
  const clockAfter = (seconds: number) => {
    const before = desk.clock();
    drill.pass(seconds);
    return (desk.clock() - before) / 1_000;
  };
  const command = (kind: string, body: object = {}) => station.command(kind, body, DIRECTOR);
  expect(clockAfter(1)).toBe(10);
  await command('drill.pause');
  expect([clockAfter(60), (await drill.report()).pace, await command('drill.pause')]).toEqual([
    0,
    0,
    expect.objectContaining({ code: 'drillStands' }),
  ]);
  await command('drill.resume');
  await command('drill.setPace', { pace: 2 });
  expect(clockAfter(1)).toBe(2);
  // What lies between is left out.
  await command('drill.jump', { injectId: 'later' });
  const jumped = await drill.passUntil('the pole was pressed', async () => {
    const { drill: state, seconds } = await drill.report();
    return state?.played.some(({ injectId }) => injectId === 'later') ? { skipped: state.skipped, seconds } : undefined;
  });
  expect(jumped).toEqual({ skipped: expect.arrayContaining(['dies']), seconds: expect.any(Number) });
  expect(jumped.seconds).toBeGreaterThanOrEqual(1_500);
  expect(await command('drill.jump', { injectId: 'press' })).toMatchObject({ code: 'jumpBack' });
  await command('drill.inject', { injectId: 'dies' });
  await drill.passUntil('contact with the pole is lost', () =>
    desk.world.devices.get(POLE)?.contact === 'lost' ? true : undefined,
  );
  expect(await station.command('drill.suspend', { reason: 'liveAlarm', note: '真实警情' }, DUTY)).toMatchObject({
    ok: true,
  });
  await eventually('the seat knows', () => (seat.world.drill?.phase === 'suspended' ? true : undefined));
  expect([seat.world.drill?.suspended, clockAfter(30)]).toEqual([
    { reason: 'liveAlarm', note: '真实警情', by: '值班员 甲' },
    0,
  ]);
});

test('routes go round a road that the script closes, and it is open again when its time is over', async () => {
  await using drill = await openDrillStation();
  await launch(drill);
  const { scene, desk } = drill.station.core;
  const closed = () => scene.roads.closures().length;
  await drill.passUntil('the road is closed', () => (closed() > 0 ? true : undefined));
  expect([...desk.world.closures.values()]).toMatchObject([{ reason: '施工', closedBy: '演练导调' }]);
  await drill.passUntil('the road is open', () => (closed() === 0 ? true : undefined));
  expect(desk.world.closures.size).toBe(0);
});

test('a dead network takes links and phones away and gives them back, and a unit does as the script says', async () => {
  await using drill = await openDrillStation();
  await launch(drill);
  const { desk } = drill.station.core;
  const { incidents, links } = desk.world;
  const inject = (injectId: string) => drill.station.command('drill.inject', { injectId }, DIRECTOR);
  await inject('refusal');
  const first = await incidentOf(drill, 'press');
  await done(drill, 'incident.dispatch', { incidentId: first, unitId: 'u-003' });
  const refused = await drill.passUntil('the police say no', () =>
    incidents.get(first)?.dispatches.find(({ unitId, state }) => unitId === 'u-003' && state === 'refused'),
  );
  expect(refused.reason).toBe('车辆故障');
  await inject('cut');
  const stopped = await drill.passUntil('the link is shut', () => links.get('poles')?.stopped ?? undefined);
  expect(stopped).toMatchObject({ by: '演练导调', reason: '演练：网络中断' });
  await drill.passUntil('the link is open again', () => (links.get('poles')?.stopped === null ? true : undefined));
  await inject('later');
  const again = await incidentOf(drill, 'later');
  expect(incidents.get(again)?.alarms.map(({ deviceId }) => deviceId)).toContain(POLE);
});

test('a core that was restarted in the middle of a drill holds it where it was, until somebody goes on', async () => {
  const first = await openDrillStation();
  await launch(first);
  const incidentId = await incidentOf(first, 'press');
  const stoodAt = first.station.core.desk.clock();
  await first.station.core.close();
  const later = Date.UTC(2026, 10, 22, 9, 0, 0);
  await using second = await openDrillStation({ folder: first.station.folder, now: later });
  const { drill, pace, nowAt, script } = await second.report();
  expect([drill?.phase, drill?.suspended?.reason, pace, script?.lines[0]?.incidentIds]).toEqual([
    'suspended',
    'restart',
    0,
    [incidentId],
  ]);
  expect(nowAt - stoodAt).toBeLessThan(60_000);
  await second.station.command('drill.resume', {}, DIRECTOR);
  expect((await second.report()).pace).toBe(10);
});

test('whoever is trained sees that a drill goes on, and nothing of what is to come', async () => {
  await using drill = await openDrillStation();
  await launch(drill);
  const [trainee, director] = [await drill.report(DUTY), await drill.report()];
  expect([trainee.script, trainee.drill?.title.zh]).toEqual([null, '学校求助']);
  expect(director.script?.next[0]).toEqual({ injectId: 'press', inSeconds: expect.any(Number) });
  const list = await fetch(`${drill.station.core.url}/api/drill/scenarios`, {
    headers: { authorization: `Bearer ${DUTY}` },
  });
  expect(list.status).toBe(403);
});

test('a scenario file is hostile until parsed, and what is wrong with it is named by path', async () => {
  await using drill = await openDrillStation();
  const { body, status } = await drill.send('POST', '/api/drill/scenarios', {
    ...SCENARIO,
    pace: 'fast',
    expected: [{ ...SCENARIO.expected[0], of: 'nothing' }],
  });
  expect([status, body.code, body.problems]).toEqual([
    400,
    'badScenario',
    [expect.objectContaining({ path: 'pace', en: 'must be a number' })],
  ]);
  const strange = await drill.send('POST', '/api/drill/scenarios', {
    ...SCENARIO,
    expected: [{ ...SCENARIO.expected[0], of: 'nothing' }],
  });
  expect(strange.body.problems).toEqual([
    expect.objectContaining({ path: 'expected.0.of', en: expect.stringContaining('nothing') }),
  ]);
});

test('who keeps a scenario and who takes it away is in the journal, and nothing of what it says', async () => {
  await using drill = await openDrillStation();
  const kept = await drill.send('POST', '/api/drill/scenarios', SCENARIO);
  // The same again changes nothing.
  await drill.send('POST', '/api/drill/scenarios', SCENARIO);
  const changed = await drill.send('POST', '/api/drill/scenarios', { ...SCENARIO, pace: 2 });
  await drill.send('DELETE', `/api/drill/scenarios/${SCENARIO.id}`);
  const { journal } = drill.station.core.desk;
  const told = journal.readStream(`scenario:${SCENARIO.id}`).map(({ kind, actor, body }) => [kind, actor.name, body]);
  const body = { scenarioId: SCENARIO.id, title: SCENARIO.title };
  expect(told).toEqual([
    ['drill.scenarioSaved', '导调员', { ...body, hash: kept.body.hash }],
    ['drill.scenarioSaved', '导调员', { ...body, hash: changed.body.hash }],
    ['drill.scenarioRemoved', '导调员', { ...body, hash: changed.body.hash }],
  ]);
});

test('a scenario is checked before it is kept: what is wrong with it, and what the station lacks', async () => {
  await using drill = await openDrillStation();
  const away = structuredClone(SCENARIO);
  away.injects[0]!.act.device = 'nowhere';
  const check = async (scenario: object) => (await drill.send('POST', '/api/drill/check', scenario)).body;
  expect(await check(SCENARIO)).toEqual({ problems: [], misfits: [] });
  expect(await check(away)).toEqual({
    problems: [],
    misfits: [expect.objectContaining({ path: 'injects.0.act.device', en: expect.stringContaining('nowhere') })],
  });
  expect(await check({ ...SCENARIO, pace: 'fast' })).toMatchObject({ problems: [{ path: 'pace' }], misfits: [] });
  expect((await drill.report()).drill).toBeNull();
});

test('whoever leads the drill sees every seat of the core: what it looks at, what it did last, and that it is gone', async () => {
  await using drill = await openDrillStation();
  await launch(drill);
  const incidentId = await incidentOf(drill, 'press');
  const seat = await takeSeat(drill.station.core.url, DUTY);
  const seats = async () =>
    (await drill.report()).seats?.map(({ name, role, did, leftAt }) => [name, role, did?.kind, leftAt !== null]);
  await eventually('the seat is seen', async () => ((await seats())?.length === 1 ? true : undefined));
  await seat.command('incident.acknowledge', { incidentId });
  expect([await seats(), (await drill.report(DUTY)).seats]).toEqual([
    [['值班员 甲', 'duty', 'incident.acknowledge', false]],
    null,
  ]);
  seat[Symbol.dispose]();
  await eventually('it is gone', async () => ((await seats())?.[0]?.[3] === true ? true : undefined));
});
