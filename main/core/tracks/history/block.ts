/**
 * A block: some ten thousand fixes as they arrived, or those of an hour, with where everybody was before. Self-contained, so that
 * any moment can be read from one block, and divided into groups, so that one unit can be read without the others.
 *
 *     header (72 bytes, own CRC) | directory (CRC in the header) | groups (CRC each, in the directory)
 */
import { crc32 } from 'node:zlib';
import { ByteReader, ByteWriter } from './bytes.ts';
import { encodeGroup, type UnitSequence } from './group.ts';
import { COLUMN, placeOf } from './rows.ts';

/** The longest a block lasts, and what a file holds. */
export const HOUR_MS = 3_600_000;
export const HEADER_BYTES = 72;
const MAGIC = 0x31_42_54_50;
/** Few enough that reading one unit costs little, many enough that they compress well. */
const UNITS_PER_GROUP = 32;
const LARGEST_DIRECTORY = 16 * 1024 * 1024;
const LARGEST_BODY = 512 * 1024 * 1024;

export interface BlockHeader {
  readonly directoryBytes: number;
  readonly directoryCrc: number;
  readonly bodyBytes: number;
  /** The second of its first row. */
  readonly startAt: number;
  readonly firstReceivedAt: number;
  readonly lastReceivedAt: number;
  /** Of the fixes that arrived in it. A late batch makes this reach far back. */
  readonly minFixAt: number;
  readonly maxFixAt: number;
  readonly rows: number;
  readonly groups: number;
  /** The tail log whose rows these are: one that has become a block is not read again. */
  readonly tail: number;
}

export const blockBytes = ({ directoryBytes, bodyBytes }: BlockHeader): number =>
  HEADER_BYTES + directoryBytes + bodyBytes;

export interface GroupEntry {
  readonly firstName: string;
  readonly bytes: number;
  readonly crc: number;
  /** West, south, east, north in 1e-6 degrees of all its rows, carries included. */
  readonly box: readonly [number, number, number, number];
}

export interface Directory {
  readonly sources: readonly string[];
  readonly groups: readonly GroupEntry[];
}

export interface BlockContent {
  readonly startAt: number;
  readonly tail: number;
  readonly rows: Float64Array;
  /** Sorted by name. */
  readonly units: readonly UnitSequence[];
  readonly sourceName: (source: number) => string;
}

/** The block as it goes to disk. Needs at least one row that is no carry. */
export function encodeBlock({ startAt, tail, rows, units, sourceName }: BlockContent): Buffer {
  const sources: string[] = [];
  const numbers = new Map<number, number>();
  const sourceOf = (source: number) => {
    const known = numbers.get(source);
    if (known !== undefined) return known;
    numbers.set(source, sources.length);
    sources.push(sourceName(source));
    return sources.length - 1;
  };
  const entries: GroupEntry[] = [];
  const bodies: Buffer[] = [];
  for (let first = 0; first < units.length; first += UNITS_PER_GROUP) {
    const group = units.slice(first, first + UNITS_PER_GROUP);
    const body = encodeGroup(group, rows, startAt, sourceOf);
    bodies.push(body);
    entries.push({ firstName: group[0]!.name, bytes: body.length, crc: crc32(body), box: boxOf(group, rows) });
  }
  const directory = encodeDirectory({ sources, groups: entries });
  const body = Buffer.concat(bodies);
  const header = encodeHeader({
    ...rangesOf(units, rows),
    directoryBytes: directory.length,
    directoryCrc: crc32(directory),
    bodyBytes: body.length,
    groups: entries.length,
    startAt,
    tail,
  });
  return Buffer.concat([header, directory, body]);
}

