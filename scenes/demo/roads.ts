// Street edges as OSM-like ways: one way per street between two junctions, all junctions sharing exact coordinates.
import type { Point } from '../kit/plane.ts';
import { randomFor } from '../kit/random.ts';
import type { RoadClass } from './plan.ts';
import { ARTERIALS } from './plan.ts';
import type { Cell, StreetPlan } from './streets.ts';

export interface RoadSegment {
  readonly id: string;
  readonly street: number;
  readonly name: string;
  readonly roadClass: RoadClass;
  /** Vertices of the graph, in the direction of travel of a one-way. */
  readonly vertices: readonly number[];
  readonly isBridge: boolean;
  readonly isOneWay: boolean;
}

interface RoadShape {
  readonly widthM: number;
  readonly lanes: number;
  readonly speedKmh: number;
}

export const ROAD_SHAPE: Record<RoadClass, RoadShape> = {
  trunk: { widthM: 32, lanes: 6, speedKmh: 70 },
  primary: { widthM: 26, lanes: 6, speedKmh: 60 },
  secondary: { widthM: 19, lanes: 4, speedKmh: 50 },
  tertiary: { widthM: 13, lanes: 2, speedKmh: 40 },
  residential: { widthM: 8, lanes: 2, speedKmh: 30 },
  service: { widthM: 6, lanes: 1, speedKmh: 20 },
  footway: { widthM: 3.5, lanes: 0, speedKmh: 5 },
};

/** The riverside promenade runs on the bank edges. */
const PROMENADE = { name: '东溪步道', roadClass: 'footway' } as const;

export function roadSegments(plan: StreetPlan): RoadSegment[] {
  const { graph } = plan;
  const overWater = new Set(plan.cells.filter((cell) => cell.kind === 'water').map((cell) => cell.face));
  const streetOf = graph.tags.map((tag) => (tag.kind === 'road' ? tag.road : tag.kind === 'bank' ? -2 : -1));
  const isBridge = graph.tags.map(
    (_, edge) => overWater.has(graph.face[2 * edge]!) && overWater.has(graph.face[2 * edge + 1]!),
  );
  const leaving = new Map<number, number[]>();
  graph.origin.forEach((vertex, half) => {
    if (streetOf[half >> 1] !== -1) leaving.set(vertex, [...(leaving.get(vertex) ?? []), half]);
  });
  const runsThrough = (vertex: number) => {
    const [one, two, ...more] = leaving.get(vertex)!;
    if (one === undefined || two === undefined || more.length > 0) return false;
    return streetOf[one >> 1] === streetOf[two >> 1] && isBridge[one >> 1] === isBridge[two >> 1];
  };
  const seen = new Set<number>();
  const ways: Omit<RoadSegment, 'isOneWay' | 'id'>[] = [];
  const follow = (first: number) => {
    const vertices = [graph.origin[first]!];
    let half = first;
    for (;;) {
      seen.add(half >> 1);
      const vertex = graph.origin[half ^ 1]!;
      vertices.push(vertex);
      if (vertex === vertices[0] || !runsThrough(vertex)) break;
      half = leaving.get(vertex)!.find((other) => other !== (half ^ 1))!;
    }
    const street = streetOf[first >> 1]!;
    const { name, roadClass, bridge } = street === -2 ? { ...PROMENADE, bridge: undefined } : plan.streets[street]!;
    const bridged = isBridge[first >> 1]!;
    const middle = graph.points[vertices[Math.floor(vertices.length / 2)]!]!;
    ways.push({
      street,
      name: bridged && bridge ? bridge : sectionName(name, middle),
      roadClass,
      vertices,
      isBridge: bridged,
    });
  };
  for (let half = 0; half < graph.origin.length; half++) {
    if (streetOf[half >> 1] === -1 || seen.has(half >> 1) || runsThrough(graph.origin[half]!)) continue;
    follow(half);
  }
  return withOneWays(plan, connected(ways)).map((way, index) => ({ ...way, id: `way/${990_100_001 + index}` }));
}

/** The long streets are named by section, as everywhere: 解放北路 north of 中山路, 人民东路 east of 解放路. */
function sectionName(name: string, at: Point): string {
  if (name === '解放路') return at.y > 230 ? '解放北路' : '解放南路';
  if (['人民路', '中山路', '建设路'].includes(name)) return `${name.slice(0, 2)}${at.x > 170 ? '东' : '西'}路`;
  return name;
}

type Way = Omit<RoadSegment, 'isOneWay' | 'id'>;

