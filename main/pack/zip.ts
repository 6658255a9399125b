/**
 * Reads .3tz and other ZIP archives in place: central directory, stored and deflated entries, ZIP64 sizes. Owns no
 * extraction to disk. Everything in the archive is hostile: counts, sizes and ratios are capped, and the local header must
 * agree with the central directory (APPNOTE 6.3.10 §4.3).
 */
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { ok, type Result } from '#shared/kit/result.ts';
import { crc32 } from './crc32.ts';
import { type PackRefusal, refuseBoth } from './refusal.ts';

const inflate = promisify(inflateRaw);

const MAX_ENTRIES = 500_000;
const MAX_DIRECTORY_BYTES = 128 * 1024 * 1024;
const MAX_ENTRY_BYTES = 512 * 1024 * 1024;
/** Deflate cannot do better than about 1 : 1032; tiles are far below. */
const MAX_RATIO = 300;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;

interface Entry {
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

export interface ZipArchive {
  readonly size: number;
  has(name: string): boolean;
  names(): Iterable<string>;
  /** The whole entry; refuses `zipMissing`, `zipUnsupported` or `zipBroken`. */
  read(name: string): Promise<Result<Uint8Array, PackRefusal>>;
  close(): Promise<void>;
}

/** Opens an archive; refuses `zipBroken` or `zipTooBig` and leaves nothing open then. */
export async function openZip(path: string): Promise<Result<ZipArchive, PackRefusal>> {
  const file = await open(path, 'r');
  try {
    const directory = await readDirectory(file);
    if (!directory.ok) {
      await file.close();
      return directory;
    }
    const entries = directory.value;
    return ok({
      size: entries.size,
      has: (name) => entries.has(name),
      names: () => entries.keys(),
      read: async (name) => {
        const entry = entries.get(name);
        return entry
          ? readEntry(file, name, entry)
          : refuseBoth('zipMissing', `压缩包内没有 ${name}`, `the archive holds no ${name}`);
      },
      close: () => file.close(),
    });
  } catch (error) {
    await file.close();
    if (error instanceof RangeError)
      return refuseBoth('zipBroken', '压缩包目录损坏', 'the directory of the archive is damaged');
    throw error;
  }
}

async function readDirectory(file: FileHandle): Promise<Result<Map<string, Entry>, PackRefusal>> {
  const { size } = await file.stat();
  const tail = await readAt(
    file,
    Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES),
    Math.min(size, END_BYTES + MAX_COMMENT_BYTES),
  );
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== 0x06054b50) end--;
  if (end < 0) return refuseBoth('zipBroken', '不是 ZIP 压缩包，或已截断', 'is no ZIP archive, or is cut off');
  let count = tail.readUInt16LE(end + 10);
  let bytes = tail.readUInt32LE(end + 12);
  let start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || bytes === 0xffffffff || start === 0xffffffff) {
    if (end < 20 || tail.readUInt32LE(end - 20) !== 0x07064b50)
      return refuseBoth('zipBroken', 'ZIP64 目录缺失', 'the ZIP64 directory is missing');
    const record = await readAt(file, Number(tail.readBigUInt64LE(end - 12)), 56);
    if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50)
      return refuseBoth('zipBroken', 'ZIP64 目录损坏', 'the ZIP64 directory is damaged');
    count = Number(record.readBigUInt64LE(32));
    bytes = Number(record.readBigUInt64LE(40));
    start = Number(record.readBigUInt64LE(48));
  }
  if (count > MAX_ENTRIES || bytes > MAX_DIRECTORY_BYTES)
    return refuseBoth('zipTooBig', '压缩包文件数过多', 'the archive holds too many files');
  if (start + bytes > size)
    return refuseBoth('zipBroken', '压缩包目录超出文件', 'the directory of the archive lies beyond its end');
  return parseDirectory(await readAt(file, start, bytes), count);
}

function parseDirectory(directory: Buffer, count: number): Result<Map<string, Entry>, PackRefusal> {
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50)
      return refuseBoth('zipBroken', '压缩包目录损坏', 'the directory of the archive is damaged');
    const nameBytes = directory.readUInt16LE(at + 28);
    const extraBytes = directory.readUInt16LE(at + 30);
    const commentBytes = directory.readUInt16LE(at + 32);
    const name = directory.toString('utf8', at + 46, at + 46 + nameBytes);
    const extra = directory.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes);
    const sizes = withZip64(
      {
        bytes: directory.readUInt32LE(at + 24),
        packedBytes: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      },
      extra,
    );
    if (entries.has(name))
      return refuseBoth('zipBroken', `压缩包内有重名文件 ${name}`, `the archive holds ${name} twice`);
    if (!name.endsWith('/')) {
      entries.set(name, {
        ...sizes,
        flags: directory.readUInt16LE(at + 8),
        method: directory.readUInt16LE(at + 10),
        crc: directory.readUInt32LE(at + 16),
      });
    }
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return ok(entries);
}

/** The ZIP64 extra field (id 1) holds, in this order, only the values that did not fit. */
function withZip64(sizes: Pick<Entry, 'bytes' | 'packedBytes' | 'offset'>, extra: Buffer): typeof sizes {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    const take = (value: number) => {
      if (value !== 0xffffffff) return value;
      const wide = Number(extra.readBigUInt64LE(next));
      next += 8;
      return wide;
    };
    return { bytes: take(sizes.bytes), packedBytes: take(sizes.packedBytes), offset: take(sizes.offset) };
  }
  return sizes;
}

async function readEntry(file: FileHandle, name: string, entry: Entry): Promise<Result<Uint8Array, PackRefusal>> {
  if (entry.flags & 1) return refuseBoth('zipUnsupported', `${name} 已加密`, `${name} is encrypted`);
  if (entry.method !== 0 && entry.method !== 8)
    return refuseBoth(
      'zipUnsupported',
      `${name} 的压缩方式 ${entry.method} 不支持`,
      `${name} is packed by method ${entry.method}, which is not known`,
    );
  if (entry.bytes > MAX_ENTRY_BYTES || entry.bytes > entry.packedBytes * MAX_RATIO + 1024) {
    return refuseBoth('zipTooBig', `${name} 解压后过大`, `${name} unpacks to far more than it is`);
  }
  const local = await readAt(file, entry.offset, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50)
    return refuseBoth('zipBroken', `${name} 的文件头损坏`, `${name} has a damaged header`);
  const nameBytes = local.readUInt16LE(26);
  const localName = await readAt(file, entry.offset + 30, nameBytes);
  if (localName.toString('utf8') !== name)
    return refuseBoth(
      'zipBroken',
      `${name} 的文件头与目录不一致`,
      `${name} has a header that disagrees with the directory`,
    );
  const packed = await readAt(file, entry.offset + 30 + nameBytes + local.readUInt16LE(28), entry.packedBytes);
  if (packed.length !== entry.packedBytes) return refuseBoth('zipBroken', `${name} 被截断`, `${name} is cut off`);
  let bytes: Uint8Array = packed;
  if (entry.method === 8) {
    try {
      bytes = await inflate(packed, { maxOutputLength: Math.max(1, entry.bytes) });
    } catch {
      return refuseBoth('zipBroken', `${name} 解压失败`, `${name} cannot be unpacked`);
    }
  }
  if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc)
    return refuseBoth('zipBroken', `${name} 校验不符`, `${name} is not the bytes its checksum states`);
  return ok(bytes);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
