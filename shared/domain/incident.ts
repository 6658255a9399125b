import type { AlarmClass } from '../catalog/codes.ts';
import type { IncidentKind, IncidentLevel } from '../catalog/incidentKinds.ts';
import type { UnitKind } from '../catalog/unitKinds.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { LimitStart } from './clock.ts';
import type { Dispatch, DispatchState, DispatchTarget, TaskKind } from './dispatch.ts';
import type { IncidentWatch, IncidentWatchEventBody } from './escalation.ts';
import type { Draft } from './event.ts';
import type { Claim, IncidentClaimEventBody } from './incidentClaim.ts';
import type {
  ClockLimit,
  ClosingGap,
  IncidentLife,
  IncidentLifeEventBody,
  IncidentRef,
  IncidentReporter,
  IncidentSource,
} from './incidentLife.ts';
import type { LinkageEventBody, LinkedGroup } from './linkage.ts';
import type { Place } from './place.ts';
import type { Attachment } from './publicReport.ts';

/**
 * Flow of DOMAIN §2, as the queue shows it: 采集 受理 派遣 处置 反馈 核查 结案 评价. Derived from the facts below, never stored
 * apart from them. `feedback` waits for what came of it, `check` for somebody to check back or close.
 */
export type IncidentPhase =
  | 'received'
  | 'accepted'
  | 'dispatched'
  | 'onScene'
  | 'feedback'
  | 'check'
  | 'closed'
  | 'evaluated';

export const CLOSE_REASONS = ['real', 'false', 'test', 'duplicate', 'noTrace'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

export interface IncidentAlarm {
  readonly alarmId: string;
  readonly deviceId: string | null;
  /** The device, or the unit that called for itself. */
  readonly sourceId: string;
  readonly at: number;
  readonly class: AlarmClass;
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly restore: boolean;
  /** Made so that nobody on the spot notices. Absent in journals of before 2026-11-22. */
  readonly silent?: boolean;
  /** How it came to this incident: opened it, the same device again, or another device nearby within minutes. */
  readonly joined: 'opened' | 'sameDevice' | 'nearby';
}

/** What one source said of an incident, however often: a stuck button is one of these with a count, not thousands. */
export interface HeldAlarm extends IncidentAlarm {
  /** `alarmId` and `at` are those of the last time, `joined` is how it came here the first time. */
  readonly firstAt: number;
  readonly times: number;
}

/** One limit of the 1-3-5 clock, running from the first alarm's receive time. */
export interface ClockBand {
  readonly seconds: number;
  readonly label: { readonly zh: string; readonly en: string };
  /** Arrival of any of these stops this limit; empty means any unit. */
  readonly forces: readonly UnitKind[];
  readonly dueAt: number;
  readonly warnedAt: number | null;
  readonly missedAt: number | null;
  /** When an eligible unit arrived, in time or not. */
  readonly metAt: number | null;
}

export interface StepState {
  readonly id: string;
  readonly state: 'open' | 'done' | 'skipped';
  readonly at: number | null;
  readonly by: string | null;
  readonly reason: string | null;
}

export type { Bilingual };

export interface Candidate {
  readonly unitId: string;
  readonly name: string;
  readonly unitKind: UnitKind;
  /** Turn-out, road and the last metres on foot. Null where the unit or the place is too far off any road to say. */
  readonly etaSeconds: number | null;
  readonly routeM: number;
  /** Plain sentences, strongest first. */
  readonly reasons: readonly Bilingual[];
  readonly route: readonly (readonly [number, number])[];
}

export const PASS_OVER_CODES = [
  'caller',
  'unsuitable',
  'refused',
  'timedOut',
  'engaged',
  'offShift',
  'stale',
  'slowerByRoad',
  'noRoute',
  'offRoad',
] as const;
export type PassOverCode = (typeof PASS_OVER_CODES)[number];

export interface PassedOver {
  readonly unitId: string;
  readonly name: string;
  readonly unitKind: UnitKind;
  /** Why it was not proposed although it is nearer than one that was. */
  readonly code: PassOverCode;
  readonly reason: Bilingual;
  readonly etaSeconds: number | null;
  /** As the crow flies. */
  readonly distanceM: number;
}

export interface Recommendation {
  readonly at: number;
  readonly candidates: readonly Candidate[];
  readonly passedOver: readonly PassedOver[];
}

/** A line of the incident's own record; `facts` hold what the line's kind needs, in the event's own words. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  /** Who caused it, as `nameOfActor` (event.ts) says: a given name, or `system:<id>`. */
  readonly by: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Repeats of the same line from the same device are counted, not listed. */
  readonly times: number;
}

