/**
 * The six intervals of an incident 六段时长 (detect, answer, order, accept, arrive, close) against their limits, and the answers that came
 * to be owed again. Pure. The moments are those the day's numbers are counted from (incidentMoments.ts). The limits are those the
 * incident itself was opened with; what there is none for in the journal is in the catalogue.
 */
import { NOTICE_SILENCE_SECONDS, RECEIVING_LIMIT_SECONDS } from '../catalog/escalation.ts';
import { reviewSources as say } from '../text/reviewSources.ts';
import type {
  ReviewBand,
  ReviewIncident,
  ReviewInterval,
  ReviewIntervalName,
  ReviewIntervalState,
} from '../wire/review.ts';
import type { LimitKey } from './clock.ts';
import { type Dispatch, isResponse } from './dispatch.ts';
import type { CloseReason, IncidentState } from './incident.ts';
import { type IncidentMoments, momentsOf, renewalsOf } from './incidentMoments.ts';
import { servesLimit } from './incidentSteps.ts';

/** How an incident came here, as far as anybody knows: `happenedAt` by the clock of whoever said so. */
export interface Arrival {
  readonly happenedAt: number | null;
  /** `device`: its own clock; `words`: when a citizen or a unit sent them; `desk`: an officer entered it. */
  readonly saidBy: 'device' | 'words' | 'desk';
}

/** What an incident came to, and, where it was merged, what it went on in. */
export interface Chain {
  readonly state: IncidentState;
  /** Where it went on; itself where it was not merged. */
  readonly last: IncidentState;
}

/** A clock further off than this says nothing about how long a signal took. */
const CLOCK_TRUSTED_MS = 600_000;

/** `endAt`: when the film ends; what has not ended by then is late or still running. */
export function intervalsOf(chain: Chain, arrival: Arrival, endAt: number): ReviewInterval[] {
  const { state, last } = chain;
  const moments = momentsOf(state, last);
  const { receivedAt, answerFromAt, answeredAt, orderFromAt, orderedAt, acceptedAt, arrivedAt } = moments;
  const sent = [...state.dispatches, ...last.dispatches].filter(isResponse);
  const told = sent.map(({ notifiedAt }) => notifiedAt);
  const toldAt = told.length === 0 ? null : Math.max(receivedAt, Math.min(...told));
  const isOrderOwed = orderFromAt !== null || orderedAt !== null;
  const isArrivalOwed = last.clock.length > 0 || toldAt !== null;
  const end = endOf(chain, endAt);
  const since = (name: ReviewIntervalName, fromAt: number | null, toAt: number | null, limit: Limit) =>
    measured(name, fromAt, toAt, limit, end);
  return [
    detectOf(arrival, receivedAt),
    since(
      'answer',
      answerFromAt,
      answeredAt,
      answerFromAt === null ? { limitMs: null, source: say.nobodyWaited } : limitOf(state, 'answer', say.dutyLimit),
    ),
    since('order', isOrderOwed ? receivedAt : null, orderedAt, limitOf(state, 'order', say.dutyLimit)),
    // A transfer is an order that no unit has to accept.
    since('accept', toldAt, acceptedAt, {
      limitMs: NOTICE_SILENCE_SECONDS * 1_000,
      source: toldAt === null ? say.nobodySent : say.silence(NOTICE_SILENCE_SECONDS),
    }),
    since('arrive', isArrivalOwed ? receivedAt : null, arrivedAt, arrivalLimit(last, firstThere(sent))),
    closeOf(chain, moments, end),
  ];
}

/** An answer that came to be owed again, each by itself against the same limit: the first one stays what it was. */
export function renewedAnswersOf(chain: Pick<Chain, 'state' | 'last'>, endAt: number): ReviewInterval[] {
  const { state } = chain;
  return renewalsOf(state).map(({ why, fromAt, metAt }) => {
    const source = why === 'givenBack' ? say.givenBack : say.calledAgain;
    return measured('answer', fromAt, metAt, limitOf(state, 'answer', source), endOf(chain, endAt));
  });
}

/** Each limit of 1-3-5 as the incident had it; what nobody really needed is judged by none, as in the day's rates. */
export function bandsOf(chain: Pick<Chain, 'state' | 'last'>, endAt: number): ReviewBand[] {
  const { state, last } = chain;
  const end = endOf(chain, endAt);
  return last.clock.map(({ seconds, label, forces, dueAt, metAt }) => ({
    seconds,
    label,
    forces,
    tookMs: metAt === null ? null : Math.max(0, metAt - state.receivedAt),
    state: end.isNeedless ? 'none' : stateOf(metAt, dueAt, end),
  }));
}

