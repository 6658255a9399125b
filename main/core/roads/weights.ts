/**
 * Travel seconds of every edge for one mode at one time of day. Modes with the same numbers share weights, so a question with
 * police cars and ambulances of equal speed still costs one search. Closing a road patches the weights in place.
 */
import {
  type HourFactor,
  MAIN_ROADS,
  type RoadClass,
  TRAVEL_MODE_CATALOG,
  type TravelMode,
  type TravelModeId,
} from '#shared/catalog/modes.ts';
import type { RoadGraph } from './graph.ts';
import type { Direction, RoadTraits } from './traits.ts';

/** `cordon`: only modes that may pass cordons drive through; `blocked`: nobody does. */
export type Closure = 'open' | 'cordon' | 'blocked';

export interface Weights {
  /** Seconds along the whole edge with and against its drawn direction, closures and signals left out; Infinity: not allowed. */
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  /** Seconds for each half of the graph: its edge towards its node, waiting there included; Infinity: not allowed or closed. */
  readonly towards: Float64Array;
  /** 1 where the mode may use the edge in some direction, whatever is closed: what its units are snapped onto. */
  readonly isUsable: Uint8Array;
  readonly signalSeconds: number;
}

const MAIN: ReadonlySet<RoadClass> = new Set(MAIN_ROADS);
const METRES_PER_SECOND_PER_KMH = 1 / 3.6;
/** More than the modes × the hour bands of the catalogue: a bound, not a working limit. */
const MOST_WEIGHTS = 48;

/** Weights of all modes over one graph, made when first asked for, and the roads closed at the moment. */
export class WeightTable {
  readonly #graph: RoadGraph;
  readonly #catalog: Readonly<Record<TravelModeId, TravelMode>>;
  readonly #made = new Map<string, { mode: TravelMode; weights: Weights }>();
  readonly #usable = new Map<TravelModeId, Uint8Array>();
  readonly #closures = new Map<number, Closure>();
  #revision = 0;
  /** Where each edge's two halves lie: with the drawn direction, then against it. */
  readonly #halvesOfEdge: Uint32Array;

