import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan, formatDistance } from '#shared/text/time.ts';
import type { ReviewCandidate, ReviewDecision } from '#shared/wire/review.ts';
import { shortNumberOf } from '../../live/review/names.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useLanguage } from '../desk.tsx';
import { useFilm, useReviewText } from './film.tsx';
import { Moment } from './Moment.tsx';

const NONE: readonly ReviewDecision[] = [];

/** What was recommended when somebody was sent, who was sent, and why another. */
export function DecisionsTab() {
  const text = useReviewText();
  const focusId = useFilm((state) => state.focusId);
  const all = useFilm((state) => state.film?.decisions ?? NONE);
  const decisions = focusId === null ? all : all.filter(({ incidentId }) => incidentId === focusId);
  if (decisions.length === 0) return <p className="empty">{text.decisionsNone}</p>;
  return (
    <ol className="decisions">
      {decisions.map((decision) => (
        <Decision key={decision.seq} decision={decision} />
      ))}
    </ol>
  );
}

function Decision({ decision }: { readonly decision: ReviewDecision }) {
  const text = useReviewText();
  const language = useLanguage();
  const { at, by, isAutomatic, chosen, recommended, recommendedWhen, rank, isFirst, reason, incidentId } = decision;
  const road = useRoad();
  const number = useFilm(({ film }) => film?.incidents.find(({ id }) => id === incidentId)?.number ?? '');
  return (
    <li className="decision" data-testid={`decision-${chosen.unitId}`}>
      <header className="decision__head">
        <Moment at={at} />
        <span className="quiet ellipsis">
          {shortNumberOf(number)} · {isAutomatic ? text.automatic : actorName(by, language)}
        </span>
      </header>
      <p className="decision__chosen">
        <span className="decision__label">{text.chosen}</span>
        <strong className="ellipsis">{chosen.unitName}</strong>
        <span className="decision__road">{road(chosen.etaSeconds, chosen.routeM)}</span>
        <Badge tone={isFirst ? 'good' : rank === null && recommended.length === 0 ? 'neutral' : 'warn'}>
          {isFirst ? text.first : rank === null ? text.notAmong : text.rank(rank)}
        </Badge>
      </p>
      {!isFirst && !isAutomatic && recommended.length > 0 && (
        <p className={reason === null ? 'decision__reason is-warn' : 'decision__reason selectable'}>
          {reason === null ? text.noReason : text.reason(reason)}
        </p>
      )}
      <p className="decision__label">
        {recommended.length === 0 ? text.nothingRecommended : text.recommended}
        {recommendedWhen === 'opening' && recommended.length > 0 && ` (${text.opening})`}
      </p>
      <ol className="decision__list">
        {recommended.map((candidate, index) => (
          <Candidate
            key={candidate.unitId}
            candidate={candidate}
            place={index + 1}
            isChosen={candidate.unitId === chosen.unitId}
          />
        ))}
      </ol>
    </li>
  );
}

function Candidate({
  candidate,
  place,
  isChosen,
}: {
  readonly candidate: ReviewCandidate;
  readonly place: number;
  readonly isChosen: boolean;
}) {
  const language = useLanguage();
  const road = useRoad();
  return (
    <li className="decision__candidate" aria-current={isChosen}>
      <span className="decision__place">{place}</span>
      <span className="ellipsis">{candidate.name}</span>
      <span className="decision__road">{road(candidate.etaSeconds, candidate.routeM)}</span>
      <span className="decision__why">
        {candidate.reasons.map((why) => pick(why, language)).join(language === 'en' ? ' · ' : '；')}
      </span>
    </li>
  );
}

/** `2:10 · 860 米`. */
function useRoad(): (etaSeconds: number | null, routeM: number | null) => string {
  const text = useReviewText();
  const language = useLanguage();
  return (etaSeconds, routeM) => {
    const time = etaSeconds === null ? text.unknownEta : formatClockSpan(etaSeconds * 1_000);
    return routeM === null ? time : text.road(time, formatDistance(routeM, language));
  };
}
