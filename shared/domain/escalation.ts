/**
 * What the desk's own clocks and the rising of an incident come to. An incident nobody accepts, or one that is late, rises by itself
 * from the seat to the leader, the next level and the wall. Nothing here ever ends a rise but a person's acknowledgement (GB 50394,
 * RELIABILITY C5). Pure.
 */
import type { EscalationLevel, EscalationPlan } from '../catalog/escalation.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { clocksOf, type IncidentLimit, type LimitKey, type LimitStart } from './clock.ts';
import { isResponse } from './dispatch.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';
import type { IncidentEventBody, IncidentEventKind, IncidentState } from './incident.ts';

/** Why it rises. `unanswered`: nobody has accepted the alarm; the others: that limit went by. */
export const ESCALATION_REASONS = [
  'unanswered',
  'orderLate',
  'arrivalLate',
  'handlingLate',
  'transferLate',
  'urgeLate',
  'pingPong',
] as const;
export type EscalationReason = (typeof ESCALATION_REASONS)[number];

export interface Escalation {
  readonly why: EscalationReason;
  readonly to: EscalationLevel;
  /** Index of `to` in its plan. */
  readonly step: number;
  readonly startedAt: number;
  /** When it came to `to`. */
  readonly at: number;
  /** Null: nobody who was told has acknowledged it. */
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  /** What it has risen for so far: said once each. */
  readonly told: readonly EscalationReason[];
}

/** Somebody else who would be there sooner. */
export interface ArrivalProposal {
  readonly unitId: string;
  readonly unitName: string;
  readonly etaSeconds: number;
}

/** How one limit of 1-3-5 will probably be kept, while there is time. */
export interface ArrivalForecast {
  /** Of the limit. */
  readonly seconds: number;
  readonly isLate: boolean;
  /** Past the limit; negative: before it. */
  readonly lateBySeconds: number;
  /** Who is expected first of those that serve it. */
  readonly unitId: string;
  readonly unitName: string;
  readonly proposal: ArrivalProposal | null;
}

/** One answer the desk owed: the first, or one that came to be owed again. */
export interface OwedAnswer {
  /** `again`: somebody called again; `givenBack`: whoever had it let it go. */
  readonly why: 'first' | 'again' | 'givenBack';
  readonly fromAt: number;
  readonly metAt: number | null;
}

export interface IncidentWatch {
  readonly limits: readonly IncidentLimit[];
  /** Of transfers and demands, which keep their own overruns. */
  readonly warnings: readonly { readonly limit: string; readonly at: number }[];
  readonly forecasts: readonly (ArrivalForecast & { readonly at: number })[];
  readonly escalation: Escalation | null;
  /** In order; the first is never forgotten, of many the latest ones are kept. */
  readonly answers: readonly OwedAnswer[];
}

export type IncidentWatchEventBody = {
  /** `limit`: a key of the desk's own limits, `transfer:<id>` or `urge:<id>`. */
  'incident.limitWarned': { incidentId: string; limit: string; dueAt: number };
  'incident.limitMissed': { incidentId: string; limit: LimitKey; dueAt: number };
  'incident.escalated': { incidentId: string; to: EscalationLevel; step: number; why: EscalationReason };
  /** Somebody who was told has read it. An alarm that nobody has accepted goes on sounding. */
  'incident.escalationAcknowledged': { incidentId: string; to: EscalationLevel; why: EscalationReason };
  /** Only when the forecast changes sides. */
  'incident.arrivalForecast': ArrivalForecast & { incidentId: string };
};

export const UNWATCHED: IncidentWatch = { limits: [], warnings: [], forecasts: [], escalation: null, answers: [] };

/** Told, and nobody has acknowledged it. */
export const isRaised = ({ watch, closedAt }: Pick<IncidentState, 'watch' | 'closedAt'>): boolean =>
  closedAt === null && watch.escalation !== null && watch.escalation.endedAt === null;

