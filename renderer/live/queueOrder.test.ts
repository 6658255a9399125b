import { expect, test } from 'vitest';
import type { DeviceState } from '#shared/domain/device.ts';
import { UNKNOWN_CONDITION } from '#shared/domain/deviceCondition.ts';
import type { CloseReason, IncidentState } from '#shared/domain/incident.ts';
import { FIXTURE_START, incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { doubtOf, neighbour, orderQueue } from './queueOrder.ts';

const journal = incidentJournal();
journal.open();
const incident = (id: string, part: Partial<IncidentState> = {}): IncidentState => ({
  ...journal.state()!,
  id,
  ...part,
});
const NOW = FIXTURE_START + 3_600_000;
const DAY_MS = 86_400_000;

/** A device whose incidents were closed so, the last one yesterday. */
const device = (id: string, reasons: readonly CloseReason[]): DeviceState => ({
  id,
  kind: 'alarmPole',
  name: id,
  lon: 117,
  lat: 25,
  requireEncryption: false,
  hasKey: false,
  statedBy: 'station',
  stationFingerprint: null,
  contact: 'online',
  contactChangedAt: null,
  skewMs: null,
  lastNotice: null,
  maintenance: null,
  shelf: null,
  condition: UNKNOWN_CONDITION,
  lastTest: { at: NOW - DAY_MS, how: 'walkTest' },
  trust: {
    verdicts: reasons.map((reason, index) => ({ incidentId: `old-${index}`, at: NOW - DAY_MS, reason })),
    vandalFaultsAt: [],
  },
});
const SOUND = device('sound', ['real', 'real', 'false']);
const DOUBTFUL = device('doubtful', ['false', 'real', 'false', 'false']);
const devices = new Map([SOUND, DOUBTFUL].map((one) => [one.id, one]));

/** An incident that these devices called for. */
const called = (id: string, deviceIds: readonly (string | null)[], part: Partial<IncidentState> = {}) =>
  incident(id, {
    ...part,
    alarms: deviceIds.map((deviceId) => ({ ...journal.state()!.alarms[0]!, deviceId, sourceId: deviceId ?? 'phone' })),
  });
const queueOf = (incidents: readonly IncidentState[], dayStart = 0) =>
  orderQueue({ incidents: new Map(incidents.map((one) => [one.id, one])), devices }, dayStart, NOW);
const ids = (incidents: readonly IncidentState[]) => incidents.map(({ id }) => id);

test('what nobody has answered comes by level, then by age', () => {
  const queue = queueOf([
    incident('young-1', { openedAt: 30 }),
    incident('old-2', { level: 2, openedAt: 10 }),
    incident('old-1', { openedAt: 20 }),
    incident('answered', { acknowledgedAt: 40 }),
  ]);
  expect(ids(queue.unanswered)).toEqual(['old-1', 'young-1', 'old-2']);
  expect(ids(queue.handled)).toEqual(['answered']);
});

test('closed ones are today’s, latest first', () => {
  const closed = (id: string, closedAt: number) => incident(id, { closedAt });
  const queue = queueOf([closed('yesterday', 5), closed('first', 20), closed('last', 30)], 10);
  expect(ids(queue.closed)).toEqual(['last', 'first']);
});

test('next and previous walk through unanswered and answered and stop at the ends', () => {
  const queue = queueOf([incident('a', { openedAt: 1 }), incident('b', { openedAt: 2, acknowledgedAt: 3 })]);
  expect(neighbour(queue, null, 1)?.id).toBe('a');
  expect(neighbour(queue, 'a', 1)?.id).toBe('b');
  expect(neighbour(queue, 'b', 1)?.id).toBe('b');
  expect(neighbour(queue, 'a', -1)?.id).toBe('a');
  expect(neighbour(queueOf([]), null, 1)).toBeUndefined();
});

test('an alarm that sounds anew brings an answered incident back to the unanswered', () => {
  const again = incidentJournal();
  again.open();
  again.apply({ kind: 'acknowledge' }, 1_000);
  expect(ids(queueOf([again.state()!]).unanswered)).toEqual([]);
  const at = FIXTURE_START + 60_000;
  const alarm = { ...again.state()!.alarms[0]!, alarmId: 'a-2', at, joined: 'sameDevice' } as const;
  again.apply({ kind: 'joinAlarm', alarm }, 60_000);
  expect(ids(queueOf([again.state()!]).unanswered)).toEqual(['i-1']);
});

test('of one level what a doubtful device calls for comes last, never after a lesser level, and none is missing', () => {
  const queue = queueOf([
    called('doubted-2', ['doubtful'], { level: 2, openedAt: 1 }),
    called('doubted-1-old', ['doubtful'], { openedAt: 2 }),
    called('doubted-1-young', ['doubtful'], { openedAt: 5 }),
    called('sound-1', ['sound'], { openedAt: 9 }),
    called('sound-2', ['sound'], { level: 2, openedAt: 10 }),
    called('answered', ['doubtful'], { openedAt: 3, acknowledgedAt: 4 }),
  ]);
  expect([ids(queue.unanswered), ids(queue.handled)]).toEqual([
    ['sound-1', 'doubted-1-old', 'doubted-1-young', 'sound-2', 'doubted-2'],
    ['answered'],
  ]);
});

test('what somebody has answered keeps its place, whoever called', () => {
  const answered = { acknowledgedAt: 20 };
  const queue = queueOf([
    called('doubted', ['doubtful'], { openedAt: 1, ...answered }),
    called('sound', ['sound'], { openedAt: 2, ...answered }),
  ]);
  expect(ids(queue.handled)).toEqual(['doubted', 'sound']);
});

test('an incident is doubted only while nobody but doubtful devices calls for it', () => {
  const grade = (deviceIds: readonly (string | null)[]) =>
    doubtOf(called('i', deviceIds), devices, NOW)?.reasons ?? null;
  expect([['doubtful'], ['doubtful', 'sound'], ['doubtful', null], ['gone'], []].map(grade)).toEqual([
    [{ code: 'falseAlarms', falseCount: 3, judgedCount: 4 }],
    null,
    null,
    null,
    null,
  ]);
});
