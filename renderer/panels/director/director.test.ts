/** What the director's panels make of the core's answers: orders, clocks, the log, cards. */
import { expect, test } from 'vitest';
import type { DrillState } from '#shared/domain/drill.ts';
import type { IncidentState, TimelineEntry } from '#shared/domain/incident.ts';
import type { DrillScript, ExplainedLine, ScriptLine } from '#shared/wire/drill.ts';
import { parseScenario } from '#shared/wire/scenario.ts';
import { drillLog, filterLog } from './drillLog.ts';
import { nextPace, secondsLeft, stageClock } from './drillTime.ts';
import { expectedRows } from './expectedRows.ts';
import { roleCards } from './roleCards.ts';
import { roleCardsPage } from './roleCardsPage.ts';
import { canJumpTo, rowInHand, scriptRows } from './scriptRows.ts';

const both = (words: string) => ({ zh: words, en: words });
const alarm = { do: 'alarm', device: 'pole' };
const parsed = parseScenario({
  ...{ version: 1, id: 'test', title: both('test'), story: both('story'), lengthSeconds: 600 },
  roles: [
    { id: 'duty', role: 'duty', name: both('desk'), task: both('answer') },
    { id: 'police', role: 'policeDesk', name: both('police'), task: both('ask <b>') },
  ],
  injects: [
    { id: 'hand', title: both('hand'), when: { byHand: true }, act: alarm },
    { id: 'late', title: both('late'), when: { at: 300 }, act: alarm },
    {
      ...{ id: 'asks', title: both('asks'), role: 'police', act: { do: 'cue', words: both('well?') } },
      when: { without: { inject: 'press', moment: 'acknowledged', forSeconds: 60 } },
    },
    { id: 'press', title: both('press'), when: { at: 20 }, act: alarm },
  ],
  expected: [
    ...['ack', 'done', 'later', 'soon'].map((id) => ({
      ...{ id, of: 'press', action: { kind: 'acknowledge' }, withinSeconds: 30, points: 5, why: both('why') },
      role: 'police',
    })),
  ],
});
if (!parsed.ok) throw new Error(parsed.failure.message);
const scenario = parsed.value;

const line = (injectId: string, state: ScriptLine['state'], inSeconds: number | null): ScriptLine => ({
  ...{ injectId, state, inSeconds, played: null, isInForce: false, incidentIds: [] },
});
const script = {
  scenario,
  lines: [
    line('hand', 'waiting', null),
    line('late', 'waiting', 280),
    line('asks', 'waiting', 12),
    line('press', 'played', null),
  ],
  next: [
    { injectId: 'asks', inSeconds: 12 },
    { injectId: 'late', inSeconds: 280 },
  ],
} as unknown as DrillScript;

test('the script stands in the order it is likely to happen, a condition after what it hangs on, by hand last', () => {
  expect(scriptRows(script).map(({ inject, isNext }) => [inject.id, isNext])).toEqual([
    ['press', false],
    ['asks', true],
    ['late', false],
    ['hand', false],
  ]);
});

test('in hand is what was chosen, else what comes next', () => {
  const rows = scriptRows(script);
  expect([rowInHand(rows, 'late')?.inject.id, rowInHand(rows, null)?.inject.id, rowInHand([], null)]).toEqual([
    'late',
    'asks',
    null,
  ]);
});

test('only a timed line that is still to come can be jumped to', () => {
  const rows = scriptRows(script);
  expect(rows.map((row) => canJumpTo(row, 20))).toEqual([false, false, true, false]);
  expect(rows.map((row) => canJumpTo(row, 300))).toEqual([false, false, false, false]);
});

test('clocks go on between two answers of the core', () => {
  expect([stageClock(0), stageClock(67.9), stageClock(3_600)]).toEqual(['00:00', '01:07', '1:00:00']);
  const left = (now: number) => secondsLeft({ inSeconds: 12 }, { nowAt: 1_000 }, now);
  expect([left(1_000), left(6_000), left(60_000), secondsLeft({ inSeconds: null }, { nowAt: 0 }, 5)]).toEqual([
    12,
    7,
    0,
    null,
  ]);
});

test('the pace goes one step up or down and stays at the ends', () => {
  expect([nextPace(1, 1), nextPace(3, 1), nextPace(10, 1), nextPace(4, -1), nextPace(1, -1)]).toEqual([2, 5, 10, 3, 1]);
});

test('of what is expected running limits come first, then what has not begun, then what is settled', () => {
  const score = (expectedId: string, state: string, dueAt: number | null, doneAt: number | null) =>
    ({ ...{ expectedId, injectId: 'press', state, dueAt, doneAt } }) as unknown as ExplainedLine;
  const lines = [
    score('done', 'met', 50, 40),
    score('ack', 'open', null, null),
    score('later', 'open', 90, null),
    score('soon', 'open', 60, null),
  ];
  const rows = expectedRows({ scenario, score: { lines } as unknown as DrillScript['score'] });
  expect(rows.map(({ expected }) => expected.id)).toEqual(['soon', 'later', 'ack', 'done']);
});

const entry = (seq: number, at: number, by: string): TimelineEntry => ({
  ...{ seq, at, by, kind: 'incident.noted', facts: {}, times: 1 },
});
const incident = {
  ...{ id: 'i-1', number: '20261122-001' },
  timeline: [entry(1, 50, '甲'), entry(4, 200, '甲'), entry(5, 200, 'system:rule'), entry(6, 200, '乙')],
} as unknown as IncidentState;
const drill = {
  ...{ id: 'd', launchedAt: 100, launchedBy: '导调', ended: { at: 900, by: 'system:drill', how: 'finished' } },
  played: [{ injectId: 'press', how: 'hand', at: 150 }],
} as unknown as DrillState;
const world = { incidents: new Map([['i-1', incident]]), drill };

test('the log begins with the drill, newest first, by the journal where the clock stood', () => {
  expect(drillLog(world).map(({ at, by, what }) => [at, by, what.kind])).toEqual([
    [900, 'system:drill', 'finished'],
    [200, '乙', 'timeline'],
    [200, 'system:rule', 'timeline'],
    [200, '甲', 'timeline'],
    [150, 'system:drill', 'handInjected'],
    [100, '导调', 'launched'],
  ]);
});

test('the log is shown of one seat, or of what no seat did', () => {
  const names = ['甲', '乙', '导调'];
  const of = (filter: Parameters<typeof filterLog>[1]) => filterLog(drillLog(world), filter, names).map(({ by }) => by);
  expect([of({ name: '甲' }), of('station'), of(null).length]).toEqual([
    ['甲'],
    ['system:drill', 'system:rule', 'system:drill'],
    6,
  ]);
});

test('a role player gets what he says and what is expected of him; whoever is trained gets his task alone', () => {
  expect(roleCards(scenario).map(({ role, lines, expected }) => [role.id, lines.length, expected.length])).toEqual([
    ['duty', 0, 0],
    ['police', 1, 4],
  ]);
  expect(roleCards(scenario)[1]?.lines).toEqual([
    {
      ...{ injectId: 'asks', title: both('asks'), words: both('well?') },
      when: { zh: '「press」1:00 内未受理时', en: 'if "press" is not acknowledged within 1:00' },
    },
  ]);
});

test('on paper every word of a scenario is text and nothing else', () => {
  const page = roleCardsPage('<i>test</i>', roleCards(scenario), 'en');
  expect([page.includes('ask &lt;b&gt;'), page.includes('<i>'), page.includes('<script')]).toEqual([
    true,
    false,
    false,
  ]);
});
