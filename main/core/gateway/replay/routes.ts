/**
 * `/api/replay…`: the past as windows replay it. Every answer is made on the threads of the history and of the replay; the core's
 * own thread checks the question and passes the bytes on.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { describeIssue } from '#shared/kit/issue.ts';
import { REPLAY_FORMATS, REPLAY_LONGEST_MS, REPLAY_POSITIONS_MS } from '#shared/wire/replay.ts';
import { isAllowedOrigin } from '../auth.ts';
import type { GatewayContext } from '../context.ts';
import { openDownload } from './download.ts';
import type { ReplayQuestion, ReplaySpan } from './messages.ts';
import { momentSchema } from './moment.ts';

const PAGE = 2_000;
/** Fixes are read by when they were taken; one may have been under way so long and still have moved its unit. */
const UNDER_WAY_MS = 120_000;
const WINDOW_MS = 60_000;
const SHORTEST_WINDOW_MS = 1_000;
const FIXES_A_WINDOW = 60_000;
const QUALITY_LONGEST_MS = 31 * 86_400_000;
/** A window whose clock is a little ahead of ours asks for now. */
const AHEAD_MS = 10_000;
const EARTH = { west: -180, south: -90, east: 180, north: 90 } as const;

const moment = momentSchema;
const span = { from: moment, to: moment };
const worldQuery = z.union([z.strictObject({ at: moment }), z.strictObject({ seq: z.coerce.number().int().min(0) })]);
const eventsQuery = z.strictObject({
  after: z.coerce.number().int().min(0),
  until: moment,
  limit: z.coerce.number().int().min(1).max(PAGE).default(PAGE),
});
const overviewQuery = z.strictObject(span);
const positionsQuery = z.strictObject({ ...span, every: z.coerce.number().int().min(0).max(60_000).default(0) });
const exportQuery = z.strictObject({ ...span, format: z.enum(REPLAY_FORMATS) });

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

export interface ReplayRouteParts {
  readonly guard: Hook;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

export function addReplayRoutes(
  app: FastifyInstance,
  context: GatewayContext,
  { guard, refuse }: ReplayRouteParts,
): void {
  const { replay, history, clock } = context;
  /** Our own windows stand on another origin than the core. */
  const fromOwnPage: Hook = async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (!isAllowedOrigin(request.raw)) return refuse(reply, 403, 'wrongOrigin', '只接受本系统窗口的请求');
    if (origin !== undefined) reply.header('access-control-allow-origin', origin);
  };
  const route = { onRequest: [fromOwnPage, guard] };
  const badQuery = (reply: FastifyReply, error: z.ZodError) => refuse(reply, 400, 'badQuery', describeIssue(error));
  const answer = async (reply: FastifyReply, question: ReplayQuestion) => {
    const text = await replay.ask(question);
    if (!text.ok) return refuse(reply, 503, text.failure.code, text.failure.message);
    return reply.type('application/json; charset=utf-8').send(Buffer.from(text.value.buffer));
  };
  const spanFault = (reply: FastifyReply, { fromAt, toAt }: ReplaySpan, longestMs: number) => {
    if (fromAt > toAt) return refuse(reply, 400, 'spanReversed', '开始时间晚于结束时间');
    if (toAt > clock() + AHEAD_MS) return refuse(reply, 400, 'spanInFuture', '结束时间还没有到');
    if (toAt - fromAt > longestMs) return refuse(reply, 400, 'spanTooLong', `时段最长 ${longestMs / 60_000} 分钟`);
    return null;
  };

