/** What seats and phones do with tasks and patrol routes. What the desk does with them by itself is in patrols.ts. */
import { MUST_KINDS } from '#shared/catalog/fiveMusts.ts';
import type { Draft } from '#shared/domain/event.ts';
import { decideFieldReport } from '#shared/domain/fieldReport.ts';
import { decideRoute, type PatrolRouteFacts } from '#shared/domain/route.ts';
import type { CheckPoint, FieldTask, TaskFacts, TaskItem } from '#shared/domain/task.ts';
import { TASK_COMMAND_BODIES as BODIES, type TaskCommandBody } from '#shared/domain/taskCommands.ts';
import { decideTask, type TaskCommand } from '#shared/domain/taskDecide.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { unitsMeantBy } from './audience.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome, type Sender } from './command.ts';

const DAY_MS = 86_400_000;
/** A re-check may be done on its day and the day after. */
const RECHECK_WINDOW_MS = 2 * DAY_MS;

export const taskCommands: CommandFamily = {
  'task.publish': handle(BODIES['task.publish'], publish),
  'task.assign': handle(BODIES['task.assign'], (context, { taskId, unitId }) => {
    const unit = context.desk.world.units.get(unitId);
    return unit ? decideOn(context, taskId, { kind: 'assign', unit }) : unknownUnit(unitId);
  }),
  'task.claim': handle(BODIES['task.claim'], (context, { taskId, unitId }, { units }) => {
    const unit = context.desk.world.units.get(unitId);
    if (!unit) return unknownUnit(unitId);
    if (units && !units.has(unitId)) return notYours(unit.name);
    return decideOn(context, taskId, { kind: 'claim', unit });
  }),
  'task.accept': handle(BODIES['task.accept'], own('accept')),
  'task.refuse': handle(BODIES['task.refuse'], own('refuse')),
  'task.start': handle(BODIES['task.start'], own('start')),
  'task.finish': handle(BODIES['task.finish'], own('finish')),
  'task.checkIn': handle(BODIES['task.checkIn'], checkIn),
  'task.item': handle(BODIES['task.item'], recordItem),
  'task.cancel': handle(BODIES['task.cancel'], (context, { taskId, reason }) =>
    decideOn(context, taskId, { kind: 'cancel', reason }),
  ),
  'route.save': handle(BODIES['route.save'], saveRoute),
  'route.remove': handle(BODIES['route.remove'], ({ desk }, { routeId }) =>
    drafted(decideRoute(desk.world.field.routes.get(routeId), { kind: 'remove' }), { routeId }),
  ),
};

const unknownUnit = (unitId: string) => refuse('unknownUnit', `没有登记力量 ${unitId}`);
const notYours = (name: string) => refuse('notYourUnit', `该任务属于 ${name}`);

function decideOn({ desk }: ExecuteContext, taskId: string, command: TaskCommand): Result<Outcome> {
  return drafted(decideTask(desk.world.field.tasks.get(taskId), command, desk.clock()), { taskId });
}

/** What the unit that has the task says of it, or the desk for it over the radio. */
function own(kind: 'accept' | 'refuse' | 'start' | 'finish') {
  return (
    context: ExecuteContext,
    { taskId, ...words }: { taskId: string; reason?: string; note?: string },
    sender: Sender,
  ) => {
    const refused = refusedToOthers(context, taskId, sender);
    return refused ?? decideOn(context, taskId, { kind, ...words } as TaskCommand);
  };
}

function refusedToOthers({ desk }: ExecuteContext, taskId: string, { units }: Sender) {
  const task = desk.world.field.tasks.get(taskId);
  if (!task || !units || (task.unitId !== null && units.has(task.unitId))) return undefined;
  return notYours(task.unitName ?? '其他力量');
}

