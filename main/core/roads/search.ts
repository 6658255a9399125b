/**
 * One Dijkstra from a place backwards along the roads: seconds from every junction to that place, one-ways counted the way
 * they are driven. It advances in steps, so that a question stops as soon as it is answered. Workspaces are reused: a new
 * search costs nothing per junction until it gets there.
 */
import FlatQueue from 'flatqueue';
import type { RoadGraph } from './graph.ts';
import type { Snap } from './segments.ts';
import type { Weights } from './weights.ts';

/** A place searched for: on the road, and the seconds on foot from there to the door. */
export interface Arrival extends Snap {
  readonly accessSeconds: number;
}

/** Where the last metres are driven: which arrival, along or against its edge's drawn direction. */
export interface FinalLeg {
  readonly arrival: Arrival;
  readonly isForward: boolean;
}

/** Places on the road in columns; `leadSeconds` is what passes before the unit drives off. */
export interface PlaceColumns {
  readonly edge: Int32Array;
  readonly alongM: Float64Array;
  readonly leadSeconds: Float64Array;
}

/** Arrays of one search over one graph. `stamp` tells which entries belong to the present search. */
export class Workspace {
  readonly seconds: Float64Array;
  readonly stamp: Uint32Array;
  /** The half travelled next from each junction, or −1 − the final leg's number. */
  readonly next: Int32Array;
  /** Edges an arrival lies on, by generation. */
  readonly arrivalStamp: Uint32Array;
  readonly queue: FlatQueue<number>;
  generation = 0;

  constructor(graph: RoadGraph) {
    this.seconds = new Float64Array(graph.nodeCount);
    this.stamp = new Uint32Array(graph.nodeCount);
    this.next = new Int32Array(graph.nodeCount);
    this.arrivalStamp = new Uint32Array(graph.edgeCount);
    // Every half is relaxed at most once, from its settled node, and every final leg pushes once.
    this.queue = new FlatQueue<number>(graph.halfEdge.length + 64);
  }
}

export class ReverseSearch {
  readonly weights: Weights;
  readonly finalLegs: readonly FinalLeg[];
  readonly #graph: RoadGraph;
  readonly #space: Workspace;
  readonly #generation: number;
  #settledSeconds = 0;

