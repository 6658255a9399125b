/**
 * Areas of what polygons share or leave uncovered, exactly: the plane is cut into upright strips at every corner and crossing,
 * inside a strip borders do not cross, so the height at its middle times its width is its area. Metres in, square metres out.
 */
import Flatbush from 'flatbush';
import type { LonLat } from '#shared/geo/earth.ts';

export type FlatRing = readonly LonLat[];
/** Rings of one shape, holes among them; inside is where an odd number of rings is around. */
export type FlatShape = readonly FlatRing[];

interface Edge {
  readonly shape: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Swept {
  readonly areaM2: number;
  /** Middle of what was found; null where there is nothing. */
  readonly at: LonLat | null;
}

/** The area where `isWanted` holds; it is told, for every shape, whether a point is inside. */
export function sweptArea(shapes: readonly FlatShape[], isWanted: (inside: readonly boolean[]) => boolean): Swept {
  const edges = shapes.flatMap((rings, shape) => rings.flatMap((ring) => edgesOf(ring, shape)));
  if (edges.length === 0) return { areaM2: 0, at: null };
  const cuts = [...new Set([...edges.flatMap(({ x1, x2 }) => [x1, x2]), ...crossings(edges)])].sort((a, b) => a - b);
  const byStart = [...edges].sort((a, b) => a.x1 - b.x1);
  let next = 0;
  let active: Edge[] = [];
  let [area, momentX, momentY] = [0, 0, 0];
  for (let cut = 0; cut + 1 < cuts.length; cut++) {
    const [left, right] = [cuts[cut]!, cuts[cut + 1]!];
    active = active.filter(({ x2 }) => x2 > left);
    for (; next < byStart.length && byStart[next]!.x1 <= left; next++) active.push(byStart[next]!);
    if (active.length === 0) continue;
    const middle = (left + right) / 2;
    const levels = active.map((edge) => ({ y: heightAt(edge, middle), shape: edge.shape })).sort((a, b) => a.y - b.y);
    const inside = shapes.map(() => false);
    for (let level = 0; level + 1 < levels.length; level++) {
      const { y, shape } = levels[level]!;
      inside[shape] = !inside[shape];
      const height = levels[level + 1]!.y - y;
      if (height <= 0 || !isWanted(inside)) continue;
      const piece = height * (right - left);
      area += piece;
      momentX += piece * middle;
      momentY += piece * (y + height / 2);
    }
  }
  return { areaM2: area, at: area > 0 ? [momentX / area, momentY / area] : null };
}

/** Where a ring crosses itself; null for a simple one. Corners that only touch are no crossing. */
export function selfCrossing(ring: FlatRing): LonLat | null {
  const edges = edgesOf(ring, 0, true);
  const index = boxIndex(edges);
  for (const [at, edge] of edges.entries()) {
    for (const other of index?.search(...boxOf(edge)) ?? []) {
      if (other <= at) continue;
      const point = crossingOf(edge, edges[other]!);
      if (point) return point;
    }
  }
  return null;
}

function edgesOf(ring: FlatRing, shape: number, withUpright = false): Edge[] {
  return ring.slice(1).flatMap((to, index) => {
    const from = ring[index]!;
    if (from[0] === to[0] && (!withUpright || from[1] === to[1])) return [];
    const [a, b] = from[0] <= to[0] ? [from, to] : [to, from];
    return [{ shape, x1: a[0], y1: a[1], x2: b[0], y2: b[1] }];
  });
}

function crossings(edges: readonly Edge[]): number[] {
  const index = boxIndex(edges);
  return edges.flatMap((edge, at) =>
    (index?.search(...boxOf(edge)) ?? []).flatMap((other) => {
      const point = other > at ? crossingOf(edge, edges[other]!) : null;
      return point ? [point[0]] : [];
    }),
  );
}

/** A point inside both edges, not at an end of either; parallel ones have none. */
function crossingOf(a: Edge, b: Edge): LonLat | null {
  const [adx, ady, bdx, bdy] = [a.x2 - a.x1, a.y2 - a.y1, b.x2 - b.x1, b.y2 - b.y1];
  const turn = adx * bdy - ady * bdx;
  if (turn === 0) return null;
  const along = ((b.x1 - a.x1) * bdy - (b.y1 - a.y1) * bdx) / turn;
  const across = ((b.x1 - a.x1) * ady - (b.y1 - a.y1) * adx) / turn;
  const margin = 1e-6;
  const isInside = along > margin && along < 1 - margin && across > margin && across < 1 - margin;
  return isInside ? [a.x1 + along * adx, a.y1 + along * ady] : null;
}

const heightAt = ({ x1, y1, x2, y2 }: Edge, x: number) => y1 + ((y2 - y1) * (x - x1)) / (x2 - x1);
const boxOf = ({ x1, y1, x2, y2 }: Edge) => [x1, Math.min(y1, y2), x2, Math.max(y1, y2)] as const;

function boxIndex(edges: readonly Edge[]): Flatbush | null {
  if (edges.length === 0) return null;
  const index = new Flatbush(edges.length);
  for (const edge of edges) index.add(...boxOf(edge));
  index.finish();
  return index;
}
