/** Reads the groups that group.ts wrote: all rows of some units, or the one row of each that held at a moment. */
import { inflateRawSync } from 'node:zlib';
import { ByteReader } from './bytes.ts';
import { COLUMNS, COURSES, SAME_STEP } from './group.ts';
import { COLUMN, LATE, STRIDE } from './rows.ts';

const PLAIN_COLUMNS = COLUMNS - 2;
const FLAGS = COLUMN.flags - COLUMN.battery;
type Plain = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
/** Arrivals are in order but for rounding and the odd step of a clock: so long after the moment nothing is looked at. */
const PAST_MS = 60_000;

/** Unit `index` has rows `starts[index]` to `starts[index + 1]`, counted in rows; `source` is the number within the block. */
export interface DecodedGroup {
  readonly names: readonly string[];
  readonly hasCarry: readonly boolean[];
  readonly starts: readonly number[];
  /** Of wanted units only; elsewhere anything. Valid until the decoder is used again. */
  readonly rows: Float64Array;
}

/** One row a unit, where it has one. Valid until the decoder is used again. */
export interface GroupState {
  readonly names: readonly string[];
  readonly isKnown: readonly boolean[];
  readonly rows: Float64Array;
}

interface Head {
  readonly names: string[];
  readonly hasCarry: boolean[];
  readonly isSameStep: boolean[];
  readonly starts: number[];
  readonly rest: ByteReader;
}

/** Keeps its arrays from one group to the next: a seek decodes a hundred of them. Throws for bytes that are no group. */
export class GroupDecoder {
  readonly #columns = Array.from({ length: PLAIN_COLUMNS }, () => new Float64Array(0));
  /** Battery, source, flags and how long it holds: told where they change, and in this order in a row. */
  readonly #facts = new Float64Array(COLUMN.validFor - COLUMN.battery + 1);
  #rows = new Float64Array(0);

