/**
 * The hour files: blocks one after the other, only ever added to, whole files removed when they are old. A block is written and
 * synced before the log it came from is given up.
 */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  type BlockHeader,
  blockBytes,
  type Directory,
  decodeDirectory,
  decodeHeader,
  type GroupEntry,
  HEADER_BYTES,
  HOUR_MS,
} from './block.ts';
import type { Damage } from './contract.ts';
import { type DecodedGroup, GroupDecoder, type GroupState } from './groupDecoder.ts';

const NAME = /^\d{8}T\d{2}\.trk$/;
/** How much of a damaged file is searched at a time for the next block. */
const SEARCH_BYTES = 1024 * 1024;

export interface BlockPlace {
  readonly file: string;
  readonly offset: number;
  readonly header: BlockHeader;
}

export class Segments {
  readonly #directory: string;
  /** By `firstReceivedAt`. */
  #blocks: BlockPlace[] = [];
  #bytes = new Map<string, number>();
  #damage: Damage[] = [];

  constructor(directory: string) {
    this.#directory = directory;
    for (const file of readdirSync(directory).sort()) if (NAME.test(file)) this.#scan(file);
    this.#sort();
  }

  get blocks(): readonly BlockPlace[] {
    return this.#blocks;
  }

  /** Stretches of files in which no block could be found when they were opened. */
  get damage(): readonly Damage[] {
    return this.#damage;
  }

  get size(): { readonly files: number; readonly bytes: number } {
    return { files: this.#bytes.size, bytes: [...this.#bytes.values()].reduce((sum, bytes) => sum + bytes, 0) };
  }

  /** On disk and synced when it returns. Throws what the disk says, with the file as it was. */
  append(block: Buffer): void {
    const header = decodeHeader(block);
    if (!header) throw new TypeError('not a block');
    const file = fileOf(header.startAt);
    const path = join(this.#directory, file);
    const descriptor = openSync(path, 'a');
    const offset = fstatSync(descriptor).size;
    try {
      for (let written = 0; written < block.length; ) written += writeSync(descriptor, block, written);
      fdatasyncSync(descriptor);
    } catch (error) {
      ftruncateSync(descriptor, offset);
      throw error;
    } finally {
      closeSync(descriptor);
    }
    this.#blocks.push({ file, offset, header });
    this.#sort();
    this.#bytes.set(file, offset + block.length);
  }

  /** Removes files all of whose fixes arrived before `before`. */
  removeBefore(before: number): void {
    const lastOf = new Map<string, number>();
    for (const { file, header } of this.#blocks) {
      lastOf.set(file, Math.max(lastOf.get(file) ?? 0, header.lastReceivedAt));
    }
    for (const file of this.#bytes.keys()) {
      const last = lastOf.get(file) ?? hourOf(file) + HOUR_MS;
      if (last >= before) continue;
      unlinkSync(join(this.#directory, file));
      this.#bytes.delete(file);
      this.#blocks = this.#blocks.filter((block) => block.file !== file);
      this.#damage = this.#damage.filter((damage) => damage.file !== file);
    }
  }

  reader(): BlockReader {
    return new BlockReader(this.#directory);
  }

  #scan(file: string): void {
    const path = join(this.#directory, file);
    const descriptor = openSync(path, 'r+');
    try {
      const { size } = fstatSync(descriptor);
      let offset = 0;
      while (offset < size) {
        const header = decodeHeader(readAt(descriptor, offset, HEADER_BYTES));
        if (header && offset + blockBytes(header) <= size) {
          this.#blocks.push({ file, offset, header });
          offset += blockBytes(header);
          continue;
        }
        const next = findBlock(descriptor, offset + 1, size);
        if (next === undefined && header) {
          // Writing it was interrupted. Its rows are in the log it was made from.
          ftruncateSync(descriptor, offset);
          break;
        }
        this.#damage.push({
          file,
          fromAt: hourOf(file),
          toAt: hourOf(file) + HOUR_MS,
          reason: `no block in ${(next ?? size) - offset} bytes at ${offset}`,
        });
        offset = next ?? size;
      }
      this.#bytes.set(file, fstatSync(descriptor).size);
    } finally {
      closeSync(descriptor);
    }
  }

  #sort(): void {
    this.#blocks.sort((left, right) => left.header.firstReceivedAt - right.header.firstReceivedAt);
  }
}

/** Which groups of a block are read, and which of their units. */
export interface Selection {
  group(entry: GroupEntry, next: GroupEntry | undefined): boolean;
  unit(name: string): boolean;
}

const EVERYTHING = { group: () => true };

/** Reads blocks for one question and keeps their files open so long. Every byte is checked; what fails is in `damage`. */
export class BlockReader {
  readonly damage: Damage[] = [];
  readonly #directory: string;
  readonly #open = new Map<string, number>();
  readonly #decoder = new GroupDecoder();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** A whole block as it lies there, unchecked but for its header. */
  bytes(block: BlockPlace): Buffer {
    return this.#read(block, block.offset, blockBytes(block.header)) ?? Buffer.alloc(0);
  }

  directory(block: BlockPlace): Directory | undefined {
    const { header, offset } = block;
    const bytes = this.#read(block, offset + HEADER_BYTES, header.directoryBytes);
    if (!bytes) return undefined;
    const directory = decodeDirectory(bytes, header);
    return directory ?? this.#damaged(block, 'checksum of the directory');
  }

  /** Each is valid until the next. */
  *groups(block: BlockPlace, directory: Directory, wanted: Selection): Generator<DecodedGroup> {
    for (const bytes of this.#bodies(block, directory, wanted)) {
      yield this.#decoder.decode(bytes, block.header.startAt, wanted.unit);
    }
  }

  /** Everybody's row at `t`, a group at a time. Each is valid until the next. */
  *states(block: BlockPlace, directory: Directory, t: number): Generator<GroupState> {
    for (const bytes of this.#bodies(block, directory, EVERYTHING)) {
      yield this.#decoder.state(bytes, block.header.startAt, t);
    }
  }

  close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }

  *#bodies(block: BlockPlace, { groups }: Directory, wanted: Pick<Selection, 'group'>): Generator<Buffer> {
    let offset = block.offset + HEADER_BYTES + block.header.directoryBytes;
    for (const [index, entry] of groups.entries()) {
      const bytes = wanted.group(entry, groups[index + 1]) ? this.#read(block, offset, entry.bytes) : undefined;
      offset += entry.bytes;
      if (!bytes) continue;
      if (crc32(bytes) === entry.crc) yield bytes;
      else this.#damaged(block, 'checksum of a group');
    }
  }

