/**
 * How far free units reach within the limits of a response profile (DESIGN §8): which roads, which places, and which unit it
 * hangs on. One forward search from many units at once for every set of units that are alike: equal weights, equal limits.
 * Runs in a worker thread; everything it needs is typed arrays.
 */
import FlatQueue from 'flatqueue';
import { TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import type { RoadGraph } from './graph.ts';
import { accessSeconds } from './positions.ts';
import type { SegmentIndex } from './segments.ts';
import type { Weights, WeightTable } from './weights.ts';

/** Units that count: where they are on the road (columns as UnitPositions keeps them) and for which limits they count. */
export interface CoveringUnits {
  readonly count: number;
  /** Index into TRAVEL_MODES. */
  readonly mode: Uint8Array;
  /** −1: on no road. */
  readonly edge: Int32Array;
  readonly alongM: Float64Array;
  /** Turn-out and the walk to the road. */
  readonly leadSeconds: Float64Array;
  /** Bit b set: its arrival meets band b. 0: it counts for nothing now (busy, stale, wrong force). */
  readonly bands: Uint8Array;
}

export interface CoverageQuestion {
  readonly units: CoveringUnits;
  /** Seconds of each band, at most 8 bands. */
  readonly bandSeconds: readonly number[];
  readonly hourOfDay: number;
  /** Left out as if it had gone: what its departure would uncover. */
  readonly without?: number;
  /** The roads are not asked about: `coveredM` and `edgeBand` say nothing, and a third of the work is saved. */
  readonly isPlacesOnly?: boolean;
}

export interface Coverage {
  /** Metres of road a unit that counts reaches in time, by band. */
  readonly coveredM: Float64Array;
  /** Metres of road there are, islands left out. */
  readonly roadM: number;
  /** Seconds to each place by band: `placeSeconds[band * places + place]`, Infinity beyond the band's limit. */
  readonly placeSeconds: Float64Array;
  /** The unit it hangs on, as a slot of the units; −1 where nobody is in time. */
  readonly placeUnit: Int32Array;
  /** First band that covers at least half of the edge, 255 where none does. */
  readonly edgeBand: Uint8Array;
}

/** Where a mode's units stop for a place. */
interface Stops {
  readonly place: Int32Array;
  readonly edge: Int32Array;
  readonly alongM: Float64Array;
  readonly accessSeconds: Float64Array;
}

/** A stretch of an edge as shares of its length. */
type Span = readonly [from: number, to: number];

/** How far each edge is driven over for one band: from its start, from its end, and around units that stand on it. */
interface Driven {
  readonly ahead: Float32Array;
  readonly behind: Float32Array;
  readonly inner: Map<number, Span[]>;
}

const NOBODY = -1;
const NOT_COVERED = 255;

export class CoverageFinder {
  readonly placeCount: number;
  readonly #graph: RoadGraph;
  readonly #segments: SegmentIndex;
  readonly #weights: WeightTable;
  readonly #places: readonly LonLat[];
  readonly #roadM: number;
  readonly #isOnIsland: Uint8Array;
  /** The other end's half of each half: travel away from a node instead of towards it. */
  readonly #opposite: Uint32Array;
  readonly #stopsOfMode = new Map<TravelModeId, Stops>();
  readonly #seconds: Float64Array;
  readonly #owner: Int32Array;
  readonly #stamp: Uint32Array;
  readonly #queue: FlatQueue<number>;
  /** Units standing on each edge, as a chain of positions in `#members`. */
  readonly #first: Int32Array;
  #next = new Int32Array(0);
  #generation = 0;

  /** `places`: what must be reached, in the order of the answer. */
  constructor(graph: RoadGraph, segments: SegmentIndex, weights: WeightTable, places: readonly LonLat[]) {
    this.#graph = graph;
    this.#segments = segments;
    this.#weights = weights;
    this.#places = places;
    this.placeCount = places.length;
    this.#opposite = oppositeHalves(graph);
    this.#seconds = new Float64Array(graph.nodeCount);
    this.#owner = new Int32Array(graph.nodeCount);
    this.#stamp = new Uint32Array(graph.nodeCount);
    this.#queue = new FlatQueue<number>(graph.halfEdge.length + 64);
    this.#first = new Int32Array(graph.edgeCount);
    this.#isOnIsland = Uint8Array.from(graph.edgeComponent, (component) =>
      graph.islandComponents.has(component) ? 1 : 0,
    );
    let roadM = 0;
    for (let edge = 0; edge < graph.edgeCount; edge++) if (!this.#isOnIsland[edge]) roadM += graph.edgeMetres[edge]!;
    this.#roadM = roadM;
  }

  find({ units, bandSeconds, hourOfDay, without = NOBODY, isPlacesOnly = false }: CoverageQuestion): Coverage {
    const places = this.placeCount;
    const { edgeCount } = this.#graph;
    const roadCount = isPlacesOnly ? 0 : edgeCount;
    const driven = bandSeconds.map(
      (): Driven => ({ ahead: new Float32Array(roadCount), behind: new Float32Array(roadCount), inner: new Map() }),
    );
    const placeSeconds = new Float64Array(places * bandSeconds.length).fill(Number.POSITIVE_INFINITY);
    const placeUnit = new Int32Array(places * bandSeconds.length).fill(NOBODY);
    for (const { mode, weights, bands, members } of this.#alike(units, hourOfDay, without)) {
      const limits = bandSeconds.map((seconds, band) => (bands & (1 << band) ? seconds : 0));
      const limit = Math.max(...limits);
      this.#search(weights, units, members, limit);
      if (!isPlacesOnly) this.#readEdges(weights, units, limits, driven);
      this.#readPlaces(this.#stopsOf(mode), weights, units, members, limits, placeSeconds, placeUnit);
    }
    return { roadM: this.#roadM, placeSeconds, placeUnit, ...this.#sumUp(driven) };
  }

  /** Units whose searches are one: equal weights, equal bands. */
  #alike({ count, mode, edge, bands }: CoveringUnits, hourOfDay: number, without: number) {
    const groups = new Map<Weights, Map<number, { mode: TravelModeId; members: number[] }>>();
    const byMode = TRAVEL_MODES.map((id) => this.#weights.of(id, hourOfDay));
    for (let slot = 0; slot < count; slot++) {
      const bits = bands[slot]!;
      if (bits === 0 || edge[slot]! < 0 || slot === without) continue;
      const weights = byMode[mode[slot]!]!;
      const ofWeights = groups.get(weights) ?? new Map<number, { mode: TravelModeId; members: number[] }>();
      groups.set(weights, ofWeights);
      const group = ofWeights.get(bits);
      if (group) group.members.push(slot);
      else ofWeights.set(bits, { mode: TRAVEL_MODES[mode[slot]!]!, members: [slot] });
    }
    return [...groups].flatMap(([weights, ofWeights]) =>
      [...ofWeights].map(([bits, group]) => ({ ...group, weights, bands: bits })),
    );
  }

  /** Forwards from all members at once: seconds and the unit that is quickest, for every junction within the limit. */
  #search(weights: Weights, units: CoveringUnits, members: readonly number[], limit: number): void {
    const { halfStart, halfOther, edgeFrom, edgeTo, edgeMetres, nodeSignal } = this.#graph;
    const seconds = this.#seconds;
    const owner = this.#owner;
    const stamp = this.#stamp;
    const queue = this.#queue;
    const generation = ++this.#generation;
    if (this.#next.length < units.count) this.#next = new Int32Array(units.count * 2);
    queue.clear();
    this.#first.fill(NOBODY);
    const reach = (node: number, value: number, slot: number) => {
      if (value > limit || (stamp[node] === generation && seconds[node]! <= value)) return;
      stamp[node] = generation;
      seconds[node] = value;
      owner[node] = slot;
      queue.push(node, value);
    };
    for (const slot of members) {
      const edge = units.edge[slot]!;
      this.#next[slot] = this.#first[edge]!;
      this.#first[edge] = slot;
      const lead = units.leadSeconds[slot]!;
      const share = units.alongM[slot]! / edgeMetres[edge]!;
      const ahead = edgeTo[edge]!;
      const behind = edgeFrom[edge]!;
      reach(ahead, lead + leg(weights.forward[edge]!, 1 - share, nodeSignal[ahead]! * weights.signalSeconds), slot);
      reach(behind, lead + leg(weights.backward[edge]!, share, nodeSignal[behind]! * weights.signalSeconds), slot);
    }
    const { towards } = weights;
    const opposite = this.#opposite;
    while (queue.length > 0) {
      const value = queue.peekValue()!;
      const node = queue.pop()!;
      if (value > seconds[node]!) continue;
      const slot = owner[node]!;
      const end = halfStart[node + 1]!;
      for (let half = halfStart[node]!; half < end; half++) {
        const through = value + towards[opposite[half]!]!;
        const other = halfOther[half]!;
        if (through > limit || (stamp[other] === generation && seconds[other]! <= through)) continue;
        stamp[other] = generation;
        seconds[other] = through;
        owner[other] = slot;
        // A dead end leads nowhere else.
        if (halfStart[other + 1]! - halfStart[other]! > 1) queue.push(other, through);
      }
    }
  }

  /** How much of each edge is driven over in time, by band, from either end and from where units stand on it. */
  #readEdges(weights: Weights, units: CoveringUnits, limits: readonly number[], driven: readonly Driven[]): void {
    const { edgeCount, edgeFrom, edgeTo } = this.#graph;
    const { forward, backward } = weights;
    for (let edge = 0; edge < edgeCount; edge++) {
      const fromSeconds = this.#secondsAt(edgeFrom[edge]!);
      const toSeconds = this.#secondsAt(edgeTo[edge]!);
      const standing = this.#first[edge]!;
      if (standing === NOBODY && fromSeconds === Number.POSITIVE_INFINITY && toSeconds === Number.POSITIVE_INFINITY)
        continue;
      for (let band = 0; band < limits.length; band++) {
        const limit = limits[band]!;
        const { ahead, behind, inner } = driven[band]!;
        if (limit === 0 || ahead[edge]! + behind[edge]! >= 1) continue;
        const fromStart = part(limit - fromSeconds, forward[edge]!);
        const fromEnd = part(limit - toSeconds, backward[edge]!);
        if (fromStart > ahead[edge]!) ahead[edge] = fromStart;
        if (fromEnd > behind[edge]!) behind[edge] = fromEnd;
        if (standing === NOBODY || ahead[edge]! + behind[edge]! >= 1) continue;
        const spans = inner.get(edge) ?? [];
        inner.set(edge, spans);
        this.#stretch(edge, limit, weights, units, spans);
      }
    }
  }

  /** What the units that stand on an edge drive over of it. */
  #stretch(edge: number, limit: number, weights: Weights, units: CoveringUnits, spans: Span[]): void {
    const length = this.#graph.edgeMetres[edge]!;
    for (let slot = this.#first[edge]!; slot !== NOBODY; slot = this.#next[slot]!) {
      const left = limit - units.leadSeconds[slot]!;
      const along = units.alongM[slot]! / length;
      spans.push([
        Math.max(0, along - part(left, weights.backward[edge]!)),
        Math.min(1, along + part(left, weights.forward[edge]!)),
      ]);
    }
  }

  #readPlaces(
    stops: Stops,
    weights: Weights,
    units: CoveringUnits,
    members: readonly number[],
    limits: readonly number[],
    placeSeconds: Float64Array,
    placeUnit: Int32Array,
  ): void {
    if (members.length === 0) return;
    const { edgeFrom, edgeTo, edgeMetres } = this.#graph;
    for (let stop = 0; stop < stops.place.length; stop++) {
      const edge = stops.edge[stop]!;
      const behind = edgeFrom[edge]!;
      const ahead = edgeTo[edge]!;
      const share = stops.alongM[stop]! / edgeMetres[edge]!;
      const viaBehind = this.#secondsAt(behind) + leg(weights.forward[edge]!, share, 0);
      const viaAhead = this.#secondsAt(ahead) + leg(weights.backward[edge]!, 1 - share, 0);
      let best = Math.min(viaBehind, viaAhead);
      let unit = best === Number.POSITIVE_INFINITY ? NOBODY : this.#owner[viaBehind <= viaAhead ? behind : ahead]!;
      for (let slot = this.#first[edge]!; slot !== NOBODY; slot = this.#next[slot]!) {
        const gap = (stops.alongM[stop]! - units.alongM[slot]!) / edgeMetres[edge]!;
        const whole = gap >= 0 ? weights.forward[edge]! : weights.backward[edge]!;
        const straight = units.leadSeconds[slot]! + leg(whole, Math.abs(gap), 0);
        if (straight >= best) continue;
        best = straight;
        unit = slot;
      }
      best += stops.accessSeconds[stop]!;
      for (let band = 0; band < limits.length; band++) {
        const index = band * this.placeCount + stops.place[stop]!;
        if (best > limits[band]! || best >= placeSeconds[index]!) continue;
        placeSeconds[index] = best;
        placeUnit[index] = unit;
      }
    }
  }

  #sumUp(driven: readonly Driven[]): Pick<Coverage, 'coveredM' | 'edgeBand'> {
    const { edgeCount, edgeMetres } = this.#graph;
    const coveredM = new Float64Array(driven.length);
    const edgeBand = new Uint8Array(edgeCount).fill(NOT_COVERED);
    for (let band = driven.length - 1; band >= 0; band--) {
      const { ahead, behind, inner } = driven[band]!;
      for (let edge = 0; edge < ahead.length; edge++) {
        if (this.#isOnIsland[edge]) continue;
        const spans = inner.get(edge);
        const share = spans ? union(ahead[edge]!, behind[edge]!, spans) : Math.min(1, ahead[edge]! + behind[edge]!);
        if (share === 0) continue;
        coveredM[band]! += share * edgeMetres[edge]!;
        if (share >= 0.5) edgeBand[edge] = band;
      }
    }
    return { coveredM, edgeBand };
  }

  /** Up to four stops for each place, made when a mode is first asked for: places and roads do not move. */
  #stopsOf(mode: TravelModeId): Stops {
    const known = this.#stopsOfMode.get(mode);
    if (known) return known;
    const isUsable = this.#weights.usableFor(mode);
    const found = this.#places.flatMap(([lon, lat], place) =>
      this.#segments.arrivals(lon, lat, isUsable).map((snap) => ({ place, ...snap })),
    );
    const stops: Stops = {
      place: Int32Array.from(found, ({ place }) => place),
      edge: Int32Array.from(found, ({ edge }) => edge),
      alongM: Float64Array.from(found, ({ alongM }) => alongM),
      accessSeconds: Float64Array.from(found, ({ offRoadM }) => accessSeconds(offRoadM)),
    };
    this.#stopsOfMode.set(mode, stops);
    return stops;
  }

  #secondsAt(node: number): number {
    return this.#stamp[node] === this.#generation ? this.#seconds[node]! : Number.POSITIVE_INFINITY;
  }
}

