/**
 * How old a position is, by the core's clock (RELIABILITY T3): stale is never drawn as live. Thirty seconds is the limit
 * of the 1-minute band (DOMAIN §3).
 */
export const FRESHNESS = ['live', 'ageing', 'stale', 'lost', 'post'] as const;
/** `post`: never reported; drawn where it is registered, never as a position. */
export type Freshness = (typeof FRESHNESS)[number];

export const AGEING_AFTER_MS = 15_000;
export const STALE_AFTER_MS = 30_000;
export const LOST_AFTER_MS = 300_000;

/**
 * The moment a fix is good for. A terminal's clock may run ahead, so the receive time bounds it; a repeated old fix
 * stays as old as its own time says.
 */
export function seenAt(fixAt: number, receivedAt: number): number {
  return Number.isFinite(fixAt) ? Math.min(fixAt, receivedAt) : receivedAt;
}

export function freshnessOf(seen: number | null, now: number): Freshness {
  if (seen === null) return 'post';
  const age = now - seen;
  if (!(age <= LOST_AFTER_MS)) return 'lost';
  if (age > STALE_AFTER_MS) return 'stale';
  return age > AGEING_AFTER_MS ? 'ageing' : 'live';
}

/** Counts as live on the scene and in reports. */
export const isLive = (freshness: Freshness) => freshness === 'live' || freshness === 'ageing';

/** "12 s", "4 min", "2 h": short enough to stand beside an icon; the same digits in both languages. */
export function ageText(ageMs: number): string {
  const seconds = Math.max(0, Math.round(ageMs / 1_000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
