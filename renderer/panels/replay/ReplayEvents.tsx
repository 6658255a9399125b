import { memo, useEffect, useMemo, useRef } from 'react';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { type Language, pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatTime } from '#shared/text/time.ts';
import { timelineSentence } from '#shared/text/timeline.ts';
import type { ReplayEntry, ReplayIncident } from '#shared/wire/replay.ts';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { useFollow } from '../../ui/useFollow.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useLanguage, useReplay, useReplaySession, useText } from '../desk.tsx';
import { shortNumber } from '../incidentWords.ts';

/** Rows kept in the page around the one that was folded last. */
const AROUND = 60;

/** Everything that happened in the span, in order, with the moment shown among it. A click goes there. */
export function ReplayEvents() {
  const replay = useReplaySession();
  const { view } = useCommands();
  const text = useText().replay;
  const language = useLanguage();
  const overview = useReplay((state) => state.overview);
  const follow = useReplay((state) => state.follow);
  const seq = useFollow(replay.source.changes, () => replay.source.live.world.seq);
  const incidentId = follow?.kind === 'incident' ? follow.id : null;
  const entries = useMemo(
    () => overview?.entries.filter((entry) => incidentId === null || entry.incidentId === incidentId) ?? [],
    [overview, incidentId],
  );
  const incidents = useMemo(() => new Map(overview?.incidents.map((one) => [one.id, one])), [overview]);
  const current = entries.findLastIndex((entry) => entry.seq <= seq);
  const list = useRef<HTMLOListElement>(null);
  const keys = useListKeys('.past-events__row > button');
  const first = Math.max(0, current - AROUND);
  useEffect(() => {
    list.current?.children[current - first]?.scrollIntoView({ block: 'nearest' });
  }, [current, first]);
  const number = incidentId === null ? null : (incidents.get(incidentId)?.number ?? null);
  return (
    <section className="past-events" ref={keys} aria-label={text.events} data-testid="replay-events">
      <h2 className="past-events__title">{number === null ? text.events : text.eventsOf(number)}</h2>
      {entries.length === 0 && <p className="empty">{text.noEvents}</p>}
      <ol className="past-events__list" ref={list}>
        {entries.slice(first, current + 1 + AROUND).map((entry, index) => (
          <Row
            key={entry.seq}
            entry={entry}
            incident={incidents.get(entry.incidentId)}
            standing={first + index === current ? 'now' : first + index < current ? 'past' : 'ahead'}
            language={language}
            onGo={() => {
              view.select({ kind: 'incident', id: entry.incidentId });
              void replay.showEntry(entry);
            }}
          />
        ))}
      </ol>
      {overview?.isCut && <p className="past-events__cut">{text.cut}</p>}
    </section>
  );
}

interface RowProps {
  readonly entry: ReplayEntry;
  readonly incident: ReplayIncident | undefined;
  readonly standing: 'past' | 'now' | 'ahead';
  readonly language: Language;
  readonly onGo: () => void;
}

const Row = memo(
  function Row({ entry, incident, standing, language, onGo }: RowProps) {
    const { words } = useText();
    return (
      <li className={`past-events__row past-events__row--${standing}`} aria-current={standing === 'now'}>
        <button type="button" onClick={onGo} data-testid={`replay-entry-${entry.seq}`}>
          <time>{formatTime(entry.at)}</time>
          {incident && <LevelMark level={incident.level} label={words.level[incident.level]} />}
          <span className="past-events__what">
            {incident && (
              <span className="past-events__incident">
                {shortNumber(incident, entry.at)} {pick(INCIDENT_KIND_CATALOG[incident.kind], language)}
              </span>
            )}{' '}
            {incident && timelineSentence(entry, language)}
            <span className="past-events__by"> {actorName(entry.by, language)}</span>
          </span>
        </button>
      </li>
    );
  },
  (before, after) =>
    before.entry === after.entry && before.standing === after.standing && before.language === after.language,
);
