/**
 * The scene pack for machines that do not have it: `/pack/<id>/…` answers as the shell's `pack://` does, tile by tile, and
 * `/api/pack` gives the files as they lie on disk, for a copy that is checked against their sums (wire/machines.ts).
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, preHandlerAsyncHookHandler } from 'fastify';
import type { PackFile, ScenePack } from '#main/pack/index.ts';
import { PACK_PATH, type PackListing } from '#shared/wire/machines.ts';
import { isInnerPath } from '#shared/wire/pack.ts';

interface RouteTools {
  readonly desk: { preHandler: preHandlerAsyncHookHandler };
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

/** Files that state the others, and cannot state themselves. */
const UNSTATED = ['manifest.json', 'checksums.sha256', 'LICENSES.md', 'report.json'];

export function addPackRoutes(app: FastifyInstance, pack: ScenePack, { desk, refuse }: RouteTools): void {
  let listing: Promise<PackListing> | null = null;
  const missing = (reply: FastifyReply) => refuse(reply, 404, 'notFound', '场景包内没有此文件');

  app.get(PACK_PATH, desk, () => {
    listing ??= list(pack);
    return listing;
  });
  app.get<{ Params: { '*': string } }>(`${PACK_PATH}/files/*`, desk, async (request, reply) => {
    const path = request.params['*'];
    const isStated = Object.hasOwn(pack.manifest.files, path) || UNSTATED.includes(path);
    if (!isStated || !isInnerPath(path)) return missing(reply);
    const file = await pack.locate(path);
    if (file === null) return missing(reply);
    return reply
      .type('application/octet-stream')
      .header('content-length', file.bytes)
      .send(createReadStream(file.path));
  });
  app.get<{ Params: { id: string; '*': string } }>('/pack/:id/*', desk, async (request, reply) => {
    if (request.params.id !== pack.manifest.id) return missing(reply);
    const path = request.raw.url!.slice(`/pack/${request.params.id}`.length);
    const found = await pack.resolveFile(path, request.headers.range);
    if (found.ok) return answer(reply, found.value);
    return found.failure.code === 'range' ? reply.code(416).send() : missing(reply);
  });
}

async function list({ dir, manifest }: ScenePack): Promise<PackListing> {
  const bytes = await readFile(join(dir, 'manifest.json'));
  return {
    id: manifest.id,
    version: createHash('sha256').update(bytes).digest('hex'),
    manifestBytes: bytes.length,
  };
}

function answer(reply: FastifyReply, file: PackFile) {
  reply.code(file.status).type(file.contentType).header('accept-ranges', 'bytes');
  reply.header('content-length', file.contentLength);
  // Never a document: should one be opened all the same, it may do nothing.
  reply.header('content-security-policy', "default-src 'none'; sandbox");
  if (file.contentEncoding) reply.header('content-encoding', file.contentEncoding);
  if (file.contentRange) reply.header('content-range', file.contentRange);
  const { body } = file;
  return reply.send(
    body instanceof Uint8Array ? Buffer.from(body) : Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
  );
}
