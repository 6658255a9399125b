// Spots on and beside the streets, for what stands there: poles, cameras, doors, people.
import { between, distance, type Point } from '../kit/plane.ts';
import { pointsOf, ROAD_SHAPE, type RoadSegment } from './roads.ts';
import type { StreetPlan } from './streets.ts';

export interface Junction {
  readonly at: Point;
  /** The streets that meet, widest first, with the direction each leaves in (radians from east). */
  readonly arms: readonly { readonly name: string; readonly widthM: number; readonly angle: number }[];
  readonly face: number;
}

export interface StreetPoints {
  readonly junctions: readonly Junction[];
  /** The nearest point on a street for cars, bridges left out. */
  nearest(to: Point): Point;
  /** Middles of the street sections around a block. */
  middles(face: number): readonly Point[];
}

export function streetPoints(plan: StreetPlan, segments: readonly RoadSegment[]): StreetPoints {
  const drivable = segments.filter((segment) => segment.roadClass !== 'footway' && !segment.isBridge);
  const lines = drivable.map((segment) => pointsOf(plan, segment));
  return {
    junctions: junctionsOf(plan, drivable),
    nearest: (to) => nearestOn(lines, to),
    middles: middlesOf(plan, drivable),
  };
}

function junctionsOf(plan: StreetPlan, segments: readonly RoadSegment[]): Junction[] {
  const arms = new Map<number, { name: string; widthM: number; angle: number }[]>();
  const add = (vertex: number, towards: number, segment: RoadSegment) => {
    const from = plan.graph.points[vertex]!;
    const to = plan.graph.points[towards]!;
    const arm = {
      name: segment.name,
      widthM: ROAD_SHAPE[segment.roadClass].widthM,
      angle: Math.atan2(to.y - from.y, to.x - from.x),
    };
    arms.set(vertex, [...(arms.get(vertex) ?? []), arm]);
  };
  for (const segment of segments) {
    add(segment.vertices[0]!, segment.vertices[1]!, segment);
    add(segment.vertices.at(-1)!, segment.vertices.at(-2)!, segment);
  }
  const blocks = new Set(plan.cells.filter((cell) => cell.kind === 'block').map((cell) => cell.face));
  const faceAt = new Map<number, number>();
  plan.graph.origin.forEach((vertex, half) => {
    const face = plan.graph.face[half]!;
    if (blocks.has(face)) faceAt.set(vertex, face);
  });
  return [...arms]
    .filter(([vertex, leaving]) => leaving.length >= 3 && faceAt.has(vertex))
    .map(([vertex, leaving]) => ({
      at: plan.graph.points[vertex]!,
      arms: leaving.sort((a, b) => b.widthM - a.widthM || a.angle - b.angle),
      face: faceAt.get(vertex)!,
    }));
}

function nearestOn(lines: readonly (readonly Point[])[], to: Point): Point {
  let best = { away: Infinity, at: to };
  for (const line of lines) {
    if (Math.abs(line[0]!.x - to.x) > 700 || Math.abs(line[0]!.y - to.y) > 700) continue;
    for (let index = 1; index < line.length; index++) {
      const a = line[index - 1]!;
      const b = line[index]!;
      const squared = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
      const along = Math.max(0, Math.min(1, ((to.x - a.x) * (b.x - a.x) + (to.y - a.y) * (b.y - a.y)) / squared));
      const at = { x: a.x + (b.x - a.x) * along, y: a.y + (b.y - a.y) * along };
      const away = distance(at, to);
      if (away < best.away) best = { away, at };
    }
  }
  return best.at;
}

/** Middles of the drivable edges around each face. */
function middlesOf(plan: StreetPlan, drivable: readonly RoadSegment[]): (face: number) => readonly Point[] {
  const { graph } = plan;
  const key = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const open = new Set(
    drivable.flatMap(({ vertices }) => vertices.slice(1).map((vertex, index) => key(vertices[index]!, vertex))),
  );
  return (face) =>
    graph
      .loop(face)
      .filter((half) => open.has(key(graph.origin[half]!, graph.origin[half ^ 1]!)))
      .map((half) => between(graph.from(half), graph.to(half), 0.5));
}

/** The corner of a junction between its two widest streets, off the carriageways. */
export function cornerOf(junction: Junction): Point {
  const [first, second] = junction.arms as readonly [Junction['arms'][number], Junction['arms'][number]];
  const beside = junction.arms.find((arm) => Math.abs(Math.sin(arm.angle - first.angle)) > 0.5) ?? second;
  const along = first.widthM / 2 + 1.5;
  const across = beside.widthM / 2 + 1.5;
  const sine = Math.max(0.5, Math.abs(Math.sin(beside.angle - first.angle)));
  return {
    x: junction.at.x + (Math.cos(first.angle) * across + Math.cos(beside.angle) * along) / sine,
    y: junction.at.y + (Math.sin(first.angle) * across + Math.sin(beside.angle) * along) / sine,
  };
}
