/** What a report prints: units counted once, and in English nothing but names and people's own words in Chinese. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReviewFilm } from '#shared/wire/review.ts';
import {
  ADMIN,
  DUTY,
  eventually,
  openPole,
  openStation,
  SECOND_DUTY,
  type TestStation,
  WORKER,
} from './kit/station.ts';

const START = Date.UTC(2026, 10, 22, 3);

/** As the product itself names them (main/shell, main/serve.ts). */
const SEATS = [
  { token: ADMIN, role: 'admin', name: '管理员' },
  { token: DUTY, role: 'duty', name: '实战台' },
  { token: SECOND_DUTY, role: 'duty', name: '演练席位 2' },
  { token: WORKER, role: 'worker', name: 'phone', units: ['u-001', 'u-002', 'u-003', 'u-004'] },
];

let now = START;
let station: TestStation;
beforeEach(async () => {
  now = START;
  station = await openStation({ clock: () => now, overrides: { tokens: SEATS } });
});
afterEach(() => station[Symbol.asyncDispose]());

const done = async (kind: string, body: object, token?: string) => {
  const answer = await station.command(kind, body, token);
  expect([kind, answer]).toEqual([kind, expect.objectContaining({ ok: true })]);
  return answer as unknown as { incidentId: string; dispatchId: string };
};
const filmOf = (subject: string) => station.get<ReviewFilm>(`/api/review/film?subject=${subject}`);
const reportOf = async (subject: string, lang: string) => {
  const response = await fetch(`${station.core.url}/api/review/report?subject=${subject}&lang=${lang}`, {
    headers: { authorization: `Bearer ${DUTY}` },
  });
  return response.text();
};

/** A press, of which the rule has told somebody. */
async function press() {
  await station.position('u-001', 100, 0);
  await station.position('u-002', 400, 0);
  await station.position('u-003', -900, 0);
  using button = openPole(station, { account: '70A2' });
  await button.send({ contactId: { qualifier: 1, code: '120', partition: '01', zone: '003' } });
  const { id, dispatches } = await eventually('somebody is told', () =>
    [...station.core.desk.world.incidents.values()].find((incident) => incident.dispatches.length > 0),
  );
  return { incidentId: id, told: dispatches[0]!.unitId };
}

test('who makes a notice his own decides again, and the unit is sent once', async () => {
  const { incidentId, told } = await press();
  await done('incident.dispatch', { incidentId, unitId: told });
  const subject = `incident:${incidentId}`;
  expect((await filmOf(subject)).decisions.map(({ isAutomatic, chosen }) => [isAutomatic, chosen.unitId])).toEqual([
    [true, told],
    [false, told],
  ]);
  expect(await reportOf(subject, 'en')).toContain('<dt>Sent</dt><dd>1</dd>');
});

/** Of the pack and the station: names stay as they are. */
const NAMES = /u-00\d 号|东溪小学(?: 一键报警)?|示范街道综治中心|西溪街道|东溪\d路|北山\d街|第.网格|东溪社区/g;
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

/** What a reader sees that is Chinese and nobody's name. */
const foreignTo = (page: string): string[] =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .split(/<[^>]*>/)
    .filter((piece) => CHINESE.test(piece.replace(NAMES, '')));

test('a report in English has no Chinese in it but names', async () => {
  const { incidentId, told } = await press();
  const pass = (seconds: number) => {
    now += seconds * 1_000;
  };
  const act = (kind: string, body: object = {}, token?: string) => done(kind, { incidentId, ...body }, token);
  const to = { code: '990101002', name: '西溪街道' };
  const at = (seconds: number) => now + seconds * 1_000;
  pass(4);
  await act('incident.claim');
  await act('incident.acknowledge');
  await act('incident.takeOver', {}, SECOND_DUTY);
  await act('incident.keep');
  await act('incident.verify', { verdict: 'real', means: 'phone', note: 'heard it' });
  await act('incident.dispatch', { unitId: told });
  const { dispatchId } = await act('incident.dispatch', { unitId: 'u-003', reason: 'the first is at a school' });
  await act('incident.note', { text: 'two people' }, SECOND_DUTY);
  pass(20);
  await act('dispatch.accept', { dispatchId });
  await act('dispatch.arrive', { dispatchId });
  await act('dispatch.finish', { dispatchId });
  await act('incident.urge', { text: 'say what came of it', dueAt: at(600) });
  await act('incident.feedback', { text: 'settled' });
  await act('incident.transfer', { to, dueAt: at(3_600), reason: 'theirs' });
  await act('incident.returnTransfer', { reason: 'not ours' });
  await act('incident.classify', { kind: 'fight', level: 2, reason: 'no weapon' });
  await act('incident.claim');
  await act('incident.release');
  const { incidentId: other } = await done('incident.open', { kind: 'fight', lon: 117.01, lat: 25.07, title: 'again' });
  await done('incident.merge', { incidentId: other, intoId: incidentId, reason: 'the same' });
  await act('incident.check', { result: 'passed', means: 'phone', text: '' });
  await act('incident.close', { reason: 'real', note: 'done', forceReason: 'all gone' });
  await act('incident.reopen', { reason: 'it began again' });
  await act('incident.close', { reason: 'real', note: 'done', forceReason: 'all gone' });
  const subject = `incident:${incidentId}`;
  await done('review.mark', { subject, at: START + 1_000, kind: 'comment', text: 'quick' });

  const pages = await Promise.all([subject, `span:${START - 60_000}-${now}`].map((each) => reportOf(each, 'en')));
  expect(pages.map(foreignTo)).toEqual([[], []]);
  // The seats are in it, by names an English reader understands.
  for (const name of ['Live desk', 'Drill seat 2']) expect(pages[0]).toContain(name);
});
