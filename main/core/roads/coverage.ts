/**
 * How far free units reach within the limits of a response profile (DESIGN §8): which roads, which places, and which unit it
 * hangs on. One forward search from many units at once for every set of units that are alike: equal weights, equal limits.
 * Runs in a worker thread; everything it needs is typed arrays.
 */
import type { TravelModeId } from '#shared/catalog/modes.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { planSearches } from './coveragePlan.ts';
import { CoverageSearch, leg, NOBODY } from './coverageSearch.ts';
import { Driven } from './driven.ts';
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
  readonly metres: Float64Array;
  /** Of the edge's length, from its start. */
  readonly share: Float64Array;
  /** Places of the junctions at the edge's start and end, as the search numbers them. */
  readonly behind: Uint32Array;
  readonly ahead: Uint32Array;
  readonly accessSeconds: Float64Array;
}

const NOT_COVERED = 255;

export class CoverageFinder {
  readonly placeCount: number;
  readonly #graph: RoadGraph;
  readonly #segments: SegmentIndex;
  readonly #weights: WeightTable;
  readonly #places: readonly LonLat[];
  readonly #roadM: number;
  readonly #isOnIsland: Uint8Array;
  readonly #search: CoverageSearch;
  /** By band, kept from question to question: a city's worth of columns is not made anew every few seconds. */
  readonly #driven: Driven[] = [];
  readonly #stopsOfMode = new Map<TravelModeId, Stops>();
  /** Labels of a search of the plan that later ones end at, kept for the next question too. */
  readonly #bounds: Float64Array[] = [];
  readonly #neverSlower = new WeakMap<Weights, WeakMap<Weights, { revision: number; is: boolean }>>();

  /** `places`: what must be reached, in the order of the answer. */
  constructor(graph: RoadGraph, segments: SegmentIndex, weights: WeightTable, places: readonly LonLat[]) {
    this.#graph = graph;
    this.#segments = segments;
    this.#weights = weights;
    this.#places = places;
    this.placeCount = places.length;
    this.#search = new CoverageSearch(graph);
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
    while (this.#driven.length < bandSeconds.length) this.#driven.push(new Driven(edgeCount));
    const driven = isPlacesOnly ? [] : this.#driven.slice(0, bandSeconds.length);
    for (const band of driven) band.clear();
    const placeSeconds = new Float64Array(places * bandSeconds.length).fill(Number.POSITIVE_INFINITY);
    const placeUnit = new Int32Array(places * bandSeconds.length).fill(NOBODY);
    const { revision } = this.#weights;
    const plan = planSearches(units, bandSeconds, without, {
      weightsOf: (mode) => this.#weights.of(mode, hourOfDay),
      isNeverSlower: (one, other) => this.#isNeverSlower(one, other, hourOfDay),
    });
    const bounds = new Set(plan.map(({ boundedBy }) => boundedBy));
    for (const [step, { mode, weights, limits, members, isContinued, boundedBy }] of plan.entries()) {
      if (!isContinued) this.#search.clear();
      const bound = boundedBy < 0 ? null : this.#bounds[boundedBy]!;
      this.#search.run({ weights, revision, units, members, limitSeconds: Math.max(...limits), bound });
      if (bounds.has(step)) this.#keepBound(step);
      if (!isPlacesOnly) this.#readEdges(weights, units, limits, driven);
      this.#readPlaces(this.#stopsOf(mode), weights, units, limits, placeSeconds, placeUnit);
    }
    return { roadM: this.#roadM, placeSeconds, placeUnit, ...this.#sumUp(driven, bandSeconds.length) };
  }

  #keepBound(step: number): void {
    const kept = this.#bounds[step] ?? new Float64Array(this.#search.seconds.length);
    kept.set(this.#search.seconds);
    this.#bounds[step] = kept;
  }

  /** On no street, closures included, and with the same stops for every place. */
  #isNeverSlower(one: TravelModeId, other: TravelModeId, hourOfDay: number): boolean {
    const [quick, slow] = [this.#weights.of(one, hourOfDay), this.#weights.of(other, hourOfDay)];
    const { revision } = this.#weights;
    const known = this.#neverSlower.get(quick) ?? new WeakMap<Weights, { revision: number; is: boolean }>();
    this.#neverSlower.set(quick, known);
    const held = known.get(slow);
    if (held?.revision === revision) return held.is;
    const is =
      quick.signalSeconds <= slow.signalSeconds &&
      isNowhereGreater(quick.towards, slow.towards) &&
      isNowhereGreater(quick.forward, slow.forward) &&
      isNowhereGreater(quick.backward, slow.backward) &&
      isSameStops(this.#stopsOf(one), this.#stopsOf(other));
    known.set(slow, { revision, is });
    return is;
  }

  /** How much of each edge is driven over in time, by band, from either end and from where units stand on it. */
  #readEdges(weights: Weights, units: CoveringUnits, limits: readonly number[], driven: readonly Driven[]): void {
    const { forward, backward } = weights;
    const { seconds, from, to, first } = this.#search;
    for (const [band, limit] of limits.entries()) {
      if (limit === 0) continue;
      const ofBand = driven[band]!;
      const { ahead, behind, open } = ofBand;
      let left = 0;
      for (let index = 0; index < ofBand.openCount; index++) {
        const edge = open[index]!;
        open[left++] = edge;
        const fromSeconds = seconds[from[edge]!]!;
        const toSeconds = seconds[to[edge]!]!;
        const isStoodOn = first[edge]! !== NOBODY;
        if (fromSeconds >= limit && toSeconds >= limit && !isStoodOn) continue;
        const fromStart = part(limit - fromSeconds, forward[edge]!);
        const fromEnd = part(limit - toSeconds, backward[edge]!);
        if (fromStart > ahead[edge]!) ahead[edge] = fromStart;
        if (fromEnd > behind[edge]!) behind[edge] = fromEnd;
        if (ahead[edge]! + behind[edge]! >= 1) left--;
        else if (isStoodOn) this.#stretch(edge, limit, weights, units, ofBand);
      }
      ofBand.openCount = left;
    }
  }

  /** What the units that stand on an edge drive over of it. */
  #stretch(edge: number, limit: number, weights: Weights, units: CoveringUnits, driven: Driven): void {
    const length = this.#graph.edgeMetres[edge]!;
    for (let slot = this.#search.first[edge]!; slot !== NOBODY; slot = this.#search.next[slot]!) {
      const left = limit - units.leadSeconds[slot]!;
      const along = units.alongM[slot]! / length;
      const from = Math.max(0, along - part(left, weights.backward[edge]!));
      driven.add(edge, from, Math.min(1, along + part(left, weights.forward[edge]!)));
    }
  }

  #readPlaces(
    stops: Stops,
    weights: Weights,
    units: CoveringUnits,
    limits: readonly number[],
    placeSeconds: Float64Array,
    placeUnit: Int32Array,
  ): void {
    const search = this.#search;
    const { forward, backward } = weights;
    const farthest = Math.max(...limits);
    for (let stop = 0; stop < stops.place.length; stop++) {
      const edge = stops.edge[stop]!;
      const share = stops.share[stop]!;
      const viaBehind = search.seconds[stops.behind[stop]!]! + leg(forward[edge]!, share, 0);
      const viaAhead = search.seconds[stops.ahead[stop]!]! + leg(backward[edge]!, 1 - share, 0);
      let best = Math.min(viaBehind, viaAhead);
      let unit = search.owner[viaBehind <= viaAhead ? stops.behind[stop]! : stops.ahead[stop]!]!;
      for (let slot = search.first[edge]!; slot !== NOBODY; slot = search.next[slot]!) {
        const gap = share - units.alongM[slot]! / stops.metres[stop]!;
        const whole = gap >= 0 ? forward[edge]! : backward[edge]!;
        const straight = units.leadSeconds[slot]! + leg(whole, Math.abs(gap), 0);
        if (straight >= best) continue;
        best = straight;
        unit = slot;
      }
      best += stops.accessSeconds[stop]!;
      if (!(best <= farthest)) continue;
      for (let band = 0; band < limits.length; band++) {
        const index = band * this.placeCount + stops.place[stop]!;
        // 0: the search is not for this band, and whoever stands at the place itself takes no longer than that.
        const limit = limits[band]!;
        if (limit === 0 || best > limit || best >= placeSeconds[index]!) continue;
        placeSeconds[index] = best;
        placeUnit[index] = unit;
      }
    }
  }

