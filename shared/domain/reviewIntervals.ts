/**
 * The six intervals of an incident 六段时长 (detect, answer, order, accept, arrive, close) against their limits, from the events of its
 * stream. Pure. The limits are those the incident itself was opened with; what there is none for in the journal is in the catalogue.
 */
import { NOTICE_SILENCE_SECONDS, RECEIVING_LIMIT_SECONDS } from '../catalog/escalation.ts';
import { reviewSources as say } from '../text/reviewSources.ts';
import type { ReviewBand, ReviewInterval, ReviewIntervalName, ReviewIntervalState } from '../wire/review.ts';
import type { LimitKey } from './clock.ts';
import { isResponse } from './dispatch.ts';
import type { StoredEvent } from './event.ts';
import type { IncidentState } from './incident.ts';
import { servesLimit } from './incidentSteps.ts';

/** How an incident came here, as far as anybody knows: `happenedAt` by the clock of whoever said so. */
export interface Arrival {
  readonly receivedAt: number;
  readonly happenedAt: number | null;
  /** `device`: its own clock; `words`: when a citizen or a unit sent them; `desk`: an officer entered it. */
  readonly saidBy: 'device' | 'words' | 'desk';
}

/** What an incident came to, and, where it was merged, what it went on in. */
export interface Chain {
  readonly state: IncidentState;
  /** Of its own stream, then of those it went on in, each in order. */
  readonly events: readonly StoredEvent[];
  /** Where it went on; itself where it was not merged. */
  readonly last: IncidentState;
}

/** A clock further off than this says nothing about how long a signal took. */
const CLOCK_TRUSTED_MS = 600_000;

/** `endAt`: when the film ends; what has not ended by then is late or still running. */
export function intervalsOf(chain: Chain, arrival: Arrival, endAt: number): ReviewInterval[] {
  const { state, events, last } = chain;
  const { receivedAt } = arrival;
  const first = (isIt: (event: StoredEvent) => boolean): number | null => {
    const at = events.find(isIt)?.at;
    return at === undefined ? null : Math.max(at, receivedAt);
  };
  const since = (name: ReviewIntervalName, fromAt: number | null, toAt: number | null, limit: Limit) =>
    measured(name, fromAt, toAt, limit, endAt);
  const responses = [...state.dispatches, ...(last === state ? [] : last.dispatches)].filter(isResponse);
  const answeredAt = state.source === 'alarm' ? first(isAnswer) : (first(isAnswer) ?? state.openedAt);
  const orderedAt = first(isOrder);
  const acceptedAt = earliest(
    events.flatMap((event) => (isMoved(event, ['accepted', 'enRoute', 'onScene']) ? [event.at] : [])),
  );
  const arrived = responses
    .flatMap((dispatch) => (dispatch.arrivedAt === null ? [] : [{ dispatch, at: dispatch.arrivedAt }]))
    .sort((one, other) => one.at - other.at)[0];
  return [
    detectOf(arrival),
    since('answer', receivedAt, answeredAt, limitOf(state, 'answer', say.dutyLimit)),
    since('order', receivedAt, orderedAt, limitOf(state, 'order', say.dutyLimit)),
    since('accept', orderedAt, orderedAt === null ? null : acceptedAt && Math.max(acceptedAt, orderedAt), {
      limitMs: NOTICE_SILENCE_SECONDS * 1_000,
      source: orderedAt === null ? say.nobodySent : say.silence(NOTICE_SILENCE_SECONDS),
    }),
    since(
      'arrive',
      orderedAt === null && !arrived ? null : receivedAt,
      arrived ? Math.max(arrived.at, receivedAt) : null,
      arrivalLimit(last, arrived?.dispatch),
    ),
    closeOf(chain, receivedAt, endAt),
  ];
}

/** Each limit of 1-3-5 as the incident had it. */
export function bandsOf({ last }: Pick<Chain, 'last'>, receivedAt: number, endAt: number): ReviewBand[] {
  return last.clock.map(({ seconds, label, forces, dueAt, metAt }) => ({
    seconds,
    label,
    forces,
    tookMs: metAt === null ? null : Math.max(0, metAt - receivedAt),
    state: stateOf(metAt, dueAt, last.closedAt ?? endAt, last.closedAt !== null),
  }));
}

