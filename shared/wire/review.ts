/**
 * Review 复盘 over HTTP (`/api/review/…`, docs/integrator/review.md): an incident, a shift, a drill or any span of the past as a film
 * on one clock. All of it is worked out from the journal; positions and the world at a moment are asked of `/api/replay/…`.
 * Epoch ms everywhere. Nothing in a film depends on when or where it is asked for.
 */
import { z } from 'zod';
import type { IncidentKind } from '../catalog/incidentKinds.ts';
import type { UnitKind } from '../catalog/unitKinds.ts';
import type { DispatchState } from '../domain/dispatch.ts';
import type { Realm } from '../domain/event.ts';
import type { Candidate, CloseReason, IncidentState } from '../domain/incident.ts';
import type { Place } from '../domain/place.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { ExplainedScore } from './drill.ts';

/** Longest span that is reviewed as such, or searched for subjects at once. */
export const REVIEW_SPAN_LONGEST_MS = 86_400_000;
export const REVIEW_SUBJECTS_LONGEST_MS = 31 * 86_400_000;

/** `incident:<id>`, `shift:<id>`, `drill:<id>`, or `span:<fromAt>-<toAt>` of at most a day. */
export const reviewSubjectSchema = z
  .string()
  .regex(
    /^(?:(?:incident|shift|drill):[\w.-]{1,80}|span:\d{1,14}-\d{1,14})$/,
    'incident:ID, shift:ID, drill:ID or span:FROM-TO',
  );
export type ReviewSubject = z.output<typeof reviewSubjectSchema>;

/** One of those that can be reviewed: `GET /api/review/subjects`. */
export interface ReviewChoice {
  readonly subject: string;
  readonly kind: 'incident' | 'shift' | 'drill';
  /** Of an incident its number, of a shift its name, of a drill its title. */
  readonly name: Bilingual;
  /** Of an incident what and where; else empty. */
  readonly detail: Bilingual;
  readonly fromAt: number;
  /** Null: it goes on. */
  readonly toAt: number | null;
  readonly level: IncidentState['level'] | null;
}

export interface ReviewSubjects {
  readonly fromAt: number;
  readonly toAt: number;
  /** Latest first. */
  readonly choices: readonly ReviewChoice[];
  /** There were more; the oldest are missing. */
  readonly isCut: boolean;
}

export const REVIEW_INTERVALS = ['detect', 'answer', 'order', 'accept', 'arrive', 'close'] as const;
export type ReviewIntervalName = (typeof REVIEW_INTERVALS)[number];

/**
 * `met`: ended, and in its limit, or ended and there is none. `late`: ended after it, or its limit ran out before the film ended.
 * `running`: has begun, has not ended, the incident is open, and there is still time or no limit. `none`: never began, or it cannot
 * be told (`source` says why), or the incident was closed before its limit ran out, or as one where nobody had to go (false, a test, a
 * duplicate).
 */
export type ReviewIntervalState = 'met' | 'late' | 'running' | 'none';

/**
 * detect: from when it happened by the device's own clock, or a citizen's words were sent, to when it was received here.
 * answer: from received to first accepted; who opened it having read it lets nobody wait (`none`). order: from received to the first
 * unit told (relocations do not count), or the first transfer.
 * accept: from the first unit told to the first that accepted, whichever it was; `none` where it was only transferred. arrive: from
 * received to the first unit on scene, owed wherever 1-3-5 runs or a unit was sent;
 * its limit is that of the 1-3-5 band this unit serves, `bands` hold each of them. close: from received to closed for good; its
 * limit is the handling limit of its kind, kept by whoever says what came of it in time, so that `met` may have taken longer.
 * What went on in another incident (merged) is counted where it went on. The day's numbers are counted from the same moments.
 */
