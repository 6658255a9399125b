import { beforeEach, expect, test } from 'vitest';
import type { SuspendReason } from '#shared/domain/drill.ts';
import type { PulsedDrill, UnansweredAlarm } from '#shared/wire/host.ts';
import { BreakIn } from './breakIn.ts';

const alarm = (incidentId: string, note = incidentId, level = 1): UnansweredAlarm => ({
  ...{ incidentId, level, isSilent: false, since: 0, step: 0, note },
});
const drill = (reason: SuspendReason | null = null, note = ''): PulsedDrill => ({
  ...{ phase: reason ? 'suspended' : 'running', title: { zh: '演练', en: 'Drill' } },
  suspended: reason && { reason, note },
});

let asked: unknown[];
let breakIn: BreakIn;
let now: number;

beforeEach(() => {
  asked = [];
  now = 5_000;
  breakIn = new BreakIn({
    now: () => now,
    suspend: (note) => asked.push(['suspend', note]),
    tellDrill: (isUnanswered) => asked.push(['tellDrill', isUnanswered]),
    onAlarm: () => asked.push('onAlarm'),
    onChange: () => asked.push(['state', breakIn.state]),
  });
});
const since = () => asked.splice(0);

test('a real alarm is told to the drill, suspends it and covers its windows until it is answered and the drill goes on', () => {
  breakIn.hearDrill(drill());
  expect(since()).toEqual([]);
  breakIn.hearStation([alarm('i-1', '一号杆 · 东溪路')]);
  const broken = { at: 5_000, note: '一号杆 · 东溪路', isUnanswered: true };
  expect(since()).toEqual([['tellDrill', true], ['suspend', '一号杆 · 东溪路'], ['state', broken], 'onAlarm']);
  breakIn.hearDrill(drill('liveAlarm', '一号杆 · 东溪路'));
  expect(since()).toEqual([]);
  breakIn.hearStation([]);
  expect(since()).toEqual([
    ['tellDrill', false],
    ['state', { ...broken, isUnanswered: false }],
  ]);
  breakIn.hearDrill(drill());
  expect(since()).toEqual([['state', null]]);
});

test('it asks again with every word of either core until the drill stands for the real alarm', () => {
  breakIn.hearDrill(drill('other'));
  breakIn.hearStation([alarm('i-1')]);
  since();
  breakIn.hearStation([alarm('i-1')]);
  breakIn.hearDrill(drill('other'));
  breakIn.hearDrill(drill('liveAlarm', 'i-1'));
  breakIn.hearStation([alarm('i-1')]);
  expect(since()).toEqual([
    ['suspend', 'i-1'],
    ['suspend', 'i-1'],
  ]);
});

test('a second alarm comes forward too, and the one that broke in first stays named', () => {
  breakIn.hearStation([alarm('i-1')]);
  now = 9_000;
  since();
  breakIn.hearStation([alarm('i-2'), alarm('i-1')]);
  expect([since(), breakIn.state]).toEqual([['onAlarm'], { at: 5_000, note: 'i-1', isUnanswered: true }]);
});

test('a hold-up that comes long after a gas alarm was answered is the one that is named, timed and written down', () => {
  breakIn.hearDrill(drill());
  breakIn.hearStation([alarm('gas', '燃气报警', 3)]);
  breakIn.hearDrill(drill('liveAlarm', '燃气报警'));
  breakIn.hearStation([]);
  since();
  now = 600_000;
  breakIn.hearStation([alarm('hold-up', '持刀抢劫')]);
  const named = { at: 600_000, note: '持刀抢劫', isUnanswered: true };
  expect(since()).toEqual([['tellDrill', true], ['suspend', '持刀抢劫'], ['state', named], 'onAlarm']);
  // Asked again until the drill says it too.
  breakIn.hearDrill(drill('liveAlarm', '燃气报警'));
  breakIn.hearDrill(drill('liveAlarm', '持刀抢劫'));
  breakIn.hearStation([alarm('hold-up', '持刀抢劫')]);
  expect(since()).toEqual([['suspend', '持刀抢劫']]);
});

test('a graver alarm takes the place of the one that broke in, and gives it back once it is answered', () => {
  breakIn.hearDrill(drill());
  breakIn.hearStation([alarm('gas', '燃气报警', 3)]);
  breakIn.hearDrill(drill('liveAlarm', '燃气报警'));
  since();
  now = 9_000;
  const gas = alarm('gas', '燃气报警', 3);
  breakIn.hearStation([alarm('hold-up', '持刀抢劫'), gas]);
  const graver = { at: 9_000, note: '持刀抢劫', isUnanswered: true };
  expect(since()).toEqual([['suspend', '持刀抢劫'], ['state', graver], 'onAlarm']);
  breakIn.hearDrill(drill('liveAlarm', '持刀抢劫'));
  breakIn.hearStation([gas]);
  const left = { at: 5_000, note: '燃气报警', isUnanswered: true };
  expect(since()).toEqual([
    ['suspend', '燃气报警'],
    ['state', left],
  ]);
});

test('without an open drill the cover goes when the alarm is answered', () => {
  breakIn.hearStation([alarm('i-1')]);
  breakIn.hearStation([]);
  expect(breakIn.state).toBeNull();
});

test('a drill core that comes up again is told how it stands', () => {
  breakIn.hearStation([alarm('i-1')]);
  since();
  breakIn.drillIsUp();
  expect(since()).toEqual([['tellDrill', true]]);
});
