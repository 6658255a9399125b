import { expect, test } from 'vitest';
import { accepted, HOUR, Ledger, opening, START, sendUnit } from './incidentLife.fixture.ts';
import { type Arrival, bandsOf, type Chain, intervalsOf } from './reviewIntervals.ts';

const SECOND = 1_000;
const device = (happenedAt: number | null): Arrival => ({ receivedAt: START, happenedAt, saidBy: 'device' });

const chainOf = (ledger: Ledger, id = 'i-1'): Chain => {
  const state = ledger.state(id);
  return { state, last: state, events: ledger.events.filter(({ stream }) => stream === `incident:${id}`) };
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
    ['arrive', 'none'],
    ['close', 'running'],
  ]);
  expect(at(61).slice(1, 3)).toEqual([
    ['answer', 'late'],
    ['order', 'late'],
  ]);
});

test('a clock that is ahead, or ten minutes off, measures nothing and says so', () => {
  const detect = (arrival: Arrival) => intervalsOf(chainOf(accepted()), arrival, START + 20 * SECOND)[0]!;
  expect(detect(device(START + 5_000))).toMatchObject({ state: 'none', tookMs: null });
  expect(detect(device(START - HOUR)).source.zh).toBe('对方时钟与本站相差 3600 秒，无法计算。');
  expect(detect(device(START - 4_000))).toMatchObject({ state: 'late', tookMs: 4_000, limitMs: 3_000 });
  const sent: Arrival = { receivedAt: START, happenedAt: START - 9_000, saidBy: 'words' };
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
    bandsOf(chainOf(handled()), START, START + 700 * SECOND).map(({ seconds, tookMs, state }) => [
      seconds,
      tookMs,
      state,
    ]),
  ).toEqual([
    [60, 150_000, 'late'],
    [180, 150_000, 'met'],
    [300, null, 'late'],
  ]);
});
