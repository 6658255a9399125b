/** Sending units and what becomes of it: the incident and the unit always in one append. */
import {
  type Dispatch,
  type DispatchMove,
  type DispatchTarget,
  isActive,
  isResponse,
} from '#shared/domain/dispatch.ts';
import type { Draft } from '#shared/domain/event.ts';
import type { Candidate, IncidentState } from '#shared/domain/incident.ts';
import { INCIDENT_COMMAND_BODIES as BODIES, type IncidentCommandBody } from '#shared/domain/incidentCommands.ts';
import { decideIncident } from '#shared/domain/incidentDecide.ts';
import { decideUnit } from '#shared/domain/unit.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import {
  type CommandFamily,
  drafted,
  type ExecuteContext,
  handle,
  type Outcome,
  type Sender,
  type Travel,
} from './command.ts';
import type { Desk } from './desk.ts';
import { goesOnIn } from './mergeSplit.ts';

export const dispatchCommands: CommandFamily = {
  'incident.dispatch': handle(BODIES['incident.dispatch'], dispatch),
  'dispatch.accept': handle(BODIES['dispatch.accept'], move('accept')),
  'dispatch.refuse': handle(BODIES['dispatch.refuse'], move('refuse')),
  'dispatch.depart': handle(BODIES['dispatch.depart'], move('depart')),
  'dispatch.arrive': handle(BODIES['dispatch.arrive'], move('arrive')),
  'dispatch.finish': handle(BODIES['dispatch.finish'], move('finish')),
  'dispatch.withdraw': handle(BODIES['dispatch.withdraw'], move('withdraw')),
};

/** Assigns a unit by hand. The unit the rule has already told about this very incident is confirmed, not refused. */
function dispatch(
  context: ExecuteContext,
  { incidentId, unitId, task, target, reason }: IncidentCommandBody<'incident.dispatch'>,
): Result<Outcome> {
  const { desk } = context;
  const incident = desk.world.incidents.get(incidentId);
  const unit = desk.world.units.get(unitId);
  if (!unit) return refuse('unknownUnit', `没有登记力量 ${unitId}`);
  const now = desk.clock();
  const told = incident?.dispatches.find((candidate) => candidate.id === unit.engagement?.dispatchId);
  if (told?.isAutomatic && isActive(told.state) && target === null) {
    const ids = { incidentId, dispatchId: told.id };
    return drafted(decideIncident(incident, { kind: 'confirmDispatch', dispatchId: told.id }, now), ids);
  }
  return assign(context, incident, { unitId, task, isAutomatic: false, reason, ...(target && { target }) });
}

/**
 * The incident and the unit in one append, each on the version it was decided on. `candidate` is what the roads have just
 * said of this unit; without it they are asked.
 */
export function assign(
  context: ExecuteContext,
  incident: IncidentState | undefined,
  {
    unitId,
    task,
    target,
    isAutomatic,
    reason,
  }: { unitId: string; task: Dispatch['task']; target?: DispatchTarget; isAutomatic: boolean; reason?: string },
  candidate?: Candidate,
): Result<Outcome> {
  const { desk } = context;
  const unit = desk.world.units.get(unitId);
  if (!incident) return refuse('unknownIncident', '没有这起事件');
  if (!unit) return refuse('unknownUnit', `没有登记力量 ${unitId}`);
  const dispatchId = desk.newId();
  const holder = unit.engagement && desk.world.incidents.get(unit.engagement.incidentId);
  const engaged = decideUnit(unit, {
    kind: 'unit.engage',
    unitId,
    incidentId: incident.id,
    dispatchId,
    ...(holder && { holder: describeHolder(holder, unit.engagement!.dispatchId) }),
  });
  if (!engaged.ok) return engaged;
  const proposed = target || candidate ? [] : context.recommend(incident).candidates;
  // Whom nobody proposed, or who refused before, has to find the way as well.
  const travel: Travel = target
    ? context.travel(unitId, target)
    : (candidate ?? proposed.find((found) => found.unitId === unitId) ?? context.travel(unitId, incident.place));
  const sent = decideIncident(
    incident,
    {
      kind: 'dispatch',
      dispatchId,
      unit,
      task,
      ...(target && { target }),
      isAutomatic,
      etaSeconds: travel.etaSeconds,
      routeM: travel.routeM,
      route: travel.route,
      ...(proposed.length > 0 && { advice: proposed.map(({ route: _, ...found }) => found) }),
      ...(reason && { choiceReason: reason }),
    },
    desk.clock(),
  );
  if (!sent.ok) return sent;
  return ok({ drafts: [...sent.value, ...engaged.value], incidentId: incident.id, dispatchId });
}

const ENDS: ReadonlySet<DispatchMove> = new Set(['refuse', 'finish', 'withdraw', 'expire']);

type MoveBody = { incidentId: string; dispatchId: string; reason?: string };

function move(to: DispatchMove) {
  return (
    { desk }: ExecuteContext,
    { incidentId, dispatchId, reason }: MoveBody,
    { units }: Sender,
  ): Result<Outcome> => {
    // A phone may still name the incident its order was given for.
    const incident = goesOnIn(desk.world, incidentId);
    const current = incident?.dispatches.find((candidate) => candidate.id === dispatchId);
    if (current && units && !units.has(current.unitId)) {
      return refuse('notYourUnit', `该派遣属于 ${current.unitName}`);
    }
    return drafted(moveDrafts(desk, incident, dispatchId, to, reason || null), {
      incidentId: incident?.id ?? incidentId,
      dispatchId,
    });
  };
}

/** The move and, when it ends the dispatch, the freeing of its unit in the same append. */
export function moveDrafts(
  desk: Desk,
  incident: IncidentState | undefined,
  dispatchId: string,
  move: DispatchMove,
  reason: string | null,
): Result<Draft[]> {
  const moved = decideIncident(incident, { kind: 'moveDispatch', dispatchId, move, reason }, desk.clock());
  if (!moved.ok) return moved;
  const dispatch = incident!.dispatches.find((candidate) => candidate.id === dispatchId)!;
  const ends = ENDS.has(move) || (move === 'arrive' && !isResponse(dispatch));
  return ok(ends ? [...moved.value, ...free(desk, dispatch.unitId, dispatchId)] : moved.value);
}

/** Everybody still held by an incident that ends. */
export function freeAll(desk: Desk, incident: IncidentState): Draft[] {
  return incident.dispatches
    .filter((candidate) => isActive(candidate.state))
    .flatMap((candidate) => free(desk, candidate.unitId, candidate.id));
}

function free(desk: Desk, unitId: string, dispatchId: string): Draft[] {
  const freed = decideUnit(desk.world.units.get(unitId), { kind: 'unit.free', unitId, dispatchId });
  return freed.ok ? freed.value : [];
}

function describeHolder(incident: IncidentState, dispatchId: string): string {
  const held = incident.dispatches.find((candidate) => candidate.id === dispatchId);
  const by = held?.isAutomatic ? '系统自动通知' : `${held?.by ?? ''} 派遣`;
  return `事件 ${incident.number}（${by}）`;
}
