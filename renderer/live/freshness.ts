import { freshnessOf, isLive } from '#shared/domain/position.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { Position } from './liveState.ts';

export interface UnitCounts {
  readonly free: number;
  readonly busy: number;
  readonly stale: number;
}

/** Each unit once: busy when it has a task, else stale when its position is not current, else free. */
export function countUnits(
  units: Iterable<UnitState>,
  positions: ReadonlyMap<string, Position>,
  now: number,
): UnitCounts {
  let [free, busy, stale] = [0, 0, 0];
  for (const unit of units) {
    if (unit.engagement) busy++;
    else if (isLive(freshnessOf(positions.get(unit.id), now))) free++;
    else stale++;
  }
  return { free, busy, stale };
}
