/** A fix as a row of numbers: what crosses to the writing thread, what the tail log holds, and what blocks are made of. */
import { DATUMS, toWgs84 } from '#shared/geo/datum.ts';
import type { Fix } from '../fix.ts';
import type { TrackFix } from './contract.ts';

/** Columns of a row. Every value is a whole number; where 0 means "not said", the others are one more than they are. */
export const COLUMN = {
  unit: 0,
  receivedAt: 1,
  fixAt: 2,
  /** In the datum of the source, 1e-6 degrees. */
  lon: 3,
  lat: 4,
  /** 0.1 m/s, or 0. */
  speed: 5,
  /** 2°, or 0. */
  course: 6,
  /** Metres, or 0. */
  accuracy: 7,
  /** Per cent, or 0. */
  battery: 8,
  source: 9,
  /** Bits 0–1: datum; bit 2: late. */
  flags: 10,
  /** Seconds from `fixAt` until it stops holding, or 0. */
  validFor: 11,
} as const;
export const STRIDE = 12;
export const LATE = 4;

const LARGEST_SPEED_DMPS = 10_000;

/** Fills the row at `offset`. */
export function writeRow(rows: Float64Array, offset: number, fix: Fix, unit: number, source: number, isLate: boolean) {
  const { raw, fixAt } = fix;
  const fixAtWhole = Math.floor(fixAt);
  rows[offset] = unit;
  // Blocks keep how long a fix was under way in tenths of a second. Rounded down: never from a moment yet to come.
  rows[offset + 1] = fixAtWhole + 100 * Math.floor((fix.receivedAt - fixAtWhole) / 100);
  rows[offset + 2] = fixAtWhole;
  rows[offset + 3] = Math.round((raw ?? fix).lon * 1e6) + 0;
  rows[offset + 4] = Math.round((raw ?? fix).lat * 1e6) + 0;
  rows[offset + 5] = fix.speedMps === null ? 0 : 1 + Math.min(LARGEST_SPEED_DMPS, Math.round(fix.speedMps * 10));
  rows[offset + 6] = fix.courseDegrees === null ? 0 : 1 + (Math.round(fix.courseDegrees / 2) % 180);
  rows[offset + 7] = fix.accuracyM === null ? 0 : 1 + roundAccuracy(fix.accuracyM);
  rows[offset + 8] = fix.batteryPercent === null ? 0 : 1 + Math.round(fix.batteryPercent);
  rows[offset + 9] = source;
  rows[offset + 10] = (raw ? DATUMS.indexOf(raw.datum) : 0) | (isLate ? LATE : 0);
  rows[offset + 11] = fix.staleAt === null ? 0 : 1 + Math.max(0, Math.round((fix.staleAt - fixAt) / 1_000));
}

export function readRow(rows: Float64Array, offset: number, unitId: string, source: string): TrackFix {
  const flags = rows[offset + 10]!;
  const datum = DATUMS[flags & 3]!;
  const said = [rows[offset + 3]! / 1e6, rows[offset + 4]! / 1e6] as const;
  const [lon, lat] = datum === 'wgs84' ? said : toWgs84(datum, said);
  const fixAt = rows[offset + 2]!;
  const known = (column: number, scale: number) => {
    const value = rows[offset + column]!;
    return value === 0 ? null : (value - 1) * scale;
  };
  const speedDmps = known(5, 1);
  const validForMs = known(11, 1_000);
  return {
    unitId,
    source,
    lon,
    lat,
    courseDegrees: known(6, 2),
    speedMps: speedDmps === null ? null : speedDmps / 10,
    accuracyM: known(7, 1),
    batteryPercent: known(8, 1),
    fixAt,
    receivedAt: rows[offset + 1]!,
    staleAt: validForMs === null ? null : fixAt + validForMs,
    raw: datum === 'wgs84' ? null : { datum, lon: said[0], lat: said[1] },
    isLate: (flags & LATE) !== 0,
  };
}

/** WGS-84 place of a row, for tests against a box. */
export function placeOf(rows: Float64Array, offset: number): readonly [lon: number, lat: number] {
  const said = [rows[offset + 3]! / 1e6, rows[offset + 4]! / 1e6] as const;
  const datum = DATUMS[rows[offset + 10]! & 3]!;
  return datum === 'wgs84' ? said : toWgs84(datum, said);
}

/** A fix as it will come back, for those who compare. */
export function asKept(fix: Fix, isLate: boolean): TrackFix {
  const row = new Float64Array(STRIDE);
  writeRow(row, 0, fix, 0, 0, isLate);
  return readRow(row, 0, fix.unitId, fix.source);
}

/** Whole metres up to 20, then steps of 5, then of 50: nobody needs the rest, and it would cost a byte each. */
function roundAccuracy(metres: number): number {
  if (metres <= 20) return Math.round(metres);
  return metres <= 100 ? 5 * Math.round(metres / 5) : 50 * Math.round(Math.min(metres, 100_000) / 50);
}
