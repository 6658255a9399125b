import { setImmediate } from 'node:timers/promises';
import type { DeviceImportPreview } from '#shared/wire/deviceImport.ts';

/** A list as its file has it, before anything in it has a meaning. Every cell is text, trimmed; '' is empty. */
export interface Table {
  readonly format: DeviceImportPreview['format'];
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** The file has more rows than are taken in. */
  readonly isCut: boolean;
}

export interface TableRow {
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** More columns than this is no list of devices. */
export const MOST_COLUMNS = 100;
/** Of one cell. No field of ours is near it. */
const LONGEST_CELL = 1_000;

/** Alarms come first: whoever reads a long list lets the loop go round between slices of it. */
export const pause = (): Promise<void> => setImmediate();

/** Full-width digits and letters are what a Chinese keyboard writes; `="70A1"` is how spreadsheets keep text text. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = value instanceof Date ? value.toISOString() : String(value);
  const plain = text.slice(0, LONGEST_CELL).normalize('NFKC').trim();
  return plain.match(/^="([^"]*)"$/)?.[1]?.trim() ?? plain;
}

export const isBlank = (cells: readonly string[]) => cells.every((cell) => cell === '');

/** Heading in row 1, the others below it; rows without anything in them are no rows. */
export function tableOf(
  format: Table['format'],
  records: readonly (readonly unknown[])[],
  rowLimit: number,
): Table | undefined {
  const heading = records[0]?.map(cellText) ?? [];
  if (isBlank(heading)) return undefined;
  const rows: TableRow[] = [];
  let isCut = false;
  for (let index = 1; index < records.length; index++) {
    const cells = records[index]!.map(cellText);
    if (isBlank(cells)) continue;
    if (rows.length === rowLimit) {
      isCut = true;
      break;
    }
    rows.push({ row: index + 1, cells });
  }
  return { format, columns: heading.slice(0, MOST_COLUMNS), rows, isCut };
}
