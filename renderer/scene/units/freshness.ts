/** How fresh a position is, as the scene keeps it: one moment a unit, so that a shader can tell its colour from the clock. */
import {
  FRESHNESS_AFTER_MS,
  freshnessAt,
  type Freshness as Known,
  seenAt as momentOf,
} from '#shared/domain/position.ts';

export { FRESHNESS, type Freshness, isLive } from '#shared/domain/position.ts';

export const AGEING_AFTER_MS = FRESHNESS_AFTER_MS.ageing;
export const STALE_AFTER_MS = FRESHNESS_AFTER_MS.stale;
export const LOST_AFTER_MS = FRESHNESS_AFTER_MS.lost;

/**
 * The moment a fix is good for. One that its sender gives less time than the rule counts as so much older: it is stale when the
 * sender said, whoever looks at this moment alone.
 */
export function seenAt(fixAt: number, receivedAt: number, staleAt: number | null = null): number {
  const moment = momentOf({ fixAt, receivedAt });
  return staleAt === null ? moment : Math.min(moment, staleAt - STALE_AFTER_MS);
}

export const freshnessOf = (seen: number | null, now: number): Known =>
  seen === null ? 'post' : freshnessAt(seen, null, now);

/** "12 s", "4 min", "2 h": short enough to stand beside an icon; the same digits in both languages. */
export function ageText(ageMs: number): string {
  const seconds = Math.max(0, Math.round(ageMs / 1_000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
