import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft, StoredEvent } from './event.ts';
import { concernsUnit, type FieldTask, isTaskHeld, type TaskFacts } from './task.ts';
import { decideTask, type TaskCommand } from './taskDecide.ts';
import { evolveTask } from './taskEvolve.ts';
import { proveCheckIn } from './taskProof.ts';

const NOON = Date.UTC(2026, 10, 22, 4);
const HOUR = 3_600_000;
const UNITS = ['u-1', 'u-2', 'u-3', 'u-4'].map((id) => ({ id, name: `${id} 号` }));

const FACTS: TaskFacts = {
  taskId: 't-1',
  kind: 'patrol',
  title: '夜巡',
  note: '',
  audience: { kind: 'team', unitIds: ['u-1', 'u-2', 'u-3'] },
  offeredTo: ['u-1', 'u-2', 'u-3'],
  gridCode: null,
  startAt: NOON,
  dueAt: NOON + HOUR,
  place: null,
  routeId: null,
  order: 'free',
  points: ['p1', 'p2'].map((id, index) => ({
    ...{ id, name: id, lon: 117 + index / 100, lat: 25, radiusM: 40 },
    ...{ fromAt: null, untilAt: index === 0 ? null : NOON + HOUR },
  })),
  line: [],
  items: [{ id: 'see', zh: '必看', en: 'See', isMust: true }],
  recheckDays: 7,
  recheckOf: null,
  isAutomatic: false,
};

let seq = 0;
function stored(draft: Draft, at: number): StoredEvent {
  seq += 1;
  const actor = { kind: 'operator', id: 'o', name: '值班员' } as const;
  return { ...draft, seq, id: String(seq), version: seq, station: 's', at, actor, realm: 'live', hash: '' };
}

/** Folds what a command comes to; a refused one changes nothing. */
function after(state: FieldTask | undefined, command: TaskCommand, at = NOON): FieldTask | undefined {
  const decided = decideTask(state, command, at);
  return decided.ok ? decided.value.reduce((task, draft) => evolveTask(task, stored(draft, at)), state) : state;
}

const code = (state: FieldTask | undefined, command: TaskCommand, at = NOON) => {
  const decided = decideTask(state, command, at);
  return decided.ok ? decided.value.map(({ kind }) => kind) : decided.failure.code;
};

const published = after(undefined, { kind: 'publish', task: FACTS, unit: null })!;

test('however many units claim it in whatever order, exactly the first who was offered it has it', () => {
  const claims = fc.array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(claims, (order) => {
      const answers = order.map((unit) => unit.id);
      const end = order.reduce<FieldTask>((task, unit) => after(task, { kind: 'claim', unit })!, published);
      const winner = answers.find((id) => FACTS.offeredTo.includes(id));
      expect([end.unitId, end.state]).toEqual(winner ? [winner, 'accepted'] : [null, 'open']);
      expect(UNITS.filter(({ id }) => concernsUnit(end, id)).map(({ id }) => id)).toEqual(
        winner ? [winner] : FACTS.offeredTo,
      );
    }),
  );
});

const fix = (index: number) => ({ lon: 117 + index / 100, lat: 25, accuracyM: 5, fixAt: NOON });
const COMMANDS: readonly TaskCommand[] = [
  ...UNITS.flatMap((unit): TaskCommand[] => [
    { kind: 'claim', unit },
    { kind: 'assign', unit },
  ]),
  { kind: 'accept' },
  { kind: 'refuse', reason: '忙' },
  { kind: 'start' },
  { kind: 'checkIn', pointId: 'p1', doneAt: NOON, fix: fix(0), reason: '' },
  { kind: 'checkIn', pointId: 'p2', doneAt: NOON, fix: null, reason: '无信号' },
  { kind: 'recordItem', itemId: 'see', result: 'hazard', text: '堵塞', doneAt: NOON },
  { kind: 'suspend', incidentId: 'i-1', dispatchId: 'd-1' },
  { kind: 'resume' },
  { kind: 'finish', note: '' },
  { kind: 'finish', note: '先收队' },
  { kind: 'watchClock' },
  { kind: 'cancel', reason: '取消' },
];