  /** Borrows `space` until the next search over it; arrivals at most 30. */
  constructor(graph: RoadGraph, weights: Weights, arrivals: readonly Arrival[], space: Workspace) {
    this.#graph = graph;
    this.weights = weights;
    this.#space = space;
    this.#generation = ++space.generation;
    space.queue.clear();
    const legs: FinalLeg[] = [];
    for (const arrival of arrivals) {
      const { edge, accessSeconds } = arrival;
      space.arrivalStamp[edge] = this.#generation;
      const ahead = shareAhead(graph, edge, arrival.alongM);
      legs.push({ arrival, isForward: true });
      this.#reach(
        graph.edgeFrom[edge]!,
        accessSeconds + legSeconds(weights.forward[edge]!, 1 - ahead, 0),
        -legs.length,
      );
      legs.push({ arrival, isForward: false });
      this.#reach(graph.edgeTo[edge]!, accessSeconds + legSeconds(weights.backward[edge]!, ahead, 0), -legs.length);
    }
    this.finalLegs = legs;
  }

  /** Everything nearer than this is known for good. */
  get settledSeconds(): number {
    return this.#settledSeconds;
  }

  /** Settles every junction within `limitSeconds`. After that `settledSeconds` is the limit, or Infinity when all is settled. */
  advance(limitSeconds: number): void {
    const { halfStart, halfOther } = this.#graph;
    const { seconds, stamp, next, queue } = this.#space;
    const { towards } = this.weights;
    const generation = this.#generation;
    while (queue.length > 0) {
      const value = queue.values[0]!;
      if (value > limitSeconds) break;
      const node = queue.pop()!;
      if (value > seconds[node]!) continue;
      const end = halfStart[node + 1]!;
      for (let half = halfStart[node]!; half < end; half++) {
        const through = value + towards[half]!;
        const other = halfOther[half]!;
        if (stamp[other] === generation ? through >= seconds[other]! : through === Number.POSITIVE_INFINITY) continue;
        stamp[other] = generation;
        seconds[other] = through;
        next[other] = half;
        // A dead end leads nowhere else: its seconds are final and nothing follows from them.
        if (halfStart[other + 1]! - halfStart[other]! > 1) queue.push(other, through);
      }
    }
    this.#settledSeconds = queue.length === 0 ? Number.POSITIVE_INFINITY : Math.max(this.#settledSeconds, limitSeconds);
  }

  /** Seconds from a place on the road to the incident's door by what is known so far; final once ≤ `settledSeconds`. */
  secondsFrom(edge: number, alongM: number): number {
    const leaving = Math.min(this.viaAhead(edge, alongM), this.viaBehind(edge, alongM));
    const leg = this.directLeg(edge, alongM);
    return leg ? Math.min(leaving, this.directSeconds(leg, alongM)) : leaving;
  }

  /**
   * `secondsFrom` for many places at once, written flat because it runs 30,000 times a question. Reads those of `slots` whose
   * `out` is still Infinity and writes seconds + lead where certain.
   */
  readMany(slots: Uint32Array, places: PlaceColumns, out: Float64Array): void {
    const settled = this.#settledSeconds;
    const { edgeFrom, edgeTo, edgeMetres, nodeSignal } = this.#graph;
    const { seconds, stamp, arrivalStamp } = this.#space;
    const { forward, backward, signalSeconds } = this.weights;
    const { edge: edges, alongM: alongs, leadSeconds } = places;
    const generation = this.#generation;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index]!;
      const edge = edges[slot]!;
      if (edge < 0 || out[slot]! !== Number.POSITIVE_INFINITY) continue;
      const ahead = edgeTo[edge]!;
      const behind = edgeFrom[edge]!;
      const isAheadKnown = stamp[ahead] === generation;
      const isBehindKnown = stamp[behind] === generation;
      if (!isAheadKnown && !isBehindKnown) continue;
      let best = Number.POSITIVE_INFINITY;
      if (arrivalStamp[edge] === generation) best = this.secondsFrom(edge, alongs[slot]!);
      else {
        const share = 1 - alongs[slot]! / edgeMetres[edge]!;
        if (isAheadKnown) {
          best = legSeconds(forward[edge]!, share, nodeSignal[ahead]! * signalSeconds) + seconds[ahead]!;
        }
        if (isBehindKnown) {
          const wait = nodeSignal[behind]! * signalSeconds;
          best = Math.min(best, legSeconds(backward[edge]!, 1 - share, wait) + seconds[behind]!);
        }
      }
      if (best <= settled && best < Number.POSITIVE_INFINITY) out[slot] = best + leadSeconds[slot]!;
    }
  }

  /** The same, leaving along the edge's drawn direction by its `to` end. */
  viaAhead(edge: number, alongM: number): number {
    const node = this.#graph.edgeTo[edge]!;
    const wait = this.#graph.nodeSignal[node]! * this.weights.signalSeconds;
    const share = shareAhead(this.#graph, edge, alongM);
    return legSeconds(this.weights.forward[edge]!, share, wait) + this.secondsAt(node);
  }

  /** The same, leaving against the drawn direction by its `from` end. */
  viaBehind(edge: number, alongM: number): number {
    const node = this.#graph.edgeFrom[edge]!;
    const wait = this.#graph.nodeSignal[node]! * this.weights.signalSeconds;
    const share = shareAhead(this.#graph, edge, alongM);
    return legSeconds(this.weights.backward[edge]!, 1 - share, wait) + this.secondsAt(node);
  }

  /** The quickest way to an arrival on the same edge without leaving it, or null. */
  directLeg(edge: number, alongM: number): FinalLeg | null {
    let best: FinalLeg | null = null;
    for (const leg of this.finalLegs) {
      const { arrival, isForward } = leg;
      if (arrival.edge !== edge || (isForward ? arrival.alongM < alongM : arrival.alongM > alongM)) continue;
      if (!best || this.directSeconds(leg, alongM) < this.directSeconds(best, alongM)) best = leg;
    }
    return best;
  }

  /** Seconds from a place on the leg's edge straight along it; Infinity against a one-way. */
  directSeconds(leg: FinalLeg, alongM: number): number {
    const { edge, accessSeconds } = leg.arrival;
    const whole = leg.isForward ? this.weights.forward[edge]! : this.weights.backward[edge]!;
    return accessSeconds + legSeconds(whole, Math.abs(leg.arrival.alongM - alongM) / this.#graph.edgeMetres[edge]!, 0);
  }

  /** Seconds from a junction, Infinity where not reached yet. */
  secondsAt(node: number): number {
    return this.#space.stamp[node] === this.#generation ? this.#space.seconds[node]! : Number.POSITIVE_INFINITY;
  }

  /** The half travelled next from a reached junction, or −1 − number of the final leg. */
  nextFrom(node: number): number {
    return this.#space.next[node]!;
  }

  #reach(node: number, seconds: number, next: number): void {
    if (seconds === Number.POSITIVE_INFINITY || seconds >= this.secondsAt(node)) return;
    this.#space.stamp[node] = this.#generation;
    this.#space.seconds[node] = seconds;
    this.#space.next[node] = next;
    this.#space.queue.push(node, seconds);
  }
}

/** Part of an edge, and a wait at its end. At the very end nothing is driven: a one-way sign there forbids nothing. */
function legSeconds(whole: number, share: number, waitSeconds: number): number {
  return share <= 0 ? 0 : whole * share + waitSeconds;
}

/** How much of an edge lies ahead of a place on it, in the drawn direction. */
function shareAhead(graph: RoadGraph, edge: number, alongM: number): number {
  return 1 - alongM / graph.edgeMetres[edge]!;
}
