import type { UnitState } from '#shared/domain/unit.ts';
import type { Position } from './liveState.ts';

/** A position older than this is never shown as live (DOMAIN §3: freshness for the 1-minute band). */
export const FRESH_WITHIN_MS = 30_000;

export type Freshness = 'fresh' | 'stale' | 'never';

/** A buffered fix is as old as it says it is; a terminal whose clock runs ahead is as old as its arrival. */
export function positionAge(position: Position, now: number): number {
  return Math.max(0, now - Math.min(position.fixAt, position.receivedAt));
}

export function freshnessOf(position: Position | undefined, now: number): Freshness {
  if (!position) return 'never';
  return positionAge(position, now) <= FRESH_WITHIN_MS ? 'fresh' : 'stale';
}

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
    else if (freshnessOf(positions.get(unit.id), now) === 'fresh') free++;
    else stale++;
  }
  return { free, busy, stale };
}
