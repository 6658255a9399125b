/**
 * The roads of one scene: who can be where, how soon, by which streets. Owns the graph, the closures of the moment and the
 * search workspaces; called by the desk (recommendations), the drill (movement) and intake (addresses). Everything here is
 * synchronous and in one thread; nothing is remembered between questions but weights.
 */
import type { TravelModeId } from '#shared/catalog/modes.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { CoverageFinder } from './coverage.ts';
import type { RoadGraph } from './graph.ts';
import { type NamedEdges, namedEdges, nameNearby, type RoadName } from './names.ts';
import { OFF_ROAD_M, UnitPositions } from './positions.ts';
import { Ranker, type Ranking, type RankQuestion, type TimeQuestion, type UnitTimes } from './rank.ts';
import { ReverseSearch, Workspace } from './search.ts';
import { SegmentIndex, type Snap } from './segments.ts';
import { type Route, traceRoute } from './trace.ts';
import { type Closure, WeightTable } from './weights.ts';

/** A question about the network's own units unless it names others. */
type Asking<Question extends { readonly units: UnitPositions }> = Omit<Question, 'units'> & {
  readonly units?: UnitPositions;
};

export class RoadNetwork {
  readonly graph: RoadGraph;
  /** The station's units: `place` every fix in it as it comes in. */
  readonly units: UnitPositions;
  readonly #segments: SegmentIndex;
  readonly #weights: WeightTable;
  readonly #ranker: Ranker;
  readonly #space: Workspace;
  readonly #named: NamedEdges;
  readonly #closureListeners = new Set<(edge: number, closure: Closure) => void>();

  constructor(graph: RoadGraph) {
    this.graph = graph;
    this.#segments = new SegmentIndex(graph);
    this.#weights = new WeightTable(graph);
    this.#ranker = new Ranker(graph, this.#segments, this.#weights);
    this.#space = new Workspace(graph);
    this.#named = namedEdges(graph);
    this.units = this.createPositions();
  }

  /** Another, empty set of positions on these roads, for questions about units that are not the station's. */
  createPositions(): UnitPositions {
    return new UnitPositions(this.#segments, this.#weights);
  }

  /** Who gets to an incident first, of the station's units or those given, and why each nearer one was passed over. */
  rankUnits(question: Asking<RankQuestion>): Ranking {
    return this.#ranker.rankUnits({ units: this.units, ...question });
  }

  /** Travel seconds of every unit within the cut-off, and their order. */
  timeAll(question: Asking<TimeQuestion>): UnitTimes {
    return this.#ranker.timeAll({ units: this.units, ...question });
  }

  /** A finder of who covers these places and the roads; holds on to workspaces, so make one and keep it. */
  coverage(places: readonly LonLat[]): CoverageFinder {
    return new CoverageFinder(this.graph, this.#segments, this.#weights, places);
  }

  /** Makes the weights of these modes before the first alarm asks for them. */
  prepare(modes: Iterable<TravelModeId>, hourOfDay: number): void {
    for (const mode of modes) this.#weights.of(mode, hourOfDay);
  }

  /**
   * The quickest way between two points; fails with `offRoad` where one of them is more than 150 m from any road of the mode,
   * and with `noRoute`. Drills move along its points by its seconds.
   */
  route(from: LonLat, to: LonLat, mode: TravelModeId, hourOfDay = 12): Result<Route> {
    const isUsable = this.#weights.usableFor(mode);
    const start = this.#segments.snap(from[0], from[1], { isUsable });
    const end = this.#segments.snap(to[0], to[1], { isUsable });
    if (!start || start.offRoadM > OFF_ROAD_M) return refuse('offRoad', '起点离路超过 150 米');
    if (!end || end.offRoadM > OFF_ROAD_M) return refuse('offRoad', '终点离路超过 150 米');
    const arrivals = [{ ...end, accessSeconds: 0 }];
    const search = new ReverseSearch(this.graph, this.#weights.of(mode, hourOfDay), arrivals, this.#space);
    let limit = 120;
    do {
      search.advance(limit);
      limit *= 2;
    } while (search.secondsFrom(start.edge, start.alongM) > search.settledSeconds);
    const route = traceRoute(this.graph, search, start.edge, start.alongM);
    return route ? ok(route) : refuse('noRoute', '按现有道路和封控无法到达');
  }

  /** The nearest place on a road any mode (or the given one) may use, within 3 km. */
  snap(lon: number, lat: number, mode?: TravelModeId): Snap | null {
    return this.#segments.snap(lon, lat, mode ? { isUsable: this.#weights.usableFor(mode) } : {});
  }

  /** The name of the road at a point, with the road it crosses where a junction is near; null with none within 300 m. */
  nearestRoadName(lon: number, lat: number): RoadName | null {
    return nameNearby(this.graph, this.#segments, this.#named, lon, lat);
  }

  /** Edges within `radiusM` of a point, for closing what a click or a circle on the map means. */
  edgesNear(lon: number, lat: number, radiusM: number): number[] {
    return this.#segments.edgesNear(lon, lat, radiusM);
  }

  /** 封控: closes or reopens an edge for through traffic from the next question on. */
  close(edge: number, closure: Closure): void {
    this.#weights.close(edge, closure);
    for (const listener of this.#closureListeners) listener(edge, closure);
  }

  /** Told of every closure made or ended from now on; those that stand are `closures()`. */
  onClosure(listener: (edge: number, closure: Closure) => void): Disposable {
    this.#closureListeners.add(listener);
    return toDisposable(() => this.#closureListeners.delete(listener));
  }

  closures(): [edge: number, closure: Closure][] {
    return this.#weights.closures();
  }

  /** The same for every edge of a source way (the feature's id); false where there is no such way. */
  closeWay(wayId: string, closure: Closure): boolean {
    const edges = this.graph.edgesOfWay.get(wayId);
    for (const edge of edges ?? []) this.close(edge, closure);
    return edges !== undefined;
  }

  closureOf(edge: number): Closure {
    return this.#weights.closureOf(edge);
  }
}
