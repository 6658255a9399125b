import { INCIDENT_KIND_CATALOG, type IncidentKind } from '../catalog/incidentKinds.ts';
import type { ResponseProfile } from '../catalog/profiles.ts';
import type { UnitKind } from '../catalog/unitKinds.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { limitStarts, WARN_SHARE } from './clock.ts';
import {
  type Dispatch,
  type DispatchMove,
  type DispatchTarget,
  isResponse,
  stateAfter,
  type TaskKind,
} from './dispatch.ts';
import { type Draft, isSystemName } from './event.ts';
import {
  type Emit,
  emitter,
  type IncidentAlarm,
  type IncidentEventBody,
  type IncidentState,
  incidentStream,
  type Recommendation,
} from './incident.ts';
import type { IncidentReporter, IncidentSource } from './incidentLife.ts';
import {
  type AfterlifeCommand,
  decideAfterlife,
  decideLife,
  type LifeCommand,
  limitsOf,
  receipt,
} from './incidentLifeDecide.ts';
import type { Place } from './place.ts';
import type { SystemReason } from './systemReasons.ts';

/** A second alarm of the same device this long after the last one sounds again. */
const RENEWS_AFTER_MS = 30_000;

export type IncidentCommand =
  | {
      kind: 'open';
      incidentId: string;
      number: string;
      incidentKind: IncidentKind;
      title: string;
      place: Place;
      isSilent: boolean;
      alarm: IncidentAlarm | null;
      /** Null: no limits run for this incident. */
      profile: ResponseProfile | null;
      /** Absent: an alarm's, or an officer's own. */
      source?: IncidentSource;
      callerWords?: string;
      reporter?: IncidentReporter;
      /** When the words came in that it is opened from. */
      receivedAt?: number;
    }
  /** `isQuiet`: it is kept, and sounds nothing anew: its device is shelved. */
  | { kind: 'joinAlarm'; alarm: IncidentAlarm; isQuiet?: boolean }
  | { kind: 'acknowledge' }
  | { kind: 'recommend'; recommendation: Recommendation }
  | {
      kind: 'dispatch';
      dispatchId: string;
      unit: { id: string; name: string; kind: UnitKind };
      task: TaskKind;
      target?: DispatchTarget;
      isAutomatic: boolean;
      etaSeconds: number | null;
      routeM: number | null;
      route: Dispatch['route'];
      advice?: NonNullable<IncidentEventBody['incident.dispatched']['advice']>;
      choiceReason?: string;
    }
  | { kind: 'confirmDispatch'; dispatchId: string }
  | { kind: 'moveDispatch'; dispatchId: string; move: DispatchMove; reason: string | null }
  | { kind: 'answerNotice'; dispatchId: string; isTaken: boolean }
  | { kind: 'exhaustNotice'; reason: SystemReason }
  | { kind: 'markStep'; stepId: string; state: 'done' | 'skipped'; reason: string | null }
  | { kind: 'note'; text: string }
  | { kind: 'watchClock' }
  | LifeCommand
  | AfterlifeCommand;

/** Every rule of an incident's life. Pure; `now` is UTC epoch ms. Refusals carry the operator's sentence. */
export function decideIncident(
  state: IncidentState | undefined,
  command: IncidentCommand,
  now: number,
): Result<Draft[]> {
  if (command.kind === 'open') {
    if (state) return refuse('incidentExists', `事件 ${state.number} 已存在`);
    return open(command, now);
  }
  if (!state) return refuse('unknownIncident', '没有这起事件');
  const emit = emitter(state.id);
  if (command.kind === 'reopen' || command.kind === 'evaluate') return decideAfterlife(state, command, now, emit);
  if (state.closedAt !== null) return refuse('incidentClosed', `事件 ${state.number} 已结案`);
  switch (command.kind) {
    case 'joinAlarm':
      return ok([
        emit('incident.alarmJoined', {
          alarm: command.alarm,
          renews: !command.isQuiet && renews(state, command.alarm),
        }),
      ]);
    case 'acknowledge':
      if (state.acknowledgedAt !== null) return refuse('alreadyAcknowledged', `已由 ${state.acknowledgedBy} 受理`);
      return ok([emit('incident.acknowledged', {})]);
    case 'recommend':
      return ok([emit('incident.recommended', { recommendation: command.recommendation })]);
    case 'dispatch': {
      const { kind, unit, ...rest } = command;
      const facts = { ...rest, unitId: unit.id, unitName: unit.name, unitKind: unit.kind };
      return ok([...(command.isAutomatic ? [] : receipt(state, emit)), emit('incident.dispatched', facts)]);
    }
    case 'confirmDispatch': {
      const dispatch = state.dispatches.find((candidate) => candidate.id === command.dispatchId);
      if (!dispatch?.isAutomatic) return refuse('illegalMove', '该派遣不是自动通知');
      const { id: dispatchId, unitId, unitName } = dispatch;
      return ok([...receipt(state, emit), emit('incident.dispatchConfirmed', { dispatchId, unitId, unitName })]);
    }
    case 'moveDispatch':
      return moveDispatch(state, command, emit);
    case 'answerNotice':
      return answerNotice(state, command, emit);
    case 'exhaustNotice':
      return ok([emit('incident.noticeExhausted', { reason: command.reason })]);
    case 'markStep': {
      const step = state.steps.find((candidate) => candidate.id === command.stepId);
      if (!step) return refuse('unknownStep', `这类事件没有步骤 ${command.stepId}`);
      if (step.state !== 'open')
        return refuse('stepSettled', `该步骤已由${isSystemName(step.by) ? '系统' : ` ${step.by} `}办理`);
      if (command.state === 'skipped' && !command.reason) return refuse('reasonNeeded', '跳过步骤须写明原因');
      const { stepId, state: to, reason } = command;
      return ok([emit('incident.stepMarked', { stepId, state: to, reason })]);
    }
    case 'note':
      return ok([emit('incident.noted', { text: command.text })]);
    case 'watchClock':
      return ok(watchClock(state, now, emit));
    default:
      return decideLife(state, command, now, emit);
  }
}