  decode(bytes: Uint8Array, blockStartAt: number, isWanted: (name: string) => boolean): DecodedGroup {
    const head = this.#open(bytes);
    for (const [unit, name] of head.names.entries()) this.#rebuild(head, unit, blockStartAt, isWanted(name));
    return { names: head.names, hasCarry: head.hasCarry, starts: head.starts, rows: this.#rows };
  }

  /** The last row of each unit that had arrived at `t` and was not late; a carry came before all of them. */
  state(bytes: Uint8Array, blockStartAt: number, t: number): GroupState {
    const head = this.#open(bytes);
    const isKnown = head.names.map((_, unit) => this.#rebuildLast(head, unit, blockStartAt, t));
    return { names: head.names, isKnown, rows: this.#rows };
  }

  #open(bytes: Uint8Array): Head {
    const whole = inflateRawSync(bytes);
    const lengths = new ByteReader(whole);
    const sizes = Array.from({ length: COLUMNS }, () => lengths.unsigned());
    const begins: number[] = [lengths.position];
    for (const size of sizes) begins.push(begins.at(-1)! + size);
    const head = new ByteReader(whole, begins[0], begins[1]);
    const rest = new ByteReader(whole, begins[COLUMNS - 1], begins[COLUMNS]);
    const opened: Head = { names: [], hasCarry: [], isSameStep: [], starts: [0], rest };
    for (let left = head.unsigned(); left > 0; left--) {
      opened.names.push(head.text());
      const facts = head.unsigned();
      opened.hasCarry.push((facts & 1) === 1);
      opened.isSameStep.push(((facts >> 1) & 1) === SAME_STEP);
      opened.starts.push(opened.starts.at(-1)! + Math.floor(facts / 4));
    }
    const count = opened.starts.at(-1)!;
    if (count > whole.length) throw new RangeError('more rows than bytes');
    this.#makeRoom(count);
    for (let column = 0; column < PLAIN_COLUMNS; column++) {
      readColumn(whole, begins[column + 1]!, begins[column + 2]!, count, this.#columns[column]!);
    }
    return opened;
  }

  #rebuild({ starts, isSameStep, rest }: Head, unit: number, blockStartAt: number, isWanted: boolean): void {
    const [times, lateness, lons, lats, speeds, courses, accuracies] = this.#columns as Plain;
    const rows = this.#rows;
    const facts = this.#facts.fill(0);
    const [start, end] = [starts[unit]!, starts[unit + 1]!];
    let fixAt = blockStartAt;
    let interval = 0;
    let late = 0;
    let lon = 0;
    let lat = 0;
    let stepLon = 0;
    let stepLat = 0;
    let speed = 0;
    let course = 0;
    let accuracy = 0;
    for (let row = start; row < end; row++) {
      readFacts(rest, facts);
      if (!isWanted) continue;
      const step = interval + timeOf(times[row]!);
      fixAt += step;
      interval = row === start ? 0 : step;
      late += unfold(lateness[row]!);
      const moveLon = stepLon + unfold(lons[row]!);
      const moveLat = stepLat + unfold(lats[row]!);
      lon += moveLon;
      lat += moveLat;
      if (isSameStep[unit] && row > start) {
        stepLon = moveLon;
        stepLat = moveLat;
      }
      speed += unfold(speeds[row]!);
      course = (course + unfold(courses[row]!) + COURSES) % COURSES;
      accuracy += unfold(accuracies[row]!);
      const offset = row * STRIDE;
      rows[offset] = unit;
      rows[offset + 1] = fixAt + late * 100;
      rows[offset + 2] = fixAt;
      rows[offset + 3] = lon;
      rows[offset + 4] = lat;
      rows[offset + 5] = speed;
      rows[offset + 6] = course;
      rows[offset + 7] = accuracy;
      rows.set(facts, offset + COLUMN.battery);
    }
  }

  #rebuildLast(head: Head, unit: number, blockStartAt: number, t: number): boolean {
    const { rest } = head;
    const [times, lateness, lons, lats, speeds, courses, accuracies] = this.#columns as Plain;
    const [start, end] = [head.starts[unit]!, head.starts[unit + 1]!];
    const rows = this.#rows;
    const facts = this.#facts.fill(0);
    const offset = start * STRIDE;
    let fixAt = blockStartAt;
    let interval = 0;
    let late = 0;
    let last = -1;
    let isPast = false;
    for (let row = start; row < end; row++) {
      readFacts(rest, facts);
      if (isPast) continue;
      const step = interval + timeOf(times[row]!);
      fixAt += step;
      interval = row === start ? 0 : step;
      late += unfold(lateness[row]!);
      const receivedAt = fixAt + late * 100;
      const isCarry = row === start && head.hasCarry[unit]!;
      if (isCarry || ((facts[FLAGS]! & LATE) === 0 && receivedAt <= t)) {
        last = row;
        rows[offset + 1] = receivedAt;
        rows[offset + 2] = fixAt;
        rows.set(facts, offset + COLUMN.battery);
      } else if (receivedAt > t + PAST_MS) isPast = true;
    }
    if (last < 0) return false;
    rows[offset] = unit;
    const isSameStep = head.isSameStep[unit]!;
    rows[offset + 3] = placeAt(lons, start, last, isSameStep);
    rows[offset + 4] = placeAt(lats, start, last, isSameStep);
    rows[offset + 5] = sumOf(speeds, start, last);
    rows[offset + 6] = ((sumOf(courses, start, last) % COURSES) + COURSES) % COURSES;
    rows[offset + 7] = sumOf(accuracies, start, last);
    if (unit > 0) rows.copyWithin(unit * STRIDE, offset, offset + STRIDE);
    return true;
  }

  #makeRoom(count: number): void {
    if (this.#rows.length >= count * STRIDE) return;
    this.#rows = new Float64Array(2 * count * STRIDE);
    for (let column = 0; column < PLAIN_COLUMNS; column++) this.#columns[column] = new Float64Array(2 * count);
  }
}

function readFacts(rest: ByteReader, facts: Float64Array): void {
  if (rest.unsigned() !== 1) return;
  for (let index = 0; index < facts.length; index++) facts[index] = rest.unsigned();
}

function sumOf(column: Float64Array, start: number, last: number): number {
  let sum = 0;
  for (let row = start; row <= last; row++) sum += unfold(column[row]!);
  return sum;
}

function placeAt(column: Float64Array, start: number, last: number, isSameStep: boolean): number {
  if (!isSameStep) return sumOf(column, start, last);
  let place = unfold(column[start]!);
  let step = 0;
  for (let row = start + 1; row <= last; row++) {
    step += unfold(column[row]!);
    place += step;
  }
  return place;
}

function timeOf(value: number): number {
  const half = Math.floor(value / 2);
  return value % 2 === 0 ? unfold(half) * 1_000 : unfold(half);
}

/** Every number of a column, still folded. */
function readColumn(bytes: Uint8Array, start: number, end: number, count: number, into: Float64Array): void {
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at >= end) throw new RangeError('runs past the end');
    let byte = bytes[at++]!;
    let value = byte & 127;
    for (let scale = 128; byte >= 128; scale *= 128) {
      if (at >= end) throw new RangeError('runs past the end');
      byte = bytes[at++]!;
      value += (byte & 127) * scale;
    }
    into[index] = value;
  }
}

const unfold = (value: number): number =>
  value < 0x8000_0000 ? (value >>> 1) ^ -(value & 1) : value % 2 === 0 ? value / 2 : -(value + 1) / 2;
