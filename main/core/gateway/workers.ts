/** The field side of the gateway: phones get their orders and report what became of them. */
import type { Server, Socket } from 'socket.io';
import { execute } from '#main/core/desk/execute.ts';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { type Dispatch, isActive } from '#shared/domain/dispatch.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentEventBody, IncidentState } from '#shared/domain/incident.ts';
import { decideUnit, isUnitOnShift } from '#shared/domain/unit.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import {
  type ServerToWorker,
  WORKER_NAMESPACE,
  WORKER_WIRE_VERSION,
  type WorkerHello,
  type WorkerOrder,
  type WorkerToServer,
  workerCommandSchema,
  workerHelloSchema,
  workerPositionsSchema,
  workerReportSchema,
  workerShiftSchema,
  workerSosSchema,
} from '#shared/wire/worker.ts';
import { type Account, unitsOf } from './auth.ts';
import { addCallLine, CALL_WORDS } from './callLines.ts';
import type { GatewayContext } from './context.ts';
import { questionsOf } from './questions.ts';
import { limitEvents, workerLimits } from './socketLimits.ts';
import { dropUnvouched } from './vouched.ts';
import { WorkerCalls } from './workerCalls.ts';
import { WorkerLinkages } from './workerLinkage.ts';
import { roomOf, WorkerNews } from './workerTasks.ts';

type WorkerSocket = Socket<
  WorkerToServer,
  ServerToWorker,
  Record<string, never>,
  { hello: WorkerHello; account: Account }
>;

/** Who tells phones what. */
interface Tellers {
  readonly news: WorkerNews;
  readonly linkages: WorkerLinkages;
  readonly calls: WorkerCalls;
}

/** The phones that are here now. */
export interface Workers extends Disposable {
  readonly tell: WorkerLinkages['tell'];
}

export function openWorkers(server: Server, context: GatewayContext): Workers {
  const store = new DisposableStore();
  const workers = server.of(WORKER_NAMESPACE);
  const { desk } = context.execution;

  workers.use((socket, next) => {
    const refuse = (code: string, message: string) =>
      next(Object.assign(new Error(code), { data: { code, message, wire: WORKER_WIRE_VERSION } }));
    const hello = workerHelloSchema.safeParse(socket.handshake.auth);
    if (!hello.success) return refuse('badHello', describeIssue(hello.error));
    if (hello.data.wire !== WORKER_WIRE_VERSION) return refuse('wireVersion', '终端版本与核心不一致，请更新');
    const account = context.credentials.find(hello.data.token);
    if (account?.role !== 'worker') return refuse('unauthorised', '令牌无效');
    const bound = unitsOf(account);
    const other = bound && hello.data.units.find((unitId) => !bound.has(unitId));
    if (other !== undefined) return refuse('notYourUnit', `本手机不代表 ${other}`);
    const stranger = hello.data.units.find((unitId) => !desk.world.units.has(unitId));
    if (stranger !== undefined) return refuse('unknownUnit', `没有登记力量 ${stranger}`);
    socket.data.hello = hello.data;
    socket.data.account = account;
    next();
  });
  const news = new WorkerNews(workers, desk.world);
  const linkages = new WorkerLinkages(workers, desk.world, context.station.realm);
  const calls = new WorkerCalls(workers, desk.world, context.calls);
  workers.on('connection', (socket) => welcome(socket as WorkerSocket, context, { news, linkages, calls }));

  store.add(
    desk.onEvents((events) => {
      news.onEvents(events);
      linkages.onEvents(events);
      calls.onEvents(events);
      for (const event of events) {
        const change = orderChange(event, context);
        if (change?.order) workers.to(roomOf(change.order.unitId)).emit('order', change.order);
        if (change?.moved) workers.to(roomOf(change.moved.unitId)).emit('moved', change.moved);
        if (change?.ended) workers.to(roomOf(change.ended.unitId)).emit('ended', change.ended);
      }
    }),
  );
  store.add(dropUnvouched(workers, context));
  store.add(toDisposable(() => workers.disconnectSockets(true)));
  return { tell: (notice) => linkages.tell(notice), dispose: () => store.dispose() };
}

/** Handlers first, so that nothing a hasty phone says is lost; then what it is to show. */
function welcome(socket: WorkerSocket, context: GatewayContext, { news, linkages, calls }: Tellers): void {
  const { desk } = context.execution;
  const units = new Set(socket.data.hello.units);
  addHandlers(socket, context, units);
  for (const unitId of units) void socket.join(roomOf(unitId));
  const { id, name, realm } = context.station;
  socket.emit('welcome', {
    wire: WORKER_WIRE_VERSION,
    station: { id, name, realm },
    serverNow: context.clock(),
    units: [...units].map((unitId) => ({
      unitId,
      name: desk.world.units.get(unitId)?.name ?? unitId,
      isOnShift: isUnitOnShift(desk.world, unitId),
      dispatchId: desk.world.units.get(unitId)?.engagement?.dispatchId ?? null,
      callId: calls.goingOn(unitId)?.id ?? null,
    })),
  });
  for (const unitId of units) {
    news.greet(socket, unitId);
    linkages.greet(socket, unitId);
    calls.greet(socket, unitId);
    const { incidentId, dispatchId } = desk.world.units.get(unitId)?.engagement ?? {};
    const incident = desk.world.incidents.get(incidentId ?? '');
    const dispatch = incident?.dispatches.find((candidate) => candidate.id === dispatchId);
    if (incident && dispatch && isActive(dispatch.state)) socket.emit('order', toOrder(incident, dispatch));
  }
}

