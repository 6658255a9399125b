/** The HTTP side of the gateway: health, the read API, commands, and what phones and other systems deliver. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Sender } from '#main/core/desk/command.ts';
import { execute } from '#main/core/desk/execute.ts';
import { alarmsAfter } from '#main/core/journal/index.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { isPlainJson } from '#shared/kit/plainJson.ts';
import { mayRead, type ReadScope } from '#shared/wire/roles.ts';
import { commandRequestSchema } from '#shared/wire/seat.ts';
import { type Account, bearerOf, isAllowedHost, isOverTls, unitsOf } from './auth.ts';
import { CHECKED_EVERY_MS, HEAD_WITHIN_MS, limitBodies, REQUEST_WITHIN_MS } from './bodyTime.ts';
import { addCallRoutes } from './calls.ts';
import type { GatewayContext } from './context.ts';
import { addCoverageRoutes } from './coverage.ts';
import { addDeviceRoutes, answerLater } from './devices.ts';
import { addDrillRoutes } from './drill.ts';
import { addEvidenceRoutes } from './evidence.ts';
import { addFieldReads } from './fieldReads.ts';
import { addLinkRoutes } from './links.ts';
import { addMachineRoutes } from './machines.ts';
import { metricsText } from './metrics.ts';
import { openApi } from './openapi/index.ts';
import { addOsmandRoutes } from './osmand.ts';
import { openToOwnPages } from './ownPage.ts';
import { addOwntracksRoutes } from './owntracks.ts';
import { addPackRoutes } from './packFiles.ts';
import { NOT_PLAIN } from './plainJson.ts';
import { addPublicFormRoutes } from './publicForm.ts';
import { addReplayRoutes } from './replay/routes.ts';
import { addReportRoutes } from './reports.ts';
import { addReviewRoutes } from './review.ts';
import { addSceneRoutes } from './sceneSearch.ts';
import { addSessionRoutes } from './session.ts';
import { addShiftRoutes } from './shifts.ts';
import { addTrackRoutes } from './tracks.ts';
import { addVideoRoutes } from './video.ts';
import { incidentView, recommendationView, unitView } from './views.ts';
import { addWebhookAnswers } from './webhookAnswers.ts';
import { addWechatRoutes } from './wechat.ts';
import { addWorkerRoutes, PHONE_ROUTES } from './workerJoin.ts';
import { addWorkerPage } from './workerPage.ts';

const BODY_LIMIT = 256 * 1024;
const PAGE = 1_000;
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/** Routes whose refusals are told by what they lead to. */
/** What a wall without anybody at it shows by itself. */
const SHOWN_BY_WALLS: ReadonlySet<string> = new Set(['/api/video/channels/:id/open', '/api/video/whep/:ticket']);
const OWN_EVENTS: ReadonlySet<string> = new Set(['/api/session', '/api/commands']);
const FORBIDDEN: ReadonlySet<string> = new Set(['roleMayNot', 'signInFirst', 'outsideJurisdiction', 'firstAdminOnly']);
const NOT_UNDERSTOOD: ReadonlySet<string> = new Set(['badBody', 'badLink', 'unknownCommand']);

/** What asks for no token is for programs beside the core; over the LAN everybody shows one, or joins. */
const OPEN_ON_LOOPBACK: ReadonlySet<string> = new Set(['/metrics', '/ingest/osmand', '/ingest/owntracks']);

const pageQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  // "At most 1,000 a page" is ours to keep: a reader who asks for more gets a full page and goes on from its last seq.
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(PAGE)
    .transform((rows) => Math.min(rows, PAGE)),
});
const incidentQuery = z.object({ state: z.enum(['open', 'closed']).optional() });

declare module 'fastify' {
  interface FastifyRequest {
    account: Account | null;
  }
  interface FastifyReply {
    /** The code of a refusal for who somebody is; null for any other answer. */
    refusedBecause: string | null;
  }
  interface FastifyInstance {
    /** Every route as it was registered, `GET /api/units`: what a test of access tries. */
    readonly routeNames: string[];
  }
}

