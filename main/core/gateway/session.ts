/** `/api/session` and `/api/accounts`: signing in and out, who one is, and who is signed in where. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import type { SignInFailure } from '#main/core/accounts/index.ts';
import { execute } from '#main/core/desk/execute.ts';
import { plannedShift } from '#shared/domain/shift.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import {
  type AccountsReport,
  ownPasswordSchema,
  type SessionFacts,
  type ShiftOutcome,
  type SignedIn,
  type SignInRequest,
  secondFactorBeginSchema,
  secondFactorConfirmSchema,
  secondFactorEndSchema,
  signInSchema,
} from '#shared/wire/session.ts';
import { type Account, isAllowedOrigin, isOverTls } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { senderOf } from './http.ts';

interface RouteTools {
  /** Sets `request.account`, or answers 401. */
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  readonly admin: preHandlerAsyncHookHandler;
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

const SESSION = '/api/session';
const OWN_PASSWORD = '/api/session/password';
const SECOND_FACTOR = '/api/session/second-factor';
const ACCOUNTS = '/api/accounts';
/** Room for a name and a password of the longest kind, and no more. */
const BODY_LIMIT = 4 * 1024;

/** What leaves no machine needs no encryption: also a proxy on this one, which has its own. */
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

const STATUS: Readonly<Record<string, number>> = {
  signInRefused: 401,
  secondFactorNeeded: 401,
  secondFactorRefused: 401,
  secondFactorNotBegun: 409,
  secondFactorOn: 409,
  secondFactorOff: 409,
  accountLocked: 403,
  tooManyAttempts: 429,
  signInBusy: 429,
  weakPassword: 422,
  noSession: 409,
};

export function addSessionRoutes(app: FastifyInstance, context: GatewayContext, tools: RouteTools): void {
  const { guard, admin, refuse } = tools;
  const { accounts, execution } = context;
  const beginShift = async ({ token, account: { id } }: SignedIn, wish: SignInRequest['shift']) => {
    const { world, clock } = execution.desk;
    const account = accounts.find(token);
    if (!account || wish === undefined) return null;
    if (wish === 'planned' && !plannedShift(world.duty.shifts.values(), id, clock())) return null;
    const command = { commandId: randomUUID(), kind: 'shift.begin', body: {} };
    const begun = await execute(execution, command, senderOf(account));
    // Whoever comes back to his seat is on duty already.
    if (begun.ok || begun.code === 'alreadyOnDuty') return { ok: true } satisfies ShiftOutcome;
    return { ok: false, code: begun.code, message: begun.message } satisfies ShiftOutcome;
  };
  /** Our own windows stand on another origin than the core; a foreign page must not even try a password. */
  const fromOwnPage: preHandlerAsyncHookHandler = async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (!isAllowedOrigin(request.raw)) return refuse(reply, 403, 'wrongOrigin', '只接受本系统窗口的请求');
    if (origin !== undefined) reply.header('access-control-allow-origin', origin);
  };
  const isInTheClear = (request: FastifyRequest) => !isOverTls(request.raw) && !LOOPBACK.test(request.ip);
  const refuseSignIn = (reply: FastifyReply, { code, message, retryAfterMs }: SignInFailure) => {
    if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1_000));
    return refuse(reply, STATUS[code] ?? 403, code, message);
  };
  const preflight = (methods: string) => async (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .header('access-control-allow-methods', methods)
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '600')
      .code(204)
      .send();

  app.options(SESSION, { onRequest: fromOwnPage }, preflight('GET, POST, DELETE'));
  app.options(OWN_PASSWORD, { onRequest: fromOwnPage }, preflight('PUT'));
  app.options(SECOND_FACTOR, { onRequest: fromOwnPage }, preflight('POST, PUT, DELETE'));
  app.options(ACCOUNTS, { onRequest: fromOwnPage }, preflight('GET'));
  app.post(SESSION, { onRequest: fromOwnPage, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const parsed = signInSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    if (isInTheClear(request)) return refuse(reply, 403, 'needsTls', '从其他机器登录只能走加密连接');
    const { loginName, password, code, shift } = parsed.data;
    const signedIn = await accounts.signIn(loginName, password, request.ip, code);
    if (signedIn.ok) return { ok: true, ...signedIn.value, shift: await beginShift(signedIn.value, shift) };
    return refuseSignIn(reply, signedIn.failure);
  });
  app.put(OWN_PASSWORD, { onRequest: [fromOwnPage, guard], bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const parsed = ownPasswordSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    if (isInTheClear(request)) return refuse(reply, 403, 'needsTls', '从其他机器改密码只能走加密连接');
    const changed = await accounts.own.changePassword(request.account!, { ...parsed.data, address: request.ip });
    return changed.ok ? { ok: true } : refuseSignIn(reply, changed.failure);
  });
  const own = { onRequest: [fromOwnPage, guard], bodyLimit: BODY_LIMIT };
  app.post(SECOND_FACTOR, own, async (request, reply) => {
    const parsed = secondFactorBeginSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    if (isInTheClear(request)) return refuse(reply, 403, 'needsTls', '从其他机器设置二次验证只能走加密连接');
    const begun = await accounts.own.beginSecondFactor(request.account!, { ...parsed.data, address: request.ip });
    return begun.ok ? { ok: true, ...begun.value } : refuseSignIn(reply, begun.failure);
  });
  app.put(SECOND_FACTOR, own, async (request, reply) => {
    const parsed = secondFactorConfirmSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    if (isInTheClear(request)) return refuse(reply, 403, 'needsTls', '从其他机器设置二次验证只能走加密连接');
    const confirmed = await accounts.own.confirmSecondFactor(request.account!, parsed.data.code);
    return confirmed.ok ? { ok: true, spareCodes: confirmed.value } : refuseSignIn(reply, confirmed.failure);
  });
  app.delete(SECOND_FACTOR, own, async (request, reply) => {
    const parsed = secondFactorEndSchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, 400, 'badBody', describeIssue(parsed.error));
    if (isInTheClear(request)) return refuse(reply, 403, 'needsTls', '从其他机器设置二次验证只能走加密连接');
    const ended = await accounts.own.endSecondFactor(request.account!, { ...parsed.data, address: request.ip });
    return ended.ok ? { ok: true } : refuseSignIn(reply, ended.failure);
  });
  app.get(SESSION, { onRequest: [fromOwnPage, guard] }, async (request): Promise<SessionFacts & { ok: true }> => {
    const account = request.account!;
    const { id, name, role, scope } = account;
    const { signInState: signIn } = accounts;
    return { ok: true, id, name, role, scope: scope ?? null, bearer: bearerKind(account), signIn };
  });
  app.delete(SESSION, { onRequest: [fromOwnPage, guard] }, async (request, reply) => {
    if (bearerKind(request.account!) !== 'person')
      return refuse(reply, 409, 'noSession', '这个令牌不是登录得到的，不能退出');
    accounts.signOut(request.account!);
    return { ok: true };
  });
  app.get(
    ACCOUNTS,
    { onRequest: [fromOwnPage, guard, admin] },
    async (): Promise<AccountsReport> => ({
      accounts: [...execution.desk.world.accounts.values()],
      sessions: accounts.sessions(),
    }),
  );
}

export function bearerKind({ sessionId, machineId, isOwnSeat }: Account): SessionFacts['bearer'] {
  if (sessionId !== undefined) return 'person';
  return machineId !== undefined || isOwnSeat ? 'machine' : 'program';
}
