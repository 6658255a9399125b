/**
 * PMTiles version 3 raster archives (specification 3.4): one file, a header of 127 bytes, directories of tile ids along a Hilbert
 * curve. Read in place; directory sizes and depth are capped before anything is unpacked.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { honestBounds, type RasterArchive, type TileFormat } from './rasterArchive.ts';
import { type PackRefusal, refuseBoth } from './refusal.ts';

const inflateGzip = promisify(gunzip);
const inflateBrotli = promisify(brotliDecompress);
const HEADER_BYTES = 127;
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;
const MAX_METADATA_BYTES = 4 * 1024 * 1024;
const MAX_TILE_BYTES = 16 * 1024 * 1024;
/** The specification allows a root and leaves; writers nest no deeper than this. */
const MAX_DEPTH = 4;
const KEPT_LEAVES = 64;
const FORMATS: Readonly<Record<number, TileFormat>> = { 2: 'png', 3: 'jpg', 4: 'webp' };
const KINDS: Readonly<Record<number, Bilingual>> = {
  0: { zh: '未知', en: 'unknown' },
  1: { zh: '矢量（MVT）', en: 'vector (MVT)' },
  5: { zh: 'AVIF', en: 'AVIF' },
};

interface Entry {
  readonly id: number;
  /** 0 names a leaf directory. */
  readonly run: number;
  readonly bytes: number;
  readonly offset: number;
}

/** Refuses `pmtiles` with the reason. */
export async function openPmtiles(path: string): Promise<Result<RasterArchive, PackRefusal>> {
  const file = await open(path, 'r');
  const give = async (zh: string, en: string) => {
    await file.close();
    return refuseBoth('pmtiles', zh, en);
  };
  const { size } = await file.stat();
  const header = await readPart(file, 0, HEADER_BYTES, size);
  if (header?.toString('latin1', 0, 7) !== 'PMTiles') return give('不是 PMTiles 文件', 'is no PMTiles file');
  if (header[7] !== 3)
    return give(
      `PMTiles 版本 ${header[7]} 不支持，请转换为版本 3`,
      `is PMTiles version ${header[7]}: convert it to version 3`,
    );
  const tileFormat = FORMATS[header[99]!];
  if (!tileFormat)
    return give(
      `瓦片类型 ${KINDS[header[99]!]?.zh ?? header[99]} 不支持，须为 PNG、JPEG 或 WebP`,
      `holds tiles of type ${KINDS[header[99]!]?.en ?? header[99]}: only PNG, JPEG and WebP are drawn`,
    );
  const at = (offset: number) => Number(header.readBigUInt64LE(offset));
  const packing = { inner: header[97]!, tile: header[98]! };
  const directoryAt = async (offset: number, bytes: number): Promise<Result<Entry[], PackRefusal>> => {
    if (bytes > MAX_DIRECTORY_BYTES) return refuseBoth('archive', '目录过大', 'directory is too large');
    const packed = await readPart(file, offset, bytes, size);
    if (!packed) return refuseBoth('archive', '目录超出文件', 'directory lies beyond its end');
    const plain = await unpack(packed, packing.inner, MAX_DIRECTORY_BYTES);
    return plain.ok ? parseDirectory(plain.value) : plain;
  };
  const root = await directoryAt(at(8), at(16));
  if (!root.ok) return give(`PMTiles ${root.failure.message}`, `is a PMTiles file whose ${root.failure.en}`);
  const metadata = await readMetadata(file, at(24), at(32), size, packing.inner);
  const leaves = new Map<number, Entry[]>();
  const tile = async (zoom: number, x: number, y: number): Promise<Result<Uint8Array>> => {
    const absent = refuse('notFound', `没有瓦片 ${zoom}/${x}/${y}`);
    if (zoom > 26 || x >= 2 ** zoom || y >= 2 ** zoom) return absent;
    const id = tileId(zoom, x, y);
    let directory = root.value;
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const entry = findEntry(directory, id);
      if (!entry) return absent;
      if (entry.run > 0) {
        if (entry.bytes > MAX_TILE_BYTES) return refuse('archive', `瓦片 ${zoom}/${x}/${y} 过大`);
        const packed = await readPart(file, at(56) + entry.offset, entry.bytes, size);
        return packed
          ? unpack(packed, packing.tile, MAX_TILE_BYTES)
          : refuse('archive', `瓦片 ${zoom}/${x}/${y} 超出文件`);
      }
      const offset = at(40) + entry.offset;
      let leaf = leaves.get(offset);
      if (!leaf) {
        const read = await directoryAt(offset, entry.bytes);
        if (!read.ok) return read;
        leaf = read.value;
        if (leaves.size >= KEPT_LEAVES) leaves.clear();
        leaves.set(offset, leaf);
      }
      directory = leaf;
    }
    return refuse('archive', 'PMTiles 目录嵌套过深');
  };
  return ok({
    minZoom: Math.min(30, header[100]!),
    maxZoom: Math.min(30, header[101]!),
    bounds: honestBounds([102, 106, 110, 114].map((offset) => header.readInt32LE(offset) / 1e7)),
    tileFormat,
    attribution: metadata,
    count: at(72) || at(80),
    tile,
    close: () => file.close(),
  });
}