export function createHttp(context: GatewayContext): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    connectionTimeout: 10_000,
    requestTimeout: REQUEST_WITHIN_MS,
    keepAliveTimeout: 15_000,
    http: { headersTimeout: HEAD_WITHIN_MS, connectionsCheckingInterval: CHECKED_EVERY_MS },
  });
  limitBodies(app);
  app.decorateRequest('account', null);
  app.decorateReply('refusedBecause', null);
  // One place for all routes: none can forget it. A sign-in has its own event, and commands are judged one by one.
  app.addHook('onResponse', async (request, { refusedBecause }) => {
    if (refusedBecause !== null && !OWN_EVENTS.has(request.routeOptions.url ?? ''))
      noteRefusal(context, request, refusedBecause);
  });
  app.decorate('routeNames', []);
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) app.routeNames.push(`${each} ${url}`);
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.addHook('onRequest', async (request, reply) => {
    const isPublic = isOfPublic(request.headers.host, pathOf(request) ?? '', context);
    if (!isPublic && !isAllowedHost(request.headers.host, context.machines.hostNames))
      return refuse(reply, 421, 'wrongHost', '主机名不是本站');
    if (isOverTls(request.raw) && OPEN_ON_LOOPBACK.has(pathOf(request) ?? ''))
      return refuse(reply, 403, 'notOnLan', '此接口不需要令牌，因此不在局域网上提供');
    reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store');
  });
  app.addHook('preValidation', async (request, reply) => {
    if (!isPlainJson(request.body)) return refuse(reply, 400, 'badBody', NOT_PLAIN);
  });
  app.setErrorHandler((error: { statusCode?: number; code?: string; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    const message = status >= 500 ? '核心内部错误' : error.message;
    return refuse(reply, status, status >= 500 ? 'internal' : 'badRequest', message);
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, 404, 'notFound', `没有 ${request.method} ${pathOf(request)}`),
  );

  app.get('/healthz', async () => ({ ok: true, realm: context.station.realm, seq: context.journal.durableHead.seq }));
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await metricsText(context)),
  );
  app.get('/api/openapi.json', async () => openApi());
  addOsmandRoutes(app, context);
  addOwntracksRoutes(app, context);
  addTrackRoutes(app, context, { guard: guard(context, 'desk'), refuse });
  addSceneRoutes(app, context, { guard: guard(context, 'desk'), refuse });
  addReplayRoutes(app, context, { guard: guard(context, 'desk'), refuse });
  addReviewRoutes(app, context, { guard: guard(context), refuse, senderOf });
  addReportRoutes(app, context, { guard: guard(context), refuse, senderOf });
  addWechatRoutes(app, context);
  addPublicFormRoutes(app, context, { desk: { preHandler: guard(context, 'desk') }, refuse });
  addSessionRoutes(app, context, { guard: guard(context), admin: adminOnly(), refuse });
  addReadRoutes(app, context);
  addDeviceRoutes(app, context, { guard: guard(context), desk: { preHandler: guard(context, 'desk') }, refuse });
  addCoverageRoutes(app, context, { desk: { preHandler: guard(context, 'desk') }, refuse });
  addLinkRoutes(app, context, { desk: { preHandler: guard(context, 'desk') }, refuse });
  addMachineRoutes(app, context, { desk: { preHandler: guard(context, 'desk') }, refuse });
  addPackRoutes(app, context.pack, { desk: { preHandler: guard(context, 'desk') }, refuse });
  addShiftRoutes(app, context, { guard: guard(context), deskGuard: guard(context, 'desk'), refuse });
  addFieldReads(app, context, { deskGuard: guard(context, 'desk'), refuse });
  addEvidenceRoutes(app, context, { guard: guard(context), deskGuard: guard(context, 'desk'), refuse });
  addVideoRoutes(app, context, {
    guard: guard(context),
    desk: guard(context, 'desk'),
    journal: guard(context, 'journal'),
    ...{ refuse, senderOf },
  });
  addDrillRoutes(app, context, { guard: guard(context), deskGuard: guard(context, 'desk'), refuse, senderOf });
  addCallRoutes(app, context, { guard: guard(context), refuse, senderOf });
  addWorkerRoutes(app, context, { guard: guard(context), refuse });
  addWorkerPage(app, context, { refuse });
  addWebhookAnswers(app, context, { refuse });
  app.post('/api/commands', { preHandler: guard(context) }, async (request, reply) => {
    const parsed = commandRequestSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    if (parsed.data.kind === 'device.import') answerLater(request);
    const answer = await execute(context.execution, parsed.data, senderOf(request.account!));
    if (!answer.ok && answer.code === 'internal') reply.code(500);
    else if (!answer.ok && FORBIDDEN.has(answer.code)) reply.code(403);
    else if (!answer.ok && NOT_UNDERSTOOD.has(answer.code)) reply.code(400);
    else if (!answer.ok) reply.code(answer.code.startsWith('unknown') ? 404 : 409);
    return answer;
  });
  return app;
}

function addReadRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { world } = context.execution.desk;
  const desk = { preHandler: guard(context, 'desk') };

  app.get('/api/incidents', desk, async (request, reply) => {
    const query = incidentQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    return { incidents: incidentView.list(context, query.data.state) };
  });
  // A window asks for one that has left its world.
  const ownDesk = { ...desk, onRequest: openToOwnPages(app, '/api/incidents/:id', refuse) };
  app.get<{ Params: { id: string } }>('/api/incidents/:id', ownDesk, async (request, reply) => {
    const incident = incidentView.find(context, request.params.id);
    if (!incident) return refuse(reply, 404, 'unknownIncident', '没有这起事件');
    return { incident };
  });
  app.get<{ Params: { id: string } }>('/api/incidents/:id/recommendation', desk, async (request, reply) => {
    const incident = world.incidents.get(request.params.id);
    if (!incident) return refuse(reply, 404, 'unknownIncident', '没有这起事件');
    return recommendationView(context.execution.recommend(incident));
  });
  app.get('/api/alarms', desk, async (request, reply) => {
    const query = pageQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    return { alarms: alarmsAfter(context.journal.query(), query.data.after, query.data.limit) };
  });
  app.get('/api/units', desk, async () => ({
    units: [...world.units.values()].map((unit) => unitView(context, unit)),
  }));
  app.get('/api/journal', { preHandler: guard(context, 'journal') }, async (request, reply) => {
    const query = pageQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    const { after, limit } = query.data;
    return { events: context.journal.read(after, limit), head: context.journal.durableHead };
  });
}

/** 401 without a known token, 403 when the role may not read this; both are events. */
function guard(context: GatewayContext, scope?: ReadScope) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const account = context.credentials.find(bearerOf(request.headers.authorization));
    if (!account) return refuse(reply.header('www-authenticate', 'Bearer'), 401, 'unauthorised', '令牌缺失或无效');
    request.account = account;
    if (scope && !mayRead(account.role, scope))
      return refuse(reply, 403, 'roleMayNot', `角色 ${account.role} 不能读取`);
    const route = request.routeOptions.url ?? '';
    if (account.unitId !== undefined && !PHONE_ROUTES.has(route))
      return refuse(reply, 403, 'roleMayNot', '手机令牌只能用于手机页面');
    const isMachine = senderOf(account).machine !== undefined;
    // By itself a machine shows and hears. Commands are judged where all of them are.
    if (
      isMachine &&
      context.accounts.signInState === 'required' &&
      !READING.has(request.method) &&
      !OWN_EVENTS.has(route) &&
      !(account.role === 'wall' && SHOWN_BY_WALLS.has(route))
    )
      return refuse(reply, 403, 'signInFirst', '请先登录');
    if (route !== '/api/session') context.accounts.noteActivity(account);
  };
}

function adminOnly() {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { role } = request.account!;
    if (role === 'admin') return;
    return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能读取`);
  };
}

/** The route as it was registered: what was asked for may be anything, also a secret in the wrong place. */
function noteRefusal(context: GatewayContext, request: FastifyRequest, code: string): void {
  const { account } = request;
  context.accounts.refused({
    actor: account ? senderOf(account).actor : { kind: 'system', id: 'gateway' },
    role: account?.role ?? null,
    address: request.socket.remoteAddress ?? null,
    what: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
    code,
  });
}

export function senderOf(account: Account): Sender {
  return {
    actor: { kind: 'operator', id: account.id, name: account.name, role: account.role },
    role: account.role,
    // Over HTTP a phone says nowhere for whom it speaks: one that is bound to no unit speaks for none.
    ...(account.role === 'worker' && { units: unitsOf(account) ?? new Set<string>() }),
    ...(account.scope !== undefined && { scope: account.scope }),
    ...(account.isOwnSeat && { machine: 'own' as const }),
    ...(account.machineId !== undefined && { machine: 'joined' as const }),
  };
}

function refuse(reply: FastifyReply, status: number, code: string, message: string) {
  if (status === 401 || status === 403) reply.refusedBecause = code;
  return reply.code(status).send({ ok: false, code, message });
}

/** The public's own doors, asked for by the name the public knows the station by: nothing else answers to it. */
function isOfPublic(host: string | undefined, path: string, { publicReports }: GatewayContext): boolean {
  if (publicReports.hostName === null || host?.replace(/:\d+$/, '').toLowerCase() !== publicReports.hostName)
    return false;
  return path === '/ingest/wechat' || path === '/report' || path.startsWith('/report/');
}

const pathOf = (request: FastifyRequest) => request.url.split('?')[0];
