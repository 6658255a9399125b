/** What the officer sees of a list before anything is done: every bad row by name, and what is odd about the good ones. */
import { type Datum, toWgs84 } from '#shared/geo/datum.ts';
import type {
  DeviceImportPreview,
  DeviceImportResult,
  DeviceImportRow,
  DeviceImportWarning,
} from '#shared/wire/deviceImport.ts';
import { DEVICE_IMPORT_ROWS } from '#shared/wire/deviceImport.ts';
import type { JudgedRow } from './judge.ts';
import { type Mapping, NEEDED_FIELDS } from './mapping.ts';
import { pause, type Table } from './table.ts';

const BAD_SHOWN = 500;
const OTHERS_SHOWN = 200;
/** Of a long list this many positions tell its datum. */
const SAMPLED = 2_000;

/** True inside the station's grids; absent where the scene has none. */
export type IsInside = (lon: number, lat: number) => boolean;

const DATUM_WORDS = { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' } as const;
type ImportDatum = DeviceImportPreview['datum'];

export const countsOf = (rows: readonly Pick<DeviceImportRow, 'state'>[]): DeviceImportResult => {
  const counts = { new: 0, changed: 0, same: 0, bad: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
};

/** Bad rows first in number, all in the order of the file. */
export function shownRows(rows: readonly JudgedRow[], isInside: IsInside | undefined): DeviceImportRow[] {
  let [bad, others] = [0, 0];
  const isShown = ({ state }: JudgedRow) => (state === 'bad' ? bad++ < BAD_SHOWN : others++ < OTHERS_SHOWN);
  return rows
    .filter(isShown)
    .map((row) => markOutside(row, isInside))
    .map(({ row, state, deviceId, name, changes, problems }) => ({ row, state, deviceId, name, changes, problems }));
}

export async function warningsOf(
  table: Table,
  mapping: Mapping,
  datum: ImportDatum,
  rows: readonly JudgedRow[],
  isInside: IsInside | undefined,
): Promise<DeviceImportWarning[]> {
  const warnings: DeviceImportWarning[] = [];
  const missing = NEEDED_FIELDS.filter((field) => mapping[field] === null);
  if (missing.length > 0) {
    const zh = `没有找到这些列：${missing.join('、')}；请在上方指定`;
    warnings.push({ code: 'missingColumn', words: { zh, en: `no column found for ${missing.join(', ')}` }, count: 0 });
  }
  if (table.isCut) {
    const zh = `只取前 ${DEVICE_IMPORT_ROWS} 行，其余请另存为一个文件`;
    const en = `only the first ${DEVICE_IMPORT_ROWS} rows are taken; put the others into a file of their own`;
    warnings.push({ code: 'rowsCut', words: { zh, en }, count: DEVICE_IMPORT_ROWS });
  }
  if (isInside) warnings.push(...(await placeWarnings(rows, datum, isInside)));
  return warnings;
}

/** A shift of some 500 m shows at the edge of the grids: another datum would bring more of the points inside. */
async function placeWarnings(
  rows: readonly JudgedRow[],
  datum: ImportDatum,
  isInside: IsInside,
): Promise<DeviceImportWarning[]> {
  const placed = rows.filter(({ record, position }) => record && position);
  const outside: JudgedRow[] = [];
  for (const [index, row] of placed.entries()) {
    if (index % 500 === 0) await pause();
    if (!isInside(row.record!.lon, row.record!.lat)) outside.push(row);
  }
  if (outside.length === 0) return [];
  const sample = outside.slice(0, SAMPLED);
  const insideAs = (other: Datum) =>
    sample.filter(({ position }) => isInside(...(toWgs84(other, position!) as [number, number]))).length;
  const others = (Object.keys(DATUM_WORDS) as ImportDatum[]).filter((other) => other !== datum);
  const [best] = others.map((other) => ({ other, count: insideAs(other) })).sort((a, b) => b.count - a.count);
  const warnings: DeviceImportWarning[] = [];
  if (best && best.count * 2 > sample.length) {
    const [given, likely] = [DATUM_WORDS[datum], DATUM_WORDS[best.other]];
    const zh = `按 ${given} 有 ${outside.length} 个位置在网格之外，按 ${likely} 则多数落在网格内：坐标系可能选错了`;
    const en = `${outside.length} positions lie outside the grids as ${given}, most of them inside as ${likely}: the datum may be wrong`;
    warnings.push({ code: 'datumSuspect', words: { zh, en }, count: outside.length });
  }
  const zh = `${outside.length} 个位置在本站网格之外`;
  const en = `${outside.length} positions lie outside the station's grids`;
  return [...warnings, { code: 'outsideGrids', words: { zh, en }, count: outside.length }];
}

/** The same sentence with the row it is about; the row stays good. */
function markOutside(row: JudgedRow, isInside: IsInside | undefined): JudgedRow {
  if (!isInside || !row.record || !row.position || isInside(row.record.lon, row.record.lat)) return row;
  const value = row.position.join(', ');
  const words = { zh: '位置在本站网格之外', en: "this position lies outside the station's grids" };
  return { ...row, problems: [...row.problems, { field: 'lon', value, words }] };
}
