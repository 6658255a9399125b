/**
 * The fixes of a few units over one block as compressed columns, and back. Every value is written as its difference from what
 * could be expected; columns of a kind stand together, so that what does not change costs nothing once deflated.
 *
 * A unit's sequence begins with the row it had before the block (its carry), where there is one: whoever reads the block knows
 * where everybody was at its beginning.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ByteReader, ByteWriter } from './bytes.ts';
import { COLUMN, STRIDE } from './rows.ts';

/** Courses are 1 to 180, and 0 for none: differences go round. */
const COURSES = 181;

/** One unit's rows in the order of their arrival, as offsets into the rows of the block. */
export interface UnitSequence {
  readonly name: string;
  readonly hasCarry: boolean;
  readonly offsets: readonly number[];
}

/** The head, seven columns of one number a row, and the rest, which has more where something changed. */
const COLUMNS = 9;
const PLAIN_COLUMNS = 7;
type Plain = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
const LEVEL = 6;
/** How a place is expected: where the unit was, or as far on as it last went. Whichever is shorter for this unit. */
const SAME_PLACE = 0;
const SAME_STEP = 1;

/** `source` is the number a row's source has within the block. */
export function encodeGroup(
  units: readonly UnitSequence[],
  rows: Float64Array,
  blockStartAt: number,
  sourceOf: (source: number) => number,
): Buffer {
  const columns = Array.from({ length: COLUMNS }, () => new ByteWriter());
  const [head, times, lateness, lons, lats, speeds, courses, accuracies, rest] = columns as [
    ByteWriter,
    ByteWriter,
    ByteWriter,
    ByteWriter,
    ByteWriter,
    ByteWriter,
    ByteWriter,
    ByteWriter,
    ByteWriter,
  ];
  head.unsigned(units.length);
  for (const { name, hasCarry, offsets } of units) {
    const prediction = cheaperPrediction(rows, offsets);
    head.text(name);
    head.unsigned(offsets.length * 4 + prediction * 2 + (hasCarry ? 1 : 0));
    let fixAt = blockStartAt;
    let interval = 0;
    let late = 0;
    let [lon, lat, stepLon, stepLat] = [0, 0, 0, 0];
    let [speed, course, accuracy] = [0, 0, 0];
    let [battery, source, flags, validFor] = [0, 0, 0, 0];
    for (const [index, at] of offsets.entries()) {
      const nextFixAt = rows[at + COLUMN.fixAt]!;
      writeTime(times, nextFixAt - fixAt - interval);
      interval = index === 0 ? 0 : nextFixAt - fixAt;
      fixAt = nextFixAt;

      const nextLate = Math.round((rows[at + COLUMN.receivedAt]! - fixAt) / 100);
      lateness.signed(nextLate - late);
      late = nextLate;

      const nextLon = rows[at + COLUMN.lon]!;
      const nextLat = rows[at + COLUMN.lat]!;
      lons.signed(nextLon - lon - stepLon);
      lats.signed(nextLat - lat - stepLat);
      if (prediction === SAME_STEP && index > 0) {
        stepLon = nextLon - lon;
        stepLat = nextLat - lat;
      }
      lon = nextLon;
      lat = nextLat;

      speeds.signed(rows[at + COLUMN.speed]! - speed);
      speed = rows[at + COLUMN.speed]!;
      courses.signed(turn(rows[at + COLUMN.course]! - course));
      course = rows[at + COLUMN.course]!;
      accuracies.signed(rows[at + COLUMN.accuracy]! - accuracy);
      accuracy = rows[at + COLUMN.accuracy]!;

      const nextSource = sourceOf(rows[at + COLUMN.source]!);
      const nextBattery = rows[at + COLUMN.battery]!;
      const nextFlags = rows[at + COLUMN.flags]!;
      const nextValidFor = rows[at + COLUMN.validFor]!;
      const isSame =
        nextSource === source && nextBattery === battery && nextFlags === flags && nextValidFor === validFor;
      rest.unsigned(isSame ? 0 : 1);
      if (!isSame) for (const value of [nextBattery, nextSource, nextFlags, nextValidFor]) rest.unsigned(value);
      [battery, source, flags, validFor] = [nextBattery, nextSource, nextFlags, nextValidFor];
    }
  }
  const whole = new ByteWriter();
  for (const column of columns) whole.unsigned(column.length);
  for (const column of columns) whole.append(column.view());
  return deflateRawSync(whole.view(), { level: LEVEL });
}

/** A decoded group: unit `index` has rows `starts[index]` to `starts[index + 1]`, counted in rows. */
export interface DecodedGroup {
  readonly names: readonly string[];
  readonly hasCarry: readonly boolean[];
  readonly starts: readonly number[];
  /** Zeros for the rows of units that were not wanted. Valid until the decoder is used again. */
  readonly rows: Float64Array;
}

/** Keeps its arrays from one group to the next: a seek decodes a hundred of them. */
export class GroupDecoder {
  readonly #columns = Array.from({ length: PLAIN_COLUMNS }, () => new Float64Array(0));
  #rows = new Float64Array(0);

