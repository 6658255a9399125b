import { useCallback, useEffect, useRef, useState } from 'react';
import { usePhone, useText } from '../phoneContext.ts';
import { drawMap, type MapColours, type MapMarks, type MapView, projector } from './drawMap.ts';
import { type Bounds, boundsOf, type DrawnTile, type Point } from './tiles.ts';

interface WayMapProps extends MapMarks {
  /** What the map shows when it opens and after "whole way". */
  readonly about: readonly Point[];
  readonly onPick?: (point: Point) => void;
}

const NARROWEST_DEGREES = 0.004;
const CLOSEST = 400_000;
const WIDEST = 2_000;
const STEP = 1.7;
/** A finger that moved less than this has tapped. */
const TAP_PX = 8;

/** The way on the scene's own roads. Dragged with one finger; two buttons for closer and wider. */
export function WayMap({ about, onPick, ...marks }: WayMapProps) {
  const { tiles } = usePhone();
  const say = useText().map;
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ x: number; y: number; movedPx: number } | null>(null);
  const [view, setView] = useState<MapView | null>(null);
  const [drawn, setDrawn] = useState<readonly DrawnTile[]>([]);
  // As text: it fits and draws anew only when something in there has changed, not whenever somebody made a new list of it.
  const [bounds, shownMarks] = [JSON.stringify(boundsOf(about)), JSON.stringify(marks)];
  const fit = useCallback(() => {
    const { clientWidth = 300, clientHeight = 300 } = canvas.current ?? {};
    const around = JSON.parse(bounds) as Bounds | null;
    if (around) setView(viewOf(around, clientWidth, clientHeight));
  }, [bounds]);
  useEffect(fit, [fit]);
  useEffect(() => {
    const { current } = canvas;
    if (!current || !view) return;
    const frame = requestAnimationFrame(() =>
      drawMap(current, view, drawn, JSON.parse(shownMarks) as MapMarks, coloursOf(current)),
    );
    return () => cancelAnimationFrame(frame);
  }, [view, drawn, shownMarks]);
  useEffect(() => {
    const { current } = canvas;
    if (!current || !view || !tiles) return;
    const { toPoint } = projector(view, current.clientWidth, current.clientHeight);
    const [west, north] = toPoint(0, 0);
    const [east, south] = toPoint(current.clientWidth, current.clientHeight);
    void tiles.ensure({ west, south, east, north });
  }, [view, tiles]);
  useEffect(() => {
    if (!tiles) return;
    setDrawn(tiles.drawn());
    return tiles.subscribe(() => setDrawn(tiles.drawn()));
  }, [tiles]);
  const zoom = (by: number) =>
    setView((now) => now && { ...now, pixelsPerDegree: Math.min(CLOSEST, Math.max(WIDEST, now.pixelsPerDegree * by)) });
  return (
    <div className="map">
      <canvas
        ref={canvas}
        className="map__canvas"
        role="img"
        aria-label={say.label}
        data-testid="map"
        data-tiles={drawn.length}
        onPointerDown={({ clientX, clientY, currentTarget, pointerId }) => {
          currentTarget.setPointerCapture(pointerId);
          drag.current = { x: clientX, y: clientY, movedPx: 0 };
        }}
        onPointerMove={({ clientX, clientY }) => {
          const held = drag.current;
          if (!held || !view) return;
          const [dx, dy] = [clientX - held.x, clientY - held.y];
          drag.current = { x: clientX, y: clientY, movedPx: held.movedPx + Math.hypot(dx, dy) };
          const { clientWidth, clientHeight } = canvas.current!;
          setView({
            ...view,
            centre: projector(view, clientWidth, clientHeight).toPoint(clientWidth / 2 - dx, clientHeight / 2 - dy),
          });
        }}
        onPointerUp={({ nativeEvent }) => {
          const isTap = (drag.current?.movedPx ?? TAP_PX) < TAP_PX;
          drag.current = null;
          if (!isTap || !onPick || !view) return;
          const { clientWidth, clientHeight } = canvas.current!;
          onPick(projector(view, clientWidth, clientHeight).toPoint(nativeEvent.offsetX, nativeEvent.offsetY));
        }}
      />
      <div className="map__buttons">
        <button type="button" onClick={() => zoom(STEP)} aria-label={say.closer}>
          ＋
        </button>
        <button type="button" onClick={() => zoom(1 / STEP)} aria-label={say.wider}>
          －
        </button>
        <button type="button" onClick={fit}>
          {say.fit}
        </button>
      </div>
      {drawn.length === 0 && <p className="map__note">{say.loading}</p>}
    </div>
  );
}

function viewOf({ west, south, east, north }: Bounds, width: number, height: number): MapView {
  const centre: Point = [(west + east) / 2, (south + north) / 2];
  const squeeze = Math.cos((centre[1] * Math.PI) / 180);
  const across = Math.max((east - west) * squeeze, NARROWEST_DEGREES) * 1.3;
  const up = Math.max(north - south, NARROWEST_DEGREES) * 1.5;
  return { centre, pixelsPerDegree: Math.min(width / across, height / up) };
}

function coloursOf(element: HTMLElement): MapColours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--map-${name}`).trim();
  return {
    ground: colour('ground'),
    road: colour('road'),
    mainRoad: colour('main-road'),
    border: colour('border'),
    text: colour('text'),
    route: colour('route'),
    destination: colour('destination'),
    own: colour('own'),
  };
}