  app.options('/api/replay/*', { onRequest: fromOwnPage }, async (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'GET')
      .header('access-control-allow-headers', 'authorization')
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
  app.get('/api/replay/world', route, async (request, reply) => {
    const query = worldQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    if ('at' in query.data && query.data.at > clock() + AHEAD_MS)
      return refuse(reply, 400, 'spanInFuture', '这一时刻还没有到');
    return answer(reply, { kind: 'world', moment: query.data });
  });
  app.get('/api/replay/events', route, async (request, reply) => {
    const query = eventsQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    const { after, until, limit } = query.data;
    return answer(reply, { kind: 'events', afterSeq: after, untilAt: until, limit });
  });
  app.get('/api/replay/overview', route, async (request, reply) => {
    const query = overviewQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    const wanted = { fromAt: query.data.from, toAt: query.data.to };
    return spanFault(reply, wanted, REPLAY_LONGEST_MS) ?? answer(reply, { kind: 'overview', span: wanted });
  });
  app.get('/api/replay/alarm-quality', route, async (request, reply) => {
    const query = overviewQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    const wanted = { fromAt: query.data.from, toAt: query.data.to };
    return spanFault(reply, wanted, QUALITY_LONGEST_MS) ?? answer(reply, { kind: 'alarmQuality', span: wanted });
  });
  app.get('/api/replay/positions', route, async (request, reply) => {
    const query = positionsQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    const wanted = { fromAt: query.data.from, toAt: query.data.to };
    const fault = spanFault(reply, wanted, REPLAY_POSITIONS_MS);
    if (fault) return fault;
    const read = await readPages(history, wanted);
    if (!read.ok) return refuse(reply, 503, read.failure.code, read.failure.message);
    return answer(reply, { kind: 'positions', span: wanted, everyMs: query.data.every, ...read.value });
  });
  let isWriting = false;
  app.get('/api/replay/export', route, async (request, reply) => {
    const query = exportQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    const { from, to, format } = query.data;
    const wanted = { fromAt: from, toAt: to };
    const fault = spanFault(reply, wanted, REPLAY_LONGEST_MS);
    if (fault) return fault;
    if (isWriting) return refuse(reply, 503, 'exportBusy', '正在导出另一段，请稍后再试');
    isWriting = true;
    const opened = await openDownload({ replay, history }, format, wanted);
    if (!opened.ok) {
      isWriting = false;
      return refuse(reply, 503, opened.failure.code, opened.failure.message);
    }
    const file = Readable.from(opened.value.pieces, { objectMode: false });
    file.once('close', () => {
      isWriting = false;
    });
    const name = `${context.station.realm === 'drill' ? 'drill-' : ''}pingan-${new Date(from).toISOString().replace(/[-:]|\.\d+/g, '')}.${format}`;
    return reply
      .type(opened.value.contentType)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(file);
  });
}

/** The fixes of a span in pages that are whole: a page that would be cut is read as two halves. */
async function readPages(history: GatewayContext['history'], wanted: ReplaySpan) {
  const state = await history.asText({ kind: 'at', t: wanted.fromAt });
  if (!state.ok) return state;
  const pages: Uint8Array[] = [];
  let isReduced = false;
  let windowMs = WINDOW_MS;
  for (let fromAt = wanted.fromAt - UNDER_WAY_MS; fromAt <= wanted.toAt; ) {
    const toAt = Math.min(wanted.toAt, fromAt + windowMs - 1);
    const page = await history.asText({ kind: 'within', box: EARTH, span: { fromAt, toAt }, limit: FIXES_A_WINDOW });
    if (!page.ok) return page;
    const isCut = saysReduced(page.value);
    if (isCut && windowMs > SHORTEST_WINDOW_MS) {
      windowMs = Math.max(SHORTEST_WINDOW_MS, windowMs / 2);
      continue;
    }
    isReduced ||= isCut;
    pages.push(page.value);
    fromAt = toAt + 1;
  }
  return { ok: true, value: { state: state.value, pages, isReduced } } as const;
}

/** The end of the answer says it (`"isReduced":…,"damage":[…]`); parsing a megabyte for one word is not this thread's work. */
function saysReduced(page: Uint8Array): boolean {
  const at = Buffer.from(page.buffer, page.byteOffset, page.byteLength).lastIndexOf('"isReduced":');
  return at >= 0 && page[at + '"isReduced":'.length] === 't'.charCodeAt(0);
}
