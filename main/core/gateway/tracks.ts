/**
 * `/api/tracks…`: where units were; `/api/positions`: how positions come in. Answers about the past are made and turned to text
 * on the history's own thread, so that a long one costs the thread of alarms only its sending.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import { FRESHNESS, type Freshness, freshnessOf } from '#shared/domain/position.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import type { GatewayContext } from './context.ts';
import { openToOwnPages } from './ownPage.ts';

const DAY_MS = 86_400_000;
const LONGEST_TRACK_MS = 31 * DAY_MS;
const LONGEST_BOX_MS = DAY_MS;
/** Without `from`: the last hour. */
const USUAL_SPAN_MS = 3_600_000;
const MOST_POINTS = 20_000;
const USUAL_POINTS = 5_000;

const moment = z
  .string()
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : Date.parse(text)))
  .refine((at) => Number.isSafeInteger(at), 'epoch ms, or ISO 8601 with offset');
const limit = z.coerce.number().int().min(1).max(MOST_POINTS).default(USUAL_POINTS);
const longitude = z.coerce.number().min(-180).max(180);
const latitude = z.coerce.number().min(-90).max(90);

const trackQuery = z.strictObject({
  unit: z.string().min(1).max(40),
  from: moment.optional(),
  to: moment.optional(),
  limit,
});
const boxQuery = z.strictObject({
  west: longitude,
  south: latitude,
  east: longitude,
  north: latitude,
  from: moment.optional(),
  to: moment.optional(),
  limit,
});
const atQuery = z.strictObject({ t: moment });

export interface TrackRouteParts {
  readonly guard: preHandlerAsyncHookHandler;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

export function addTrackRoutes(app: FastifyInstance, context: GatewayContext, parts: TrackRouteParts): void {
  const { refuse } = parts;
  const route = { preHandler: parts.guard };
  const badQuery = (reply: FastifyReply, message: string) => refuse(reply, 400, 'badQuery', message);

  const answer = async (reply: FastifyReply, question: Parameters<typeof context.history.asText>[0]) => {
    const text = await context.history.asText(question);
    if (!text.ok && text.failure.code === 'historyBusy') return refuse(reply, 503, 'historyBusy', text.failure.message);
    if (!text.ok) return refuse(reply, 503, 'historyDown', text.failure.message);
    return reply.type('application/json; charset=utf-8').send(Buffer.from(text.value));
  };

  // A window that reviews draws where units went.
  const read = { ...route, onRequest: openToOwnPages(app, '/api/tracks', refuse) };
  app.get('/api/tracks', read, async (request: FastifyRequest, reply) => {
    const query = trackQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, describeIssue(query.error));
    const span = spanOf(query.data, context.clock());
    const fault = spanFault(span, LONGEST_TRACK_MS);
    if (fault) return badQuery(reply, fault);
    return answer(reply, { kind: 'track', unitId: query.data.unit, span, points: query.data.limit });
  });
  app.get('/api/tracks/box', route, async (request: FastifyRequest, reply) => {
    const query = boxQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, describeIssue(query.error));
    const { west, south, east, north } = query.data;
    if (west > east) return badQuery(reply, 'west: is east of `east`');
    if (south > north) return badQuery(reply, 'south: is north of `north`');
    const span = spanOf(query.data, context.clock());
    const fault = spanFault(span, LONGEST_BOX_MS);
    if (fault) return badQuery(reply, fault);
    return answer(reply, { kind: 'within', box: { west, south, east, north }, span, limit: query.data.limit });
  });
  app.get('/api/tracks/at', route, async (request: FastifyRequest, reply) => {
    const query = atQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, describeIssue(query.error));
    return answer(reply, { kind: 'at', t: query.data.t });
  });
  app.get('/api/positions', route, async () => ({
    sources: context.positionIngest.counts(),
    units: countFreshness(context),
    wrongClocks: context.positionIngest.wrongClocks(),
    latest: { fault: context.positionsFault() },
    history: context.history.stats(),
  }));
}

/** Units by how fresh their position is now. */
export function countFreshness({ execution, positions, clock }: GatewayContext): Record<Freshness, number> {
  const counts = Object.fromEntries(FRESHNESS.map((word) => [word, 0])) as Record<Freshness, number>;
  const now = clock();
  for (const unitId of execution.desk.world.units.keys()) counts[freshnessOf(positions.get(unitId), now)]++;
  return counts;
}

function spanOf({ from, to }: { from?: number | undefined; to?: number | undefined }, now: number) {
  const toAt = to ?? (from === undefined ? now : from + USUAL_SPAN_MS);
  return { fromAt: from ?? toAt - USUAL_SPAN_MS, toAt };
}

function spanFault({ fromAt, toAt }: { fromAt: number; toAt: number }, longestMs: number): string | undefined {
  if (fromAt > toAt) return 'from: is after `to`';
  return toAt - fromAt > longestMs ? `from: at most ${longestMs / DAY_MS} days before \`to\`` : undefined;
}