  #sumUp(driven: readonly Driven[], bandCount: number): Pick<Coverage, 'coveredM' | 'edgeBand'> {
    const { edgeCount, edgeMetres } = this.#graph;
    const coveredM = new Float64Array(bandCount);
    const edgeBand = new Uint8Array(edgeCount).fill(NOT_COVERED);
    for (let band = driven.length - 1; band >= 0; band--) {
      const ofBand = driven[band]!;
      for (let edge = 0; edge < edgeCount; edge++) {
        if (this.#isOnIsland[edge]) continue;
        const share = ofBand.shareOf(edge);
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
    const { edgeMetres } = this.#graph;
    const { from, to } = this.#search;
    const stops: Stops = {
      place: Int32Array.from(found, ({ place }) => place),
      edge: Int32Array.from(found, ({ edge }) => edge),
      metres: Float64Array.from(found, ({ edge }) => edgeMetres[edge]!),
      share: Float64Array.from(found, ({ edge, alongM }) => alongM / edgeMetres[edge]!),
      behind: Uint32Array.from(found, ({ edge }) => from[edge]!),
      ahead: Uint32Array.from(found, ({ edge }) => to[edge]!),
      accessSeconds: Float64Array.from(found, ({ offRoadM }) => accessSeconds(offRoadM)),
    };
    this.#stopsOfMode.set(mode, stops);
    return stops;
  }
}

/** How much of an edge that takes `whole` seconds is driven in `left` seconds. */
function part(left: number, whole: number): number {
  if (left <= 0) return 0;
  return left < whole ? left / whole : 1;
}

function isNowhereGreater(ones: Float64Array, others: Float64Array): boolean {
  for (let index = 0; index < ones.length; index++) if (ones[index]! > others[index]!) return false;
  return true;
}

/** Each at the same spot of the same edge for the same place. */
function isSameStops(ones: Stops, others: Stops): boolean {
  if (ones.place.length !== others.place.length) return false;
  for (let stop = 0; stop < ones.place.length; stop++) {
    if (ones.place[stop] !== others.place[stop] || ones.edge[stop] !== others.edge[stop]) return false;
    if (ones.share[stop] !== others.share[stop]) return false;
  }
  return true;
}
