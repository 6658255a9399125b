import { expect, test } from 'vitest';
import { RESPONSE_PROFILES } from '../catalog/profiles.ts';
import type { Actor, Draft, StoredEvent } from './event.ts';
import type { IncidentAlarm, IncidentState } from './incident.ts';
import { decideIncident, type IncidentCommand } from './incidentDecide.ts';
import { evolveIncident } from './incidentEvolve.ts';

const OFFICER: Actor = { kind: 'operator', id: 'seat-1', name: '值班员 李' };
const START = 1_800_000_000_000;

const alarm = (at: number, facts: Partial<IncidentAlarm> = {}): IncidentAlarm => ({
  alarmId: `a-${at}`,
  deviceId: 'pole-1',
  sourceId: 'pole-1',
  at,
  class: 'emergency',
  code: '120',
  title: { zh: '紧急报警', en: 'Panic' },
  restore: false,
  joined: 'opened',
  ...facts,
});

const OPEN: IncidentCommand = {
  kind: 'open',
  incidentId: 'i-1',
  number: '20270115-001',
  incidentKind: 'holdUp',
  title: '东溪社区 1 号报警杆',
  place: { lon: 117.01, lat: 25.07, address: '东溪路', gridCode: null, gridName: null, communityName: null },
  isSilent: false,
  alarm: alarm(START),
  profile: RESPONSE_PROFILES['fujian-a'],
};

const UNIT = { id: 'u-001', name: '网格员 01', kind: 'gridWorker' as const };
const send = (dispatchId: string, isAutomatic = false): IncidentCommand => ({
  kind: 'dispatch',
  dispatchId,
  unit: UNIT,
  task: 'respond',
  isAutomatic,
  etaSeconds: 80,
  routeM: 400,
  route: [],
});
const move = (
  dispatchId: string,
  name: 'accept' | 'refuse' | 'depart' | 'arrive' | 'finish' | 'expire',
): IncidentCommand => ({
  kind: 'moveDispatch',
  dispatchId,
  move: name,
  reason: null,
});

/** Applies commands one after another and returns the state and the kinds of all events, or the first refusal. */
function play(...steps: readonly { at: number; command: IncidentCommand }[]) {
  let state: IncidentState | undefined;
  const kinds: string[] = [];
  for (const { at, command } of steps) {
    const decided = decideIncident(state, command, at);
    if (!decided.ok) return { state: state!, kinds, refusal: decided.failure };
    for (const draft of decided.value) {
      kinds.push(draft.kind);
      state = evolveIncident(state, stored(draft, at, kinds.length));
    }
  }
  return { state: state!, kinds, refusal: null };
}

function stored(draft: Draft, at: number, seq: number): StoredEvent {
  return { ...draft, seq, id: `e-${seq}`, version: seq, station: 's', at, actor: OFFICER, realm: 'live', hash: '' };
}

test('the main path leads from received to closed, one phase after another', () => {
  const phases: string[] = [];
  const steps = [
    { at: START + 5, command: OPEN },
    { at: START + 4_000, command: { kind: 'acknowledge' as const } },
    { at: START + 6_000, command: send('d-1') },
    { at: START + 9_000, command: move('d-1', 'accept') },
    { at: START + 12_000, command: move('d-1', 'depart') },
    { at: START + 90_000, command: move('d-1', 'arrive') },
    { at: START + 200_000, command: move('d-1', 'finish') },
    { at: START + 210_000, command: { kind: 'close' as const, reason: 'real' as const, note: '已劝离' } },
  ];
  for (let count = 1; count <= steps.length; count++) phases.push(play(...steps.slice(0, count)).state.phase);
  expect(phases).toEqual([
    'received',
    'accepted',
    'dispatched',
    'dispatched',
    'dispatched',
    'onScene',
    'feedback',
    'closed',
  ]);
});

test('the clocks run from the time the alarm was received, not from when it was written', () => {
  const { state } = play({ at: START + 900, command: OPEN });
  expect(state.openedAt).toBe(START);
  expect(state.clock.map(({ seconds, dueAt }) => [seconds, dueAt - START])).toEqual([
    [60, 60_000],
    [180, 180_000],
    [300, 300_000],
  ]);
});