function senderFor(unitId: string, { execution }: GatewayContext) {
  const name = execution.desk.world.units.get(unitId)?.name ?? unitId;
  const actor = { kind: 'unit' as const, id: unitId, name, role: 'worker' };
  return { actor, role: 'worker' as const, units: new Set([unitId]) };
}

const strange = (unitId: string) => ({ ok: false, code: 'notYourUnit', message: `本终端不代表 ${unitId}` }) as const;

function addHandlers(socket: WorkerSocket, context: GatewayContext, units: ReadonlySet<string>): void {
  const { execution, positionIngest } = context;
  const limits = workerLimits(units.size);
  limitEvents(socket, { ...limits, apart: { ...limits.apart, ...CALL_WORDS } });
  const onQuestion = questionsOf<WorkerToServer>(socket, execution.desk.failures);
  addCallLine(onQuestion, socket, context, ({ unitId }) => unitId !== null && units.has(unitId));
  onQuestion('command', workerCommandSchema).answer(({ unitId, ...command }) =>
    units.has(unitId) ? execute(execution, command, senderFor(unitId, context)) : strange(unitId),
  );
  onQuestion('sos', workerSosSchema).answer(async (call) => {
    const { unitId, text, at, position } = call;
    if (!units.has(unitId)) return strange(unitId);
    const raw = Buffer.from(JSON.stringify(call)).toString('hex');
    const place = position && positionIngest.toWgs84('worker', position);
    await context.raiseSos({ source: 'worker', unitKey: unitId, unitId, text, deviceAt: at, position: place, raw });
    return { ok: true, taken: 1 };
  });
  onQuestion('report', workerReportSchema).answer(({ commandId, unitId, incidentId, dispatchId, move, reason }) => {
    if (!units.has(unitId)) return strange(unitId);
    const needsReason = move === 'refuse' || move === 'finish';
    const body = { incidentId, dispatchId, ...(needsReason && { reason }) };
    return execute(execution, { commandId, kind: `dispatch.${move}`, body }, senderFor(unitId, context));
  });
  onQuestion('positions', workerPositionsSchema).answer((positions) => {
    const stranger = positions.find(({ unitId }) => !units.has(unitId));
    if (stranger) return strange(stranger.unitId);
    const receivedAt = context.clock();
    for (const { at, ...position } of positions) {
      context.acceptFix({ ...position, source: 'worker', door: 'worker', deviceAt: at, receivedAt });
    }
    return { ok: true, taken: positions.length };
  });
  onQuestion('shift', workerShiftSchema).answer(async ({ unitId, isOnShift }) => {
    if (!units.has(unitId)) return strange(unitId);
    const { desk } = execution;
    const decided = decideUnit(desk.world.units.get(unitId), { kind: 'unit.shift', unitId, isOnShift });
    if (!decided.ok) return { ok: false, ...decided.failure };
    await desk.record(decided.value, senderFor(unitId, context).actor).published;
    return { ok: true, taken: 0 };
  });
}

interface OrderChange {
  order?: WorkerOrder;
  moved?: Parameters<ServerToWorker['moved']>[0];
  ended?: { unitId: string; dispatchId: string; state: string; reason: string | null };
}

function orderChange(event: StoredEvent, { execution }: GatewayContext): OrderChange | undefined {
  if (event.kind === 'incident.dispatched') {
    const { incidentId, dispatchId } = event.body as IncidentEventBody['incident.dispatched'];
    const incident = execution.desk.world.incidents.get(incidentId);
    const dispatch = incident?.dispatches.find((candidate) => candidate.id === dispatchId);
    return incident && dispatch && isActive(dispatch.state) ? { order: toOrder(incident, dispatch) } : undefined;
  }
  if (event.kind === 'incident.dispatchMoved') {
    const { unitId, dispatchId, to, reason } = event.body as IncidentEventBody['incident.dispatchMoved'];
    if (!isActive(to)) return { ended: { unitId, dispatchId, state: to, reason } };
    return { moved: { unitId, dispatchId, state: to as WorkerOrder['state'] } };
  }
  return undefined;
}

function toOrder(incident: IncidentState, dispatch: Dispatch): WorkerOrder {
  const kind = INCIDENT_KIND_CATALOG[incident.kind].zh;
  return {
    incidentId: incident.id,
    dispatchId: dispatch.id,
    unitId: dispatch.unitId,
    task: dispatch.task,
    state: dispatch.state as WorkerOrder['state'],
    title: incident.title ? `${kind} · ${incident.title}` : kind,
    level: incident.level,
    address: dispatch.target?.name ?? incident.place.address,
    lon: dispatch.target?.lon ?? incident.place.lon,
    lat: dispatch.target?.lat ?? incident.place.lat,
    etaSeconds: dispatch.etaSeconds,
    route: dispatch.route,
    notifiedAt: dispatch.notifiedAt,
  };
}
