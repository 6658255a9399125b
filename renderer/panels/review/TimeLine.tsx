import { useEffect, useRef, useState } from 'react';
import { formatTime } from '#shared/text/time.ts';
import type { Lane, LaneGroup } from '../../live/review/lanes.ts';
import { type TimeScale, timeMarks, xOf } from '../../live/review/timeScale.ts';
import { Button } from '../../ui/Button.tsx';
import { useReplaySession } from '../desk.tsx';
import { useFilm, useFilmSession, useLanes, useReviewText } from './film.tsx';
import { LaneRow } from './LaneRow.tsx';
import { Playhead } from './Playhead.tsx';
import { useScrub } from './useScrub.ts';
import './timeLine.css';

/** Of one notch of the wheel, or one press of a key. */
export const ZOOM_STEP = 0.7;

/** Everything on one clock: lanes under a ruler, the playhead through all of them. Only zooming and another incident draw the lanes anew. */
export function TimeLine() {
  const text = useReviewText();
  const film = useFilmSession();
  const replay = useReplaySession();
  const lanes = useLanes();
  const shown = useFilm((state) => state.shown);
  const track = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLElement>(null);
  const widthPx = useWidth(track);
  const scale: TimeScale = { ...shown, widthPx };
  const scrub = useScrub(track);
  useWheel(body, track);
  const zoom = (factor: number) => film.zoom(factor, replay.at);
  return (
    <section className="time-line" ref={body} aria-label={text.timeLine} data-testid="time-line" {...scrub}>
      <div className="time-line__head">
        <div className="time-line__zoom">
          <Button look="plain" aria-label={text.zoomOut} title={text.zoomOut} onClick={() => zoom(1 / ZOOM_STEP)}>
            −
          </Button>
          <Button look="plain" aria-label={text.zoomIn} title={text.zoomIn} onClick={() => zoom(ZOOM_STEP)}>
            +
          </Button>
          <Button look="plain" onClick={() => film.showAll()} data-testid="zoom-whole">
            {text.zoomWhole}
          </Button>
        </div>
        <div className="time-line__ruler" ref={track}>
          <Ruler scale={scale} />
        </div>
      </div>
      <div className="time-line__lanes">
        {grouped(lanes).map(({ group, rows }) => (
          <LaneSet key={group} group={group} rows={rows} scale={scale} />
        ))}
      </div>
      <Playhead widthPx={widthPx} />
    </section>
  );
}

function LaneSet({
  group,
  rows,
  scale,
}: {
  readonly group: LaneGroup;
  readonly rows: readonly Lane[];
  readonly scale: TimeScale;
}) {
  const { lane: text } = useReviewText();
  const number = useFilm(({ film, focusId }) => film?.incidents.find(({ id }) => id === focusId)?.number ?? '');
  // Those of one lane say by themselves what they are.
  const title =
    group === 'intervals'
      ? text.intervals(number)
      : group === 'units' || group === 'seats' || group === 'incidents'
        ? text[group]
        : null;
  return (
    <>
      {title !== null && <h3 className="time-line__group">{title}</h3>}
      {rows.map((lane) => (
        <LaneRow key={lane.id} lane={lane} fromAt={scale.fromAt} toAt={scale.toAt} widthPx={scale.widthPx} />
      ))}
    </>
  );
}

/** Neighbours of one group. */
function grouped(lanes: readonly Lane[]): readonly { readonly group: LaneGroup; readonly rows: readonly Lane[] }[] {
  const groups = new Map<LaneGroup, Lane[]>();
  for (const lane of lanes) groups.set(lane.group, [...(groups.get(lane.group) ?? []), lane]);
  return [...groups].map(([group, rows]) => ({ group, rows }));
}

function Ruler({ scale }: { readonly scale: TimeScale }) {
  const offsetMs = -new Date(scale.fromAt).getTimezoneOffset() * 60_000;
  return timeMarks(scale, offsetMs).map(({ at, hasSeconds }) => (
    <span key={at} className="time-line__mark" style={{ transform: `translateX(${xOf(scale, at)}px)` }}>
      {hasSeconds ? formatTime(at) : formatTime(at).slice(0, 5)}
    </span>
  ));
}

function useWidth(of: React.RefObject<HTMLElement | null>): number {
  const [widthPx, setWidth] = useState(800);
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return widthPx;
}

/** Ctrl and the wheel zoom around the pointer, Shift and the wheel move along; the wheel alone scrolls the lanes, on the ruler it zooms. */
function useWheel(body: React.RefObject<HTMLElement | null>, track: React.RefObject<HTMLElement | null>): void {
  const film = useFilmSession();
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      const ruler = track.current?.getBoundingClientRect();
      if (!ruler) return;
      const { shown } = film.state;
      const length = shown.toAt - shown.fromAt;
      const isOnRuler = event.clientY < ruler.bottom;
      if (event.ctrlKey || isOnRuler) {
        event.preventDefault();
        const around = shown.fromAt + (length * (event.clientX - ruler.left)) / ruler.width;
        film.zoom(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, around);
      } else if (event.shiftKey || event.deltaX !== 0) {
        event.preventDefault();
        film.pan((Math.sign(event.deltaX || event.deltaY) * length) / 10);
      }
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [film, body, track]);
}
