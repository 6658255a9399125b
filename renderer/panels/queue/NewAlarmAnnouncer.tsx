import { useEffect, useRef, useState } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { orderQueue } from '../../live/queueOrder.ts';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useLanguage, useLive, useText } from '../desk.tsx';
import { kindName, placeName } from '../incidentWords.ts';

/** Tells screen readers of each incident that becomes unanswered. What was there when the window opened is not news. */
export function NewAlarmAnnouncer() {
  const text = useText().queue;
  const language = useLanguage();
  const unanswered = useLive((client) => orderQueue(client.live.world, 0, client.now()).unanswered, isShallowEqual);
  const hasWorld = useLive((client) => client.live.station !== null);
  const known = useRef<ReadonlySet<string> | null>(null);
  const [news, setNews] = useState<readonly IncidentState[]>([]);
  useEffect(() => {
    if (!hasWorld) return;
    const fresh = unanswered.filter((incident) => known.current && !known.current.has(incident.id));
    known.current = new Set(unanswered.map((incident) => incident.id));
    if (fresh.length > 0) setNews(fresh);
  }, [unanswered, hasWorld]);
  return (
    <p className="visually-hidden" role="alert" aria-live="assertive">
      {news.map((incident) => text.newAlarm(kindName(incident, language), placeName(incident))).join('; ')}
    </p>
  );
}
