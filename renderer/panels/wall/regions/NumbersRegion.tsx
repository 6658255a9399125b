import type { IncidentLevel } from '#shared/catalog/incidentKinds.ts';
import type { World } from '#shared/domain/world.ts';
import { countUnits } from '../../../live/freshness.ts';
import { isAlarmOfDay } from '../../../live/gridValues/fold.ts';
import { startOfDay } from '../../../live/queueOrder.ts';
import { LevelMark } from '../../../ui/LevelMark.tsx';
import { isShallowEqual } from '../../../ui/useFollow.ts';
import { useCommands, useLive, useNow, useText } from '../../desk.tsx';

const LEVELS: readonly IncidentLevel[] = [1, 2, 3, 4];

/** Incidents and units as this window has them folded. */
export function NumbersRegion() {
  const { client } = useCommands();
  const { wallPage: text, words } = useText();
  const now = useNow();
  const counts = useLive(({ live }) => tally(live.world, startOfDay(now)), isShallowEqual);
  const units = countUnits(client.live.world.units.values(), client.live.positions, now);
  const figures = [
    { name: text.unanswered, value: counts.unanswered, tone: counts.unanswered > 0 ? 'bad' : '' },
    { name: text.working, value: counts.working, tone: '' },
    { name: text.onScene, value: counts.onScene, tone: '' },
    { name: text.closedToday, value: counts.closedToday, tone: 'good' },
    { name: text.alarmsToday, value: counts.alarmsToday, tone: '' },
    { name: text.unitsFree, value: units.free, tone: 'good' },
    { name: text.unitsBusy, value: units.busy, tone: '' },
    { name: text.unitsStale, value: units.stale, tone: units.stale > 0 ? 'warn' : '' },
  ];
  return (
    <div className="wall-numbers" data-testid="wall-numbers">
      <p className="wall-numbers__levels">
        {LEVELS.map((level) => (
          <span key={level}>
            <LevelMark level={level} label={words.level[level]} />
            <strong>{counts[`level${level}`]}</strong>
          </span>
        ))}
      </p>
      <dl>
        {figures.map(({ name, value, tone }) => (
          <div key={name} className={tone && `is-${tone}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function tally({ incidents, alarms }: World, dayStart: number) {
  const counts = {
    ...{ unanswered: 0, working: 0, onScene: 0, closedToday: 0, alarmsToday: 0 },
    ...{ level1: 0, level2: 0, level3: 0, level4: 0 },
  };
  for (const { level, closedAt, acknowledgedAt, phase } of incidents.values()) {
    if (closedAt !== null) {
      if (closedAt >= dayStart) counts.closedToday++;
      continue;
    }
    counts[`level${level}`]++;
    if (acknowledgedAt === null) counts.unanswered++;
    else if (phase === 'onScene') counts.onScene++;
    else counts.working++;
  }
  for (const alarm of alarms.values()) if (isAlarmOfDay(alarm, dayStart)) counts.alarmsToday++;
  return counts;
}
