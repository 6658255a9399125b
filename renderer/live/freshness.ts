import { freshnessOf, isLive } from '#shared/domain/position.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { Position } from './liveState.ts';

export type UnitCounts = Readonly<Record<UnitStanding, number>>;

export const UNIT_STANDINGS = ['free', 'busy', 'stale'] as const;
export type UnitStanding = (typeof UNIT_STANDINGS)[number];

/** Busy when it has a task, else stale when its position is not current, else free. */
export function unitStanding(unit: UnitState, positions: ReadonlyMap<string, Position>, now: number): UnitStanding {
  if (unit.engagement) return 'busy';
  return isLive(freshnessOf(positions.get(unit.id), now)) ? 'free' : 'stale';
}

/** Each unit once. */
export function countUnits(
  units: Iterable<UnitState>,
  positions: ReadonlyMap<string, Position>,
  now: number,
): UnitCounts {
  const counts = { free: 0, busy: 0, stale: 0 };
  for (const unit of units) counts[unitStanding(unit, positions, now)]++;
  return counts;
}
