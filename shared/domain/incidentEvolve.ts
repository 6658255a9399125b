import { INCIDENT_KIND_CATALOG, type StepTrigger } from '../catalog/incidentKinds.ts';
import { type Dispatch, type DispatchState, isActive, isResponse } from './dispatch.ts';
import { nameOfActor, type StoredEvent } from './event.ts';
import type {
  ClockBand,
  HeldAlarm,
  IncidentAlarm,
  IncidentEventBody,
  IncidentEventKind,
  IncidentPhase,
  IncidentState,
  StepState,
} from './incident.ts';

/** Different alarms kept in the state of one incident; all of them stay in the journal. */
const ALARMS_KEPT = 50;

/** Folds one event of an incident's stream. Pure: the same in core, in every window, in replay and in drills. */
export function evolveIncident(state: IncidentState | undefined, event: StoredEvent): IncidentState | undefined {
  const kind = event.kind as IncidentEventKind;
  const next = kind === 'incident.opened' ? open(event) : state && apply(state, kind, event);
  if (!next) return state;
  const settled = { ...next, timeline: addLine(next, event) };
  return { ...settled, phase: phaseOf(settled) };
}

function open(event: StoredEvent): IncidentState {
  const body = event.body as IncidentEventBody['incident.opened'];
  return {
    id: body.incidentId,
    number: body.number,
    kind: body.kind,
    level: body.level,
    title: body.title,
    place: body.place,
    source: body.source,
    isSilent: body.isSilent,
    openedAt: body.alarm?.at ?? event.at,
    phase: 'received',
    acknowledgedAt: body.source === 'officer' ? event.at : null,
    acknowledgedBy: body.source === 'officer' ? nameOf(event) : null,
    alarms: body.alarm ? [{ ...body.alarm, firstAt: body.alarm.at, times: 1 }] : [],
    alarmCount: body.alarm ? 1 : 0,
    lastAlarmAt: body.alarm?.at ?? null,
    dispatches: [],
    steps: markBy(
      body.stepIds.map((id) => ({ id, state: 'open', at: null, by: null, reason: null })),
      body.kind,
      body.source === 'officer' ? ['acknowledged'] : [],
      event,
    ),
    clock: body.clock.map((band) => ({ ...band, warnedAt: null, missedAt: null, metAt: null })),
    recommendation: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    closeNote: null,
    timeline: [],
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
        steps: markBy(state.steps, state.kind, ['acknowledged'], event),
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
      const { reason, note } = body as IncidentEventBody['incident.closed'];
      return {
        ...state,
        acknowledgedAt: state.acknowledgedAt ?? event.at,
        acknowledgedBy: state.acknowledgedBy ?? nameOf(event),
        closedAt: event.at,
        closedBy: nameOf(event),
        closeReason: reason,
        closeNote: note || null,
      };
    }
    default:
      return state;
  }
}

/** Counted where the same source has said the same before. Beyond the bound the one that opened the incident stays. */
function holdAlarm(alarms: readonly HeldAlarm[], alarm: IncidentAlarm): readonly HeldAlarm[] {
  const index = alarms.findIndex((held) => sayOf(held) === sayOf(alarm));
  const held = alarms[index];
  if (held) {
    const { alarmId, at } = alarm;
    return alarms.with(index, { ...held, alarmId, at: Math.max(held.at, at), times: held.times + 1 });
  }
  const fresh = { ...alarm, firstAt: alarm.at, times: 1 };
  return alarms.length < ALARMS_KEPT ? [...alarms, fresh] : [alarms[0]!, ...alarms.slice(2), fresh];
}

/** Who says what: a restore or a cancel is not the press it follows. */
const sayOf = ({ sourceId, class: alarmClass, code, restore, silent = false }: IncidentAlarm) =>
  `${sourceId}|${alarmClass}|${code}|${restore}|${silent}`;

function addDispatch(
  state: IncidentState,
  body: IncidentEventBody['incident.dispatched'],
  event: StoredEvent,
): IncidentState {
  const { incidentId, dispatchId, target = null, ...facts } = body;
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
    steps: markBy(state.steps, state.kind, isResponse(dispatch) ? ['dispatched'] : [], event),
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
  return { ...state, dispatches, clock, steps: markBy(state.steps, state.kind, triggers, event) };
}

function stampsFor(to: DispatchState, at: number): Partial<Dispatch> {
  if (to === 'accepted') return { acceptedAt: at };
  if (to === 'enRoute') return { departedAt: at };
  if (to === 'onScene') return { arrivedAt: at };
  return isActive(to) ? {} : { endedAt: at };
}

function meetBand(band: ClockBand, dispatch: Dispatch, at: number): ClockBand {
  const isEligible = band.forces.length === 0 || band.forces.includes(dispatch.unitKind);
  return band.metAt === null && isEligible ? { ...band, metAt: at } : band;
}

function stampClock(state: IncidentState, seconds: number, stamp: Partial<ClockBand>): IncidentState {
  return { ...state, clock: state.clock.map((band) => (band.seconds === seconds ? { ...band, ...stamp } : band)) };
}

function markBy(
  steps: readonly StepState[],
  kind: IncidentState['kind'],
  triggers: readonly StepTrigger[],
  event: StoredEvent,
): readonly StepState[] {
  if (triggers.length === 0) return steps;
  const catalog = INCIDENT_KIND_CATALOG[kind].steps;
  return steps.map((step) => {
    const doneBy = catalog.find((entry) => entry.id === step.id)?.doneBy;
    if (step.state !== 'open' || !doneBy || !triggers.includes(doneBy)) return step;
    return { ...step, state: 'done', at: event.at, by: nameOf(event) };
  });
}

function phaseOf(state: IncidentState): IncidentPhase {
  if (state.closedAt !== null) return 'closed';
  const states = state.dispatches.filter(isResponse).map((dispatch) => dispatch.state);
  if (states.includes('onScene')) return 'onScene';
  if (states.some(isActive)) return 'dispatched';
  if (states.includes('done')) return 'feedback';
  return state.acknowledgedAt === null ? 'received' : 'accepted';
}

/** Recommendations and routes are bulky and are shown elsewhere; the line keeps what a reader needs. */
function addLine(state: IncidentState, event: StoredEvent): IncidentState['timeline'] {
  const { incidentId, route, recommendation, clock, stepIds, place, ...facts } = event.body as Record<string, unknown>;
  const line = { seq: event.seq, at: event.at, kind: event.kind, by: nameOf(event), facts };
  if (event.kind === 'incident.alarmJoined') {
    const said = sayOf((event.body as IncidentEventBody['incident.alarmJoined']).alarm);
    const before = trailingJoins(state.timeline).find(
      ({ facts: earlier }) => sayOf(earlier.alarm as IncidentAlarm) === said,
    );
    if (before) return [...state.timeline.filter((entry) => entry !== before), { ...line, times: before.times + 1 }];
  }
  return [...state.timeline, { ...line, times: 1 }];
}

/** The alarms that joined since anything else happened: two stuck buttons taking turns are two lines, not thousands. */
function trailingJoins(timeline: IncidentState['timeline']): IncidentState['timeline'] {
  const lastOther = timeline.findLastIndex(({ kind }) => kind !== 'incident.alarmJoined');
  return timeline.slice(lastOther + 1);
}

const nameOf = (event: StoredEvent) => nameOfActor(event.actor);
