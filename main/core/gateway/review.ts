/**
 * `/api/review…` (docs/integrator/review.md): what there is to review and films of it. All of it is made on a thread of its own; the
 * core's thread checks the question and passes the bytes on.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Sender } from '#main/core/desk/command.ts';
import type { ReviewQuestion, WantedTrack } from '#main/core/review/messages.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { REVIEW_LANGUAGES, REVIEW_SUBJECTS_LONGEST_MS, reviewSubjectSchema } from '#shared/wire/review.ts';
import { mayReview } from '#shared/wire/roles.ts';
import type { Account } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { openToOwnPages } from './ownPage.ts';
import { momentSchema } from './replay/moment.ts';

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

export interface ReviewRouteParts {
  /** Sets `request.account`, or answers 401. */
  readonly guard: Hook;
  senderOf(account: Account): Sender;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

const SUBJECTS = '/api/review/subjects';
const FILM = '/api/review/film';
const ANSWER_WITHIN_MS = 120_000;
const REPORT = '/api/review/report';

const subjectsQuery = z.strictObject({
  from: momentSchema,
  to: momentSchema,
  q: z.string().trim().max(80).default(''),
});
const filmQuery = z.strictObject({ subject: reviewSubjectSchema });
const reportQuery = z.strictObject({
  subject: reviewSubjectSchema,
  lang: z.enum(REVIEW_LANGUAGES).default('zh-CN'),
  format: z.literal('html').default('html'),
});
/** A way on paper needs no more. */
const TRACK_POINTS = 300;

/** What the thread says it cannot answer; all else is the thread itself. */
const STATUS: Readonly<Record<string, number>> = { unknownReview: 404, spanReversed: 400, spanTooLong: 400 };

export function addReviewRoutes(
  app: FastifyInstance,
  context: GatewayContext,
  { guard, refuse, senderOf }: ReviewRouteParts,
): void {
  const reviewing: Hook = async (request, reply) => {
    // A shift is folded, and the maps of its report drawn, while nothing goes over the line.
    request.raw.socket.setTimeout(ANSWER_WITHIN_MS);
    const { machine, role } = senderOf(request.account!);
    if (machine !== undefined && context.accounts.signInState === 'required')
      return refuse(reply, 403, 'signInFirst', '请先登录');
    if (!mayReview(role)) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能复盘`);
  };
  const route = (path: string) => ({ onRequest: [openToOwnPages(app, path, refuse), guard, reviewing] });
  const badQuery = (reply: FastifyReply, error: z.ZodError) => refuse(reply, 400, 'badQuery', describeIssue(error));
  const failed = (reply: FastifyReply, { code, message }: { code: string; message: string }) =>
    code === 'reportTooLarge'
      ? refuse(reply, 413, 'reportTooLarge', message)
      : refuse(reply, STATUS[code] ?? 503, code, message);
  const asJson = async (reply: FastifyReply, question: ReviewQuestion) => {
    const text = await context.review.ask(question);
    if (!text.ok) return failed(reply, text.failure);
    return reply.type('application/json; charset=utf-8').send(Buffer.from(text.value.buffer));
  };

  app.get(SUBJECTS, route(SUBJECTS), async (request, reply) => {
    const query = subjectsQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    const { from: fromAt, to: toAt, q: words } = query.data;
    if (fromAt > toAt) return refuse(reply, 400, 'spanReversed', '开始时间晚于结束时间');
    if (toAt - fromAt > REVIEW_SUBJECTS_LONGEST_MS) return refuse(reply, 400, 'spanTooLong', '时段最长 31 天');
    return asJson(reply, { kind: 'subjects', fromAt, toAt, words });
  });
  app.get(FILM, route(FILM), async (request, reply) => {
    const query = filmQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    const isDirecting = context.drill.mayRead(senderOf(request.account!));
    return asJson(reply, { kind: 'film', subject: query.data.subject, isDirecting });
  });
  app.get(REPORT, route(REPORT), async (request, reply) => {
    const query = reportQuery.safeParse(request.query);
    if (!query.success) return badQuery(reply, query.error);
    const { subject, lang: language } = query.data;
    const asked = { subject, isDirecting: context.drill.mayRead(senderOf(request.account!)) };
    const told = await context.review.ask({ kind: 'tracks', ...asked });
    if (!told.ok) return failed(reply, told.failure);
    const wanted = JSON.parse(new TextDecoder().decode(told.value)) as WantedTrack[];
    const tracks: Uint8Array[] = [];
    for (const { unitId, ...span } of wanted) {
      const track = await context.history.asText({ kind: 'track', unitId, span, points: TRACK_POINTS });
      if (!track.ok) return failed(reply, track.failure);
      tracks.push(track.value);
    }
    const page = await context.review.ask({ kind: 'report', ...asked, language, wanted, tracks });
    if (!page.ok) return failed(reply, page.failure);
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
      .send(Buffer.from(page.value.buffer));
  });
}