function publish(context: ExecuteContext, body: TaskCommandBody<'task.publish'>): Result<Outcome> {
  const { desk, locate, field } = context;
  const now = desk.clock();
  const route = body.routeId === undefined ? undefined : desk.world.field.routes.get(body.routeId);
  if (body.routeId !== undefined && !route) return refuse('unknownRoute', '没有这条巡逻路线');
  const unit = body.audience.kind === 'unit' ? desk.world.units.get(body.audience.unitId) : undefined;
  if (body.audience.kind === 'unit' && !unit) return unknownUnit(body.audience.unitId);
  const offered = unit ? ok([unit.id]) : unitsMeantBy(context, body.audience);
  if (!offered.ok) return offered;
  const points = route
    ? route.points.map((point) => ({ ...point, fromAt: null, untilAt: null }))
    : numbered(body.points);
  const first = body.place ?? points[0];
  const placed = first && locate(first.lon, first.lat);
  const hasMusts = body.hasMusts ?? MUST_KINDS.includes(body.kind);
  const taskId = desk.newId();
  const task: TaskFacts = {
    taskId,
    kind: body.kind,
    title: body.title,
    note: body.note,
    audience: body.audience,
    offeredTo: offered.value,
    gridCode: placed?.gridCode ?? (body.audience.kind === 'grid' ? body.audience.gridCode : null),
    startAt: body.startAt ?? now,
    dueAt: body.dueAt,
    place: body.place && { ...body.place, name: body.place.name || (placed?.address ?? '') },
    routeId: route?.id ?? null,
    order: route?.order ?? body.order,
    points,
    line: route?.line ?? (points.length > 1 ? field.alongRoads(points.map(toLonLat)).line : []),
    items: [...(hasMusts ? mustItems(context) : []), ...body.items.map(plainItem)],
    recheckDays: body.recheckDays,
    recheckOf: null,
    isAutomatic: false,
  };
  return drafted(decideTask(undefined, { kind: 'publish', task, unit: unit ?? null }, now), { taskId });
}

const toLonLat = ({ lon, lat }: { lon: number; lat: number }): LonLat => [lon, lat];
const numbered = <Point extends object>(points: readonly Point[]): (Point & { id: string })[] =>
  points.map((point, index) => ({ ...point, id: `p${index + 1}` }));
const plainItem = (text: string, index: number): TaskItem => ({
  id: `i${index + 1}`,
  zh: text,
  en: text,
  isMust: false,
});
export const mustItems = ({ field }: Pick<ExecuteContext, 'field'>): TaskItem[] =>
  field.musts.map(({ id, zh, en }) => ({ id, zh, en, isMust: true }));

/** What waited in a phone's queue was done neither before the task was there nor after now. */
const doneBetween = (task: FieldTask, doneAt: number | undefined, now: number) =>
  Math.min(now, Math.max(task.publishedAt, doneAt ?? now));

function checkIn(context: ExecuteContext, body: TaskCommandBody<'task.checkIn'>, sender: Sender): Result<Outcome> {
  const { desk, field } = context;
  const task = desk.world.field.tasks.get(body.taskId);
  if (!task) return refuse('unknownTask', '没有这项任务');
  const refused = refusedToOthers(context, body.taskId, sender);
  if (refused) return refused;
  const unitId = task.unitId ?? '';
  const fix = body.fix ? field.takeFix(unitId, body.fix) : field.sighting(unitId);
  const doneAt = doneBetween(task, body.doneAt, desk.clock());
  const { pointId, reason } = body;
  return decideOn(context, body.taskId, { kind: 'checkIn', pointId, doneAt, fix, reason });
}

