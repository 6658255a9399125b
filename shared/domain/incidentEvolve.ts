import type { StepTrigger } from '../catalog/sopSteps.ts';
import { type Dispatch, type DispatchState, isActive, isResponse } from './dispatch.ts';
import { evolveWatch, UNWATCHED } from './escalation.ts';
import { nameOfActor, type StoredEvent } from './event.ts';
import type {
  ClockBand,
  HeldAlarm,
  IncidentAlarm,
  IncidentEventBody,
  IncidentEventKind,
  IncidentPhase,
  IncidentState,
} from './incident.ts';
import { type CarriedNote, failedCheck, ownerOf, pendingTransfer, UNTOUCHED, unsettledAt } from './incidentLife.ts';
import { evolveLife } from './incidentLifeEvolve.ts';
import { saidBy } from './incidentMerge.ts';
import { markBy, openStep, servesLimit } from './incidentSteps.ts';

/** Different alarms kept in the state of one incident; all of them stay in the journal. */
const ALARMS_KEPT = 50;

/** Folds one event of an incident's stream. Pure: the same in core, in every window, in replay and in drills. */
export function evolveIncident(state: IncidentState | undefined, event: StoredEvent): IncidentState | undefined {
  const kind = event.kind as IncidentEventKind;
  const next = kind === 'incident.opened' ? open(event) : state && apply(state, kind, event);
  if (!next) return state;
  const settled = { ...next, watch: evolveWatch(next.watch, next, event), timeline: addLine(next, event) };
  return { ...settled, phase: phaseOf(settled) };
}

function open(event: StoredEvent): IncidentState {
  const body = event.body as IncidentEventBody['incident.opened'];
  // Whoever enters it by hand has read it; what a system enters waits for somebody.
  const isAnswered = body.alarm === null && body.source !== 'alarm' && event.actor.kind === 'operator';
  const alarms = body.split?.alarms ?? (body.alarm ? [{ ...body.alarm, firstAt: body.alarm.at, times: 1 }] : []);
  return {
    ...UNTOUCHED,
    id: body.incidentId,
    number: body.number,
    kind: body.kind,
    level: body.level,
    title: body.title,
    place: body.place,
    source: body.source,
    isSilent: body.isSilent,
    receivedAt: body.alarm?.at ?? body.receivedAt ?? event.at,
    openedAt: body.alarm?.at ?? event.at,
    phase: 'received',
    acknowledgedAt: isAnswered ? event.at : null,
    acknowledgedBy: isAnswered ? nameOf(event) : null,
    claim: null,
    alarms,
    alarmCount: alarms.reduce((sum, { times }) => sum + times, 0),
    lastAlarmAt: alarms.length > 0 ? Math.max(...alarms.map(({ at }) => at)) : null,
    dispatches: [],
    linkage: [],
    steps: markBy(body.stepIds.map(openStep), isAnswered ? ['acknowledged'] : [], event),
    clock: body.clock.map((band) => ({ ...band, warnedAt: null, missedAt: null, metAt: null })),
    watch: UNWATCHED,
    recommendation: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    closeNote: null,
    timeline: [],
    reporter: body.reporter ?? null,
    callerWords: body.callerWords ?? null,
    splitFrom: body.split?.from ?? null,
  };
}

