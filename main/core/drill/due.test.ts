import { describe, expect, test } from 'vitest';
import { act, alarmed, DRILL_ID, injected, numbered, scenarioOf } from '#shared/domain/drill.fixture.ts';
import { type DrillState, scenarioSeconds } from '#shared/domain/drill.ts';
import { DrillTrace } from '#shared/domain/drillTrace.ts';
import { dueInjects, inForce, secondsUntil } from './due.ts';
import { stormOf } from './storm.ts';

const both = (zh: string) => ({ zh, en: zh });
const alarm = (id: string, when: object) => ({ id, title: both(id), when, act: { do: 'alarm', device: 'pole' } });
const SCENARIO = scenarioOf(
  [],
  [
    alarm('press', { at: 10 }),
    alarm('then', { after: { inject: 'press', moment: 'dispatched', delaySeconds: 20 } }),
    alarm('else', { without: { inject: 'press', moment: 'acknowledged', forSeconds: 30 } }),
    alarm('hand', { byHand: true }),
    {
      ...{ id: 'road', title: both('封路'), when: { byHand: true } },
      act: { do: 'roadClosed', at: { place: '路口' }, reason: both('塌陷'), opensAfterSeconds: 60 },
    },
  ],
);

const drill = (more: Partial<DrillState> = {}): DrillState => ({
  ...{ id: DRILL_ID, scenarioId: 'test', scenarioHash: '', title: both('测试'), seed: 1, phase: 'running', pace: 1 },
  ...{ lengthSeconds: 3_600, launchedAt: 0, launchedBy: '导调员', jumpedSeconds: 0, played: [], skipped: [] },
  ...{ suspended: null, ended: null },
  ...more,
});
const played = (injectId: string, at = 10_000) => ({
  ...{ injectId, how: 'script' as const, at, atSeconds: at / 1_000, sources: ['pole'], endedAt: null, failure: null },
});

function traceOf(events: Parameters<typeof numbered>[0]): DrillTrace {
  const trace = new DrillTrace(DRILL_ID);
  for (const event of numbered(events)) trace.fold(event);
  return trace;
}
const PRESSED = [injected(10), ...alarmed(11)];
const due = (state: DrillState, events: Parameters<typeof numbered>[0], seconds: number) =>
  dueInjects(SCENARIO, state, traceOf(events), seconds * 1_000).map(({ id }) => id);

describe('what is due', () => {
  test('at its second, once', () => {
    expect([due(drill(), [], 9), due(drill(), [], 10), due(drill({ played: [played('press')] }), PRESSED, 11)]).toEqual(
      [[], ['press'], []],
    );
  });

  test('sooner by what was jumped over, and never when it was skipped', () => {
    const jumped = drill({ jumpedSeconds: 8 });
    expect([due(jumped, [], 2), due(drill({ skipped: ['press'] }), [], 50), scenarioSeconds(jumped, 2_000)]).toEqual([
      ['press'],
      [],
      10,
    ]);
  });

  test('so long after something was done about another, and where it was not', () => {
    const state = drill({ played: [played('press')] });
    const sent = act(40, 'incident.dispatched', {
      dispatchId: 'd',
      unitName: 'u',
      unitKind: 'police',
      task: 'respond',
    });
    const answered = act(20, 'incident.acknowledged');
    expect([
      due(state, PRESSED, 41),
      due(state, [...PRESSED, answered], 41),
      due(state, [...PRESSED, answered, sent], 59),
      due(state, [...PRESSED, answered, sent], 60),
    ]).toEqual([['else'], [], [], ['then']]);
  });

  test('a director is told how long it is until then, as far as that can be told', () => {
    const state = drill({ played: [played('press')] });
    const left = SCENARIO.injects.map((inject) => secondsUntil(inject, state, traceOf(PRESSED), 15_000));
    expect(left).toEqual([null, null, 25, null, null]);
  });
});

test('what lasts is in force until it has ended, has failed or the drill is over', () => {
  const road = { ...played('road'), at: 20_000 };
  const ids = (state: DrillState) => inForce(SCENARIO, state).map(({ inject, endsAt }) => [inject.id, endsAt]);
  expect([
    ids(drill({ played: [road, played('press')] })),
    ids(drill({ played: [{ ...road, endedAt: 30_000 }] })),
    ids(drill({ played: [{ ...road, failure: { code: 'noRoadHere', detail: '' } }] })),
    ids(drill({ played: [road], phase: 'ended' })),
  ]).toEqual([[['road', 80_000]], [], [], []]);
});

test('a storm is the same for the same seed, presses everybody before anybody twice, and another seed is another storm', () => {
  const storm = { do: 'storm', count: 7, overSeconds: 70, codes: ['120', '110'] } as const;
  const devices = ['a', 'b', 'c'];
  const first = stormOf({ ...storm, codes: [...storm.codes] }, 5, 'storm', devices);
  const again = stormOf({ ...storm, codes: [...storm.codes] }, 5, 'storm', devices);
  const other = stormOf({ ...storm, codes: [...storm.codes] }, 6, 'storm', devices);
  const rounds = [first.slice(0, 3), first.slice(3, 6)].map((round) =>
    round.map(({ deviceId }) => deviceId).toSorted(),
  );
  expect(first).toEqual(again);
  expect(first).not.toEqual(other);
  expect(rounds).toEqual([devices, devices]);
  expect(first.map(({ afterSeconds }) => afterSeconds)).toEqual(
    first.map(({ afterSeconds }) => afterSeconds).toSorted((one, two) => one - two),
  );
});
