/** The block that is being filled, in memory: rows in the order of their arrival, and where everybody was before. */
import { type BlockContent, HOUR_MS } from './block.ts';
import type { UnitSequence } from './group.ts';
import { COLUMN, LATE, STRIDE } from './rows.ts';

/** What a seek may have to read. Few units fill an hour with less, thousands fill it in a minute or two. */
const MOST_ROWS = 50_000;
/** A clock set back by more than this begins a block of its own; less is rounding and order of arrival. */
const BACK_MS = 10_000;
/** A unit last seen longer ago is no longer anywhere. */
const CARRIED_MS = 86_400_000;

/** What numbers in rows stand for. */
export interface NameTable {
  readonly units: readonly string[];
  readonly sources: readonly string[];
}

export class OpenBlock {
  startAt = 0;
  firstReceivedAt = Number.POSITIVE_INFINITY;
  lastReceivedAt = Number.NEGATIVE_INFINITY;
  count = 0;
  rows = new Float64Array(1_024 * STRIDE);
  /** Rows before the block, by unit: copies, one each. */
  carries: ReadonlyMap<number, Float64Array>;

  constructor(carries: ReadonlyMap<number, Float64Array>) {
    this.carries = carries;
  }

  /** False for a row that belongs to another block: this one must be closed first. */
  holds(receivedAt: number): boolean {
    if (this.count === 0) return true;
    const hourEndsAt = Math.floor(this.startAt / HOUR_MS + 1) * HOUR_MS;
    return receivedAt < hourEndsAt && receivedAt > this.startAt - BACK_MS && this.count < MOST_ROWS;
  }

  /** Rows from `start` to `end` (counted in rows) of `source`, all of which it `holds`. */
  add(source: Float64Array, start: number, end: number): void {
    if (this.count === 0) {
      const receivedAt = source[start * STRIDE + COLUMN.receivedAt]!;
      this.startAt = Math.floor(receivedAt / 1_000) * 1_000;
    }
    const needed = (this.count + end - start) * STRIDE;
    if (needed > this.rows.length) {
      const larger = new Float64Array(Math.max(needed, this.rows.length * 2));
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows.set(source.subarray(start * STRIDE, end * STRIDE), this.count * STRIDE);
    for (let row = start; row < end; row++) {
      const receivedAt = source[row * STRIDE + COLUMN.receivedAt]!;
      if (receivedAt < this.firstReceivedAt) this.firstReceivedAt = receivedAt;
      if (receivedAt > this.lastReceivedAt) this.lastReceivedAt = receivedAt;
    }
    this.count += end - start;
  }

  /** Everybody's row as of `t`, by unit. Valid until the next `add`. */
  stateAt(t: number): Map<number, Float64Array> {
    const state = new Map(this.carries);
    for (let row = 0; row < this.count; row++) {
      const offset = row * STRIDE;
      const isLate = (this.rows[offset + COLUMN.flags]! & LATE) !== 0;
      if (isLate || this.rows[offset + COLUMN.receivedAt]! > t) continue;
      state.set(this.rows[offset]!, this.rows.subarray(offset, offset + STRIDE));
    }
    return state;
  }

  /** What goes to disk. Carries and rows in one array, sequences sorted by the units' names. */
  content(tail: number, { units, sources }: NameTable): BlockContent {
    const { carries } = this;
    const rows = new Float64Array((carries.size + this.count) * STRIDE);
    const sequences = new Map<number, { hasCarry: boolean; offsets: number[] }>();
    let end = 0;
    for (const [unit, row] of carries) {
      rows.set(row, end);
      sequences.set(unit, { hasCarry: true, offsets: [end] });
      end += STRIDE;
    }
    rows.set(this.rows.subarray(0, this.count * STRIDE), end);
    for (let row = 0; row < this.count; row++, end += STRIDE) {
      const unit = rows[end]!;
      const known = sequences.get(unit);
      if (known) known.offsets.push(end);
      else sequences.set(unit, { hasCarry: false, offsets: [end] });
    }
    const sorted = [...sequences]
      .map(([unit, sequence]): UnitSequence => ({ name: units[unit]!, ...sequence }))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
    return { startAt: this.startAt, tail, rows, units: sorted, sourceName: (source) => sources[source]! };
  }

  /** The next block: begins where this one ends. */
  next(): OpenBlock {
    const state = this.stateAt(Number.POSITIVE_INFINITY);
    for (const [unit, row] of state) {
      if (row[COLUMN.receivedAt]! < this.startAt - CARRIED_MS) state.delete(unit);
      else state.set(unit, row.slice());
    }
    return new OpenBlock(state);
  }
}
