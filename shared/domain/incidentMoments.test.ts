/** A review and the day's numbers say the same of one incident, whatever became of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReviewIncident, ReviewInterval, ReviewIntervalName, ReviewIntervalState } from '../wire/review.ts';
import { bookIncident, type DayBook, emptyDayBook } from './dayBook.ts';
import { type DaySpan, dayFigures, type LeftOut } from './dayFigures.ts';
import type { IncidentMark } from './dayMark.ts';
import { isResponse } from './dispatch.ts';
import type { StoredEvent } from './event.ts';
import type { IncidentState } from './incident.ts';
import { decideClaim } from './incidentClaim.ts';
import { accepted, alarmOf, HOUR, Ledger, OTHER, opening, START, sendUnit } from './incidentLife.fixture.ts';
import { decideMerge, decideSplit } from './incidentMerge.ts';
import { filmOf } from './reviewFilm.ts';

const SECOND = 1_000;
const [FROM, TO] = [START - HOUR, START + 12 * HOUR];

/** The film of the whole stretch, as the core would ask for it of these streams. */
function filmed(ledger: Ledger, toAt = TO): readonly ReviewIncident[] {
  const streams = new Map<string, StoredEvent[]>();
  for (const event of ledger.events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return filmOf({
    ...{ subject: 'span:0-1', kind: 'span', title: { zh: '', en: '' }, station: { id: 's', name: '' }, realm: 'live' },
    ...{ span: { fromAt: FROM, toAt, isOver: true }, incidents: [...streams.values()], arrivals: new Map() },
    ...{ others: [], marks: [], afterSeq: 0, injectTitles: new Map(), score: null, isCut: false, hashOf: () => '' },
  }).incidents;
}

/** A day of this incident alone: its percentile is its own time. */
function dayOf(incident: IncidentState, now = TO) {
  const book: DayBook = emptyDayBook();
  bookIncident(book, incident, incident.openedAt);
  const { spans, bands, closedInDay } = dayFigures(book, FROM, TO, now);
  const tookMs = (span: DaySpan) => spans[span].p50Ms;
  const isOwed = (span: DaySpan) => spans[span].leftOut.notOwed === undefined;
  const verdict = (span: DaySpan) => (Object.keys(spans[span].leftOut)[0] ?? 'counted') as LeftOut | 'counted';
  const bandVerdicts = bands.map(({ met, missed, leftOut }) =>
    met.length > 0 ? 'met' : missed.length > 0 ? 'late' : leftOut.running ? 'running' : 'none',
  );
  return {
    tookMs,
    isOwed,
    verdict,
    bandVerdicts,
    mark: book.incidents.get(incident.id)!,
    isClosed: closedInDay.length > 0,
  };
}

/** What a review has to say of an interval of which the day says this. */
function stateBeside(verdict: LeftOut | 'counted', interval: ReviewInterval, now: number, mark: IncidentMark) {
  const { fromAt, tookMs, limitMs } = interval;
  const isNeedless = mark.closeReason !== null && mark.closeReason !== 'real' && mark.closeReason !== 'noTrace';
  const isOverrun = fromAt !== null && limitMs !== null && (mark.closedAt ?? now) >= fromAt + limitMs;
  const states: Record<typeof verdict, () => ReviewIntervalState> = {
    counted: () => (limitMs === null || tookMs! <= limitMs ? 'met' : 'late'),
    running: () => (isOverrun ? 'late' : 'running'),
    none: () => (isOverrun && !isNeedless ? 'late' : 'none'),
    // Done without being owed: there is no limit it could have missed.
    notOwed: () => (limitMs === null && interval.toAt !== null ? 'met' : 'none'),
    ...{ unverifiable: () => 'none', duplicate: () => 'none', notReal: () => 'none' },
  };
  return states[verdict]();
}

function expectAgreement(ledger: Ledger, now = TO): void {
  const film = filmed(ledger, now);
  expect(film.map(({ id }) => id).toSorted()).toEqual([...ledger.incidents.keys()].sort());
  for (const incident of film) {
    const state = ledger.state(incident.id);
    // It counts in no rate of a day: it goes on in the other.
    if (state.closeReason === 'duplicate') continue;
    const day = dayOf(state, now);
    const interval = (name: ReviewIntervalName) => incident.intervals.find((each) => each.name === name)!;
    const order = interval('order');
    const statesOf = (name: 'answer' | 'order' | 'arrive') => interval(name).state;
    // Where no arrival is owed the day waits for one all the same, without a limit.
    const isArrivalOwed = day.mark.bands.length > 0 || state.dispatches.some(isResponse);
    expect({
      ...{ receivedAt: incident.receivedAt, answer: interval('answer').tookMs, arrive: interval('arrive').tookMs },
      ...{ order: order.limitMs === null ? null : order.tookMs, isOrderOwed: order.limitMs !== null },
      ...{ acceptedAt: interval('accept').toAt, closedAt: interval('close').toAt, orderedAt: order.toAt },
      isAnswerOwed: interval('answer').state !== 'none',
      bands: incident.bands.map(({ seconds, tookMs, state: kept }) => [seconds, tookMs, kept]),
      states: [statesOf('answer'), statesOf('order'), statesOf('arrive')],
    }).toEqual({
      ...{ receivedAt: day.mark.receivedAt, answer: day.tookMs('answer'), arrive: day.tookMs('arrival') },
      ...{ order: day.tookMs('order'), isOrderOwed: day.isOwed('order') },
      ...{ acceptedAt: day.mark.acceptedAt, closedAt: day.mark.closedAt, orderedAt: day.mark.orderedAt },
      isAnswerOwed: day.isOwed('answer'),
      bands: day.mark.bands.map(([seconds, , metAt], index) => [
        seconds,
        metAt === null ? null : Math.max(0, metAt - day.mark.receivedAt),
        day.bandVerdicts[index],
      ]),
      states: [
        stateBeside(day.verdict('answer'), interval('answer'), now, day.mark),
        stateBeside(day.verdict('order'), order, now, day.mark),
        isArrivalOwed ? stateBeside(day.verdict('arrival'), interval('arrive'), now, day.mark) : 'none',
      ],
    });
  }
}

test('the first answer stays what it was when somebody calls again, and the second call has its own', () => {
  const ledger = new Ledger();
  const at = (seconds: number) => START + seconds * SECOND;
  ledger.act('i-1', START, opening('i-1', 1));
  ledger.act('i-1', at(96), { kind: 'acknowledge' });
  ledger.act('i-1', at(200), { kind: 'joinAlarm', alarm: alarmOf('pole-2', at(200), { joined: 'nearby' }) });
  ledger.act('i-1', at(230), { kind: 'joinAlarm', alarm: alarmOf('pole-3', at(230), { joined: 'nearby' }) });
  ledger.act('i-1', at(242), { kind: 'acknowledge' });
  const [incident] = filmed(ledger);
  const measured = [incident!.intervals[1]!, ...incident!.renewals].map(({ fromAt, tookMs, limitMs, state }) => [
    ...[fromAt! - START, tookMs, limitMs, state],
  ]);
  expect(measured).toEqual([
    [0, 96_000, 60_000, 'late'],
    [200_000, 42_000, 60_000, 'met'],
  ]);
  expect(dayOf(ledger.state('i-1')).tookMs('answer')).toBe(96_000);
  // The running clock is that of the call that waits.
  const { startAt, metAt } = ledger.state('i-1').watch.limits[0]!;
  expect([startAt, metAt]).toEqual([at(200), at(242)]);
});

test('who lets it go leaves an answer owed; many are kept from the first and the last', () => {
  const ledger = accepted();
  const person = { personId: 'p-1', name: '甲' };
  for (let round = 1; round <= 60; round++) {
    const at = START + round * 60 * SECOND;
    ledger.record(decideClaim(ledger.state('i-1'), { kind: 'claim', person }, at), at);
    ledger.record(decideClaim(ledger.state('i-1'), { kind: 'loseSeat', personId: 'p-1' }, at), at);
    ledger.act('i-1', at + round, { kind: 'acknowledge' });
  }
  const { answers } = ledger.state('i-1').watch;
  expect([answers.length, answers[0]?.metAt, answers[1]?.why, answers.at(-1)]).toEqual([
    ...[50, START + 10 * SECOND, 'givenBack'],
    { why: 'givenBack', fromAt: START + 3_600 * SECOND, metAt: START + 3_600 * SECOND + 60 },
  ]);
  expect(filmed(ledger)[0]?.renewals.at(-1)).toMatchObject({
    tookMs: 60,
    source: { zh: expect.stringContaining('释放') },
  });
});

test('whoever sent words waits from when they came, not from when somebody made an incident of them', () => {
  const ledger = new Ledger();
  const words = { alarm: null, source: 'wechat', receivedAt: START - 90 * SECOND } as const;
  ledger.act('i-1', START, opening('i-1', 1, words));
  ledger.act('i-2', START, opening('i-2', 2, { alarm: null }));
  expect(
    filmed(ledger).map(({ receivedAt, intervals: [, answer] }) => [receivedAt, answer?.tookMs, answer?.state]),
  ).toEqual([
    [START - 90 * SECOND, 90_000, 'late'],
    [START, null, 'none'],
  ]);
  expectAgreement(ledger);
});

const IDS = ['i-1', 'i-2', 'i-3'] as const;
const step = fc.record({
  afterMs: fc.integer({ min: 0, max: 90 * SECOND }),
  id: fc.constantFrom(...IDS),
  other: fc.constantFrom(...IDS),
  unit: fc.constantFrom('u-1', 'u-2'),
  reason: fc.constantFrom('real', 'false', 'test', 'noTrace', 'duplicate'),
  act: fc.constantFrom(
    ...(['open', 'open', 'words', 'byHand', 'again', 'again', 'acknowledge', 'acknowledge', 'send', 'notice'] as const),
    ...([
      'relocate',
      'accept',
      'depart',
      'arrive',
      'finish',
      'transfer',
      'acceptTransfer',
      'claim',
      'loseSeat',
    ] as const),
    ...(['merge', 'split', 'classify', 'feedBack', 'close', 'reopen'] as const),
  ),
});

test('for any journal the review and the day agree on every interval of every incident', () => {
  const seen = { renewed: 0, merged: 0, split: 0, reopened: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const ledger = new Ledger();
      let at = START;
      for (const [index, { afterMs, id, other, unit, reason, act }] of steps.entries()) {
        at += afterMs;
        const number = Number(id.slice(2));
        const state = ledger.incidents.get(id);
        const dispatchId = state?.dispatches.find(({ unitId }) => unitId === unit)?.id ?? '';
        const move = (name: 'accept' | 'depart' | 'arrive' | 'finish') =>
          ledger.act(id, at, { kind: 'moveDispatch', dispatchId, move: name, reason: null });
        const send = (more: object) =>
          ledger.act(id, at, { ...sendUnit(`d-${index}`, unit), ...more } as ReturnType<typeof sendUnit>);
        const acts: Record<typeof act, () => unknown> = {
          open: () => ledger.act(id, at, opening(id, number, { alarm: alarmOf(`pole-${id}`, at) })),
          words: () =>
            ledger.act(id, at, opening(id, number, { alarm: null, source: 'wechat', receivedAt: at - afterMs })),
          byHand: () => ledger.act(id, at, opening(id, number, { alarm: null, profile: null })),
          again: () =>
            ledger.act(id, at, { kind: 'joinAlarm', alarm: alarmOf(`pole-${index}`, at, { joined: 'nearby' }) }),
          acknowledge: () => ledger.act(id, at, { kind: 'acknowledge' }, OTHER),
          send: () => send({}),
          notice: () => send({ isAutomatic: true }),
          relocate: () => send({ task: 'relocate' }),
          ...{ accept: () => move('accept'), depart: () => move('depart') },
          ...{ arrive: () => move('arrive'), finish: () => move('finish') },
          transfer: () => {
            const to = { code: '990101002', name: '西溪街道' };
            return ledger.act(id, at, {
              kind: 'transfer',
              transferId: `t-${index}`,
              to,
              dueAt: at + HOUR,
              reason: '属地',
            });
          },
          acceptTransfer: () => ledger.act(id, at, { kind: 'acceptTransfer' }),
          claim: () => {
            const person = { personId: 'p-1', name: '甲' };
            return ledger.record(decideClaim(state, { kind: 'claim', person }, at), at);
          },
          loseSeat: () => ledger.record(decideClaim(state, { kind: 'loseSeat', personId: 'p-1' }, at), at),
          merge: () => ledger.record(decideMerge(state, ledger.incidents.get(other), '同一起'), at),
          split: () => {
            const alarmIds = state?.alarms.slice(-1).map(({ alarmId }) => alarmId) ?? [];
            const request = { ...{ alarmIds, newId: `s-${index}`, newNumber: '20270115-090', title: '' } };
            const whole = { ...request, incidentKind: 'fight', place: opening(id, 1).place, reason: '两起' } as const;
            return ledger.record(decideSplit(state, { ...whole, profile: opening(id, 1).profile }), at);
          },
          classify: () => {
            const changed = { incidentKind: 'dispute', level: 4, reason: '核实', profile: null } as const;
            return ledger.act(id, at, { kind: 'classify', ...changed });
          },
          feedBack: () => ledger.act(id, at, { kind: 'feedBack', feedbackId: `f-${index}`, text: '好', unit: null }),
          close: () => ledger.act(id, at, { kind: 'close', reason, note: '', forceReason: '已处置' }),
          reopen: () => ledger.act(id, at, { kind: 'reopen', reason: '复发' }),
        };
        acts[act]();
      }
      expectAgreement(ledger, at + 1);
      for (const { watch, mergedInto, splitFrom, reopenings } of ledger.incidents.values()) {
        seen.renewed += watch.answers.length - 1;
        seen.merged += mergedInto ? 1 : 0;
        seen.split += splitFrom ? 1 : 0;
        seen.reopened += reopenings.length;
      }
    }),
    { numRuns: 200, seed: 7 },
  );
  // Otherwise it would have proved nothing of them.
  expect(Object.entries(seen).filter(([, count]) => count < 5)).toEqual([]);
});
