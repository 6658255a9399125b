/**
 * One search forwards from many units at once: seconds from the quickest of them to every junction within a limit, and which one
 * that is. Units stand close together, so what each is quickest to is a few dozen junctions: junctions are numbered by where
 * they lie, and one block of them after the other, as much as the processor keeps at hand, is relaxed until nothing in it gets
 * quicker. What gets quicker beyond the block's rim waits in that block's queue. Exact: it ends when no street shortens anything.
 * Workspaces are kept from search to search.
 */
import type { CoveringUnits } from './coverage.ts';
import type { RoadGraph } from './graph.ts';
import type { Weights } from './weights.ts';

export const NOBODY = -1;
/** Junctions of a block, a power of two. With their streets about 150 kB. */
const BLOCK_BITS = 12;
const BLOCK = 1 << BLOCK_BITS;
/** Cells of the square the graph lies in are numbered along each side with so many bits. */
const CELL_BITS = 15;

interface Sources {
  readonly weights: Weights;
  /** Grows with every closure made or ended. */
  readonly revision: number;
  readonly units: CoveringUnits;
  readonly members: readonly number[];
  readonly limitSeconds: number;
  /** By place, seconds of somebody who is nowhere slower: whoever comes no sooner goes no farther. Null: of nobody. */
  readonly bound: Float64Array | null;
}

export class CoverageSearch {
  /** Ends of each edge, as places of junctions in this search's order. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** By place: Infinity beyond the limit of the last run. */
  readonly seconds: Float64Array;
  /** By place: the slot that is quickest there, where `seconds` are finite. */
  readonly owner: Int32Array;
  /** Units standing on each edge: the first of a chain that goes on in `next`, NOBODY at its end. */
  readonly first: Int32Array;
  next = new Int32Array(0);
  readonly #graph: RoadGraph;
  readonly #placeOf: Uint32Array;
  /** Streets that leave each place, `start[place]` to `start[place + 1]`: where to, and which half of the graph that is. */
  readonly #start: Uint32Array;
  readonly #other: Uint32Array;
  readonly #half: Uint32Array;
  /** Seconds of each street that leaves, in the order it is read. Made anew when a road is closed or opened. */
  readonly #away = new WeakMap<Weights, { revision: number; seconds: Float64Array }>();
  /** A ring of places for each block; a place waits in it once. */
  readonly #queue: Uint32Array;
  readonly #head: Uint32Array;
  readonly #waiting: Uint32Array;
  readonly #isWaiting: Uint8Array;