test('each limit is warned about once before it runs out and missed once', () => {
  const watch = (at: number) => ({ at: START + at, command: { kind: 'watchClock' as const } });
  const { kinds, state } = play(
    { at: START, command: OPEN },
    watch(30_000),
    watch(41_000),
    watch(42_000),
    watch(61_000),
    watch(62_000),
  );
  expect(kinds).toEqual(['incident.opened', 'incident.clockWarned', 'incident.clockMissed']);
  expect(state.clock[0]).toMatchObject({
    seconds: 60,
    warnedAt: START + 41_000,
    missedAt: START + 61_000,
    metAt: null,
  });
});

test('arrival of an eligible force stops a limit; one that another force must keep goes on', () => {
  const { kinds, state } = play(
    { at: START, command: OPEN },
    { at: START + 2_000, command: send('d-1') },
    { at: START + 45_000, command: move('d-1', 'arrive') },
    { at: START + 170_000, command: { kind: 'watchClock' } },
    { at: START + 301_000, command: { kind: 'watchClock' } },
  );
  expect(state.clock.map(({ seconds, metAt, missedAt }) => ({ seconds, metAt, missedAt }))).toEqual([
    { seconds: 60, metAt: START + 45_000, missedAt: null },
    { seconds: 180, metAt: START + 45_000, missedAt: null },
    { seconds: 300, metAt: null, missedAt: START + 301_000 },
  ]);
  expect(kinds.filter((kind) => kind.startsWith('incident.clock'))).toEqual(['incident.clockMissed']);
});

test('a stuck button is one alarm to the ear; the same button after a pause sounds again', () => {
  const join = (at: number) => ({
    at: START + at,
    command: { kind: 'joinAlarm' as const, alarm: alarm(START + at, { joined: 'sameDevice' }) },
  });
  const quiet = play(
    { at: START, command: OPEN },
    { at: START + 1_000, command: { kind: 'acknowledge' } },
    join(2_000),
    join(4_000),
    join(6_000),
  );
  expect(quiet.state).toMatchObject({ alarmCount: 4, acknowledgedAt: START + 1_000 });
  expect(quiet.state.timeline.map(({ kind, times }) => [kind, times])).toEqual([
    ['incident.opened', 1],
    ['incident.acknowledged', 1],
    ['incident.alarmJoined', 3],
  ]);
  const again = play(
    { at: START, command: OPEN },
    { at: START + 1_000, command: { kind: 'acknowledge' } },
    join(31_000),
  );
  expect(again.state).toMatchObject({ alarmCount: 2, acknowledgedAt: null });
});

test('a cancel from the device is recorded, sounds nothing and closes nothing', () => {
  const cancel = alarm(START + 60_000, { class: 'cancel', code: '406', joined: 'sameDevice' });
  const { state } = play(
    { at: START, command: OPEN },
    { at: START + 1_000, command: { kind: 'acknowledge' } },
    { at: START + 60_000, command: { kind: 'joinAlarm', alarm: cancel } },
  );
  expect(state).toMatchObject({ acknowledgedAt: START + 1_000, closedAt: null, alarmCount: 2 });
});

test('two stuck buttons taking turns are two lines with counts', () => {
  const join = (at: number, sourceId: string) => ({
    at: START + at,
    command: {
      kind: 'joinAlarm' as const,
      alarm: alarm(START + at, { joined: 'sameDevice', deviceId: sourceId, sourceId }),
    },
  });
  const turns = Array.from({ length: 40 }, (_, index) => join(index * 100, index % 2 ? 'pole-1' : 'pole-2'));
  const { state } = play({ at: START, command: OPEN }, ...turns);
  expect(state.timeline.map(({ kind, times }) => [kind, times])).toEqual([
    ['incident.opened', 1],
    ['incident.alarmJoined', 20],
    ['incident.alarmJoined', 20],
  ]);
});