test('whatever is asked in whatever order, the task stays one that can be', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...COMMANDS), fc.integer({ min: 0, max: HOUR })), { maxLength: 30 });
  fc.assert(
    fc.property(steps, (asked) => {
      let at = NOON;
      let task = published;
      let overdues = 0;
      for (const [command, passed] of asked) {
        at += passed;
        const before = task;
        task = after(task, command, at)!;
        if (before.overdueAt === null && task.overdueAt !== null) overdues += 1;
        // What has ended, a hazard and a check-in stay as they are.
        if (before.endedAt !== null) expect(task).toBe(before);
        for (const [index, point] of before.points.entries()) {
          if (point.checkIn) expect(task.points[index]?.checkIn).toBe(point.checkIn);
        }
        if (before.items[0]?.result === 'hazard') expect(task.items).toBe(before.items);
        expect(task.suspension !== null).toBe(task.state === 'suspended');
        expect(isTaskHeld(task) ? task.unitId !== null : true).toBe(true);
        expect(task.dueAt).toBe(FACTS.dueAt + task.suspendedMs);
      }
      expect(overdues).toBeLessThanOrEqual(1);
    }),
  );
});

test('an incident takes an accepted task as well, and a check-point that is still to be done keeps its time', () => {
  const claimed = after(published, { kind: 'claim', unit: UNITS[0]! });
  const held = after(claimed, { kind: 'suspend', incidentId: 'i-1', dispatchId: 'd-1' });
  expect(code(held, { kind: 'suspend', incidentId: 'i-2', dispatchId: 'd-2' })).toEqual([]);
  expect(code(held, { kind: 'watchClock' }, NOON + 5 * HOUR)).toEqual([]);
  const back = after(held, { kind: 'resume' }, NOON + 2 * HOUR)!;
  expect([back.state, back.dueAt, back.points[1]?.untilAt]).toEqual(['accepted', NOON + 3 * HOUR, NOON + 3 * HOUR]);
});

test('what was offered to many goes back to the others when its unit gives it up; what was for one waits for the desk', () => {
  const claimed = after(published, { kind: 'claim', unit: UNITS[0]! });
  const given = after(claimed, { kind: 'refuse', reason: '临时有事' })!;
  expect([given.state, given.unitId, given.offeredTo]).toEqual(['open', null, ['u-2', 'u-3']]);
  expect(code(given, { kind: 'claim', unit: UNITS[0]! })).toBe('notOffered');
  const forOne = { ...FACTS, audience: { kind: 'unit', unitId: 'u-1' }, offeredTo: ['u-1'] } as const;
  const assigned = after(undefined, { kind: 'publish', task: forOne, unit: UNITS[0]! });
  expect(after(assigned, { kind: 'refuse', reason: '忙' })!.state).toBe('refused');
});

test('to begin is to accept: a check-in of an assigned task says accepted, started, checked in', () => {
  const assigned = after(published, { kind: 'assign', unit: UNITS[3]! });
  const done = { kind: 'checkIn', pointId: 'p1', doneAt: NOON, fix: fix(0), reason: '' } as const;
  expect(code(assigned, done)).toEqual(['task.accepted', 'task.started', 'task.checkedIn']);
  expect(code(after(assigned, done), { kind: 'finish', note: '' })).toBe('taskIncomplete');
  expect(code(published, done)).toBe('taskState');
});

const POINT = { id: 'p1', name: '门', lon: 117, lat: 25, radiusM: 40, fromAt: NOON - HOUR, untilAt: NOON + HOUR };

test.each([
  ['proved', fix(0), NOON, null],
  ['no position', null, NOON, 'noFix'],
  ['taken half a minute before', { ...fix(0), fixAt: NOON - 30_001 }, NOON, 'staleFix'],
  ['sure to two streets only', { ...fix(0), accuracyM: 150 }, NOON, 'staleFix'],
  ['a kilometre away', fix(1), NOON, 'tooFar'],
  ['before its time', { ...fix(0), fixAt: NOON - 2 * HOUR }, NOON - 2 * HOUR, 'tooEarly'],
  ['after its time', { ...fix(0), fixAt: NOON + 2 * HOUR }, NOON + 2 * HOUR, 'tooLate'],
] as const)('a place: %s', (_name, taken, at, unproved) => {
  expect(proveCheckIn(POINT, taken, at).unproved).toBe(unproved);
});
