import { actorName } from '#shared/text/system.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { ReviewEvidence } from '#shared/wire/review.ts';
import { useLanguage } from '../desk.tsx';
import { useFilm, useReviewText } from './film.tsx';
import { Moment } from './Moment.tsx';

const NONE: readonly ReviewEvidence[] = [];
/** Digits of the hash that people read out to each other. */
const DIGEST_SHOWN = 12;

/** Everything that was taken, in order; each is shown at its moment beside the map. */
export function EvidenceTab() {
  const text = useReviewText();
  const language = useLanguage();
  const focusId = useFilm((state) => state.focusId);
  const all = useFilm((state) => state.film?.evidence ?? NONE);
  const evidence =
    focusId === null ? all : all.filter(({ incidentId }) => incidentId === null || incidentId === focusId);
  if (evidence.length === 0) return <p className="empty">{text.evidenceNone}</p>;
  return (
    <ol className="film-lines">
      {evidence.map((item) => (
        <li key={item.seq} className="film-line" data-testid={`evidence-line-${item.seq}`}>
          <Moment at={item.at} />
          <span className="film-line__words">
            <strong>{text.evidenceKind[item.kind]}</strong> {item.source}
            {item.durationMs !== null && <span className="quiet"> {formatClockSpan(item.durationMs)}</span>}
            <span className="quiet"> {text.by(actorName(item.by, language))}</span>
            <span className="film-line__digest selectable">{text.digest(item.sha256.slice(0, DIGEST_SHOWN))}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
