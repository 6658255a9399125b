/** A PNG (RFC 2083) as pixels, for the heights that packs keep in the colours of pictures. Eight bits a channel, not interlaced. */
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { Pixels } from '#shared/geo/terrain/readTerrain.ts';

const inflated = promisify(inflate);
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const MOST_SIDE = 4_096;
const [GREY, COLOURS, PALETTE, GREY_AND_ALPHA, COLOURS_AND_ALPHA] = [0, 2, 3, 4, 6];
const CHANNELS: Readonly<Record<number, number>> = {
  [GREY]: 1,
  [COLOURS]: 3,
  [PALETTE]: 1,
  [GREY_AND_ALPHA]: 2,
  [COLOURS_AND_ALPHA]: 4,
};

/** The square in its upper left corner. Throws when it is no such picture, whatever its bytes are. */
export async function pngPixels(bytes: Uint8Array): Promise<Pixels> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('no PNG');
  const chunks = chunksOf(file);
  const head = chunks.find(({ name }) => name === 'IHDR')?.data;
  if (!head || head.length < 13) throw new Error('a PNG without a head');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const channels = CHANNELS[head[9]!];
  if (head[8] !== 8 || channels === undefined || head[12] !== 0) throw new Error('a PNG of another kind');
  if (width < 2 || height < 2 || width > MOST_SIDE || height > MOST_SIDE) throw new Error('a PNG of no useful size');
  const palette = chunks.find(({ name }) => name === 'PLTE')?.data ?? null;
  if (head[9] === PALETTE && palette === null) throw new Error('a PNG without its palette');
  const stride = width * channels;
  const packed = Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data));
  const rows: Buffer = await inflated(packed, { maxOutputLength: (stride + 1) * height });
  if (rows.length < (stride + 1) * height) throw new Error('a PNG that is cut off');
  unfilter(rows, stride, height, channels);
  const side = Math.min(width, height);
  const data = new Uint8ClampedArray(side * side * 4);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const from = row * (stride + 1) + 1 + column * channels;
      data.set(colourAt(rows, from, channels, palette), (row * side + column) * 4);
    }
  }
  return { side, data };
}

function chunksOf(file: Buffer): { readonly name: string; readonly data: Buffer }[] {
  const chunks: { name: string; data: Buffer }[] = [];
  for (let at = SIGNATURE.length; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    if (at + 12 + length > file.length) break;
    chunks.push({ name: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function colourAt(rows: Buffer, from: number, channels: number, palette: Buffer | null): number[] {
  const first = rows[from]!;
  if (palette) return [palette[first * 3] ?? 0, palette[first * 3 + 1] ?? 0, palette[first * 3 + 2] ?? 0, 255];
  if (channels < 3) return [first, first, first, channels === 2 ? rows[from + 1]! : 255];
  return [first, rows[from + 1]!, rows[from + 2]!, channels === 4 ? rows[from + 3]! : 255];
}

/** Undoes the filter of every row in place (RFC 2083 §6); each row begins with the number of its own. */
function unfilter(rows: Buffer, stride: number, height: number, channels: number): void {
  for (let row = 0; row < height; row++) {
    const start = row * (stride + 1);
    const filter = rows[start]!;
    for (let at = start + 1; at <= start + stride; at++) {
      const isFirst = at - start <= channels;
      const left = isFirst ? 0 : rows[at - channels]!;
      const up = row === 0 ? 0 : rows[at - stride - 1]!;
      const corner = isFirst || row === 0 ? 0 : rows[at - stride - 1 - channels]!;
      rows[at] = (rows[at]! + predicted(filter, left, up, corner)) & 255;
    }
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      if (byLeft <= byUp && byLeft <= byCorner) return left;
      return byUp <= byCorner ? up : corner;
    }
    default:
      throw new Error('a PNG with a filter that there is not');
  }
}
