import { useEffect, useState } from 'react';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatTime } from '#shared/text/time.ts';
import { timelineSentence } from '#shared/text/timeline.ts';
import { asJson, askCore } from '../../live/askCore.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';

type Answer = { readonly incident: IncidentState };

/** One that is closed and has left what windows hold: as the core folds it again from the journal. */
export function PastIncident({ incidentId, onBack }: { readonly incidentId: string; readonly onBack: () => void }) {
  const text = useText();
  const say = text.numbers;
  const language = useLanguage();
  const { client } = useCommands();
  const [told, setTold] = useState<{ readonly id: string; readonly incident: IncidentState | null } | null>(null);
  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const answer = await askCore(client.door, `/api/incidents/${encodeURIComponent(incidentId)}`, asJson<Answer>);
      if (!isGone) setTold({ id: incidentId, incident: answer.ok ? answer.value.incident : null });
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, [client, incidentId]);
  const known = told?.id === incidentId ? told : null;
  const incident = known?.incident ?? null;
  return (
    <article className="numbers__past" data-testid="past-incident" data-incident={incidentId}>
      <header>
        <h3>{say.past}</h3>
        <Button onClick={onBack}>{say.back}</Button>
      </header>
      {!incident && <p className="empty">{known ? say.pastGone : say.pastLoading}</p>}
      {incident && (
        <>
          <p>
            <strong>{incident.number}</strong> {pick(INCIDENT_KIND_CATALOG[incident.kind], language)} ·{' '}
            {text.words.level[incident.level]}
          </p>
          <p>
            {incident.place.address}
            {incident.closeReason && ` · ${text.words.closeReason[incident.closeReason]}`}
          </p>
          <ol>
            {incident.timeline.map((entry) => (
              <li key={entry.seq}>
                <time>{formatTime(entry.at)}</time>
                <span className="selectable">{timelineSentence(entry, language)}</span>
                <span className="numbers__by">{actorName(entry.by, language)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </article>
  );
}
