/**
 * What becomes of an incident beside sending units: verified, classified, merged, split, transferred, urged, answered, checked,
 * opened again, evaluated (DOMAIN §2). Facts and the events they come from; the rules are in incidentLifeDecide.ts and
 * incidentMerge.ts. Journals of before 2026-11-22 hold none of these events.
 */
import type { IncidentKind, IncidentLevel } from '../catalog/incidentKinds.ts';
import type { UnitKind } from '../catalog/unitKinds.ts';
import type { LimitStart } from './clock.ts';
import type { Dispatch } from './dispatch.ts';
import type { CloseReason, HeldAlarm } from './incident.ts';
import type { LinkedGroup } from './linkage.ts';

/** Where the desk has it from: a device, an officer's eyes, a call or a 12345/110 transfer, WeChat, the public form, another system. */
export const INCIDENT_SOURCES = ['alarm', 'officer', 'phone', 'wechat', 'form', 'thirdParty'] as const;
export type IncidentSource = (typeof INCIDENT_SOURCES)[number];

/** Who reported it, masked: `张**`, `138****0001`. The whole of it is behind `ref`, for whoever may see it and says why. */
export interface IncidentReporter {
  /** Of the record that holds the unmasked data; null when nobody keeps it. */
  readonly ref: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

export const VERDICTS = ['real', 'false', 'unsure'] as const;
export type VerdictOnIncident = (typeof VERDICTS)[number];
export const VERIFY_MEANS = ['video', 'phone', 'onScene'] as const;
export type VerifyMeans = (typeof VERIFY_MEANS)[number];

export interface Verification {
  readonly verdict: VerdictOnIncident;
  readonly means: VerifyMeans;
  readonly note: string | null;
  readonly at: number;
  readonly by: string;
  /** From acceptance to this verdict. */
  readonly tookSeconds: number;
}

export interface IncidentRef {
  readonly incidentId: string;
  readonly number: string;
}

export interface MergedInto extends IncidentRef {
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** A body that deals with incidents: a town, a street, the district above. Division code (DOMAIN §5) and name. */
export interface Area {
  readonly code: string;
  readonly name: string;
}

export interface Transfer {
  readonly id: string;
  /** Null: from this station's own desk. */
  readonly from: Area | null;
  readonly to: Area;
  readonly reason: string;
  readonly at: number;
  readonly by: string;
  /** By then it is to be settled there, or given back. */
  readonly dueAt: number;
  readonly state: 'pending' | 'accepted' | 'returned';
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly returnReason: string | null;
  readonly overdueAt: number | null;
}

/** A demand from above 督办, answered by feedback. */
export interface Urge {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly by: string;
  readonly dueAt: number;
  readonly answeredAt: number | null;
  readonly overdueAt: number | null;
}

/** What those who dealt with it say came of it 反馈. */
export interface Feedback {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly by: string;
  /** Null: the desk's own. */
  readonly unitName: string | null;
}

export const CHECK_RESULTS = ['passed', 'failed'] as const;
/** Somebody asked whether it is settled 核查. */
export interface Check {
  readonly result: (typeof CHECK_RESULTS)[number];
  readonly means: VerifyMeans;
  readonly text: string | null;
  readonly at: number;
  readonly by: string;
}

export interface Reopening {
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  /** What it was closed as, and when. */
  readonly closedAt: number;
  readonly closeReason: CloseReason | null;
}

export const EVALUATION_GRADES = ['excellent', 'good', 'belowStandard'] as const;
export type EvaluationGrade = (typeof EVALUATION_GRADES)[number];

export interface Evaluation {
  readonly result: EvaluationGrade;
  readonly response: EvaluationGrade;
  readonly note: string | null;
  readonly at: number;
  readonly by: string;
}

/** What keeps an incident from being closed without a word why. */
export type ClosingGap =
  | { readonly code: 'step'; readonly stepId: string }
  | { readonly code: 'transfer' | 'urge' | 'checkFailed' | 'checkMissing' | 'verdict' };

export interface IncidentLife {
  readonly reporter: IncidentReporter | null;
  /** As the caller said it. */
  readonly callerWords: string | null;
  readonly verification: Verification | null;
  readonly mergedInto: MergedInto | null;
  readonly absorbed: readonly IncidentRef[];
  readonly splitFrom: IncidentRef | null;
  readonly splitOff: readonly IncidentRef[];
  readonly related: readonly IncidentRef[];
  /** In order; the last one that is pending or accepted says who has it. */
  readonly transfers: readonly Transfer[];
  /** When it had been given back for the second time: 推诿, for the leader. */
  readonly pingPongAt: number | null;
  readonly urges: readonly Urge[];
  readonly feedback: readonly Feedback[];
  readonly checks: readonly Check[];
  readonly reopenings: readonly Reopening[];
  readonly evaluation: Evaluation | null;
  /** Why it was closed although something was missing. */
  readonly forced: { readonly reason: string; readonly gaps: readonly ClosingGap[] } | null;
}

/** How every incident begins. */
export const UNTOUCHED: IncidentLife = {
  reporter: null,
  callerWords: null,
  verification: null,
  mergedInto: null,
  absorbed: [],
  splitFrom: null,
  splitOff: [],
  related: [],
  transfers: [],
  pingPongAt: null,
  urges: [],
  feedback: [],
  checks: [],
  reopenings: [],
  evaluation: null,
  forced: null,
};

/** A limit as an event states it, before anybody kept or missed it. */
export interface ClockLimit {
  seconds: number;
  label: { zh: string; en: string };
  forces: readonly UnitKind[];
  dueAt: number;
}

export interface CarriedNote {
  /** Of the line it is in the incident it comes from. */
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly text: string;
}

export type IncidentLifeEventBody = {
  'incident.verified': {
    incidentId: string;
    verdict: VerdictOnIncident;
    means: VerifyMeans;
    note: string;
    tookSeconds: number;
  };
  'incident.classified': {
    incidentId: string;
    fromKind: IncidentKind;
    fromLevel: IncidentLevel;
    kind: IncidentKind;
    level: IncidentLevel;
    reason: string;
    /** Of the new kind; empty where only the level changed. */
    stepIds: readonly string[];
    clock: readonly ClockLimit[];
    limits?: readonly LimitStart[];
  };
  /** Ends this incident: it goes on as part of another. */
  'incident.merged': { incidentId: string; intoId: string; intoNumber: string; reason: string };
  /** The other side of `incident.merged`, with all that came along. */
  'incident.absorbed': {
    incidentId: string;
    fromId: string;
    fromNumber: string;
    reason: string;
    alarms: readonly HeldAlarm[];
    /** All of them; those that still hold a unit go on here. */
    dispatches: readonly Dispatch[];
    /** Absent in journals of before 2026-11-22. */
    linkage?: readonly LinkedGroup[];
    notes: readonly CarriedNote[];
  };
  /** These alarms are an incident of their own from here on; its `incident.opened` carries them. */
  'incident.splitOff': {
    incidentId: string;
    newId: string;
    newNumber: string;
    alarmIds: readonly string[];
    reason: string;
  };
  'incident.related': { incidentId: string; otherId: string; otherNumber: string; note: string };
  'incident.transferred': {
    incidentId: string;
    transferId: string;
    from: Area | null;
    to: Area;
    dueAt: number;
    reason: string;
  };
  'incident.transferAccepted': { incidentId: string; transferId: string; to: Area };
  'incident.transferReturned': { incidentId: string; transferId: string; to: Area; reason: string };
  'incident.transferOverdue': { incidentId: string; transferId: string; to: Area };
  /** Given back this often: for the leader to decide who has it. */
  'incident.pingPongFlagged': { incidentId: string; returns: number };
  'incident.urged': { incidentId: string; urgeId: string; text: string; dueAt: number };
  'incident.urgeOverdue': { incidentId: string; urgeId: string; text: string };
  /** Answers every demand that was open. */
  'incident.fedBack': {
    incidentId: string;
    feedbackId: string;
    text: string;
    unitId: string | null;
    unitName: string | null;
  };
  'incident.checked': { incidentId: string; result: Check['result']; means: VerifyMeans; text: string };
  'incident.reopened': { incidentId: string; reason: string };
  'incident.evaluated': {
    incidentId: string;
    result: EvaluationGrade;
    response: EvaluationGrade;
    note: string;
  };
};

/** Who has it now, besides this desk; null: nobody. */
export const ownerOf = ({ transfers }: Pick<IncidentLife, 'transfers'>): Area | null =>
  transfers.findLast(({ state }) => state === 'accepted')?.to ?? null;

/** Offered and not yet answered. */
export const pendingTransfer = ({ transfers }: Pick<IncidentLife, 'transfers'>): Transfer | undefined =>
  transfers.findLast(({ state }) => state === 'pending');

/** Offered or taken over, and not given back: what a return gives back. */
export const standingTransfer = ({ transfers }: Pick<IncidentLife, 'transfers'>): Transfer | undefined =>
  transfers.findLast(({ state }) => state !== 'returned');

export const openUrges = ({ urges }: Pick<IncidentLife, 'urges'>): readonly Urge[] =>
  urges.filter(({ answeredAt }) => answeredAt === null);

/** The last check that found it not settled, since it was opened last; undefined: none, or one has passed since. */
export function failedCheck({ checks, reopenings }: Pick<IncidentLife, 'checks' | 'reopenings'>): Check | undefined {
  const last = checks.at(-1);
  return last?.result === 'failed' && last.at >= (reopenings.at(-1)?.at ?? last.at) ? last : undefined;
}

/** What was said to be done before this has not held: a check found so, or it was opened again. */
export function unsettledAt({ checks, reopenings }: Pick<IncidentLife, 'checks' | 'reopenings'>): number {
  const failedAt = checks.findLast(({ result }) => result === 'failed')?.at ?? Number.NEGATIVE_INFINITY;
  return Math.max(failedAt, reopenings.at(-1)?.at ?? Number.NEGATIVE_INFINITY);
}
