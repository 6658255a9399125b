/**
 * The map of one incident as a drawing: ground, roads and buildings of the scene pack, the ways of its units, where they arrived, the
 * cameras. Pure; coordinates are written to a tenth of a point, so that the same input is the same picture on every machine.
 */
import { type LonLat, type MetreFrame, metreFrame } from '#shared/geo/earth.ts';
import type {
  AreaFeature,
  BuildingFeature,
  DeviceFeature,
  PackFeature,
  RoadFeature,
} from '#shared/wire/packFeatures.ts';
import type { ReviewIncident } from '#shared/wire/review.ts';
import { html, joined, type Markup } from './markup.ts';

export interface Ground {
  readonly grids: readonly AreaFeature[];
  readonly roads: readonly RoadFeature[];
  readonly water: readonly PackFeature<'water'>[];
  readonly buildings: readonly BuildingFeature[];
  readonly cameras: readonly DeviceFeature[];
}

/** The way one unit went, letter as in the table beside the picture. */
export interface DrawnTrack {
  readonly letter: string;
  readonly points: readonly LonLat[];
  readonly planned: readonly LonLat[];
  readonly arrived: LonLat | null;
}

const [WIDTH, HEIGHT] = [640, 340];
const MARGIN = 1.2;
const LEAST_OVERVIEW_M = 700;
const CLOSE_M = 280;
const MOST_NAMES = 10;
const MOST_CAMERAS = 60;
/** Told apart in print by their letters; the colours only help. */
const INKS = ['#0b5fa5', '#9a3412', '#166534', '#6b21a8', '#0f766e', '#92400e'] as const;
const LEVEL_INKS = { 1: '#c1121f', 2: '#c2570c', 3: '#8a6d00', 4: '#1d5fae' } as const;
const ROAD_WIDTHS: readonly (readonly [highway: RegExp, width: number])[] = [
  [/^(motorway|trunk|primary)/, 7],
  [/^secondary/, 5.5],
  [/^tertiary/, 4.5],
  [/^(residential|unclassified|living_street)/, 3.2],
];
const PATH_WIDTH = 1.4;

interface View {
  readonly frame: MetreFrame;
  readonly metresPerPoint: number;
  at(point: LonLat): string;
  isSeen(points: readonly LonLat[]): boolean;
}

/** Everything that has to do with the incident, at least half a kilometre. */
export function overviewOf(incident: ReviewIncident, tracks: readonly DrawnTrack[], ground: Ground): Markup {
  const { lon, lat } = incident.place;
  const points: LonLat[] = [[lon, lat], ...tracks.flatMap(({ points, planned }) => [...points, ...planned])];
  const frame = metreFrame([lon, lat]);
  const away = points.map((point) => frame.toMetres(point));
  const [xs, ys] = [away.map(([x]) => x), away.map(([, y]) => y)];
  const [west, east, south, north] = [least(xs), most(xs), least(ys), most(ys)];
  const metres = Math.max(LEAST_OVERVIEW_M, (east - west) * MARGIN, ((north - south) * MARGIN * WIDTH) / HEIGHT);
  const middle = frame.toLonLat((west + east) / 2, (south + north) / 2);
  return draw(viewOf(middle, metres), incident, tracks, { ...ground, buildings: [] });
}

/** The place itself with its buildings and cameras. */
export function closeOf(incident: ReviewIncident, tracks: readonly DrawnTrack[], ground: Ground): Markup {
  const { lon, lat } = incident.place;
  return draw(viewOf([lon, lat], CLOSE_M), incident, tracks, ground);
}

