/** `POST /api/calls/:id/recordings`: one part of a recorded call, by the seat that records it (docs/integrator/calls.md). */
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Sender } from '#main/core/desk/command.ts';
import { EVIDENCE_LIMIT_BYTES } from '#shared/domain/evidence.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { recordingQuerySchema } from '#shared/wire/calls.ts';
import { mayCommand } from '#shared/wire/roles.ts';
import type { Account } from './auth.ts';
import { allowSlowBody } from './bodyTime.ts';
import type { GatewayContext } from './context.ts';
import { openToOwnPages } from './ownPage.ts';

export interface CallRouteTools {
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
  senderOf(account: Account): Sender;
}

const STATUS: Readonly<Record<string, number>> = {
  fileTooLarge: 413,
  storeFull: 507,
  unknownFormat: 415,
  notFilm: 415,
};

export function addCallRoutes(
  app: FastifyInstance,
  { calls }: GatewayContext,
  { guard, refuse, senderOf }: CallRouteTools,
): void {
  const path = '/api/calls/:id/recordings';
  const fromOwnPage = openToOwnPages(app, path, refuse, 'POST');
  const mayRecord: onRequestAsyncHookHandler = async (request, reply) => {
    const { role } = request.account!;
    if (!mayCommand(role, 'call.record')) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能录像`);
  };
  // A scope of its own, because here any body is bytes; who it is, is asked before the first of them is read.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { id: string } }>(
      path,
      {
        onRequest: [fromOwnPage, guard as onRequestAsyncHookHandler, mayRecord, allowSlowBody()],
        bodyLimit: EVIDENCE_LIMIT_BYTES.film,
      },
      async (request, reply) => {
        const query = recordingQuerySchema.safeParse(request.query);
        if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const kept = await calls.recordings.keep(
          request.params.id,
          query.data,
          bytes,
          senderOf(request.account!).actor,
        );
        if (kept.ok) return kept.value;
        const { code, message } = kept.failure;
        return refuse(reply, STATUS[code] ?? (code.startsWith('unknown') ? 404 : 409), code, message);
      },
    );
  });
}
