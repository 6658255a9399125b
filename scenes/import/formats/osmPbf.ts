/**
 * .osm.pbf (OSM wiki "PBF Format"): blobs of at most 32 MiB, each a block of nodes, dense nodes, ways and relations with one
 * table of strings. Read block by block; sizes the file claims are held against the format's own limits.
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { OsmCollector } from './osm.ts';
import { MessageReader, packed, summed } from './protobuf.ts';
import { ImportRefused } from './read.ts';

const unpack = promisify(inflate);
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;
const SUPPORTED = new Set(['OsmSchema-V0.6', 'DenseNodes', 'HistoricalInformation']);

export async function readOsmPbf(path: string): Promise<OsmCollector> {
  const collector = new OsmCollector();
  const file = await open(path, 'r');
  const name = basename(path);
  const read = async (length: number, at: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
    if (bytesRead !== length) throw new ImportRefused('pbf', `${name} 被截断`, `${name} is cut off`);
    return buffer;
  };
  try {
    const { size } = await file.stat();
    let hasHeader = false;
    for (let at = 0; at < size; ) {
      const headerBytes = (await read(4, at)).readUInt32BE(0);
      if (headerBytes > MAX_HEADER_BYTES)
        throw new ImportRefused('pbf', `${name} 不是 .osm.pbf`, `${name} is no .osm.pbf`);
      const { type, dataBytes } = blobHeader(await read(headerBytes, at + 4));
      if (dataBytes > MAX_BLOB_BYTES)
        throw new ImportRefused('pbf', `${name} 的数据块过大`, `${name} has a block over 32 MiB`);
      const blob = await read(dataBytes, at + 4 + headerBytes);
      at += 4 + headerBytes + dataBytes;
      if (type === 'OSMHeader') {
        checkFeatures(await blobData(blob), name);
        hasHeader = true;
      } else if (type === 'OSMData') {
        if (!hasHeader) throw new ImportRefused('pbf', `${name} 没有文件头块`, `${name} begins without a header block`);
        readBlock(await blobData(blob), collector);
      }
    }
    if (!hasHeader) throw new ImportRefused('pbf', `${name} 没有文件头块`, `${name} has no header block`);
    return collector;
  } finally {
    await file.close();
  }
}

function blobHeader(bytes: Uint8Array): { type: string; dataBytes: number } {
  const reader = new MessageReader(bytes);
  let type = '';
  let dataBytes = 0;
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field === 1 && wire === 2) type = Buffer.from(reader.bytes()).toString('utf8');
    else if (field === 3 && wire === 0) dataBytes = reader.varint();
    else reader.skip(wire);
  }
  return { type, dataBytes };
}

async function blobData(blob: Uint8Array): Promise<Uint8Array> {
  const reader = new MessageReader(blob);
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field === 1 && wire === 2) return reader.bytes();
    if (field === 3 && wire === 2) {
      try {
        return await unpack(reader.bytes(), { maxOutputLength: MAX_BLOB_BYTES });
      } catch (error) {
        if (error instanceof ImportRefused) throw error;
        throw new ImportRefused('pbf', '.osm.pbf 的数据块无法解压', 'a block cannot be unpacked');
      }
    }
    if (field >= 4 && field <= 7 && wire === 2)
      throw new ImportRefused('pbf', '.osm.pbf 的压缩方式不支持（仅 zlib）', 'only zlib blocks are read');
    reader.skip(wire);
  }
  throw new ImportRefused('pbf', '.osm.pbf 的数据块为空', 'an empty block');
}

function checkFeatures(header: Uint8Array, name: string): void {
  const reader = new MessageReader(header);
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field !== 4 || wire !== 2) {
      reader.skip(wire);
      continue;
    }
    const feature = Buffer.from(reader.bytes()).toString('utf8');
    if (!SUPPORTED.has(feature))
      throw new ImportRefused(
        'pbf',
        `${name} 需要不支持的特性 ${feature}`,
        `${name} requires ${feature}, which is not known here`,
      );
  }
}

interface Block {
  readonly strings: readonly string[];
  /** Nanodegrees a unit and of the origin. */
  readonly granularity: number;
  readonly latOffset: number;
  readonly lonOffset: number;
}

function readBlock(bytes: Uint8Array, collector: OsmCollector): void {
  const reader = new MessageReader(bytes);
  const groups: Uint8Array[] = [];
  let strings: string[] = [];
  let granularity = 100;
  let latOffset = 0;
  let lonOffset = 0;
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field === 1 && wire === 2) strings = stringTable(reader.bytes());
    else if (field === 2 && wire === 2) groups.push(reader.bytes());
    else if (field === 17 && wire === 0) granularity = reader.varint();
    else if (field === 19 && wire === 0) latOffset = reader.varint();
    else if (field === 20 && wire === 0) lonOffset = reader.varint();
    else reader.skip(wire);
  }
  const block: Block = { strings, granularity, latOffset, lonOffset };
  for (const group of groups) readGroup(group, block, collector);
}

