import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft } from './event.ts';
import {
  type FieldTask,
  type ItemResult,
  isTaskEnded,
  isTaskHeld,
  nextPoint,
  type TaskEventBody,
  type TaskEventKind,
  type TaskFacts,
  taskStream,
  type Unproved,
} from './task.ts';
import { type ProvingFix, proveCheckIn } from './taskProof.ts';

interface NamedUnit {
  readonly id: string;
  readonly name: string;
}

export type TaskCommand =
  /** `unit` is the one it is assigned to; null: whoever claims it first. */
  | { kind: 'publish'; task: TaskFacts; unit: NamedUnit | null }
  | { kind: 'claim'; unit: NamedUnit }
  | { kind: 'assign'; unit: NamedUnit }
  | { kind: 'accept' }
  | { kind: 'refuse'; reason: string }
  | { kind: 'start' }
  | { kind: 'checkIn'; pointId: string; doneAt: number; fix: ProvingFix | null; reason: string }
  | { kind: 'recordItem'; itemId: string; result: ItemResult; text: string; doneAt: number }
  | { kind: 'suspend'; incidentId: string; dispatchId: string }
  | { kind: 'resume' }
  | { kind: 'finish'; note: string }
  /** Asked once a tick; says it once. */
  | { kind: 'watchClock' }
  | { kind: 'cancel'; reason: string };

/** Every rule of a task's life. A claim that comes second is refused naming who was first. */
export function decideTask(state: FieldTask | undefined, command: TaskCommand, now: number): Result<Draft[]> {
  if (command.kind === 'publish') return publish(state, command, now);
  if (!state) return refuse('unknownTask', '没有这项任务');
  if (isTaskEnded(state)) {
    return command.kind === 'watchClock' ? ok([]) : refuse('taskEnded', `任务「${state.title}」已结束`);
  }
  const { id: taskId } = state;
  const unitId = state.unitId ?? '';
  switch (command.kind) {
    case 'claim': {
      const { unit } = command;
      if (state.state !== 'open') return refuse('taskTaken', `任务已由 ${state.unitName ?? '其他力量'} 领取`);
      if (!state.offeredTo.includes(unit.id)) return refuse('notOffered', `任务没有发布给 ${unit.name}`);
      return ok([draft(taskId, 'task.claimed', { taskId, unitId: unit.id, unitName: unit.name })]);
    }
    case 'assign': {
      if (state.state === 'underway' || state.state === 'suspended') {
        return refuse('taskUnderway', `${state.unitName ?? ''} 已开始执行，不能改派`);
      }
      const { unit } = command;
      return ok([draft(taskId, 'task.assigned', { taskId, unitId: unit.id, unitName: unit.name })]);
    }
    case 'accept':
      if (state.state !== 'assigned') return illegal(state);
      return ok([draft(taskId, 'task.accepted', { taskId, unitId })]);
    case 'refuse':
      if (state.state !== 'assigned' && state.state !== 'accepted') return illegal(state);
      return ok([
        draft(taskId, 'task.refused', { taskId, unitId, unitName: state.unitName ?? '', reason: command.reason }),
      ]);
    case 'start':
      return state.state === 'accepted' || state.state === 'assigned' ? ok(begin(state)) : illegal(state);
    case 'checkIn':
      return checkIn(state, command);
    case 'recordItem':
      return recordItem(state, command);
    case 'suspend': {
      if (state.state !== 'accepted' && state.state !== 'underway') return ok([]);
      const { incidentId, dispatchId } = command;
      return ok([draft(taskId, 'task.suspended', { taskId, unitId, incidentId, dispatchId })]);
    }
    case 'resume':
      return ok(state.state === 'suspended' ? [draft(taskId, 'task.resumed', { taskId, unitId })] : []);
    case 'finish':
      return finish(state, command.note);
    case 'watchClock': {
      // What an incident holds up is not late by its own fault: the clock goes on when the unit is free.
      if (state.overdueAt !== null || state.state === 'suspended' || now <= state.dueAt) return ok([]);
      return ok([draft(taskId, 'task.overdue', { taskId, unitId: isTaskHeld(state) ? state.unitId : null })]);
    }
    case 'cancel':
      return ok([draft(taskId, 'task.cancelled', { taskId, reason: command.reason })]);
  }
}

function publish(
  state: FieldTask | undefined,
  { task, unit }: Extract<TaskCommand, { kind: 'publish' }>,
  now: number,
): Result<Draft[]> {
  if (state) return refuse('taskExists', '该任务已存在');
  if (task.dueAt <= task.startAt) return refuse('taskTimes', '截止时间不晚于开始时间');
  if (task.dueAt <= now) return refuse('taskTimes', '截止时间已过');
  if (task.offeredTo.length === 0) return refuse('nobodyThere', '所选范围内没有力量');
  const { taskId } = task;
  const published = draft(taskId, 'task.published', { task });
  return ok(
    unit ? [published, draft(taskId, 'task.assigned', { taskId, unitId: unit.id, unitName: unit.name })] : [published],
  );
}

