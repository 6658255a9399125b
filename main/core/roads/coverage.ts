/**
 * How far free units reach within the limits of a response profile (DESIGN §8): which roads, which places, and which unit it
 * hangs on. One forward search from many units at once for every set of units that are alike: equal weights, equal limits.
 * Runs in a worker thread; everything it needs is typed arrays.
 */
import { TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { CoverageSearch, leg, NOBODY } from './coverageSearch.ts';
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
  /** Junctions at the edge's start and end. */
  readonly behind: Uint32Array;
  readonly ahead: Uint32Array;
  readonly accessSeconds: Float64Array;
}

/** Units of one way of travelling that count for all of `bands`, or for none of them. */
interface Search {
  readonly mode: TravelModeId;
  readonly weights: Weights;
  readonly bands: number;
  readonly members: readonly number[];
}

/** How far each edge is driven over for one band: from its start, from its end, and around units that stand on it. */
class Driven {
  readonly ahead: Float32Array;
  readonly behind: Float32Array;
  /** The first stretch in between of each edge, −1 for none; the others follow in `next`. */
  readonly first: Int32Array;
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #next: number[] = [];
  #count = 0;

  constructor(edgeCount: number) {
    this.ahead = new Float32Array(edgeCount);
    this.behind = new Float32Array(edgeCount);
    this.first = new Int32Array(edgeCount);
  }

  clear(): void {
    this.ahead.fill(0);
    this.behind.fill(0);
    this.first.fill(NOBODY);
    this.#count = 0;
  }

  /** Shares of the edge's length. */
  add(edge: number, from: number, to: number): void {
    const span = this.#count++;
    this.#from[span] = from;
    this.#to[span] = to;
    this.#next[span] = this.first[edge]!;
    this.first[edge] = span;
  }

