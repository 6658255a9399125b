/** `GET|POST /ingest/wechat`: pushes of a WeChat official account (docs/integrator/public-reports.md, PROTOCOLS §5). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WechatAnswer, WechatQuery } from '#main/core/publicReports/wechat/door.ts';
import type { GatewayContext } from './context.ts';

const BODY_LIMIT = 64 * 1024;

export function addWechatRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { wechat } = context.publicReports;
  const answer = (reply: FastifyReply, { status, body, type, reason }: WechatAnswer) => {
    context.ingest.count('wechat', context.clock(), reason);
    return reply.code(status).type(type).send(body);
  };

  // A scope of its own: here any body is text, and no error is ever told in JSON.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) =>
      reply
        .code(error.statusCode ?? 500)
        .type('text/plain')
        .send(''),
    );
    scope.get('/ingest/wechat', async (request, reply) =>
      wechat ? answer(reply, wechat.handshake(queryOf(request))) : reply.code(404).type('text/plain').send(''),
    );
    scope.post('/ingest/wechat', async (request, reply) => {
      if (!wechat) return reply.code(404).type('text/plain').send('');
      return answer(reply, await wechat.push(queryOf(request), typeof request.body === 'string' ? request.body : ''));
    });
  });
}

/** A parameter that is there twice is none: two readers might choose differently. */
function queryOf({ query }: FastifyRequest): WechatQuery {
  const given = query as Readonly<Record<string, unknown>>;
  const of = (name: keyof WechatQuery) => {
    const value = given[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    ...{ signature: of('signature'), msg_signature: of('msg_signature'), timestamp: of('timestamp') },
    ...{ nonce: of('nonce'), echostr: of('echostr'), encrypt_type: of('encrypt_type') },
  };
}
