/**
 * One search forwards from many units at once: seconds from the quickest of them to every junction within a limit, and which one
 * that is. A bucket queue instead of a heap: limits are minutes and a junction taken out half a second early is taken out again,
 * so the result is exact. Workspaces are kept from search to search.
 */
import type { CoveringUnits } from './coverage.ts';
import type { RoadGraph } from './graph.ts';
import type { Weights } from './weights.ts';

const BUCKET_SECONDS = 0.5;
export const NOBODY = -1;

export class CoverageSearch {
  /** Units standing on each edge: the first of a chain that goes on in `next`, NOBODY at its end. */
  readonly first: Int32Array;
  next = new Int32Array(0);
  readonly #graph: RoadGraph;
  /** The other end's half of each half: travel away from a node instead of towards it. */
  readonly #opposite: Uint32Array;
  readonly #seconds: Float64Array;
  /** Seconds a junction was last taken out with, −1 before. */
  readonly #done: Float64Array;
  readonly #owner: Int32Array;
  /** 1 where a junction leads nowhere else. */
  readonly #isDeadEnd: Uint8Array;
  /** Seconds for each half away from its node: the search reads them in order. Made anew when a road is closed or opened. */
  readonly #away = new WeakMap<Weights, { revision: number; seconds: Float64Array }>();
  #buckets = new Int32Array(0);
  #entryNode: Int32Array;
  #entryNext: Int32Array;
  #entries = 0;

