import { expect, test } from 'vitest';
import { accepted, alarmOf, HOUR, Ledger, opening, START, sendUnit } from './incidentLife.fixture.ts';
import { decideMerge } from './incidentMerge.ts';
import { filmOf } from './reviewFilm.ts';
import { type Arrival, bandsOf, type Chain, intervalsOf, onTimeOf } from './reviewIntervals.ts';

const SECOND = 1_000;
const device = (happenedAt: number | null): Arrival => ({ happenedAt, saidBy: 'device' });

const chainOf = (ledger: Ledger, id = 'i-1'): Chain => {
  const state = ledger.state(id);
  return { state, last: state };
};
const measured = (chain: Chain, arrival: Arrival, endAt: number) =>
  intervalsOf(chain, arrival, endAt).map(({ name, fromAt, toAt, tookMs, limitMs, state }) => [
    name,
    fromAt === null ? null : fromAt - START,
    toAt === null ? null : toAt - START,
    tookMs,
    limitMs,
    state,
  ]);

/** Accepted after 10 s, a grid worker told after 20 s, who accepts after 35 s and is there after 150 s. */
function handled(): Ledger {
  const ledger = accepted();
  ledger.act('i-1', START + 20 * SECOND, sendUnit('d-1'));
  const move = (at: number, to: 'accept' | 'arrive' | 'finish') =>
    ledger.act('i-1', START + at * SECOND, { kind: 'moveDispatch', dispatchId: 'd-1', move: to, reason: null });
  move(35, 'accept');
  move(150, 'arrive');
  move(600, 'finish');
  return ledger;
}

test('each interval runs from where it begins to where it ends, against the limit the incident had', () => {
  expect(measured(chainOf(handled()), device(START - 1_200), START + 700 * SECOND)).toEqual([
    ['detect', -1_200, 0, 1_200, 3_000, 'met'],
    ['answer', 0, 10_000, 10_000, 60_000, 'met'],
    ['order', 0, 20_000, 20_000, 60_000, 'met'],
    ['accept', 20_000, 35_000, 15_000, 30_000, 'met'],
    ['arrive', 0, 150_000, 150_000, 60_000, 'late'],
    ['close', 0, null, null, 3_600_000, 'running'],
  ]);
});

test('what nobody did by the end is late where its limit has passed, running where there is time, none where it never began', () => {
  const ledger = new Ledger();
  ledger.act('i-1', START, opening('i-1', 1));
  const at = (seconds: number) =>
    measured(chainOf(ledger), device(null), START + seconds * SECOND).map(([name, , , , , state]) => [name, state]);
  expect(at(30)).toEqual([
    ['detect', 'none'],
    ['answer', 'running'],
    ['order', 'running'],
    ['accept', 'none'],
    ['arrive', 'running'],
    ['close', 'running'],
  ]);
  expect(at(60).slice(1, 3)).toEqual([
    ['answer', 'late'],
    ['order', 'late'],
  ]);
});

test('a clock that is ahead, or ten minutes off, measures nothing and says so', () => {
  const detect = (arrival: Arrival) => intervalsOf(chainOf(accepted()), arrival, START + 20 * SECOND)[0]!;
  expect(detect(device(START + 5_000))).toMatchObject({ state: 'none', tookMs: null });
  expect(detect(device(START - HOUR)).source.zh).toBe('对方时钟与本站相差 3600 秒，无法计算。');
  expect(detect(device(START - 4_000))).toMatchObject({ state: 'late', tookMs: 4_000, limitMs: 3_000 });
  const sent: Arrival = { happenedAt: START - 9_000, saidBy: 'words' };
  expect(detect(sent)).toMatchObject({ state: 'met', tookMs: 9_000, limitMs: null });
});

test('handling is kept by whoever says in time what came of it, though it is closed later', () => {
  const ledger = handled();
  ledger.act('i-1', START + 700 * SECOND, { kind: 'feedBack', feedbackId: 'f-1', text: '已劝离', unit: null });
  ledger.act('i-1', START + 2 * HOUR, { kind: 'close', reason: 'real', note: '', forceReason: '已处置' });
  const close = intervalsOf(chainOf(ledger), device(null), START + 2 * HOUR)[5]!;
  expect([close.tookMs, close.limitMs, close.state]).toEqual([2 * HOUR, HOUR, 'met']);
});

test('the bands of 1-3-5 stand each for itself', () => {
  expect(
    bandsOf(chainOf(handled()), START + 700 * SECOND).map(({ seconds, tookMs, state }) => [seconds, tookMs, state]),
  ).toEqual([
    [60, 150_000, 'late'],
    [180, 150_000, 'met'],
    [300, null, 'late'],
  ]);
});

const statesOf = (chain: Chain, endAt: number) => intervalsOf(chain, device(null), endAt).map(({ state }) => state);
const closing = (reason: 'real' | 'false' | 'test') =>
  ({ kind: 'close', reason, note: '', forceReason: '已核实' }) as const;

