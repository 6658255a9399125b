/** `GET /api/tasks` and `GET /api/routes`: the field's daily work for other programs. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isTaskEnded } from '#shared/domain/task.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import type { GatewayContext } from './context.ts';

const taskQuery = z.object({ state: z.enum(['open', 'ended']).optional() });

export interface FieldReadParts {
  readonly deskGuard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

export function addFieldReads(
  app: FastifyInstance,
  { execution }: GatewayContext,
  { deskGuard, refuse }: FieldReadParts,
): void {
  const { world } = execution.desk;
  const desk = { preHandler: deskGuard };
  app.get('/api/tasks', desk, async (request, reply) => {
    const query = taskQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    const { state } = query.data;
    const tasks = [...world.field.tasks.values()].filter((task) => !state || isTaskEnded(task) === (state === 'ended'));
    return { tasks };
  });
  app.get('/api/routes', desk, async () => ({ routes: [...world.field.routes.values()] }));
}
