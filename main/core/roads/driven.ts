import { NOBODY } from './coverageSearch.ts';

/** How far each edge is driven over for one band: from its start, from its end, and around units that stand on it. */
export class Driven {
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
    const only = this.first[edge]!;
    // Most edges that are stood on have one unit: nothing to sort.
    if (this.#next[only] === NOBODY) return joined(ahead, behind, this.#from[only]!, this.#to[only]!);
    const spans: [from: number, to: number][] = [[1 - behind, 1]];
    for (let span = only; span !== NOBODY; span = this.#next[span]!) spans.push([this.#from[span]!, this.#to[span]!]);
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

/** Of the length 0 to 1: from its start to `ahead`, from `1 - behind` to its end, and from `from` to `to`. */
function joined(ahead: number, behind: number, from: number, to: number): number {
  const between = Math.max(0, Math.min(to, 1 - behind) - Math.max(from, ahead));
  return ahead + between + behind;
}
