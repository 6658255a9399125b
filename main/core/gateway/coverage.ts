/** Coverage as seats and /api see it: figures when they change, and answers to what an incident does to them. */
import type { FastifyInstance, FastifyReply, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import type { CoverageDesk } from '#main/core/desk/coverage.ts';
import type { CoverageState, IncidentCoverage } from '#shared/domain/coverage.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { departureSentence, moveUpSentence } from '#shared/text/coverage.ts';
import type { CoverageNews, CoverageRoads } from '#shared/wire/coverage.ts';
import type { SeatToServer } from '#shared/wire/seat.ts';
import type { GatewayContext } from './context.ts';
import type { OnQuestion } from './questions.ts';

/** What the gateway needs of coverage. */
export interface CoverageWatch {
  readonly desk: Pick<CoverageDesk, 'state' | 'edgeBand' | 'onChange' | 'forIncident'>;
  /** The lines of the road graph's edges. */
  roads(): CoverageRoads;
}

const nothing = z.strictObject({});
const ofIncident = z.strictObject({ incidentId: z.string().min(1).max(80) });
const UNAVAILABLE = { ok: false, code: 'coverageUnavailable', message: '覆盖计算暂不可用，正在重新启动' } as const;

/** Tells seats what has changed; a report that says the same again costs a few bytes. */
export function publishCoverage({ desk }: CoverageWatch, tell: (news: CoverageNews) => void): Disposable {
  let said = substanceOf(desk.state);
  return desk.onChange((state) => {
    const substance = substanceOf(state);
    if (substance !== said || state.state !== 'ready') tell({ kind: 'state', state });
    else {
      const { computedAt, tookMs, inputs } = state.report;
      tell({ kind: 'same', computedAt, tookMs, oldestFixAt: inputs.oldestFixAt });
    }
    said = substance;
  });
}

function substanceOf(state: CoverageState): string {
  if (state.state !== 'ready') return JSON.stringify(state);
  const { computedAt, tookMs, inputs, ...rest } = state.report;
  return JSON.stringify({ ...rest, inputs: { ...inputs, oldestFixAt: null } });
}

export function addCoverageQuestions(
  onQuestion: OnQuestion<SeatToServer>,
  { coverage, execution }: GatewayContext,
): void {
  onQuestion('coverageRoads', nothing).answer(() => ({ ok: true, ...coverage.roads() }));
  onQuestion('coverageEdges', nothing).answer(() => {
    const { state, edgeBand } = coverage.desk;
    if (state.state !== 'ready' || !edgeBand) return UNAVAILABLE;
    return { ok: true, computedAt: state.report.computedAt, edgeBand };
  });
  onQuestion('incidentCoverage', ofIncident).answer(async ({ incidentId }) => {
    const incident = execution.desk.world.incidents.get(incidentId);
    if (!incident) return { ok: false, code: 'unknownIncident', message: '没有这起事件' };
    const found = await coverage.desk.forIncident(incident);
    return found ? { ok: true, coverage: found } : UNAVAILABLE;
  });
}

interface RouteTools {
  readonly desk: { preHandler: preHandlerAsyncHookHandler };
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

export function addCoverageRoutes(
  app: FastifyInstance,
  { coverage, execution }: GatewayContext,
  { desk, refuse }: RouteTools,
): void {
  app.get('/api/coverage', desk, async () => coverage.desk.state);
  app.get<{ Params: { id: string } }>('/api/incidents/:id/coverage', desk, async (request, reply) => {
    const incident = execution.desk.world.incidents.get(request.params.id);
    if (!incident) return refuse(reply, 404, 'unknownIncident', '没有这起事件');
    const found = await coverage.desk.forIncident(incident);
    return found ? spoken(found) : refuse(reply, 503, UNAVAILABLE.code, UNAVAILABLE.message);
  });
}

/** With the sentences a window shows. */
function spoken({ departures, moveUp, ...rest }: IncidentCoverage) {
  return {
    ...rest,
    departures: departures.map((departure) => ({ ...departure, sentence: departureSentence(departure)?.zh ?? null })),
    moveUp: moveUp && { ...moveUp, sentence: moveUpSentence(moveUp).zh },
  };
}
