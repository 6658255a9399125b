/** What the live channel has said of a film's subject since the film was made. Pure. */
import { evidenceKey } from '#shared/domain/evidence.ts';
import { reviewTarget } from '#shared/domain/review.ts';
import { isListedLine } from '#shared/domain/reviewFilm.ts';
import type { World } from '#shared/domain/world.ts';
import type { ReviewFilm } from '#shared/wire/review.ts';

/** How many lines and pieces of evidence a film made now would have more; 0 of what is over. */
export function newsSince(film: ReviewFilm, { incidents, field }: Pick<World, 'incidents' | 'field'>): number {
  if (film.isOver) return 0;
  const target = reviewTarget(film.subject);
  const untilAt = target?.kind === 'span' ? target.toAt : Number.POSITIVE_INFINITY;
  const isOfIncident = film.kind === 'incident';
  const ids = isOfIncident ? film.incidents.map(({ id }) => id) : [...incidents.keys()];
  let count = 0;
  for (const id of ids) {
    for (const { seq, at, kind } of incidents.get(id)?.timeline ?? []) {
      if (seq > film.journal.toSeq && at <= untilAt && isListedLine(kind)) count++;
    }
  }
  if (!isOfIncident) return count;
  const known = new Set(film.evidence.map(({ sha256 }) => sha256));
  const held = ids.flatMap((id) => field.evidence.get(evidenceKey({ kind: 'incident', id })) ?? []);
  return count + new Set(held.map(({ hash }) => hash).filter((hash) => !known.has(hash))).size;
}
