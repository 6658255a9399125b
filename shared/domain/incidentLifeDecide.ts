/** The rules of what becomes of one incident beside sending units. Those that touch two are in incidentMerge.ts. Pure. */
import { INCIDENT_KIND_CATALOG, type IncidentKind, type IncidentLevel } from '../catalog/incidentKinds.ts';
import { forcesServing, type ResponseProfile } from '../catalog/profiles.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { limitStarts } from './clock.ts';
import type { Draft } from './event.ts';
import type { Emit, IncidentState } from './incident.ts';
import { type CloseRequest, decideClose, decideReopen } from './incidentClosing.ts';
import {
  type Area,
  type Check,
  type ClockLimit,
  type EvaluationGrade,
  openUrges,
  ownerOf,
  pendingTransfer,
  standingTransfer,
  unsettledAt,
  type VerdictOnIncident,
  type VerifyMeans,
} from './incidentLife.ts';

/** Given back this often it is nobody's: the leader decides. */
export const PING_PONG_RETURNS = 2;
/** A deadline further off than this is a slip of the hand. */
const LONGEST_DEADLINE_MS = 90 * 86_400_000;

export type LifeCommand =
  | { kind: 'verify'; verdict: VerdictOnIncident; means: VerifyMeans; note: string }
  | {
      kind: 'classify';
      incidentKind: IncidentKind;
      level: IncidentLevel;
      reason: string;
      /** Of the new kind; null: no limits run for it. */
      profile: ResponseProfile | null;
    }
  | { kind: 'transfer'; transferId: string; to: Area; dueAt: number; reason: string }
  | { kind: 'acceptTransfer' }
  | { kind: 'returnTransfer'; reason: string }
  | { kind: 'urge'; urgeId: string; text: string; dueAt: number }
  | { kind: 'feedBack'; feedbackId: string; text: string; unit: { id: string; name: string } | null }
  | { kind: 'check'; result: Check['result']; means: VerifyMeans; text: string }
  | ({ kind: 'close' } & CloseRequest)
  /** Says once what has gone past its deadline. */
  | { kind: 'watchDeadlines' };

export type AfterlifeCommand =
  | { kind: 'reopen'; reason: string }
  | { kind: 'evaluate'; result: EvaluationGrade; response: EvaluationGrade; note: string };

/** Of an incident that is open. */
export function decideLife(state: IncidentState, command: LifeCommand, now: number, emit: Emit): Result<Draft[]> {
  switch (command.kind) {
    case 'verify': {
      const { kind, ...said } = command;
      const tookSeconds = Math.max(0, Math.round((now - (state.acknowledgedAt ?? now)) / 1_000));
      return ok([...receipt(state, emit), emit('incident.verified', { ...said, tookSeconds })]);
    }
    case 'classify':
      return classify(state, command, emit);
    case 'transfer':
      return transfer(state, command, now, emit);
    case 'acceptTransfer': {
      const pending = pendingTransfer(state);
      if (!pending) return refuse('noTransfer', '没有待接收的移交');
      return ok([emit('incident.transferAccepted', { transferId: pending.id, to: pending.to })]);
    }
    case 'returnTransfer': {
      const standing = standingTransfer(state);
      if (!standing) return refuse('noTransfer', '没有可退回的移交');
      const { id: transferId, to } = standing;
      const returns = state.transfers.filter((each) => each.state === 'returned').length + 1;
      const isPingPong = returns >= PING_PONG_RETURNS && state.pingPongAt === null;
      return ok([
        emit('incident.transferReturned', { transferId, to, reason: command.reason }),
        ...(isPingPong ? [emit('incident.pingPongFlagged', { returns })] : []),
      ]);
    }
    case 'urge': {
      const { urgeId, text, dueAt } = command;
      const wrong = deadlineProblem(dueAt, now);
      return wrong ?? ok([emit('incident.urged', { urgeId, text, dueAt })]);
    }
    case 'feedBack': {
      const { feedbackId, text, unit } = command;
      const said = { feedbackId, text, unitId: unit?.id ?? null, unitName: unit?.name ?? null };
      return ok([emit('incident.fedBack', said)]);
    }
    case 'check': {
      if (!hasSomethingToCheck(state)) return refuse('nothingToCheck', '还没有处置结果或反馈可核查');
      const { result, means, text } = command;
      if (result === 'failed' && !text) return refuse('reasonNeeded', '核查不通过须写明情况');
      return ok([emit('incident.checked', { result, means, text })]);
    }
    case 'close':
      return decideClose(state, command, emit);
    case 'watchDeadlines':
      return ok(watchDeadlines(state, now, emit));
  }
}