  /** The share of an edge driven over, what overlaps counted once. */
  shareOf(edge: number): number {
    const ahead = this.ahead[edge]!;
    const behind = this.behind[edge]!;
    if (this.first[edge] === NOBODY || ahead + behind >= 1) return Math.min(1, ahead + behind);
    const spans: [from: number, to: number][] = [[1 - behind, 1]];
    for (let span = this.first[edge]!; span !== NOBODY; span = this.#next[span]!) {
      spans.push([this.#from[span]!, this.#to[span]!]);
    }
    spans.sort((one, other) => one[0] - other[0]);
    let share = ahead;
    let reached = ahead;
    for (const [from, to] of spans) {
      if (to <= reached) continue;
      share += to - Math.max(from, reached);
      reached = to;
    }
    return share;
  }
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
    const isWhole = new Uint8Array(isPlacesOnly ? 0 : edgeCount);
    for (const { mode, weights, bands, members } of this.#plan(units, bandSeconds.length, hourOfDay, without)) {
      const limits = bandSeconds.map((seconds, band) => (bands & (1 << band) ? seconds : 0));
      this.#search.run(weights, this.#weights.revision, units, members, bands & -bands, Math.max(...limits));
      if (!isPlacesOnly) this.#readEdges(weights, units, bands, limits, driven, isWhole);
      this.#readPlaces(this.#stopsOf(mode), weights, units, limits, placeSeconds, placeUnit);
    }
    return { roadM: this.#roadM, placeSeconds, placeUnit, ...this.#sumUp(driven, bandSeconds.length) };
  }

  /**
   * One search for every set of units whose travel is alike and for all bands that the very same of them count for: where later
   * forces serve earlier limits too, the sets nest and there are fewer of them than bands.
   */
  #plan({ count, mode, edge, bands }: CoveringUnits, bandCount: number, hourOfDay: number, without: number): Search[] {
    const byMode = TRAVEL_MODES.map((id) => this.#weights.of(id, hourOfDay));
    const groups = new Map<Weights, { mode: TravelModeId; members: number[]; bits: Set<number> }>();
    const groupOfMode = TRAVEL_MODES.map((id, index) => {
      const weights = byMode[index]!;
      const group = groups.get(weights) ?? { mode: id, members: [], bits: new Set<number>() };
      groups.set(weights, group);
      return group;
    });
    for (let slot = 0; slot < count; slot++) {
      const bits = bands[slot]!;
      if (bits === 0 || edge[slot]! < 0 || slot === without) continue;
      const group = groupOfMode[mode[slot]!]!;
      group.members.push(slot);
      group.bits.add(bits);
    }
    return [...groups].flatMap(([weights, group]) => searchesOf(weights, group, bandCount));
  }

  /** How much of each edge is driven over in time, by band, from either end and from where units stand on it. */
  #readEdges(
    weights: Weights,
    units: CoveringUnits,
    bands: number,
    limits: readonly number[],
    driven: readonly Driven[],
    /** Bits of the bands an edge is driven over whole for. */
    isWhole: Uint8Array,
  ): void {
    const { edgeCount, edgeFrom, edgeTo } = this.#graph;
    const { forward, backward } = weights;
    const search = this.#search;
    for (let edge = 0; edge < edgeCount; edge++) {
      if ((isWhole[edge]! & bands) === bands) continue;
      const fromSeconds = search.secondsAt(edgeFrom[edge]!);
      const toSeconds = search.secondsAt(edgeTo[edge]!);
      const standing = search.first[edge]!;
      if (standing === NOBODY && fromSeconds === Number.POSITIVE_INFINITY && toSeconds === Number.POSITIVE_INFINITY)
        continue;
      for (let band = 0; band < limits.length; band++) {
        const limit = limits[band]!;
        const bit = 1 << band;
        if (limit === 0 || isWhole[edge]! & bit) continue;
        const ofBand = driven[band]!;
        const { ahead, behind } = ofBand;
        const fromStart = part(limit - fromSeconds, forward[edge]!);
        const fromEnd = part(limit - toSeconds, backward[edge]!);
        if (fromStart > ahead[edge]!) ahead[edge] = fromStart;
        if (fromEnd > behind[edge]!) behind[edge] = fromEnd;
        if (ahead[edge]! + behind[edge]! >= 1) isWhole[edge]! |= bit;
        else if (standing !== NOBODY) this.#stretch(edge, limit, weights, units, ofBand);
      }
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
      const viaBehind = search.secondsAt(stops.behind[stop]!) + leg(forward[edge]!, share, 0);
      const viaAhead = search.secondsAt(stops.ahead[stop]!) + leg(backward[edge]!, 1 - share, 0);
      let best = Math.min(viaBehind, viaAhead);
      let unit = viaBehind <= viaAhead ? search.ownerOf(stops.behind[stop]!) : search.ownerOf(stops.ahead[stop]!);
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
        if (best > limits[band]! || best >= placeSeconds[index]!) continue;
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
    const { edgeFrom, edgeTo, edgeMetres } = this.#graph;
    const stops: Stops = {
      place: Int32Array.from(found, ({ place }) => place),
      edge: Int32Array.from(found, ({ edge }) => edge),
      metres: Float64Array.from(found, ({ edge }) => edgeMetres[edge]!),
      share: Float64Array.from(found, ({ edge, alongM }) => alongM / edgeMetres[edge]!),
      behind: Uint32Array.from(found, ({ edge }) => edgeFrom[edge]!),
      ahead: Uint32Array.from(found, ({ edge }) => edgeTo[edge]!),
      accessSeconds: Float64Array.from(found, ({ offRoadM }) => accessSeconds(offRoadM)),
    };
    this.#stopsOfMode.set(mode, stops);
    return stops;
  }
}

/** How much of an edge that takes `whole` seconds is driven in `left` seconds. */
function part(left: number, whole: number): number {
  if (!(left > 0) || whole === Number.POSITIVE_INFINITY) return 0;
  return whole > 0 ? Math.min(1, left / whole) : 1;
}

/** Bands that the same of these units count for, together: whoever has one bit of them has all. */
function searchesOf(
  weights: Weights,
  { mode, members, bits }: { mode: TravelModeId; members: readonly number[]; bits: ReadonlySet<number> },
  bandCount: number,
): Search[] {
  const searches = new Map<string, Search>();
  for (let band = 0; band < bandCount; band++) {
    const who = [...bits].filter((bands) => bands & (1 << band));
    if (who.length === 0) continue;
    const key = who.join();
    const bands = (searches.get(key)?.bands ?? 0) | (1 << band);
    searches.set(key, { mode, weights, bands, members });
  }
  return [...searches.values()];
}
