import type { IncidentState } from '#shared/domain/incident.ts';
import { pick } from '#shared/text/language.ts';
import { formatClockSpan, formatCountdown } from '#shared/text/time.ts';
import { type Limit, standingOf } from '../../live/responseClock.ts';
import { useLanguage, useNow, useText } from '../desk.tsx';

/** The 1-3-5 clock: one bar a limit, filling towards it, changing before it is reached. */
export function ClockBars({ incident }: { readonly incident: IncidentState }) {
  const text = useText().incident;
  const now = useNow();
  if (incident.clock.length === 0) return null;
  const end = incident.closedAt ?? now;
  return (
    <ul className="clock-bars" aria-label={text.clock} data-testid="clock-bars">
      {incident.clock.map((band) => (
        <ClockBar key={band.seconds} limit={standingOf(band, end)} isClosed={incident.closedAt !== null} />
      ))}
    </ul>
  );
}

function ClockBar({ limit, isClosed }: { readonly limit: Limit; readonly isClosed: boolean }) {
  const text = useText().incident;
  const language = useLanguage();
  const { band, standing, leftMs } = limit;
  const spanMs = band.seconds * 1_000;
  const used = Math.min(1, Math.max(0, (spanMs - leftMs) / spanMs));
  const label = pick(band.label, language);
  // A limit of a closed incident runs no longer: it was kept, missed, or never came to be needed.
  const isUnused = isClosed && (standing === 'running' || standing === 'near');
  return (
    <li className={`clock-bar clock-bar--${isUnused ? 'unused' : standing}`}>
      <span className="clock-bar__label ellipsis" title={label}>
        {label}
      </span>
      <progress className="clock-bar__track" max={1} value={used} aria-label={label} />
      <span className="clock-bar__left">{sentence()}</span>
    </li>
  );

  function sentence(): string {
    const taken = formatClockSpan(spanMs - leftMs);
    if (standing === 'met') return text.bandMet(taken);
    if (standing === 'metLate') return text.bandMetLate(taken);
    if (isUnused) return text.bandClosedBefore;
    if (isClosed) return text.bandClosedOver(formatClockSpan(-leftMs));
    return standing === 'over' ? text.bandOver(formatClockSpan(-leftMs)) : text.bandLeft(formatCountdown(leftMs));
  }
}
