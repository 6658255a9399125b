/**
 * The first sheet of an .xlsx workbook. The archive is hostile until unpacked: only the parts a list needs are taken out of it,
 * each no larger than it says and all together within a bound, and the reader gets a fresh archive of those alone. No formula
 * is run: a cell is what was last shown in it.
 */
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { readSheet } from 'read-excel-file/node';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { MOST_COLUMNS, pause } from './table.ts';

const inflate = promisify(inflateRaw);

const MOST_ENTRIES = 2_000;
/** Of all parts together, unpacked: fifty thousand rows of a dozen columns are a quarter of it. */
const MOST_UNPACKED_BYTES = 128 * 1024 * 1024;
const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const NEEDED = /\/(?:styles|sharedStrings)$/;

interface Part {
  readonly method: number;
  readonly packed: Buffer;
  readonly bytes: number;
}

export const isZip = (bytes: Buffer) => bytes.length >= 4 && bytes.readUInt32BE(0) === 0x504b0304;

/** Refused with `fileBroken` or `fileTooLarge`. At most `rowLimit` rows, heading included; numbers come as their digits. */
export async function readWorkbook(bytes: Buffer, rowLimit: number): Promise<Result<unknown[][]>> {
  const parts = directoryOf(bytes);
  if (!parts.ok) return parts;
  const unpack = unpacker(parts.value);
  const files = new Map<string, Buffer>();
  for (const name of [WORKBOOK, RELATIONS]) {
    const file = await unpack(name);
    if (!file.ok) return file;
    files.set(name, file.value);
  }
  const wanted = pathsOf(files.get(WORKBOOK)!.toString('utf8'), files.get(RELATIONS)!.toString('utf8'));
  if (!wanted) return broken('没有工作表', 'it has no sheet');
  for (const name of wanted.others.filter((path) => parts.value.has(path))) {
    const file = await unpack(name);
    if (!file.ok) return file;
    files.set(name, file.value);
  }
  const sheet = await unpack(wanted.sheet);
  if (!sheet.ok) return sheet;
  for (const file of [...files.values(), sheet.value]) {
    if (!(await isWellNested(file.toString('utf8')))) return broken('内部结构损坏', 'its parts are not well-formed');
  }
  const pieces = await piecesOf(sheet.value.toString('utf8'), rowLimit);
  if (!pieces.ok) return pieces;
  const strings = await stringsOf(files.get(wanted.strings)?.toString('utf8') ?? '');
  const records: unknown[][] = [];
  for (const piece of pieces.value) {
    const { xml, used } = withOwnStrings(piece.xml, strings);
    files.set(wanted.sheet, Buffer.from(xml));
    if (strings.length > 0) files.set(wanted.strings, Buffer.from(used));
    try {
      const rows = await readSheet(storedZip(files), 1, { parseNumber: digitsOf, trim: false });
      // Numbered rows come at their place, with nothing before them; others follow on.
      if (piece.isNumbered) for (let at = records.length; at < rows.length; at++) records.push(rows[at]!);
      else records.push(...rows);
    } catch (error) {
      return broken((error as Error).message, (error as Error).message);
    }
    await pause();
  }
  return ok(records);
}

/** As they stand; a long whole number as the float it is, so that nobody takes its last digits for what was typed. */
const digitsOf = (digits: string) => (/^\d{16,}$/.test(digits) ? Number(digits).toExponential() : digits);

function broken(zh: string, en: string): { ok: false; failure: { code: string; message: string } } {
  return refuse('fileBroken', `Excel 文件无法读取：${zh}`, [{ path: '', zh, en }]);
}

/** Sizes are those of the central directory: writers that stream leave them out of the local headers. */
function directoryOf(bytes: Buffer): Result<Map<string, Part>> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > bytes.length) return broken('压缩包已截断', 'the archive is cut off');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) return broken('压缩包内文件过多', 'too many files inside');
  const parts = new Map<string, Part>();
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return broken('目录损坏', 'bad directory');
    const [packedBytes, unpackedBytes] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const [nameBytes, extraBytes, noteBytes] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes!);
    if (local + 30 <= bytes.length) {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(start, start + packedBytes);
      const isWhole = packed.length === packedBytes;
      if (isWhole) parts.set(name, { method: bytes.readUInt16LE(at + 10), packed, bytes: unpackedBytes });
    }
    at += 46 + nameBytes! + extraBytes! + noteBytes!;
  }
  return ok(parts);
}

function unpacker(parts: ReadonlyMap<string, Part>) {
  let left = MOST_UNPACKED_BYTES;
  return async (name: string): Promise<Result<Buffer>> => {
    const part = parts.get(name);
    if (!part) return broken(`缺少 ${name}`, `${name} is missing`);
    left -= part.bytes;
    if (left < 0) return refuse('fileTooLarge', 'Excel 文件展开后过大');
    if (part.method === 0) return ok(part.packed);
    if (part.method !== 8) return broken('压缩方式不受支持', 'unknown compression');
    try {
      // One byte more than it claims, so that a liar is caught and not cut.
      const file = await inflate(part.packed, { maxOutputLength: part.bytes + 1 });
      return file.length === part.bytes ? ok(file) : broken('大小与声明不符', 'a part is not as large as it claims');
    } catch {
      return broken('大小与声明不符，或已损坏', 'a part is damaged or larger than it claims');
    }
  };
}

