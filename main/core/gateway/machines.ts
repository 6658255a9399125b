/** Other machines at the gateway: joining, the list of those that have, and the pulse their shells sound by. */
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import type { Disposable } from '#shared/kit/disposable.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import type { Result } from '#shared/kit/result.ts';
import type { CoreToHost, UnansweredAlarm } from '#shared/wire/host.ts';
import {
  JOIN_PATH,
  type JoinAnswer,
  type JoinRequest,
  joinRequestSchema,
  type LanReport,
  type MachineReport,
  PULSE_PATH,
} from '#shared/wire/machines.ts';
import { SEAT_PULSE_MS, type StationFacts } from '#shared/wire/seat.ts';
import { bearerOf, isOverTls } from './auth.ts';
import type { GatewayContext } from './context.ts';

/** What the gateway needs of main/core/machines; handed in by core/wiring/door.ts. */
export interface MachineDoor {
  join(request: JoinRequest, address: string, station: StationFacts): Promise<Result<JoinAnswer>>;
  reports(): readonly MachineReport[];
  lan(): LanReport;
  /** The station's certificate, PEM; null before one was made. */
  certificate(): string | null;
  /** Names this station may be called by besides its addresses, in lower case. */
  readonly hostNames: ReadonlySet<string>;
  readonly presence: { connect(machineId: string, address: string): Disposable };
  unanswered(): readonly UnansweredAlarm[];
  reportAt(): number | null;
}

interface RouteTools {
  readonly desk: { preHandler: preHandlerAsyncHookHandler };
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

const STATUS: Readonly<Record<string, number>> = { tooManyTries: 429, joinCodeWrong: 403, machineNotKept: 503 };
const JOIN_BYTES = 2_048;

export function addMachineRoutes(app: FastifyInstance, context: GatewayContext, { desk, refuse }: RouteTools): void {
  const { machines } = context;
  app.post(JOIN_PATH, { bodyLimit: JOIN_BYTES }, async (request, reply) => {
    // A token in the clear is everybody's.
    if (!isOverTls(request.raw)) return refuse(reply, 403, 'needsTls', '加入主机只能走加密连接');
    // A page could make a browser in the LAN ask; no page of ours asks this, shells do.
    if (request.headers.origin !== undefined) return refuse(reply, 403, 'wrongOrigin', '只接受席位机的请求');
    const parsed = joinRequestSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    const joined = await machines.join(parsed.data, request.ip, context.station);
    if (joined.ok) return joined.value;
    return refuse(reply, STATUS[joined.failure.code] ?? 409, joined.failure.code, joined.failure.message);
  });
  app.get('/api/machines', desk, async () => ({
    machines: [...context.execution.desk.world.machines.values()],
    reports: machines.reports(),
    lan: machines.lan(),
  }));
  app.get(PULSE_PATH, desk, (request, reply) => sendPulses(request, reply, context));
}

/**
 * The same words a core says to the shell beside it (wire/host.ts), a line each, for as long as the token holds: what a joined
 * machine sounds must not hang on any window of it.
 */
function sendPulses(request: FastifyRequest, reply: FastifyReply, context: GatewayContext): FastifyReply {
  const token = bearerOf(request.headers.authorization);
  const { machineId } = request.account!;
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const say = () => {
    if (!context.credentials.find(token)) return raw.destroy();
    const { seq } = context.journal.durableHead;
    const { machines } = context;
    const pulse: CoreToHost = {
      kind: 'pulse',
      seq,
      unanswered: machines.unanswered(),
      reportAt: machines.reportAt(),
    };
    return raw.write(`${JSON.stringify({ ...pulse, realm: context.station.realm, packId: context.station.packId })}\n`);
  };
  const presence = machineId === undefined ? null : context.machines.presence.connect(machineId, request.ip);
  const timer = setInterval(say, SEAT_PULSE_MS);
  const news = context.execution.desk.onEvents((events) => {
    if (events.some(({ kind }) => /^(?:incident|machine|session|account)\./.test(kind))) say();
  });
  raw.on('close', () => {
    clearInterval(timer);
    news.dispose();
    presence?.dispose();
  });
  say();
  return reply;
}
