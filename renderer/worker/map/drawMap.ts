/** The little map on a canvas: roads by rank, borders of grids, the way, where one is and where to go. */
import type { DrawnTile, Point } from './tiles.ts';

export interface MapView {
  readonly centre: Point;
  readonly pixelsPerDegree: number;
}

export interface MapMarks {
  readonly route: readonly Point[];
  readonly destination: Point | null;
  readonly own: { readonly at: Point; readonly accuracyM: number | null } | null;
  readonly points: readonly { readonly at: Point; readonly isDone: boolean; readonly label: string }[];
}

export interface MapColours {
  readonly ground: string;
  readonly road: string;
  readonly mainRoad: string;
  readonly border: string;
  readonly text: string;
  readonly route: string;
  readonly destination: string;
  readonly own: string;
}

const METRES_PER_DEGREE = 111_320;
const ROAD_WIDTHS = [5, 3, 1.5];

export function projector({ centre, pixelsPerDegree }: MapView, width: number, height: number) {
  // A flat square grid stretched for the latitude: over a town nobody sees the difference.
  const squeeze = Math.cos((centre[1] * Math.PI) / 180);
  return {
    toPixel: ([lon, lat]: Point): [number, number] => [
      width / 2 + (lon - centre[0]) * squeeze * pixelsPerDegree,
      height / 2 - (lat - centre[1]) * pixelsPerDegree,
    ],
    toPoint: (x: number, y: number): [number, number] => [
      centre[0] + (x - width / 2) / (squeeze * pixelsPerDegree),
      centre[1] - (y - height / 2) / pixelsPerDegree,
    ],
  };
}

export function drawMap(
  canvas: HTMLCanvasElement,
  view: MapView,
  tiles: Iterable<DrawnTile>,
  marks: MapMarks,
  colours: MapColours,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width, height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const { toPixel } = projector(view, width, height);
  const held = [...tiles];
  const trace = (points: readonly Point[]) => {
    context.beginPath();
    for (const point of points) context.lineTo(...toPixel(point));
  };
  context.setLineDash([6, 5]);
  context.strokeStyle = colours.border;
  context.lineWidth = 1.5;
  for (const border of held.flatMap(({ borders }) => borders)) {
    trace(border);
    context.stroke();
  }
  context.setLineDash([]);
  for (const rank of [2, 1, 0]) {
    context.strokeStyle = rank === 0 ? colours.mainRoad : colours.road;
    context.lineWidth = ROAD_WIDTHS[rank] ?? 1;
    for (const { roads } of held) {
      for (const road of roads) {
        if (road.rank !== rank) continue;
        trace(road.points);
        context.stroke();
      }
    }
  }
  context.font = '12px system-ui, sans-serif';
  context.textAlign = 'center';
  context.fillStyle = colours.text;
  const named = new Set<string>();
  for (const { name, lon, lat } of held.flatMap(({ names }) => names)) {
    if (named.has(name)) continue;
    named.add(name);
    context.fillText(name, ...toPixel([lon, lat]));
  }
  drawMarks(context, view, toPixel, trace, marks, colours);
}

function drawMarks(
  context: CanvasRenderingContext2D,
  view: MapView,
  toPixel: (point: Point) => [number, number],
  trace: (points: readonly Point[]) => void,
  { route, destination, own, points }: MapMarks,
  colours: MapColours,
): void {
  if (route.length > 1) {
    trace(route);
    context.strokeStyle = colours.ground;
    context.lineWidth = 11;
    context.stroke();
    context.strokeStyle = colours.route;
    context.lineWidth = 7;
    context.stroke();
  }
  for (const { at, isDone, label } of points) {
    disc(context, toPixel(at), 13, isDone ? colours.own : colours.destination, colours.ground);
    mark(context, toPixel(at), isDone ? '✓' : label, colours.ground);
  }
  if (destination) {
    const [x, y] = toPixel(destination);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x - 12, y - 22);
    context.arc(x, y - 26, 12.6, Math.PI * 0.9, Math.PI * 2.1);
    context.closePath();
    context.fillStyle = colours.destination;
    context.strokeStyle = colours.ground;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
    disc(context, [x, y - 27], 4, colours.ground, colours.ground);
  }
  if (own) {
    const [x, y] = toPixel(own.at);
    const radius = ((own.accuracyM ?? 0) / METRES_PER_DEGREE) * view.pixelsPerDegree;
    if (radius > 12) {
      context.beginPath();
      context.arc(x, y, radius, 0, Math.PI * 2);
      context.globalAlpha = 0.15;
      context.fillStyle = colours.own;
      context.fill();
      context.globalAlpha = 1;
    }
    disc(context, [x, y], 9, colours.own, colours.ground);
  }
}

function disc(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  radius: number,
  fill: string,
  edge: string,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 3;
  context.strokeStyle = edge;
  context.stroke();
}

function mark(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  label: string,
  colour: string,
): void {
  context.font = 'bold 13px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.fillStyle = colour;
  context.fillText(label, x, y);
  context.textBaseline = 'alphabetic';
}
