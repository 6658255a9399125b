/**
 * How fresh a position is: the one rule for proposals, the API and every window (RELIABILITY T3, invariant I3: stale is never
 * drawn as live). Ages count from the core's clock. What a device's clock says was judged once, when the fix came in
 * (main/core/tracks/judge.ts), so that `fixAt` is already a moment of ours.
 */

/** `post`: never reported; drawn where it is registered, never as a position. */
export const FRESHNESS = ['live', 'ageing', 'stale', 'lost', 'post'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** The ages after which a position is called so. Thirty seconds is the limit of the 1-minute band (DOMAIN §3). */
export const FRESHNESS_AFTER_MS = { ageing: 15_000, stale: 30_000, lost: 300_000 } as const;

/** What the rule needs of a position. Epoch ms by the core's clock. */
export interface Sighting {
  /** When it was taken; never after `receivedAt` for a fix the core has judged. */
  readonly fixAt: number;
  readonly receivedAt: number;
  /** The sender's own word for when it stops holding (CoT `stale`); null where the protocol has none. */
  readonly staleAt?: number | null;
}

/** The moment a position speaks for: the earlier of taken and received. */
export function seenAt({ fixAt, receivedAt }: Sighting): number {
  return Number.isFinite(fixAt) ? Math.min(fixAt, receivedAt) : receivedAt;
}

/** Milliseconds, never negative. */
export function ageOf(sighting: Sighting, now: number): number {
  return Math.max(0, now - seenAt(sighting));
}

/** A position is stale by its age, or because its sender said that it would be by now. */
export function freshnessOf(sighting: Sighting | null | undefined, now: number): Freshness {
  return sighting ? freshnessAt(seenAt(sighting), sighting.staleAt ?? null, now) : 'post';
}

/** The same for those who keep the two moments in arrays. An age that is no number is lost. */
export function freshnessAt(seen: number, staleAt: number | null, now: number): Freshness {
  const age = now - seen;
  if (!(age <= FRESHNESS_AFTER_MS.lost)) return 'lost';
  if (age > FRESHNESS_AFTER_MS.stale || (staleAt !== null && now > staleAt)) return 'stale';
  return age > FRESHNESS_AFTER_MS.ageing ? 'ageing' : 'live';
}

/** Counts as live on the scene, in proposals and in reports. */
export const isLive = (freshness: Freshness): boolean => freshness === 'live' || freshness === 'ageing';