  /** Undefined when the file is gone: it was too old and has been removed meanwhile. */
  #read(block: BlockPlace, offset: number, length: number): Buffer | undefined {
    let descriptor = this.#open.get(block.file);
    if (descriptor === undefined) {
      const path = join(this.#directory, block.file);
      if (!existsSync(path)) return undefined;
      descriptor = openSync(path, 'r');
      this.#open.set(block.file, descriptor);
    }
    const bytes = readAt(descriptor, offset, length);
    return bytes.length === length ? bytes : this.#damaged(block, 'the file is too short');
  }

  #damaged({ file, header }: BlockPlace, reason: string): undefined {
    this.damage.push({ file, fromAt: header.firstReceivedAt, toAt: header.lastReceivedAt, reason });
    return undefined;
  }
}

function findBlock(descriptor: number, from: number, size: number): number | undefined {
  for (let start = from; start < size; start += SEARCH_BYTES) {
    const bytes = readAt(descriptor, start, SEARCH_BYTES + HEADER_BYTES);
    for (let at = bytes.indexOf('PTB1'); at >= 0; at = bytes.indexOf('PTB1', at + 1)) {
      const header = decodeHeader(bytes.subarray(at));
      if (header && start + at + blockBytes(header) <= size) return start + at;
    }
  }
  return undefined;
}

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const more = readSync(descriptor, bytes, read, length - read, offset + read);
    if (more === 0) break;
    read += more;
  }
  return bytes.subarray(0, read);
}

/** 20261121T09.trk, UTC. */
const fileOf = (at: number): string => `${new Date(at).toISOString().slice(0, 13).replaceAll('-', '')}.trk`;

const hourOf = (file: string): number =>
  Date.UTC(+file.slice(0, 4), +file.slice(4, 6) - 1, +file.slice(6, 8), +file.slice(9, 11));
