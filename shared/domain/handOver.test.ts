import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft, StoredEvent } from './event.ts';
import {
  decideHandOver,
  evolveHandOver,
  type HandOverState,
  handOverText,
  type TouchHow,
  unfinished,
} from './handOver.ts';
import type { HandOverItem } from './handOverItems.ts';
import { decideShift, evolveShift, type ShiftState, standingOf, suggestedShift } from './shift.ts';
import { copyWeek, rosterFindings, weekEnd, weekStart } from './shiftRoster.ts';

const [JIA, YI] = [
  { accountId: 'jia', name: '甲' },
  { accountId: 'yi', name: '乙' },
];
const HOUR_MS = 3_600_000;

const itemOf = (key: string, version: number): HandOverItem => ({
  ...{ key, kind: 'note', id: key, number: null, incidentKind: null, level: null, name: key, address: null },
  ...{
    point: null,
    code: 'open',
    sinceAt: 0,
    dueAt: null,
    who: [],
    promises: [],
    text: key,
    digest: `${key}-${version}`,
  },
});

function folded<State>(
  evolve: (state: State | undefined, event: StoredEvent) => State | undefined,
  state: State | undefined,
  drafts: readonly Draft[],
  at = 0,
): State | undefined {
  return drafts.reduce<State | undefined>((before, draft) => {
    const event = { ...draft, seq: 0, id: '', version: 0, station: '', at, actor: { kind: 'operator', id: 'x' } };
    return evolve(before, { ...event, realm: 'live', hash: '' } as StoredEvent);
  }, state);
}

/** What may happen while two hand over: somebody does something, or the world changes an item. */
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('touch' as const), item: fc.nat(3), how: fc.constantFrom<TouchHow>('seen', 'taken') }),
    fc.record({
      do: fc.constantFrom('ask' as const, 'change' as const, 'arrive' as const, 'vanish' as const),
      item: fc.nat(3),
    }),
    fc.record({
      do: fc.constantFrom('answer' as const, 'giverSigns' as const, 'takerSigns' as const, 'seal' as const),
    }),
  ),
  { maxLength: 40 },
);

test('no order of touches, questions, changes and signatures completes what was not looked at as it is', () => {
  let completed = 0;
  fc.assert(
    fc.property(steps, (taken) => {
      const versions = new Map([0, 1].map((index) => [index, 0]));
      const items = () => [...versions].map(([index, version]) => itemOf(`note:${index}`, version));
      const opened = { kind: 'open', handOverId: 'h', shiftId: 's', shiftName: '早班', giver: JIA, to: null } as const;
      const first = decideHandOver(undefined, opened, []);
      let state = folded<HandOverState>(evolveHandOver, undefined, first.ok ? first.value : [])!;
      for (const [index, step] of taken.entries()) {
        if (step.do === 'change' && versions.has(step.item)) versions.set(step.item, versions.get(step.item)! + 1);
        if (step.do === 'arrive' && !versions.has(step.item)) versions.set(step.item, index + 100);
        if (step.do === 'vanish') versions.delete(step.item);
        const command = commandOf(step, state, items(), index);
        if (!command) continue;
        const decided = decideHandOver(state, command, items());
        if (!decided.ok) continue;
        const isDone = decided.value.some(({ kind }) => kind === 'handOver.completed');
        if (isDone) {
          completed += 1;
          expect(unfinished(state, items())).toEqual([]);
          expect(command.kind).toBe('sign');
          for (const item of items()) expect(state.touches[item.key]?.digest).toBe(item.digest);
        }
        state = folded<HandOverState>(evolveHandOver, state, decided.value)!;
        if (isDone && !state.sealed) expect(state.giverSigned?.hash).toBe(state.takerSigned?.hash);
        if (isDone) return;
      }
    }),
    { numRuns: 400 },
  );
  expect(completed).toBeGreaterThan(0);
});

type Step = { readonly do: string; readonly item?: number; readonly how?: TouchHow };

