/** What the screens show: what the station said last, with what was done here and it does not know yet laid over it. */
import { stateAfter } from '#shared/domain/dispatch.ts';
import type { LinkState } from '#shared/domain/linkage.ts';
import type { ItemResult } from '#shared/domain/task.ts';
import type { WorkerLinkage, WorkerOrder, WorkerTask } from '#shared/wire/worker.ts';
import type { OutboxItem } from './item.ts';

export interface ShownOrder {
  readonly order: WorkerOrder;
  /** The station has not been told of the last move yet. */
  readonly isWaiting: boolean;
}

/** Null when it was refused or finished here. A move the state does not allow counts for nothing: the station will say so. */
export function shownOrder(order: WorkerOrder | null, items: readonly OutboxItem[]): ShownOrder | null {
  if (!order) return null;
  let shown = order;
  let isWaiting = false;
  for (const { deed, state } of items) {
    if (state !== 'waiting' || deed.kind !== 'report' || deed.dispatchId !== order.dispatchId) continue;
    const next = stateAfter(shown.state, deed.move);
    if (next === undefined) continue;
    if (next === 'refused' || next === 'done') return null;
    shown = { ...shown, state: next as WorkerOrder['state'] };
    isWaiting = true;
  }
  return { order: shown, isWaiting };
}

export interface ShownTask extends WorkerTask {
  readonly isWaiting: boolean;
}

/** Without those refused or finished here. */
export function shownTasks(tasks: readonly WorkerTask[], items: readonly OutboxItem[]): ShownTask[] {
  return tasks.flatMap((task) => {
    const shown = items.reduce<ShownTask | null>((held, item) => held && afterItem(held, item), {
      ...task,
      isWaiting: false,
    });
    return shown ? [shown] : [];
  });
}

function afterItem(task: ShownTask, { deed, state, madeAt }: OutboxItem): ShownTask | null {
  if (state !== 'waiting' || deed.kind !== 'command') return task;
  const { command, body } = deed;
  if (body.taskId !== task.taskId) return task;
  const waiting = { ...task, isWaiting: true };
  switch (command) {
    case 'task.refuse':
    case 'task.finish':
      return null;
    case 'task.claim':
    case 'task.accept':
      return { ...waiting, state: 'accepted' };
    case 'task.start':
      return { ...waiting, state: 'underway' };
    case 'task.checkIn': {
      const checkIn = { doneAt: madeAt, isProved: body.reason === undefined };
      const points = task.points.map((point) => (point.id === body.pointId ? { ...point, checkIn } : point));
      return { ...waiting, state: 'underway', points };
    }
    case 'task.item': {
      const [result, text] = [body.result as ItemResult, (body.text as string | undefined) ?? null];
      const done = task.items.map((item) => (item.id === body.itemId ? { ...item, result, text } : item));
      return { ...waiting, state: 'underway', items: done };
    }
    default:
      return task;
  }
}

/** Nobody here has taken it or given it back. */
export const isOffered = ({ state }: ShownTask): boolean => state === 'open' || state === 'assigned';

/** Calls of the unit's group with the answers that are on their way; without those this member is done with. */
export function shownLinkages(linkages: readonly WorkerLinkage[], items: readonly OutboxItem[]): WorkerLinkage[] {
  const answers = items.flatMap(({ deed, state }) =>
    state === 'waiting' && deed.kind === 'command' && deed.command === 'incident.answerLink' ? [deed.body] : [],
  );
  const shown = linkages.map((linkage): WorkerLinkage => {
    const { incidentId, groupId } = linkage;
    const last = answers.findLast((body) => body.incidentId === incidentId && body.groupId === groupId);
    return last ? { ...linkage, state: last.state as LinkState } : linkage;
  });
  return shown.filter(({ state }) => state !== 'done' && state !== 'refused');
}

/** Nobody here has said that he has heard it. */
export const isUnanswered = ({ state }: WorkerLinkage): boolean =>
  state === 'told' || state === 'delivered' || state === 'seen';

/** Words on their way to the desk. */
export function waitingWords(items: readonly OutboxItem[]): { id: string; text: string; at: number }[] {
  return items.flatMap(({ deed, state, commandId, madeAt }) =>
    state === 'waiting' && deed.kind === 'command' && deed.command === 'message.send'
      ? [{ id: commandId, text: String(deed.body.text), at: madeAt }]
      : [],
  );
}

/** Whether the unit is on shift, as whoever holds the phone last said. */
export function shownShift(isOnShift: boolean, items: readonly OutboxItem[]): boolean {
  return items.reduce(
    (shown, { deed, state }) => (state === 'waiting' && deed.kind === 'shift' ? deed.isOnShift : shown),
    isOnShift,
  );
}