/** The share driven over from both ends and in between, what overlaps counted once. */
function union(ahead: number, behind: number, inner: readonly Span[]): number {
  const spans: Span[] = [[0, ahead], ...inner, [1 - behind, 1]];
  spans.sort((one, other) => one[0] - other[0]);
  let share = 0;
  let reached = 0;
  for (const [from, to] of spans) {
    if (to <= reached) continue;
    share += to - Math.max(from, reached);
    reached = to;
  }
  return share;
}

/** Part of an edge, and a wait at its end. At the very end nothing is driven: a one-way sign there forbids nothing. */
function leg(whole: number, share: number, waitSeconds: number): number {
  return share <= 0 ? 0 : whole * share + waitSeconds;
}

/** How much of an edge that takes `whole` seconds is driven in `left` seconds. */
function part(left: number, whole: number): number {
  if (!(left > 0) || whole === Number.POSITIVE_INFINITY) return 0;
  return whole > 0 ? Math.min(1, left / whole) : 1;
}

/** Both halves of an edge carry its number; a loop's two halves stand at one node and are told apart by their order. */
function oppositeHalves(graph: RoadGraph): Uint32Array {
  const halfOfCode = new Uint32Array(graph.edgeCount * 2);
  for (let half = 0; half < graph.halfEdge.length; half++) halfOfCode[graph.halfEdge[half]!] = half;
  return Uint32Array.from(graph.halfEdge, (code) => halfOfCode[code ^ 1]!);
}
