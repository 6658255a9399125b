/** `POST /api/alarms`: alarms of access control, video analytics, fire panels and 110 transfer (docs/integrator). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { overRateSignal, receiveReport } from '#main/core/desk/report.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { alarmReportSchema } from '#shared/wire/alarmReport.ts';
import { mayReport } from '#shared/wire/roles.ts';
import type { Account } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { RETRY_AFTER_SECONDS, ReportRate } from './reportRate.ts';

export interface ReportRouteParts {
  /** Sets `request.account`, or answers 401. */
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
  senderOf(account: Account): Parameters<typeof receiveReport>[2];
}

export function addReportRoutes(app: FastifyInstance, context: GatewayContext, parts: ReportRouteParts): void {
  const { guard, refuse, senderOf } = parts;
  const rate = new ReportRate();

  app.post('/api/alarms', { preHandler: guard }, async (request, reply) => {
    const account = request.account!;
    const now = context.clock();
    const refused = (status: number, code: string, message: string) => {
      context.ingest.count('api', now, code);
      return refuse(reply, status, code, message);
    };
    if (!mayReport(account.role)) return refused(403, 'roleMayNot', `角色 ${account.role} 不能报送报警`);
    const remote = { address: request.socket.remoteAddress ?? '', port: request.socket.remotePort ?? 0 };
    const { isAdmitted, tell } = rate.admit(account.id, now);
    // A refusal is itself recorded, at once and then once a minute with a count: nothing is turned away in silence.
    if (tell !== null) await context.deliver(overRateSignal(account.name, remote, tell, now));
    if (!isAdmitted) {
      reply.header('retry-after', RETRY_AFTER_SECONDS);
      return refused(429, 'overRate', `报送过快，请 ${RETRY_AFTER_SECONDS} 秒后以同一 id 重发`);
    }
    const parsed = alarmReportSchema.safeParse(request.body);
    if (!parsed.success) return refused(400, 'badBody', describeIssue(parsed.error));
    const received = await receiveReport(context.execution, parsed.data, senderOf(account), remote);
    if (!received.ok) return refused(400, received.failure.code, received.failure.message);
    const { answer, isNew, isReused } = received.value;
    context.ingest.count('api', now, isReused ? 'idReused' : undefined);
    return reply.code(isNew ? 201 : 200).send(answer);
  });
}
