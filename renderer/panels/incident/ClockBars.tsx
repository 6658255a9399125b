import { clocksOf, type IncidentClock, nextClock, standingAt } from '#shared/domain/clock.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { limitName } from '#shared/text/escalation.ts';
import { pick } from '#shared/text/language.ts';
import { formatClockSpan, formatCountdown } from '#shared/text/time.ts';
import { useLanguage, useNow, useText } from '../desk.tsx';
import './clockBars.css';

/** A span too long for a stop-watch is said in hours. */
const LONG_MS = 3 * 3_600_000;

/**
 * Everything that runs against the incident: the next one large, with the way it has gone, the others a line each. What is kept
 * already is quiet; what is late is not.
 */
export function ClockBars({ incident }: { readonly incident: IncidentState }) {
  const text = useText().escalation;
  const now = useNow();
  // What an officer opens himself is answered as it begins: nothing ran.
  const clocks = clocksOf(incident).filter(({ metAt, startAt }) => metAt === null || metAt > startAt);
  if (clocks.length === 0) return null;
  const isClosed = incident.closedAt !== null;
  const at = incident.closedAt ?? now;
  const next = isClosed ? null : nextClock(clocks, at);
  return (
    <ul className="clock-bars" aria-label={text.clocks} data-testid="clock-bars">
      {next && <ClockBar clock={next} at={at} isClosed={false} isNext />}
      {clocks
        .filter((clock) => clock !== next)
        .map((clock) => (
          <ClockBar key={clock.key} clock={clock} at={at} isClosed={isClosed} isNext={false} />
        ))}
    </ul>
  );
}

function ClockBar({
  clock,
  at,
  isClosed,
  isNext,
}: {
  readonly clock: IncidentClock;
  readonly at: number;
  readonly isClosed: boolean;
  readonly isNext: boolean;
}) {
  const text = useText().escalation;
  const language = useLanguage();
  const { startAt, dueAt, metAt, key, label } = clock;
  const standing = standingAt(clock, at);
  const name = label ? pick(label, language) : pick(limitName(key), language);
  const title = label && clock.kind !== 'arrival' ? `${pick(limitName(key), language)} ${name}` : name;
  // A limit of a closed incident runs no longer: it was kept, missed, or never came to be needed.
  const isUnused = isClosed && (standing === 'running' || standing === 'near');
  const used = Math.min(1, Math.max(0, ((metAt ?? at) - startAt) / Math.max(1, dueAt - startAt)));
  return (
    <li
      className={`clock-bar clock-bar--${isUnused ? 'unused' : standing} ${isNext ? 'clock-bar--next' : ''}`}
      data-clock={key}
    >
      <span className="clock-bar__label ellipsis" title={title}>
        {title}
      </span>
      {isNext && <progress className="clock-bar__track" max={1} value={used} aria-label={title} />}
      <span className="clock-bar__left">{sentence()}</span>
    </li>
  );

  function sentence(): string {
    if (metAt !== null) {
      const taken = spanOf(metAt - startAt);
      return standing === 'met' ? text.met(taken) : text.metLate(taken);
    }
    if (isUnused) return text.unused;
    return standing === 'over' ? text.over(spanOf(at - dueAt)) : text.left(leftOf(dueAt - at));
  }

  function spanOf(ms: number): string {
    return ms >= LONG_MS ? text.hours(Math.floor(ms / 3_600_000)) : formatClockSpan(ms);
  }

  function leftOf(ms: number): string {
    return ms >= LONG_MS ? text.hours(Math.floor(ms / 3_600_000)) : formatCountdown(ms);
  }
}