test('what one source says again and again is one entry with a count, and the alarm that opened the incident stays', () => {
  const join = (at: number, overrides: Partial<IncidentAlarm>) => ({
    at: START + at,
    command: { kind: 'joinAlarm' as const, alarm: alarm(START + at, { joined: 'sameDevice', ...overrides }) },
  });
  const pole2 = { deviceId: 'pole-2', sourceId: 'pole-2' };
  const stuck = Array.from({ length: 200 }, (_, index) => join(1_000 + index, { ...pole2, alarmId: `stuck-${index}` }));
  const restored = join(2_000, { ...pole2, restore: true });
  const others = Array.from({ length: 60 }, (_, index) => join(3_000, { sourceId: `pole-9${index}` }));
  const { state } = play({ at: START, command: OPEN }, ...stuck, restored, ...others);
  expect(state.alarmCount).toBe(262);
  expect(state.alarms).toHaveLength(50);
  expect(state.alarms[0]).toMatchObject({ joined: 'opened', times: 1 });
  const before = play({ at: START, command: OPEN }, ...stuck, restored).state;
  expect(
    before.alarms.map(({ sourceId, restore, firstAt, at, times }) => [sourceId, restore, firstAt, at, times]),
  ).toEqual([
    ['pole-1', false, START, START, 1],
    ['pole-2', false, START + 1_000, START + 1_199, 200],
    ['pole-2', true, START + 2_000, START + 2_000, 1],
  ]);
  expect(before.alarms[1]?.alarmId).toBe('stuck-199');
  expect(before.timeline.map(({ kind, times }) => [kind, times])).toEqual([
    ['incident.opened', 1],
    ['incident.alarmJoined', 200],
    ['incident.alarmJoined', 1],
  ]);
});

test('a stuck button does not mute the next one: each source sounds again after a pause of its own', () => {
  const join = (at: number, sourceId: string) => ({
    at: START + at,
    command: { kind: 'joinAlarm' as const, alarm: alarm(START + at, { joined: 'sameDevice', sourceId }) },
  });
  const stuck = Array.from({ length: 60 }, (_, index) => join(1_000 + index * 1_000, 'pole-2'));
  const taken = play(
    { at: START, command: OPEN },
    { at: START + 1_000, command: { kind: 'acknowledge' } },
    ...stuck.slice(1),
  );
  expect(taken.state.acknowledgedAt).toBeNull();
  const acknowledged = { at: START + 10_500, command: { kind: 'acknowledge' as const } };
  const quiet = play({ at: START, command: OPEN }, ...stuck.slice(0, 10), acknowledged, ...stuck.slice(10));
  expect(quiet.state.acknowledgedAt).toBe(START + 10_500);
  const neighbour = play(
    { at: START, command: OPEN },
    ...stuck.slice(0, 10),
    acknowledged,
    ...stuck.slice(10),
    join(61_000, 'pole-1'),
  );
  expect(neighbour.state.acknowledgedAt).toBeNull();
});

test('a restore is recorded and neither sounds nor closes', () => {
  const restored = alarm(START + 60_000, { restore: true, joined: 'sameDevice' });
  const { state } = play(
    { at: START, command: OPEN },
    { at: START + 1_000, command: { kind: 'acknowledge' } },
    { at: START + 60_000, command: { kind: 'joinAlarm', alarm: restored } },
  );
  expect(state).toMatchObject({ phase: 'accepted', acknowledgedAt: START + 1_000, closedAt: null, alarmCount: 2 });
});

test('what the rules refuse is refused with a code and changes nothing', () => {
  const opened = { at: START, command: OPEN };
  const codes = [
    play(opened, opened),
    play(opened, { at: START, command: { kind: 'acknowledge' } }, { at: START, command: { kind: 'acknowledge' } }),
    play(opened, { at: START, command: move('d-9', 'accept') }),
    play(opened, { at: START, command: send('d-1') }, { at: START, command: move('d-1', 'finish') }),
    play(opened, { at: START, command: { kind: 'markStep', stepId: 'nothing', state: 'done', reason: null } }),
    play(opened, { at: START, command: { kind: 'markStep', stepId: 'police', state: 'skipped', reason: null } }),
    play(
      opened,
      { at: START, command: send('d-1') },
      { at: START, command: move('d-1', 'arrive') },
      { at: START, command: { kind: 'close', reason: 'real', note: '' } },
    ),
    play(
      opened,
      { at: START, command: { kind: 'close', reason: 'false', note: '' } },
      { at: START, command: { kind: 'note', text: '晚了' } },
    ),
  ].map(({ refusal }) => refusal?.code);
  expect(codes).toEqual([
    'incidentExists',
    'alreadyAcknowledged',
    'unknownDispatch',
    'illegalMove',
    'unknownStep',
    'reasonNeeded',
    'unitOnScene',
    'incidentClosed',
  ]);
});

