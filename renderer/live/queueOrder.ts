import type { IncidentState } from '#shared/domain/incident.ts';

/** The queue as an officer works through it. */
export interface IncidentQueue {
  /** Nobody has answered these: gravest first, then oldest. */
  readonly unanswered: readonly IncidentState[];
  readonly handled: readonly IncidentState[];
  /** Closed since `dayStart`, latest first. */
  readonly closed: readonly IncidentState[];
}

/** Gravest first, then the one that has waited longest; the number decides between twins, so that rows never swap. */
export function byUrgency(left: IncidentState, right: IncidentState): number {
  return left.level - right.level || left.openedAt - right.openedAt || (left.id < right.id ? -1 : 1);
}

export function orderQueue(incidents: Iterable<IncidentState>, dayStart: number): IncidentQueue {
  const unanswered: IncidentState[] = [];
  const handled: IncidentState[] = [];
  const closed: IncidentState[] = [];
  for (const incident of incidents) {
    if (incident.closedAt !== null) {
      if (incident.closedAt >= dayStart) closed.push(incident);
    } else if (incident.acknowledgedAt === null) unanswered.push(incident);
    else handled.push(incident);
  }
  return {
    unanswered: unanswered.sort(byUrgency),
    handled: handled.sort(byUrgency),
    closed: closed.sort((left, right) => right.closedAt! - left.closedAt!),
  };
}

/** Midnight of the station's day, in the window's time zone. */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** The neighbour of `id` in the open queue, stopping at its ends; the first one when `id` is not in it. */
export function neighbour(queue: IncidentQueue, id: string | null, step: 1 | -1): IncidentState | undefined {
  const open = [...queue.unanswered, ...queue.handled];
  const index = open.findIndex((incident) => incident.id === id);
  if (index === -1) return open[0];
  return open[Math.min(open.length - 1, Math.max(0, index + step))];
}
