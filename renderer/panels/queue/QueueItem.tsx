import { memo } from 'react';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { isRaised } from '#shared/domain/escalation.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { openUrges, standingTransfer } from '#shared/domain/incidentLife.ts';
import { hasAnswered, isLinkLoud } from '#shared/domain/linkage.ts';
import { addressIn } from '#shared/domain/place.ts';
import { ESCALATION_WORDS } from '#shared/text/escalation.ts';
import type { DeskText } from '#shared/text/index.ts';
import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan, formatCountdown, formatLateness, formatTime } from '#shared/text/time.ts';
import { lateForecastOf } from '../../commands/alarmCommands.ts';
import { isOverdue } from '../../commands/lifeCommands.ts';
import { othersAt, ownPersonId } from '../../live/presence.ts';
import { doubtOf } from '../../live/queueOrder.ts';
import { nextLimit } from '../../live/responseClock.ts';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { activeDispatches, kindName, placeName, shortDetailOf, shortNumber, standingPhase } from '../incidentWords.ts';
import { briefReason } from '../trustWords.ts';
import './queueItem.css';

/** One incident in three lines: what and how long, where, who is on it and by when. */
export const QueueItem = memo(function QueueItem({
  incident,
  isSelected,
}: {
  readonly incident: IncidentState;
  readonly isSelected: boolean;
}) {
  const { view } = useCommands();
  const text = useText();
  const language = useLanguage();
  const detail = shortDetailOf(incident, language);
  const isUnanswered = incident.acknowledgedAt === null;
  const where = text.queue.where(placeName(incident), addressIn(incident.place, language === 'en'));
  return (
    <li className="queue-item-row">
      <button
        type="button"
        className={`queue-item queue-item--level-${incident.level} ${isUnanswered ? 'queue-item--hot' : ''}`}
        aria-current={isSelected}
        data-testid={`queue-item-${incident.id}`}
        data-incident={incident.id}
        onClick={() => view.select({ kind: 'incident', id: incident.id })}
      >
        <LevelMark level={incident.level} label={text.words.level[incident.level]} />
        <span className="queue-item__line">
          <span className="queue-item__mark" aria-hidden="true">
            {INCIDENT_KIND_CATALOG[incident.kind].mark}
          </span>
          <span className="queue-item__kind">{kindName(incident, language)}</span>
          {detail && (
            <span className="queue-item__detail ellipsis" title={detail}>
              {detail}
            </span>
          )}
          <SerialNumber incident={incident} />
          <Age incident={incident} text={text} />
        </span>
        <span className="queue-item__line queue-item__where">
          <span className="ellipsis" title={where}>
            {where}
          </span>
          {incident.closedAt === null && <Doubt incident={incident} text={text} />}
          {incident.closedAt === null && <Standing incident={incident} text={text} />}
          {incident.isSilent && <span className="queue-item__tag">{text.queue.silent}</span>}
          {incident.alarmCount > 1 && <span className="queue-item__tag">{text.queue.alarms(incident.alarmCount)}</span>}
        </span>
        <span className="queue-item__line queue-item__state">
          {incident.closedAt === null ? (
            <>
              <Who incident={incident} text={text} />
              <LimitLine incident={incident} text={text} />
            </>
          ) : (
            <span className="ellipsis">
              {text.queue.closedAs(
                incident.closeReason ? text.words.closeReason[incident.closeReason] : text.words.unknown,
                formatTime(incident.closedAt),
              )}
            </span>
          )}
        </span>
      </button>
    </li>
  );
});

/** Who has it, who looks at it, and what of it cannot wait: only what is so, so that most rows have none of these. */
function Standing({ incident, text }: { readonly incident: IncidentState; readonly text: DeskText }) {
  const language = useLanguage();
  const own = useLive(({ live }) => ownPersonId(live));
  const others = useLive(({ live }) => othersAt(live, incident.id), isShallowEqual);
  const { claim } = incident;
  const holder = claim !== null && claim.personId !== own ? claim.name : null;
  const watching = others.filter((name) => name !== holder);
  const named = (names: readonly string[]) => names.map((name) => actorName(name, language)).join('、');
  const transfer = standingTransfer(incident);
  return (
    <>
      {isRaised(incident) && incident.watch.escalation && (
        <Tag isLoud testId="queue-raised">
          {text.escalation.queueRaised(pick(ESCALATION_WORDS.to[incident.watch.escalation.to], language))}
        </Tag>
      )}
      <LateTag incident={incident} text={text} />
      {incident.pingPongAt !== null && <Tag isLoud>{text.life.queuePingPong}</Tag>}
      {isOverdue(incident) && <Tag isLoud>{text.life.queueOverdue}</Tag>}
      {openUrges(incident).some(({ overdueAt }) => overdueAt === null) && <Tag isLoud>{text.life.queueUrged}</Tag>}
      {incident.linkage.some(isLinkLoud) && <Tag isLoud>{text.linkage.queueLoud}</Tag>}
      {incident.linkage.length > 0 && (
        <Tag testId="queue-linkage">
          {text.linkage.queue(incident.linkage.filter(hasAnswered).length, incident.linkage.length)}
        </Tag>
      )}
      {transfer && <Tag>{text.life.queueTransfer(transfer.to.name)}</Tag>}
      {incident.reopenings.length > 0 && <Tag>{text.life.queueReopened}</Tag>}
      {holder !== null && <Tag testId="queue-holder">{text.life.claim.heldTag(named([holder]))}</Tag>}
      {watching.length > 0 && <Tag testId="queue-watching">{text.life.claim.watchedTag(named(watching))}</Tag>}
    </>
  );
}

