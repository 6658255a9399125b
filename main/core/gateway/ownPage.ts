/** What our own windows ask with a token: they stand on another origin than the core, so a browser asks before it asks. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAllowedOrigin } from './auth.ts';

type Refuse = (reply: FastifyReply, status: number, code: string, message: string) => FastifyReply;

/** Answers the question before the question for `path`; the hook it returns goes before the guard of the read itself. */
export function openToOwnPages(app: FastifyInstance, path: string, refuse: Refuse, methods = 'GET') {
  const fromOwnPage = async (request: FastifyRequest, reply: FastifyReply) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (!isAllowedOrigin(request.raw)) return refuse(reply, 403, 'wrongOrigin', '只接受本系统窗口的请求');
    if (origin !== undefined) reply.header('access-control-allow-origin', origin);
  };
  app.options(path, { onRequest: fromOwnPage }, async (_request, reply) =>
    reply
      .header('access-control-allow-methods', methods)
      .header('access-control-allow-headers', methods === 'GET' ? 'authorization' : 'authorization, content-type')
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
  return fromOwnPage;
}
