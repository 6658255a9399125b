// A planar subdivision (half-edges): roads, banks and borders are its edges, blocks are its faces. Because neighbours
// share the very same edge, whatever is built from faces later (grids, communities, towns) has no gap and no overlap.
import { crossing, distance, isInside, type Point, point, ringArea } from './plane.ts';

/** What an edge is; `road` indexes the street list, -1 where there is none. */
export interface EdgeTag {
  readonly kind: 'road' | 'bank' | 'midstream' | 'rail' | 'border' | 'line';
  readonly road: number;
}

export interface TaggedLine {
  readonly points: readonly Point[];
  readonly tag: EdgeTag;
}

/** Two points nearer than this become one vertex. */
const WELD_M = 1.5;

export class PlanarGraph {
  readonly points: Point[] = [];
  /** By half-edge: `half ^ 1` is its twin. */
  readonly origin: number[] = [];
  readonly next: number[] = [];
  readonly previous: number[] = [];
  readonly face: number[] = [];
  /** By edge: half-edge / 2. */
  readonly tags: EdgeTag[] = [];
  /** By face: one of its half-edges. */
  readonly start: number[] = [];
  /** The unbounded face. */
  outside = -1;

  /** The half-edges around a face, counter-clockwise. */
  loop(face: number): number[] {
    const halves: number[] = [];
    const first = this.start[face]!;
    let half = first;
    do {
      halves.push(half);
      half = this.next[half]!;
    } while (half !== first);
    return halves;
  }

  ring(face: number): Point[] {
    return this.loop(face).map((half) => this.points[this.origin[half]!]!);
  }

  from(half: number): Point {
    return this.points[this.origin[half]!]!;
  }

  to(half: number): Point {
    return this.points[this.origin[half ^ 1]!]!;
  }

  tag(half: number): EdgeTag {
    return this.tags[half >> 1]!;
  }

  /** Half-edges leaving the origin of one half-edge. */
  around(half: number): number[] {
    const leaving: number[] = [];
    let current = half;
    do {
      leaving.push(current);
      current = this.next[current ^ 1]!;
    } while (current !== half);
    return leaving;
  }

  /** Puts a vertex on an edge; the half-edge keeps its origin and the returned one leaves the new vertex. */
  splitEdge(half: number, at: Point): number {
    const vertex = this.points.push(at) - 1;
    const twin = half ^ 1;
    const fresh = this.#addEdge(vertex, this.origin[twin]!, this.tag(half));
    const freshTwin = fresh ^ 1;
    this.face[fresh] = this.face[half]!;
    this.face[freshTwin] = this.face[twin]!;
    const after = this.next[half]!;
    const before = this.previous[twin]!;
    this.origin[twin] = vertex;
    this.#link(half, fresh);
    this.#link(fresh, after === twin ? freshTwin : after);
    if (after !== twin) this.#link(before, freshTwin);
    this.#link(freshTwin, twin);
    return fresh;
  }

  /**
   * Cuts a face along a chain from the origin of `from` to the origin of `to`, two half-edges of that face.
   * `between` are the inner points; `tags` has one entry more. Returns the two faces.
   */
  splitFace(from: number, to: number, between: readonly Point[], tags: readonly EdgeTag[]): [number, number] {
    const old = this.face[from]!;
    const stops = [this.origin[from]!, ...between.map((p) => this.points.push(p) - 1), this.origin[to]!];
    const forward = tags.map((tag, index) => this.#addEdge(stops[index]!, stops[index + 1]!, tag));
    const backward = forward.map((half) => half ^ 1).reverse();
    const beforeFrom = this.previous[from]!;
    const beforeTo = this.previous[to]!;
    this.#chain([beforeFrom, ...forward, to]);
    this.#chain([beforeTo, ...backward, from]);
    this.start[old] = forward[0]!;
    const fresh = this.start.push(backward[0]!) - 1;
    for (const half of this.loop(old)) this.face[half] = old;
    for (const half of this.loop(fresh)) this.face[half] = fresh;
    return [old, fresh];
  }

  #addEdge(from: number, to: number, tag: EdgeTag): number {
    const half = this.origin.push(from, to) - 2;
    this.next.push(-1, -1);
    this.previous.push(-1, -1);
    this.face.push(-1, -1);
    this.tags.push(tag);
    return half;
  }

