/** Films of what a real core really did, held against it: intervals, decisions, seats, evidence, marks, the score of a drill. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { ReviewFilm, ReviewSubjects } from '#shared/wire/review.ts';
import { takeSeat } from './kit/seat.ts';
import {
  ADMIN,
  DUTY,
  eventually,
  openPole,
  openStation,
  SECOND_DUTY,
  type TestStation,
  WALL,
  WORKER,
} from './kit/station.ts';

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

test('what rests before a seat is in the film, what flits by is not', async () => {
  const { incidentId } = await done('incident.open', { kind: 'dispute', lon: 117.01, lat: 25.07, title: '商户争执' });
  using seat = await takeSeat(station.core.url, DUTY);
  const looked = async () =>
    (await station.get<{ events: StoredEvent[] }>('/api/journal?limit=1000')).events.filter(
      ({ kind }) => kind === 'seat.looked',
    );
  const waitFor = (count: number) =>
    eventually(`${count} looks`, async () => {
      now += 1_500;
      const found = await looked();
      return found.length >= count ? found : undefined;
    });
  seat.socket.emit('focus', { incidentId });
  await waitFor(1);
  seat.socket.emit('focus', { incidentId: 'no-such-incident' });
  seat.socket.emit('focus', { incidentId: null });
  const looks = await waitFor(2);
  expect(looks.map(({ body }) => (body as { incidentId: string | null }).incidentId)).toEqual([incidentId, null]);
  await done('incident.close', { incidentId, reason: 'noTrace', forceReason: '现场无人' });
  const { seats } = await filmOf(`incident:${incidentId}`);
  expect(seats.map(({ name, looks: seen }) => [name, seen.map(({ sight }) => sight)])).toEqual([
    ['值班员 甲', [{ kind: 'incident', incidentId, number: expect.any(String) }]],
  ]);
});

test('an incident that went on in another is measured where it went on, and both are in the film', async () => {
  const opened = async (title: string) =>
    (await done('incident.open', { kind: 'fight', lon: 117.01, lat: 25.07, title })).incidentId;
  const [first, second] = [await opened('东门有人打架'), await opened('东门打架')];
  now += 10_000;
  await done('incident.merge', { incidentId: second, intoId: first, reason: '同一起' });
  const { dispatchId } = await done('incident.dispatch', { incidentId: first, unitId: 'u-003' });
  now += 20_000;
  await done('dispatch.arrive', { incidentId: first, dispatchId });
  const film = await filmOf(`incident:${second}`);
  expect(film.incidents.map(({ id, mergedInto, absorbed }) => [id, mergedInto, absorbed])).toEqual([
    [second, first, []],
    [first, null, [second]],
  ]);
  expect(film.incidents[0]?.intervals.map(({ name, tookMs }) => [name, tookMs])).toEqual([
    ['detect', null],
    ['answer', null],
    ['order', expect.any(Number)],
    ['accept', expect.any(Number)],
    ['arrive', 30_000],
    ['close', null],
  ]);
  expect(film.isOver).toBe(false);
});

const reportOf = async (from: TestStation, subject: string, lang = 'zh-CN') => {
  const response = await fetch(`${from.core.url}/api/review/report?subject=${subject}&lang=${lang}`, {
    headers: { authorization: `Bearer ${DUTY}` },
  });
  expect(response.status).toBe(200);
  return response.text();
};
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

test('a report is the same bytes again, from a restarted core and in any zone, and another once more is said', async () => {
  const incidentId = await recordHoldUp();
  const subject = `incident:${incidentId}`;
  const evil = '</td><script>alert(1)</script><img src=x onerror=alert(2)>';
  await done('review.mark', { subject, at: START + 5_000, kind: 'comment', text: evil });
  const page = await reportOf(station, subject);
  expect(hashOf(await reportOf(station, subject))).toBe(hashOf(page));
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<script|<img src=x|https?:\/\//);
  expect(page.match(/<svg class="map"/g)).toHaveLength(2);
  expect(await reportOf(station, subject, 'en')).toContain('Six intervals');

  const { folder, dataDirectory } = station;
  await station.core.close();
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York'];
  const printed = await Promise.all(
    zones.map((zone) =>
      runChild([dataDirectory, join(folder, 'pack'), subject], { ...process.env, TZ: zone, LANG: 'de_DE.UTF-8' }),
    ),
  );
  expect(new Set(printed).size).toBe(1);
  await using again = await openStation({ folder, clock: () => now });
  expect(hashOf(await reportOf(again, subject))).toBe(hashOf(page));
  await again.command('review.mark', { subject, at: START + 6_000, kind: 'bookmark', text: '再看' });
  expect(hashOf(await reportOf(again, subject))).not.toBe(hashOf(page));
});

/** What another process, in another zone, makes of the same journal. */
async function runChild(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const program = fileURLToPath(new URL('./kit/reviewChild.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { env });
  expect(stdout.trim()).toMatch(/^[0-9a-f]{64} [0-9a-f]{64}$/);
  return stdout.trim();
}

test('who may not review gets neither film nor report', async () => {
  const subject = `incident:${await recordHoldUp()}`;
  for (const path of [`film?subject=${subject}`, `report?subject=${subject}`, `subjects?from=0&to=1`]) {
    for (const token of [WALL, WORKER]) {
      const response = await fetch(`${station.core.url}/api/review/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'roleMayNot']);
    }
  }
  const unknown = await fetch(`${station.core.url}/api/review/film?subject=drill:none`, {
    headers: { authorization: `Bearer ${DUTY}` },
  });
  expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([404, 'unknownReview']);
});
