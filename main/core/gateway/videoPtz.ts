/** `/api/video/channels/:id/ptz`: who may turn a camera, in which order it is turned, and which presets it has. */
import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify';
import { describeIssue } from '#shared/kit/issue.ts';
import { ptzOrderSchema } from '#shared/wire/ptz.ts';
import { mayTurn } from '#shared/wire/roles.ts';
import type { Account } from './auth.ts';
import type { GatewayContext } from './context.ts';
import type { VideoRouteTools } from './video.ts';

type Named = { Params: { id: string } };

export function addPtzRoutes(
  app: FastifyInstance,
  { video: { turning } }: GatewayContext,
  { guard, refuse, senderOf, statusOf }: VideoRouteTools & { statusOf(code: string): number },
): void {
  const turner: preHandlerAsyncHookHandler = async (request, reply) => {
    const { role } = request.account!;
    if (!mayTurn(role)) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能控制云台`);
  };
  const mayTurnHere = { preHandler: [guard, turner] };
  const turnerOf = (account: Account) => {
    const { actor, role, scope } = senderOf(account);
    return { actor, role, ...(scope !== undefined && { scope }) };
  };

  app.get<Named>('/api/video/channels/:id/ptz', mayTurnHere, async (request, reply) => {
    const state = await turning.state(request.params.id, turnerOf(request.account!));
    if (state.ok) return state.value;
    return refuse(reply, statusOf(state.failure.code), state.failure.code, state.failure.message);
  });
  app.post<Named>('/api/video/channels/:id/ptz', mayTurnHere, async (request, reply) => {
    const order = ptzOrderSchema.safeParse(request.body);
    if (!order.success) return refuse(reply, 400, 'badBody', describeIssue(order.error));
    const done = await turning.order(request.params.id, order.data, turnerOf(request.account!));
    if (done.ok) return done.value;
    return refuse(reply, statusOf(done.failure.code), done.failure.code, done.failure.message);
  });
}
