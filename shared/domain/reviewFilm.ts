/**
 * A film of the past, from the events it is made of. Pure: the same events give the same film, whenever and wherever it is asked for.
 * Which events those are, is for the core (main/core/review).
 */

import type { Bilingual } from '../kit/bilingual.ts';
import { incidentLine, otherLine } from '../text/reviewLines.ts';
import type { ExplainedScore } from '../wire/drill.ts';
import type { ReviewDecision, ReviewEntry, ReviewFilm, ReviewIncident } from '../wire/review.ts';
import { isResponse } from './dispatch.ts';
import { nameOfActor, type Realm, type StoredEvent } from './event.ts';
import type { IncidentEventBody, IncidentState } from './incident.ts';
import { evolveIncident } from './incidentEvolve.ts';
import { marksOf } from './review.ts';
import { evidenceOf } from './reviewEvidence.ts';
import { type Arrival, bandsOf, type Chain, intervalsOf, renewedAnswersOf } from './reviewIntervals.ts';
import { seatsOf } from './reviewSeats.ts';

export interface FilmSource {
  readonly subject: string;
  readonly kind: ReviewFilm['kind'];
  readonly title: Bilingual;
  readonly station: ReviewFilm['station'];
  readonly realm: Realm;
  /** Null: as long as its incidents went on. */
  readonly span: { readonly fromAt: number; readonly toAt: number; readonly isOver: boolean } | null;
  /** The whole stream of each incident, the subject's own first. */
  readonly incidents: readonly (readonly StoredEvent[])[];
  /** By incident. */
  readonly arrivals: ReadonlyMap<string, Arrival>;
  /** What else happened meanwhile, in order: seats, cameras, evidence, calls, the drill. */
  readonly others: readonly StoredEvent[];
  readonly marks: readonly StoredEvent[];
  /** Lines and decisions of incidents up to here are from before the span, and only make it understood. */
  readonly afterSeq: number;
  /** By inject of the drill that was played. */
  readonly injectTitles: ReadonlyMap<string, Bilingual>;
  readonly score: ExplainedScore | null;
  readonly isCut: boolean;
  hashOf(seq: number): string;
}

const MOST_ENTRIES = 5_000;
/** Which units were best is worked out again and again; it is not something that happened. */
const UNLISTED: ReadonlySet<string> = new Set(['incident.recommended']);
export const isListedLine = (kind: string): boolean => !UNLISTED.has(kind);

export function filmOf(source: FilmSource): ReviewFilm {
  const { subject, kind, title, station, realm, others, score } = source;
  const chains = chainsOf(source.incidents);
  const span = source.span ?? spanOf(chains);
  const { fromAt, toAt, isOver } = span;
  const numbers = new Map(chains.map(({ state: { id, number } }) => [id, number]));
  const incidents = chains.map((chain) => incidentOf(chain, arrivalOf(chain, source.arrivals), toAt));
  const inOrder =
    kind === 'incident' ? incidents : incidents.toSorted((one, other) => one.receivedAt - other.receivedAt);
  const told = source.incidents.flat().filter(({ seq }) => seq > source.afterSeq);
  const entries = entriesOf(chains, source);
  const used = [...told, ...others, ...source.marks].map(({ seq }) => seq);
  const [fromSeq, toSeq] = [least(used), most(used)];
  const seats = seatsOf({ told, others, numbers, isOfIncident: kind === 'incident', fromAt, toAt });
  return {
    ...{ subject, kind, title, station, realm, fromAt, toAt, isOver },
    journal: { fromSeq, toSeq, hash: source.hashOf(toSeq) },
    incidents: inOrder,
    decisions: source.incidents
      .flatMap(decisionsOf)
      .filter(({ seq }) => seq > source.afterSeq)
      .sort((one, other) => one.seq - other.seq),
    seats: seats.seats,
    evidence: evidenceOf(others, numbers, kind === 'incident'),
    entries: entries.slice(0, MOST_ENTRIES),
    marks: marksOf(source.marks),
    score,
    isCut: source.isCut || seats.isCut || entries.length > MOST_ENTRIES,
  };
}

interface FilmedChain extends Chain {
  /** Of its own stream, then of those it went on in, each in order. */
  readonly events: readonly StoredEvent[];
}

function chainsOf(streams: FilmSource['incidents']): FilmedChain[] {
  const own = streams.flatMap((events) => {
    const state = events.reduce<IncidentState | undefined>(evolveIncident, undefined);
    return state ? [{ state, events }] : [];
  });
  return own.map(({ state, events }) => {
    const all = [...events];
    const seen = new Set([state.id]);
    let last = state;
    while (last.mergedInto && !seen.has(last.mergedInto.incidentId)) {
      const id = last.mergedInto.incidentId;
      seen.add(id);
      const next = own.find((each) => each.state.id === id);
      if (!next) break;
      all.push(...next.events);
      last = next.state;
    }
    return { state, events: all, last };
  });
}