/** How far the sound of an unaccepted alarm has risen: 0 as it began. Only acceptance lowers it. */
export function loudnessStep({ watch, acknowledgedAt, closedAt }: IncidentState): number {
  if (acknowledgedAt !== null || closedAt !== null) return 0;
  return watch.escalation?.why === 'unanswered' ? watch.escalation.step : 0;
}

type WatchEmit = <Kind extends keyof IncidentWatchEventBody>(
  kind: Kind,
  body: Omit<IncidentWatchEventBody[Kind], 'incidentId'>,
) => Draft;

const emitOf =
  (incidentId: string): WatchEmit =>
  (kind, body) => ({ stream: `incident:${incidentId}`, kind, body: { incidentId, ...body } });

/** Warns once of each clock, records once that it was missed, and lets the incident rise. Nothing when there is nothing new. */
export function decideWatch(state: IncidentState, plan: EscalationPlan, now: number): Draft[] {
  if (state.closedAt !== null) return [];
  const emit = emitOf(state.id);
  const drafts = state.watch.limits.flatMap(({ key, warnAt, dueAt, warnedAt, missedAt, metAt }) => {
    if (metAt !== null || missedAt !== null) return [];
    if (now >= dueAt) return [emit('incident.limitMissed', { limit: key, dueAt })];
    return now >= warnAt && warnedAt === null ? [emit('incident.limitWarned', { limit: key, dueAt })] : [];
  });
  for (const { key, kind, warnAt, dueAt, warnedAt, metAt } of clocksOf(state)) {
    if ((kind !== 'transfer' && kind !== 'urge') || metAt !== null || warnedAt !== null) continue;
    if (now >= warnAt && now < dueAt) drafts.push(emit('incident.limitWarned', { limit: key, dueAt }));
  }
  const rise = riseOf(state, plan, now);
  return rise ? [...drafts, emit('incident.escalated', rise)] : drafts;
}

type Rise = Omit<IncidentWatchEventBody['incident.escalated'], 'incidentId'>;

function riseOf(state: IncidentState, plan: EscalationPlan, now: number): Rise | null {
  const { escalation, limits } = state.watch;
  const running = escalation?.endedAt === null ? escalation : null;
  const answer = limits.find(({ key }) => key === 'answer');
  if (state.acknowledgedAt === null && answer) {
    const waitedMs = now - answer.startAt;
    const step = plan.steps.findLastIndex(({ unansweredSeconds }) => waitedMs >= unansweredSeconds * 1_000);
    const reached = escalation?.why === 'unanswered' ? escalation.step : 0;
    return step > reached ? riseTo(plan, Math.max(step, running?.step ?? 0), 'unanswered') : null;
  }
  const fresh = lateReasons(state, now).find((why) => !escalation?.told.includes(why));
  if (fresh) return riseTo(plan, running?.step ?? 1, fresh);
  const above = running && plan.steps[running.step + 1];
  if (!running || !above || now - running.at < above.unreadSeconds * 1_000) return null;
  return riseTo(plan, running.step + 1, running.why);
}

function riseTo({ steps }: EscalationPlan, step: number, why: EscalationReason): Rise | null {
  const to = steps[step]?.to;
  return to ? { to, step, why } : null;
}

/** What of it is late by now and not made good. The earlier arrivals of 1-3-5 are forces that help until the last one comes. */
function lateReasons(state: IncidentState, now: number): EscalationReason[] {
  const isOver = (key: LimitKey) =>
    state.watch.limits.some((limit) => limit.key === key && limit.metAt === null && now >= limit.dueAt);
  const last = state.clock.at(-1);
  const hasArrived = state.clock.some(({ metAt }) => metAt !== null);
  return [
    ...(isOver('order') ? (['orderLate'] as const) : []),
    ...(last && !hasArrived && now >= last.dueAt ? (['arrivalLate'] as const) : []),
    ...(isOver('handling') ? (['handlingLate'] as const) : []),
    ...(state.transfers.some(({ overdueAt, state: stage }) => overdueAt !== null && stage !== 'returned')
      ? (['transferLate'] as const)
      : []),
    ...(state.urges.some(({ overdueAt, answeredAt }) => overdueAt !== null && answeredAt === null)
      ? (['urgeLate'] as const)
      : []),
    ...(state.pingPongAt !== null ? (['pingPong'] as const) : []),
  ];
}

