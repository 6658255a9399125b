/**
 * The score of a drill: scenario and journal in, one line for each expected action out. Pure: the same input gives the same score,
 * more done is never less, and events that have nothing to do with an inject change nothing.
 */
import type { ExpectedItem, Scenario } from '../wire/scenario.ts';
import { STATION_ACTIONS } from '../wire/scenarioActions.ts';
import { isDone } from './drillActions.ts';
import { type DoneFact, DrillTrace, isMoment, type TracedIncident, type TracedInject } from './drillTrace.ts';
import type { StoredEvent } from './event.ts';

/**
 * `late`: done after the limit. `missed`: the limit ran out and it was not done. `notReached`: the inject was never played, or the
 * drill ended while there was still time. `open`: there is still time.
 */
export type ScoreState = 'met' | 'late' | 'missed' | 'notReached' | 'open';

export interface ScoreLine {
  readonly expectedId: string;
  readonly injectId: string;
  readonly state: ScoreState;
  readonly points: number;
  /** What there was to be had. */
  readonly worth: number;
  readonly limitSeconds: number;
  /** From the alarm, or what the limit counts from; null: not done, or nothing to count from. */
  readonly tookSeconds: number | null;
  readonly lateSeconds: number | null;
  /** Who did it, as the journal names him; null: not done, or not by a person. */
  readonly by: string | null;
  readonly doneAt: number | null;
  readonly dueAt: number | null;
  /** Incidents it was done for in time, and those there were; more than one only after a storm. */
  readonly incidents: { readonly inTime: number; readonly all: number };
}

export interface DrillScore {
  readonly points: number;
  /** Of the lines that are settled: met, late and missed. */
  readonly worth: number;
  /** Of all lines, reached or not. */
  readonly possible: number;
  /** The drill has ended: nothing changes any more. */
  readonly isFinal: boolean;
  readonly lines: readonly ScoreLine[];
}

/** `nowAt`: by the station's clock, of a drill that goes on; absent: the moment of the last event. */
export function scoreDrill(
  scenario: Scenario,
  drillId: string,
  events: Iterable<StoredEvent>,
  nowAt?: number,
): DrillScore {
  const trace = new DrillTrace(drillId);
  for (const event of events) trace.fold(event);
  return scoreTrace(scenario, trace, nowAt);
}

/** The same of a trace that is kept while the drill goes on. */
export function scoreTrace(scenario: Scenario, trace: DrillTrace, nowAt = trace.lastAt): DrillScore {
  const lines = scenario.expected.map((expected) => lineOf(expected, trace, trace.endedAt ?? nowAt));
  const settled = lines.filter(({ state }) => state === 'met' || state === 'late' || state === 'missed');
  return {
    points: sum(lines.map(({ points }) => points)),
    worth: sum(settled.map(({ worth }) => worth)),
    possible: sum(lines.map(({ worth }) => worth)),
    isFinal: trace.endedAt !== null,
    lines,
  };
}

/** How far one incident, or the station, has come with one expected action. */
interface Effort {
  readonly fromAt: number | null;
  readonly done: DoneFact | null;
}

interface Timed extends Effort {
  readonly fromAt: number;
  readonly lateMs: number;
}

function lineOf(expected: ExpectedItem, trace: DrillTrace, nowAt: number): ScoreLine {
  const inject = trace.injectOf(expected.of);
  const limitMs = expected.withinSeconds * 1_000;
  const efforts = inject ? effortsOf(expected, inject, trace) : [];
  const timed = efforts
    .flatMap((effort): Timed[] => (effort.fromAt === null ? [] : [timedOf(effort.fromAt, effort.done, limitMs)]))
    .sort((one, other) => one.lateMs - other.lateMs || one.fromAt - other.fromAt);
  const needed = inject?.isDeskOpened ? 1 : Math.max(1, Math.ceil((efforts.length * expected.percent) / 100));
  const decisive = timed[needed - 1];
  const dueAt = decisive ? decisive.fromAt + limitMs : null;
  const state = stateOf(decisive, dueAt, nowAt, trace.endedAt !== null);
  const isDone = state === 'met' || state === 'late';
  const done = isDone ? (decisive?.done ?? null) : null;
  return {
    expectedId: expected.id,
    injectId: expected.of,
    state,
    points: isDone ? pointsFor(expected, decisive!.lateMs) : 0,
    worth: expected.points,
    limitSeconds: expected.withinSeconds,
    tookSeconds: done ? Math.max(0, seconds(done.at - decisive!.fromAt)) : null,
    lateSeconds: state === 'late' ? Math.max(1, seconds(decisive!.lateMs)) : null,
    by: done?.by ?? null,
    doneAt: done?.at ?? null,
    dueAt,
    incidents: { inTime: timed.filter(({ lateMs }) => lateMs === 0).length, all: efforts.length },
  };
}

