/** `pack://<packId>/…`: the files of the one scene pack the core has opened, for pages of ours only, with byte ranges. */
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import type { Session } from 'electron';
import type { PackFile } from '#main/pack/index.ts';
import type { SecurityLog } from '../refusalLog.ts';
import { APP_ORIGIN } from '../requestRules.ts';
import { isReading, methodRefused, notFound } from './answers.ts';
import type { ServedPack } from './otherRuntime.ts';

export interface PackSchemeOptions {
  /** Null until the core has opened one, or when the shell cannot open it itself. */
  readonly pack: () => Promise<ServedPack | null>;
  readonly log: SecurityLog;
}

const TILE = /^\/(?:imagery|terrain)\/[a-z0-9-]+\/\d{1,2}\/\d{1,10}\/\d{1,10}$/;

const HEADERS = {
  'Access-Control-Allow-Origin': APP_ORIGIN,
  'Access-Control-Expose-Headers': 'Content-Length, Content-Range',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  // Never a document: should one be opened all the same, it may do nothing.
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

export function servePackFiles(session: Session, { pack, log }: PackSchemeOptions): void {
  session.protocol.handle('pack', async (request) => {
    if (!isReading(request)) return methodRefused(HEADERS);
    const open = await pack();
    const origin = `pack://${open?.manifest.id}`;
    if (open === null || !request.url.startsWith(`${origin}/`)) return notFound(HEADERS);
    const found = await open.resolveFile(request.url.slice(origin.length), request.headers.get('range') ?? undefined);
    if (found.ok) return answer(found.value, request.method === 'HEAD');
    if (found.failure.code === 'range') return new Response(null, { status: 416, headers: HEADERS });
    // A map asks for many tiles that are not there: no content, and no note. What is worth one is a path that is none.
    if (TILE.test(request.url.slice(origin.length))) return new Response(null, { status: 204, headers: HEADERS });
    log.note({ kind: 'path', url: request.url });
    return notFound(HEADERS);
  });
}

async function answer(file: PackFile, isHead: boolean): Promise<Response> {
  const isPacked = file.contentEncoding === 'gzip';
  const headers: Record<string, string> = { ...HEADERS, 'Accept-Ranges': 'bytes', 'Content-Type': file.contentType };
  if (!isPacked) headers['Content-Length'] = String(file.contentLength);
  if (file.contentRange) headers['Content-Range'] = file.contentRange;
  if (isHead) {
    if (!(file.body instanceof Uint8Array)) await file.body.cancel();
    return new Response(null, { status: file.status, headers });
  }
  return new Response(isPacked ? await unpacked(file.body) : (file.body as BodyPart), { status: file.status, headers });
}

type BodyPart = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** A tile may unpack to this many bytes; more is no tile but a bomb. */
const UNPACKED_LIMIT_BYTES = 512 * 1_048_576;
const unpackBytes = promisify(gunzip);

/** The browser undoes gzip for http only, so for our own scheme it is undone here. */
async function unpacked(body: PackFile['body']): Promise<BodyPart> {
  if (body instanceof Uint8Array) {
    return new Uint8Array(await unpackBytes(body, { maxOutputLength: UNPACKED_LIMIT_BYTES }));
  }
  const packed = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  return Readable.toWeb(packed.pipe(createGunzip())) as ReadableStream<Uint8Array>;
}
