/** Answers a request with a file: whole, one byte range, or a stream when it is large. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { readByteRange } from './byteRange.ts';
import { mediaTypeOf } from './mediaTypes.ts';

/** Up to here a file is read in one go: cheaper than a stream, and tiles are small. */
const WHOLE_BYTES = 8 * 1_048_576;

export async function fileAnswer(request: Request, file: string, headers: Record<string, string>): Promise<Response> {
  const bytes = (await stat(file)).size;
  const range = readByteRange(request.headers.get('range'), bytes);
  const common = { ...headers, 'Accept-Ranges': 'bytes', 'Content-Type': mediaTypeOf(file) };
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...common, 'Content-Range': `bytes */${bytes}` } });
  }
  const first = range?.first ?? 0;
  const length = (range?.last ?? bytes - 1) - first + 1;
  const body = request.method === 'HEAD' || length === 0 ? null : await readBody(file, first, length);
  return new Response(body, {
    status: range === null ? 200 : 206,
    headers: {
      ...common,
      'Content-Length': String(length),
      ...(range === null ? {} : { 'Content-Range': `bytes ${first}-${range.last}/${bytes}` }),
    },
  });
}

/** The same for every reason, so that an answer tells nothing about what lies outside. */
export function notFound(headers: Record<string, string>): Response {
  return new Response('Not found', { status: 404, headers: { ...headers, 'Content-Type': 'text/plain' } });
}

export function methodRefused(headers: Record<string, string>): Response {
  return new Response(null, { status: 405, headers: { ...headers, Allow: 'GET, HEAD' } });
}

export function isReading(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

async function readBody(
  file: string,
  first: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> {
  if (length > WHOLE_BYTES) {
    const stream = createReadStream(file, { start: first, end: first + length - 1 });
    return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  }
  const handle = await open(file, 'r');
  try {
    const buffer = new Uint8Array(length);
    const { bytesRead } = await handle.read(buffer, 0, length, first);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
