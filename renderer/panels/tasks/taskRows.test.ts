import { expect, test } from 'vitest';
import type { FieldTask } from '#shared/domain/task.ts';
import { moved } from './draftPoints.ts';
import { taskRows } from './taskRows.ts';

const task = (id: string, part: Partial<FieldTask>): FieldTask => ({
  ...{ id, kind: 'patrol', title: id, note: '', audience: { kind: 'unit', unitId: 'u-1' }, offeredTo: ['u-1'] },
  ...{ gridCode: '990101001001002', startAt: 0, dueAt: 100, place: null, routeId: null, order: 'free', line: [] },
  ...{ recheckDays: 7, recheckOf: null, isAutomatic: false, state: 'underway', by: '甲', publishedAt: 0 },
  ...{ unitId: 'u-1', unitName: '林晓', points: [], items: [], acceptedAt: null, startedAt: null, endedAt: null },
  ...{ suspension: null, suspendedMs: 0, overdueAt: null, refusals: [], endNote: null },
  ...part,
});

const TASKS = [
  task('later', { dueAt: 300 }),
  task('soon', { dueAt: 200, kind: 'visit' }),
  task('refused', { dueAt: 400, state: 'refused' }),
  task('late', { dueAt: 500, overdueAt: 501, unitName: '周岩' }),
  task('over', { state: 'finished', endedAt: 90, overdueAt: 80 }),
  task('over later', { state: 'cancelled', endedAt: 95 }),
];

const ids = (choice: Partial<Parameters<typeof taskRows>[1]>) =>
  taskRows(TASKS, { filter: 'open', kind: null, query: '', ...choice }).map(({ id }) => id);

test('late ones stand first, then refused ones, then by when they are due; what has ended stands by itself', () => {
  expect(ids({})).toEqual(['late', 'refused', 'soon', 'later']);
  expect(ids({ filter: 'overdue' })).toEqual(['late']);
  expect(ids({ filter: 'ended' })).toEqual(['over later', 'over']);
});

test('they are found by kind, unit and grid', () => {
  expect(ids({ kind: 'visit' })).toEqual(['soon']);
  expect(ids({ query: ' 周岩 ' })).toEqual(['late']);
  expect(ids({ query: '1001002', filter: 'ended' })).toEqual(['over later', 'over']);
  expect(ids({ query: '没有' })).toEqual([]);
});

test('a check-point moves by one and never over the end', () => {
  const points = ['a', 'b', 'c'].map((name, key) => ({ key, name, lon: 0, lat: 0, radiusM: 40 }));
  const names = (index: number, by: 1 | -1) => moved(points, index, by).map(({ name }) => name);
  expect([names(0, 1), names(2, -1), names(0, -1), names(2, 1)]).toEqual([
    ['b', 'a', 'c'],
    ['a', 'c', 'b'],
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
});
