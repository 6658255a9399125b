/** Shifts, the duty log and hand-overs for windows and other programs: lists, pages to print, files in and out. */
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import { dutyLinesOf } from '#main/core/journal/index.ts';
import { DUTY_LOG_CATEGORIES } from '#shared/domain/dutyLog.ts';
import { onDuty } from '#shared/domain/shift.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import type { Result } from '#shared/kit/result.ts';
import { dutySentence, matchesDutyLine } from '#shared/text/dutyLines.ts';
import { HAND_OVER_BYTES } from '#shared/wire/handOver.ts';
import { mayCommand } from '#shared/wire/roles.ts';
import { isAllowedOrigin } from './auth.ts';
import type { GatewayContext } from './context.ts';

export interface ShiftRouteParts {
  /** Sets `request.account`, or answers 401. */
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  readonly deskGuard: preHandlerAsyncHookHandler;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

const at = z.coerce.number().int().min(0).max(8.64e15);
const logQuery = z.strictObject({
  from: at,
  until: at,
  categories: z
    .string()
    .max(200)
    .optional()
    .transform((text) => (text ? text.split(',') : []))
    .pipe(z.array(z.enum(DUTY_LOG_CATEGORIES)).max(10)),
  q: z.string().max(80).default(''),
  after: z.coerce.number().int().min(0).default(0),
});
const pageQuery = z.strictObject({ lang: z.enum(['zh-CN', 'en']).default('zh-CN') });
type ById = { Params: { id: string } };

const READS = [
  '/api/duty-log',
  '/api/shifts',
  '/api/shifts/:id/page',
  '/api/hand-overs/:id/page',
  '/api/hand-overs/:id/file',
];
const FILES = '/api/hand-overs/files';
/** Lines looked through for one page of a search; the reader goes on from `nextAfter`. */
const LINES_SEARCHED = 20_000;
const LINES_ANSWERED = 500;

export function addShiftRoutes(app: FastifyInstance, context: GatewayContext, parts: ShiftRouteParts): void {
  const { deskGuard, refuse } = parts;
  const { handOvers, execution, journal } = context;
  const { world } = execution.desk;
  /** Our own windows stand on another origin than the core. */
  const fromOwnPage = ownPageOnly(refuse);
  const read = { onRequest: [fromOwnPage, deskGuard] };
  for (const path of [...READS, FILES]) app.options(path, { onRequest: fromOwnPage }, preflight);

  app.get('/api/duty-log', read, async (request, reply) => {
    const query = logQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    const { from: fromAt, until: untilAt, categories, q, after } = query.data;
    const found = [];
    let afterSeq = after;
    let looked = 0;
    let isMore = true;
    while (isMore && found.length < LINES_ANSWERED && looked < LINES_SEARCHED) {
      const lines = dutyLinesOf(journal.query(), { fromAt, untilAt, categories, afterSeq, limit: LINES_ANSWERED });
      looked += lines.length;
      isMore = lines.length === LINES_ANSWERED;
      afterSeq = lines.at(-1)?.seq ?? afterSeq;
      found.push(...lines.filter((line) => matchesDutyLine(line, q)));
    }
    const lines = found.map((line) => ({ ...line, zh: dutySentence(line, 'zh-CN'), en: dutySentence(line, 'en') }));
    return { lines, nextAfter: isMore ? afterSeq : null };
  });
  app.get('/api/shifts', read, async () => ({
    shifts: [...world.duty.shifts.values()],
    onDuty: onDuty(world.duty.shifts.values()),
    handOvers: [...world.duty.handOvers.values()],
    fingerprint: handOvers.fingerprint,
  }));
  app.get<ById>('/api/shifts/:id/page', read, async (request, reply) =>
    answerPage(request, reply, (language) => handOvers.logPage(request.params.id, language)),
  );
  app.get<ById>('/api/hand-overs/:id/page', read, async (request, reply) =>
    answerPage(request, reply, (language) => handOvers.handOverPage(request.params.id, language)),
  );
  app.get<ById>('/api/hand-overs/:id/file', read, async (request, reply) => {
    await execution.desk.settled();
    const file = handOvers.file(request.params.id);
    if (!file.ok) return refuse(reply, 404, file.failure.code, file.failure.message);
    return reply
      .type('application/octet-stream')
      .header('access-control-expose-headers', 'content-disposition')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.value.name)}`)
      .send(file.value.text);
  });
  app.register(async (scope) => addLookRoute(scope, context, parts));

  function answerPage(
    request: FastifyRequest,
    reply: FastifyReply,
    make: (language: 'zh-CN' | 'en') => Result<string>,
  ): FastifyReply {
    const query = pageQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    const made = make(query.data.lang);
    if (!made.ok) return refuse(reply, 404, made.failure.code, made.failure.message);
    return reply.type('text/html; charset=utf-8').send(made.value);
  }
}

const ownPageOnly =
  (refuse: ShiftRouteParts['refuse']): preHandlerAsyncHookHandler =>
  async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (!isAllowedOrigin(request.raw)) return refuse(reply, 403, 'wrongOrigin', '只接受本系统窗口的请求');
    if (origin !== undefined) reply.header('access-control-allow-origin', origin);
  };

const preflight = async (_request: FastifyRequest, reply: FastifyReply) =>
  reply
    .header('access-control-allow-methods', 'GET, POST')
    .header('access-control-allow-headers', 'authorization, content-type')
    .header('access-control-max-age', '600')
    .code(204)
    .send();

/** The body is the file, whatever it is said to be. Who may not take it in is turned away before it is read. */
function addLookRoute(app: FastifyInstance, context: GatewayContext, { guard, refuse }: ShiftRouteParts): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: HAND_OVER_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    if (error.statusCode !== 413) throw error;
    return refuse(reply, 413, 'fileTooLarge', `文件最大 ${HAND_OVER_BYTES / 1024 / 1024} MB`);
  });
  const mayImport = async (request: FastifyRequest, reply: FastifyReply) => {
    const { role } = request.account!;
    if (!mayCommand(role, 'handOver.import')) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能接入交接文件`);
  };
  app.post(FILES, { onRequest: [ownPageOnly(refuse), guard, mayImport] }, async (request, reply) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const looked = context.handOvers.look(bytes);
    if (!looked.ok) return refuse(reply, 400, looked.failure.code, looked.failure.message);
    return { ok: true, ...looked.value };
  });
}
