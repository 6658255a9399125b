/** `/api/video/…`: channels, streams by ticket, and what is recorded of both (docs/integrator/video.md). */
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestAsyncHookHandler,
  preHandlerAsyncHookHandler,
} from 'fastify';
import { z } from 'zod';
import type { Sender } from '#main/core/desk/command.ts';
import { evidenceRowsOf, LOOKS_PER_PAGE, looksOf } from '#main/core/journal/index.ts';
import { type EvidenceEventBody, evidenceStream } from '#shared/domain/evidence.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { DEVICE_IMPORT_BYTES } from '#shared/wire/deviceImport.ts';
import { mayCommand, mayExportEvidence, mayKeepSnapshot, mayWatch } from '#shared/wire/roles.ts';
import {
  type ConsentsAnswer,
  type LooksAnswer,
  openRequestSchema,
  SNAPSHOT_BYTES,
  snapshotQuerySchema,
} from '#shared/wire/video.ts';
import { type Account, bearerOf, isAllowedOrigin, isOverTls } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { answerLater } from './devices.ts';
import { addMediaRoutes, handedOn } from './mediaHandOn.ts';
import { tableQuery } from './tableQuery.ts';
import { addPtzRoutes } from './videoPtz.ts';
import { incidentView } from './views.ts';

export interface VideoRouteTools {
  /** Sets `request.account`, or answers 401. */
  readonly guard: preHandlerAsyncHookHandler;
  readonly desk: preHandlerAsyncHookHandler;
  readonly journal: preHandlerAsyncHookHandler;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
  senderOf(account: Account): Sender;
}

const LIST_MOST = 500;
const IDS_MOST = 500;
/** An SDP offer of a browser for one video is about 4 kB. */
const SDP_BYTES = 64 * 1024;
const MEDIA_DOWN: ReadonlySet<string> = new Set(['serverDown', 'unreachable', 'noPicture']);