test('dispatching by hand acknowledges; the automatic notice does not, until an officer confirms it', () => {
  expect(play({ at: START, command: OPEN }, { at: START + 1, command: send('d-1') }).state.acknowledgedAt).toBe(
    START + 1,
  );
  const told = play({ at: START, command: OPEN }, { at: START + 1, command: send('d-1', true) });
  expect(told.state.acknowledgedAt).toBeNull();
  const confirmed = play(
    { at: START, command: OPEN },
    { at: START + 1, command: send('d-1', true) },
    { at: START + 2, command: { kind: 'confirmDispatch', dispatchId: 'd-1' } },
  );
  expect(confirmed.state.acknowledgedAt).toBe(START + 2);
  expect(confirmed.state.dispatches[0]).toMatchObject({ isAutomatic: false, by: '值班员 李', state: 'notified' });
});

test('closing withdraws whoever was told and has not arrived', () => {
  const { state, kinds } = play(
    { at: START, command: OPEN },
    { at: START + 1, command: send('d-1') },
    { at: START + 2, command: { kind: 'close', reason: 'false', note: '误触' } },
  );
  expect(kinds).toEqual([
    'incident.opened',
    'incident.acknowledged',
    'incident.dispatched',
    'incident.dispatchMoved',
    'incident.closed',
  ]);
  expect(state).toMatchObject({ phase: 'closed', closeReason: 'false', closeNote: '误触' });
  expect(state.dispatches[0]).toMatchObject({ state: 'withdrawn', endedAt: START + 2 });
});

test('steps the system can see are ticked by it', () => {
  const { state } = play(
    { at: START, command: OPEN },
    { at: START + 1, command: send('d-1') },
    { at: START + 2, command: move('d-1', 'arrive') },
  );
  expect(state.steps.filter((step) => step.state === 'done').map(({ id }) => id)).toEqual(['answer', 'send', 'arrive']);
});

test('a unit moved up belongs to the incident and neither serves it nor stops its clock; where it was to stand it is done', () => {
  const target = { lon: 117.02, lat: 25.07, name: '东溪小学' };
  const relocate: IncidentCommand = {
    kind: 'dispatch',
    dispatchId: 'd-2',
    unit: { id: 'u-002', name: '警车 02', kind: 'police' },
    task: 'relocate',
    target,
    isAutomatic: false,
    etaSeconds: 60,
    routeM: 300,
    route: [],
  };
  const { state, kinds } = play(
    { at: START + 5, command: OPEN },
    { at: START + 4_000, command: { kind: 'acknowledge' } },
    { at: START + 5_000, command: relocate },
    { at: START + 50_000, command: move('d-2', 'arrive') },
  );
  expect(kinds.slice(2)).toEqual(['incident.dispatched', 'incident.dispatchMoved', 'incident.dispatchMoved']);
  expect(state.phase).toBe('accepted');
  expect(state.clock.map(({ metAt }) => metAt)).toEqual([null, null, null]);
  expect(state.steps.every(({ by }) => by === null || by === OFFICER.name)).toBe(true);
  expect(state.steps.filter(({ state: step }) => step === 'done').map(({ id }) => id)).toEqual(
    play({ at: START + 5, command: OPEN }, { at: START + 4_000, command: { kind: 'acknowledge' } })
      .state.steps.filter(({ state: step }) => step === 'done')
      .map(({ id }) => id),
  );
  expect(state.dispatches[0]).toMatchObject({
    state: 'done',
    target,
    arrivedAt: START + 50_000,
    endedAt: START + 50_000,
  });
  expect(state.dispatches[0]!.task).toBe('relocate');
});
