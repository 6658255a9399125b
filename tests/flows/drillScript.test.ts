/** Who reads the script of a drill while it is played: a leader may be among those who are trained. */
import { expect, test } from 'vitest';
import { DIRECTOR, LEADER, openDrillStation, SECOND_LEADER } from './kit/drillStation.ts';

const SCENARIO = {
  version: 1,
  id: 'leaders',
  title: { zh: '领导受训', en: 'A leader is drilled' },
  story: { zh: '夜间', en: 'At night' },
  lengthSeconds: 600,
  injects: [
    {
      id: 'said',
      title: { zh: '报告', en: 'Said' },
      when: { byHand: true },
      act: { do: 'cue', words: { zh: '报告', en: 'Said' } },
    },
  ],
  expected: [],
};

test('while a drill goes on script and score are for its director, an administrator and the leader who launched it', async () => {
  await using drill = await openDrillStation();
  const { station } = drill;
  expect((await drill.send('POST', '/api/drill/scenarios', SCENARIO)).status).toBe(201);
  const launched = await station.command('drill.launch', { scenarioId: 'leaders' }, LEADER);
  expect(launched).toMatchObject({ ok: true });
  const subject = `drill:${String(launched.drillId)}`;

  /** What each door says: the script's lines, or why not. */
  const read = async (token: string) => {
    const { script, seats } = await drill.report(token);
    const at = async (path: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${station.core.url}${path}`, { headers });
      const body = (await response.json()) as { code?: string };
      return response.ok ? 'told' : body.code;
    };
    const film = await station.get<{ score: object | null }>(`/api/review/film?subject=${subject}`, token);
    return {
      ...{ script: script?.lines.length ?? null, seats: seats !== null, film: film.score !== null },
      ...{ score: await at('/api/drill/score'), scenario: await at('/api/drill/scenarios/leaders') },
    };
  };
  const all = { script: 1, seats: true, film: true, score: 'told', scenario: 'told' };
  const none = { script: null, seats: false, film: false, score: 'scriptHidden', scenario: 'scriptHidden' };
  expect([await read(DIRECTOR), await read(LEADER), await read(SECOND_LEADER)]).toEqual([all, all, none]);
  // What is serious is stopped by whoever sees it.
  expect(await station.command('drill.pause', {}, SECOND_LEADER)).toMatchObject({ ok: true });
  expect(await station.command('drill.end', {}, SECOND_LEADER)).toMatchObject({ ok: true });
  expect(await read(SECOND_LEADER)).toEqual(all);
});