function stringTable(bytes: Uint8Array): string[] {
  const reader = new MessageReader(bytes);
  const strings: string[] = [];
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field === 1 && wire === 2) strings.push(Buffer.from(reader.bytes()).toString('utf8'));
    else reader.skip(wire);
  }
  return strings;
}

function readGroup(group: Uint8Array, block: Block, collector: OsmCollector): void {
  const reader = new MessageReader(group);
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (wire !== 2) reader.skip(wire);
    else if (field === 1) readNode(reader.bytes(), block, collector);
    else if (field === 2) readDense(reader.bytes(), block, collector);
    else if (field === 3) readWay(reader.bytes(), block, collector);
    else if (field === 4) readRelation(reader.bytes(), block, collector);
    else reader.bytes();
  }
}

const degrees = (value: number, offset: number, block: Block) =>
  Math.round((offset + block.granularity * value) / 10) / 1e8;

function tagsOf(keys: readonly number[], values: readonly number[], { strings }: Block): Record<string, string> {
  return Object.fromEntries(keys.map((key, index) => [strings[key] ?? '', strings[values[index] ?? 0] ?? '']));
}

function readNode(bytes: Uint8Array, block: Block, collector: OsmCollector): void {
  const reader = new MessageReader(bytes);
  let [id, lat, lon] = [0, 0, 0];
  let [keys, values]: [number[], number[]] = [[], []];
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field === 1 && wire === 0) id = reader.zigzag();
    else if (field === 2 && wire === 2) keys = packed(reader.bytes(), 'varint');
    else if (field === 3 && wire === 2) values = packed(reader.bytes(), 'varint');
    else if (field === 8 && wire === 0) lat = reader.zigzag();
    else if (field === 9 && wire === 0) lon = reader.zigzag();
    else reader.skip(wire);
  }
  collector.node(
    id,
    degrees(lon, block.lonOffset, block),
    degrees(lat, block.latOffset, block),
    tagsOf(keys, values, block),
  );
}

function readDense(bytes: Uint8Array, block: Block, collector: OsmCollector): void {
  const reader = new MessageReader(bytes);
  let [ids, lats, lons, pairs]: [number[], number[], number[], number[]] = [[], [], [], []];
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field === 1 && wire === 2) ids = summed(reader.bytes());
    else if (field === 8 && wire === 2) lats = summed(reader.bytes());
    else if (field === 9 && wire === 2) lons = summed(reader.bytes());
    else if (field === 10 && wire === 2) pairs = packed(reader.bytes(), 'varint');
    else reader.skip(wire);
  }
  if (lats.length !== ids.length || lons.length !== ids.length)
    throw new ImportRefused('pbf', '.osm.pbf 的节点列长度不一', 'dense node columns differ in length');
  let at = 0;
  ids.forEach((id, index) => {
    const tags: Record<string, string> = {};
    for (; at < pairs.length && pairs[at] !== 0; at += 2)
      tags[block.strings[pairs[at]!] ?? ''] = block.strings[pairs[at + 1] ?? 0] ?? '';
    at++;
    collector.node(
      id,
      degrees(lons[index]!, block.lonOffset, block),
      degrees(lats[index]!, block.latOffset, block),
      tags,
    );
  });
}

function readWay(bytes: Uint8Array, block: Block, collector: OsmCollector): void {
  const reader = new MessageReader(bytes);
  let id = 0;
  let [keys, values, nodes]: [number[], number[], number[]] = [[], [], []];
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field === 1 && wire === 0) id = reader.varint();
    else if (field === 2 && wire === 2) keys = packed(reader.bytes(), 'varint');
    else if (field === 3 && wire === 2) values = packed(reader.bytes(), 'varint');
    else if (field === 8 && wire === 2) nodes = summed(reader.bytes());
    else reader.skip(wire);
  }
  collector.way(id, nodes, tagsOf(keys, values, block));
}

const MEMBER_TYPES = ['node', 'way', 'relation'] as const;

function readRelation(bytes: Uint8Array, block: Block, collector: OsmCollector): void {
  const reader = new MessageReader(bytes);
  let id = 0;
  let [keys, values, roles, refs, types]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  while (!reader.isDone) {
    const { field, wire } = reader.key();
    if (field === 1 && wire === 0) id = reader.varint();
    else if (field === 2 && wire === 2) keys = packed(reader.bytes(), 'varint');
    else if (field === 3 && wire === 2) values = packed(reader.bytes(), 'varint');
    else if (field === 8 && wire === 2) roles = packed(reader.bytes(), 'varint');
    else if (field === 9 && wire === 2) refs = summed(reader.bytes());
    else if (field === 10 && wire === 2) types = packed(reader.bytes(), 'varint');
    else reader.skip(wire);
  }
  if (roles.length !== refs.length || types.length !== refs.length)
    throw new ImportRefused('pbf', '.osm.pbf 的关系成员列长度不一', 'member columns of a relation differ in length');
  const members = refs.map((ref, index) => ({
    type: MEMBER_TYPES[types[index]!] ?? 'relation',
    ref,
    role: block.strings[roles[index]!] ?? '',
  }));
  collector.relation(id, members, tagsOf(keys, values, block));
}
