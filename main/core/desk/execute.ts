/** Commands of seats and phones: role, shape, rule, journal, answer: in that order, and once per commandId. */
import { alarmReviewSchema, decideAlarm } from '#shared/domain/alarm.ts';
import type { Dispatch, DispatchMove } from '#shared/domain/dispatch.ts';
import { type DispatchTarget, isActive, isResponse } from '#shared/domain/dispatch.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import type { Candidate, IncidentState, Recommendation } from '#shared/domain/incident.ts';
import {
  INCIDENT_COMMAND_BODIES,
  type IncidentCommandBody,
  type IncidentCommandKind,
} from '#shared/domain/incidentCommands.ts';
import { decideIncident, type IncidentCommand } from '#shared/domain/incidentDecide.ts';
import { decideUnit } from '#shared/domain/unit.ts';
import { ok, type Problem, type Result, refuse } from '#shared/kit/result.ts';
import type { DeviceImportResult } from '#shared/wire/deviceImport.ts';
import { describeIssue } from '#shared/wire/pack.ts';
import { COMMAND_ROLES, type CommandKind, mayCommand, type Role } from '#shared/wire/roles.ts';
import type { CommandAnswer, CommandRequest } from '#shared/wire/seat.ts';
import type { Desk } from './desk.ts';
import { type OpenIncidentContext, openIncident } from './openIncident.ts';
import { decideRegistry, isRegistryCommand } from './registry.ts';

/** Who sends a command: the actor written into its events, and the role it may act in. */
export interface Sender {
  readonly actor: Actor;
  readonly role: Role;
  /** A phone may only speak of its own units' dispatches. Absent: any unit. */
  readonly units?: ReadonlySet<string>;
}

/**
 * A command that must do something outside the journal first: open a port, store a key. What it resolves to is called in the
 * same turn as the recording, so that it decides on the world as it is then.
 */
export type Steward = (body: unknown, sender: Sender) => Promise<Result<() => Result<Outcome>>>;

/** ETA, length and line of a way; null and empty where no road leads there from a known position. */
export type Travel = Pick<Dispatch, 'etaSeconds' | 'routeM' | 'route'>;

export interface ExecuteContext extends OpenIncidentContext {
  recommend(incident: IncidentState): Recommendation;
  /** The way of one unit to where it is to stand. */
  travel(unitId: string, target: DispatchTarget): Travel;
  readonly stewards: Readonly<Partial<Record<CommandKind, Steward>>>;
}

export interface Outcome {
  readonly drafts: Draft[];
  readonly incidentId?: string;
  readonly dispatchId?: string;
  readonly walkTestId?: string;
  readonly warnings?: readonly Problem[];
  readonly imported?: DeviceImportResult;
}

const MOVES: Readonly<Partial<Record<CommandKind, DispatchMove>>> = {
  'dispatch.accept': 'accept',
  'dispatch.refuse': 'refuse',
  'dispatch.depart': 'depart',
  'dispatch.arrive': 'arrive',
  'dispatch.finish': 'finish',
  'dispatch.withdraw': 'withdraw',
};

/**
 * Resolves after the events are durable. A repeated commandId gets the first answer again; a request that was never
 * understood or never allowed is not an answer and is not kept.
 */
export async function execute(
  context: ExecuteContext,
  request: CommandRequest,
  sender: Sender,
): Promise<CommandAnswer> {
  const { desk } = context;
  const earlier = desk.journal.answerOf(request.commandId) as CommandAnswer | undefined;
  if (earlier) {
    await desk.settled();
    return earlier;
  }
  // A steward takes more than one turn: asked again meanwhile, it is the same command and gets the same answer.
  const underway = desk.underway.get(request.commandId);
  if (underway) return underway;
  const answer = carryOut(context, request, sender);
  desk.underway.set(request.commandId, answer);
  try {
    return await answer;
  } finally {
    desk.underway.delete(request.commandId);
  }
}

async function carryOut(context: ExecuteContext, request: CommandRequest, sender: Sender): Promise<CommandAnswer> {
  const { desk } = context;
  if (!isCommandKind(request.kind)) return { ok: false, code: 'unknownCommand', message: `没有指令 ${request.kind}` };
  if (!mayCommand(sender.role, request.kind)) {
    return { ok: false, code: 'roleMayNot', message: `角色 ${sender.role} 不能执行 ${request.kind}` };
  }
  const steward = context.stewards[request.kind];
  const prepared = steward && (await steward(request.body, sender));
  const decided = prepared
    ? prepared.ok
      ? prepared.value()
      : prepared
    : decide(context, request.kind, request.body, sender);
  if (!decided.ok) {
    const answer: CommandAnswer = { ok: false, ...decided.failure };
    if (decided.failure.code !== 'badBody') await desk.journal.rememberAnswer(request.commandId, answer);
    return answer;
  }
  const { drafts, ...ids } = decided.value;
  const answer: CommandAnswer = { ok: true, seq: desk.journal.head.seq + drafts.length, ...ids };
  await desk.record(drafts, sender.actor, { id: request.commandId, answer }).published;
  return answer;
}

