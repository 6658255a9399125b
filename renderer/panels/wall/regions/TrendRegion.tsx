import type { World } from '#shared/domain/world.ts';
import { isAlarmOfDay } from '../../../live/gridValues/fold.ts';
import { startOfDay } from '../../../live/queueOrder.ts';
import { isShallowEqual } from '../../../ui/useFollow.ts';
import { useLive, useNow, useText } from '../../desk.tsx';

/** What the world holds of alarms (world.ts): having so many, older ones of today may be gone. */
const ALARMS_HELD = 1_000;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MARKED: readonly number[] = [0, 6, 12, 18];

/** Alarms of today by the hour, as this window has them folded. */
export function TrendRegion() {
  const text = useText().wallPage;
  const now = useNow();
  const counts = useLive(({ live }) => byHour(live.world, startOfDay(now)), isShallowEqual);
  const isCut = useLive(({ live }) => live.world.alarms.size >= ALARMS_HELD);
  const most = Math.max(...counts);
  const hour = new Date(now).getHours();
  return (
    <figure className="wall-trend" data-testid="wall-trend">
      <figcaption>
        {most === 0 ? text.trendNone : text.trendPeak(most, `${String(counts.indexOf(most)).padStart(2, '0')}:00`)}
        {isCut && ` · ${text.trendCut}`}
      </figcaption>
      <ol>
        {HOURS.map((each) => (
          <li key={each} data-count={counts[each]} className={each === hour ? 'is-now' : ''}>
            <span style={{ height: `${most === 0 ? 0 : ((counts[each] ?? 0) / most) * 100}%` }} />
            {MARKED.includes(each) && <time>{String(each).padStart(2, '0')}</time>}
          </li>
        ))}
      </ol>
    </figure>
  );
}

function byHour({ alarms }: World, dayStart: number): readonly number[] {
  const counts = HOURS.map(() => 0);
  for (const alarm of alarms.values()) {
    if (!isAlarmOfDay(alarm, dayStart)) continue;
    const hour = new Date(alarm.receivedAt).getHours();
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  return counts;
}