  constructor(graph: RoadGraph) {
    const { nodeCount, edgeCount } = graph;
    this.#graph = graph;
    this.#opposite = oppositeHalves(graph);
    this.#seconds = new Float64Array(nodeCount);
    this.#done = new Float64Array(nodeCount);
    this.#owner = new Int32Array(nodeCount);
    this.#isDeadEnd = Uint8Array.from({ length: nodeCount }, (_, node) =>
      graph.halfStart[node + 1]! - graph.halfStart[node]! < 2 ? 1 : 0,
    );
    this.first = new Int32Array(edgeCount);
    this.#entryNode = new Int32Array(nodeCount * 2 + 64);
    this.#entryNext = new Int32Array(nodeCount * 2 + 64);
  }

  /** Infinity beyond the limit of the last run. */
  secondsAt(node: number): number {
    return this.#seconds[node]!;
  }

  /** The slot that is quickest at a junction within the limit. */
  ownerOf(node: number): number {
    return this.#owner[node]!;
  }

  /** From the members that count for `bit`; `limit` in seconds. `revision` grows with every closure. */
  run(
    weights: Weights,
    revision: number,
    units: CoveringUnits,
    members: readonly number[],
    bit: number,
    limit: number,
  ): void {
    this.#entries = 0;
    this.#seconds.fill(Number.POSITIVE_INFINITY);
    this.#done.fill(-1);
    const size = Math.floor(limit / BUCKET_SECONDS) + 1;
    if (this.#buckets.length < size) this.#buckets = new Int32Array(size);
    this.#buckets.fill(NOBODY);
    this.#seed(weights, units, members, bit, limit);
    this.#settle(this.#awayOf(weights, revision), limit, size);
  }

  #seed(weights: Weights, units: CoveringUnits, members: readonly number[], bit: number, limit: number): void {
    const { edgeFrom, edgeTo, edgeMetres, nodeSignal } = this.#graph;
    const { forward, backward, signalSeconds } = weights;
    if (this.next.length < units.count) this.next = new Int32Array(units.count * 2);
    this.first.fill(NOBODY);
    for (const slot of members) {
      if (!(units.bands[slot]! & bit)) continue;
      const edge = units.edge[slot]!;
      this.next[slot] = this.first[edge]!;
      this.first[edge] = slot;
      const lead = units.leadSeconds[slot]!;
      const share = units.alongM[slot]! / edgeMetres[edge]!;
      const ahead = edgeTo[edge]!;
      const behind = edgeFrom[edge]!;
      this.#reach(ahead, lead + leg(forward[edge]!, 1 - share, nodeSignal[ahead]! * signalSeconds), slot, limit);
      this.#reach(behind, lead + leg(backward[edge]!, share, nodeSignal[behind]! * signalSeconds), slot, limit);
    }
  }

  #settle(away: Float64Array, limit: number, size: number): void {
    const { halfStart, halfOther } = this.#graph;
    const seconds = this.#seconds;
    const done = this.#done;
    const owner = this.#owner;
    const isDeadEnd = this.#isDeadEnd;
    const buckets = this.#buckets;
    let entryNode = this.#entryNode;
    let entryNext = this.#entryNext;
    let entries = this.#entries;
    for (let bucket = 0; bucket < size; bucket++) {
      for (let entry = buckets[bucket]!; entry !== NOBODY; entry = buckets[bucket]!) {
        buckets[bucket] = entryNext[entry]!;
        const node = entryNode[entry]!;
        const value = seconds[node]!;
        // Reached sooner since it was put here, or taken out with these very seconds already.
        if (done[node] === value) continue;
        done[node] = value;
        const slot = owner[node]!;
        const end = halfStart[node + 1]!;
        for (let half = halfStart[node]!; half < end; half++) {
          const through = value + away[half]!;
          const other = halfOther[half]!;
          if (through >= seconds[other]! || through > limit) continue;
          seconds[other] = through;
          owner[other] = slot;
          if (isDeadEnd[other]) continue;
          if (entries === entryNode.length) {
            this.#grow();
            entryNode = this.#entryNode;
            entryNext = this.#entryNext;
          }
          const later = Math.floor(through / BUCKET_SECONDS);
          entryNode[entries] = other;
          entryNext[entries] = buckets[later]!;
          buckets[later] = entries++;
        }
      }
    }
  }

  /** The start of a search: a unit gets to a junction by itself. */
  #reach(node: number, value: number, slot: number, limit: number): void {
    if (!(value <= limit) || this.#seconds[node]! <= value) return;
    this.#seconds[node] = value;
    this.#owner[node] = slot;
    if (this.#isDeadEnd[node]) return;
    const entry = this.#entries++;
    if (entry === this.#entryNode.length) this.#grow();
    const bucket = Math.floor(value / BUCKET_SECONDS);
    this.#entryNode[entry] = node;
    this.#entryNext[entry] = this.#buckets[bucket]!;
    this.#buckets[bucket] = entry;
  }

  #awayOf(weights: Weights, revision: number): Float64Array {
    const known = this.#away.get(weights);
    if (known?.revision === revision) return known.seconds;
    const { towards } = weights;
    const seconds = Float64Array.from(this.#opposite, (half) => towards[half]!);
    this.#away.set(weights, { revision, seconds });
    return seconds;
  }

  #grow(): void {
    const longer = (column: Int32Array) => {
      const grown = new Int32Array(column.length * 2);
      grown.set(column);
      return grown;
    };
    this.#entryNode = longer(this.#entryNode);
    this.#entryNext = longer(this.#entryNext);
  }
}

/** Part of an edge, and a wait at its end. At the very end nothing is driven: a one-way sign there forbids nothing. */
export function leg(whole: number, share: number, waitSeconds: number): number {
  return share <= 0 ? 0 : whole * share + waitSeconds;
}

/** Both halves of an edge carry its number; a loop's two halves stand at one node and are told apart by their order. */
function oppositeHalves(graph: RoadGraph): Uint32Array {
  const halfOfCode = new Uint32Array(graph.edgeCount * 2);
  for (let half = 0; half < graph.halfEdge.length; half++) halfOfCode[graph.halfEdge[half]!] = half;
  return Uint32Array.from(graph.halfEdge, (code) => halfOfCode[code ^ 1]!);
}
