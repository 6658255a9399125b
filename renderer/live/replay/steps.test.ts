import { expect, test } from 'vitest';
import type { ReplayEntry, ReplayIncident } from '#shared/wire/replay.ts';
import { densityOf, followable, nextStep, previousStep } from './steps.ts';

const entry = (seq: number, at: number, incidentId = 'i-1'): ReplayEntry => ({
  ...{ seq, at, incidentId, kind: 'incident.noted', by: '甲', facts: {}, times: 1 },
});
const entries = [entry(3, 100), entry(5, 100, 'i-2'), entry(9, 200)];
const seqs = (found: (ReplayEntry | undefined)[]) => found.map((one) => one?.seq ?? null);

test('a step forward is the next event, also one of the same millisecond, and ends with the last', () => {
  const steps = [0, 3, 4, 5, 9].map((seq) => nextStep(entries, { seq, at: 150 }, null));
  expect(seqs(steps)).toEqual([3, 5, 5, 9, null]);
});

test('a step back returns to the event just shown once its moment is past, else to the one before', () => {
  expect(
    seqs([
      previousStep(entries, { seq: 9, at: 201 }, null),
      previousStep(entries, { seq: 9, at: 200 }, null),
      previousStep(entries, { seq: 7, at: 150 }, null),
      previousStep(entries, { seq: 3, at: 100 }, null),
    ]),
  ).toEqual([9, 5, 5, null]);
});

test('of a followed incident only its own events are steps', () => {
  expect(
    seqs([
      nextStep(entries, { seq: 3, at: 100 }, 'i-1'),
      previousStep(entries, { seq: 9, at: 200 }, 'i-1'),
      nextStep(entries, { seq: 0, at: 0 }, 'i-3'),
    ]),
  ).toEqual([9, 3, null]);
});

test('only an incident that has been opened by then is offered to be followed, but the followed one stays', () => {
  const incidents = [100, 200, 300].map((openedAt) => ({ id: `i-${openedAt}`, openedAt }) as ReplayIncident);
  const offered = (at: number, followed: string | null) => followable(incidents, at, followed).map(({ id }) => id);
  expect([offered(99, null), offered(200, null), offered(150, 'i-300')]).toEqual([
    [],
    ['i-100', 'i-200'],
    ['i-100', 'i-300'],
  ]);
});

test('every alarm of the span is in one part of it, those at its ends too', () => {
  const span = { fromAt: 100, toAt: 200 };
  expect(densityOf([99, 100, 124, 125, 200, 201], span, 4)).toEqual([2, 1, 0, 1]);
  expect(densityOf([5], { fromAt: 5, toAt: 5 }, 2)).toEqual([1, 0]);
});