function apply(state: IncidentState, kind: IncidentEventKind, event: StoredEvent): IncidentState {
  const body = event.body as never;
  switch (kind) {
    case 'incident.alarmJoined': {
      const { alarm, renews } = body as IncidentEventBody['incident.alarmJoined'];
      return {
        ...state,
        alarms: holdAlarm(state.alarms, alarm),
        alarmCount: state.alarmCount + 1,
        lastAlarmAt: alarm.at,
        ...(renews && { acknowledgedAt: null, acknowledgedBy: null }),
      };
    }
    case 'incident.acknowledged':
      return {
        ...state,
        acknowledgedAt: event.at,
        acknowledgedBy: nameOf(event),
        steps: markBy(state.steps, ['acknowledged'], event),
      };
    case 'incident.recommended':
      return { ...state, recommendation: (body as IncidentEventBody['incident.recommended']).recommendation };
    case 'incident.dispatched':
      return addDispatch(state, body as IncidentEventBody['incident.dispatched'], event);
    case 'incident.dispatchMoved':
      return moveDispatch(state, body as IncidentEventBody['incident.dispatchMoved'], event);
    case 'incident.dispatchConfirmed': {
      const { dispatchId } = body as IncidentEventBody['incident.dispatchConfirmed'];
      const by = nameOf(event);
      const dispatches = state.dispatches.map((dispatch) =>
        dispatch.id === dispatchId ? { ...dispatch, isAutomatic: false, by } : dispatch,
      );
      return { ...state, dispatches };
    }
    case 'incident.stepMarked': {
      const mark = body as IncidentEventBody['incident.stepMarked'];
      const by = nameOf(event);
      const steps = state.steps.map((step) =>
        step.id === mark.stepId ? { ...step, state: mark.state, at: event.at, by, reason: mark.reason } : step,
      );
      return { ...state, steps };
    }
    case 'incident.clockWarned':
      return stampClock(state, (body as IncidentEventBody['incident.clockWarned']).seconds, { warnedAt: event.at });
    case 'incident.clockMissed':
      return stampClock(state, (body as IncidentEventBody['incident.clockMissed']).seconds, { missedAt: event.at });
    case 'incident.closed': {
      const { reason, note, forced = null } = body as IncidentEventBody['incident.closed'];
      return {
        ...state,
        claim: null,
        forced,
        acknowledgedAt: state.acknowledgedAt ?? event.at,
        acknowledgedBy: state.acknowledgedBy ?? nameOf(event),
        closedAt: event.at,
        closedBy: nameOf(event),
        closeReason: reason,
        closeNote: note || null,
      };
    }
    default:
      return evolveLife(state, kind, event) ?? state;
  }
}

/** Counted where the same source has said the same before. Beyond the bound the one that opened the incident stays. */
function holdAlarm(alarms: readonly HeldAlarm[], alarm: IncidentAlarm): readonly HeldAlarm[] {
  const index = alarms.findIndex((held) => saidBy(held) === saidBy(alarm));
  const held = alarms[index];
  if (held) {
    const { alarmId, at } = alarm;
    return alarms.with(index, { ...held, alarmId, at: Math.max(held.at, at), times: held.times + 1 });
  }
  const fresh = { ...alarm, firstAt: alarm.at, times: 1 };
  return alarms.length < ALARMS_KEPT ? [...alarms, fresh] : [alarms[0]!, ...alarms.slice(2), fresh];
}

function addDispatch(
  state: IncidentState,
  body: IncidentEventBody['incident.dispatched'],
  event: StoredEvent,
): IncidentState {
  const { incidentId, dispatchId, target = null, advice, choiceReason, ...facts } = body;
  const dispatch: Dispatch = {
    id: dispatchId,
    ...facts,
    target,
    by: nameOf(event),
    state: 'notified',
    notifiedAt: event.at,
    acceptedAt: null,
    departedAt: null,
    arrivedAt: null,
    endedAt: null,
    reason: null,
  };
  return {
    ...state,
    dispatches: [...state.dispatches, dispatch],
    steps: markBy(state.steps, isResponse(dispatch) ? ['dispatched'] : [], event),
  };
}

function moveDispatch(
  state: IncidentState,
  { dispatchId, to, reason }: IncidentEventBody['incident.dispatchMoved'],
  event: StoredEvent,
): IncidentState {
  const current = state.dispatches.find((dispatch) => dispatch.id === dispatchId);
  if (!current) return state;
  const moved: Dispatch = { ...current, ...stampsFor(to, event.at), state: to, reason: reason ?? current.reason };
  const dispatches = state.dispatches.map((dispatch) => (dispatch.id === dispatchId ? moved : dispatch));
  if (!isResponse(current)) return { ...state, dispatches };
  const triggers: StepTrigger[] = to === 'onScene' ? ['accepted', 'arrived'] : to === 'accepted' ? ['accepted'] : [];
  const clock = to === 'onScene' ? state.clock.map((band) => meetBand(band, moved, event.at)) : state.clock;
  return { ...state, dispatches, clock, steps: markBy(state.steps, triggers, event) };
}

function stampsFor(to: DispatchState, at: number): Partial<Dispatch> {
  if (to === 'accepted') return { acceptedAt: at };
  if (to === 'enRoute') return { departedAt: at };
  if (to === 'onScene') return { arrivedAt: at };
  return isActive(to) ? {} : { endedAt: at };
}