/** Somebody who was told has read it. Refused with `notEscalated` where nothing waits for that. */
export function acknowledgeEscalation(state: IncidentState | undefined): Result<Draft[]> {
  if (!state) return refuse('unknownIncident', '没有这起事件');
  const { escalation } = state.watch;
  if (!escalation || !isRaised(state)) return refuse('notEscalated', `事件 ${state.number} 没有待确认的升级`);
  const { to, why } = escalation;
  return ok([emitOf(state.id)('incident.escalationAcknowledged', { to, why })]);
}

/** Written only when it changes sides; see `changesSides`. */
export const forecastDraft = (incidentId: string, forecast: ArrivalForecast): Draft =>
  emitOf(incidentId)('incident.arrivalForecast', forecast);

/** Late by less than this is not said, and not taken back before it is early by as much: a unit at a light is no news. */
export const FORECAST_MARGIN_SECONDS = 10;

/** Whether this look says something else than the last one did; `known` undefined: none did. */
export function changesSides(known: Pick<ArrivalForecast, 'isLate'> | undefined, lateBySeconds: number): boolean {
  if (known?.isLate) return lateBySeconds <= -FORECAST_MARGIN_SECONDS;
  return lateBySeconds >= FORECAST_MARGIN_SECONDS;
}

const ANSWERS_KEPT = 50;

/** `next`: the incident as the event has left it otherwise. */
export function evolveWatch(watch: IncidentWatch, next: IncidentState, event: StoredEvent): IncidentWatch {
  const evolved = evolveLimits(watch, next, event);
  const answers = followAnswers(watch.answers, next, event);
  return answers === evolved.answers ? evolved : { ...evolved, answers };
}

/** Whether an answer is owed is what the incident itself says: accepted by somebody, or by nobody (any more). */
function followAnswers(
  known: readonly OwedAnswer[],
  next: IncidentState,
  { kind, at }: StoredEvent,
): IncidentWatch['answers'] {
  const [first, ...others] = known;
  if (!first) return [{ why: 'first', fromAt: next.receivedAt, metAt: next.acknowledgedAt }];
  const last = known.at(-1)!;
  const isOwed = next.acknowledgedAt === null;
  if (isOwed === (last.metAt === null)) return known;
  if (!isOwed) return [...known.slice(0, -1), { ...last, metAt: at }];
  const why = kind === 'incident.claimReleased' ? 'givenBack' : 'again';
  return [first, ...others.slice(2 - ANSWERS_KEPT), { why, fromAt: at, metAt: null }];
}

