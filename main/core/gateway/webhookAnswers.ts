/** `POST /ingest/linkage`: what the system of a group that was called in answers. No token: the body itself is signed. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { GatewayContext } from './context.ts';

interface RouteTools {
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

const BODY_LIMIT = 4_096;

export function addWebhookAnswers(app: FastifyInstance, context: GatewayContext, { refuse }: RouteTools): void {
  void app.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, body),
    );
    scope.post('/ingest/linkage', async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const answer = await context.answerOfWebhook(body, request.headers['x-pingan-signature']);
      if (answer.ok) return answer;
      if (answer.code === 'unauthorised') return refuse(reply, 401, answer.code, answer.message);
      return refuse(reply, answer.code === 'badBody' ? 400 : 409, answer.code, answer.message);
    });
  });
}