const number = z.coerce.number();
const listQuery = z.strictObject({
  q: z.string().trim().max(60).optional(),
  ids: z
    .string()
    .max(IDS_MOST * 41)
    .transform((text) => text.split(',').filter(Boolean))
    .refine((ids) => ids.length <= IDS_MOST, `at most ${IDS_MOST} ids`)
    .optional(),
  area: z
    .string()
    .regex(/^\d{6,15}$/)
    .optional(),
  near: z
    .string()
    .transform((text) => text.split(',').map(Number))
    .pipe(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
    .optional(),
  limit: number
    .int()
    .min(1)
    .default(100)
    .transform((rows) => Math.min(rows, LIST_MOST)),
  offset: number.int().min(0).max(1_000_000).default(0),
});

const nearestQuery = z.strictObject({
  lon: number.min(-180).max(180),
  lat: number.min(-90).max(90),
  limit: number.int().min(1).max(20).default(4),
});
const placesQuery = z.strictObject({ revision: z.string().max(40).optional() });
const looksQuery = z.strictObject({
  channelId: z.string().max(40).optional(),
  incidentId: z.string().max(80).optional(),
  from: number.int().optional(),
  to: number.int().optional(),
  after: number.int().min(0).default(0),
});

type Ticketed = { Params: { ticket: string } };

export function addVideoRoutes(app: FastifyInstance, context: GatewayContext, tools: VideoRouteTools): void {
  app.register(async (scope) => {
    openToWindows(scope, tools);
    addChannelRoutes(scope, context, tools);
    addStreamRoutes(scope, context, tools);
    addMediaRoutes(scope, context, tools);
    addPtzRoutes(scope, context, { ...tools, statusOf });
    addRecordRoutes(scope, context, tools);
    addEvidenceRoute(scope, context, tools);
    scope.register(async (inner) => addBytesRoutes(inner, context, tools));
  });
}

/** Our own windows stand on another origin than the core, so a browser asks before it asks. */
function openToWindows(app: FastifyInstance, { refuse }: VideoRouteTools): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (!isAllowedOrigin(request.raw)) return refuse(reply, 403, 'wrongOrigin', '只接受本系统窗口的请求');
    if (origin !== undefined)
      reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', 'location, x-since');
  });
  app.options('/api/video/*', async (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, POST, DELETE')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
}

function addChannelRoutes(app: FastifyInstance, { video }: GatewayContext, { desk, refuse }: VideoRouteTools): void {
  app.get('/api/video/channels', { preHandler: desk }, async (request, reply) => {
    const query = listQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    return video.list(query.data);
  });
  app.get('/api/video/places', { preHandler: desk }, async (request, reply) => {
    const query = placesQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    return video.places(query.data.revision);
  });
  app.get('/api/video/blind', { preHandler: desk }, async () => video.blind());
  app.get('/api/video/plans', { preHandler: desk }, async () => video.plans.list());
  app.get('/api/video/sources', { preHandler: desk }, async () => video.sources());
  app.get('/api/video/nearest', { preHandler: desk }, async (request, reply) => {
    const query = nearestQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    const { lon, lat, limit } = query.data;
    return video.nearest(lon, lat, limit);
  });
  app.get<{ Params: { id: string } }>('/api/video/channels/:id/seen', { preHandler: desk }, async (request, reply) => {
    const seen = await video.seenArea(request.params.id);
    return seen ?? refuse(reply, 404, 'unknownChannel', '没有这路视频');
  });
}

function addStreamRoutes(app: FastifyInstance, context: GatewayContext, tools: VideoRouteTools): void {
  const { guard, refuse, senderOf } = tools;
  const { streams } = context.video;
  const watcher: preHandlerAsyncHookHandler = async (request, reply) => {
    const { role } = request.account!;
    if (!mayWatch(role)) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能查看视频`);
  };
  const mayWatchHere = { preHandler: [guard, watcher] };
  app.addContentTypeParser('application/sdp', { parseAs: 'string', bodyLimit: SDP_BYTES }, (_request, body, done) =>
    done(null, body),
  );

  app.post<{ Params: { id: string } }>('/api/video/channels/:id/open', mayWatchHere, async (request, reply) => {
    const parsed = openRequestSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    const account = request.account!;
    const opened = await streams.open(request.params.id, parsed.data, {
      actor: senderOf(account).actor,
      host: request.hostname,
      mayStill: holderCheck(context, request),
    });
    if (opened.ok) return isOverTls(request.raw) ? handedOn(opened.value) : opened.value;
    const { code, message } = opened.failure;
    return refuse(reply, statusOf(code), code, message);
  });
  app.post<Ticketed>('/api/video/whep/:ticket', mayWatchHere, async (request, reply) => {
    if (typeof request.body !== 'string') return refuse(reply, 415, 'badBody', '需要 application/sdp 内容');
    const { ticket } = request.params;
    const answer = await streams.offer(ticket, senderOf(request.account!).actor.id, request.body);
    if (!answer.ok) return refuse(reply, statusOf(answer.failure.code), answer.failure.code, answer.failure.message);
    return reply.code(201).header('location', `/api/video/whep/${ticket}`).type('application/sdp').send(answer.value);
  });
  app.delete<Ticketed>('/api/video/whep/:ticket', mayWatchHere, async (request, reply) => {
    if (streams.end(request.params.ticket, senderOf(request.account!).actor.id)) return reply.code(204).send();
    return refuse(reply, 404, 'unknownTicket', '播放凭据无效或已到期，请重新打开');
  });
}

/** Bodies that are files, whatever they are said to be: what each is shows in it. */
function addBytesRoutes(
  app: FastifyInstance,
  { video }: GatewayContext,
  { guard, refuse, senderOf }: VideoRouteTools,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    if (error.statusCode !== 413) throw error;
    return refuse(reply, 413, 'fileTooLarge', '文件过大');
  });
  const bytesOf = ({ body }: FastifyRequest) => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  const mayImport: onRequestAsyncHookHandler = async (request, reply) => {
    const { role } = request.account!;
    if (!mayCommand(role, 'channels.import')) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能导入视频通道`);
  };
  const mayKeep: onRequestAsyncHookHandler = async (request, reply) => {
    const { role } = request.account!;
    if (!mayKeepSnapshot(role)) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能保存截图`);
  };
  const keeper = { onRequest: [guard as onRequestAsyncHookHandler, mayKeep], bodyLimit: SNAPSHOT_BYTES };
  app.post<{ Params: { id: string } }>('/api/video/channels/:id/snapshots', keeper, async (request, reply) => {
    const query = snapshotQuerySchema.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    const { actor } = senderOf(request.account!);
    const kept = await video.snapshots.keep(request.params.id, query.data, bytesOf(request), actor);
    return kept.ok ? kept.value : refuse(reply, statusOf(kept.failure.code), kept.failure.code, kept.failure.message);
  });
  // Who may not is turned away before the file is read.
  const importer = { onRequest: [guard as onRequestAsyncHookHandler, mayImport], bodyLimit: DEVICE_IMPORT_BYTES };
  app.post('/api/video/channels/preview', importer, async (request, reply) => {
    const query = tableQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    answerLater(request);
    const preview = await video.imports.preview({ ...query.data, bytes: bytesOf(request) });
    return preview.ok
      ? { ok: true, preview: preview.value }
      : refuse(reply, 400, preview.failure.code, preview.failure.message);
  });
}

/** The evidence of an incident as one signed file. What leaves the station is an event. */
function addEvidenceRoute(
  app: FastifyInstance,
  context: GatewayContext,
  { guard, refuse, senderOf }: VideoRouteTools,
): void {
  const { execution, journal, clock, station } = context;
  const exporter: preHandlerAsyncHookHandler = async (request, reply) => {
    const { role } = request.account!;
    if (!mayExportEvidence(role)) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能导出证据`);
  };
  const mayExport = { preHandler: [guard, exporter] };
  app.post<{ Params: { id: string } }>('/api/video/incidents/:id/evidence', mayExport, async (request, reply) => {
    const incident = incidentView.find(context, request.params.id);
    if (!incident) return refuse(reply, 404, 'unknownIncident', '没有这起事件');
    const { actor } = senderOf(request.account!);
    const { id, name, realm } = station;
    const packet = await context.packEvidence({
      facts: {
        ...{ station: { id, name }, realm, incident: { id: incident.id, number: incident.number } },
        ...{ exportedAt: clock(), exportedBy: actor.name ?? actor.id },
      },
      rows: evidenceRowsOf(journal.query(), incident.id),
    });
    if (!packet.ok) return refuse(reply, 409, packet.failure.code, packet.failure.message);
    const { zip, files, listHash } = packet.value;
    const subject = { kind: 'incident', id: incident.id } as const;
    const body: EvidenceEventBody['evidence.exported'] = { subject, files, listHash };
    await execution.desk.record([{ stream: evidenceStream(subject), kind: 'evidence.exported', body }], actor).durable;
    return reply
      .type('application/zip')
      .header(
        'content-disposition',
        `attachment; filename="${realm === 'drill' ? 'drill-' : ''}evidence-${incident.number.replace(/[^\w-]/g, '')}.zip"`,
      )
      .send(zip);
  });
}

