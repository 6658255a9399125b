import { memo } from 'react';
import { barsInSight, ticksInSight } from '../../live/review/inSight.ts';
import type { Lane } from '../../live/review/lanes.ts';
import { type TimeScale, xOf } from '../../live/review/timeScale.ts';
import { trackColour } from '../../ui/trackColours.ts';
import { useReplay, useReplaySession } from '../desk.tsx';
import { useFilmSession } from './film.tsx';

/** A unit is followed by the map from then on, until its name is pressed again; an incident is spread out. */
function LaneName({ lane: { name, about } }: { readonly lane: Lane }) {
  const film = useFilmSession();
  const replay = useReplaySession();
  const isFollowed = useReplay(({ follow }) => about?.kind === 'unit' && follow?.id === about.id);
  if (about === null) return <span className="ellipsis">{name}</span>;
  const press = () => {
    if (about.kind === 'incident') film.focus(about.id);
    else replay.follow(isFollowed ? null : { kind: 'unit', id: about.id });
  };
  return (
    <button
      type="button"
      className="lane__button ellipsis"
      aria-pressed={about.kind === 'unit' ? isFollowed : undefined}
      onClick={press}
      data-testid={`lane-name-${about.id}`}
    >
      {name}
    </button>
  );
}

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
        <LaneName lane={lane} />
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
