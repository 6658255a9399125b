import { expect, test } from 'vitest';
import type { AlarmState } from '#shared/domain/alarm.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { classOf, type FoldInput, foldGridValues, type GridMeasure, prismHeightM } from './fold.ts';
import { gridPrisms } from './prisms.ts';

const NOW = 1_930_716_909_000;
const MINUTE = 60_000;
const DAY = 86_400_000;
const START_OF_DAY = NOW - 6 * 3_600_000;

const alarm = (part: Partial<AlarmState>) =>
  ({ deviceId: 'd-1', incidentId: null, receivedAt: NOW, restore: false, class: 'emergency', ...part }) as AlarmState;
const incident = (id: string, gridCode: string | null, part: Partial<IncidentState> = {}) =>
  ({ id, place: { gridCode }, openedAt: NOW, closedAt: null, dispatches: [], ...part }) as unknown as IncidentState;
const arrived = (...minutes: (number | null)[]) =>
  minutes.map((after) => ({ task: 'respond', arrivedAt: after === null ? null : NOW + after * MINUTE })) as never;

function fold(measure: GridMeasure, part: Partial<FoldInput> & { all?: IncidentState[] } = {}) {
  const { all = [], ...rest } = part;
  const { values, inputs } = foldGridValues(measure, {
    alarms: [],
    incidents: new Map(all.map((each) => [each.id, each])),
    closedHeld: { count: 0, most: 200 },
    gridOfDevice: (deviceId) => ({ 'd-1': 'g1', 'd-2': 'g2', 'd-far': null })[deviceId],
    blind: null,
    startOfDay: START_OF_DAY,
    now: NOW,
    ...rest,
  });
  return { values: Object.fromEntries(values), inputs };
}

test('an alarm counts where its incident is, without one where its device stands', () => {
  const alarms = [alarm({ incidentId: 'i-1', deviceId: 'd-2' }), alarm({}), alarm({ deviceId: 'd-2' })];
  expect(fold('alarms', { alarms, all: [incident('i-1', 'g1')] })).toEqual({
    values: { g1: 2, g2: 1 },
    inputs: { counted: 3, outside: 0, isCut: false },
  });
});

test('restores, tests, what maintenance set aside and yesterday do not count; strangers are said to be outside', () => {
  const alarms = [
    alarm({ restore: true }),
    alarm({ class: 'test' }),
    alarm({ setAside: 'maintenance' }),
    alarm({ receivedAt: START_OF_DAY - 1 }),
    alarm({ deviceId: null }),
    alarm({ deviceId: 'd-far' }),
  ];
  expect(fold('alarms', { alarms })).toEqual({ values: {}, inputs: { counted: 2, outside: 2, isCut: false } });
});

test('a window that holds no more than today says that it may have lost some', () => {
  const day = Array.from({ length: 1_000 }, () => alarm({}));
  expect(fold('alarms', { alarms: day }).inputs.isCut).toBe(true);
  expect(fold('alarms', { alarms: [alarm({ receivedAt: START_OF_DAY - 1 }), ...day] }).inputs.isCut).toBe(false);
});

test('load is what is open now', () => {
  const all = [incident('1', 'g1'), incident('2', 'g1'), incident('3', 'g1', { closedAt: NOW }), incident('4', null)];
  expect(fold('load', { all })).toEqual({ values: { g1: 2 }, inputs: { counted: 3, outside: 1, isCut: false } });
});

test('response is the median of first arrivals, of 30 days, of units that were to respond', () => {
  const all = [
    incident('1', 'g1', { dispatches: arrived(9, 2, null) }),
    incident('2', 'g1', { dispatches: arrived(4) }),
    incident('3', 'g1', { dispatches: arrived(null) }),
    incident('4', 'g1', { openedAt: NOW - 31 * DAY, dispatches: arrived(1) }),
    incident('5', 'g2', { dispatches: [{ task: 'standBy', arrivedAt: NOW }] as never }),
  ];
  expect(fold('response', { all })).toEqual({
    values: { g1: 3 },
    inputs: { counted: 2, outside: 0, isCut: false },
  });
  expect(fold('response', { all: all.slice(0, 2), closedHeld: { count: 200, most: 200 } }).inputs.isCut).toBe(true);
});

test('seen is the share of the open ground that some camera sees; a grid without such ground has no value', () => {
  const grids = [
    { code: 'g1', name: '', seenShare: 0.124 },
    { code: 'g2', name: '', seenShare: 1 },
    { code: 'g3', name: '', seenShare: null },
  ];
  const blind = { computedAt: NOW, cameras: 2, seenShare: 0.5, grids, unseenPlaces: [] };
  expect(fold('seen', { blind })).toEqual({
    values: { g1: 12, g2: 100 },
    inputs: { counted: 2, outside: 0, isCut: false },
  });
  expect(fold('seen')).toEqual({ values: {}, inputs: { counted: 0, outside: 0, isCut: false } });
});

test('class, height and number say the same value; no prism is taller than the tallest', () => {
  expect([1, 2, 3, 10, 11].map((value) => classOf('alarms', value))).toEqual([0, 0, 1, 2, 3]);
  expect([prismHeightM('alarms', 3), prismHeightM('alarms', 999)]).toEqual([75, 400]);
  const values = {
    measure: 'response',
    values: new Map([['g1', 2.04]]),
    inputs: { counted: 1, outside: 0, isCut: false },
  } as const;
  const prisms = gridPrisms(values);
  expect([...(prisms ?? [])]).toEqual([['g1', { heightM: 81.6, class: 1, text: '2.0' }]]);
  expect(gridPrisms(values)).toBe(prisms);
  expect(gridPrisms(null)).toBeNull();
});
