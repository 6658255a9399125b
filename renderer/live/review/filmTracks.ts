/** Whose ways are drawn over the map of a film, and from when to when: those sent to its incidents, while they were on it. */
import type { ReviewFilm } from '#shared/wire/review.ts';

export interface TrackPlan {
  readonly unitId: string;
  readonly unitName: string;
  readonly fromAt: number;
  readonly toAt: number;
}

/** The way itself, in the map's own contract: degrees (WGS-84) and epoch ms, oldest first. */
export interface FilmTrack {
  readonly unitId: string;
  readonly points: readonly (readonly [lon: number, lat: number, at: number])[];
}

/** Where it came from is of use as well. */
const BEFORE_MS = 60_000;
/** More lines than this nobody tells apart. */
const MOST_TRACKS = 24;
export const TRACK_POINTS = 500;

/**
 * One for each unit, in the order they were sent. `incidentId`: of one incident only; null: of the whole film. A unit sent twice
 * has one line from its first order to its last end.
 */
export function trackPlans(film: ReviewFilm, incidentId: string | null): readonly TrackPlan[] {
  const plans = new Map<string, TrackPlan>();
  const sent = film.incidents
    .filter(({ id }) => incidentId === null || id === incidentId)
    .flatMap(({ dispatches }) => dispatches)
    .toSorted((left, right) => left.notifiedAt - right.notifiedAt);
  for (const { unitId, unitName, notifiedAt, endedAt } of sent) {
    const fromAt = Math.max(film.fromAt, notifiedAt - BEFORE_MS);
    const toAt = Math.min(film.toAt, endedAt ?? film.toAt);
    if (toAt <= fromAt) continue;
    const held = plans.get(unitId);
    plans.set(unitId, held ? { ...held, toAt: Math.max(held.toAt, toAt) } : { unitId, unitName, fromAt, toAt });
  }
  return [...plans.values()].slice(0, MOST_TRACKS);
}
