import { type FieldTask, type FieldTaskKind, isTaskEnded, type TaskState } from '#shared/domain/task.ts';
import type { TaskFilter } from '#shared/text/tasks.ts';

export interface TaskChoice {
  readonly filter: TaskFilter;
  readonly kind: FieldTaskKind | null;
  readonly query: string;
}

const STATES: Readonly<Record<Exclude<TaskFilter, 'overdue'>, readonly TaskState[]>> = {
  open: ['open', 'assigned', 'refused', 'accepted', 'underway', 'suspended'],
  waiting: ['open', 'assigned', 'refused'],
  underway: ['accepted', 'underway'],
  suspended: ['suspended'],
  ended: ['finished', 'cancelled'],
};

export function isInFilter(task: FieldTask, filter: TaskFilter): boolean {
  return filter === 'overdue' ? isLate(task) : STATES[filter].includes(task.state);
}

/** Said to be overdue and still to be done. */
export const isLate = (task: FieldTask): boolean => task.overdueAt !== null && !isTaskEnded(task);

/** What the officer has to see to first: late ones, refused ones, then by when they are due; ended ones the latest first. */
export function taskRows(tasks: Iterable<FieldTask>, { filter, kind, query }: TaskChoice): FieldTask[] {
  const words = query.trim().toLowerCase();
  const rows = [...tasks].filter(
    (task) =>
      isInFilter(task, filter) && (kind === null || task.kind === kind) && (words === '' || answers(task, words)),
  );
  return rows.sort(filter === 'ended' ? latestEndFirst : mostPressingFirst);
}

const answers = ({ title, unitName, unitId, gridCode, place }: FieldTask, words: string): boolean =>
  [title, unitName, unitId, gridCode, place?.name].some((text) => text?.toLowerCase().includes(words));

const latestEndFirst = (left: FieldTask, right: FieldTask) => (right.endedAt ?? 0) - (left.endedAt ?? 0);

const rank = (task: FieldTask): number => (isLate(task) ? 0 : task.state === 'refused' ? 1 : 2);

const mostPressingFirst = (left: FieldTask, right: FieldTask) =>
  rank(left) - rank(right) || left.dueAt - right.dueAt || (left.id < right.id ? -1 : 1);

export interface TaskCounts {
  readonly pointsDone: number;
  readonly itemsDone: number;
  readonly hazards: number;
  readonly unproved: number;
}

export function countsOf({ points, items }: FieldTask): TaskCounts {
  return {
    pointsDone: points.filter(({ checkIn }) => checkIn !== null).length,
    itemsDone: items.filter(({ result }) => result !== null).length,
    hazards: items.filter(({ result }) => result === 'hazard').length,
    unproved: points.filter(({ checkIn }) => checkIn?.unproved).length,
  };
}