function commandOf(step: Step, state: HandOverState, items: readonly HandOverItem[], index: number) {
  const item = items.find(({ key }) => key === `note:${step.item}`);
  const hash = handOverText(state, items);
  const open = state.questions.find(({ answer }) => answer === null);
  if (step.do === 'touch' && item)
    return { kind: 'touch', key: item.key, digest: item.digest, how: step.how ?? 'seen', by: YI } as const;
  if (step.do === 'ask' && item)
    return { kind: 'ask', key: item.key, questionId: `q${index}`, text: '？', by: YI } as const;
  if (step.do === 'answer' && open) return { kind: 'answer', questionId: open.id, text: '。', by: JIA } as const;
  if (step.do === 'giverSigns') return { kind: 'sign', by: JIA, means: 'session', hash } as const;
  if (step.do === 'takerSigns') return { kind: 'sign', by: YI, means: 'password', hash } as const;
  return step.do === 'seal' ? ({ kind: 'seal', by: JIA, hash } as const) : undefined;
}

test('who is late, who is absent and who has left shows in the attendance', () => {
  const startAt = 100 * HOUR_MS;
  const people = [{ ...JIA, post: 'duty' as const }];
  const facts = { name: '早班', startAt, endAt: startAt + 8 * HOUR_MS, people, isAdHoc: false };
  const planned = decideShift(undefined, { kind: 'plan', shiftId: 's', facts }, 0);
  const shift = folded<ShiftState>(evolveShift, undefined, planned.ok ? planned.value : [])!;
  const at = (minutes: number) => startAt + minutes * 60_000;
  expect([-10, 6, 31].map((minutes) => standingOf(shift, 'jia', at(minutes)))).toEqual(['awaited', 'late', 'absent']);
  expect(decideShift(shift, { kind: 'begin', person: JIA }, at(-61))).toMatchObject({
    failure: { code: 'shiftNotYet' },
  });
  const begun = decideShift(shift, { kind: 'begin', person: JIA }, at(12));
  const present = folded<ShiftState>(evolveShift, shift, begun.ok ? begun.value : [], at(12))!;
  expect([standingOf(present, 'jia', at(13)), present.attendance[0]?.lateMinutes]).toEqual(['present', 12]);
  const ended = decideShift(present, { kind: 'end', person: JIA, because: 'own' }, at(60));
  const left = folded<ShiftState>(evolveShift, present, ended.ok ? ended.value : [], at(60))!;
  expect(standingOf(left, 'jia', at(61))).toBe('left');
  expect(suggestedShift([shift], 'jia', at(-30))?.id).toBe('s');
  expect(suggestedShift([shift], 'yi', at(-30))).toBeUndefined();
});

test('a roster says who sits twice, when nobody sits, and which shift has no officer; last week is copied by local days', () => {
  const monday = weekStart(Date.UTC(2026, 10, 18));
  const shift = (name: string, fromHour: number, hours: number, person = JIA, post: 'duty' | 'leader' = 'duty') => ({
    ...{ id: name, name, startAt: monday + fromHour * HOUR_MS, endAt: monday + (fromHour + hours) * HOUR_MS },
    ...{ people: [{ ...person, post }], isAdHoc: false, attendance: [], notes: [] },
  });
  const week = [shift('早班', 8, 8), shift('中班', 14, 8), shift('夜班', 24, 8, YI, 'leader')];
  expect(rosterFindings(week, monday, weekEnd(monday))).toEqual([
    { code: 'twice', name: '甲', shifts: ['早班', '中班'], fromAt: monday + 14 * HOUR_MS },
    { code: 'gap', fromAt: monday + 22 * HOUR_MS, untilAt: monday + 24 * HOUR_MS },
    { code: 'empty', shift: '夜班', fromAt: monday + 24 * HOUR_MS },
  ]);
  const copied = copyWeek(week, monday, weekEnd(monday));
  expect(copied.map(({ name, startAt }) => [name, new Date(startAt).getDay(), new Date(startAt).getHours()])).toEqual(
    week.map(({ name, startAt }) => [name, new Date(startAt).getDay(), new Date(startAt).getHours()]),
  );
});