export interface ReviewInterval {
  readonly name: ReviewIntervalName;
  /** Null: it never began, or nobody knows when. */
  readonly fromAt: number | null;
  /** Null: it has not ended. */
  readonly toAt: number | null;
  readonly tookMs: number | null;
  /** Null: there is no limit. */
  readonly limitMs: number | null;
  readonly state: ReviewIntervalState;
  /** Where the limit comes from; where there is nothing to measure, why not. A whole sentence. */
  readonly source: Bilingual;
}

/** One limit of 1-3-5 as the incident had it. */
export interface ReviewBand {
  readonly seconds: number;
  readonly label: Bilingual;
  /** Empty: any. */
  readonly forces: readonly UnitKind[];
  readonly tookMs: number | null;
  readonly state: ReviewIntervalState;
}

/** One unit that was sent, as it stood when the film ended. Times null: not yet, or never. */
export interface ReviewDispatch {
  readonly dispatchId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly isAutomatic: boolean;
  readonly state: DispatchState;
  readonly notifiedAt: number;
  readonly acceptedAt: number | null;
  readonly departedAt: number | null;
  readonly arrivedAt: number | null;
  readonly endedAt: number | null;
  /** As it was reckoned when it was sent; [lon, lat] along the road, empty when unknown. */
  readonly etaSeconds: number | null;
  readonly routeM: number | null;
  readonly route: readonly (readonly [number, number])[];
}

export interface ReviewIncident {
  readonly id: string;
  readonly number: string;
  readonly kind: IncidentKind;
  readonly level: IncidentState['level'];
  readonly title: string;
  readonly place: Place;
  readonly isSilent: boolean;
  readonly receivedAt: number;
  readonly closedAt: number | null;
  readonly closeReason: CloseReason | null;
  /** The six, in the order of REVIEW_INTERVALS. */
  readonly intervals: readonly ReviewInterval[];
  /** An `answer` each: owed again since somebody called again, or since whoever had it let it go. */
  readonly renewals: readonly ReviewInterval[];
  readonly bands: readonly ReviewBand[];
  readonly dispatches: readonly ReviewDispatch[];
  /** Ids of what it went on in, was split from, or brought along: they are in the film too where they lie in its scope. */
  readonly mergedInto: string | null;
  readonly absorbed: readonly string[];
  readonly splitFrom: string | null;
  readonly splitOff: readonly string[];
}

/** A unit as it was proposed; the way there is left out. */
export type ReviewCandidate = Omit<Candidate, 'route'>;

/** One sending by a person or by the rule, beside what was recommended at that moment. */
export interface ReviewDecision {
  readonly seq: number;
  readonly at: number;
  readonly incidentId: string;
  readonly by: string;
  readonly isAutomatic: boolean;
  /** Strongest first. Empty: nobody could be proposed, or nothing was kept of it. */
  readonly recommended: readonly ReviewCandidate[];
  /** `then`: as it stood at the moment of sending; `opening`: as it stood when the incident was opened, of older journals. */
  readonly recommendedWhen: 'then' | 'opening' | 'none';
  readonly chosen: {
    readonly dispatchId: string;
    readonly unitId: string;
    readonly unitName: string;
    readonly unitKind: UnitKind;
    readonly etaSeconds: number | null;
    readonly routeM: number | null;
  };
  /** Place among those recommended, from 1; null: not among them. */
  readonly rank: number | null;
  readonly isFirst: boolean;
  /** The officer's words for taking another than the first; null: the first was taken, or he said none. */
  readonly reason: string | null;
}

export type ReviewSight =
  /** Open before this seat. `number` is empty where it is not in the film. */
  | { readonly kind: 'incident'; readonly incidentId: string; readonly number: string }
  | { readonly kind: 'camera'; readonly channelId: string; readonly name: string }
  /** At no incident in particular. */
  | { readonly kind: 'nothing' };

export interface ReviewLook {
  readonly fromAt: number;
  /** Null: until the film ended, or, of a camera in older journals and when the core was stopped meanwhile, nobody knows how long. */
  readonly toAt: number | null;
  readonly sight: ReviewSight;
}

