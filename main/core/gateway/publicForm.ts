/** `/report/`: the public's form and the receipts, where station.json opens it (docs/integrator/public-reports.md). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readMultipart } from '#main/core/publicReports/form/multipart.ts';
import { formPage, PAGE_POLICY, receiptPage, sorryPage, trapPage } from '#main/core/publicReports/form/pages.ts';
import { EVIDENCE_LIMIT_BYTES } from '#shared/domain/evidence.ts';
import { formatDayTime } from '#shared/text/time.ts';
import type { GatewayContext } from './context.ts';
import { openToOwnPages } from './ownPage.ts';

/** The largest photo, and the words around it. */
const BODY_LIMIT = EVIDENCE_LIMIT_BYTES.photo + 64 * 1024;
/** Bodies that may be in memory at once. */
const UNDER_WAY = 6;
const STATUS: Readonly<Record<string, number>> = { overRate: 429, formExpired: 403, wrongOrigin: 403, missing: 404 };

export interface PublicFormRouteParts {
  /** For who may see the desk. */
  readonly desk: { readonly preHandler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> };
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

type ReceiptRequest = { Params: { receipt: string } };

export function addPublicFormRoutes(
  app: FastifyInstance,
  context: GatewayContext,
  { desk, refuse }: PublicFormRouteParts,
): void {
  const { form, formUrl } = context.publicReports;
  let underWay = 0;
  const addressOf = (request: FastifyRequest) => senderAddress(request, form?.config.isBehindRelay === true);
  const show = (reply: FastifyReply, status: number, html: string) => {
    reply
      .header('content-security-policy', PAGE_POLICY)
      .header('referrer-policy', 'same-origin')
      .header('x-frame-options', 'DENY')
      .header('permissions-policy', 'geolocation=(self), camera=(), microphone=()');
    return reply.code(status).type('text/html; charset=utf-8').send(html);
  };
  const sorry = (reply: FastifyReply, why: string) => {
    context.ingest.count('form', context.clock(), why);
    return show(reply, STATUS[why] ?? 400, sorryPage(why));
  };

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, body),
    );
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      return show(reply, status, sorryPage(status === 413 ? 'photo' : 'badForm'));
    });
    // Shut until it is configured, and then as if it had never been.
    scope.addHook('onRequest', async (_request, reply) => {
      if (!form) return reply.code(404).type('text/plain').send('');
    });
    scope.get('/report', (_request, reply) => reply.redirect('/report/', 308));
    scope.get<{ Querystring: { p?: unknown } }>('/report/', async (request, reply) => {
      const { p } = request.query;
      const facts = form?.open(addressOf(request), typeof p === 'string' ? p : undefined);
      return facts ? show(reply, 200, formPage(facts)) : sorry(reply, 'overRate');
    });
    scope.get<ReceiptRequest>('/report/:receipt', async (request, reply) => {
      const { receipt } = request.params;
      const found = form?.stageOf(addressOf(request), receipt);
      return found
        ? show(reply, 200, receiptPage(receipt.toUpperCase(), formatDayTime(found.at), found.stage))
        : sorry(reply, 'missing');
    });
    scope.post(
      '/report/',
      {
        bodyLimit: BODY_LIMIT,
        // Before the first byte of a body is read.
        onRequest: async (request, reply) => {
          if (!isOwnPage(request)) return sorry(reply, 'wrongOrigin');
          if (underWay >= UNDER_WAY || !form?.admits(addressOf(request))) return sorry(reply, 'overRate');
          underWay += 1;
          reply.raw.once('close', () => {
            underWay -= 1;
          });
        },
      },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const parts = readMultipart(request.headers['content-type'] ?? '', body);
        if (!parts.ok) return sorry(reply, parts.failure.code);
        const taken = await form!.take(parts.value);
        if (!taken.ok) return sorry(reply, taken.failure.code);
        const { receipt } = taken.value;
        if (receipt === null) {
          context.ingest.count('form', context.clock(), 'trap');
          return show(reply, 200, trapPage());
        }
        context.ingest.count('form', context.clock());
        return reply.redirect(`/report/${receipt}`, 303);
      },
    );
  });

  const fromOwnPage = openToOwnPages(app, '/api/report-points', refuse);
  app.get('/api/report-points', { onRequest: fromOwnPage, ...desk }, async () => ({
    url: formUrl,
    points: form?.config.points ?? [],
  }));
}

/** A page of somebody else cannot make a browser send a report in its owner's name. Old phones say neither. */
function isOwnPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || hostOf(headers.origin) === headers.host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Behind a relay of ours the last address it states; from anybody else what a header says is nothing. */
function senderAddress({ socket, headers }: FastifyRequest, isBehindRelay: boolean): string {
  const remote = socket.remoteAddress ?? '';
  if (!isBehindRelay || !/^(?:::ffff:)?127\.|^::1$/.test(remote)) return remote;
  const stated = [headers['x-forwarded-for']].flat().join(',').split(',').at(-1)?.trim();
  return stated?.slice(0, 60) || remote;
}
