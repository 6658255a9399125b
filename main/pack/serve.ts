/** Bytes of a pack as an HTTP-like answer: content type, gzip marking and byte ranges (RFC 9110 §14). */
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { LocatedFile } from './paths.ts';

export interface PackFile {
  readonly status: 200 | 206;
  /** Small files and archive entries as bytes, files over 4 MiB as a stream. */
  readonly body: Uint8Array | ReadableStream<Uint8Array>;
  readonly contentLength: number;
  readonly contentType: string;
  readonly contentEncoding?: 'gzip';
  /** `bytes 0-99/1000`, with status 206. */
  readonly contentRange?: string;
}

const STREAM_FROM_BYTES = 4 * 1024 * 1024;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.glb': 'model/gltf-binary',
  '.gltf': 'model/gltf+json',
  '.b3dm': 'application/octet-stream',
  '.i3dm': 'application/octet-stream',
  '.pnts': 'application/octet-stream',
  '.cmpt': 'application/octet-stream',
  '.subtree': 'application/octet-stream',
  '.terrain': 'application/vnd.quantized-mesh',
  '.mesh': 'application/vnd.quantized-mesh',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ktx2': 'image/ktx2',
  '.md': 'text/markdown; charset=utf-8',
  '.sha256': 'text/plain; charset=utf-8',
};

export function contentTypeOf(path: string): string {
  return CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

/** Serves bytes already in memory. A gzipped body is never cut: its ranges would be of the packed bytes. */
export function serveBytes(name: string, bytes: Uint8Array, range?: string): Result<PackFile> {
  const contentType = contentTypeOf(name);
  if (isGzip(bytes)) {
    return ok({ status: 200, body: bytes, contentLength: bytes.length, contentType, contentEncoding: 'gzip' });
  }
  const wanted = parseRange(range, bytes.length);
  if (wanted === 'unsatisfiable') return refuse('range', '请求的范围超出文件');
  if (!wanted) return ok({ status: 200, body: bytes, contentLength: bytes.length, contentType });
  const body = bytes.subarray(wanted.first, wanted.last + 1);
  return ok({
    status: 206,
    body,
    contentLength: body.length,
    contentType,
    contentRange: contentRange(wanted, bytes.length),
  });
}

/** Serves a file, streaming it when it is large. */
export async function serveFile(file: LocatedFile, range?: string): Promise<Result<PackFile>> {
  if (file.bytes <= STREAM_FROM_BYTES) return serveBytes(file.path, await readFile(file.path), range);
  const contentType = contentTypeOf(file.path);
  const isPacked = isGzip(await headOf(file.path));
  const wanted = isPacked ? null : parseRange(range, file.bytes);
  if (wanted === 'unsatisfiable') return refuse('range', '请求的范围超出文件');
  const { first, last } = wanted ?? { first: 0, last: file.bytes - 1 };
  const body = Readable.toWeb(createReadStream(file.path, { start: first, end: last })) as ReadableStream<Uint8Array>;
  const contentLength = last - first + 1;
  if (wanted)
    return ok({ status: 206, body, contentLength, contentType, contentRange: contentRange(wanted, file.bytes) });
  return ok({
    status: 200,
    body,
    contentLength,
    contentType,
    ...(isPacked ? { contentEncoding: 'gzip' as const } : {}),
  });
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const head = new Uint8Array(2);
    await file.read(head, 0, 2, 0);
    return head;
  } finally {
    await file.close();
  }
}

interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const contentRange = ({ first, last }: ByteRange, total: number) => `bytes ${first}-${last}/${total}`;

/** One range only; anything else is ignored, as RFC 9110 §14.2 allows. */
function parseRange(range: string | undefined, total: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const suffix = Number(match[2]);
    return suffix === 0 ? 'unsatisfiable' : { first: Math.max(0, total - suffix), last: total - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === '' ? total - 1 : Math.min(Number(match[2]), total - 1);
  if (last < first && match[2] !== '' && Number(match[2]) < first) return null;
  return first >= total ? 'unsatisfiable' : { first, last };
}