export interface ReviewAction {
  readonly seq: number;
  readonly at: number;
  /** Of the event. */
  readonly kind: string;
  readonly incidentId: string | null;
  readonly sentence: Bilingual;
}

/** Whoever sat at a seat of the station during the film: what was before him, and what he did. */
export interface ReviewSeat {
  readonly personId: string;
  readonly name: string;
  readonly role: string | null;
  /** The name of the machine he sat at; null: the station's own, or not known. */
  readonly machine: string | null;
  /** In order; those of two windows of one person may overlap. */
  readonly looks: readonly ReviewLook[];
  readonly actions: readonly ReviewAction[];
}

export const REVIEW_EVIDENCE = ['snapshot', 'clip', 'photo', 'voice', 'call'] as const;
export type ReviewEvidenceKind = (typeof REVIEW_EVIDENCE)[number];

export interface ReviewEvidence {
  readonly seq: number;
  /** When it was taken or began, by the word of whoever took it. */
  readonly at: number;
  readonly kind: ReviewEvidenceKind;
  /** Null: a still, or nobody knows. */
  readonly durationMs: number | null;
  /** Path on the core (`/api/evidence/<sha256>`): fetched with the reader's own token, guarded as there. */
  readonly href: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly by: string;
  /** The camera, the unit or the parties of a call; may be empty. */
  readonly source: string;
  readonly incidentId: string | null;
  readonly place: { readonly lon: number; readonly lat: number } | null;
}

/** A line of the one timeline: what happened to the incidents of the film, to the drill, and what the duty log says beside it. */
export interface ReviewEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly incidentId: string | null;
  /** As `nameOfActor` says. */
  readonly by: string;
  readonly times: number;
  readonly sentence: Bilingual;
}

export const REVIEW_MARK_KINDS = ['bookmark', 'comment'] as const;
export type ReviewMarkKind = (typeof REVIEW_MARK_KINDS)[number];

export interface ReviewMark {
  readonly id: string;
  /** The moment of the film it stands at. */
  readonly at: number;
  readonly kind: ReviewMarkKind;
  readonly text: string;
  readonly by: string;
  readonly byId: string;
  readonly madeAt: number;
  /** Null: as it was made. */
  readonly editedAt: number | null;
}

export interface ReviewFilm {
  readonly subject: string;
  readonly kind: 'incident' | 'shift' | 'drill' | 'span';
  readonly title: Bilingual;
  readonly station: { readonly id: string; readonly name: string };
  readonly realm: Realm;
  readonly fromAt: number;
  /** Its end; of what still goes on, the last thing the journal says of it. */
  readonly toAt: number;
  readonly isOver: boolean;
  /** What it was made from: the first and last event that say something in it, and the chain's hash at the last. */
  readonly journal: { readonly fromSeq: number; readonly toSeq: number; readonly hash: string };
  /** In order of receiving; the subject itself is the first of an incident's film. */
  readonly incidents: readonly ReviewIncident[];
  readonly decisions: readonly ReviewDecision[];
  /** By name. */
  readonly seats: readonly ReviewSeat[];
  readonly evidence: readonly ReviewEvidence[];
  readonly entries: readonly ReviewEntry[];
  readonly marks: readonly ReviewMark[];
  /** Of a drill; null elsewhere, where its script is lost, and, while it goes on, for a role that leads no drills. */
  readonly score: ExplainedScore | null;
  /** There was more than is listed: incidents, lines or looks beyond the bound are missing, the latest first. */
  readonly isCut: boolean;
}

/** `GET /api/review/report?subject=…&lang=…`: one HTML page, which the shell prints or keeps as PDF (wire/print.ts). */
export const REVIEW_LANGUAGES = ['zh-CN', 'en'] as const;
export type ReviewLanguage = (typeof REVIEW_LANGUAGES)[number];