/** Of an incident that is closed. */
export function decideAfterlife(
  state: IncidentState,
  command: AfterlifeCommand,
  now: number,
  emit: Emit,
): Result<Draft[]> {
  if (command.kind === 'reopen') return decideReopen(state, command.reason, now, emit);
  if (state.mergedInto) return refuse('incidentMerged', `事件已并入 ${state.mergedInto.number}`);
  if (state.closedAt === null) return refuse('notClosed', `事件 ${state.number} 尚未结案`);
  const { kind, ...grades } = command;
  return ok([emit('incident.evaluated', grades)]);
}

/** An officer who acts on an incident has read it. */
export const receipt = (state: IncidentState, emit: Emit): Draft[] =>
  state.acknowledgedAt === null ? [emit('incident.acknowledged', {})] : [];

/** The limits of a profile, running from `startAt`. */
export function limitsOf(profile: ResponseProfile | null, startAt: number): ClockLimit[] {
  return (profile?.bands ?? []).map(({ seconds, label }, index, bands) => ({
    seconds,
    label,
    forces: forcesServing(bands, index),
    dueAt: startAt + seconds * 1_000,
  }));
}

function classify(
  state: IncidentState,
  { incidentKind, level, reason, profile }: Extract<LifeCommand, { kind: 'classify' }>,
  emit: Emit,
): Result<Draft[]> {
  if (incidentKind === state.kind && level === state.level) return refuse('sameClass', '类别和等级没有变化');
  const isNewKind = incidentKind !== state.kind;
  return ok([
    ...receipt(state, emit),
    emit('incident.classified', {
      fromKind: state.kind,
      fromLevel: state.level,
      kind: incidentKind,
      level,
      reason,
      stepIds: isNewKind ? INCIDENT_KIND_CATALOG[incidentKind].steps.map(({ id }) => id) : [],
      clock: isNewKind ? limitsOf(profile, state.openedAt) : [],
      limits: isNewKind ? limitStarts(incidentKind, profile, state.openedAt) : [],
    }),
  ]);
}

function transfer(
  state: IncidentState,
  { transferId, to, dueAt, reason }: Extract<LifeCommand, { kind: 'transfer' }>,
  now: number,
  emit: Emit,
): Result<Draft[]> {
  const pending = pendingTransfer(state);
  if (pending) return refuse('transferPending', `已移交 ${pending.to.name}，尚未答复`);
  const from = ownerOf(state);
  if (from?.code === to.code) return refuse('alreadyThere', `${to.name} 正在处理该事件`);
  const wrong = deadlineProblem(dueAt, now);
  if (wrong) return wrong;
  return ok([...receipt(state, emit), emit('incident.transferred', { transferId, from, to, dueAt, reason })]);
}

function deadlineProblem(dueAt: number, now: number) {
  if (dueAt <= now) return refuse('deadlinePast', '期限须在此刻之后');
  return dueAt - now > LONGEST_DEADLINE_MS ? refuse('deadlineFar', '期限最长 90 天') : undefined;
}

/** Something was said to be done since a check last found that it was not. */
function hasSomethingToCheck(state: IncidentState): boolean {
  const since = unsettledAt(state);
  return (
    state.feedback.some(({ at }) => at > since) ||
    state.dispatches.some((dispatch) => dispatch.state === 'done' && (dispatch.endedAt ?? 0) > since)
  );
}

function watchDeadlines(state: IncidentState, now: number, emit: Emit): Draft[] {
  const standing = standingTransfer(state);
  const isAnswered = standing && state.feedback.some(({ at }) => at >= standing.at);
  const isLate = standing && standing.overdueAt === null && !isAnswered && now >= standing.dueAt;
  return [
    ...(isLate ? [emit('incident.transferOverdue', { transferId: standing.id, to: standing.to })] : []),
    ...openUrges(state)
      .filter(({ overdueAt, dueAt }) => overdueAt === null && now >= dueAt)
      .map(({ id: urgeId, text }) => emit('incident.urgeOverdue', { urgeId, text })),
  ];
}
