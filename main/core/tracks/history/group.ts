/**
 * The fixes of a few units over one block as compressed columns; groupDecoder.ts reads them back. Every value is written as its difference from what
 * could be expected; columns of a kind stand together, so that what does not change costs nothing once deflated.
 *
 * A unit's sequence begins with the row it had before the block (its carry), where there is one: whoever reads the block knows
 * where everybody was at its beginning.
 */
import { deflateRawSync } from 'node:zlib';
import { ByteWriter } from './bytes.ts';
import { COLUMN } from './rows.ts';

/** Courses are 1 to 180, and 0 for none: differences go round. */
export const COURSES = 181;

/** One unit's rows in the order of their arrival, as offsets into the rows of the block. */
export interface UnitSequence {
  readonly name: string;
  readonly hasCarry: boolean;
  readonly offsets: readonly number[];
}

/** The head, seven columns of one number a row, and the rest, which has more where something changed. */
export const COLUMNS = 9;
const LEVEL = 6;
/** How a place is expected: where the unit was, or as far on as it last went. Whichever is shorter for this unit. */
const SAME_PLACE = 0;
export const SAME_STEP = 1;

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

/** A whole number of seconds is the rule: one byte for the usual, and milliseconds where a device has them. */
function writeTime(column: ByteWriter, milliseconds: number): void {
  if (milliseconds % 1_000 === 0) column.unsigned(2 * folded(milliseconds / 1_000));
  else column.unsigned(2 * folded(milliseconds) + 1);
}

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