function viewOf(middle: LonLat, metres: number): View {
  const frame = metreFrame(middle);
  const metresPerPoint = metres / WIDTH;
  const [halfX, halfY] = [metres / 2, (metres * HEIGHT) / WIDTH / 2];
  return {
    frame,
    metresPerPoint,
    at(point) {
      const [x, y] = frame.toMetres(point);
      return `${fixed(WIDTH / 2 + x / metresPerPoint)},${fixed(HEIGHT / 2 - y / metresPerPoint)}`;
    },
    isSeen(points) {
      const away = points.map((point) => frame.toMetres(point));
      const [xs, ys] = [away.map(([x]) => x), away.map(([, y]) => y)];
      return least(xs) <= halfX && most(xs) >= -halfX && least(ys) <= halfY && most(ys) >= -halfY;
    },
  };
}

/** Never an exponent, never minus zero. */
const fixed = (value: number): string => {
  const written = value.toFixed(1);
  return written === '-0.0' ? '0.0' : written;
};

function draw(view: View, incident: ReviewIncident, tracks: readonly DrawnTrack[], ground: Ground): Markup {
  const roads = ground.roads.filter(({ geometry }) => view.isSeen(geometry.coordinates));
  const widthOf = ({ properties }: RoadFeature) =>
    ROAD_WIDTHS.find(([highway]) => highway.test(properties.highway))?.[1] ?? PATH_WIDTH;
  const inOrder = roads.toSorted((one, other) => widthOf(one) - widthOf(other));
  const line = (points: readonly LonLat[], style: string) => ({
    html: `<polyline points="${points.map(view.at).join(' ')}" fill="none" ${style}/>`,
  });
  const parts: Markup[] = [
    ...areas(view, ground.water, 'fill="#cfe3ef"'),
    ...areas(view, ground.buildings, 'fill="#dcdcd6" stroke="#b5b5ad" stroke-width="0.6"'),
    ...inOrder.map((road) =>
      line(road.geometry.coordinates, `stroke="#8d8d8d" stroke-width="${fixed(widthOf(road) + 1.8)}"`),
    ),
    ...inOrder.map((road) =>
      line(road.geometry.coordinates, `stroke="#ffffff" stroke-width="${fixed(widthOf(road))}"`),
    ),
    ...areas(view, ground.grids, 'fill="none" stroke="#6b7f93" stroke-width="1" stroke-dasharray="6 3 1 3"'),
    ...roadNames(view, inOrder),
    ...tracks.flatMap((track, index) => trackMarks(view, track, INKS[index % INKS.length]!, line)),
    ...ground.cameras
      .filter(({ geometry }) => view.isSeen([geometry.coordinates]))
      .slice(0, MOST_CAMERAS)
      .map(({ geometry }) => cameraMark(view.at(geometry.coordinates))),
    incidentMark(view, incident),
    scaleBar(view),
  ];
  return html`<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><rect width="${WIDTH}" height="${HEIGHT}" fill="#f6f5f1"/>${joined(parts)}</svg>`;
}

type Area = { readonly geometry: AreaFeature['geometry'] };

