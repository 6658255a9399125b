/**
 * Lists of devices from outside: read and held against the station for a preview, kept a while, enrolled when an officer says
 * so. Whatever takes long is done in slices with the loop between them, so that no alarm waits for a spreadsheet.
 */
import type { DeviceRecord } from '#shared/domain/device.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { DEVICE_IMPORT_ROWS, type DeviceImportPreview, type DeviceImportResult } from '#shared/wire/deviceImport.ts';
import { type JudgedRow, judgeList, type Registry } from './judge.ts';
import { type Mapping, mappingOf } from './mapping.ts';
import { countsOf, type IsInside, shownRows, warningsOf } from './preview.ts';
import { readTable } from './readTable.ts';
import type { Table } from './table.ts';

const KEPT_MS = 15 * 60_000;
const MOST_KEPT = 4;
const ENROLLED_A_SLICE = 200;

export interface DeviceFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly datum: DeviceImportPreview['datum'];
  /** JSON object of our fields to columns of the file; what it does not name is guessed. */
  readonly mapping?: string | undefined;
}

/** One device to be stated by the desk. */
export interface ImportedDevice {
  readonly record: DeviceRecord;
  readonly isKeyNew: boolean;
}

export interface ImportsOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  /** The station as it is at the moment of asking. */
  readonly registry: () => Registry;
  readonly isInside?: IsInside;
}

interface Kept {
  readonly table: Table;
  readonly mapping: Mapping;
  readonly datum: DeviceImportPreview['datum'];
  readonly validUntilAt: number;
}

export class DeviceImports {
  readonly #options: ImportsOptions;
  /** Oldest first. */
  readonly #kept = new Map<string, Kept>();

  constructor(options: ImportsOptions) {
    this.#options = options;
  }

  /** Refused with what `readTable` refuses, or `badQuery` for a mapping that fits no column. */
  async preview({ name, bytes, datum, mapping: asked }: DeviceFile): Promise<Result<DeviceImportPreview>> {
    const { clock, newId, registry, isInside } = this.#options;
    const table = await readTable(bytes, DEVICE_IMPORT_ROWS);
    if (!table.ok) return table;
    const mapping = mappingOf(table.value.columns, asked);
    if (!mapping.ok) return mapping;
    const rows = await judgeList(table.value, mapping.value, datum, registry());
    const warnings = await warningsOf(table.value, mapping.value, datum, rows, isInside);
    const previewId = newId();
    const validUntilAt = clock() + KEPT_MS;
    this.#forgetOld();
    this.#kept.set(previewId, { table: table.value, mapping: mapping.value, datum, validUntilAt });
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest);
    const { format, columns } = table.value;
    return ok({
      previewId,
      fileName: name,
      format,
      columns,
      mapping: mapping.value,
      datum,
      counts: countsOf(rows),
      warnings,
      rows: shownRows(rows, isInside),
      validUntilAt,
    });
  }

  /** What a preview states, against the station as it is now. Refused with `unknownPreview`. */
  async statements(previewId: string): Promise<Result<{ devices: ImportedDevice[]; counts: DeviceImportResult }>> {
    this.#forgetOld();
    const kept = this.#kept.get(previewId);
    if (!kept) return refuse('unknownPreview', '预览已过期或不存在，请重新选择文件');
    const rows = await judgeList(kept.table, kept.mapping, kept.datum, this.#options.registry());
    const isDue = ({ state }: JudgedRow) => state === 'new' || state === 'changed';
    const devices = rows.filter(isDue).map(({ record, isKeyNew }) => ({ record: record!, isKeyNew }));
    return ok({ devices, counts: countsOf(rows) });
  }

  /** It has been imported. */
  forget(previewId: string): void {
    this.#kept.delete(previewId);
  }

  #forgetOld(): void {
    const now = this.#options.clock();
    for (const [previewId, { validUntilAt }] of this.#kept) if (now > validUntilAt) this.#kept.delete(previewId);
  }
}

export function* slicesOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += ENROLLED_A_SLICE) yield items.slice(at, at + ENROLLED_A_SLICE);
}
