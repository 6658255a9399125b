import { useEffect, useRef } from 'react';
import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import type { ReviewEntry } from '#shared/wire/review.ts';
import { shortNumberOf } from '../../live/review/names.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useLanguage } from '../desk.tsx';
import { useReplayAt } from '../useReplayAt.ts';
import { useFilm, useReviewText } from './film.tsx';
import { Moment } from './Moment.tsx';

const NONE: readonly ReviewEntry[] = [];
/** Rows kept in the page around the moment shown: a shift has thousands. */
const AROUND = 120;

/** All that happened, in order, with the moment shown among it. */
export function EntriesTab() {
  const text = useReviewText();
  const language = useLanguage();
  const focusId = useFilm((state) => state.focusId);
  const film = useFilm((state) => state.film);
  const at = useReplayAt();
  const list = useRef<HTMLOListElement>(null);
  const keys = useListKeys('.moment');
  const all = film?.entries ?? NONE;
  const entries =
    focusId === null ? all : all.filter(({ incidentId }) => incidentId === null || incidentId === focusId);
  const current = entries.findLastIndex((entry) => entry.at <= at);
  const first = Math.max(0, current - AROUND);
  useEffect(() => {
    list.current?.children[current - first]?.scrollIntoView({ block: 'nearest' });
  }, [current, first]);
  const numbers = new Map(film?.incidents.map(({ id, number }) => [id, shortNumberOf(number)]));
  if (entries.length === 0) return <p className="empty">{text.entriesNone}</p>;
  return (
    <div ref={keys}>
      <ol className="film-lines" ref={list}>
        {entries.slice(first, current + AROUND).map((entry, index) => (
          <li
            key={entry.seq}
            className={first + index > current ? 'film-line film-line--ahead' : 'film-line'}
            aria-current={first + index === current}
          >
            <Moment at={entry.at} testId={`entry-${entry.seq}`} />
            <span className="film-line__words selectable">
              {focusId === null && entry.incidentId !== null && (
                <span className="quiet">{numbers.get(entry.incidentId)} </span>
              )}
              {pick(entry.sentence, language)}
              {entry.times > 1 && <span className="quiet"> {text.times(entry.times)}</span>}
              <span className="quiet"> {actorName(entry.by, language)}</span>
            </span>
          </li>
        ))}
      </ol>
      {film?.isCut && <p className="is-warn">{text.cut}</p>}
    </div>
  );
}