function meetBand(band: ClockBand, dispatch: Dispatch, at: number): ClockBand {
  return band.metAt === null && servesLimit(band, dispatch) ? { ...band, metAt: at } : band;
}

function stampClock(state: IncidentState, seconds: number, stamp: Partial<ClockBand>): IncidentState {
  return { ...state, clock: state.clock.map((band) => (band.seconds === seconds ? { ...band, ...stamp } : band)) };
}

function phaseOf(state: IncidentState): IncidentPhase {
  if (state.closedAt !== null) return state.evaluation ? 'evaluated' : 'closed';
  const responses = state.dispatches.filter(isResponse);
  if (responses.some((dispatch) => dispatch.state === 'onScene')) return 'onScene';
  if (responses.some((dispatch) => isActive(dispatch.state))) return 'dispatched';
  // What was said before a check failed, or before it was opened again, has not held.
  const since = unsettledAt(state);
  if (state.feedback.some(({ at }) => at > since)) return 'check';
  if (responses.some((dispatch) => dispatch.state === 'done' && (dispatch.endedAt ?? 0) > since)) return 'feedback';
  if (pendingTransfer(state)) return 'dispatched';
  if (ownerOf(state) || failedCheck(state)) return 'onScene';
  return state.acknowledgedAt === null ? 'received' : 'accepted';
}

/** Recommendations and routes are bulky and are shown elsewhere; the line keeps what a reader needs. */
function addLine(state: IncidentState, event: StoredEvent): IncidentState['timeline'] {
  const {
    incidentId,
    route,
    recommendation,
    advice,
    clock,
    limits,
    stepIds,
    place,
    reporter,
    members,
    split,
    ...said
  } = event.body as Record<string, unknown>;
  if (event.kind === 'incident.absorbed') return addAbsorbed(state, event);
  const holder = holderBeside(state, event);
  const facts = holder === null ? said : { ...said, holder };
  const line = { seq: event.seq, at: event.at, kind: event.kind, by: nameOf(event), facts };
  if (event.kind === 'incident.alarmJoined') {
    const said = saidBy((event.body as IncidentEventBody['incident.alarmJoined']).alarm);
    const before = trailingJoins(state.timeline).find(
      ({ facts: earlier }) => saidBy(earlier.alarm as IncidentAlarm) === said,
    );
    if (before) return [...state.timeline.filter((entry) => entry !== before), { ...line, times: before.times + 1 }];
  }
  return [...state.timeline, { ...line, times: 1 }];
}

/** Whose it was when somebody else acted on it: urgent moves wait for nobody, and the record says who made them. */
function holderBeside({ claim }: IncidentState, { actor, kind }: StoredEvent): string | null {
  if (!claim || actor.kind !== 'operator' || actor.id === claim.personId || CLAIM_LINES.has(kind)) return null;
  return claim.name;
}

const CLAIM_LINES: ReadonlySet<string> = new Set(['incident.claimed', 'incident.takeOverAsked']);

/** What was merged in, and the notes it brought, each at its own time. */
function addAbsorbed(state: IncidentState, event: StoredEvent): IncidentState['timeline'] {
  const { fromId, fromNumber, reason, notes } = event.body as IncidentEventBody['incident.absorbed'];
  const carried = notes.map(({ seq, at, by, text }: CarriedNote) => ({
    seq,
    at,
    kind: 'incident.noted',
    by,
    facts: { text, fromNumber },
    times: 1,
  }));
  const { seq, at, kind } = event;
  const line = { seq, at, kind, by: nameOf(event), facts: { fromId, fromNumber, reason }, times: 1 };
  return [...[...state.timeline, ...carried].sort((one, other) => one.at - other.at), line];
}

/** The alarms that joined since anything else happened: two stuck buttons taking turns are two lines, not thousands. */
function trailingJoins(timeline: IncidentState['timeline']): IncidentState['timeline'] {
  const lastOther = timeline.findLastIndex(({ kind }) => kind !== 'incident.alarmJoined');
  return timeline.slice(lastOther + 1);
}

const nameOf = (event: StoredEvent) => nameOfActor(event.actor);