  /** Throws for bytes that are no group. `source` in the rows is the number within the block, `unit` the index in `names`. */
  decode(bytes: Uint8Array, blockStartAt: number, isWanted: (name: string) => boolean): DecodedGroup {
    const whole = inflateRawSync(bytes);
    const lengths = new ByteReader(whole);
    const sizes = Array.from({ length: COLUMNS }, () => lengths.unsigned());
    const ends = sizes.map(
      (
        (at) => (size: number) =>
          (at += size)
      )(lengths.position),
    );
    const startOf = (column: number) => ends[column]! - sizes[column]!;
    const head = new ByteReader(whole, startOf(0), ends[0]);
    const rest = new ByteReader(whole, startOf(COLUMNS - 1), ends[COLUMNS - 1]);

    const names: string[] = [];
    const hasCarry: boolean[] = [];
    const predictions: number[] = [];
    const starts: number[] = [0];
    for (let left = head.unsigned(); left > 0; left--) {
      names.push(head.text());
      const facts = head.unsigned();
      hasCarry.push((facts & 1) === 1);
      predictions.push((facts >> 1) & 1);
      starts.push(starts.at(-1)! + Math.floor(facts / 4));
    }
    const count = starts.at(-1)!;
    if (count > whole.length) throw new RangeError('more rows than bytes');
    this.#makeRoom(count);
    for (let column = 0; column < PLAIN_COLUMNS; column++) {
      readColumn(whole, startOf(column + 1), ends[column + 1]!, count, this.#columns[column]!);
    }
    for (let unit = 0; unit < names.length; unit++) {
      const isSameStep = predictions[unit] === SAME_STEP;
      this.#rebuild(starts[unit]!, starts[unit + 1]!, {
        unit,
        isSameStep,
        blockStartAt,
        rest,
        isWanted: isWanted(names[unit]!),
      });
    }
    return { names, hasCarry, starts, rows: this.#rows };
  }

  #rebuild(start: number, end: number, facts: UnitFacts): void {
    const [times, lateness, lons, lats, speeds, courses, accuracies] = this.#columns as Plain;
    const rows = this.#rows;
    const { unit, isSameStep, rest, isWanted } = facts;
    let fixAt = facts.blockStartAt;
    let interval = 0;
    let late = 0;
    let lon = 0;
    let lat = 0;
    let stepLon = 0;
    let stepLat = 0;
    let speed = 0;
    let course = 0;
    let accuracy = 0;
    let battery = 0;
    let source = 0;
    let flags = 0;
    let validFor = 0;
    for (let row = start; row < end; row++) {
      if (rest.unsigned() === 1) {
        battery = rest.unsigned();
        source = rest.unsigned();
        flags = rest.unsigned();
        validFor = rest.unsigned();
      }
      if (!isWanted) continue;
      const step = interval + timeOf(times[row]!);
      fixAt += step;
      interval = row === start ? 0 : step;
      late += unfold(lateness[row]!);
      const moveLon = stepLon + unfold(lons[row]!);
      const moveLat = stepLat + unfold(lats[row]!);
      lon += moveLon;
      lat += moveLat;
      if (isSameStep && row > start) {
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
      rows[offset + 8] = battery;
      rows[offset + 9] = source;
      rows[offset + 10] = flags;
      rows[offset + 11] = validFor;
    }
  }

  #makeRoom(count: number): void {
    if (this.#rows.length >= count * STRIDE) return;
    this.#rows = new Float64Array(2 * count * STRIDE);
    for (let column = 0; column < PLAIN_COLUMNS; column++) this.#columns[column] = new Float64Array(2 * count);
  }
}

interface UnitFacts {
  readonly unit: number;
  readonly isSameStep: boolean;
  readonly blockStartAt: number;
  readonly rest: ByteReader;
  readonly isWanted: boolean;
}

/** A whole number of seconds is the rule: one byte for the usual, and milliseconds where a device has them. */
function writeTime(column: ByteWriter, milliseconds: number): void {
  if (milliseconds % 1_000 === 0) column.unsigned(2 * folded(milliseconds / 1_000));
  else column.unsigned(2 * folded(milliseconds) + 1);
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

const folded = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

/** The shorter way round. */
function turn(steps: number): number {
  const half = (COURSES - 1) / 2;
  return ((((steps + half) % COURSES) + COURSES) % COURSES) - half;
}

function cheaperPrediction(rows: Float64Array, offsets: readonly number[]): number {
  let [samePlace, sameStep] = [0, 0];
  for (let index = 2; index < offsets.length; index++) {
    const [before, last, at] = [offsets[index - 2]!, offsets[index - 1]!, offsets[index]!];
    for (const axis of [COLUMN.lon, COLUMN.lat]) {
      const step = rows[at + axis]! - rows[last + axis]!;
      samePlace += Math.log2(1 + Math.abs(step));
      sameStep += Math.log2(1 + Math.abs(step - (rows[last + axis]! - rows[before + axis]!)));
    }
  }
  return sameStep < samePlace ? SAME_STEP : SAME_PLACE;
}