/** The states of the six and of the bands once an alarm was accepted after 10 s and closed. */
function closedAfter(seconds: number, reason: 'real' | 'false' | 'test', isSent: boolean) {
  const ledger = accepted();
  if (isSent) ledger.act('i-1', START + 20 * SECOND, sendUnit('d-1'));
  ledger.act('i-1', START + seconds * SECOND, closing(reason));
  const chain = chainOf(ledger);
  return [statesOf(chain, START + HOUR), bandsOf(chain, START + HOUR).map(({ state }) => state)];
}

test('nothing goes on in a closed incident: what its limit allowed still is none, what was overrun is late', () => {
  expect(closedAfter(30, 'real', false)).toEqual([
    ['none', 'met', 'none', 'none', 'none', 'met'],
    ['none', 'none', 'none'],
  ]);
  expect(closedAfter(40, 'real', true)).toEqual([
    ['none', 'met', 'met', 'none', 'none', 'met'],
    ['none', 'none', 'none'],
  ]);
  expect(closedAfter(600, 'real', true)).toEqual([
    ['none', 'met', 'met', 'late', 'late', 'met'],
    ['late', 'late', 'late'],
  ]);
});

test('where it was false or a test nobody had to go, however long that took to find out', () => {
  for (const reason of ['false', 'test'] as const) {
    expect(closedAfter(30, reason, false)[0]).toEqual(['none', 'met', 'none', 'none', 'none', 'met']);
    expect(closedAfter(600, reason, true)).toEqual([
      ['none', 'met', 'met', 'none', 'none', 'met'],
      ['none', 'none', 'none'],
    ]);
  }
});

test('a dispute settled by phone owes no order and no arrival, open or closed', () => {
  const ledger = new Ledger();
  ledger.act('i-1', START, opening('i-1', 1, { alarm: null, profile: null }));
  const six = () => statesOf(chainOf(ledger), START + 20 * SECOND);
  expect(six()).toEqual(['none', 'none', 'none', 'none', 'none', 'running']);
  ledger.act('i-1', START + 10 * SECOND, closing('real'));
  expect(six()).toEqual(['none', 'none', 'none', 'none', 'none', 'met']);
});

test('a transfer is an order that no unit is late to accept', () => {
  const ledger = accepted();
  const to = { code: '990101002', name: '西溪街道' };
  const [at, dueAt] = [START + 20 * SECOND, START + HOUR];
  ledger.act('i-1', at, { kind: 'transfer', transferId: 't-1', to, dueAt, reason: '属地' });
  expect(statesOf(chainOf(ledger), START + 55 * SECOND)).toEqual(['none', 'met', 'met', 'none', 'running', 'running']);
});

test('what was merged goes on as long as the other, and is said to be handled when that is', () => {
  const ledger = handled();
  ledger.act('i-2', START + 30 * SECOND, opening('i-2', 2, { alarm: null }));
  ledger.record(decideMerge(ledger.state('i-2'), ledger.state('i-1'), '同一起'), START + 700 * SECOND);
  const chain = () => ({ state: ledger.state('i-2'), last: ledger.state('i-1') });
  const close = (endAt: number) => intervalsOf(chain(), device(null), endAt)[5]!;
  expect(close(START + 800 * SECOND).state).toBe('running');
  ledger.act('i-1', START + 2 * HOUR, closing('real'));
  expect([close(START + 3 * HOUR).tookMs, close(START + 3 * HOUR).state]).toEqual([2 * HOUR - 30 * SECOND, 'late']);
});

test('the rate counts what was kept or missed: no false alarm closed early, nothing still running, nothing twice', () => {
  const streamsOf = ({ events }: Ledger) =>
    [...new Set(events.map(({ stream }) => stream))].map((name) => events.filter(({ stream }) => stream === name));
  const rateOf = (ledger: Ledger) =>
    onTimeOf(
      filmOf({
        ...{ subject: 'span:0-1', kind: 'span', title: { zh: '', en: '' }, station: { id: 's', name: '' } },
        ...{ realm: 'live', span: { fromAt: START, toAt: START + 700 * SECOND, isOver: true }, arrivals: new Map() },
        ...{ incidents: streamsOf(ledger), others: [], marks: [], afterSeq: 0, injectTitles: new Map() },
        ...{ score: null, isCut: false, hashOf: () => '' },
      }).incidents,
    );
  const ledger = handled();
  // Answer, order and acceptance in time, arrival late; it is not closed yet.
  expect(rateOf(ledger)).toEqual({ met: 3, of: 4 });
  ledger.act('i-2', START, opening('i-2', 2, { alarm: alarmOf('pole-2', START) }));
  ledger.act('i-2', START + 30 * SECOND, closing('false'));
  // Its answer and its end.
  expect(rateOf(ledger)).toEqual({ met: 5, of: 6 });
  ledger.act('i-3', START, opening('i-3', 3, { alarm: alarmOf('pole-3', START) }));
  ledger.record(decideMerge(ledger.state('i-3'), ledger.state('i-1'), '同一起'), START + 650 * SECOND);
  expect(rateOf(ledger)).toEqual({ met: 5, of: 6 });
});
