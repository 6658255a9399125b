/** When a film ends: what was kept in it is heard and seen to its end. Pure. */
import type { ReviewFilm } from '#shared/wire/review.ts';

/** A film of one moment still has a length to move in. */
const SHORTEST_FILM_MS = 1_000;

/**
 * Epoch ms. A recording that begins in a film lasts beyond its last event; the length of some is known only once they have been loaded
 * (`lengths`, ms, by SHA-256). What was added after something was over does not make its film longer.
 */
export function filmEnd(
  { fromAt, toAt, isOver, evidence }: Pick<ReviewFilm, 'fromAt' | 'toAt' | 'isOver' | 'evidence'>,
  lengths: ReadonlyMap<string, number>,
): number {
  return evidence
    .filter(({ at }) => at >= fromAt && (at <= toAt || !isOver))
    .map(({ at, sha256, durationMs }) => at + (lengths.get(sha256) ?? durationMs ?? 0))
    .reduce((end, each) => Math.max(end, each), Math.max(toAt, fromAt + SHORTEST_FILM_MS));
}
