import { nameOfActor, type StoredEvent } from './event.ts';
import type { FieldTask, TaskEventBody, TaskEventKind, TaskFacts, TaskPoint } from './task.ts';

/** Folds one event of a task's stream. */
export function evolveTask(state: FieldTask | undefined, event: StoredEvent): FieldTask | undefined {
  const kind = event.kind as TaskEventKind;
  if (kind === 'task.published') return publish((event.body as TaskEventBody['task.published']).task, event);
  if (!state) return undefined;
  switch (kind) {
    case 'task.claimed':
      return hold(state, event.body as TaskEventBody['task.claimed'], { state: 'accepted', acceptedAt: event.at });
    case 'task.assigned':
      return hold(state, event.body as TaskEventBody['task.assigned'], { state: 'assigned', acceptedAt: null });
    case 'task.accepted':
      return { ...state, state: 'accepted', acceptedAt: event.at };
    case 'task.refused': {
      const { unitId, unitName, reason } = event.body as TaskEventBody['task.refused'];
      const refusals = [...state.refusals, { unitId, unitName, reason, at: event.at }];
      const others = state.offeredTo.filter((id) => id !== unitId);
      // What was offered to many is offered to the others again; what was for one waits for the desk.
      if (state.audience.kind === 'unit' || others.length === 0) return { ...state, state: 'refused', refusals };
      const free = { unitId: null, unitName: null, acceptedAt: null };
      return { ...state, ...free, state: 'open', offeredTo: others, refusals };
    }
    case 'task.started':
      return { ...state, state: 'underway', startedAt: event.at };
    case 'task.checkedIn':
      return checkIn(state, event);
    case 'task.itemRecorded': {
      const { itemId, result, text, doneAt } = event.body as TaskEventBody['task.itemRecorded'];
      const items = state.items.map((item) => (item.id === itemId ? { ...item, result, text, doneAt } : item));
      return { ...state, items };
    }
    case 'task.suspended': {
      const { incidentId, dispatchId } = event.body as TaskEventBody['task.suspended'];
      const from = state.state === 'underway' ? 'underway' : 'accepted';
      return { ...state, state: 'suspended', suspension: { incidentId, dispatchId, at: event.at, from } };
    }
    case 'task.resumed':
      return resume(state, event.at);
    case 'task.finished': {
      const { note } = event.body as TaskEventBody['task.finished'];
      return { ...state, state: 'finished', endedAt: event.at, endNote: note };
    }
    case 'task.overdue':
      return { ...state, overdueAt: event.at };
    case 'task.cancelled': {
      const { reason } = event.body as TaskEventBody['task.cancelled'];
      return { ...state, state: 'cancelled', endedAt: event.at, endNote: reason, suspension: null };
    }
    default:
      return state;
  }
}

function publish({ taskId, points, items, ...facts }: TaskFacts, event: StoredEvent): FieldTask {
  return {
    ...facts,
    id: taskId,
    state: 'open',
    by: nameOfActor(event.actor),
    publishedAt: event.at,
    unitId: null,
    unitName: null,
    points: points.map((point) => ({ ...point, checkIn: null })),
    items: items.map((item) => ({ ...item, result: null, text: null, doneAt: null })),
    acceptedAt: null,
    startedAt: null,
    endedAt: null,
    suspension: null,
    suspendedMs: 0,
    overdueAt: null,
    refusals: [],
    endNote: null,
  };
}

function hold(
  state: FieldTask,
  { unitId, unitName }: { unitId: string; unitName: string },
  part: Pick<FieldTask, 'state' | 'acceptedAt'>,
): FieldTask {
  return { ...state, ...part, unitId, unitName };
}

function checkIn(state: FieldTask, event: StoredEvent): FieldTask {
  const { pointId, taskId, unitId, ...facts } = event.body as TaskEventBody['task.checkedIn'];
  const done = { ...facts, recordedAt: event.at, by: nameOfActor(event.actor) };
  const points = state.points.map((point) => (point.id === pointId ? { ...point, checkIn: done } : point));
  return { ...state, points };
}

/** The time an incident took is given back: to the task and to every check-point still waiting. */
function resume(state: FieldTask, at: number): FieldTask {
  if (!state.suspension) return state;
  const lost = Math.max(0, at - state.suspension.at);
  const later = (point: TaskPoint): TaskPoint =>
    point.checkIn || point.untilAt === null ? point : { ...point, untilAt: point.untilAt + lost };
  return {
    ...state,
    state: state.suspension.from,
    suspension: null,
    suspendedMs: state.suspendedMs + lost,
    dueAt: state.dueAt + lost,
    points: state.points.map(later),
  };
}
