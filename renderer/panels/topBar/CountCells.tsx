import { useRef } from 'react';
import { countUnits, type UnitCounts } from '../../live/freshness.ts';
import { closedSince, openCounts } from '../../live/openCounts.ts';
import { startOfDay } from '../../live/queueOrder.ts';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useNow, useText } from '../desk.tsx';

/** Incidents by state and units by whether they can be sent. */
export function CountCells() {
  const text = useText().topBar;
  const now = useNow();
  const { client } = useCommands();
  const dayStart = startOfDay(now);
  const counts = useLive(
    ({ live }) => ({ ...openCounts(live.world), closedToday: closedSince(live.world, dayStart) }),
    isShallowEqual,
  );
  const hasWorld = useLive((seat) => seat.live.station !== null);
  const units = useUnitCounts(client.live.world.units.values(), now);
  if (!hasWorld) return null;
  return (
    <>
      <dl className="counts" aria-label={text.countsLabel}>
        <Count label={text.counts.unanswered} value={counts.unanswered} isHot={counts.unanswered > 0} />
        <Count label={text.counts.working} value={counts.working} />
        <Count label={text.counts.onScene} value={counts.onScene} />
        <Count label={text.counts.closedToday} value={counts.closedToday} />
      </dl>
      <dl className="counts" aria-label={text.unitsLabel} data-testid="unit-counts">
        <Count label={text.units.free} value={units.free} prefix={text.unitsLabel} />
        <Count label={text.units.busy} value={units.busy} />
        <Count label={text.units.stale} value={units.stale} isWarning={units.stale > 0} />
      </dl>
    </>
  );
}

/** Counted once a second at most, however often the bar is drawn. */
function useUnitCounts(units: Parameters<typeof countUnits>[0], now: number): UnitCounts {
  const { client } = useCommands();
  const last = useRef<{ at: number; seq: number; counts: UnitCounts } | null>(null);
  const { seq } = client.live.world;
  if (last.current?.at !== now || last.current.seq !== seq) {
    last.current = { at: now, seq, counts: countUnits(units, client.live.positions, now) };
  }
  return last.current.counts;
}

function Count(props: {
  readonly label: string;
  readonly value: number;
  readonly isHot?: boolean;
  readonly isWarning?: boolean;
  readonly prefix?: string;
}) {
  const tone = props.isHot ? 'count count--hot' : props.isWarning ? 'count count--warn' : 'count';
  return (
    <div className={tone}>
      <dt>
        {props.prefix && <span className="visually-hidden">{props.prefix}</span>}
        {props.label}
      </dt>
      <dd>{props.value}</dd>
    </div>
  );
}
