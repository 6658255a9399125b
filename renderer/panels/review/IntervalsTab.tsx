import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { addressIn } from '#shared/domain/place.ts';
import { pick } from '#shared/text/language.ts';
import { formatClockSpan, formatTime } from '#shared/text/time.ts';
import type { ReviewIncident, ReviewInterval, ReviewIntervalState } from '#shared/wire/review.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { useLanguage, useText } from '../desk.tsx';
import { useFilm, useFilmSession, useReviewText } from './film.tsx';

const TONES: Readonly<Record<ReviewIntervalState, Tone>> = {
  met: 'good',
  late: 'bad',
  running: 'info',
  none: 'neutral',
};

/** The six times of each incident beside their limits; a click goes to where one ended. */
export function IntervalsTab() {
  const text = useReviewText();
  const film = useFilmSession();
  const incidents = useFilm((state) => state.film?.incidents ?? NOBODY);
  const focusId = useFilm((state) => state.focusId);
  if (incidents.length === 0) return <p className="empty">{text.intervalsNone}</p>;
  return (
    <>
      {incidents.length > 1 && focusId !== null && (
        <Button look="plain" onClick={() => film.focus(null)} data-testid="focus-all">
          {text.focusAll}
        </Button>
      )}
      {incidents
        .filter(({ id }) => focusId === null || id === focusId)
        .map((incident) => (
          <IncidentTimes key={incident.id} incident={incident} isOnly={focusId !== null || incidents.length === 1} />
        ))}
    </>
  );
}

const NOBODY: readonly ReviewIncident[] = [];

function IncidentTimes({ incident, isOnly }: { readonly incident: ReviewIncident; readonly isOnly: boolean }) {
  const text = useReviewText();
  const { words } = useText();
  const language = useLanguage();
  const film = useFilmSession();
  const kind = pick(INCIDENT_KIND_CATALOG[incident.kind], language);
  return (
    <section className="times" aria-label={incident.number}>
      <header className="times__head">
        <LevelMark level={incident.level} label={words.level[incident.level]} />
        <h3 className="ellipsis">
          {kind} <span className="times__number">{incident.number}</span>
        </h3>
        {!isOnly && (
          <Button look="plain" onClick={() => film.focus(incident.id)} data-testid={`focus-${incident.number}`}>
            {text.focusOn}
          </Button>
        )}
      </header>
      <p className="times__place ellipsis">{addressIn(incident.place, language === 'en')}</p>
      <ol className="times__list">
        {incident.intervals.map((interval) => (
          <IntervalLine
            key={interval.name}
            interval={interval}
            name={text.interval[interval.name]}
            testId={`interval-${interval.name}`}
          />
        ))}
        {incident.renewals.map((renewal, index) => (
          <IntervalLine
            key={renewal.fromAt}
            interval={renewal}
            name={text.answerAgain}
            testId={`answer-again-${index}`}
          />
        ))}
      </ol>
      {incident.bands.length > 0 && (
        <p className="times__bands">
          {incident.bands.map(({ seconds, label, tookMs, state }) => (
            <Badge key={seconds} tone={TONES[state]}>
              {tookMs === null
                ? text.bandOpen(pick(label, language))
                : text.band(pick(label, language), formatClockSpan(tookMs))}
            </Badge>
          ))}
        </p>
      )}
    </section>
  );
}

/** Twice the limit fills the bar: what is over stands as far beyond the mark as it was late. */
const FULL_OF_LIMITS = 2;

interface IntervalLineProps {
  readonly interval: ReviewInterval;
  readonly name: string;
  readonly testId: string;
}

function IntervalLine({ interval, name, testId }: IntervalLineProps) {
  const text = useReviewText();
  const language = useLanguage();
  const film = useFilmSession();
  const { state, tookMs, limitMs, fromAt, toAt, source } = interval;
  const goAt = toAt ?? fromAt;
  const over = state === 'late' && tookMs !== null && limitMs !== null ? tookMs - limitMs : null;
  const time = state === 'none' || tookMs === null ? '—' : formatClockSpan(tookMs);
  return (
    <li>
      <button
        type="button"
        className={`times__line times__line--${state}`}
        disabled={goAt === null}
        onClick={() => goAt !== null && void film.seek(goAt)}
        aria-description={goAt === null ? undefined : text.goTo(formatTime(goAt))}
        data-testid={testId}
        data-state={state}
      >
        <span className="times__name">{name}</span>
        <strong className="times__took">{time}</strong>
        <span className="times__limit">{limitMs === null ? text.noLimit : text.limit(formatClockSpan(limitMs))}</span>
        <Badge tone={TONES[state]}>
          {over === null ? text.intervalState[state] : `${text.intervalState.late} ${formatClockSpan(over)}`}
        </Badge>
        {limitMs !== null && tookMs !== null && (
          <span className="times__bar" aria-hidden="true">
            <i style={{ width: `${Math.min(1, tookMs / limitMs / FULL_OF_LIMITS) * 100}%` }} />
          </span>
        )}
        <span className="times__why">{pick(source, language)}</span>
      </button>
    </li>
  );
}
