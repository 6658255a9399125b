import type { Fix } from '../fix.ts';
import { STRIDE, writeRow } from './rows.ts';

export const AT = Date.UTC(2026, 10, 21, 9, 0, 0);

export const fixOf = (unitId: string, receivedAt: number, facts: Partial<Fix> = {}): Fix => ({
  unitId,
  source: 'osmand',
  lon: 117.01,
  lat: 25.07,
  courseDegrees: 90,
  speedMps: 3,
  accuracyM: 5,
  batteryPercent: 80,
  fixAt: receivedAt,
  receivedAt,
  deviceAt: receivedAt,
  staleAt: null,
  raw: null,
  ...facts,
});

export interface Appended {
  readonly fix: Fix;
  readonly isLate: boolean;
}

/** Fixes as the writing thread gets them: rows, and the names their numbers stand for. */
export function batchOf(appended: readonly Appended[]) {
  const units = [...new Set(appended.map(({ fix }) => fix.unitId))];
  const sources = [...new Set(appended.map(({ fix }) => fix.source))];
  const rows = new Float64Array(appended.length * STRIDE);
  for (const [index, { fix, isLate }] of appended.entries()) {
    writeRow(rows, index * STRIDE, fix, units.indexOf(fix.unitId), sources.indexOf(fix.source), isLate);
  }
  return { rows, units, sources };
}