/** Somebody under way will probably miss the next limit. */
function LateTag({ incident, text }: { readonly incident: IncidentState; readonly text: DeskText }) {
  const language = useLanguage();
  const late = lateForecastOf(incident, useNow());
  if (!late) return null;
  return (
    <Tag isLoud testId="queue-late">
      {text.escalation.queueLate(formatLateness(late.lateBySeconds * 1_000, language))}
    </Tag>
  );
}

function Tag({
  isLoud = false,
  testId,
  children,
}: {
  readonly isLoud?: boolean;
  readonly testId?: string;
  readonly children: string;
}) {
  return (
    <span className={isLoud ? 'queue-item__tag queue-item__tag--loud' : 'queue-item__tag'} data-testid={testId}>
      {children}
    </span>
  );
}

/** Quiet on purpose: it says what to doubt and takes nothing away from the alarm. */
function Doubt({ incident, text }: { readonly incident: IncidentState; readonly text: DeskText }) {
  const why = useLive((client) => {
    const doubt = doubtOf(incident, client.live.world.devices, client.now());
    const [reason] = doubt?.reasons ?? [];
    return reason ? briefReason(reason, text.devices) : null;
  });
  if (why === null) return null;
  return (
    <span className="queue-item__tag queue-item__doubt" data-testid="queue-doubt">
      {text.devices.trust.doubtful} {why}
    </span>
  );
}

function SerialNumber({ incident }: { readonly incident: IncidentState }) {
  return <span className="queue-item__number">{shortNumber(incident, useNow())}</span>;
}

function Age({ incident, text }: { readonly incident: IncidentState; readonly text: DeskText }) {
  const now = useNow();
  if (incident.closedAt !== null) return null;
  const age = formatClockSpan(now - incident.openedAt);
  return (
    <span className="queue-item__age" role="timer" aria-label={text.queue.ageLabel(age)}>
      {age}
    </span>
  );
}

/**
 * Where it stands and with whom: the furthest of those on it, or, when nobody is, who was last and the phase. Until a seat
 * accepts, it stands unanswered, whatever the system has set going meanwhile.
 */
function Who({ incident, text }: { readonly incident: IncidentState; readonly text: DeskText }) {
  const active = activeDispatches(incident);
  const [first] = active;
  if (!first) return <WhoWas incident={incident} text={text} />;
  const isOnlyTold = first.isAutomatic && first.state === 'notified';
  const state = text.words.dispatchState[first.state];
  const isUnanswered = incident.acknowledgedAt === null;
  const who = isOnlyTold
    ? text.queue.told(first.unitName)
    : isUnanswered
      ? `${first.unitName} ${state}`
      : first.unitName;
  return (
    <>
      {isUnanswered && <span className="phase phase--received">{text.words.phase.received}</span>}
      {!isUnanswered && !isOnlyTold && <span className={`phase phase--${incident.phase}`}>{state}</span>}
      <span className="queue-item__who ellipsis" title={who}>
        {who}
      </span>
      {first.isAutomatic && !isOnlyTold && !isUnanswered && (
        <span className="queue-item__tag">{text.queue.automatic}</span>
      )}
      {active.length > 1 && <span className="queue-item__others">{text.queue.more(active.length - 1)}</span>}
    </>
  );
}

/** Nobody is on it now: who finished, or refused, or nobody was sent. */
function WhoWas({ incident, text }: { readonly incident: IncidentState; readonly text: DeskText }) {
  const last = incident.dispatches.findLast(({ state }) => state === 'done') ?? incident.dispatches.at(-1);
  const who = last ? `${last.unitName} ${text.words.dispatchState[last.state]}` : text.queue.nobody;
  const phase = standingPhase(incident);
  return (
    <>
      <span className={`phase phase--${phase}`}>{text.words.phase[phase]}</span>
      <span className="queue-item__who queue-item__who--none ellipsis" title={who}>
        {who}
      </span>
    </>
  );
}

function LimitLine({ incident, text }: { readonly incident: IncidentState; readonly text: DeskText }) {
  const now = useNow();
  const limit = nextLimit(incident, now);
  if (!limit) return null;
  const isMet = limit.standing === 'met' || limit.standing === 'metLate';
  if (isMet) return <span className={`limit limit--${limit.standing}`}>{text.queue.limitMet}</span>;
  return (
    <span className={`limit limit--${limit.standing}`} title={text.queue.limit(limit.band.seconds / 60)}>
      <span className="limit__label">{text.queue.limit(limit.band.seconds / 60)}</span>{' '}
      {limit.standing === 'over'
        ? text.queue.limitOver(formatClockSpan(-limit.leftMs))
        : text.queue.limitLeft(formatCountdown(limit.leftMs))}
    </span>
  );
}
