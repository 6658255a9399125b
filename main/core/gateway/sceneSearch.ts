/** `/api/search`: the desk's one box for other systems; `/api/grids/:code`: an area with its owners and what goes on in it. */
import type { FastifyInstance, FastifyReply, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import { freshnessOf, isLive } from '#shared/domain/position.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { type AreaDirectory, MEMBERS_NAMED } from '#shared/search/areaDirectory.ts';
import { QUERY_LENGTH } from '#shared/search/findable.ts';
import type { GatewayContext } from './context.ts';

const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(QUERY_LENGTH),
  lon: z.coerce.number().min(-180).max(180).optional(),
  lat: z.coerce.number().min(-90).max(90).optional(),
});

export interface SceneRouteParts {
  readonly guard: preHandlerAsyncHookHandler;
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

export function addSceneRoutes(
  app: FastifyInstance,
  context: GatewayContext,
  { guard, refuse }: SceneRouteParts,
): void {
  const { world } = context.execution.desk;

  app.get('/api/search', { preHandler: guard }, async (request, reply) => {
    const query = searchQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    const { q, lon, lat } = query.data;
    const near = lon === undefined || lat === undefined ? null : { lon, lat };
    return { groups: await context.search.find({ query: q, near }, world) };
  });
  app.get<{ Params: { code: string } }>('/api/grids/:code', { preHandler: guard }, async (request, reply) => {
    const directory = await context.search.directory();
    const record = directory.find(request.params.code);
    if (!record) return refuse(reply, 404, 'unknownGrid', '场景里没有这个网格或区划');
    return { grid: { ...record, ...happenings(context, directory, record.code) } };
  });
}

/** What goes on in an area now, as far as this station knows. Units count where they are, devices where they stand. */
function happenings({ execution, positions, clock }: GatewayContext, directory: AreaDirectory, code: string) {
  const { devices, units, incidents } = execution.desk.world;
  const isIn = ({ lon, lat }: { readonly lon: number; readonly lat: number }) => directory.holds(code, lon, lat);
  const now = clock();
  const devicesHere = [...devices.values()].filter(isIn);
  const unitsHere = [...units.values()].flatMap((unit) => {
    const fix = positions.get(unit.id);
    if (!isIn(fix ?? unit)) return [];
    const isFresh = isLive(freshnessOf(fix, now));
    return [{ id: unit.id, name: unit.name, kind: unit.kind, isFresh, isEngaged: unit.engagement !== null }];
  });
  const open = [...incidents.values()].filter(({ place, closedAt }) => closedAt === null && isIn(place));
  return {
    devices: {
      total: devicesHere.length,
      named: devicesHere.slice(0, MEMBERS_NAMED).map(({ id, name, kind, contact }) => ({ id, name, kind, contact })),
    },
    units: { total: unitsHere.length, named: unitsHere.slice(0, MEMBERS_NAMED) },
    openIncidents: open.map(({ id, number, kind, level, openedAt }) => ({ id, number, kind, level, openedAt })),
  };
}
