/** What a phone asks over HTTP besides its socket: to join with a code, and the roads and borders under its route. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { describeIssue } from '#shared/kit/issue.ts';
import type { Result } from '#shared/kit/result.ts';
import type { StationFacts } from '#shared/wire/seat.ts';
import {
  WORKER_JOIN_PATH,
  WORKER_MAP_MOST_DEGREES,
  WORKER_MAP_PATH,
  type WorkerJoin,
  type WorkerJoined,
  type WorkerMap,
  workerJoinSchema,
} from '#shared/wire/workerPage.ts';
import { isAllowedOrigin, isOverTls } from './auth.ts';
import type { GatewayContext } from './context.ts';

/** What the gateway needs of main/core/machines/phones.ts; handed in by core/wiring/door.ts. */
export interface PhoneEntry {
  join(request: WorkerJoin, address: string, station: StationFacts): Promise<Result<WorkerJoined>>;
  /** The map inside a box of WGS-84 degrees. */
  map(west: number, south: number, east: number, north: number): WorkerMap;
}

interface RouteTools {
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

/** Routes a phone's token is good for; everything else it does goes over its socket. */
export const PHONE_ROUTES: ReadonlySet<string> = new Set(['/api/worker/evidence/:hash', WORKER_MAP_PATH]);

const STATUS: Readonly<Record<string, number>> = { tooManyTries: 429, joinCodeWrong: 403, phoneNotKept: 503 };
const JOIN_BYTES = 2_048;
/** What leaves no machine needs no encryption. */
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

const degrees = z.number().min(-180).max(180);
const boxSchema = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(z.tuple([degrees, degrees, degrees, degrees]))
  .refine(([west, south, east, north]) => west < east && south < north, 'west < east, south < north')
  .refine(
    ([west, south, east, north]) => east - west <= WORKER_MAP_MOST_DEGREES && north - south <= WORKER_MAP_MOST_DEGREES,
    `${WORKER_MAP_MOST_DEGREES}° at most`,
  );

export function addWorkerRoutes(app: FastifyInstance, context: GatewayContext, { guard, refuse }: RouteTools): void {
  app.post(WORKER_JOIN_PATH, { bodyLimit: JOIN_BYTES }, async (request, reply) => {
    // A token in the clear is everybody's.
    if (!isOverTls(request.raw) && !LOOPBACK.test(request.ip))
      return refuse(reply, 403, 'needsTls', '手机加入只能走加密连接');
    if (!isAllowedOrigin(request.raw)) return refuse(reply, 403, 'wrongOrigin', '只接受本站页面的请求');
    const parsed = workerJoinSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    const joined = await context.phones.join(parsed.data, request.ip, context.station);
    if (joined.ok) return joined.value;
    return refuse(reply, STATUS[joined.failure.code] ?? 409, joined.failure.code, joined.failure.message);
  });
  app.get<{ Querystring: { bbox?: string } }>(WORKER_MAP_PATH, { preHandler: guard }, async (request, reply) => {
    const box = boxSchema.safeParse(request.query.bbox ?? '');
    if (!box.success) return refuse(reply, 400, 'badQuery', `bbox: ${describeIssue(box.error)}`);
    return context.phones.map(...box.data);
  });
}