/** Who looked, and what owners said: for those who read the journal. */
function addRecordRoutes(app: FastifyInstance, { video, journal }: GatewayContext, tools: VideoRouteTools): void {
  const { refuse } = tools;
  app.get('/api/video/looks', { preHandler: tools.journal }, async (request, reply) => {
    const query = looksQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    const { channelId, incidentId, from: fromAt, to: untilAt, after: afterSeq } = query.data;
    const looks = looksOf(journal.query(), { channelId, incidentId, fromAt, untilAt, afterSeq });
    const nextAfter = looks.length === LOOKS_PER_PAGE ? looks.at(-1)!.seq : null;
    return { looks, nextAfter } satisfies LooksAnswer;
  });
  app.get(
    '/api/video/consents',
    { preHandler: tools.journal },
    async (): Promise<ConsentsAnswer> => ({
      consents: video.consents.lines(),
    }),
  );
}

const STATUS: Readonly<Record<string, number>> = {
  outsideJurisdiction: 403,
  notJpeg: 415,
  fileTooLarge: 413,
  storeFull: 507,
};

function statusOf(code: string): number {
  if (code.startsWith('unknownFormat')) return 415;
  if (code.startsWith('unknown')) return 404;
  return STATUS[code] ?? (MEDIA_DOWN.has(code) ? 503 : 409);
}

/** The same person by the same token, with the same role. */
function holderCheck({ credentials }: GatewayContext, request: FastifyRequest): () => boolean {
  const token = bearerOf(request.headers.authorization);
  const { id, role } = request.account!;
  return () => {
    const now = credentials.find(token);
    return now?.id === id && now.role === role;
  };
}