async function readMetadata(
  file: FileHandle,
  offset: number,
  bytes: number,
  size: number,
  packing: number,
): Promise<string | null> {
  if (bytes === 0 || bytes > MAX_METADATA_BYTES) return null;
  const packed = await readPart(file, offset, bytes, size);
  const plain = packed && (await unpack(packed, packing, MAX_METADATA_BYTES));
  if (!plain?.ok) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(plain.value).toString('utf8'));
    const said = typeof json === 'object' && json !== null && 'attribution' in json ? json.attribution : null;
    return typeof said === 'string' ? said.slice(0, 500) : null;
  } catch {
    return null;
  }
}

async function unpack(
  bytes: Uint8Array,
  packing: number,
  maxOutputLength: number,
): Promise<Result<Uint8Array, PackRefusal>> {
  if (packing === 0 || packing === 1) return ok(bytes);
  if (packing !== 2 && packing !== 3)
    return refuseBoth('archive', `压缩方式 ${packing} 不支持`, `compression ${packing} is not known`);
  try {
    const options = { maxOutputLength };
    return ok(packing === 2 ? await inflateGzip(bytes, options) : await inflateBrotli(bytes, options));
  } catch {
    return refuseBoth('archive', '无法解压，已损坏或解压后过大', 'contents cannot be unpacked: damaged, or too large');
  }
}

const DAMAGED = refuseBoth('archive', '目录已损坏', 'directory is damaged');

function parseDirectory(bytes: Uint8Array): Result<Entry[], PackRefusal> {
  let at = 0;
  const varint = () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined || scale > 2 ** 63) return Number.NaN;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  };
  const count = varint();
  // Four numbers an entry, a byte each at least.
  if (!(count * 4 <= bytes.length)) return DAMAGED;
  const column = () => Array.from({ length: count }, varint);
  let id = 0;
  const ids = column().map((delta) => {
    id += delta;
    return id;
  });
  const [runs, lengths, offsets] = [column(), column(), column()];
  let next = 0;
  const entries = ids.map((one, index): Entry => {
    const bytesHere = lengths[index]!;
    const offset = offsets[index] === 0 ? next : offsets[index]! - 1;
    next = offset + bytesHere;
    return { id: one, run: runs[index]!, bytes: bytesHere, offset };
  });
  return entries.every(({ bytes: length, offset, run }) => length >= 0 && offset >= 0 && run >= 0)
    ? ok(entries)
    : DAMAGED;
}

/** The last entry at or before the id that still covers it. */
function findEntry(entries: readonly Entry[], id: number): Entry | null {
  let [low, high] = [0, entries.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.id <= id) low = middle + 1;
    else high = middle - 1;
  }
  const entry = entries[high];
  if (!entry) return null;
  return entry.run === 0 || id < entry.id + entry.run ? entry : null;
}

/** Tiles of all lower zooms, then the way along the Hilbert curve of this one. */
function tileId(zoom: number, x: number, y: number): number {
  let id = (4 ** zoom - 1) / 3;
  let [column, row] = [x, y];
  for (let side = 2 ** (zoom - 1); side >= 1; side /= 2) {
    const right = Math.floor(column / side) % 2;
    const down = Math.floor(row / side) % 2;
    id += side * side * ((3 * right) ^ down);
    if (down === 0) {
      if (right === 1) {
        column = side - 1 - (column % side);
        row = side - 1 - (row % side);
      }
      [column, row] = [row, column];
    }
  }
  return id;
}

async function readPart(file: FileHandle, offset: number, bytes: number, size: number): Promise<Buffer | null> {
  if (!(offset >= 0 && bytes > 0 && offset + bytes <= size)) return null;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
  return bytesRead === bytes ? buffer : null;
}