function open(command: Extract<IncidentCommand, { kind: 'open' }>, now: number): Result<Draft[]> {
  const entry = INCIDENT_KIND_CATALOG[command.incidentKind];
  const startAt = command.alarm?.at ?? now;
  const body: IncidentEventBody['incident.opened'] = {
    incidentId: command.incidentId,
    number: command.number,
    kind: command.incidentKind,
    level: entry.level,
    title: command.title,
    place: command.place,
    source: command.source ?? (command.alarm ? 'alarm' : 'officer'),
    isSilent: command.isSilent,
    alarm: command.alarm,
    clock: limitsOf(command.profile, startAt),
    limits: limitStarts(command.incidentKind, command.profile, startAt),
    stepIds: entry.steps.map((step) => step.id),
    ...(command.callerWords && { callerWords: command.callerWords }),
    ...(command.reporter && { reporter: command.reporter }),
    ...(command.receivedAt !== undefined && { receivedAt: command.receivedAt }),
  };
  return ok([{ stream: incidentStream(command.incidentId), kind: 'incident.opened', body }]);
}

/**
 * A corroborating device always sounds again; the same device only after a pause of its own, so that a stuck button does
 * not, and does not mute its neighbour either.
 */
function renews(state: IncidentState, alarm: IncidentAlarm): boolean {
  if (!isCall(alarm)) return false;
  if (alarm.joined === 'nearby') return true;
  // Of the same class: one that is shelved and chatters must not mute another that is not.
  const calls = state.alarms.filter(
    (held) => held.sourceId === alarm.sourceId && held.class === alarm.class && isCall(held),
  );
  return calls.every((held) => alarm.at - held.at >= RENEWS_AFTER_MS);
}

const isCall = ({ restore, class: alarmClass }: IncidentAlarm) => !restore && alarmClass !== 'cancel';

function moveDispatch(
  state: IncidentState,
  command: Extract<IncidentCommand, { kind: 'moveDispatch' }>,
  emit: Emit,
): Result<Draft[]> {
  const dispatch = state.dispatches.find((candidate) => candidate.id === command.dispatchId);
  if (!dispatch) return refuse('unknownDispatch', '没有这条派遣');
  const to = stateAfter(dispatch.state, command.move);
  if (!to) return refuse('illegalMove', `${dispatch.unitName} 当前状态不能执行该操作`);
  const said = emit('incident.dispatchMoved', moved(dispatch, to, command.reason));
  // Standing where it was to stand is all that a relocation is for: the unit is free again, at its new place.
  const isDone = to === 'onScene' && !isResponse(dispatch);
  if (isDone) return ok([said, emit('incident.dispatchMoved', moved(dispatch, 'done', null))]);
  // What a unit says as it finishes is what came of it.
  if (to !== 'done' || !command.reason) return ok([said]);
  const { id, unitId, unitName } = dispatch;
  return ok([said, emit('incident.fedBack', { feedbackId: id, text: command.reason, unitId, unitName })]);
}

/** Said once, however often the terminal comes back and is given its order again. */
function answerNotice(
  state: IncidentState,
  { dispatchId, isTaken }: Extract<IncidentCommand, { kind: 'answerNotice' }>,
  emit: Emit,
): Result<Draft[]> {
  const dispatch = state.dispatches.find(({ id }) => id === dispatchId);
  if (!dispatch) return refuse('unknownDispatch', '没有这条派遣');
  const isSaid = state.timeline.some(({ kind, facts }) => {
    return kind === 'incident.noticeAnswered' && facts.dispatchId === dispatchId && facts.isTaken === isTaken;
  });
  return ok(isSaid ? [] : [emit('incident.noticeAnswered', { dispatchId, unitName: dispatch.unitName, isTaken })]);
}

const moved = (dispatch: Dispatch, to: Dispatch['state'], reason: string | null) => ({
  dispatchId: dispatch.id,
  unitId: dispatch.unitId,
  unitName: dispatch.unitName,
  to,
  reason,
});

/** Warns once before each limit and records once that it was missed. */
function watchClock(state: IncidentState, now: number, emit: Emit): Draft[] {
  return state.clock.flatMap((band) => {
    if (band.metAt !== null || band.missedAt !== null) return [];
    if (now >= band.dueAt) return [emit('incident.clockMissed', { seconds: band.seconds })];
    const warnAt = band.dueAt - band.seconds * 1_000 * WARN_SHARE;
    return now >= warnAt && band.warnedAt === null ? [emit('incident.clockWarned', { seconds: band.seconds })] : [];
  });
}