function evolveLimits(watch: IncidentWatch, next: IncidentState, event: StoredEvent): IncidentWatch {
  const kind = event.kind as IncidentEventKind;
  const body = event.body as never;
  switch (kind) {
    case 'incident.opened': {
      const { limits = [] } = body as IncidentEventBody['incident.opened'];
      const opened = { ...UNWATCHED, limits: limits.map(started) };
      return next.acknowledgedAt === null ? opened : meet(opened, 'answer', event.at);
    }
    case 'incident.classified': {
      const { limits = [] } = body as IncidentEventBody['incident.classified'];
      return limits.length === 0 ? watch : { ...watch, limits: followLimits(watch.limits, limits) };
    }
    case 'incident.alarmJoined':
    case 'incident.claimReleased':
      return next.acknowledgedAt === null ? askAgain(watch, event.at) : watch;
    case 'incident.acknowledged':
      return endUnanswered(meet(watch, 'answer', event.at), event);
    case 'incident.dispatched':
      return isResponse(body as IncidentEventBody['incident.dispatched']) ? meet(watch, 'order', event.at) : watch;
    case 'incident.transferred':
      return meet(watch, 'order', event.at);
    case 'incident.fedBack':
      return meet(watch, 'handling', event.at);
    case 'incident.closed':
    case 'incident.merged':
      return end(meet(meet(watch, 'handling', event.at), 'answer', event.at), event);
    case 'incident.limitWarned': {
      const { limit } = body as IncidentWatchEventBody['incident.limitWarned'];
      if (!watch.limits.some(({ key }) => key === limit)) {
        return { ...watch, warnings: [...watch.warnings, { limit, at: event.at }] };
      }
      return stamp(watch, limit, { warnedAt: event.at });
    }
    case 'incident.limitMissed':
      return stamp(watch, (body as IncidentWatchEventBody['incident.limitMissed']).limit, { missedAt: event.at });
    case 'incident.escalated': {
      const { to, step, why } = body as IncidentWatchEventBody['incident.escalated'];
      const before = watch.escalation;
      const isGoingOn = before !== null && before.endedAt === null;
      const told = before?.told ?? [];
      const escalation: Escalation = {
        why,
        to,
        step,
        startedAt: isGoingOn ? before.startedAt : event.at,
        // A further reason at the same level gives nobody more time.
        at: isGoingOn && before.step === step ? before.at : event.at,
        endedAt: null,
        endedBy: null,
        told: told.includes(why) ? told : [...told, why],
      };
      return { ...watch, escalation };
    }
    case 'incident.escalationAcknowledged':
      return end(watch, event);
    case 'incident.arrivalForecast': {
      const { incidentId: _, ...forecast } = body as IncidentWatchEventBody['incident.arrivalForecast'];
      const others = watch.forecasts.filter(({ seconds }) => seconds !== forecast.seconds);
      return { ...watch, forecasts: [...others, { ...forecast, at: event.at }] };
    }
    default:
      return watch;
  }
}

const started = (limit: LimitStart): IncidentLimit => ({ ...limit, warnedAt: null, missedAt: null, metAt: null });

/** Of the new kind; what was met or missed already stays so. */
function followLimits(known: readonly IncidentLimit[], limits: readonly LimitStart[]): readonly IncidentLimit[] {
  const others = known.filter(({ key }) => !limits.some((limit) => limit.key === key));
  const changed = limits.map((limit) => {
    const before = known.find(({ key }) => key === limit.key);
    return before?.metAt != null ? before : started(limit);
  });
  return [...others, ...changed];
}

const stamp = (watch: IncidentWatch, limit: string, change: Partial<IncidentLimit>): IncidentWatch => ({
  ...watch,
  limits: watch.limits.map((each) => (each.key === limit ? { ...each, ...change } : each)),
});

function meet(watch: IncidentWatch, key: LimitKey, metAt: number): IncidentWatch {
  const isOpen = watch.limits.some((limit) => limit.key === key && limit.metAt === null);
  return isOpen ? stamp(watch, key, { metAt }) : watch;
}

/** Somebody calls again, or nobody has it any more: the answer is owed anew, and so is every step of telling. */
function askAgain(watch: IncidentWatch, at: number): IncidentWatch {
  const answer = watch.limits.find(({ key }) => key === 'answer');
  if (!answer || answer.metAt === null) return watch;
  const by = at - answer.startAt;
  const again = started({ ...answer, startAt: at, warnAt: answer.warnAt + by, dueAt: answer.dueAt + by });
  const { escalation } = watch;
  const isOver = escalation?.why === 'unanswered' && escalation.endedAt !== null;
  return {
    ...stamp(watch, 'answer', again),
    ...(isOver && { escalation: { ...escalation, step: 0, to: 'seat' } }),
  };
}

function end(watch: IncidentWatch, event: StoredEvent): IncidentWatch {
  const { escalation } = watch;
  if (!escalation || escalation.endedAt !== null) return watch;
  return { ...watch, escalation: { ...escalation, endedAt: event.at, endedBy: nameOfActor(event.actor) } };
}

/** Accepting it is what the rise was for; a late one still waits for whoever was told. */
const endUnanswered = (watch: IncidentWatch, event: StoredEvent) =>
  watch.escalation?.why === 'unanswered' ? end(watch, event) : watch;
