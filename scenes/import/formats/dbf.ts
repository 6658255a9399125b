// dBASE III tables, the attributes of a shapefile. Chinese offices write them in GBK, mostly without saying so.
import iconv from 'iconv-lite';
import { ImportRefused } from './read.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** Language driver ids (byte 29) that name a code page. */
const DRIVERS: Readonly<Record<number, string>> = {
  77: 'gbk',
  122: 'gbk',
  79: 'big5',
  87: 'windows-1252',
  3: 'windows-1252',
};

/** The encoding: what the .cpg file says, else the table's own byte, else UTF-8 when every byte of it is, else GBK. */
export function dbfEncoding(bytes: Buffer, cpg: string | null): string {
  const stated = cpg?.trim().toLowerCase().replace(/^cp/, '') ?? '';
  if (/^(utf-?8|65001)$/.test(stated)) return 'utf8';
  if (/^(936|gbk|gb2312|gb18030)$/.test(stated)) return 'gb18030';
  if (stated !== '' && iconv.encodingExists(stated)) return stated;
  const driver = DRIVERS[bytes[29] ?? 0];
  if (driver) return driver;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(bytes.readUInt16LE(8)));
    return 'utf8';
  } catch {
    return 'gb18030';
  }
}

/** One object a record; a deleted record is null, so that records and shapes stay beside each other. */
export function readDbf(bytes: Buffer, cpg: string | null): (Record<string, unknown> | null)[] {
  if (bytes.length < 33) throw new ImportRefused('dbf', '.dbf 不完整', 'the table is cut off');
  const count = bytes.readUInt32LE(4);
  const headerBytes = bytes.readUInt16LE(8);
  const recordBytes = bytes.readUInt16LE(10);
  if (recordBytes === 0 || headerBytes + count * recordBytes > bytes.length + 1)
    throw new ImportRefused('dbf', '.dbf 的记录数超出文件', 'the table claims more records than it holds');
  const encoding = dbfEncoding(bytes, cpg);
  const columns: Column[] = [];
  let offset = 1;
  for (let at = 32; at + 32 <= headerBytes && bytes[at] !== 0x0d; at += 32) {
    const raw = bytes.subarray(at, at + 11);
    const end = raw.indexOf(0);
    const length = bytes[at + 16]!;
    columns.push({
      name: iconv.decode(raw.subarray(0, end < 0 ? 11 : end), encoding).trim(),
      type: String.fromCharCode(bytes[at + 11]!),
      offset,
      length,
    });
    offset += length;
  }
  return Array.from({ length: count }, (_, index) => {
    const record = bytes.subarray(headerBytes + index * recordBytes, headerBytes + (index + 1) * recordBytes);
    if (record[0] === 0x2a) return null;
    return Object.fromEntries(
      columns.map(({ name, type, offset: from, length }) => [
        name,
        cellValue(
          type,
          iconv
            .decode(record.subarray(from, from + length), encoding)
            .replaceAll('\0', '')
            .trim(),
        ),
      ]),
    );
  });
}

/** Codes are often kept in numeric columns: twelve digits and more would lose their end as a number, so they stay text. */
function cellValue(type: string, text: string): unknown {
  if (text === '') return null;
  if (type === 'L') return /^[YyTt]$/.test(text);
  if (type !== 'N' && type !== 'F') return text;
  const value = Number(text);
  return Number.isFinite(value) && text.replace(/\D/g, '').length < 12 ? value : text.replace(/\.0*$/, '');
}
