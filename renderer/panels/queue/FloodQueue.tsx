import { useEffect, useRef, useState } from 'react';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { formatSpan } from '#shared/text/time.ts';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { useLanguage, useNow, useText } from '../desk.tsx';
import { kindName } from '../incidentWords.ts';
import { type FloodGroup, floodGroups } from './floodGroups.ts';
import { QueueItem } from './QueueItem.tsx';

/** Every open incident under its area and kind, the newest of the gravest on top. Nothing is hidden: a group opens on itself. */
export function FloodQueue({
  incidents,
  selectedId,
}: {
  readonly incidents: readonly IncidentState[];
  readonly selectedId: string | null;
}) {
  const text = useText();
  const groups = floodGroups(incidents, text.alarms.elsewhere);
  const [openKeys, setOpenKeys] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (selectedId === null) return;
    list.current?.querySelector(`[data-incident="${CSS.escape(selectedId)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  const toggle = (key: string) => {
    const next = new Set(openKeys);
    if (!next.delete(key)) next.add(key);
    setOpenKeys(next);
  };
  return (
    <ul className="queue__rest" ref={list} data-testid="queue-flood">
      {groups.map((group) => {
        const isOpen = openKeys.has(group.key) || group.incidents.some(({ id }) => id === selectedId);
        return (
          <li key={group.key} className="flood-group">
            <GroupHead group={group} isOpen={isOpen} onToggle={() => toggle(group.key)} />
            {isOpen && (
              <ul>
                {group.incidents.map((incident) => (
                  <QueueItem key={incident.id} incident={incident} isSelected={incident.id === selectedId} />
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function GroupHead({
  group,
  isOpen,
  onToggle,
}: {
  readonly group: FloodGroup;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const [first] = group.incidents;
  if (!first) return null;
  return (
    <button
      type="button"
      className={`flood-group__head ${group.unanswered > 0 ? 'flood-group__head--hot' : ''}`}
      aria-expanded={isOpen}
      onClick={onToggle}
      data-testid="flood-group"
      data-group={group.key}
    >
      <LevelMark level={group.level} label={text.words.level[group.level]} />
      <span className="queue-item__mark" aria-hidden="true">
        {INCIDENT_KIND_CATALOG[first.kind].mark}
      </span>
      <strong>{kindName(first, language)}</strong>
      <span className="flood-group__where ellipsis">{group.area}</span>
      <strong className="flood-group__count">{group.incidents.length}</strong>
      <span className="flood-group__facts">
        {group.unanswered > 0 && (
          <span className="phase phase--received">{text.alarms.groupUnanswered(group.unanswered)}</span>
        )}
        <span>{text.alarms.newest(formatSpan(now - group.newestAt, language))}</span>
      </span>
    </button>
  );
}
