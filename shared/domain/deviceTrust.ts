/**
 * How far a device's alarms have turned out true (DOMAIN §2: rate a device's trust, never suppress it). It orders which alarm
 * is verified first among equals and tells the officer what to doubt; it hides, lowers and silences nothing.
 */
import type { DeviceState } from './device.ts';
import type { CloseReason } from './incident.ts';

/** How an incident that this device called for was closed. */
export interface Verdict {
  readonly incidentId: string;
  readonly at: number;
  readonly reason: CloseReason;
}

export interface DeviceTrust {
  /** Newest last, at most `VERDICTS_KEPT`. */
  readonly verdicts: readonly Verdict[];
  /** When its housing was opened or broken, newest last, at most `VERDICTS_KEPT`. */
  readonly vandalFaultsAt: readonly number[];
}

export const UNKNOWN_TRUST: DeviceTrust = { verdicts: [], vandalFaultsAt: [] };

/** Why to doubt it, strongest first; every figure with what it is a share of. */
export type TrustReason =
  | { readonly code: 'falseAlarms'; readonly falseCount: number; readonly judgedCount: number }
  | { readonly code: 'vandalFaults'; readonly count: number }
  | { readonly code: 'clockOff'; readonly skewMs: number }
  | { readonly code: 'silent'; readonly sinceAt: number | null }
  | { readonly code: 'notTested'; readonly lastTestAt: number | null };

export interface TrustJudgement {
  /** `doubtful`: verify it after others of its level. `unproven`: nothing speaks against it and no recent test for it. */
  readonly grade: 'sound' | 'unproven' | 'doubtful';
  readonly falseCount: number;
  /** Incidents closed as real or false; the others judged nothing. */
  readonly judgedCount: number;
  readonly reasons: readonly TrustReason[];
}

const VERDICTS_KEPT = 20;
const DAY_MS = 86_400_000;
const JUDGED_WITHIN_MS = 90 * DAY_MS;
const VANDALISED_WITHIN_MS = 7 * DAY_MS;
const TESTED_WITHIN_MS = 180 * DAY_MS;
/** Fewer verdicts than this are chance. */
const LEAST_JUDGED = 3;
const DOUBTFUL_SHARE = 0.5;
const DOUBTFUL_VANDAL_FAULTS = 2;

export const addVerdict = (trust: DeviceTrust, verdict: Verdict): DeviceTrust => ({
  ...trust,
  verdicts: [...trust.verdicts.filter(({ incidentId }) => incidentId !== verdict.incidentId), verdict].slice(
    -VERDICTS_KEPT,
  ),
});

export const addVandalFault = (trust: DeviceTrust, at: number): DeviceTrust => ({
  ...trust,
  vandalFaultsAt: [...trust.vandalFaultsAt, at].slice(-VERDICTS_KEPT),
});

type Judged = Pick<DeviceState, 'trust' | 'skewMs' | 'contact' | 'contactChangedAt' | 'lastTest'>;

export function judgeTrust(
  { trust, skewMs, contact, contactChangedAt, lastTest }: Judged,
  now: number,
): TrustJudgement {
  const recent = trust.verdicts.filter(({ at }) => now - at <= JUDGED_WITHIN_MS);
  const falseCount = recent.filter(({ reason }) => reason === 'false').length;
  const judgedCount = falseCount + recent.filter(({ reason }) => reason === 'real').length;
  const vandalFaults = trust.vandalFaultsAt.filter((at) => now - at <= VANDALISED_WITHIN_MS).length;
  const isOftenFalse = judgedCount >= LEAST_JUDGED && falseCount / judgedCount >= DOUBTFUL_SHARE;
  const isVandalised = vandalFaults >= DOUBTFUL_VANDAL_FAULTS;
  const isTested = lastTest !== null && now - lastTest.at <= TESTED_WITHIN_MS;
  const reasons: TrustReason[] = [];
  if (isOftenFalse) reasons.push({ code: 'falseAlarms', falseCount, judgedCount });
  if (isVandalised) reasons.push({ code: 'vandalFaults', count: vandalFaults });
  if (skewMs !== null) reasons.push({ code: 'clockOff', skewMs });
  if (contact === 'lost') reasons.push({ code: 'silent', sinceAt: contactChangedAt });
  if (!isTested) reasons.push({ code: 'notTested', lastTestAt: lastTest?.at ?? null });
  const grade = isOftenFalse || isVandalised ? 'doubtful' : reasons.length > 0 ? 'unproven' : 'sound';
  return { grade, falseCount, judgedCount, reasons };
}