  constructor(graph: RoadGraph) {
    const { nodeCount, edgeCount } = graph;
    const blocks = (nodeCount >> BLOCK_BITS) + 1;
    this.#graph = graph;
    const nodes = nodesByPlace(graph);
    this.#placeOf = new Uint32Array(nodeCount);
    for (let place = 0; place < nodeCount; place++) this.#placeOf[nodes[place]!] = place;
    this.from = graph.edgeFrom.map((node) => this.#placeOf[node]!);
    this.to = graph.edgeTo.map((node) => this.#placeOf[node]!);
    const opposite = oppositeHalves(graph);
    this.#start = new Uint32Array(nodeCount + 1);
    this.#other = new Uint32Array(graph.halfEdge.length);
    this.#half = new Uint32Array(graph.halfEdge.length);
    let street = 0;
    for (let place = 0; place < nodeCount; place++) {
      const node = nodes[place]!;
      for (let half = graph.halfStart[node]!; half < graph.halfStart[node + 1]!; half++, street++) {
        this.#other[street] = this.#placeOf[graph.halfOther[half]!]!;
        this.#half[street] = opposite[half]!;
      }
      this.#start[place + 1] = street;
    }
    this.seconds = new Float64Array(nodeCount);
    this.owner = new Int32Array(nodeCount);
    this.first = new Int32Array(edgeCount);
    this.#queue = new Uint32Array(blocks * BLOCK);
    this.#head = new Uint32Array(blocks);
    this.#waiting = new Uint32Array(blocks);
    this.#isWaiting = new Uint8Array(nodeCount);
  }

  /** Forgets every unit: the next run begins with nobody. */
  clear(): void {
    this.seconds.fill(Number.POSITIVE_INFINITY);
    this.first.fill(NOBODY);
  }

  /** Adds units to those of the runs since `clear`, which had the same weights and no shorter limit. */
  run(sources: Sources): void {
    this.#seed(sources);
    const away = this.#awayOf(sources.weights, sources.revision);
    for (let isDone = false; !isDone; ) {
      isDone = true;
      for (let block = 0; block < this.#waiting.length; block++) {
        if (this.#waiting[block] === 0) continue;
        isDone = false;
        this.#settle(block, away, sources.limitSeconds, sources.bound);
      }
    }
  }

  #seed({ weights, units, members, limitSeconds, bound }: Sources): void {
    const { edgeFrom, edgeTo, edgeMetres, nodeSignal } = this.#graph;
    const { forward, backward, signalSeconds } = weights;
    if (this.next.length < units.count) {
      const longer = new Int32Array(units.count * 2);
      longer.set(this.next);
      this.next = longer;
    }
    for (const slot of members) {
      const edge = units.edge[slot]!;
      this.next[slot] = this.first[edge]!;
      this.first[edge] = slot;
      const lead = units.leadSeconds[slot]!;
      const share = units.alongM[slot]! / edgeMetres[edge]!;
      const waitAhead = nodeSignal[edgeTo[edge]!]! * signalSeconds;
      const waitBehind = nodeSignal[edgeFrom[edge]!]! * signalSeconds;
      this.#reach(this.to[edge]!, lead + leg(forward[edge]!, 1 - share, waitAhead), slot, limitSeconds, bound);
      this.#reach(this.from[edge]!, lead + leg(backward[edge]!, share, waitBehind), slot, limitSeconds, bound);
    }
  }

  /** Until nothing waits in the block. */
  #settle(block: number, away: Float64Array, limit: number, bound: Float64Array | null): void {
    const { seconds, owner } = this;
    const start = this.#start;
    const others = this.#other;
    const queue = this.#queue;
    const isWaiting = this.#isWaiting;
    const base = block << BLOCK_BITS;
    let head = this.#head[block]!;
    let waiting = this.#waiting[block]!;
    while (waiting > 0) {
      const place = queue[base + head]!;
      head = (head + 1) & (BLOCK - 1);
      waiting--;
      isWaiting[place] = 0;
      const value = seconds[place]!;
      const slot = owner[place]!;
      const end = start[place + 1]!;
      for (let street = start[place]!; street < end; street++) {
        const through = value + away[street]!;
        const other = others[street]!;
        if (through >= seconds[other]! || through > limit) continue;
        if (bound !== null && through >= bound[other]!) continue;
        seconds[other] = through;
        owner[other] = slot;
        // From a dead end leads nothing but the way back.
        if (isWaiting[other] === 1 || start[other + 1]! - start[other]! < 2) continue;
        if (other >> BLOCK_BITS === block) {
          isWaiting[other] = 1;
          queue[base + ((head + waiting++) & (BLOCK - 1))] = other;
        } else this.#wait(other);
      }
    }
    this.#head[block] = head;
    this.#waiting[block] = 0;
  }

  /** The start of a search: a unit gets to a junction by itself. */
  #reach(place: number, value: number, slot: number, limit: number, bound: Float64Array | null): void {
    if (!(value <= limit) || this.seconds[place]! <= value) return;
    if (bound !== null && value >= bound[place]!) return;
    this.seconds[place] = value;
    this.owner[place] = slot;
    if (this.#isWaiting[place] === 0) this.#wait(place);
  }

  #wait(place: number): void {
    const block = place >> BLOCK_BITS;
    const at = (this.#head[block]! + this.#waiting[block]!++) & (BLOCK - 1);
    this.#queue[(block << BLOCK_BITS) + at] = place;
    this.#isWaiting[place] = 1;
  }

  #awayOf(weights: Weights, revision: number): Float64Array {
    const known = this.#away.get(weights);
    if (known?.revision === revision) return known.seconds;
    const { towards } = weights;
    const seconds = Float64Array.from(this.#half, (half) => towards[half]!);
    this.#away.set(weights, { revision, seconds });
    return seconds;
  }
}

/** Part of an edge, and a wait at its end. At the very end nothing is driven: a one-way sign there forbids nothing. */
export function leg(whole: number, share: number, waitSeconds: number): number {
  return share <= 0 ? 0 : whole * share + waitSeconds;
}

/** Junctions along a Z-shaped curve over the plane: what is near on the ground is near in memory. */
function nodesByPlace({ nodeCount, nodeLon, nodeLat }: RoadGraph): Uint32Array {
  const [cellLon, cellLat] = [cellsOf(nodeLon), cellsOf(nodeLat)];
  const keys = Float64Array.from({ length: nodeCount }, (_, node) => {
    const cell = spread(cellLon[node]!) | (spread(cellLat[node]!) << 1);
    return cell * nodeCount + node;
  });
  return Uint32Array.from(keys.sort(), (key) => key % nodeCount);
}

function cellsOf(values: Float64Array): Uint32Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const cells = (2 ** CELL_BITS - 1) / Math.max(high - low, Number.EPSILON);
  return Uint32Array.from(values, (value) => Math.floor((value - low) * cells));
}

/** A zero after each of sixteen bits. */
function spread(bits: number): number {
  let wide = (bits | (bits << 8)) & 0x00ff00ff;
  wide = (wide | (wide << 4)) & 0x0f0f0f0f;
  wide = (wide | (wide << 2)) & 0x33333333;
  return (wide | (wide << 1)) & 0x55555555;
}

/** Both halves of an edge carry its number; a loop's two halves stand at one node and are told apart by their order. */
function oppositeHalves(graph: RoadGraph): Uint32Array {
  const halfOfCode = new Uint32Array(graph.edgeCount * 2);
  for (let half = 0; half < graph.halfEdge.length; half++) halfOfCode[graph.halfEdge[half]!] = half;
  return Uint32Array.from(graph.halfEdge, (code) => halfOfCode[code ^ 1]!);
}