/** A hazard is looked at again on its date by the unit that found it; an urgent one is before the desk's eyes at once. */
function recordItem(context: ExecuteContext, body: TaskCommandBody<'task.item'>, sender: Sender): Result<Outcome> {
  const { desk } = context;
  const now = desk.clock();
  const task = desk.world.field.tasks.get(body.taskId);
  if (!task) return refuse('unknownTask', '没有这项任务');
  const refused = refusedToOthers(context, body.taskId, sender);
  if (refused) return refused;
  const { itemId, result, text } = body;
  const command = { kind: 'recordItem', itemId, result, text, doneAt: doneBetween(task, body.doneAt, now) } as const;
  const decided = decideTask(task, command, now);
  if (!decided.ok || result !== 'hazard') return drafted(decided, { taskId: task.id });
  const recheckAt = body.recheckAt ?? now + task.recheckDays * DAY_MS;
  if (recheckAt <= now) return refuse('taskTimes', '复查日期须在今后');
  const recheck = recheckOf(context, task, { itemId, text, recheckAt });
  if (!recheck.ok) return recheck;
  const report = body.isUrgent ? reportHazard(context, task, text) : ok([]);
  if (!report.ok) return report;
  return ok({ drafts: [...decided.value, ...recheck.value, ...report.value], taskId: task.id });
}

function recheckOf(
  { desk }: ExecuteContext,
  task: FieldTask,
  { itemId, text, recheckAt }: { itemId: string; text: string; recheckAt: number },
): Result<Draft[]> {
  const unit = task.unitId === null ? undefined : desk.world.units.get(task.unitId);
  if (!unit) return unknownUnit(task.unitId ?? '');
  const item = task.items.find(({ id }) => id === itemId)!;
  const place = placeOf(task);
  const points: CheckPoint[] = place
    ? [{ id: 'p1', radiusM: 60, ...place, name: (place.name || task.title).slice(0, 60), fromAt: null, untilAt: null }]
    : [];
  const facts: TaskFacts = {
    taskId: desk.newId(),
    kind: 'inspection',
    title: `复查：${task.title}`.slice(0, 80),
    note: text,
    audience: { kind: 'unit', unitId: unit.id },
    offeredTo: [unit.id],
    gridCode: task.gridCode,
    startAt: recheckAt,
    dueAt: recheckAt + RECHECK_WINDOW_MS,
    place,
    routeId: null,
    order: 'free',
    points,
    line: [],
    items: [{ ...item, id: 'i1', isMust: false }].map(({ id, zh, en, isMust }) => ({ id, zh, en, isMust })),
    recheckDays: task.recheckDays,
    recheckOf: { taskId: task.id, itemId, text },
    isAutomatic: true,
  };
  return decideTask(undefined, { kind: 'publish', task: facts, unit }, desk.clock());
}

const placeOf = ({ place, points }: FieldTask) => {
  const at = place ?? points.findLast(({ checkIn: done }) => done !== null) ?? points[0];
  return at ? { lon: at.lon, lat: at.lat, name: at.name } : null;
};

function reportHazard({ desk, locate, field }: ExecuteContext, task: FieldTask, text: string): Result<Draft[]> {
  const unit = desk.world.units.get(task.unitId ?? '');
  const at = placeOf(task) ?? field.sighting(task.unitId ?? '') ?? unit;
  if (!unit || !at) return unknownUnit(task.unitId ?? '');
  const facts = {
    reportId: desk.newId(),
    unitId: unit.id,
    unitName: unit.name,
    kind: 'safetyHazard',
    text,
    place: locate(at.lon, at.lat),
    taskId: task.id,
  } as const;
  return decideFieldReport(undefined, { kind: 'receive', facts });
}

function saveRoute({ desk, locate, field }: ExecuteContext, body: TaskCommandBody<'route.save'>): Result<Outcome> {
  const known = body.routeId === undefined ? undefined : desk.world.field.routes.get(body.routeId);
  if (body.routeId !== undefined && !known) return refuse('unknownRoute', '没有这条巡逻路线');
  const points = numbered(body.points);
  const [first] = points;
  const route: PatrolRouteFacts = {
    id: known?.id ?? desk.newId(),
    name: body.name,
    gridCode: body.gridCode ?? (first ? locate(first.lon, first.lat).gridCode : null),
    order: body.order,
    points,
    ...field.alongRoads(points.map(toLonLat)),
  };
  return drafted(decideRoute(known, { kind: 'save', route }), { routeId: route.id });
}
