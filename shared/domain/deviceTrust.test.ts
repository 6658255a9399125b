import { expect, test } from 'vitest';
import { addVandalFault, addVerdict, judgeTrust, UNKNOWN_TRUST } from './deviceTrust.ts';
import type { CloseReason } from './incident.ts';

const DAY_MS = 86_400_000;
const NOW = 1_800_000_000_000;
const SOUND = {
  trust: UNKNOWN_TRUST,
  skewMs: null,
  contact: 'online',
  contactChangedAt: NOW - DAY_MS,
  lastTest: { at: NOW - DAY_MS, how: 'walkTest' },
} as const;

const closed = (...reasons: CloseReason[]) =>
  reasons.reduce(
    (trust, reason, index) => addVerdict(trust, { incidentId: `i-${index}`, at: NOW - DAY_MS, reason }),
    UNKNOWN_TRUST,
  );

test('a device that is tested, in contact and right about its alarms is sound', () => {
  const trust = closed('real', 'real', 'false', 'test', 'duplicate', 'noTrace');
  expect(judgeTrust({ ...SOUND, trust }, NOW)).toEqual({ grade: 'sound', falseCount: 1, judgedCount: 3, reasons: [] });
});

test('half of its judged alarms false makes it doubtful, of three at least', () => {
  expect(judgeTrust({ ...SOUND, trust: closed('false', 'false') }, NOW).grade).toBe('sound');
  expect(judgeTrust({ ...SOUND, trust: closed('false', 'false', 'real') }, NOW)).toEqual({
    grade: 'doubtful',
    falseCount: 2,
    judgedCount: 3,
    reasons: [{ code: 'falseAlarms', falseCount: 2, judgedCount: 3 }],
  });
  expect(judgeTrust({ ...SOUND, trust: closed('false', 'false', 'false') }, NOW + 90 * DAY_MS).judgedCount).toBe(0);
});

test('a housing opened twice in a week makes it doubtful, and is forgotten after that week', () => {
  const once = addVandalFault(UNKNOWN_TRUST, NOW - 6 * DAY_MS);
  expect(judgeTrust({ ...SOUND, trust: once }, NOW).grade).toBe('sound');
  const twice = addVandalFault(once, NOW);
  expect(judgeTrust({ ...SOUND, trust: twice }, NOW).reasons).toEqual([{ code: 'vandalFaults', count: 2 }]);
  expect(judgeTrust({ ...SOUND, trust: twice }, NOW + 2 * DAY_MS).grade).toBe('sound');
});

test('a wrong clock, lost contact and no recent test leave it unproven, strongest first', () => {
  const device = { ...SOUND, skewMs: 90_000, contact: 'lost', contactChangedAt: 7, lastTest: null } as const;
  expect(judgeTrust(device, NOW)).toEqual({
    grade: 'unproven',
    falseCount: 0,
    judgedCount: 0,
    reasons: [
      { code: 'clockOff', skewMs: 90_000 },
      { code: 'silent', sinceAt: 7 },
      { code: 'notTested', lastTestAt: null },
    ],
  });
  expect(judgeTrust(SOUND, NOW + 180 * DAY_MS).reasons).toEqual([{ code: 'notTested', lastTestAt: NOW - DAY_MS }]);
});

test('an incident closed again counts once, and the last twenty are kept', () => {
  const again = addVerdict(closed('false'), { incidentId: 'i-0', at: NOW, reason: 'real' });
  expect(again.verdicts).toEqual([{ incidentId: 'i-0', at: NOW, reason: 'real' }]);
  expect(closed(...Array.from({ length: 25 }, () => 'real' as const)).verdicts).toHaveLength(20);
});
