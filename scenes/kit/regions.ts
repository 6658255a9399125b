// Groups of faces: growing them so that each is in one piece, and the rings around a group.
import type { PlanarGraph } from './planarGraph.ts';
import { distance, type Point, ringArea } from './plane.ts';

/** Faces across each edge of a face, each once, in the order of its loop. */
export function neighbours(graph: PlanarGraph, face: number): number[] {
  return [...new Set(graph.loop(face).map((half) => graph.face[half ^ 1]!))].filter(
    (other) => other !== face && other !== graph.outside,
  );
}

export interface Seed {
  readonly at: Point;
  /** Which places may join this group. */
  readonly accepts: (face: number) => boolean;
}

/** Grows every seed over neighbouring places at equal pace by distance, until none is left. Index of the seed by place. */
export function growByDistance(
  faces: readonly number[],
  neighboursOf: (face: number) => readonly number[],
  middle: (face: number) => Point,
  seeds: readonly Seed[],
): Map<number, number> {
  const owner = new Map<number, number>();
  const offers: { face: number; seed: number; cost: number }[] = [];
  const offer = (face: number, seed: number, cost: number) => {
    if (!owner.has(face) && seeds[seed]!.accepts(face)) offers.push({ face, seed, cost });
  };
  seeds.forEach((seed, index) => {
    const open = faces.filter((face) => seed.accepts(face) && !offers.some((other) => other.face === face));
    const first = nearest(open, middle, seed.at);
    if (first !== undefined) offer(first, index, 0);
  });
  while (offers.length > 0) {
    let least = 0;
    for (let index = 1; index < offers.length; index++) if (offers[index]!.cost < offers[least]!.cost) least = index;
    const [{ face, seed, cost }] = offers.splice(least, 1) as [{ face: number; seed: number; cost: number }];
    if (owner.has(face)) continue;
    owner.set(face, seed);
    for (const other of neighboursOf(face)) offer(other, seed, cost + distance(middle(face), middle(other)));
  }
  return owner;
}

/** Splits connected faces into `count` connected groups of about equal weight. */
export function growByWeight(
  graph: PlanarGraph,
  faces: readonly number[],
  middle: (face: number) => Point,
  weight: (face: number) => number,
  count: number,
): number[][] {
  const open = new Set(faces);
  const seeds = spread(faces, middle, Math.min(count, faces.length));
  const groups = seeds.map((seed) => ({ faces: [seed], weight: weight(seed), at: middle(seed), isStuck: false }));
  for (const seed of seeds) open.delete(seed);
  while (open.size > 0) {
    const group = groups.filter((candidate) => !candidate.isStuck).sort((a, b) => a.weight - b.weight)[0];
    if (!group) break;
    const frontier = [...new Set(group.faces.flatMap((face) => neighbours(graph, face)))].filter((face) =>
      open.has(face),
    );
    const next = nearest(frontier, middle, group.at);
    if (next === undefined) {
      group.isStuck = true;
      continue;
    }
    open.delete(next);
    group.faces.push(next);
    group.weight += weight(next);
  }
  return groups.map((group) => group.faces);
}

function spread(faces: readonly number[], middle: (face: number) => Point, count: number): number[] {
  const chosen: number[] = [];
  const away = new Map(faces.map((face) => [face, Infinity]));
  const corner = { x: -1e6, y: 1e6 };
  let next = nearest(faces, middle, corner);
  while (next !== undefined && chosen.length < count) {
    chosen.push(next);
    const at = middle(next);
    let far = -1;
    next = undefined;
    for (const face of faces) {
      const to = Math.min(away.get(face)!, distance(middle(face), at));
      away.set(face, to);
      if (to > far) [far, next] = [to, face];
    }
  }
  return chosen;
}

function nearest(faces: readonly number[], middle: (face: number) => Point, to: Point): number | undefined {
  let best: number | undefined;
  for (const face of faces) {
    if (best === undefined || distance(middle(face), to) < distance(middle(best), to)) best = face;
  }
  return best;
}

/** The rings of a group of faces as vertex lists: the outer one first (counter-clockwise), then holes (clockwise). */
export function ringsOf(graph: PlanarGraph, faces: readonly number[]): number[][] {
  const members = new Set(faces);
  const isRim = (half: number) => members.has(graph.face[half]!) && !members.has(graph.face[half ^ 1]!);
  const seen = new Set<number>();
  const rings: number[][] = [];
  for (const start of faces.flatMap((face) => graph.loop(face)).filter(isRim)) {
    if (seen.has(start)) continue;
    const ring: number[] = [];
    let half = start;
    do {
      seen.add(half);
      ring.push(graph.origin[half]!);
      half = graph.next[half]!;
      while (!isRim(half)) half = graph.next[half ^ 1]!;
    } while (half !== start);
    rings.push(ring);
  }
  const area = (ring: number[]) => ringArea(ring.map((vertex) => graph.points[vertex]!));
  return rings.sort((a, b) => area(b) - area(a));
}
