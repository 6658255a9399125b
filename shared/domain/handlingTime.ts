import { PLANNED_HANDLING_SECONDS } from '../catalog/handling.ts';
import type { IncidentKind } from '../catalog/incidentKinds.ts';
import type { HandlingTime } from './coverage.ts';
import type { IncidentState } from './incident.ts';

/** Fewer than this say nothing about the next one. */
export const HANDLING_SAMPLES = 5;

/**
 * The median time from arrival to done over the finished dispatches of a kind, of the incidents given (those the world holds:
 * every open one and the last closed ones). Relocations are no handling.
 */
export function handlingTime(incidents: Iterable<IncidentState>, kind: IncidentKind): HandlingTime {
  const seconds: number[] = [];
  for (const incident of incidents) {
    if (incident.kind !== kind) continue;
    for (const { state, task, arrivedAt, endedAt } of incident.dispatches) {
      if (state !== 'done' || task === 'relocate' || arrivedAt === null || endedAt === null) continue;
      seconds.push((endedAt - arrivedAt) / 1_000);
    }
  }
  if (seconds.length < HANDLING_SAMPLES) {
    return { seconds: PLANNED_HANDLING_SECONDS[kind], source: 'planned', samples: seconds.length };
  }
  seconds.sort((one, other) => one - other);
  const middle = seconds.length >> 1;
  const median = seconds.length % 2 === 1 ? seconds[middle]! : (seconds[middle - 1]! + seconds[middle]!) / 2;
  return { seconds: Math.round(median), source: 'done', samples: seconds.length };
}
