import { useEffect, useRef, useState } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { useText } from '../desk.tsx';
import { activeDispatches, standingPhase } from '../incidentWords.ts';

/**
 * Tells screen readers, politely, when the incident in hand gets somewhere or a unit on it does. Clocks, notes and positions
 * are not news; what it was when it was chosen is not either.
 */
export function StateAnnouncer({ incident }: { readonly incident: IncidentState }) {
  const { reader, words } = useText();
  const units = activeDispatches(incident).map((unit) => `${unit.unitName} ${words.dispatchState[unit.state]}`);
  const now = reader.incidentNow(incident.number, words.phase[standingPhase(incident)], units.join(reader.and));
  const known = useRef(now);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (known.current === now) return;
    known.current = now;
    setNews(now);
  }, [now]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite" data-testid="incident-news">
      {news}
    </p>
  );
}