function decide(context: ExecuteContext, kind: CommandKind, input: unknown, sender: Sender): Result<Outcome> {
  const { desk } = context;
  if (kind === 'alarm.review') {
    const parsed = alarmReviewSchema.safeParse(input);
    if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
    return drafted(decideAlarm(desk.world.alarms.get(parsed.data.alarmId), { kind, ...parsed.data }));
  }
  if (isRegistryCommand(kind)) return decideRegistry(desk, kind, input);
  if (!isIncidentCommand(kind)) return refuse('unknownCommand', `没有指令 ${kind}`);
  const parsed = INCIDENT_COMMAND_BODIES[kind].safeParse(input);
  if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
  if (kind === 'incident.open') return openIncident(context, parsed.data as IncidentCommandBody<'incident.open'>);

  const body = parsed.data as Exclude<IncidentCommandBody<IncidentCommandKind>, IncidentCommandBody<'incident.open'>>;
  const incident = desk.world.incidents.get(body.incidentId);
  const move = MOVES[kind];
  if (move) return moveDispatch(desk, incident, move, body as MoveBody, sender);
  const on = (command: IncidentCommand) =>
    drafted(decideIncident(incident, command, desk.clock()), { incidentId: body.incidentId });
  switch (kind) {
    case 'incident.acknowledge':
      return on({ kind: 'acknowledge' });
    case 'incident.dispatch':
      return dispatch(context, incident, body as IncidentCommandBody<'incident.dispatch'>);
    case 'incident.markStep': {
      const { stepId, state, reason } = body as IncidentCommandBody<'incident.markStep'>;
      return on({ kind: 'markStep', stepId, state, reason: reason || null });
    }
    case 'incident.note':
      return on({ kind: 'note', text: (body as IncidentCommandBody<'incident.note'>).text });
    case 'incident.close': {
      const closed = on({ kind: 'close', ...pickClose(body as IncidentCommandBody<'incident.close'>) });
      if (!closed.ok || !incident) return closed;
      return ok({ ...closed.value, drafts: [...closed.value.drafts, ...freeAll(desk, incident)] });
    }
    default:
      return refuse('unknownCommand', `没有指令 ${kind}`);
  }
}

/** Assigns a unit by hand. The unit the rule has already told about this very incident is confirmed, not refused. */
function dispatch(
  context: ExecuteContext,
  incident: IncidentState | undefined,
  { incidentId, unitId, task, target }: IncidentCommandBody<'incident.dispatch'>,
): Result<Outcome> {
  const { desk } = context;
  const unit = desk.world.units.get(unitId);
  if (!unit) return refuse('unknownUnit', `没有登记力量 ${unitId}`);
  const now = desk.clock();
  const told = incident?.dispatches.find((candidate) => candidate.id === unit.engagement?.dispatchId);
  if (told?.isAutomatic && isActive(told.state) && target === null) {
    const ids = { incidentId, dispatchId: told.id };
    return drafted(decideIncident(incident, { kind: 'confirmDispatch', dispatchId: told.id }, now), ids);
  }
  return assign(context, incident, { unitId, task, isAutomatic: false, ...(target && { target }) });
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
  }: { unitId: string; task: Dispatch['task']; target?: DispatchTarget; isAutomatic: boolean },
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
  const travel: Travel | undefined = target
    ? context.travel(unitId, target)
    : (candidate ?? context.recommend(incident).candidates.find((found) => found.unitId === unitId));
  const sent = decideIncident(
    incident,
    {
      kind: 'dispatch',
      dispatchId,
      unit,
      task,
      ...(target && { target }),
      isAutomatic,
      etaSeconds: travel?.etaSeconds ?? null,
      routeM: travel?.routeM ?? null,
      route: travel?.route ?? [],
    },
    desk.clock(),
  );
  if (!sent.ok) return sent;
  return ok({ drafts: [...sent.value, ...engaged.value], incidentId: incident.id, dispatchId });
}

const ENDS: ReadonlySet<DispatchMove> = new Set(['refuse', 'finish', 'withdraw', 'expire']);

type MoveBody = { incidentId: string; dispatchId: string; reason?: string };

function moveDispatch(
  desk: Desk,
  incident: IncidentState | undefined,
  move: DispatchMove,
  { incidentId, dispatchId, reason }: MoveBody,
  sender: Sender,
): Result<Outcome> {
  const current = incident?.dispatches.find((candidate) => candidate.id === dispatchId);
  if (current && sender.units && !sender.units.has(current.unitId)) {
    return refuse('notYourUnit', `该派遣属于 ${current.unitName}`);
  }
  const moved = moveDrafts(desk, incident, dispatchId, move, reason || null);
  return drafted(moved, { incidentId, dispatchId });
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

function freeAll(desk: Desk, incident: IncidentState): Draft[] {
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

const pickClose = ({ reason, note }: IncidentCommandBody<'incident.close'>) => ({ reason, note });

const isIncidentCommand = (kind: CommandKind): kind is IncidentCommandKind =>
  Object.hasOwn(INCIDENT_COMMAND_BODIES, kind);

const isCommandKind = (kind: string): kind is CommandKind => Object.hasOwn(COMMAND_ROLES, kind);

function drafted(decided: Result<Draft[]>, ids: Omit<Outcome, 'drafts'> = {}): Result<Outcome> {
  return decided.ok ? ok({ drafts: decided.value, ...ids }) : decided;
}
