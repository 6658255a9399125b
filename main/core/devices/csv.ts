/** CSV as spreadsheets of this country write it: UTF-8 with or without a mark, GBK, UTF-16; comma, semicolon or tab. */
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { pause } from './table.ts';

const SLICE = 64 * 1024;
/** A quote that is never closed would otherwise swallow the rest of the file. */
const LONGEST_RECORD = 100_000;
const DELIMITERS = [',', ';', '\t'] as const;

/** Records in order, empty lines included, at most `limit`. Not one is lost to a stray quote. */
export async function readCsv(bytes: Buffer, limit: number): Promise<string[][]> {
  const text = await decodeText(bytes);
  const delimiter = delimiterOf(text);
  const records = await parseRecords(text, delimiter, '"', limit);
  // Some cell begins with a quote and does not end with one: then quotes are just characters here.
  return records ?? ((await parseRecords(text, delimiter, null, limit)) ?? []).map((cells) => cells.map(unquote));
}

/** Text that is no UTF-8 is GB 18030, of which GBK is a part: any bytes are text in it. */
async function decodeText(bytes: Buffer): Promise<string> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  const utf8 = await decodeUtf8(bytes);
  if (utf8 !== undefined) return utf8;
  const decoder = iconv.getDecoder('gb18030');
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += SLICE) {
    parts.push(decoder.write(bytes.subarray(at, at + SLICE)));
    await pause();
  }
  return parts.join('') + (decoder.end() ?? '');
}

async function decodeUtf8(bytes: Buffer): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      parts.push(decoder.decode(bytes.subarray(at, at + SLICE), { stream: true }));
      await pause();
    }
    return parts.join('') + decoder.decode();
  } catch {
    return undefined;
  }
}

/** The one the heading has most of, outside quotes. */
function delimiterOf(text: string): string {
  const heading = text
    .slice(0, SLICE)
    .split(/\r\n|\n|\r/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => heading.split(delimiter).length;
  return DELIMITERS.toSorted((left, right) => count(right) - count(left))[0]!;
}

async function parseRecords(
  text: string,
  delimiter: string,
  quote: '"' | null,
  limit: number,
): Promise<string[][] | undefined> {
  const parser = parse({ delimiter, quote, relax_column_count: true, max_record_size: LONGEST_RECORD });
  const records: string[][] = [];
  const ended = new Promise<boolean>((resolve) => {
    parser.on('readable', () => {
      for (let record = parser.read(); record !== null; record = parser.read()) records.push(record as string[]);
    });
    parser.on('end', () => resolve(true));
    parser.on('error', () => resolve(false));
  });
  for (let at = 0; at < text.length && records.length < limit && !parser.destroyed; at += SLICE) {
    parser.write(text.slice(at, at + SLICE));
    await pause();
  }
  if (records.length >= limit) {
    parser.destroy();
    return records.slice(0, limit);
  }
  if (!parser.destroyed) parser.end();
  if (await ended) return records;
  return quote === null ? records : undefined;
}

const unquote = (cell: string) => cell.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"');
