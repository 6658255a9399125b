import type { IncidentState } from '#shared/domain/incident.ts';
import { formatClockSpan, formatCountdown } from '#shared/text/time.ts';
import { orderQueue, startOfDay } from '../../../live/queueOrder.ts';
import { nextLimit } from '../../../live/responseClock.ts';
import { LevelMark } from '../../../ui/LevelMark.tsx';
import { isShallowEqual } from '../../../ui/useFollow.ts';
import { useLanguage, useLive, useNow, useText } from '../../desk.tsx';
import { kindName, placeName, shortNumber, standingPhase } from '../../incidentWords.ts';
import { useRoom } from '../useRoom.ts';

/** Must equal .wall-queue__row's height in wall.css. */
const ROW_UNITS = 4.4;

/** Everything that is open, as the desk orders it: who waits longest and gravest on top. */
export function QueueRegion() {
  const text = useText().wallPage;
  const now = useNow();
  const open = useLive(({ live }) => {
    const { unanswered, handled } = orderQueue(live.world, startOfDay(now), now);
    return [...unanswered, ...handled];
  }, isShallowEqual);
  const [host, rows] = useRoom<HTMLUListElement>(ROW_UNITS);
  const shown = open.length > rows ? open.slice(0, Math.max(1, rows - 1)) : open;
  const hidden = open.length - shown.length;
  return (
    <ul className="wall-queue" ref={host} data-testid="wall-queue">
      {open.length === 0 && <li className="wall-empty">{text.queueEmpty}</li>}
      {shown.map((incident) => (
        <Row key={incident.id} incident={incident} />
      ))}
      {hidden > 0 && <li className="wall-queue__more">{text.queueMore(hidden)}</li>}
    </ul>
  );
}

function Row({ incident }: { readonly incident: IncidentState }) {
  const { words, queue } = useText();
  const language = useLanguage();
  const now = useNow();
  const isHot = incident.acknowledgedAt === null;
  const limit = nextLimit(incident, now);
  const isOver = limit?.standing === 'over';
  return (
    <li
      className={`wall-queue__row ${isHot ? 'wall-queue__row--hot' : ''}`}
      data-incident={incident.id}
      data-level={incident.level}
    >
      <LevelMark level={incident.level} label={words.level[incident.level]} size={22} />
      <span className="wall-queue__what">
        <strong className="ellipsis">{kindName(incident, language)}</strong>
        <span className="ellipsis">
          {shortNumber(incident, now)} · {placeName(incident)}
        </span>
      </span>
      <span className="wall-queue__age">
        <strong>{formatClockSpan(now - incident.openedAt)}</strong>
        {limit && (limit.standing === 'running' || limit.standing === 'near' || isOver) ? (
          <span className={`wall-standing wall-standing--${limit.standing}`}>
            {isOver ? queue.limitOver(formatClockSpan(-limit.leftMs)) : queue.limitLeft(formatCountdown(limit.leftMs))}
          </span>
        ) : (
          <span>{words.phase[standingPhase(incident)]}</span>
        )}
      </span>
    </li>
  );
}
