import { expect, test } from 'vitest';
import { planSound, type SoundSituation } from './soundPlan.ts';

const calm: SoundSituation = { unanswered: [], realm: 'live', core: 'running', coreLostMs: 0 };
const alarm = (level: number, isSilent = false, step = 0) => ({
  incidentId: `i-${level}`,
  level,
  isSilent,
  since: 0,
  step,
  note: '',
});
const plan = (changes: Partial<SoundSituation>) => planSound({ ...calm, ...changes });

test('nothing unanswered is quiet', () => {
  expect(plan({})).toEqual({ pattern: 'quiet', isDrill: false, step: 0 });
});

test('the gravest of several alarms decides', () => {
  expect(plan({ unanswered: [alarm(3), alarm(1), alarm(4)] }).pattern).toBe('levelI');
});

test('each level has its own pattern', () => {
  const patterns = [1, 2, 3, 4].map((level) => plan({ unanswered: [alarm(level)] }).pattern);
  expect(patterns).toEqual(['levelI', 'levelII', 'levelIII', 'levelIV']);
});

test('duress is heard at the desk, discreetly, and hides no other alarm', () => {
  expect(plan({ unanswered: [alarm(1, true)] }).pattern).toBe('levelIII');
  expect(plan({ unanswered: [alarm(1, true), alarm(2)] }).pattern).toBe('levelII');
});

test('a drill is marked as one', () => {
  expect(plan({ realm: 'drill', unanswered: [alarm(2)] })).toEqual({ pattern: 'levelII', isDrill: true, step: 0 });
});

test('an unanswered alarm goes on sounding when the core is lost', () => {
  const lost = { core: 'restarting', coreLostMs: 60_000 } as const;
  expect(plan({ ...lost, unanswered: [alarm(2)] }).pattern).toBe('levelII');
});

test('a core that failed or stays away is worth a tone, a core that comes back at once is not', () => {
  expect(plan({ core: 'failed' }).pattern).toBe('trouble');
  expect(plan({ core: 'restarting', coreLostMs: 10_000 }).pattern).toBe('trouble');
  expect(plan({ core: 'restarting', coreLostMs: 4_000 }).pattern).toBe('quiet');
});

test('a storm is one sound: the rhythm of the gravest, as loud as the one risen furthest', () => {
  const unanswered = [alarm(1), alarm(4, false, 2), alarm(2, true, 1)];
  expect(plan({ unanswered })).toEqual({ pattern: 'levelI', isDrill: false, step: 2 });
  expect(plan({ unanswered: [alarm(2, false, 9)] }).step).toBe(3);
});
