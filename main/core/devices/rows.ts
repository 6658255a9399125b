/** Rows of a list as statements about devices: what each says, and what no cell of it can mean. */
import { type DeviceFacts, type DeviceRecord, deviceRecordSchema } from '#shared/domain/device.ts';
import { type Datum, toWgs84 } from '#shared/geo/datum.ts';
import { plainText } from '#shared/kit/plainText.ts';
import type { DeviceImportField, DeviceImportProblem } from '#shared/wire/deviceImport.ts';
import type { Mapping } from './mapping.ts';
import type { TableRow } from './table.ts';
import {
  type Read,
  readAccount,
  readDegrees,
  readFlag,
  readId,
  readKey,
  readKind,
  readName,
  readReference,
  readSupervision,
} from './values.ts';

const LONGEST_SHOWN = 80;
/** About a centimetre: what is left of a position after it was converted. */
const DEGREES_DIGITS = 7;

export interface ReadRow {
  readonly row: number;
  readonly id: string | null;
  readonly name: string | null;
  /** As the file has it, before its datum was taken off. */
  readonly position: readonly [lon: number, lat: number] | null;
  readonly problems: readonly DeviceImportProblem[];
}

/** Cells of one row by our fields; '' where the file has no such column, or nothing in it. */
export class RowReader {
  readonly #places: ReadonlyMap<DeviceImportField, number>;

  constructor(columns: readonly string[], mapping: Mapping) {
    const entries = Object.entries(mapping) as [DeviceImportField, string | null][];
    this.#places = new Map(
      entries.flatMap(([field, column]) => (column === null ? [] : [[field, columns.indexOf(column)] as const])),
    );
  }

  textOf(row: TableRow, field: DeviceImportField): string {
    const place = this.#places.get(field);
    const text = place === undefined ? '' : (row.cells[place] ?? '');
    if (field !== 'lon' && field !== 'lat') return text;
    // A position in one cell: 117.01,25.07.
    const isShared = this.#places.get('lon') === this.#places.get('lat');
    return isShared ? (text.split(/[,;\s、]+/)[field === 'lon' ? 0 : 1] ?? '') : text;
  }
}

/**
 * The device a row states, on top of what is enrolled under its id: a column that is missing and a cell that is empty leave
 * what is there. Null with the reasons where it cannot be meant.
 */
export function readRow(
  reader: RowReader,
  row: TableRow,
  datum: Datum,
  enrolled: ReadonlyMap<string, DeviceFacts>,
): ReadRow & { readonly record: DeviceRecord | null } {
  const problems: DeviceImportProblem[] = [];
  const take = <Value>(field: DeviceImportField, read: (text: string) => Read<Value>): Value | undefined => {
    const text = reader.textOf(row, field);
    if (text === '') return undefined;
    const result = read(text);
    if ('value' in result) return result.value;
    problems.push({ field, value: shown(field, text), words: result.wrong });
    return undefined;
  };
  const miss = (field: DeviceImportField, zh: string, en: string) =>
    problems.push({ field, value: null, words: { zh, en } });

  const id = take('id', readId);
  if (reader.textOf(row, 'id') === '') miss('id', '缺少编号', 'the id is missing');
  const before = id === undefined ? undefined : enrolled.get(id);
  const kind = take('kind', readKind) ?? before?.kind;
  if (!kind && reader.textOf(row, 'kind') === '') miss('kind', '缺少设备类型', 'the kind is missing');
  const name = take('name', readName) ?? before?.name ?? id;
  const lon = take('lon', (text) => readDegrees(text, 180));
  const lat = take('lat', (text) => readDegrees(text, 90));
  const isPlaced = reader.textOf(row, 'lon') !== '' || reader.textOf(row, 'lat') !== '';
  if ((isPlaced || !before) && reader.textOf(row, 'lon') === '') miss('lon', '缺少经度', 'the longitude is missing');
  if ((isPlaced || !before) && reader.textOf(row, 'lat') === '') miss('lat', '缺少纬度', 'the latitude is missing');
  const position = lon !== undefined && lat !== undefined ? ([lon, lat] as const) : null;
  const place = position ? toWgs84(datum, position).map(rounded) : [before?.lon, before?.lat];
  const key = take('key', (text) => readKey(text, reader.textOf(row, 'keyEncoding')));
  const supervision = take('supervision', (text) => asFound(readSupervision(text)));
  const stated = {
    link: take('link', readReference),
    account: take('account', readAccount),
    siren: take('siren', readReference),
    requireEncryption: take('requireEncryption', readFlag),
  };
  const { hasKey, ...kept } = before ?? { hasKey: false };
  const { supervisionSeconds, ...unsupervised } = kept as Partial<DeviceFacts>;
  const seconds = supervision ? supervision.found : supervisionSeconds;
  const said = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
  const found = { row: row.row, id: id ?? null, name: name ?? null, position, problems };
  if (problems.length > 0) return { ...found, record: null };
  const parsed = deviceRecordSchema.safeParse({
    ...unsupervised,
    ...said,
    ...{ id, kind, name, lon: place[0], lat: place[1] },
    ...(seconds !== undefined && { supervisionSeconds: seconds }),
    ...(key && { key }),
  });
  if (parsed.success) return { ...found, record: parsed.data };
  const words = { zh: '该行不是完整的设备', en: parsed.error.issues[0]?.message ?? 'not a whole device' };
  return { ...found, problems: [{ field: null, value: null, words }], record: null };
}

const rounded = (degrees: number) => Number(degrees.toFixed(DEGREES_DIGITS));

/** "Not supervised" is a value as well. */
const asFound = <Value>(read: Read<Value>): Read<{ found: Value }> =>
  'value' in read ? { value: { found: read.value } } : read;

/** A key is not repeated to anybody, wrong or right. */
const shown = (field: DeviceImportField, text: string) => (field === 'key' ? null : plainText(text, LONGEST_SHOWN));