function timedOf(fromAt: number, done: DoneFact | null, limitMs: number): Timed {
  return { fromAt, done, lateMs: done ? Math.max(0, done.at - fromAt - limitMs) : Number.POSITIVE_INFINITY };
}

function stateOf(decisive: Timed | undefined, dueAt: number | null, nowAt: number, isEnded: boolean): ScoreState {
  if (decisive && decisive.lateMs < Number.POSITIVE_INFINITY) return decisive.lateMs === 0 ? 'met' : 'late';
  if (dueAt !== null && nowAt > dueAt) return 'missed';
  return isEnded ? 'notReached' : 'open';
}

/** In time all of it; late by no more than the limit again, half; later, nothing. */
function pointsFor({ points, withinSeconds }: ExpectedItem, lateMs: number): number {
  if (lateMs === 0) return points;
  return lateMs <= withinSeconds * 1_000 ? Math.floor(points / 2) : 0;
}

function effortsOf(expected: ExpectedItem, inject: TracedInject, trace: DrillTrace): Effort[] {
  const { action, since } = expected;
  if (STATION_ACTIONS.has(action.kind)) {
    const fromAt = since === undefined ? inject.at : trace.momentOf(inject.injectId, since);
    const facts = trace.stationFacts.filter(({ at }) => fromAt !== null && at >= fromAt);
    return [{ fromAt, done: firstThat(facts, isDone(action)) }];
  }
  const efforts = inject.incidents.map((incident) => effortOn(expected, incident, trace));
  // Nobody has opened it yet, and somebody should have.
  if (efforts.length === 0 && inject.isDeskOpened && since === undefined) return [{ fromAt: inject.at, done: null }];
  return efforts;
}

function effortOn({ action, since }: ExpectedItem, incident: TracedIncident, trace: DrillTrace): Effort {
  const { incidentId, alarmAt, renews } = incident;
  const all = trace.factsOf(incidentId);
  const fromAt = since === undefined ? alarmAt : firstAt(all, (fact) => fact.at >= alarmAt && isOf(since, fact));
  if (fromAt === null) return { fromAt, done: null };
  // What was done before the alarm joined answers it too, unless it began to sound again.
  const facts = since !== undefined || renews ? all.filter(({ at }) => at >= fromAt) : all;
  if (action.kind === 'merge') return { fromAt, done: mergeOf(action.with, incidentId, facts, trace) };
  if (action.kind === 'dispatch') return { fromAt, done: countthUnit(facts.filter(isDone(action)), action.count) };
  return { fromAt, done: firstThat(facts, isDone(action)) };
}

const isOf = (moment: Parameters<typeof isMoment>[0], { kind, body }: DoneFact) => isMoment(moment, kind, body);

/** One of them went on in the other, or both in a third. */
function mergeOf(
  withInject: string,
  incidentId: string,
  facts: readonly DoneFact[],
  trace: DrillTrace,
): DoneFact | null {
  const others = (trace.injectOf(withInject)?.incidents ?? []).map((incident) => incident.incidentId);
  const met = others.find((other) => trace.goesOnIn(other) === trace.goesOnIn(incidentId));
  if (met === undefined) return null;
  // The same incident from the start: the station has joined the alarms by itself.
  if (met === incidentId) return facts[0] ?? null;
  return firstThat([...facts, ...trace.factsOf(met)], ({ kind }) => kind === 'incident.merged');
}

/** The moment the last of so many different units had been sent. */
function countthUnit(facts: readonly DoneFact[], count: number): DoneFact | null {
  const units = new Map<string, DoneFact>();
  for (const fact of facts.toSorted(byTime)) {
    const { unitName } = fact.body as { readonly unitName: string };
    if (!units.has(unitName)) units.set(unitName, fact);
  }
  return [...units.values()][count - 1] ?? null;
}

const byTime = (one: DoneFact, other: DoneFact) => one.at - other.at || one.seq - other.seq;
const seconds = (ms: number) => Math.round(ms / 1_000);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

function firstThat(facts: readonly DoneFact[], isIt: (fact: DoneFact) => boolean): DoneFact | null {
  return facts.filter(isIt).toSorted(byTime)[0] ?? null;
}

const firstAt = (facts: readonly DoneFact[], isIt: (fact: DoneFact) => boolean): number | null =>
  firstThat(facts, isIt)?.at ?? null;
