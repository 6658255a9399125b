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
  /** Places of the junctions at the edge's start and end, as the search numbers them. */
  readonly behind: Uint32Array;
  readonly ahead: Uint32Array;
  readonly accessSeconds: Float64Array;
}

/** Units of one way of travelling that count for the very same bands. */
interface Search {
  readonly mode: TravelModeId;
  readonly weights: Weights;
  /** Seconds of each band it is for, 0 for the others. */
  readonly limits: readonly number[];
  /** The units, or of those only who is new since the search before, which this one goes on from. */
  readonly members: readonly number[];
  readonly isContinued: boolean;
}

/** Units that travel alike, by the bands they count for. */
interface Group {
  readonly mode: TravelModeId;
  readonly weights: Weights;
  readonly members: Map<number, number[]>;
}

/** How far each edge is driven over for one band: from its start, from its end, and around units that stand on it. */
class Driven {
  readonly ahead: Float32Array;
  readonly behind: Float32Array;
  /** The first stretch in between of each edge, −1 for none; the others follow in `next`. */
  readonly first: Int32Array;
  /** Edges not driven over whole yet, as many as `openCount`. */
  readonly open: Uint32Array;
  openCount = 0;
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #next: number[] = [];
  #count = 0;

  constructor(edgeCount: number) {
    this.ahead = new Float32Array(edgeCount);
    this.behind = new Float32Array(edgeCount);
    this.first = new Int32Array(edgeCount);
    this.open = new Uint32Array(edgeCount);
  }

  clear(): void {
    this.ahead.fill(0);
    this.behind.fill(0);
    this.first.fill(NOBODY);
    this.openCount = this.open.length;
    for (let edge = 0; edge < this.openCount; edge++) this.open[edge] = edge;
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
    const { revision } = this.#weights;
    for (const step of this.#plan(units, bandSeconds, hourOfDay, without)) {
      const { mode, weights, limits, members, isContinued } = step;
      if (!isContinued) this.#search.clear();
      this.#search.run({ weights, revision, units, members, limitSeconds: Math.max(...limits) });
      if (!isPlacesOnly) this.#readEdges(weights, units, limits, driven);
      this.#readPlaces(this.#stopsOf(mode), weights, units, limits, placeSeconds, placeUnit);
    }
    return { roadM: this.#roadM, placeSeconds, placeUnit, ...this.#sumUp(driven, bandSeconds.length) };
  }

  /**
   * One search for every set of units whose travel is alike and for all bands that the very same of them count for: where later
   * forces serve earlier limits too, the sets nest, there are fewer of them than bands, and each goes on from the one inside it.
   * The quickest modes come first: what they drive over whole is not looked at again.
   */
  #plan(
    { count, mode, edge, bands }: CoveringUnits,
    bandSeconds: readonly number[],
    hourOfDay: number,
    without: number,
  ): Search[] {
    const byMode = TRAVEL_MODES.map((id) => this.#weights.of(id, hourOfDay));
    const groups = new Map<Weights, Group>();
    const groupOfMode = TRAVEL_MODES.map((id, index) => {
      const weights = byMode[index]!;
      const group = groups.get(weights) ?? { mode: id, weights, members: new Map<number, number[]>() };
      groups.set(weights, group);
      return group;
    });
    for (let slot = 0; slot < count; slot++) {
      const bits = bands[slot]!;
      if (bits === 0 || edge[slot]! < 0 || slot === without) continue;
      const { members } = groupOfMode[mode[slot]!]!;
      const alike = members.get(bits);
      if (alike) alike.push(slot);
      else members.set(bits, [slot]);
    }
    return [...groups.values()].reverse().flatMap((group) => searchesOf(group, bandSeconds));
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

/** Bands that the same of these units count for, together: whoever has one bit of them has all. */
function searchesOf({ mode, weights, members }: Group, bandSeconds: readonly number[]): Search[] {
  const sets = new Map<string, { who: number[]; limits: number[] }>();
  for (const [band, seconds] of bandSeconds.entries()) {
    const who = [...members.keys()].filter((bits) => bits & (1 << band));
    if (who.length === 0) continue;
    const set = sets.get(who.join()) ?? { who, limits: bandSeconds.map(() => 0) };
    set.limits[band] = seconds;
    sets.set(who.join(), set);
  }
  const nested = [...sets.values()].sort((one, other) => one.who.length - other.who.length);
  return nested.map(({ who, limits }, index): Search => {
    const inner = nested[index - 1];
    const known = inner?.who.every((bits) => who.includes(bits)) ? inner : null;
    const isContinued = known !== null && Math.max(...known.limits) >= Math.max(...limits);
    const added = isContinued ? who.filter((bits) => !known.who.includes(bits)) : who;
    return { mode, weights, limits, isContinued, members: added.flatMap((bits) => members.get(bits)!) };
  });
}