  constructor(graph: RoadGraph, catalog = TRAVEL_MODE_CATALOG) {
    this.#graph = graph;
    this.#catalog = catalog;
    this.#halvesOfEdge = new Uint32Array(graph.edgeCount * 2);
    for (let half = 0; half < graph.halfEdge.length; half++) {
      const code = graph.halfEdge[half]!;
      this.#halvesOfEdge[(code >> 1) * 2 + (code & 1 ? 0 : 1)] = half;
    }
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      if (graph.traits[graph.edgeTraits[edge]!]!.isClosed) this.#closures.set(edge, 'blocked');
    }
  }

  /** Weights of a mode at a local hour (0 to 24); equal objects for modes and hours with equal numbers. */
  of(modeId: TravelModeId, hourOfDay: number): Weights {
    const mode = this.#catalog[modeId];
    const key = weightsKey(mode, hourOfDay);
    const known = this.#made.get(key);
    if (known) return known.weights;
    if (this.#made.size >= MOST_WEIGHTS) this.#made.delete(this.#made.keys().next().value!);
    const weights = this.#make(mode, hourOfDay);
    this.#made.set(key, { mode, weights });
    return weights;
  }

  /** Edges a mode's units are snapped onto (1), the same at every hour. */
  usableFor(modeId: TravelModeId): Uint8Array {
    const known = this.#usable.get(modeId);
    if (known) return known;
    const { isUsable } = this.of(modeId, 12);
    this.#usable.set(modeId, isUsable);
    return isUsable;
  }

  /** Grows with every closure made or ended: what was made from `towards` before is out of date. */
  get revision(): number {
    return this.#revision;
  }

  /** Everything that is not open. */
  closures(): [edge: number, closure: Closure][] {
    return [...this.#closures];
  }

  closureOf(edge: number): Closure {
    return this.#closures.get(edge) ?? 'open';
  }

  /**
   * Closes or reopens an edge for through traffic from the next question on. Whoever is inside may still leave, and an
   * incident inside may still be reached: a closure must never make a fire unreachable.
   */
  close(edge: number, closure: Closure): void {
    this.#revision++;
    if (closure === 'open') this.#closures.delete(edge);
    else this.#closures.set(edge, closure);
    for (const { mode, weights } of this.#made.values()) this.#patch(edge, mode, weights);
  }

  #make(mode: TravelMode, hourOfDay: number): Weights {
    const graph = this.#graph;
    const factors = { main: hourFactor(mode.hours, hourOfDay, true), other: hourFactor(mode.hours, hourOfDay, false) };
    const rules = graph.traits.map((traits) => travelRule(mode, traits, factors));
    const weights: Weights = {
      forward: new Float64Array(graph.edgeCount),
      backward: new Float64Array(graph.edgeCount),
      towards: new Float64Array(graph.edgeCount * 2),
      isUsable: new Uint8Array(graph.edgeCount),
      signalSeconds: mode.signalSeconds,
    };
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      const rule = rules[graph.edgeTraits[edge]!]!;
      const seconds = graph.edgeMetres[edge]! * rule.secondsPerMetre;
      weights.forward[edge] = rule.direction === -1 ? Number.POSITIVE_INFINITY : seconds;
      weights.backward[edge] = rule.direction === 1 ? Number.POSITIVE_INFINITY : seconds;
      weights.isUsable[edge] = seconds < Number.POSITIVE_INFINITY ? 1 : 0;
      this.#patch(edge, mode, weights);
    }
    return weights;
  }

  #patch(edge: number, mode: TravelMode, weights: Weights): void {
    const { edgeFrom, edgeTo, nodeSignal } = this.#graph;
    const closure = this.closureOf(edge);
    const isShut = closure === 'blocked' || (closure === 'cordon' && !mode.passesCordon);
    const waitAt = (node: number) => nodeSignal[node]! * mode.signalSeconds;
    weights.towards[this.#halvesOfEdge[edge * 2]!] = isShut
      ? Number.POSITIVE_INFINITY
      : weights.forward[edge]! + waitAt(edgeTo[edge]!);
    weights.towards[this.#halvesOfEdge[edge * 2 + 1]!] = isShut
      ? Number.POSITIVE_INFINITY
      : weights.backward[edge]! + waitAt(edgeFrom[edge]!);
  }
}

/** Local hour of day, 0 to 24, at an offset from UTC (China: 480 minutes, no summer time). */
export function hourOfDayAt(at: number, utcOffsetMinutes = 480): number {
  const hours = at / 3_600_000 + utcOffsetMinutes / 60;
  return ((hours % 24) + 24) % 24;
}

/** All that decides a mode's weights, its names left out. */
function weightsKey(mode: TravelMode, hourOfDay: number): string {
  const { speedKmh, access, oneway, obeysMaxspeed, signalSeconds, passesCordon, hours } = mode;
  const factors = [hourFactor(hours, hourOfDay, true), hourFactor(hours, hourOfDay, false)];
  return JSON.stringify([speedKmh, access, oneway, obeysMaxspeed, signalSeconds, passesCordon, factors]);
}

function hourFactor(hours: readonly HourFactor[], hourOfDay: number, isMainRoad: boolean): number {
  let times = 1;
  for (const factor of hours) {
    if (factor.roads === 'main' && !isMainRoad) continue;
    const isOvernight = factor.fromHour > factor.toHour;
    const isAfter = hourOfDay >= factor.fromHour;
    const isBefore = hourOfDay < factor.toHour;
    if (isOvernight ? isAfter || isBefore : isAfter && isBefore) times *= factor.times;
  }
  return times;
}

/** How a mode travels a way: where it may not at all, `secondsPerMetre` is Infinity. */
function travelRule(
  mode: TravelMode,
  traits: RoadTraits,
  factors: { readonly main: number; readonly other: number },
): { secondsPerMetre: number; direction: Direction } {
  const speedKmh = mode.speedKmh[traits.roadClass];
  const accessKey = mode.access.find((key) => traits.access[key] !== undefined);
  if (speedKmh === undefined || (accessKey && traits.access[accessKey] === false)) {
    return { secondsPerMetre: Number.POSITIVE_INFINITY, direction: 0 };
  }
  const isMain = MAIN.has(traits.roadClass);
  const limited = mode.obeysMaxspeed ? Math.min(speedKmh, traits.maxspeedKmh ?? speedKmh) : speedKmh;
  const signed = mode.access.includes('bicycle') ? traits.bicycleOneway : traits.oneway;
  const isFree = mode.oneway === 'ignore' || (mode.oneway === 'obeyOnMainRoads' && !isMain);
  return {
    secondsPerMetre: (isMain ? factors.main : factors.other) / (limited * METRES_PER_SECOND_PER_KMH),
    direction: isFree ? 0 : signed,
  };
}
