/** Closing: only after what must be is done, or with a word why not. Opening again: within its window. */
import { INCIDENT_KIND_CATALOG } from '../catalog/incidentKinds.ts';
import { sopStep } from '../catalog/sopSteps.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { isActive } from './dispatch.ts';
import type { Draft } from './event.ts';
import type { CloseReason, Emit, IncidentState } from './incident.ts';
import { type ClosingGap, failedCheck, openUrges, pendingTransfer, unsettledAt } from './incidentLife.ts';
import { SYSTEM_REASONS } from './systemReasons.ts';

const HOUR_MS = 3_600_000;

export interface CloseRequest {
  readonly reason: CloseReason;
  readonly note: string;
  /** Why it is closed although something is missing; absent or empty: nothing may be missing. */
  readonly forceReason?: string;
}

/** What must still be done before it may be closed for this reason; empty: nothing. */
export function closingGaps(state: IncidentState, reason: CloseReason): readonly ClosingGap[] {
  const gaps: ClosingGap[] = [];
  if (pendingTransfer(state)) gaps.push({ code: 'transfer' });
  if (openUrges(state).length > 0) gaps.push({ code: 'urge' });
  const verdict = state.verification?.verdict;
  if ((verdict === 'real' && reason === 'false') || (verdict === 'false' && reason === 'real'))
    gaps.push({ code: 'verdict' });
  if (reason !== 'real') return gaps;
  const since = unsettledAt(state);
  const isPassed = state.checks.some(({ result, at }) => result === 'passed' && at > since);
  if (failedCheck(state)) gaps.push({ code: 'checkFailed' });
  else if (!isPassed && INCIDENT_KIND_CATALOG[state.kind].closing === 'checked') gaps.push({ code: 'checkMissing' });
  for (const { id, state: standing } of state.steps) {
    if (standing === 'open' && sopStep(id)?.isRequired) gaps.push({ code: 'step', stepId: id });
  }
  return gaps;
}

export function decideClose(
  state: IncidentState,
  { reason, note, forceReason = '' }: CloseRequest,
  emit: Emit,
): Result<Draft[]> {
  if (state.dispatches.some((dispatch) => dispatch.state === 'onScene')) {
    return refuse('unitOnScene', '仍有力量在现场，请先完成或撤回');
  }
  const gaps = closingGaps(state, reason);
  if (gaps.length > 0 && !forceReason) return refuse('closeNotReady', `还不能结案：${gaps.map(gapZh).join('、')}`);
  return ok([
    ...state.dispatches
      .filter((dispatch) => isActive(dispatch.state))
      .map(({ id: dispatchId, unitId, unitName }) =>
        emit('incident.dispatchMoved', {
          dispatchId,
          unitId,
          unitName,
          to: 'withdrawn',
          reason: SYSTEM_REASONS.incidentClosed,
        }),
      ),
    emit('incident.closed', { reason, note, ...(gaps.length > 0 && { forced: { reason: forceReason, gaps } }) }),
  ]);
}

function gapZh(gap: ClosingGap): string {
  switch (gap.code) {
    case 'step':
      return `步骤“${sopStep(gap.stepId)?.zh ?? gap.stepId}”未办`;
    case 'transfer':
      return '移交未答复';
    case 'urge':
      return '督办未反馈';
    case 'checkFailed':
      return '核查未通过';
    case 'checkMissing':
      return '尚未核查';
    case 'verdict':
      return '与核实结论不符';
  }
}

/** Until when it may be opened again; null while it is open, and for one that goes on as part of another. */
export function reopenUntil({ kind, closedAt, mergedInto }: IncidentState): number | null {
  if (closedAt === null || mergedInto) return null;
  return closedAt + INCIDENT_KIND_CATALOG[kind].reopenHours * HOUR_MS;
}

export function decideReopen(state: IncidentState, reason: string, now: number, emit: Emit): Result<Draft[]> {
  if (state.mergedInto) return refuse('incidentMerged', `事件已并入 ${state.mergedInto.number}`);
  const until = reopenUntil(state);
  if (until === null) return refuse('notClosed', `事件 ${state.number} 尚未结案`);
  if (now > until)
    return refuse('reopenTooLate', `已过重开期限（${INCIDENT_KIND_CATALOG[state.kind].reopenHours} 小时）`);
  return ok([emit('incident.reopened', { reason })]);
}
