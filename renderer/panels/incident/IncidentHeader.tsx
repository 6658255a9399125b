import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { addressIn } from '#shared/domain/place.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan, formatTime } from '#shared/text/time.ts';
import { lifeActions } from '../../commands/lifeCommands.ts';
import { primaryAction } from '../../commands/primaryAction.ts';
import { doubtOf } from '../../live/queueOrder.ts';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { CommandButton } from '../CommandButton.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { detailOf, kindName, standingPhase, unacceptedSentence } from '../incidentWords.ts';
import { reasonSentence } from '../trustWords.ts';
import { ClaimLine } from './ClaimLine.tsx';
import { PrimaryAction } from './PrimaryAction.tsx';
import './incidentHead.css';

export function IncidentHeader({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const language = useLanguage();
  const detail = detailOf(incident, language);
  const { place } = incident;
  const phase = standingPhase(incident);
  const context = useCommands();
  const mainId = useLive(() => primaryAction(context));
  const after = useLive(() => lifeActions(context), isShallowEqual);
  const area = [place.communityName, place.gridName].filter((name) => name !== null).join(' · ');
  return (
    <header className="incident-head">
      <div className="incident-head__title">
        <LevelMark level={incident.level} label={text.words.level[incident.level]} size={30} />
        <div className="incident-head__names">
          <h2>
            <span className="queue-item__mark" aria-hidden="true">
              {INCIDENT_KIND_CATALOG[incident.kind].mark}
            </span>
            {kindName(incident, language)}
            <span className={`phase phase--${phase}`} data-testid="incident-phase">
              {text.words.phase[phase]}
            </span>
          </h2>
          <p className="incident-head__sub">
            <span className="selectable" data-testid="incident-number">
              {incident.number}
            </span>
            <span>{text.words.level[incident.level]}</span>
            <span>{text.words.source[incident.source]}</span>
            {incident.isSilent && <span className="incident-head__silent">{text.queue.silent}</span>}
          </p>
        </div>
        <HeaderAge incident={incident} />
      </div>
      {detail && <p className="incident-head__detail selectable">{detail}</p>}
      <CallerMarks incident={incident} />
      <p className="incident-head__place selectable">
        <strong>{addressIn(place, language === 'en')}</strong>
        {area && <span>{place.gridCode ? text.incident.grid(area, place.gridCode) : area}</span>}
      </p>
      {incident.closedAt === null && <Accepted incident={incident} />}
      {incident.closedAt === null && <ClaimLine incident={incident} />}
      {incident.closedAt === null ? (
        <div className="incident-head__actions">
          <PrimaryAction />
          <CommandButton id="incident.menu" testId="action-life-menu">
            {text.life.menu}
          </CommandButton>
          <CommandButton id="map.flyTo">{text.incident.flyTo}</CommandButton>
          <CommandButton id="incident.note">{text.incident.note}</CommandButton>
          {mainId !== 'incident.close' && (
            <CommandButton id="incident.close" testId="action-close" className="incident-head__close">
              {text.incident.close}
            </CommandButton>
          )}
        </div>
      ) : (
        <p className="incident-head__closed">
          {text.incident.closedBy(
            actorName(incident.closedBy ?? text.words.unknown, language),
            formatTime(incident.closedAt),
            incident.closeReason ? text.words.closeReason[incident.closeReason] : text.words.unknown,
          )}
          {incident.closeNote && <span className="selectable"> {incident.closeNote}</span>}
          <span className="incident-head__after">
            {after.map((action) => (
              <CommandButton key={action} id={`incident.${action}`} testId={`action-${action}`} />
            ))}
            <CommandButton id="review.open" showsKey={false} testId="action-review">
              {text.review.openReview}
            </CommandButton>
          </span>
        </p>
      )}
    </header>
  );
}

/** Which seat has accepted it, or that none has and what happened meanwhile: one line either way, so that nothing moves. */
function Accepted({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const language = useLanguage();
  if (incident.acknowledgedAt === null) {
    return (
      <p className="incident-head__by incident-head__by--nobody" data-testid="incident-unaccepted">
        {unacceptedSentence(incident, text)}
      </p>
    );
  }
  const name = actorName(incident.acknowledgedBy ?? text.words.unknown, language);
  return <p className="incident-head__by">{text.incident.acknowledgedBy(name, formatTime(incident.acknowledgedAt))}</p>;
}

/** What to bear in mind of the device that called: reasons to verify first, and that somebody works on it. */
function CallerMarks({ incident }: { readonly incident: IncidentState }) {
  const text = useText().devices;
  const language = useLanguage();
  const isMended = useLive(({ live }) =>
    incident.alarms.some(({ deviceId }) => deviceId !== null && live.world.devices.get(deviceId)?.maintenance),
  );
  const why = useLive((client) => {
    const now = client.now();
    const doubt = doubtOf(incident, client.live.world.devices, now);
    const told = doubt?.reasons.map((reason) => reasonSentence(reason, text, language, now));
    return told?.join(language === 'en' ? '; ' : '；') ?? null;
  });
  if (incident.closedAt !== null || (why === null && !isMended)) return null;
  return (
    <p className="incident-head__caller">
      {why !== null && (
        <span data-testid="incident-doubt">
          <strong>{text.trust.doubtful}</strong> {text.verifyFirst(why)}
        </span>
      )}
      {isMended && <strong>{text.filter.maintenance}</strong>}
    </p>
  );
}

function HeaderAge({ incident }: { readonly incident: IncidentState }) {
  const now = useNow();
  const text = useText().incident;
  const end = incident.closedAt ?? now;
  return (
    <p className="incident-head__age">
      <span>{incident.closedAt === null ? text.age : text.took}</span>
      <strong role="timer">{formatClockSpan(end - incident.openedAt)}</strong>
    </p>
  );
}
