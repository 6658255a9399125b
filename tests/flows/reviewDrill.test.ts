/** Any drill of the journal is reviewed by its own script: not only the last, and by who was trained only once it is over. */
import { expect, test } from 'vitest';
import type { ExplainedScore } from '#shared/wire/drill.ts';
import type { ReviewFilm, ReviewSubjects } from '#shared/wire/review.ts';
import { DIRECTOR, type DrillStation, openDrillStation } from './kit/drillStation.ts';
import { DUTY } from './kit/station.ts';

const both = (zh: string, en: string) => ({ zh, en });

const SCENARIO = {
  version: 1,
  id: 'test-review',
  title: both('复盘用脚本', 'A script to review'),
  story: both('一次按键', 'One press'),
  lengthSeconds: 3_000,
  pace: 10,
  injects: [
    {
      id: 'press',
      title: both('学校一键报警', 'School button'),
      when: { at: 10 },
      act: { do: 'alarm', device: '99010100100000000002', code: '120' },
    },
  ],
  expected: [
    {
      id: 'ack',
      of: 'press',
      withinSeconds: 1_500,
      points: 60,
      why: both('按预案', 'As planned'),
      action: { kind: 'acknowledge' },
    },
    {
      id: 'tell',
      of: 'press',
      withinSeconds: 20,
      points: 40,
      why: both('按预案', 'As planned'),
      action: { kind: 'link', group: 'police' },
    },
  ],
};

const filmOf = (drill: DrillStation, drillId: string, token: string) =>
  drill.station.get<ReviewFilm>(`/api/review/film?subject=drill:${drillId}`, token);

async function play(drill: DrillStation, doIt: (incidentId: string) => Promise<void>): Promise<string> {
  const launched = await drill.station.command('drill.launch', { scenarioId: SCENARIO.id }, DIRECTOR);
  expect(launched).toMatchObject({ ok: true });
  const incidentId = await drill.passUntil('the press has an incident', async () => {
    const { script } = await drill.report();
    return script?.lines.find(({ injectId }) => injectId === 'press')?.incidentIds[0];
  });
  await doIt(incidentId);
  return (launched as unknown as { drillId: string }).drillId;
}

test('the film of a drill holds its score line by line, also after another was played', async () => {
  await using drill = await openDrillStation();
  expect((await drill.send('POST', '/api/drill/scenarios', SCENARIO)).status).toBe(201);
  const done = async (kind: string, body: object, token?: string) =>
    expect(await drill.station.command(kind, body, token)).toMatchObject({ ok: true });

  const first = await play(drill, async (incidentId) => {
    await done('incident.acknowledge', { incidentId });
  });
  const untold = await filmOf(drill, first, DUTY);
  expect(untold.score).toBeNull();
  const injected = ({ entries }: ReviewFilm) =>
    entries.filter(({ kind }) => kind === 'drill.injected').map(({ sentence }) => sentence);
  // By words, not by what the script calls it inside.
  expect(injected(untold)).toEqual([{ zh: '注入一项情况', en: 'An inject was played' }]);
  expect((await filmOf(drill, first, DIRECTOR)).score?.isFinal).toBe(false);
  // A hundred seconds of the script, five times what there is to tell somebody.
  drill.pass(10);
  await done('drill.end', {}, DIRECTOR);
  const { score } = await drill.station.get<{ score: ExplainedScore }>('/api/drill/score', DIRECTOR);
  for (const { id, closedAt } of drill.station.core.desk.world.incidents.values())
    if (closedAt === null) await done('incident.close', { incidentId: id, reason: 'test', forceReason: '演练结束' });
  const second = await play(drill, async () => undefined);
  await done('drill.end', {}, DIRECTOR);

  const film = await filmOf(drill, first, DUTY);
  expect(film.score).toEqual(score);
  expect(film.score?.lines.map(({ expectedId, state, points }) => [expectedId, state, points])).toEqual([
    ['ack', 'met', 60],
    ['tell', 'missed', 0],
  ]);
  expect([film.kind, film.realm, film.title, film.isOver, film.incidents.length]).toEqual([
    'drill',
    'drill',
    SCENARIO.title,
    true,
    1,
  ]);
  expect(injected(film)).toEqual([{ zh: '注入：学校一键报警', en: 'Inject: School button' }]);
  expect((await filmOf(drill, second, DUTY)).score).toMatchObject({ drillId: second, points: 0, isFinal: true });
  const { choices } = await drill.station.get<ReviewSubjects>(
    `/api/review/subjects?from=${film.fromAt}&to=${film.toAt + 3_600_000}&q=${encodeURIComponent('复盘用脚本')}`,
    DUTY,
  );
  expect(choices.map(({ subject }) => subject)).toEqual([`drill:${second}`, `drill:${first}`]);

  const reportOf = async (lang: string) => {
    const response = await fetch(`${drill.station.core.url}/api/review/report?subject=drill:${first}&lang=${lang}`, {
      headers: { authorization: `Bearer ${DUTY}` },
    });
    return response.text();
  };
  const page = await reportOf('zh-CN');
  expect(page).toContain('<div class="over"><span>演练</span></div>');
  expect(page).toContain('得 60 分 / 已评 100 分（满分 100 分）');
});
