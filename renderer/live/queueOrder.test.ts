import { expect, test } from 'vitest';
import type { IncidentState } from '#shared/domain/incident.ts';
import { FIXTURE_START, incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { neighbour, orderQueue } from './queueOrder.ts';

const journal = incidentJournal();
journal.open();
const incident = (id: string, part: Partial<IncidentState> = {}): IncidentState => ({
  ...journal.state()!,
  id,
  ...part,
});
const ids = (incidents: readonly IncidentState[]) => incidents.map(({ id }) => id);

test('what nobody has answered comes by level, then by age', () => {
  const queue = orderQueue(
    [
      incident('young-1', { openedAt: 30 }),
      incident('old-2', { level: 2, openedAt: 10 }),
      incident('old-1', { openedAt: 20 }),
      incident('answered', { acknowledgedAt: 40 }),
    ],
    0,
  );
  expect(ids(queue.unanswered)).toEqual(['old-1', 'young-1', 'old-2']);
  expect(ids(queue.handled)).toEqual(['answered']);
});

test('closed ones are today’s, latest first', () => {
  const closed = (id: string, closedAt: number) => incident(id, { closedAt });
  const queue = orderQueue([closed('yesterday', 5), closed('first', 20), closed('last', 30)], 10);
  expect(ids(queue.closed)).toEqual(['last', 'first']);
});

test('next and previous walk through unanswered and answered and stop at the ends', () => {
  const queue = orderQueue([incident('a', { openedAt: 1 }), incident('b', { openedAt: 2, acknowledgedAt: 3 })], 0);
  expect(neighbour(queue, null, 1)?.id).toBe('a');
  expect(neighbour(queue, 'a', 1)?.id).toBe('b');
  expect(neighbour(queue, 'b', 1)?.id).toBe('b');
  expect(neighbour(queue, 'a', -1)?.id).toBe('a');
  expect(neighbour(orderQueue([], 0), null, 1)).toBeUndefined();
});

test('an alarm that sounds anew brings an answered incident back to the unanswered', () => {
  const again = incidentJournal();
  again.open();
  again.apply({ kind: 'acknowledge' }, 1_000);
  expect(ids(orderQueue([again.state()!], 0).unanswered)).toEqual([]);
  const at = FIXTURE_START + 60_000;
  const alarm = { ...again.state()!.alarms[0]!, alarmId: 'a-2', at, joined: 'sameDevice' } as const;
  again.apply({ kind: 'joinAlarm', alarm }, 60_000);
  expect(ids(orderQueue([again.state()!], 0).unanswered)).toEqual(['i-1']);
});