/** Footways that would cut a street off from the rest are opened to cars. */
function connected(ways: readonly Way[]): Way[] {
  const open = ways.map((way) => way.roadClass !== 'footway');
  for (;;) {
    const inMain = mainComponent(ways, open);
    const stranded = new Set(
      ways.flatMap((way, index) =>
        open[index] && !inMain.has(way.vertices[0]!) ? [way.vertices[0]!, way.vertices.at(-1)!] : [],
      ),
    );
    if (stranded.size === 0) break;
    const link = ways.findIndex(
      (way, index) =>
        !open[index] && way.street !== -2 && (stranded.has(way.vertices[0]!) || stranded.has(way.vertices.at(-1)!)),
    );
    if (link < 0) break;
    open[link] = true;
  }
  return ways.map((way, index) =>
    open[index] && way.roadClass === 'footway' ? { ...way, roadClass: 'service' } : way,
  );
}

function mainComponent(ways: readonly Way[], open: readonly boolean[]): Set<number> {
  const next = new Map<number, number[]>();
  ways.forEach((way, index) => {
    if (!open[index]) return;
    const [a, b] = [way.vertices[0]!, way.vertices.at(-1)!];
    next.set(a, [...(next.get(a) ?? []), b]);
    next.set(b, [...(next.get(b) ?? []), a]);
  });
  return reach(ways[0]!.vertices[0]!, next);
}

function reach(start: number, next: ReadonlyMap<number, readonly number[]>): Set<number> {
  const found = new Set([start]);
  const pending = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const other of next.get(node) ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      pending.push(other);
    }
  }
  return found;
}

/** Makes some streets one-way, each only while every junction still reaches every other by car. */
function withOneWays(plan: StreetPlan, ways: readonly Way[]): (Way & { isOneWay: boolean })[] {
  const random = randomFor('one-ways');
  const oneWay = new Set<number>();
  const forward = (way: Way) => isForward(plan, way);
  const drivable = ways.filter((way) => way.roadClass !== 'footway');
  const reached = () => {
    const ahead = new Map<number, number[]>();
    const back = new Map<number, number[]>();
    const add = (from: number, to: number) => {
      ahead.set(from, [...(ahead.get(from) ?? []), to]);
      back.set(to, [...(back.get(to) ?? []), from]);
    };
    for (const way of drivable) {
      const [a, b] = [way.vertices[0]!, way.vertices.at(-1)!];
      const both = !oneWay.has(way.street) || way.isBridge;
      if (both || forward(way)) add(a, b);
      if (both || !forward(way)) add(b, a);
    }
    const start = drivable[0]!.vertices[0]!;
    return Math.min(reach(start, ahead).size, reach(start, back).size);
  };
  const whole = reached();
  const lengths = new Map<number, number>();
  for (const way of drivable) lengths.set(way.street, (lengths.get(way.street) ?? 0) + way.vertices.length - 1);
  plan.streets.forEach((street, index) => {
    const isCandidate =
      index >= ARTERIALS.length &&
      ['tertiary', 'residential'].includes(street.roadClass) &&
      (lengths.get(index) ?? 0) >= 3;
    if (!isCandidate || !random.chance(0.3)) return;
    oneWay.add(index);
    if (reached() < whole) oneWay.delete(index);
  });
  return ways.map((way) => {
    const isOneWay = oneWay.has(way.street) && !way.isBridge && way.roadClass !== 'footway';
    return { ...way, isOneWay, vertices: isOneWay && !forward(way) ? [...way.vertices].reverse() : way.vertices };
  });
}

/** One direction for a whole street: east and south for odd ones, west and north for even ones. */
function isForward(plan: StreetPlan, way: Way): boolean {
  const from = plan.graph.points[way.vertices[0]!]!;
  const to = plan.graph.points[way.vertices.at(-1)!]!;
  const isEastward = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y) ? to.x > from.x : to.y < from.y;
  return isEastward === (way.street % 2 === 1);
}

/** How far a building keeps from each edge of its block: half the street, its pavement and a little more. */
export function clearances(plan: StreetPlan, segments: readonly RoadSegment[]): (half: number) => number {
  const classOf = new Map<string, RoadClass>();
  for (const segment of segments) {
    segment.vertices.slice(1).forEach((vertex, index) => {
      const before = segment.vertices[index]!;
      classOf.set(`${Math.min(before, vertex)} ${Math.max(before, vertex)}`, segment.roadClass);
    });
  }
  const pavement: Record<RoadClass, number> = {
    trunk: 12,
    primary: 7,
    secondary: 6,
    tertiary: 4.5,
    residential: 2.6,
    service: 1.6,
    footway: 0.8,
  };
  return (half) => {
    const tag = plan.graph.tag(half);
    if (tag.kind === 'rail') return 16;
    if (tag.kind !== 'road') return 3;
    const [a, b] = [plan.graph.origin[half]!, plan.graph.origin[half ^ 1]!];
    const roadClass = classOf.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? plan.streets[tag.road]!.roadClass;
    return ROAD_SHAPE[roadClass].widthM / 2 + pavement[roadClass];
  };
}

export const pointsOf = (plan: StreetPlan, segment: RoadSegment): Point[] =>
  segment.vertices.map((vertex) => plan.graph.points[vertex]!);
export type { Cell };