/**
 * How many of the limits that were kept or missed were kept, over all of these. What is still running is neither yet; what was a
 * duplicate is counted where it went on. The day's rates leave out the same.
 */
export function onTimeOf(incidents: readonly ReviewIncident[]): { readonly met: number; readonly of: number } {
  const judged = incidents
    .filter(({ closeReason }) => closeReason !== 'duplicate')
    .flatMap(({ intervals, renewals }) => [...intervals, ...renewals])
    .filter(({ limitMs, state }) => limitMs !== null && (state === 'met' || state === 'late'));
  return { met: judged.filter(({ state }) => state === 'met').length, of: judged.length };
}

/** What has not happened by `at`. */
interface End {
  readonly at: number;
  /** Closed: nothing more will come. */
  readonly isOver: boolean;
  /** Closed, and as it turned out nobody had to go: false, a test, or a duplicate. */
  readonly isNeedless: boolean;
}

const NEEDLESS: ReadonlySet<CloseReason> = new Set(['false', 'test', 'duplicate']);

const endOf = ({ last: { closedAt, closeReason } }: Pick<Chain, 'last'>, endAt: number): End => ({
  at: closedAt ?? endAt,
  isOver: closedAt !== null,
  isNeedless: closeReason !== null && NEEDLESS.has(closeReason),
});

interface Limit {
  readonly limitMs: number | null;
  readonly source: ReviewInterval['source'];
}

function measured(
  name: ReviewIntervalName,
  fromAt: number | null,
  toAt: number | null,
  { limitMs, source }: Limit,
  end: End,
): ReviewInterval {
  if (fromAt === null) return { name, fromAt, toAt: null, tookMs: null, limitMs, state: 'none', source };
  const tookMs = toAt === null ? null : toAt - fromAt;
  const state = stateOf(toAt, limitMs === null ? null : fromAt + limitMs, end);
  return { name, fromAt, toAt, tookMs, limitMs, state, source };
}

function stateOf(metAt: number | null, dueAt: number | null, end: End): ReviewIntervalState {
  if (metAt !== null) return dueAt === null || metAt <= dueAt ? 'met' : 'late';
  if (end.isNeedless) return 'none';
  if (dueAt !== null && end.at >= dueAt) return 'late';
  return end.isOver ? 'none' : 'running';
}

function detectOf({ happenedAt, saidBy }: Arrival, receivedAt: number): ReviewInterval {
  const limitMs = saidBy === 'device' ? RECEIVING_LIMIT_SECONDS * 1_000 : null;
  const none = (source: ReviewInterval['source']): ReviewInterval => {
    return { name: 'detect', fromAt: null, toAt: receivedAt, tookMs: null, limitMs, state: 'none', source };
  };
  if (saidBy === 'desk') return none(say.enteredByHand);
  if (happenedAt === null) return none(say.noOwnTime);
  const tookMs = receivedAt - happenedAt;
  if (tookMs < 0 || tookMs > CLOCK_TRUSTED_MS) return none(say.clockOff(tookMs));
  const source = saidBy === 'device' ? say.receiving(RECEIVING_LIMIT_SECONDS) : say.wordsSent;
  return measured(
    'detect',
    happenedAt,
    receivedAt,
    { limitMs, source },
    { at: receivedAt, isOver: true, isNeedless: false },
  );
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
function closeOf({ state, last }: Chain, { receivedAt, closedAt }: IncidentMoments, end: End): ReviewInterval {
  const limit = handlingOf(state);
  const limitMs = limit ? limit.dueAt - limit.startAt : null;
  // Merging settles nothing: what came of it is said where it went on.
  const saidAt = handlingOf(last)?.metAt ?? null;
  const settledAt = saidAt === null || closedAt === null ? (saidAt ?? closedAt) : Math.min(saidAt, closedAt);
  const source = limit ? say.handling : say.noLimit;
  const interval = measured('close', receivedAt, closedAt, { limitMs, source }, end);
  const dueAt = limitMs === null ? null : receivedAt + limitMs;
  if (dueAt === null || settledAt === null) return interval;
  return { ...interval, state: settledAt > dueAt ? 'late' : closedAt === null ? 'running' : 'met' };
}

const handlingOf = ({ watch }: IncidentState) => watch.limits.find(({ key }) => key === 'handling');

const firstThere = (sent: readonly Dispatch[]): Dispatch | undefined =>
  sent.filter(({ arrivedAt }) => arrivedAt !== null).toSorted((one, other) => one.arrivedAt! - other.arrivedAt!)[0];
