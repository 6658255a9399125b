import { memo } from 'react';
import { barsInSight, ticksInSight } from '../../live/review/inSight.ts';
import type { Lane } from '../../live/review/lanes.ts';
import { type TimeScale, xOf } from '../../live/review/timeScale.ts';
import { trackColour } from '../../ui/trackColours.ts';

/** Room a label needs before it is written into its bar. */
const LABEL_PX = 34;

/**
 * One line of the time line. Its things are pointed at with the mouse (`data-at` says where a click goes); whoever does not see them
 * hears the same from the lists beside the map, in order.
 */
export const LaneRow = memo(function LaneRow({ lane, ...scale }: TimeScale & { readonly lane: Lane }) {
  return (
    <div
      className={`lane lane--${lane.group}${lane.isLate ? ' lane--late' : ''}`}
      style={{ '--rows': lane.rows } as React.CSSProperties}
      data-testid={`lane-${lane.id}`}
    >
      <div className="lane__name">
        {lane.trackIndex !== null && (
          <i className="lane__swatch" style={{ background: trackColour(lane.trackIndex) }} aria-hidden="true" />
        )}
        <span className="ellipsis">{lane.name}</span>
        <span className="lane__aside">
          {lane.isLate && <span aria-hidden="true">▲</span>}
          {lane.aside}
        </span>
      </div>
      <div className="lane__track" aria-hidden="true">
        {barsInSight(lane, scale).map(({ bar, x, width }) => (
          <span
            key={bar.id}
            className={`lane-bar lane-bar--${bar.tone}`}
            style={{ left: x, width, '--row': bar.row } as React.CSSProperties}
            title={bar.title}
            data-at={bar.fromAt}
          >
            {width > LABEL_PX && bar.label}
          </span>
        ))}
        {lane.limits
          .filter(({ at }) => at >= scale.fromAt && at <= scale.toAt)
          .map(({ at, title }) => (
            <span key={at} className="lane-limit" style={{ left: xOf(scale, at) }} title={title} data-at={at} />
          ))}
        {ticksInSight(lane, scale).map(({ tick, x, more }) => (
          <span
            key={tick.id}
            className={`lane-tick lane-tick--${tick.tone}${tick.mark === '' ? '' : ' lane-tick--letter'}`}
            style={{ left: x }}
            title={more > 0 ? `${tick.title} +${more}` : tick.title}
            data-at={tick.at}
          >
            {tick.mark}
          </span>
        ))}
      </div>
    </div>
  );
});
