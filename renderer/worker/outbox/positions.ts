/** Positions that wait for the network: the newest whole, the older ones thinner, never more than one message takes. */
import { WORKER_POSITIONS_LIMIT } from '#shared/wire/worker.ts';

export interface QueuedFix {
  readonly lon: number;
  readonly lat: number;
  readonly accuracyM: number | null;
  readonly speedMps: number | null;
  readonly courseDegrees: number | null;
  readonly at: number;
}

const FRESH_MS = 5 * 60_000;
const OLD_EVERY_MS = 30_000;
/** A fix that says the same again within this time adds nothing. */
const LEAST_APART_MS = 3_000;

/** Oldest first, `WORKER_POSITIONS_LIMIT` at most: the first and the newest stay, of what is old one in half a minute. */
export function thinned(fixes: readonly QueuedFix[], now: number): QueuedFix[] {
  let lastAt = -Infinity;
  const kept = fixes.filter(({ at }) => {
    if (now - at > FRESH_MS && at - lastAt < OLD_EVERY_MS) return false;
    lastAt = at;
    return true;
  });
  while (kept.length > WORKER_POSITIONS_LIMIT) {
    // Of the older half every second one goes: the way stays, only its detail does not.
    const half = Math.ceil(kept.length / 2);
    kept.splice(0, half, ...kept.slice(0, half).filter((_, index) => index % 2 === 0));
  }
  return kept;
}

/** With the new one; as it was when that came too soon after the last. */
export function withFix(fixes: readonly QueuedFix[], fix: QueuedFix, now: number): readonly QueuedFix[] {
  const last = fixes.at(-1);
  if (last && fix.at - last.at < LEAST_APART_MS) return fixes;
  return thinned([...fixes, fix], now);
}