const arrivalOf = ({ state }: Chain, arrivals: FilmSource['arrivals']): Arrival =>
  arrivals.get(state.id) ?? { happenedAt: null, saidBy: 'desk' };

/** From the first that was known of it to its closing; of what still goes on, to the last thing said of it. */
function spanOf(chains: readonly FilmedChain[]): NonNullable<FilmSource['span']> {
  const [subject] = chains;
  if (!subject) return { fromAt: 0, toAt: 0, isOver: true };
  const { last, state } = subject;
  const lastSaidAt = most(subject.events.map(({ at }) => at));
  return { fromAt: state.receivedAt, toAt: last.closedAt ?? lastSaidAt, isOver: last.closedAt !== null };
}

function incidentOf(chain: Chain, arrival: Arrival, endAt: number): ReviewIncident {
  const { state, last } = chain;
  const { id, number, kind, level, title, place, isSilent, closedAt, closeReason, mergedInto } = state;
  const idsOf = (refs: readonly { readonly incidentId: string }[]) => refs.map(({ incidentId }) => incidentId);
  return {
    ...{ id, number, kind, level, title, place, isSilent, closedAt, closeReason },
    receivedAt: state.receivedAt,
    intervals: intervalsOf(chain, arrival, last.closedAt ?? endAt),
    renewals: renewedAnswersOf(chain, endAt),
    bands: bandsOf(chain, endAt),
    dispatches: state.dispatches.filter(isResponse).map(({ id: dispatchId, task, target, by, reason, ...sent }) => ({
      dispatchId,
      ...sent,
    })),
    mergedInto: mergedInto?.incidentId ?? null,
    absorbed: idsOf(state.absorbed),
    splitFrom: state.splitFrom?.incidentId ?? null,
    splitOff: idsOf(state.splitOff),
  };
}

type Sent = IncidentEventBody['incident.dispatched'];

/** Every sending to the incident itself, by the rule or by hand, and every notice an officer made his own. */
function decisionsOf(events: readonly StoredEvent[]): ReviewDecision[] {
  let opening: ReviewDecision['recommended'] = [];
  const sent = new Map<string, Sent>();
  return events.flatMap((event): ReviewDecision[] => {
    if (event.kind === 'incident.recommended') {
      const { candidates } = (event.body as IncidentEventBody['incident.recommended']).recommendation;
      opening = candidates.map(({ route: _, ...candidate }) => candidate);
      return [];
    }
    if (event.kind === 'incident.dispatched') {
      const body = event.body as Sent;
      sent.set(body.dispatchId, body);
      return isResponse(body) ? [decisionOf(event, body, opening)] : [];
    }
    if (event.kind !== 'incident.dispatchConfirmed') return [];
    const confirmed = sent.get((event.body as IncidentEventBody['incident.dispatchConfirmed']).dispatchId);
    return confirmed ? [decisionOf(event, { ...confirmed, isAutomatic: false }, opening)] : [];
  });
}

function decisionOf(
  { seq, at, actor }: StoredEvent,
  body: Sent,
  opening: ReviewDecision['recommended'],
): ReviewDecision {
  const { incidentId, dispatchId, unitId, unitName, unitKind, etaSeconds, routeM, isAutomatic, advice } = body;
  const recommended = advice ?? opening;
  const place = recommended.findIndex((candidate) => candidate.unitId === unitId);
  return {
    ...{ seq, at, incidentId, by: nameOfActor(actor), isAutomatic, recommended },
    recommendedWhen: advice ? 'then' : recommended.length > 0 ? 'opening' : 'none',
    chosen: { dispatchId, unitId, unitName, unitKind, etaSeconds, routeM },
    rank: place < 0 ? null : place + 1,
    isFirst: place === 0,
    reason: body.choiceReason ?? null,
  };
}

/** One timeline of all there is, in the order of the journal. */
function entriesOf(chains: readonly Chain[], { others, afterSeq, injectTitles }: FilmSource): ReviewEntry[] {
  const lines = chains.flatMap(({ state: { id: incidentId, number, timeline } }) =>
    timeline.flatMap((line): ReviewEntry[] => {
      if (!isListedLine(line.kind) || line.seq <= afterSeq) return [];
      const { seq, at, kind, by, times } = line;
      return [{ seq, at, kind, incidentId, by, times, sentence: incidentLine(line, chains.length > 1 ? number : '') }];
    }),
  );
  const beside = others.flatMap((event): ReviewEntry[] => {
    const said = otherLine(event, injectTitles);
    if (!said?.isListed) return [];
    const { seq, at, kind, actor } = event;
    return [{ seq, at, kind, incidentId: null, by: nameOfActor(actor), times: 1, sentence: said.sentence }];
  });
  return [...lines, ...beside].sort((one, other) => one.seq - other.seq || one.at - other.at);
}

const least = (numbers: readonly number[]): number =>
  numbers.reduce((low, each) => Math.min(low, each), numbers[0] ?? 0);
const most = (numbers: readonly number[]): number =>
  numbers.reduce((high, each) => Math.max(high, each), numbers[0] ?? 0);
