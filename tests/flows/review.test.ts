/** Films of what a real core really did, held against it: intervals, decisions, seats, evidence, marks, the score of a drill. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReviewFilm, ReviewSubjects } from '#shared/wire/review.ts';
import { ADMIN, DUTY, eventually, openPole, openStation, SECOND_DUTY, type TestStation } from './kit/station.ts';

const START = Date.UTC(2026, 10, 22, 3);

let now = START;
let station: TestStation;
beforeEach(async () => {
  now = START;
  station = await openStation({ clock: () => now });
});
afterEach(() => station[Symbol.asyncDispose]());

const words = (text: string) => text.split(' ');
const done = async (kind: string, body: object, token?: string) => {
  const answer = await station.command(kind, body, token);
  expect(answer).toMatchObject({ ok: true });
  return answer as unknown as { incidentId: string; dispatchId: string; markId: string };
};
const filmOf = (subject: string, token = DUTY) =>
  station.get<ReviewFilm>(`/api/review/film?subject=${encodeURIComponent(subject)}`, token);

/** A press, answered after 4 s; another than the first is sent after 20 s and is there after 2 min. */
async function recordHoldUp(): Promise<string> {
  await station.position('u-001', 100, 0);
  await station.position('u-002', 400, 0);
  await station.position('u-003', -900, 0);
  using button = openPole(station, { account: '70A2' });
  await button.send({ contactId: { qualifier: 1, code: '120', partition: '01', zone: '003' } });
  const { incidents } = station.core.desk.world;
  const { id: incidentId } = await eventually('somebody is told', () =>
    [...incidents.values()].find(({ dispatches }) => dispatches.length > 0),
  );
  now += 4_000;
  await done('incident.acknowledge', { incidentId });
  now += 16_000;
  const { dispatchId } = await done('incident.dispatch', {
    incidentId,
    unitId: 'u-003',
    reason: '首选在护学岗，不能离开',
  });
  now += 5_000;
  await done('dispatch.accept', { incidentId, dispatchId });
  now += 90_000;
  await done('dispatch.arrive', { incidentId, dispatchId });
  now += 60_000;
  await done('dispatch.finish', { incidentId, dispatchId });
  await done('incident.close', { incidentId, reason: 'real', note: '已处置', forceReason: '现场已处置' });
  return incidentId;
}

test('the film of an incident says what was done, how soon, and what was chosen against advice', async () => {
  const incidentId = await recordHoldUp();
  const film = await filmOf(`incident:${incidentId}`);
  const [incident] = film.incidents;
  expect(incident?.intervals.map(({ name, tookMs, limitMs, state }) => [name, tookMs, limitMs, state])).toEqual([
    ['detect', null, 3_000, 'none'],
    ['answer', 4_000, 60_000, 'met'],
    ['order', 0, 60_000, 'met'],
    ['accept', 25_000, 30_000, 'met'],
    ['arrive', 115_000, 60_000, 'late'],
    ['close', 175_000, 3_600_000, 'met'],
  ]);
  const [told, chosen] = film.decisions;
  expect([told?.isAutomatic, told?.isFirst, told?.chosen.unitId]).toEqual([true, true, 'u-002']);
  expect({ ...chosen, recommended: chosen?.recommended.map(({ unitId }) => unitId) }).toMatchObject({
    ...{ by: '值班员 甲', isAutomatic: false, isFirst: false, rank: 3, recommendedWhen: 'then' },
    ...{ recommended: ['u-002', 'u-001', 'u-003'], reason: '首选在护学岗，不能离开' },
  });
  expect([film.fromAt, film.toAt, film.isOver]).toEqual([START, now, true]);
  expect(film.seats.map(({ name, actions }) => [name, new Set(actions.map(({ kind }) => kind))])).toEqual([
    ['值班员 甲', new Set(words('acknowledged dispatched dispatchMoved closed').map((word) => `incident.${word}`))],
  ]);
  const { choices } = await station.get<ReviewSubjects>(
    `/api/review/subjects?from=${START - 1_000}&to=${now}&q=${incident?.number}`,
    DUTY,
  );
  expect(choices.map(({ subject, name, fromAt, toAt }) => [subject, name.zh, fromAt, toAt])).toEqual([
    [`incident:${incidentId}`, incident?.number, START, now],
  ]);
});

test('marks are kept with the review, changed by their writer and removed by him or a leader with a word', async () => {
  const subject = `incident:${await recordHoldUp()}`;
  const { markId } = await done('review.mark', { subject, at: START + 5_000, kind: 'comment', text: '受理很快' });
  await done('review.mark', { subject, at: START + 1_000, kind: 'bookmark', text: '<b>按下</b>' });
  await done('review.editMark', { subject, markId, text: '受理用时 4 秒' });
  expect((await filmOf(subject)).marks.map(({ at, kind, text, by }) => [at, kind, text, by])).toEqual([
    [START + 1_000, 'bookmark', '<b>按下</b>', '值班员 甲'],
    [START + 5_000, 'comment', '受理用时 4 秒', '值班员 甲'],
  ]);
  const refused = async (kind: string, body: object, token: string) =>
    ((await station.command(kind, body, token)) as { code?: string }).code;
  expect(await refused('review.editMark', { subject, markId, text: 'x' }, SECOND_DUTY)).toBe('notYourMark');
  expect(await refused('review.removeMark', { subject, markId }, SECOND_DUTY)).toBe('notYourMark');
  expect(await refused('review.removeMark', { subject, markId }, ADMIN)).toBe('reasonNeeded');
  expect(await refused('review.mark', { subject: 'incident:none', at: START, kind: 'bookmark', text: 'x' }, DUTY)).toBe(
    'unknownReview',
  );
  expect(await refused('review.mark', { subject, at: now + 60_000, kind: 'bookmark', text: 'x' }, DUTY)).toBe(
    'markOutside',
  );
  await done('review.removeMark', { subject, markId, reason: '重复' }, ADMIN);
  expect((await filmOf(subject)).marks).toHaveLength(1);
});
