/**
 * The history on disk, in one thread and without a clock of its own: rows go in, questions are answered. The worker thread wraps
 * it; benches and tests use it as it is. Questions that touch many blocks pause every few milliseconds so that writing goes on.
 */
import { mkdirSync } from 'node:fs';
import { encodeBlock, HOUR_MS } from './block.ts';
import type { Box, Damage, Span, TrackAnswer, TrackFix } from './contract.ts';
import { NameBook, Renumbering } from './names.ts';
import { OpenBlock } from './openBlock.ts';
import { byUnit, inOrder, overlaps, takeFrom, type Wanted } from './reading.ts';
import { COLUMN, placeOf, readRow, STRIDE } from './rows.ts';
import { Segments } from './segments.ts';
import { simplify } from './simplify.ts';
import { type Names, readTail, removeTail, Tail, tailsIn } from './tail.ts';

/** How long a question may keep the thread from writing. */
const SLICE_MS = 20;
const DAY_MS = 86_400_000;

/** Rows whose `unit` and `source` are numbers of the caller; names for those it has not used before. */
export interface Batch {
  readonly rows: Float64Array;
  readonly names: Names;
}

export interface StoreOptions {
  readonly directory: string;
  readonly keepDays: number;
}

export interface StoreStats {
  readonly written: number;
  readonly files: number;
  readonly bytes: number;
}

export class TrackStore {
  readonly #options: StoreOptions;
  readonly #segments: Segments;
  readonly #books = { units: new NameBook(), sources: new NameBook() };
  readonly #caller = new Renumbering(this.#books);
  #damage: Damage[] = [];
  #block: OpenBlock;
  #tail: Tail;
  #written = 0;

  /** Opens or makes the folder, takes up what a killed process left in its log, removes what is too old by `now`. */
  constructor(options: StoreOptions, now: number) {
    this.#options = options;
    mkdirSync(options.directory, { recursive: true });
    this.#segments = new Segments(options.directory);
    this.#block = new OpenBlock(this.#lastState());
    this.#tail = this.#recover();
    this.#segments.removeBefore(now - options.keepDays * DAY_MS);
  }

