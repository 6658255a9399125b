import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/**
 * What stands in a PDF of ours, by the maps from glyphs to characters that come with its fonts. Glyphs that several characters
 * share are named by one of them (日 by the radical it also is): NFKC makes them the same again.
 */
export function wordsOfPdf(file: string): string {
  const pdf = readFileSync(file);
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error(`${file} is no PDF`);
  const streams: string[] = [];
  let from = 0;
  for (;;) {
    const start = pdf.indexOf('stream\n', from);
    if (start < 0) break;
    const end = pdf.indexOf('endstream', start);
    try {
      streams.push(inflateSync(pdf.subarray(start + 7, end)).toString('latin1'));
    } catch {
      // Not every stream is compressed this way; fonts and pictures are not read.
    }
    from = end + 9;
  }
  const maps = streams.filter((stream) => stream.includes('beginbfchar') || stream.includes('beginbfrange'));
  return maps.map(mapped).join('').normalize('NFKC');
}

const mapped = (stream: string): string =>
  [...stream.matchAll(/<[0-9A-F]+> <([0-9A-F]{4})>/g)]
    .map(([, code]) => String.fromCharCode(Number.parseInt(code!, 16)))
    .join('');