interface Limit {
  readonly limitMs: number | null;
  readonly source: ReviewInterval['source'];
}

function measured(
  name: ReviewIntervalName,
  fromAt: number | null,
  toAt: number | null,
  { limitMs, source }: Limit,
  endAt: number,
): ReviewInterval {
  if (fromAt === null) return { name, fromAt, toAt: null, tookMs: null, limitMs, state: 'none', source };
  const tookMs = toAt === null ? null : toAt - fromAt;
  const state = stateOf(toAt, limitMs === null ? null : fromAt + limitMs, endAt, false);
  return { name, fromAt, toAt, tookMs, limitMs, state, source };
}

/** `isOver`: nothing more will come, and nobody needed it within its limit. */
function stateOf(metAt: number | null, dueAt: number | null, endAt: number, isOver: boolean): ReviewIntervalState {
  if (metAt !== null) return dueAt === null || metAt <= dueAt ? 'met' : 'late';
  if (dueAt !== null && endAt > dueAt) return 'late';
  return isOver ? 'none' : 'running';
}

function detectOf({ receivedAt, happenedAt, saidBy }: Arrival): ReviewInterval {
  const limitMs = saidBy === 'device' ? RECEIVING_LIMIT_SECONDS * 1_000 : null;
  const none = (source: ReviewInterval['source']): ReviewInterval => {
    return { name: 'detect', fromAt: null, toAt: receivedAt, tookMs: null, limitMs, state: 'none', source };
  };
  if (saidBy === 'desk') return none(say.enteredByHand);
  if (happenedAt === null) return none(say.noOwnTime);
  const tookMs = receivedAt - happenedAt;
  if (tookMs < 0 || tookMs > CLOCK_TRUSTED_MS) return none(say.clockOff(tookMs));
  const source = saidBy === 'device' ? say.receiving(RECEIVING_LIMIT_SECONDS) : say.wordsSent;
  return measured('detect', happenedAt, receivedAt, { limitMs, source }, receivedAt);
}

function limitOf({ watch }: IncidentState, key: LimitKey, source: ReviewInterval['source']): Limit {
  const limit = watch.limits.find((each) => each.key === key);
  return limit ? { limitMs: limit.dueAt - limit.startAt, source } : { limitMs: null, source: say.noLimit };
}

/** That of the band the first on scene serves; nobody there: the widest. */
function arrivalLimit({ clock }: IncidentState, first: Parameters<typeof servesLimit>[1] | undefined): Limit {
  const band = (first && clock.find((each) => servesLimit(each, first))) ?? clock.at(-1);
  return band
    ? { limitMs: band.seconds * 1_000, source: say.band(band.label) }
    : { limitMs: null, source: say.noLimit };
}

/** Kept by whoever said in time what came of it, though it was closed later. */
function closeOf({ last, state }: Chain, receivedAt: number, endAt: number): ReviewInterval {
  const limit = state.watch.limits.find(({ key }) => key === 'handling');
  const limitMs = limit ? limit.dueAt - limit.startAt : null;
  const { closedAt } = last;
  const settledAt = earliest([
    ...(limit?.metAt == null ? [] : [limit.metAt]),
    ...(closedAt === null ? [] : [closedAt]),
  ]);
  const interval = measured(
    'close',
    receivedAt,
    closedAt,
    { limitMs, source: limit ? say.handling : say.noLimit },
    endAt,
  );
  const dueAt = limitMs === null ? null : receivedAt + limitMs;
  if (dueAt === null || settledAt === null) return interval;
  return { ...interval, state: settledAt > dueAt ? 'late' : closedAt === null ? 'running' : 'met' };
}

const earliest = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.min(...times));

/** Whoever sends says so first (incidentDecide.ts); whoever closes what nobody had accepted has answered it. */
const isAnswer = ({ kind }: StoredEvent) => kind === 'incident.acknowledged' || kind === 'incident.closed';
const isOrder = ({ kind, body }: StoredEvent) =>
  kind === 'incident.dispatched' && isResponse(body as Parameters<typeof isResponse>[0]);
const isMoved = ({ kind, body }: StoredEvent, to: readonly string[]) =>
  kind === 'incident.dispatchMoved' && to.includes((body as { readonly to: string }).to);