/** Undefined for bytes that are no header: another thing, or a damaged one. */
export function decodeHeader(bytes: Buffer): BlockHeader | undefined {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== MAGIC) return undefined;
  if (crc32(bytes.subarray(0, HEADER_BYTES - 4)) !== bytes.readUInt32LE(HEADER_BYTES - 4)) return undefined;
  const header = {
    directoryBytes: bytes.readUInt32LE(4),
    bodyBytes: bytes.readUInt32LE(8),
    directoryCrc: bytes.readUInt32LE(12),
    startAt: bytes.readDoubleLE(16),
    firstReceivedAt: bytes.readDoubleLE(24),
    lastReceivedAt: bytes.readDoubleLE(32),
    minFixAt: bytes.readDoubleLE(40),
    maxFixAt: bytes.readDoubleLE(48),
    rows: bytes.readUInt32LE(56),
    groups: bytes.readUInt32LE(60),
    tail: bytes.readUInt32LE(64),
  };
  return header.directoryBytes <= LARGEST_DIRECTORY && header.bodyBytes <= LARGEST_BODY ? header : undefined;
}

/** Undefined when the bytes are not those that were written. */
export function decodeDirectory(bytes: Buffer, header: BlockHeader): Directory | undefined {
  if (crc32(bytes) !== header.directoryCrc) return undefined;
  const reader = new ByteReader(bytes);
  const sources = Array.from({ length: reader.unsigned() }, () => reader.text());
  const groups = Array.from({ length: header.groups }, (): GroupEntry => {
    const firstName = reader.text();
    const length = reader.unsigned();
    const crc = reader.unsigned();
    return {
      firstName,
      bytes: length,
      crc,
      box: [reader.signed(), reader.signed(), reader.signed(), reader.signed()],
    };
  });
  return { sources, groups };
}

function encodeDirectory({ sources, groups }: Directory): Buffer {
  const writer = new ByteWriter();
  writer.unsigned(sources.length);
  for (const source of sources) writer.text(source);
  for (const { firstName, bytes, crc, box } of groups) {
    writer.text(firstName);
    writer.unsigned(bytes);
    writer.unsigned(crc);
    for (const side of box) writer.signed(side);
  }
  return Buffer.from(writer.view());
}

export function encodeHeader(header: BlockHeader): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(header.directoryBytes, 4);
  bytes.writeUInt32LE(header.bodyBytes, 8);
  bytes.writeUInt32LE(header.directoryCrc, 12);
  bytes.writeDoubleLE(header.startAt, 16);
  bytes.writeDoubleLE(header.firstReceivedAt, 24);
  bytes.writeDoubleLE(header.lastReceivedAt, 32);
  bytes.writeDoubleLE(header.minFixAt, 40);
  bytes.writeDoubleLE(header.maxFixAt, 48);
  bytes.writeUInt32LE(header.rows, 56);
  bytes.writeUInt32LE(header.groups, 60);
  bytes.writeUInt32LE(header.tail, 64);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEADER_BYTES - 4)), HEADER_BYTES - 4);
  return bytes;
}

function rangesOf(units: readonly UnitSequence[], rows: Float64Array) {
  let count = 0;
  let [firstReceivedAt, lastReceivedAt, minFixAt, maxFixAt] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { hasCarry, offsets } of units) {
    for (let index = hasCarry ? 1 : 0; index < offsets.length; index++) {
      const receivedAt = rows[offsets[index]! + COLUMN.receivedAt]!;
      const fixAt = rows[offsets[index]! + COLUMN.fixAt]!;
      if (receivedAt < firstReceivedAt) firstReceivedAt = receivedAt;
      if (receivedAt > lastReceivedAt) lastReceivedAt = receivedAt;
      if (fixAt < minFixAt) minFixAt = fixAt;
      if (fixAt > maxFixAt) maxFixAt = fixAt;
      count++;
    }
  }
  return { firstReceivedAt, lastReceivedAt, minFixAt, maxFixAt, rows: count };
}

function boxOf(units: readonly UnitSequence[], rows: Float64Array): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { offsets } of units) {
    for (const offset of offsets) {
      const [lon, lat] = placeOf(rows, offset);
      box[0] = Math.min(box[0], Math.floor(lon * 1e6));
      box[1] = Math.min(box[1], Math.floor(lat * 1e6));
      box[2] = Math.max(box[2], Math.ceil(lon * 1e6));
      box[3] = Math.max(box[3], Math.ceil(lat * 1e6));
    }
  }
  return box;
}
