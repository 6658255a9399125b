/**
 * Where a point meets the road: the nearest segment a mode may use, as an edge and a distance along it. Nearness is measured
 * in the graph's flat frame. Called at ingest for every moved unit, so the unit's last segment is tried first.
 */
import Flatbush from 'flatbush';
import type { RoadGraph } from './graph.ts';

/** A place on the road nearest to some point. */
export interface Snap {
  readonly edge: number;
  readonly segment: number;
  /** Metres from the edge's `from` end. */
  readonly alongM: number;
  /** Metres from the point to the road. */
  readonly offRoadM: number;
}

export interface SnapOptions {
  /** 1 for edges that may be used (Weights.isUsable); all edges when absent. */
  readonly isUsable?: Uint8Array;
  /** Segment of this unit's last fix; kept while the fix stays within a road's width of its edge. */
  readonly lastSegment?: number;
  /** Course over ground of a moving unit: tells the two carriageways of a street apart. */
  readonly headingDegrees?: number;
}

/** A fix this close to its former edge is still on it: half a wide street, less than the gap to the next one. */
const STAY_M = 10;
/** A carriageway against the unit's course counts as this much farther away. */
const WRONG_WAY_M = 25;
/** How much farther than the nearest road a second one may be for a responder to stop there and cross on foot. */
const SAME_PLACE_M = 25;
const MOST_ARRIVALS = 4;
const SEARCH_RADII_M = [30, 100, 300, 1_000, 3_000];

export class SegmentIndex {
  readonly #graph: RoadGraph;
  readonly #index: Flatbush | null;
  /** First shape point and edge of each segment; segments of an edge are neighbours. */
  readonly #point: Uint32Array;
  readonly #edge: Uint32Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;

  constructor(graph: RoadGraph) {
    this.#graph = graph;
    const count = graph.shapeLon.length - graph.edgeCount;
    this.#point = new Uint32Array(count);
    this.#edge = new Uint32Array(count);
    this.#x = new Float64Array(graph.shapeLon.length);
    this.#y = new Float64Array(graph.shapeLon.length);
    for (let point = 0; point < graph.shapeLon.length; point++) {
      [this.#x[point], this.#y[point]] = graph.frame.toMetres([graph.shapeLon[point]!, graph.shapeLat[point]!]);
    }
    this.#index = count > 0 ? new Flatbush(count) : null;
    let segment = 0;
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      for (let point = graph.shapeStart[edge]!; point < graph.shapeStart[edge + 1]! - 1; point++) {
        this.#point[segment] = point;
        this.#edge[segment++] = edge;
        const [ax, ay, bx, by] = this.#ends(point);
        this.#index?.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
      }
    }
    this.#index?.finish();
  }

  /** The nearest place on a usable road within 3 km, or null. */
  snap(lon: number, lat: number, options: SnapOptions = {}): Snap | null {
    const [x, y] = this.#graph.frame.toMetres([lon, lat]);
    const kept = this.#stay(x, y, options);
    if (kept) return kept;
    for (const radius of SEARCH_RADII_M) {
      let best: Snap | null = null;
      let bestCost = radius;
      for (const segment of this.#near(x, y, radius, options.isUsable)) {
        const found = this.#project(segment, x, y);
        const cost = found.offRoadM + this.#wrongWayM(segment, options.headingDegrees);
        if (cost > bestCost) continue;
        best = found;
        bestCost = cost;
      }
      if (best) return best;
    }
    return null;
  }