  get stats(): StoreStats {
    return { written: this.#written, ...this.#segments.size };
  }

  /** In the tail log when it returns. Throws what the disk says; the rows are then in memory and become a block all the same. */
  append(batch: Batch): void {
    this.#caller.apply(batch);
    const { rows } = batch;
    const count = rows.length / STRIDE;
    let failure: unknown;
    for (let start = 0, end = 0; start < count; start = end) {
      if (!this.#block.holds(rows[start * STRIDE + COLUMN.receivedAt]!))
        failure = this.#try(() => this.seal()) ?? failure;
      this.#block.add(rows, start, start + 1);
      end = start + 1;
      while (end < count && this.#block.holds(rows[end * STRIDE + COLUMN.receivedAt]!)) {
        this.#block.add(rows, end, end + 1);
        end++;
      }
      failure = this.#try(() => this.#log(rows.subarray(start * STRIDE, end * STRIDE))) ?? failure;
      this.#written += end - start;
    }
    if (failure) throw failure;
  }

  /** Makes a block of what is in memory. Throws what the disk says: the tail log then keeps the rows for the next start. */
  seal(): void {
    if (this.#block.count === 0) return;
    const block = this.#block;
    const tail = this.#tail;
    this.#block = block.next();
    this.#tail = new Tail(this.#options.directory, tail.number + 1);
    try {
      this.#segments.append(this.#encoded(tail.number, block));
    } catch (error) {
      tail.close();
      throw error;
    }
    tail.remove();
    this.#segments.removeBefore(block.startAt - this.#options.keepDays * DAY_MS);
  }

  span(): Span | null {
    const { blocks } = this.#segments;
    const fromAt = Math.min(blocks[0]?.header.firstReceivedAt ?? Number.POSITIVE_INFINITY, this.#block.firstReceivedAt);
    const toAt = blocks.reduce((last, { header }) => Math.max(last, header.lastReceivedAt), this.#block.lastReceivedAt);
    return Number.isFinite(fromAt) ? { fromAt, toAt } : null;
  }

  /** Everybody's last position as known at `t`, sorted by unit. */
  at(t: number): TrackAnswer {
    if (this.#block.count > 0 && this.#block.firstReceivedAt <= t) return this.#fromMemory(t);
    const place = this.#segments.blocks.findLast(({ header }) => header.firstReceivedAt <= t);
    const near = this.#damageIn({ fromAt: t, toAt: t });
    if (!place) return { fixes: [], isReduced: false, damage: near };
    const reader = this.#segments.reader();
    try {
      const fixes: TrackFix[] = [];
      const directory = reader.directory(place);
      for (const { names, isKnown, rows } of directory ? reader.states(place, directory, t) : []) {
        for (const [unit, name] of names.entries()) {
          const offset = unit * STRIDE;
          if (!isKnown[unit]) continue;
          fixes.push(readRow(rows, offset, name, directory!.sources[rows[offset + COLUMN.source]!]!));
        }
      }
      return { fixes, isReduced: false, damage: [...near, ...reader.damage] };
    } finally {
      reader.close();
    }
  }

  /** One unit's fixes by `fixAt`; each moment once. */
  async track(unitId: string, span: Span, points = Number.POSITIVE_INFINITY): Promise<TrackAnswer> {
    const isUnit = (name: string) => name === unitId;
    const fixes = this.#inMemory(span, isUnit);
    const found = await this.#inBlocks(span, fixes, Number.POSITIVE_INFINITY, {
      group: (entry, next) => entry.firstName <= unitId && (next === undefined || unitId < next.firstName),
      unit: isUnit,
      row: () => true,
    });
    const whole = inOrder(fixes);
    if (whole.length <= points) return { fixes: whole, isReduced: false, damage: found.damage };
    return { fixes: simplify(whole, points).map((index) => whole[index]!), isReduced: true, damage: found.damage };
  }

  /** Fixes in a box, by unit and time; at most `limit`. */
  async within(box: Box, span: Span, limit: number): Promise<TrackAnswer> {
    const isInside = ([lon, lat]: readonly [number, number]) =>
      lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
    const fixes = this.#inMemory(span, () => true).filter(({ lon, lat }) => isInside([lon, lat]));
    const found = await this.#inBlocks(span, fixes, limit, {
      group: ({ box: [west, south, east, north] }) =>
        west <= box.east * 1e6 && east >= box.west * 1e6 && south <= box.north * 1e6 && north >= box.south * 1e6,
      unit: () => true,
      row: (rows, offset) => isInside(placeOf(rows, offset)),
    });
    const whole = inOrder(fixes);
    const isReduced = found.isCut || whole.length > limit;
    return { fixes: whole.slice(0, limit), isReduced, damage: found.damage };
  }

  close(): void {
    if (this.#block.count > 0) this.#tail.close();
    else this.#tail.remove();
  }

  async #inBlocks(span: Span, fixes: TrackFix[], limit: number, wanted: Wanted) {
    const reader = this.#segments.reader();
    const damage = [...this.#damage, ...this.#segments.damage].filter(({ fromAt, toAt }) =>
      overlaps(span, fromAt, toAt),
    );
    let sliceEndsAt = performance.now() + SLICE_MS;
    let isCut = false;
    try {
      // A copy: blocks are added while this one waits.
      for (const place of [...this.#segments.blocks]) {
        if (!overlaps(span, place.header.minFixAt, place.header.maxFixAt)) continue;
        if (fixes.length > limit) {
          isCut = true;
          break;
        }
        takeFrom(reader, place, span, wanted, fixes);
        if (performance.now() < sliceEndsAt) continue;
        await new Promise((resolve) => setImmediate(resolve));
        sliceEndsAt = performance.now() + SLICE_MS;
      }
      return { isCut, damage: [...damage, ...reader.damage] };
    } finally {
      reader.close();
    }
  }

  #inMemory(span: Span, isUnit: (name: string) => boolean): TrackFix[] {
    const { rows, count } = this.#block;
    const fixes: TrackFix[] = [];
    for (let offset = 0; offset < count * STRIDE; offset += STRIDE) {
      const fixAt = rows[offset + COLUMN.fixAt]!;
      if (overlaps(span, fixAt, fixAt) && isUnit(this.#books.units.names[rows[offset]!]!))
        fixes.push(this.#toFix(rows, offset));
    }
    return fixes;
  }

  #damageIn(span: Span): Damage[] {
    return [...this.#damage, ...this.#segments.damage].filter(({ fromAt, toAt }) => overlaps(span, fromAt, toAt));
  }

  #fromMemory(t: number): TrackAnswer {
    const fixes = [...this.#block.stateAt(t).values()].map((row) => this.#toFix(row, 0));
    return { fixes: fixes.sort(byUnit), isReduced: false, damage: this.#damageIn({ fromAt: t, toAt: t }) };
  }

  #toFix(rows: Float64Array, offset: number): TrackFix {
    return readRow(
      rows,
      offset,
      this.#books.units.names[rows[offset]!]!,
      this.#books.sources.names[rows[offset + COLUMN.source]!]!,
    );
  }

  #encoded(tail: number, block = this.#block): Buffer {
    return encodeBlock(block.content(tail, { units: this.#books.units.names, sources: this.#books.sources.names }));
  }

  /** Every record has the names of all its numbers: a damaged one must not give its neighbours' rows to others. */
  #log(rows: Float64Array): void {
    const units = new Set<number>();
    const sources = new Set<number>();
    for (let offset = 0; offset < rows.length; offset += STRIDE) {
      units.add(rows[offset]!);
      sources.add(rows[offset + COLUMN.source]!);
    }
    const names: Names = {
      units: [...units].map((unit) => [unit, this.#books.units.names[unit]!]),
      sources: [...sources].map((source) => [source, this.#books.sources.names[source]!]),
    };
    this.#tail.append({ names, rows });
  }

  /** Where everybody was at the end of the last block. */
  #lastState(): Map<number, Float64Array> {
    const state = new Map<number, Float64Array>();
    const place = this.#segments.blocks.at(-1);
    if (!place) return state;
    const reader = this.#segments.reader();
    const directory = reader.directory(place);
    for (const { names, isKnown, rows } of directory ? reader.states(place, directory, Number.POSITIVE_INFINITY) : []) {
      for (const [unit, name] of names.entries()) {
        if (!isKnown[unit]) continue;
        const copy = rows.slice(unit * STRIDE, (unit + 1) * STRIDE);
        copy[COLUMN.unit] = this.#books.units.numberOf(name);
        copy[COLUMN.source] = this.#books.sources.numberOf(directory!.sources[copy[COLUMN.source]!]!);
        state.set(copy[COLUMN.unit]!, copy);
      }
    }
    reader.close();
    return state;
  }

  /** Rows in logs are taken up again; a log whose rows are a block already is removed. The newest goes on being filled. */
  #recover(): Tail {
    const { directory } = this.#options;
    const sealed = new Set(this.#segments.blocks.map(({ header }) => header.tail));
    const numbers = tailsIn(directory);
    for (const number of numbers.filter((known) => sealed.has(known))) removeTail(directory, number);
    const left = numbers.filter((number) => !sealed.has(number));
    for (const number of left) {
      const { records, length, damaged } = readTail(directory, number);
      // Numbers of the process that wrote it, not of our caller.
      const writer = new Renumbering(this.#books);
      for (const record of records) {
        writer.apply(record);
        if (record.rows.length > 0) this.#block.add(record.rows, 0, record.rows.length / STRIDE);
      }
      if (damaged > 0) this.#damage.push(this.#damageOf(number, damaged));
      if (number === left.at(-1)) return new Tail(directory, number, length);
      if (this.#block.count > 0) this.#segments.append(this.#encoded(number));
      this.#block = this.#block.next();
      removeTail(directory, number);
    }
    return new Tail(directory, Math.max(0, ...numbers, ...sealed) + 1);
  }

  #damageOf(tail: number, records: number): Damage {
    const fromAt = this.#block.startAt;
    return { file: `tail ${tail}`, fromAt, toAt: fromAt + HOUR_MS, reason: `checksum of ${records} records` };
  }

  #try(work: () => void): unknown {
    try {
      work();
      return undefined;
    } catch (error) {
      return error;
    }
  }
}
