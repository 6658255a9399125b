import { freshnessOf, isLive } from '#shared/domain/position.ts';
import { isOnShift, type UnitState } from '#shared/domain/unit.ts';
import type { Position } from './liveState.ts';

export type UnitCounts = Readonly<Record<UnitStanding, number>>;

export const UNIT_STANDINGS = ['free', 'busy', 'stale', 'offShift'] as const;
export type UnitStanding = (typeof UNIT_STANDINGS)[number];

/** Busy when it has a task, else off shift when it says so, else stale when its position is not current, else free. */
export function unitStanding(unit: UnitState, positions: ReadonlyMap<string, Position>, now: number): UnitStanding {
  if (unit.engagement) return 'busy';
  if (!isOnShift(unit)) return 'offShift';
  return isLive(freshnessOf(positions.get(unit.id), now)) ? 'free' : 'stale';
}

/** Each unit once. */
export function countUnits(
  units: Iterable<UnitState>,
  positions: ReadonlyMap<string, Position>,
  now: number,
): UnitCounts {
  const counts = { free: 0, busy: 0, stale: 0, offShift: 0 };
  for (const unit of units) counts[unitStanding(unit, positions, now)]++;
  return counts;
}