  /**
   * Places where a responder may stop for an incident, nearest first: the nearest road, and others about as near (the far
   * carriageway), one place an edge. Nobody walks from a bridge or tunnel to the street beside it, so those never mix, and
   * where both are near the street is meant: poles and buttons stand there.
   */
  arrivals(lon: number, lat: number, isUsable: Uint8Array): Snap[] {
    const nearest = this.snap(lon, lat, { isUsable });
    if (!nearest) return [];
    const isApart = (snap: Snap) => this.#graph.traits[this.#graph.edgeTraits[snap.edge]!]!.isApart;
    const [x, y] = this.#graph.frame.toMetres([lon, lat]);
    const reach = nearest.offRoadM + SAME_PLACE_M;
    const byEdge = new Map<number, Snap>();
    for (const segment of this.#near(x, y, reach, isUsable)) {
      const found = this.#project(segment, x, y);
      if (found.offRoadM > reach || isApart(found)) continue;
      const known = byEdge.get(found.edge);
      if (!known || found.offRoadM < known.offRoadM) byEdge.set(found.edge, found);
    }
    if (byEdge.size === 0) return [nearest];
    return [...byEdge.values()].sort((left, right) => left.offRoadM - right.offRoadM).slice(0, MOST_ARRIVALS);
  }

  /** Edges that come within `radiusM` of a point, islands left out. */
  edgesNear(lon: number, lat: number, radiusM: number): number[] {
    const [x, y] = this.#graph.frame.toMetres([lon, lat]);
    const near = this.#near(x, y, radiusM, undefined).map((segment) => this.#project(segment, x, y));
    return [...new Set(near.filter(({ offRoadM }) => offRoadM <= radiusM).map(({ edge }) => edge))];
  }

  #near(x: number, y: number, radius: number, isUsable: Uint8Array | undefined): number[] {
    if (!this.#index) return [];
    const { islandComponents, edgeComponent } = this.#graph;
    return this.#index.search(x - radius, y - radius, x + radius, y + radius, (segment) => {
      const edge = this.#edge[segment]!;
      if (isUsable && !isUsable[edge]) return false;
      return islandComponents.size === 0 || !islandComponents.has(edgeComponent[edge]!);
    });
  }

  #stay(x: number, y: number, options: SnapOptions): Snap | null {
    const last = options.lastSegment ?? -1;
    if (last < 0 || last >= this.#edge.length) return null;
    const edge = this.#edge[last]!;
    if (options.isUsable && !options.isUsable[edge]) return null;
    let best: Snap | null = null;
    for (let segment = last - 1; segment <= last + 1; segment++) {
      if (this.#edge[segment] !== edge) continue;
      const found = this.#project(segment, x, y);
      if (found.offRoadM > STAY_M || this.#wrongWayM(segment, options.headingDegrees) > 0) continue;
      if (!best || found.offRoadM < best.offRoadM) best = found;
    }
    // At the very end of an edge the next road may be the one the unit is on.
    return best && best.alongM > 0 && best.alongM < this.#graph.edgeMetres[edge]! ? best : null;
  }

  #wrongWayM(segment: number, headingDegrees: number | undefined): number {
    if (headingDegrees === undefined) return 0;
    const { oneway } = this.#graph.traits[this.#graph.edgeTraits[this.#edge[segment]!]!]!;
    if (oneway === 0) return 0;
    const [ax, ay, bx, by] = this.#ends(this.#point[segment]!);
    const heading = (headingDegrees * Math.PI) / 180;
    return ((bx - ax) * Math.sin(heading) + (by - ay) * Math.cos(heading)) * oneway < 0 ? WRONG_WAY_M : 0;
  }

  #ends(point: number): [ax: number, ay: number, bx: number, by: number] {
    return [this.#x[point]!, this.#y[point]!, this.#x[point + 1]!, this.#y[point + 1]!];
  }

  #project(segment: number, x: number, y: number): Snap {
    const point = this.#point[segment]!;
    const [ax, ay, bx, by] = this.#ends(point);
    const dx = bx - ax;
    const dy = by - ay;
    const square = dx * dx + dy * dy;
    const along = square > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
    const { shapeMetres } = this.#graph;
    const startM = shapeMetres[point]!;
    const endM = shapeMetres[point + 1]!;
    return {
      edge: this.#edge[segment]!,
      segment,
      alongM: along === 1 ? endM : startM + along * (endM - startM),
      offRoadM: Math.hypot(x - ax - along * dx, y - ay - along * dy),
    };
  }
}
