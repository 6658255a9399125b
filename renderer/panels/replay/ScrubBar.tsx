import { useMemo, useRef, useState } from 'react';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { pick } from '#shared/text/language.ts';
import { formatMinute } from '#shared/text/time.ts';
import { densityOf } from '../../live/replay/steps.ts';
import { useLanguage, useReplay, useReplaySession, useText } from '../desk.tsx';
import { formatMoment } from '../moment.ts';
import { useReplayAt } from '../useReplayAt.ts';

const BINS = 160;
const WIDTH = 1_000;
const HEIGHT = 26;
/** The moment is looked up no oftener than this while it is dragged. */
const DRAG_EVERY_MS = 120;

/** The span as a line: how many alarms when, from when to when each incident was open, and where the replay stands. */
export function ScrubBar() {
  const replay = useReplaySession();
  const text = useText().replay;
  const language = useLanguage();
  const overview = useReplay((state) => state.overview);
  const span = useReplay((state) => state.span);
  const at = useReplayAt();
  const [dragged, setDragged] = useState<number | null>(null);
  const soughtAt = useRef(0);
  const bins = useMemo(() => (overview ? densityOf(overview.alarmsAt, overview, BINS) : []), [overview]);
  if (!overview || !span) return null;
  const most = Math.max(1, ...bins);
  const lengthMs = Math.max(1, span.toAt - span.fromAt);
  const xOf = (moment: number) =>
    (WIDTH * (Math.min(span.toAt, Math.max(span.fromAt, moment)) - span.fromAt)) / lengthMs;
  const drag = (to: number) => {
    setDragged(to);
    if (performance.now() - soughtAt.current < DRAG_EVERY_MS) return;
    soughtAt.current = performance.now();
    void replay.seek(to);
  };
  const drop = () => {
    if (dragged !== null) void replay.seek(dragged);
    setDragged(null);
  };
  const shown = dragged ?? at;
  return (
    <div className="scrub">
      <time className="scrub__end">{formatMinute(span.fromAt, span.toAt)}</time>
      <div className="scrub__line">
        <svg className="scrub__marks" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {overview.incidents.map((incident) => (
            <rect
              key={incident.id}
              className={`scrub__incident scrub__incident--${incident.level}`}
              x={xOf(incident.openedAt)}
              width={Math.max(2, xOf(incident.closedAt ?? span.toAt) - xOf(incident.openedAt))}
              y={HEIGHT - 5}
              height={5}
            >
              <title>{`#${incident.number} ${pick(INCIDENT_KIND_CATALOG[incident.kind], language)}`}</title>
            </rect>
          ))}
          {bins.map((count, bin) => {
            const height = count === 0 ? 0 : 4 + ((HEIGHT - 12) * count) / most;
            const x = (bin * WIDTH) / BINS;
            return (
              count > 0 && (
                <rect
                  // A part of the span is its place in it.
                  key={x}
                  className="scrub__alarms"
                  x={x}
                  width={WIDTH / BINS - 1}
                  y={HEIGHT - 7 - height}
                  height={height}
                />
              )
            );
          })}
          <line className="scrub__now" x1={xOf(shown)} x2={xOf(shown)} y1={0} y2={HEIGHT} />
        </svg>
        <input
          className="scrub__input"
          type="range"
          min={span.fromAt}
          max={span.toAt}
          step={1_000}
          value={shown}
          aria-label={text.scrub}
          aria-valuetext={formatMoment(shown)}
          onChange={(event) => drag(Number(event.target.value))}
          onPointerUp={drop}
          onKeyUp={drop}
          onBlur={drop}
          data-testid="replay-scrub"
        />
      </div>
      <time className="scrub__end">{formatMinute(span.toAt, span.toAt)}</time>
      <span className="scrub__count">
        {text.alarmsAndIncidents(overview.alarmsAt.length, overview.incidents.length)}
      </span>
    </div>
  );
}