export interface IncidentState extends IncidentLife {
  readonly id: string;
  /** Human number: station day and serial, `20261121-007`. */
  readonly number: string;
  readonly kind: IncidentKind;
  readonly level: IncidentLevel;
  /** What it is about beyond its kind: the device's name, or the officer's words; may be empty. */
  readonly title: string;
  readonly place: Place;
  readonly source: IncidentSource;
  readonly isSilent: boolean;
  /** When the first word of it came in: the alarm, or what a citizen or a unit sent. What is entered at a seat: when it was opened. */
  readonly receivedAt: number;
  readonly openedAt: number;
  readonly phase: IncidentPhase;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  /** Whose it is now; null: nobody has taken it in hand. */
  readonly claim: Claim | null;
  /** In order of first alarm: the one that opened the incident stays in front. */
  readonly alarms: readonly HeldAlarm[];
  readonly alarmCount: number;
  readonly lastAlarmAt: number | null;
  readonly dispatches: readonly Dispatch[];
  /** Other bodies that were told of it, in order of telling. */
  readonly linkage: readonly LinkedGroup[];
  readonly steps: readonly StepState[];
  readonly clock: readonly ClockBand[];
  /** The desk's own limits, forecasts of arrival, and how far it has risen. */
  readonly watch: IncidentWatch;
  /** As it stood when the incident was opened, without the routes: kept for review. Windows ask for the present one. */
  readonly recommendation: Recommendation | null;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  readonly closeReason: CloseReason | null;
  readonly closeNote: string | null;
  readonly timeline: readonly TimelineEntry[];
}

export type IncidentEventBody = IncidentLifeEventBody &
  LinkageEventBody &
  IncidentClaimEventBody &
  IncidentWatchEventBody & {
    'incident.opened': {
      incidentId: string;
      number: string;
      kind: IncidentKind;
      level: IncidentLevel;
      title: string;
      place: Place;
      source: IncidentSource;
      isSilent: boolean;
      /** Null when it was opened by hand. */
      alarm: IncidentAlarm | null;
      clock: ClockLimit[];
      /** Of the desk itself. Absent in journals of before 2026-11-22. */
      limits?: readonly LimitStart[];
      stepIds: readonly string[];
      callerWords?: string;
      reporter?: IncidentReporter;
      /** When the words came in that it was opened from. Absent: there were none, or a journal of before 2026-11-23. */
      receivedAt?: number;
      /** Whence it was split, with every alarm it took along; `alarm` is then the first of them. */
      split?: { from: IncidentRef; reason: string; alarms: readonly HeldAlarm[] };
    };
    'incident.alarmJoined': { incidentId: string; alarm: IncidentAlarm; renews: boolean };
    'incident.acknowledged': { incidentId: string };
    'incident.recommended': { incidentId: string; recommendation: Recommendation };
    'incident.dispatched': {
      incidentId: string;
      dispatchId: string;
      unitId: string;
      unitName: string;
      unitKind: UnitKind;
      task: TaskKind;
      /** Where to stand, of a relocation; absent when it is the incident itself. */
      target?: DispatchTarget;
      isAutomatic: boolean;
      etaSeconds: number | null;
      routeM: number | null;
      route: readonly (readonly [number, number])[];
      /** Who was proposed at that moment, strongest first, without the routes: kept for review. Of orders by hand only. */
      advice?: readonly Omit<Candidate, 'route'>[];
      /** The officer's words for sending another than the first of those. */
      choiceReason?: string;
    };
    'incident.dispatchMoved': {
      incidentId: string;
      dispatchId: string;
      unitId: string;
      unitName: string;
      to: DispatchState;
      /** In a person's words, or a system reason (systemReasons.ts). */
      reason: string | null;
    };
    /** An officer made an automatic notice his own: from here on silence no longer moves it to the next unit. */
    'incident.dispatchConfirmed': { incidentId: string; dispatchId: string; unitId: string; unitName: string };
    /** Automatic notice found nobody (left) to tell; `reason` is a system reason (systemReasons.ts). */
    'incident.noticeExhausted': { incidentId: string; reason: string };
    /** The terminal of the unit has the order on its screen, or says that it could not show it. Once for each answer. */
    'incident.noticeAnswered': { incidentId: string; dispatchId: string; unitName: string; isTaken: boolean };
    'incident.stepMarked': {
      incidentId: string;
      stepId: string;
      state: 'done' | 'skipped';
      reason: string | null;
    };
    'incident.noted': { incidentId: string; text: string };
    /** A citizen says the same: by a person's hand, or for being this near in place and time. */
    'incident.reportAttached': { incidentId: string; reportId: string; words: string; attachment: Attachment };
    'incident.reportDetached': { incidentId: string; reportId: string };
    'incident.clockWarned': { incidentId: string; seconds: number };
    'incident.clockMissed': { incidentId: string; seconds: number };
    'incident.closed': {
      incidentId: string;
      reason: CloseReason;
      note: string;
      /** Why it was closed although something was missing, and what. */
      forced?: { reason: string; gaps: readonly ClosingGap[] };
    };
  };
export type IncidentEventKind = keyof IncidentEventBody;

export const incidentStream = (incidentId: string) => `incident:${incidentId}`;

/** Makes the events of one incident. */
export type Emit = <Kind extends IncidentEventKind>(
  kind: Kind,
  body: Omit<IncidentEventBody[Kind], 'incidentId'>,
) => Draft;

export const emitter =
  (incidentId: string): Emit =>
  (kind, body) => ({ stream: incidentStream(incidentId), kind, body: { incidentId, ...body } });
