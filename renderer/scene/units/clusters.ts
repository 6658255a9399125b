/**
 * How many units stand where and how badly off the worst of them is, by cells of the ground. Counted in slices over several
 * frames; the last whole count is shown until the next is done.
 */
import type { UnitField } from './field.ts';

/** Best to worst: what an officer must know first about a crowd is what is wrong in it. */
export const CLUSTER_STATES = ['calm', 'engaged', 'stale', 'lost'] as const;
export type ClusterState = (typeof CLUSTER_STATES)[number];

export interface Cluster {
  /** Middle of its units, metres of the frame. */
  x: number;
  y: number;
  /** Its cell: the corner and the side. */
  readonly west: number;
  readonly south: number;
  readonly sideM: number;
  count: number;
  engaged: number;
  stale: number;
  lost: number;
}

/** Cells are keyed by whole numbers; a district is never wider than this many of them. */
const COLUMNS = 65_536;

export class ClusterCount {
  #cells = new Map<number, Cluster>();
  #shown: readonly Cluster[] = [];
  #next = 0;
  #cellM = 0;
  #finishedAt = -Infinity;

  /** As of the last whole count. */
  get clusters(): readonly Cluster[] {
    return this.#shown;
  }

  get finishedAt(): number {
    return this.#finishedAt;
  }

  /** Counts the next `budget` units; another cell size begins anew. Returns whether a whole count was finished. */
  advance(field: UnitField, cellM: number, now: number, serverNow: number, budget: number): boolean {
    if (cellM !== this.#cellM) this.#restart(cellM);
    const { motion, count } = field;
    const end = Math.min(count, this.#next + budget);
    for (let slot = this.#next; slot < end; slot++) {
      this.#add(field, slot, motion.xAt(slot, now), motion.yAt(slot, now), serverNow);
    }
    this.#next = end;
    if (end < count) return false;
    this.#shown = [...this.#cells.values()];
    for (const cluster of this.#shown) {
      cluster.x /= cluster.count;
      cluster.y /= cluster.count;
    }
    this.#finishedAt = now;
    this.#restart(cellM);
    return true;
  }

  clear(): void {
    this.#shown = [];
    this.#finishedAt = -Infinity;
    this.#restart(0);
  }

  #restart(cellM: number): void {
    this.#cells = new Map();
    this.#next = 0;
    this.#cellM = cellM;
  }

  #add(field: UnitField, slot: number, x: number, y: number, serverNow: number): void {
    const [column, row] = [Math.floor(x / this.#cellM), Math.floor(y / this.#cellM)];
    const key = column * COLUMNS + row;
    let cell = this.#cells.get(key);
    if (!cell) {
      const sideM = this.#cellM;
      cell = { x: 0, y: 0, west: column * sideM, south: row * sideM, sideM, count: 0, engaged: 0, stale: 0, lost: 0 };
      this.#cells.set(key, cell);
    }
    cell.x += x;
    cell.y += y;
    cell.count++;
    if (field.units[slot]!.engagement !== null) cell.engaged++;
    const freshness = field.freshness(slot, serverNow);
    if (freshness === 'stale') cell.stale++;
    else if (freshness === 'lost') cell.lost++;
  }
}

export function worstOf({ engaged, stale, lost }: Cluster): ClusterState {
  if (lost > 0) return 'lost';
  if (stale > 0) return 'stale';
  return engaged > 0 ? 'engaged' : 'calm';
}

/** Side of a cell in metres: a power of two, so that cells keep their place while the officer zooms. */
export const cellSideM = (metresPerPixel: number, leastPx: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(1, metresPerPixel * leastPx)));
