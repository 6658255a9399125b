import type { IncidentState } from '#shared/domain/incident.ts';
import { ESCALATION_WORDS } from '#shared/text/escalation.ts';
import { pick } from '#shared/text/language.ts';
import { formatSpan } from '#shared/text/time.ts';
import { raisedIncidents, readEscalations, readsEscalations } from '../../commands/alarmCommands.ts';
import { commandOf } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { kindName, placeName } from '../incidentWords.ts';
import { keyLabel } from '../keyLabel.ts';
import './escalation.css';

const WALL_SHOWN = 3;

/**
 * What has risen and nobody who was told has read: one notice for a whole storm. Leaders read it by one key, a duty seat sees that it
 * is known above, and a wall shows what has come as far as the wall.
 */
export function EscalationBanner() {
  const raised = useLive(({ live }) => raisedIncidents(live.world), isShallowEqual);
  const role = useLive(({ live }) => live.seat?.role);
  if (role === 'wall') return <WallFlag raised={raised.filter(({ watch }) => watch.escalation?.to === 'wall')} />;
  return raised.length > 0 ? <Notice raised={raised} /> : null;
}

function Notice({ raised }: { readonly raised: readonly IncidentState[] }) {
  const context = useCommands();
  const text = useText();
  const say = text.escalation;
  const language = useLanguage();
  const now = useNow();
  const mayRead = useLive(() => readsEscalations(context));
  const isWaiting = useView((view) => view.pending.includes('incident.acknowledgeEscalation'));
  const [first] = raised;
  const rise = first?.watch.escalation;
  if (!first || !rise) return null;
  return (
    <div className="banner banner--bad escalation" role="alert" data-testid="banner-escalation" data-level={rise.to}>
      <WarningIcon />
      <strong>{say.raisedTitle(raised.length)}</strong>
      <button
        type="button"
        className="escalation__first ellipsis"
        onClick={() => context.view.select({ kind: 'incident', id: first.id })}
      >
        {[
          kindName(first, language),
          placeName(first),
          pick(ESCALATION_WORDS.why[rise.why], language),
          formatSpan(now - rise.startedAt, language),
        ].join(' · ')}
      </button>
      <span className="escalation__to">{say.raisedTo(pick(ESCALATION_WORDS.to[rise.to], language))}</span>
      {mayRead ? (
        <Button
          className="escalation__read"
          isWaiting={isWaiting}
          title={say.acknowledgeHint}
          keyLabel={keyLabel(commandOf('alarm.readEscalations').keys[0] ?? '', text)}
          onClick={() => readEscalations(context)}
          data-testid="escalation-read"
        >
          {say.acknowledge(raised.length)}
        </Button>
      ) : (
        <span className="escalation__read">{say.onlyTold}</span>
      )}
    </div>
  );
}

/** To be read from across the room. */
function WallFlag({ raised }: { readonly raised: readonly IncidentState[] }) {
  const say = useText().escalation;
  const language = useLanguage();
  const now = useNow();
  if (raised.length === 0) return null;
  return (
    <div className="wall-flag" role="alert" data-testid="wall-flag">
      <strong className="wall-flag__title">{say.wallTitle(raised.length)}</strong>
      <ul className="wall-flag__list">
        {raised.slice(0, WALL_SHOWN).map((incident) => (
          <li key={incident.id}>
            {[kindName(incident, language), placeName(incident)].join(' · ')}{' '}
            <span>{say.raisedFor(formatSpan(now - incident.openedAt, language))}</span>
          </li>
        ))}
        {raised.length > WALL_SHOWN && <li>{say.wallMore(raised.length - WALL_SHOWN)}</li>}
      </ul>
    </div>
  );
}