/** The first sheet as the workbook orders them, and what it needs to be read. */
function pathsOf(
  workbook: string,
  relations: string,
): { sheet: string; strings: string; others: string[] } | undefined {
  const first = workbook.match(/<(?:\w+:)?sheet\b[^<>]*>/)?.[0];
  const sheetId = first?.match(/\b\w+:id="([^"]+)"/)?.[1];
  const targets = [...relations.matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/g)].map(([tag]) => ({
    id: tag.match(/\bId="([^"]*)"/)?.[1],
    type: tag.match(/\bType="([^"]*)"/)?.[1] ?? '',
    path: (tag.match(/\bTarget="([^"]*)"/)?.[1] ?? '').replace(/^(\/)?(.*)$/, (_all, root, rest) =>
      root ? rest : `xl/${rest}`,
    ),
  }));
  const sheet = targets.find(({ id }) => id !== undefined && id === sheetId)?.path;
  if (sheet === undefined) return undefined;
  const strings = targets.find(({ type }) => type.endsWith('/sharedStrings'))?.path ?? 'xl/sharedStrings.xml';
  return { sheet, strings, others: targets.filter(({ type }) => NEEDED.test(type)).map(({ path }) => path) };
}

const ANY_TAG = /<([^<>]*)>/g;
const DEEPEST = 40;

/** What opens closes, and not far down: what never does can cost the reader minutes. */
async function isWellNested(xml: string): Promise<boolean> {
  if (/<[^<>]*</.test(xml)) return false;
  let [depth, tags] = [0, 0];
  for (const [, tag] of xml.matchAll(ANY_TAG)) {
    if (++tags % TAGS_A_SLICE === 0) await pause();
    if (tag!.startsWith('/')) depth -= 1;
    else if (!/^[?!]|\/$/.test(tag!)) depth += 1;
    if (depth < 0 || depth > DEEPEST) return false;
  }
  return depth === 0;
}

/** No expression here runs past the next tag: what never closes must cost no more than what does. */
const TAGS = /<(\w+:)?(row|c)\b([^<>]*)>/g;
const TAGS_A_SLICE = 20_000;
/** Read in one go, so that the loop is free again after each. */
const ROWS_A_PIECE = 500;

interface Piece {
  readonly xml: string;
  readonly isNumbered: boolean;
}

/**
 * The sheet in sheets of some hundred rows, without the rows beyond the limit, which are often a million empty ones. Refused when
 * a row is wider than any list: the reader makes a rectangle of what it reads, so one cell far out would cost all the memory
 * there is.
 */
async function piecesOf(xml: string, rowLimit: number): Promise<Result<Piece[]>> {
  const starts: { at: number; isNumbered: boolean }[] = [];
  let [rows, inPiece, cells, tags] = [0, 0, 0, 0];
  let close = '</sheetData></worksheet>';
  let end = xml.length;
  for (const { 1: prefix = '', 2: tag, 3: attributes, index } of xml.matchAll(TAGS)) {
    if (++tags % TAGS_A_SLICE === 0) await pause();
    const place = attributes!.match(/\br="([A-Z]*)(\d+)"/);
    if (tag === 'row') {
      rows = place ? Number(place[2]) : rows + 1;
      cells = 0;
      close = `</${prefix}sheetData></${prefix}worksheet>`;
      if (rows > rowLimit) {
        end = index;
        break;
      }
      if (inPiece++ % ROWS_A_PIECE === 0) starts.push({ at: index, isNumbered: place !== null });
      continue;
    }
    cells = place?.[1] ? columnOf(place[1]) : cells + 1;
    if (cells > MOST_COLUMNS) return broken(`超过 ${MOST_COLUMNS} 列`, `more than ${MOST_COLUMNS} columns`);
    if (place && Number(place[2]) > rowLimit) return broken('单元格位置有误', 'a cell is not in its row');
  }
  if (end === xml.length)
    end = Math.max(xml.lastIndexOf(close.slice(0, close.indexOf('>') + 1)), starts.at(-1)?.at ?? 0);
  const head = xml.slice(0, starts[0]?.at ?? 0);
  const pieces = starts.map(({ at, isNumbered }, turn) => {
    return { xml: `${head}${xml.slice(at, starts[turn + 1]?.at ?? end)}${close}`, isNumbered };
  });
  return ok(pieces);
}

const STRINGS = /<(\w+:)?si\b[^<>]*?(?:\/>|>(?:(?!<(?:\w+:)?si\b)[\s\S])*?<\/\1?si>)/g;
const STRING_CELL = /(<(?:\w+:)?c\b[^<>]*\bt="s"[^<>]*>(?:(?!<\/?(?:\w+:)?c\b)[\s\S])*?<(?:\w+:)?v\b[^<>]*>)\s*(\d+)/g;

/** The workbook's strings as they stand in its XML, by their number. */
async function stringsOf(xml: string): Promise<string[]> {
  const strings: string[] = [];
  for (const [string] of xml.matchAll(STRINGS)) {
    if (strings.push(string) % TAGS_A_SLICE === 0) await pause();
  }
  return strings;
}

/** A piece with only the strings that it uses: all of them for each piece would be all the work again. */
function withOwnStrings(sheet: string, strings: readonly string[]): { xml: string; used: string } {
  const numbers = new Map<string, number>();
  const xml = sheet.replace(STRING_CELL, (_all, before: string, number: string) => {
    if (!numbers.has(number)) numbers.set(number, numbers.size);
    return `${before}${numbers.get(number)}`;
  });
  const used = [...numbers.keys()].map((number) => strings[Number(number)] ?? '<si><t></t></si>');
  return { xml, used: `<sst>${used.join('')}</sst>` };
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** Uncompressed, sizes in the local headers: nothing in it is a surprise to the reader. */
function storedZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, data] of files) {
    const name = Buffer.from(path);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(offset, 42);
    parts.push(local, name, data);
    directory.push(central, name);
    offset += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