  #link(before: number, after: number): void {
    this.next[before] = after;
    this.previous[after] = before;
  }

  #chain(halves: readonly number[]): void {
    for (let index = 1; index < halves.length; index++) this.#link(halves[index - 1]!, halves[index]!);
  }

  /** Builds the subdivision of lines inside a closed border: cut at crossings, clipped, dead ends taken off. */
  static fromLines(lines: readonly TaggedLine[], border: readonly Point[]): PlanarGraph {
    const graph = new PlanarGraph();
    const edges = withoutDeadEnds(cutAtCrossings(lines, border, graph.points));
    for (const edge of edges) graph.#addEdge(edge.from, edge.to, edge.tag);
    const leaving = new Map<number, number[]>();
    graph.origin.forEach((vertex, half) => {
      leaving.set(vertex, [...(leaving.get(vertex) ?? []), half]);
    });
    for (const halves of leaving.values()) {
      const angle = (half: number) =>
        Math.atan2(graph.to(half).y - graph.from(half).y, graph.to(half).x - graph.from(half).x);
      halves.sort((a, b) => angle(a) - angle(b));
      halves.forEach((half, index) => {
        // Arriving along the twin of `half`, the left face goes on with the next edge clockwise.
        graph.#link(half ^ 1, halves[(index + halves.length - 1) % halves.length]!);
      });
    }
    for (let half = 0; half < graph.origin.length; half++) {
      if (graph.face[half] !== -1) continue;
      const face = graph.start.push(half) - 1;
      for (const member of graph.loop(face)) graph.face[member] = face;
      if (ringArea(graph.ring(face)) < 0) graph.outside = face;
    }
    return graph;
  }
}

interface RawEdge {
  readonly from: number;
  readonly to: number;
  readonly tag: EdgeTag;
}

function cutAtCrossings(lines: readonly TaggedLine[], border: readonly Point[], points: Point[]): RawEdge[] {
  const segments = lines.flatMap((line, lineIndex) =>
    line.points.slice(1).map((end, index) => ({
      start: line.points[index]!,
      end,
      tag: line.tag,
      lineIndex,
      cuts: [] as number[],
    })),
  );
  for (let first = 0; first < segments.length; first++) {
    for (let second = first + 1; second < segments.length; second++) {
      const a = segments[first]!;
      const b = segments[second]!;
      if (a.lineIndex === b.lineIndex) continue;
      const at = crossing(a.start, a.end, b.start, b.end);
      if (!at) continue;
      a.cuts.push(at.first);
      b.cuts.push(at.second);
    }
  }
  const weld = welder(points);
  const edges = new Map<string, RawEdge>();
  for (const segment of segments) {
    const shares = [0, ...segment.cuts.sort((a, b) => a - b), 1];
    const stops = shares.map((share) =>
      point(
        segment.start.x + (segment.end.x - segment.start.x) * share,
        segment.start.y + (segment.end.y - segment.start.y) * share,
      ),
    );
    for (let index = 1; index < stops.length; index++) {
      const middle = point((stops[index - 1]!.x + stops[index]!.x) / 2, (stops[index - 1]!.y + stops[index]!.y) / 2);
      if (segment.tag.kind !== 'border' && !isInside(middle, border)) continue;
      const from = weld(stops[index - 1]!);
      const to = weld(stops[index]!);
      if (from !== to) edges.set(`${Math.min(from, to)} ${Math.max(from, to)}`, { from, to, tag: segment.tag });
    }
  }
  return [...edges.values()];
}

function welder(points: Point[]): (p: Point) => number {
  const cells = new Map<string, number[]>();
  return (p) => {
    const column = Math.floor(p.x / WELD_M);
    const row = Math.floor(p.y / WELD_M);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const found = cells.get(`${column + dx} ${row + dy}`)?.find((index) => distance(points[index]!, p) < WELD_M);
        if (found !== undefined) return found;
      }
    }
    const index = points.push(p) - 1;
    const key = `${column} ${row}`;
    cells.set(key, [...(cells.get(key) ?? []), index]);
    return index;
  };
}

function withoutDeadEnds(edges: readonly RawEdge[]): RawEdge[] {
  let kept = [...edges];
  for (;;) {
    const degree = new Map<number, number>();
    for (const edge of kept) {
      degree.set(edge.from, (degree.get(edge.from) ?? 0) + 1);
      degree.set(edge.to, (degree.get(edge.to) ?? 0) + 1);
    }
    const remaining = kept.filter((edge) => degree.get(edge.from)! > 1 && degree.get(edge.to)! > 1);
    if (remaining.length === kept.length) return kept;
    kept = remaining;
  }
}
