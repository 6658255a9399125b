/** `PUT /api/worker/evidence/:hash` from phones and `GET /api/evidence/:hash` for the desk (docs/integrator/workers.md). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EVIDENCE_LIMIT_BYTES } from '#shared/domain/evidence.ts';
import { mayCommand } from '#shared/wire/roles.ts';
import { allowSlowBody } from './bodyTime.ts';
import type { GatewayContext } from './context.ts';
import { openToOwnPages } from './ownPage.ts';

export interface EvidenceRouteParts {
  /** Sets `request.account`, or answers 401. */
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  /** The same for those who may see the desk. */
  readonly deskGuard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

/** Slow bodies that may be on their way at once: each is held in memory until it is whole. */
const UNDER_WAY = 32;
/** One account's uploads in an hour: a phone's day of photos, not a way to fill a disk. */
const UPLOADS_PER_HOUR = 2_000;
const HOUR_MS = 3_600_000;

type HashRequest = { Params: { hash: string } };

export function addEvidenceRoutes(
  app: FastifyInstance,
  context: GatewayContext,
  { guard, deskGuard, refuse }: EvidenceRouteParts,
): void {
  const uploads = new Map<string, { hour: number; count: number }>();

  let underWay = 0;
  const oneOfFew = async (_request: FastifyRequest, reply: FastifyReply) => {
    if (underWay >= UNDER_WAY) return refuse(reply, 429, 'overRate', '同时上传的附件过多，请稍后再传');
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
    });
  };

  // Who it is, is asked before the first byte of a body is read; a scope of its own, because here any body is bytes.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.put<HashRequest>(
      '/api/worker/evidence/:hash',
      { onRequest: [guard, oneOfFew, allowSlowBody()], bodyLimit: EVIDENCE_LIMIT_BYTES.photo },
      async (request, reply) => {
        const account = request.account!;
        if (!mayCommand(account.role, 'evidence.add')) {
          return refuse(reply, 403, 'roleMayNot', `角色 ${account.role} 不能上传附件`);
        }
        const hour = Math.floor(context.clock() / HOUR_MS);
        const known = uploads.get(account.id);
        const count = known?.hour === hour ? known.count + 1 : 1;
        uploads.set(account.id, { hour, count });
        if (count > UPLOADS_PER_HOUR) return refuse(reply, 429, 'overRate', '上传过于频繁，请稍后再传');
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const stored = await context.evidence.put(request.params.hash, bytes);
        if (stored.ok) return { ok: true, file: stored.value };
        const { code, message } = stored.failure;
        return refuse(reply, STATUS[code] ?? 400, code, message);
      },
    );
  });

  const fromOwnPage = openToOwnPages(app, '/api/evidence/:hash', refuse);
  app.get<HashRequest>(
    '/api/evidence/:hash',
    { onRequest: fromOwnPage, preHandler: deskGuard },
    async (request, reply) => {
      const found = await context.evidence.read(request.params.hash);
      if (!found) return refuse(reply, 404, 'unknownEvidence', '没有这份附件');
      return reply
        .header('content-type', found.file.mediaType)
        .header('content-disposition', `attachment; filename="${found.file.hash.slice(0, 12)}"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(found.bytes);
    },
  );
}

const STATUS: Readonly<Record<string, number>> = { fileTooLarge: 413, storeFull: 507, unknownFormat: 415 };
