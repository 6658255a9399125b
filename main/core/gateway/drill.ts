/** `/api/drill`: how the drill stands for everybody, its script, score and scenarios for whoever leads drills. */

import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import type { Sender } from '#main/core/desk/command.ts';
import type { DrillReport, ScenarioCheck } from '#shared/wire/drill.ts';
import { mayDirect } from '#shared/wire/roles.ts';
import { parseScenario, SCENARIO_SUFFIX } from '#shared/wire/scenario.ts';
import type { Account } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { openToOwnPages } from './ownPage.ts';

interface DrillRouteParts {
  /** Sets `request.account`, or answers 401. */
  readonly guard: preHandlerAsyncHookHandler;
  readonly deskGuard: preHandlerAsyncHookHandler;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
  senderOf(account: Account): Sender;
}

type ById = { Params: { id: string } };

const SCENARIOS = '/api/drill/scenarios';
const CHECK = '/api/drill/check';
const ONE = '/api/drill/scenarios/:id';
const SCRIPT_HIDDEN = '演练进行中，只有导调员、管理员和启动演练的人可以看脚本和评分';

export function addDrillRoutes(app: FastifyInstance, context: GatewayContext, parts: DrillRouteParts): void {
  const { guard, deskGuard, refuse, senderOf } = parts;
  const { drill, seatBook, presence } = context;
  const directing = async (request: FastifyRequest, reply: FastifyReply) => {
    const { role } = request.account!;
    if (!mayDirect(role)) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能导调演练`);
  };
  const forDirectors = (path: string, methods?: string) => ({
    onRequest: [openToOwnPages(app, path, refuse, methods), guard, directing],
  });
  const reading = async ({ account }: FastifyRequest, reply: FastifyReply) => {
    if (!drill.mayRead(senderOf(account!))) return refuse(reply, 403, 'scriptHidden', SCRIPT_HIDDEN);
  };
  const forReaders = (path: string, methods?: string) => {
    const { onRequest } = forDirectors(path, methods);
    return { onRequest: [...onRequest, reading] };
  };

  app.get('/api/drill', { onRequest: [openToOwnPages(app, '/api/drill', refuse), deskGuard] }, async ({ account }) => {
    const isTold = drill.mayRead(senderOf(account!));
    const seats = isTold ? seatBook.report(presence.seats) : null;
    return { ...drill.report(isTold), seats } satisfies DrillReport;
  });
  app.get('/api/drill/score', forReaders('/api/drill/score'), async (_request, reply) => {
    const score = drill.score();
    return score ? { score } : refuse(reply, 404, 'unknownDrill', '没有可以评分的演练');
  });

  const list = forDirectors(SCENARIOS, 'GET, POST');
  app.get(SCENARIOS, list, async () => ({ scenarios: drill.scenarios() }));
  app.post(SCENARIOS, list, async (request, reply) => {
    const parsed = parseScenario(request.body);
    if (!parsed.ok) return reply.code(400).send({ ok: false, ...parsed.failure });
    const added = await drill.save(parsed.value, senderOf(request.account!).actor);
    if (!added.ok) return refuse(reply, 409, added.failure.code, added.failure.message);
    return reply.code(201).send({ ok: true, id: parsed.value.id, hash: added.value.hash });
  });

  app.post(CHECK, forDirectors(CHECK, 'POST'), async ({ body }): Promise<ScenarioCheck> => {
    const parsed = parseScenario(body);
    if (!parsed.ok) return { problems: parsed.failure.problems ?? [], misfits: [] };
    return { problems: [], misfits: drill.misfitsOf(parsed.value) };
  });

  const one = forDirectors(ONE, 'GET, DELETE');
  app.get<ById>(ONE, { onRequest: [...one.onRequest, reading] }, async ({ params }, reply) => {
    const kept = drill.find(params.id);
    if (!kept) return refuse(reply, 404, 'unknownScenario', '没有这个演练脚本');
    return reply
      .header('content-disposition', `attachment; filename="${kept.scenario.id}${SCENARIO_SUFFIX}"`)
      .send(kept.scenario);
  });
  app.delete<ById>(ONE, one, async ({ params, account }, reply) => {
    const removed = await drill.remove(params.id, senderOf(account!).actor);
    if (removed.ok) return { ok: true };
    const { code, message } = removed.failure;
    return refuse(reply, code === 'unknownScenario' ? 404 : 409, code, message);
  });
}