function areas(view: View, features: readonly Area[], style: string): Markup[] {
  return features.flatMap(({ geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.flatMap((rings): Markup[] => {
      const [outer = []] = rings;
      if (!view.isSeen(outer)) return [];
      const path = rings.map((ring) => `M${ring.map(view.at).join('L')}Z`).join('');
      return [{ html: `<path d="${path}" fill-rule="evenodd" ${style}/>` }];
    });
  });
}

/** The longest stretch of each named road that is seen, the widest roads first. */
function roadNames(view: View, roads: readonly RoadFeature[]): Markup[] {
  const named = new Map<string, { readonly point: LonLat; readonly length: number }>();
  for (const { geometry, properties } of roads) {
    const { name } = properties;
    if (!name) continue;
    for (const [index, from] of geometry.coordinates.slice(0, -1).entries()) {
      const to = geometry.coordinates[index + 1]!;
      const point: LonLat = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      if (!view.isSeen([point])) continue;
      const [x, y] = [view.frame.toMetres(from), view.frame.toMetres(to)];
      const length = Math.hypot(x[0] - y[0], x[1] - y[1]);
      if (length > (named.get(name)?.length ?? 0)) named.set(name, { point, length });
    }
  }
  return [...named]
    .sort(([one, { length }], [other, { length: otherLength }]) => otherLength - length || (one < other ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(([name, { point }]) => {
      const [x = '', y = ''] = view.at(point).split(',');
      return html`<text x="${x}" y="${y}" font-size="9" text-anchor="middle" fill="#333" stroke="#fff" stroke-width="2.5" paint-order="stroke">${name}</text>`;
    });
}

function trackMarks(
  view: View,
  { letter, points, planned, arrived }: DrawnTrack,
  ink: string,
  line: (points: readonly LonLat[], style: string) => Markup,
): Markup[] {
  const start = points[0] ?? planned[0];
  const [x = '', y = ''] = start ? view.at(start).split(',') : [];
  const [endX = '', endY = ''] = arrived ? view.at(arrived).split(',') : [];
  return [
    ...(planned.length > 1
      ? [line(planned, `stroke="${ink}" stroke-width="1.4" stroke-dasharray="4 4" opacity="0.8"`)]
      : []),
    ...(points.length > 1 ? [line(points, `stroke="${ink}" stroke-width="2.6" stroke-linejoin="round"`)] : []),
    ...(start
      ? [
          html`<circle cx="${x}" cy="${y}" r="7" fill="${ink}" stroke="#fff" stroke-width="1.2"/><text x="${x}" y="${y}" dy="3.4" font-size="9.5" font-weight="700" text-anchor="middle" fill="#fff">${letter}</text>`,
        ]
      : []),
    ...(arrived
      ? [html`<circle cx="${endX}" cy="${endY}" r="5" fill="none" stroke="${ink}" stroke-width="2.2"/>`]
      : []),
  ];
}

function cameraMark(at: string): Markup {
  const [x = 0, y = 0] = at.split(',').map(Number);
  const corners = [
    `${fixed(x)},${fixed(y - 4.5)}`,
    `${fixed(x + 4.5)},${fixed(y)}`,
    `${fixed(x)},${fixed(y + 4.5)}`,
    `${fixed(x - 4.5)},${fixed(y)}`,
  ];
  return { html: `<polygon points="${corners.join(' ')}" fill="#fff" stroke="#0b5fa5" stroke-width="1.3"/>` };
}

function incidentMark(view: View, { place, level }: ReviewIncident): Markup {
  const [x = 0, y = 0] = view.at([place.lon, place.lat]).split(',').map(Number);
  return html`<rect x="${fixed(x - 8)}" y="${fixed(y - 8)}" width="16" height="16" fill="${LEVEL_INKS[level]}" stroke="#fff" stroke-width="1.6"/><text x="${fixed(x)}" y="${fixed(y)}" dy="3.6" font-size="10" font-weight="700" text-anchor="middle" fill="#fff">${LEVEL_NUMERALS[level]}</text>`;
}

export const LEVEL_NUMERALS = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' } as const;

/** 1, 2 or 5 times a power of ten, about a fifth of the width. */
function scaleBar({ metresPerPoint }: View): Markup {
  const wanted = (WIDTH / 5) * metresPerPoint;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const metres = [5, 2, 1].map((step) => step * power).find((step) => step <= wanted) ?? power;
  const length = metres / metresPerPoint;
  const label = metres >= 1_000 ? `${metres / 1_000} km` : `${metres} m`;
  return html`<path d="M12,${HEIGHT - 12}v-5h${fixed(length)}v5" fill="none" stroke="#111" stroke-width="1.4"/><text x="12" y="${HEIGHT - 21}" font-size="9" fill="#111">${label}</text><path d="M622,32l6,-16l6,16l-6,-4z" fill="#111"/><text x="628" y="44" font-size="9" text-anchor="middle" fill="#111">N</text>`;
}

const least = (values: readonly number[]): number => values.reduce((low, each) => Math.min(low, each), Infinity);
const most = (values: readonly number[]): number => values.reduce((high, each) => Math.max(high, each), -Infinity);