/** A check-in or a finding says that the work has begun, also where nobody pressed start: what comes first says so. */
function begin({ id: taskId, unitId, state }: FieldTask): Draft[] {
  const unit = unitId ?? '';
  return [
    ...(state === 'assigned' ? [draft(taskId, 'task.accepted', { taskId, unitId: unit })] : []),
    ...(state === 'underway' ? [] : [draft(taskId, 'task.started', { taskId, unitId: unit })]),
  ];
}

const MAY_WORK: readonly FieldTask['state'][] = ['assigned', 'accepted', 'underway'];

function checkIn(
  state: FieldTask,
  { pointId, doneAt, fix, reason }: Extract<TaskCommand, { kind: 'checkIn' }>,
): Result<Draft[]> {
  if (!MAY_WORK.includes(state.state)) return illegal(state);
  const point = state.points.find(({ id }) => id === pointId);
  if (!point) return refuse('unknownPoint', '任务没有这个签到点');
  if (point.checkIn) return refuse('alreadyCheckedIn', `「${point.name}」已签到`);
  const next = nextPoint(state);
  if (state.order === 'fixed' && next && next.id !== pointId) {
    return refuse('outOfOrder', `须按顺序签到，下一个是「${next.name}」`);
  }
  const proof = proveCheckIn(point, fix, doneAt);
  if (proof.unproved && !reason) return refuse('notProved', WHY_NOT[proof.unproved]);
  const words = proof.unproved ? reason : null;
  const facts = { taskId: state.id, unitId: state.unitId ?? '', pointId, doneAt, ...proof, reason: words };
  return ok([...begin(state), draft(state.id, 'task.checkedIn', facts)]);
}

const WHY_NOT: Readonly<Record<Unproved, string>> = {
  noFix: '没有定位，请填写原因手动签到',
  staleFix: '定位已过期或不准，请填写原因手动签到',
  tooFar: '不在签到点范围内，请走近或填写原因手动签到',
  tooEarly: '未到签到时间，请填写原因手动签到',
  tooLate: '已过签到时间，请填写原因手动签到',
};

function recordItem(
  state: FieldTask,
  { itemId, result, text, doneAt }: Extract<TaskCommand, { kind: 'recordItem' }>,
): Result<Draft[]> {
  if (!MAY_WORK.includes(state.state)) return illegal(state);
  const item = state.items.find(({ id }) => id === itemId);
  if (!item) return refuse('unknownItem', '任务没有这个检查项');
  if (result === 'hazard' && !text) return refuse('hazardWithoutWords', '发现隐患须写明情况');
  // A hazard stays on record: looking away again is what the re-check is for.
  if (item.result === 'hazard') return refuse('itemSettled', '该项已登记隐患，请在复查中处理');
  const body = { taskId: state.id, itemId, result, text: text || null, doneAt };
  return ok([...begin(state), draft(state.id, 'task.itemRecorded', body)]);
}

/** Leaving something out is allowed and is said: with words, and counted. */
function finish(state: FieldTask, note: string): Result<Draft[]> {
  if (!MAY_WORK.includes(state.state)) return illegal(state);
  const missingPoints = state.points.filter(({ checkIn: done }) => done === null).length;
  const missingItems = state.items.filter(({ result }) => result === null).length;
  if (missingPoints + missingItems > 0 && !note) {
    return refuse('taskIncomplete', `还有 ${missingPoints} 个签到点、${missingItems} 项未做，须说明原因`);
  }
  const { id: taskId } = state;
  const body = { taskId, unitId: state.unitId ?? '', note: note || null, missingPoints, missingItems };
  return ok([...begin(state), draft(taskId, 'task.finished', body)]);
}

const illegal = (state: FieldTask) => refuse('taskState', `任务当前不能这样操作（${STATE_WORDS[state.state]}）`);

const STATE_WORDS: Readonly<Record<FieldTask['state'], string>> = {
  open: '待领取',
  assigned: '待接受',
  refused: '已拒绝',
  accepted: '已接受',
  underway: '执行中',
  suspended: '因事件暂停',
  finished: '已完成',
  cancelled: '已取消',
};

function draft<Kind extends TaskEventKind>(taskId: string, kind: Kind, body: TaskEventBody[Kind]): Draft {
  return { stream: taskStream(taskId), kind, body };
}
