import { expect, test } from 'vitest';
import { type DrillCommand, type DrillState, decideDrill } from './drill.ts';

const running: DrillState = {
  ...{ id: 'd-1', scenarioId: 's', scenarioHash: 'h', title: { zh: '演练', en: 'Drill' }, seed: 1 },
  ...{ phase: 'running', pace: 1, lengthSeconds: 60, launchedAt: 0, launchedBy: '导调', jumpedSeconds: 0 },
  ...{ played: [], skipped: [], suspended: null, ended: null },
};
const standing = (reason: 'liveAlarm' | 'other' | 'restart'): DrillState => ({
  ...running,
  ...{ phase: 'suspended', suspended: { reason, note: '', by: '值班员' } },
});
const launch: DrillCommand = {
  ...{ kind: 'launch', drillId: 'd-2', scenarioId: 's', scenarioHash: 'h', title: running.title },
  ...{ seed: 1, pace: 1, lengthSeconds: 60 },
};

/** The kind of what is written down, or the code it is refused with. */
function outcome(state: DrillState | null, command: DrillCommand, isLiveAlarm = false): string | undefined {
  const decided = decideDrill(state, command, { realm: 'drill', now: 0, isLiveAlarm });
  return decided.ok ? decided.value[0]?.kind : decided.failure.code;
}

test('while a real alarm waits beside it nothing is launched and nothing goes on', () => {
  expect([
    outcome(null, launch, true),
    outcome(standing('liveAlarm'), { kind: 'resume' }, true),
    outcome(null, launch),
    outcome(standing('liveAlarm'), { kind: 'resume' }),
  ]).toEqual(['liveAlarmOpen', 'liveAlarmOpen', 'drill.launched', 'drill.resumed']);
});

test('a real alarm suspends what stands for another reason, once; nothing else does', () => {
  const suspend = (reason: 'liveAlarm' | 'other'): DrillCommand => ({ kind: 'suspend', reason, note: '' });
  expect([
    outcome(running, suspend('other')),
    outcome(standing('other'), suspend('liveAlarm')),
    outcome(standing('restart'), suspend('liveAlarm')),
    outcome(standing('liveAlarm'), suspend('liveAlarm')),
    outcome(standing('liveAlarm'), suspend('other')),
    outcome(standing('restart'), suspend('other')),
  ]).toEqual([
    ...['drill.suspended', 'drill.suspended', 'drill.suspended'],
    ...['drillStands', 'drillStands', 'drillStands'],
  ]);
});

test('another real alarm is written down though the drill stands for one already; the same one is not', () => {
  const suspend = (note: string): DrillCommand => ({ kind: 'suspend', reason: 'liveAlarm', note });
  const forGas: DrillState = {
    ...running,
    ...{ phase: 'suspended', suspended: { reason: 'liveAlarm', note: '燃气报警 · 东溪路', by: '实战台' } },
  };
  expect([
    outcome(forGas, suspend('持刀抢劫 · 银行')),
    outcome(forGas, suspend('燃气报警 · 东溪路')),
    outcome(forGas, suspend('')),
  ]).toEqual(['drill.suspended', 'drillStands', 'drillStands']);
});
