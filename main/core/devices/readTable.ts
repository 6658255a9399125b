import { fail, ok, type Result, refuse } from '#shared/kit/result.ts';
import { readCsv } from './csv.ts';
import { readGeoJson } from './geojson.ts';
import { type Table, tableOf } from './table.ts';
import { isZip, readWorkbook } from './workbook.ts';

const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * A list by what it is, whatever it is called. Refused with `fileEmpty`, `fileBroken`, `fileTooLarge` or `fileUnknown`;
 * `rowLimit` counts rows without the heading.
 */
export async function readTable(bytes: Buffer, rowLimit: number): Promise<Result<Table>> {
  if (bytes.length === 0) return refuse('fileEmpty', '文件是空的');
  if (bytes.subarray(0, 4).equals(OLD_EXCEL)) {
    return refuse('fileUnknown', '这是旧式 .xls 或加密的 Excel 文件：请另存为 .xlsx 或 CSV');
  }
  if (isZip(bytes)) {
    const records = await readWorkbook(bytes, rowLimit + 2);
    return records.ok ? found(tableOf('xlsx', records.value, rowLimit)) : fail(records.failure);
  }
  const start = bytes
    .toString('latin1', 0, 64)
    .replace(/^\xEF\xBB\xBF/, '')
    .trimStart();
  if (start.startsWith('{')) {
    const table = readGeoJson(bytes.toString('utf8'), rowLimit);
    return table ? ok(table) : refuse('fileUnknown', '不是 GeoJSON 要素：需要 Feature 或 FeatureCollection');
  }
  // Text has no NUL but in UTF-16, which begins with its mark.
  if (bytes.subarray(0, 4_096).includes(0) && bytes[0] !== 0xff) {
    return refuse('fileUnknown', '不认识的文件格式：请用 CSV、.xlsx 或 GeoJSON');
  }
  return found(tableOf('csv', await readCsv(bytes, rowLimit + 2), rowLimit));
}

const found = (table: Table | undefined): Result<Table> =>
  table ? ok(table) : refuse('fileEmpty', '文件第一行没有列名');
