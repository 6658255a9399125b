import { beforeEach, expect, test } from 'vitest';
import type { SoundState } from '#shared/wire/bridge.ts';
import type { ReportToneLevel, SoundChime, SoundPlan, SoundReport, SoundTest } from '#shared/wire/sound.ts';
import { AlarmSound } from './alarmSound.ts';

const well: Omit<SoundReport, 'requestId'> = { context: 'running', peak: 0.7, outputs: 1 };
const alarm = { incidentId: 'i-1', level: 1, isSilent: false, since: 0, step: 0, note: '' };

let played: SoundPlan[];
let chimes: SoundChime[];
let tests: SoundTest[];
let states: SoundState[];
let drillRoomStates: SoundState['state'][];
let report: Omit<SoundReport, 'requestId'> | null;
let now: number;
let sound: AlarmSound;
let reportTone: ReportToneLevel;

beforeEach(() => {
  played = [];
  chimes = [];
  tests = [];
  states = [];
  drillRoomStates = [];
  report = well;
  reportTone = 'normal';
  now = 0;
  sound = new AlarmSound({
    page: {
      play: (plan) => played.push(plan),
      chime: (chime) => chimes.push(chime),
      measure: async (test) => {
        tests.push(test);
        return report === null ? null : { requestId: test.requestId, ...report };
      },
    },
    lookForSound: () => ({ hasOutput: true }),
    now: () => now,
    wallNow: () => 1_700_000_000_000 + now,
    onState: (state) => states.push(state),
    onDrillRoomState: (state) => drillRoomStates.push(state.state),
    reportTone: () => reportTone,
  });
});

test('until it has been tested nobody claims that it works', () => {
  expect(sound.state).toEqual({ state: 'testing', reason: null, testedAt: null });
});

test('a page that comes is tested below hearing and said to be ready', async () => {
  sound.hearPage();
  await sound.test(false);
  expect(tests).toEqual([{ requestId: 1, isAudible: false }]);
  expect(states).toEqual([{ state: 'ready', reason: null, testedAt: 1_700_000_000_000 }]);
});

test('the pulse makes it sound and falls silent again, once each however many pulses come', async () => {
  await sound.test(false);
  for (const unanswered of [[], [alarm], [alarm], [alarm], [], []]) sound.hearPulse(unanswered, null);
  expect(played).toEqual([
    { pattern: 'levelI', isDrill: false, step: 0 },
    { pattern: 'quiet', isDrill: false, step: 0 },
  ]);
  expect(states.map(({ state }) => state)).toEqual(['ready', 'sounding', 'ready']);
});

test('a page that comes again after a crash goes on with the alarm', () => {
  sound.hearPulse([alarm], null);
  played = [];
  sound.hearPage();
  expect(played).toEqual([{ pattern: 'levelI', isDrill: false, step: 0 }]);
});

test('broken outweighs sounding and mends itself with the next good test', async () => {
  report = null;
  await sound.test(false);
  sound.hearPulse([alarm], null);
  report = well;
  await sound.test(false);
  expect(states.map(({ state }) => state)).toEqual(['broken', 'sounding']);
});

test('two who ask at once share one test', async () => {
  const [first, second] = await Promise.all([sound.test(true), sound.test(true)]);
  expect([tests.length, first, second]).toEqual([1, sound.state, sound.state]);
});

test('an officer who asks sees that it is being tested', async () => {
  await sound.test(false);
  const asked = sound.test(true);
  expect(sound.state.state).toBe('testing');
  expect((await asked).state).toBe('ready');
});

test('the realm of the core changes the tone at once', () => {
  sound.hearPulse([alarm], null);
  sound.hearRealm('drill');
  expect(played.at(-1)).toEqual({ pattern: 'levelI', isDrill: true, step: 0 });
});

test('an alarm nobody answers plays its next step once, and none of them by itself ends', () => {
  for (const step of [0, 1, 1, 2, 3, 3]) sound.hearPulse([{ ...alarm, step }], null);
  expect(played.map(({ pattern, step }) => [pattern, step])).toEqual([
    ['levelI', 0],
    ['levelI', 1],
    ['levelI', 2],
    ['levelI', 3],
  ]);
});

test('the tone of a report is as loud as this machine is set, off is none and is not made up for later; alarms are as ever', () => {
  sound.hearPulse([], null);
  reportTone = 'off';
  sound.hearPulse([], 1_000);
  now += 120_000;
  reportTone = 'soft';
  sound.hearPulse([], 1_000);
  expect(chimes).toEqual([]);
  sound.hearPulse([], 2_000);
  expect(chimes).toEqual([{ isDrill: false, level: 'soft' }]);
  // Whoever sets it hears it at once; beside an alarm it would not be heard, and off says nothing.
  reportTone = 'loud';
  sound.tryReportTone();
  reportTone = 'off';
  sound.tryReportTone();
  sound.hearPulse([alarm], 2_000);
  reportTone = 'loud';
  sound.tryReportTone();
  expect(chimes.map(({ level }) => level)).toEqual(['soft', 'loud']);
  expect(sound.plan.pattern).toBe('levelI');
});

test('a public report is one quiet tone beside the plan, never over an alarm, and in a drill a drill’s', () => {
  sound.hearPulse([], null);
  sound.hearPulse([alarm], 1_000);
  expect([chimes, played.length]).toEqual([[], 1]);
  sound.hearRealm('drill');
  sound.hearPulse([], 1_000);
  sound.hearPulse([], 1_000);
  expect(chimes).toEqual([{ isDrill: true, level: 'normal' }]);
  expect(sound.plan.pattern).toBe('quiet');
});

test('the drill room sounds while the station is quiet, and gives way to a real alarm at once', async () => {
  await sound.test(false);
  sound.hearDrillRoom([alarm]);
  expect([sound.state.state, sound.drillRoomState.state]).toEqual(['ready', 'sounding']);
  sound.hearPulse([{ ...alarm, incidentId: 'real', level: 2 }], null);
  expect([sound.state.state, sound.drillRoomState.state]).toEqual(['sounding', 'ready']);
  sound.hearDrillRoom([]);
  sound.hearPulse([], null);
  expect(played).toEqual([
    { pattern: 'levelI', isDrill: true, step: 0 },
    { pattern: 'levelII', isDrill: false, step: 0 },
    { pattern: 'quiet', isDrill: false, step: 0 },
  ]);
  expect(drillRoomStates).toEqual(['ready', 'sounding', 'ready']);
});
