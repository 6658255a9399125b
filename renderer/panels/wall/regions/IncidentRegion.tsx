import { clocksOf, type IncidentClock, standingAt } from '#shared/domain/clock.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { addressIn } from '#shared/domain/place.ts';
import { limitName } from '#shared/text/escalation.ts';
import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan, formatCountdown, formatTime } from '#shared/text/time.ts';
import { timelineSentence } from '#shared/text/timeline.ts';
import { LevelMark } from '../../../ui/LevelMark.tsx';
import { useLanguage, useLive, useNow, useText } from '../../desk.tsx';
import {
  activeDispatches,
  kindName,
  placeName,
  shortDetailOf,
  shortNumber,
  standingPhase,
} from '../../incidentWords.ts';
import { useIncidentInSight } from '../useStanding.ts';

/** A limit of hours ticks in no second anybody waits for. */
const LONG_MS = 3_600_000;

/** The incident the wall is about, or the one that was sent: what, where, since when to the second, its limits, who is on it. */
export function IncidentRegion({ incidentId }: { readonly incidentId: string | null }) {
  const incident = useIncidentInSight(incidentId);
  return incident ? <Told incident={incident} /> : <Calm />;
}

function Calm() {
  const text = useText().wallPage;
  const lastClosedAt = useLive(({ live }) =>
    [...live.world.incidents.values()].reduce((last, { closedAt }) => Math.max(last, closedAt ?? 0), 0),
  );
  return (
    <div className="wall-calm" data-testid="wall-calm">
      <strong>{text.calm}</strong>
      {lastClosedAt > 0 && <span>{text.calmSince(formatTime(lastClosedAt))}</span>}
    </div>
  );
}

function Told({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const say = text.wallPage;
  const language = useLanguage();
  const now = useNow();
  const { level, openedAt, acknowledgedAt, acknowledgedBy, closedAt, place } = incident;
  const detail = shortDetailOf(incident, language);
  return (
    <article className="wall-incident" data-incident={incident.id} data-testid="wall-incident">
      <header className={`wall-incident__head wall-incident__head--level-${level}`}>
        <LevelMark level={level} label={text.words.level[level]} />
        <div>
          <strong className="wall-incident__kind">{kindName(incident, language)}</strong>
          <span>
            {shortNumber(incident, now)} · {text.words.level[level]} · {text.words.phase[standingPhase(incident)]}
          </span>
        </div>
      </header>
      <p className="wall-incident__where">
        <strong>{placeName(incident)}</strong>
        <span>{addressIn(place, language === 'en')}</span>
        {detail && <span>{detail}</span>}
      </p>
      <p className="wall-incident__age" data-testid="wall-elapsed">
        <span>{say.elapsed}</span>
        <strong>{formatClockSpan((closedAt ?? now) - openedAt)}</strong>
        <span>{say.reported(formatTime(openedAt))}</span>
        <span className={acknowledgedAt === null ? 'is-hot' : ''}>
          {acknowledgedAt === null ? say.unaccepted : say.acceptedBy(actorName(acknowledgedBy ?? '', language))}
        </span>
      </p>
      <Clocks incident={incident} />
      <Units incident={incident} />
      <Lines incident={incident} />
    </article>
  );
}

function Clocks({ incident }: { readonly incident: IncidentState }) {
  const now = useNow();
  const at = incident.closedAt ?? now;
  const clocks = clocksOf(incident).filter(({ metAt, startAt }) => metAt === null || metAt > startAt);
  if (clocks.length === 0) return null;
  return (
    <ul className="wall-clocks" data-testid="wall-clocks">
      {clocks.slice(0, 6).map((clock) => (
        <Clock key={clock.key} clock={clock} at={at} />
      ))}
    </ul>
  );
}

function Clock({ clock, at }: { readonly clock: IncidentClock; readonly at: number }) {
  const say = useText().wallPage;
  const { escalation } = useText();
  const language = useLanguage();
  const { key, kind, label, startAt, dueAt, metAt } = clock;
  const standing = standingAt(clock, at);
  const name = label && kind === 'arrival' ? pick(label, language) : pick(limitName(key), language);
  const used = Math.min(1, Math.max(0, ((metAt ?? at) - startAt) / Math.max(1, dueAt - startAt)));
  return (
    <li className={`wall-clocks__one wall-standing--${standing}`} data-clock={key} data-standing={standing}>
      <span className="wall-clocks__name">{name}</span>
      <strong>{figure()}</strong>
      <span className="wall-clocks__bar" aria-hidden="true">
        <span style={{ width: `${used * 100}%` }} />
      </span>
    </li>
  );

  function figure(): string {
    if (metAt !== null) return say[standing === 'met' ? 'clockMet' : 'clockMetLate'](spanOf(metAt - startAt));
    return standing === 'over' ? `${say.clockOver} ${spanOf(at - dueAt)}` : spanOf(dueAt - at, formatCountdown);
  }

  function spanOf(ms: number, short: (ms: number) => string = formatClockSpan): string {
    return ms >= 3 * LONG_MS ? escalation.hours(Math.floor(ms / LONG_MS)) : short(ms);
  }
}

function Units({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const say = text.wallPage;
  const now = useNow();
  const dispatches = activeDispatches(incident);
  return (
    <section className="wall-incident__units">
      <h3>{say.units}</h3>
      {dispatches.length === 0 && <p className="wall-empty">{say.noUnits}</p>}
      <ul>
        {dispatches.slice(0, 5).map(({ id, unitName, state, etaSeconds, notifiedAt, arrivedAt }) => {
          const left = etaSeconds === null || arrivedAt !== null ? null : notifiedAt + etaSeconds * 1_000 - now;
          return (
            <li key={id} data-state={state}>
              <strong className="ellipsis">{unitName}</strong>
              <span>{text.words.dispatchState[state]}</span>
              <span className="wall-incident__eta">{left !== null && left > 0 && say.eta(formatCountdown(left))}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The last that happened, newest first. */
function Lines({ incident }: { readonly incident: IncidentState }) {
  const language = useLanguage();
  return (
    <ol className="wall-incident__lines">
      {incident.timeline
        .toReversed()
        .slice(0, 6)
        .map((entry) => (
          <li key={entry.seq}>
            <time>{formatTime(entry.at)}</time>
            <span className="ellipsis">{timelineSentence(entry, language)}</span>
          </li>
        ))}
    </ol>
  );
}
