/**
 * The phone page itself: files that `npm run build` made (dist/worker), read once and served from memory to whoever asks, and
 * the certificate of the station, which a phone has to trust. No token is needed to see a page that knows nothing.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { WORKER_PAGE_PATH, type WorkerStation } from '#shared/wire/workerPage.ts';
import type { GatewayContext } from './context.ts';

export interface PageFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly tag: string;
  /** Its name holds its own hash: it never changes. */
  readonly isForever: boolean;
}

interface RouteTools {
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

/** Beside the bundle of the core (dist/core/serve.mjs), and from the source of this file. */
const PLACES = ['../worker/', '../../../dist/worker/'];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** Nothing inline, nothing from elsewhere; pictures and sounds it has just made itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const PERMISSIONS = 'camera=(self), microphone=(self), geolocation=(self), screen-wake-lock=(self), payment=(), usb=()';

/** By path behind `/worker/`. Empty where the page was not built. */
export function readPage(directory: string | undefined = pageDirectory()): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  if (directory === undefined) return files;
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const name = relative(directory, path).split(sep).join('/');
    const tag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 20)}"`;
    files.set(name, { bytes, type, tag, isForever: name.startsWith('assets/') });
  }
  return files;
}

function pageDirectory(): string | undefined {
  const places = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(join(place, 'index.html')));
}

export function addWorkerPage(app: FastifyInstance, context: GatewayContext, { refuse }: RouteTools): void {
  let files: ReadonlyMap<string, PageFile> | null = null;

  app.get('/worker', async (_request, reply) => reply.redirect(WORKER_PAGE_PATH, 308));
  app.get('/worker/station.json', async (): Promise<WorkerStation> => {
    const { name, realm } = context.station;
    return { name, realm, fingerprint: context.machines.lan().fingerprint };
  });
  app.get('/worker/certificate.crt', async (_request, reply) => {
    const certificate = context.machines.certificate();
    if (certificate === null) return refuse(reply, 404, 'notFound', '本站还没有证书：局域网接入从未开放');
    return reply
      .type('application/x-x509-ca-cert')
      .header('content-disposition', 'attachment; filename="pingan-command.crt"')
      .send(certificate);
  });
  app.get<{ Params: { '*': string } }>('/worker/*', async (request, reply) => {
    files ??= readPage();
    const file = files.get(request.params['*'] || 'index.html');
    if (files.size === 0) return refuse(reply, 503, 'pageNotBuilt', '手机页面未构建：请运行 npm run build');
    if (file === undefined) return refuse(reply, 404, 'notFound', '没有此文件');
    reply
      .type(file.type)
      .header('etag', file.tag)
      .header('cache-control', file.isForever ? 'public, max-age=31536000, immutable' : 'no-cache')
      .header('content-security-policy', POLICY)
      .header('permissions-policy', PERMISSIONS)
      .header('referrer-policy', 'no-referrer')
      .header('x-frame-options', 'DENY');
    return request.headers['if-none-match'] === file.tag ? reply.code(304).send() : reply.send(file.bytes);
  });
}
