/** The seat side of the gateway: windows get the world, then everything that changes it, in order and without gaps. */
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import { execute } from '#main/core/desk/execute.ts';
import type { Fix } from '#main/core/tracks/latest.ts';
import type { Actor, StoredEvent } from '#shared/domain/event.ts';
import type { WallEventBody } from '#shared/domain/wallPlan.ts';
import { packWorld } from '#shared/domain/world.ts';
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { mayRead } from '#shared/wire/roles.ts';
import {
  commandRequestSchema,
  focusSchema,
  type PositionTuple,
  SEAT_NAMESPACE,
  SEAT_PULSE_MS,
  SEAT_WIRE_VERSION,
  type SeatHello,
  type SeatRefusal,
  type SeatToServer,
  type ServerToSeat,
  seatHelloSchema,
} from '#shared/wire/seat.ts';
import { wallPageBeatSchema } from '#shared/wire/wall.ts';
import type { Account } from './auth.ts';
import { addCallLine, CALL_WORDS } from './callLines.ts';
import type { GatewayContext } from './context.ts';
import { addCoverageQuestions, publishCoverage } from './coverage.ts';
import { senderOf } from './http.ts';
import { addLinkQuestions } from './links.ts';
import { questionsOf } from './questions.ts';
import { bearerKind } from './session.ts';
import { limitConnections, limitEvents, SEAT_LIMITS } from './socketLimits.ts';
import { dropUnvouched } from './vouched.ts';
import { WallBoard } from './walls.ts';

const POSITIONS_MS = 500;
/** More missed events than this and a whole world is cheaper. */
const MOST_MISSED = 5_000;

interface SeatData {
  account: Account;
  hello: SeatHello;
}
type SeatSocket = Socket<SeatToServer, ServerToSeat, Record<string, never>, SeatData>;

const recommendRequest = z.strictObject({ incidentId: z.string().min(1).max(80) });

export function openSeats(server: Server, context: GatewayContext): Disposable {
  const store = new DisposableStore();
  const seats = server.of(SEAT_NAMESPACE);
  const { desk } = context.execution;
  const walls = new WallBoard(context.clock, () => performance.now());

  limitConnections(server);
  seats.use((socket, next) => {
    const admitted = admit(socket.handshake.auth, context);
    if ('code' in admitted) return next(Object.assign(new Error(admitted.code), { data: admitted }));
    Object.assign(socket.data, admitted);
    next();
  });
  seats.on('connection', (socket) => void welcome(socket as SeatSocket, context, walls));

  store.add(
    desk.onEvents((events) => {
      for (const { kind, body } of events)
        if (kind === 'wall.forgotten') walls.forget((body as WallEventBody['wall.forgotten']).displayId);
      seats.to(READY).emit('events', events);
    }),
  );
  store.add(walls.onChange(() => seats.to(READY).emit('walls', walls.reports)));
  store.add(context.presence.onChange(() => seats.to(READY).emit('presence', context.presence.seats)));
  store.add(publishCoverage(context.coverage, (news) => seats.to(READY).emit('coverage', news)));
  const positions = setInterval(() => {
    const changed = context.positions.takeChanged();
    if (changed.length > 0) seats.to(READY).emit('positions', changed.map(toTuple));
  }, POSITIONS_MS);
  const sendPulse = () => {
    seats.to(READY).emit('pulse', {
      serverNow: context.clock(),
      pace: context.pace.now(),
      head: context.journal.durableHead,
      chain: context.chain(),
      links: context.linkHealth(),
      unknownCallers: context.links.countUnknownCallers(),
      seats: seats.sockets.size,
      signIn: context.accounts.signInState,
    });
  };
  const pulse = setInterval(() => {
    walls.tick();
    sendPulse();
  }, SEAT_PULSE_MS);
  // A window whose clock ran on for a second at ten times the pace would have to step back.
  const unpaced = context.pace.onChange(sendPulse);
  if (unpaced) store.add(toDisposable(unpaced));
  store.add(dropUnvouched(seats, context));
  store.add(toDisposable(() => clearInterval(positions)));
  store.add(toDisposable(() => clearInterval(pulse)));
  store.add(toDisposable(() => seats.disconnectSockets(true)));
  return store;
}

/** Seats that have their world: only they may get events, or they would see a gap. */
const READY = 'ready';

function admit(auth: unknown, context: GatewayContext): SeatData | SeatRefusal {
  const refusal = (code: SeatRefusal['code'], message: string) => ({ code, message, wire: SEAT_WIRE_VERSION });
  const version = (auth as { wire?: unknown } | undefined)?.wire;
  if (version !== SEAT_WIRE_VERSION) {
    return refusal('wireVersion', `席位版本 ${String(version)} 与核心版本 ${SEAT_WIRE_VERSION} 不一致，请更新`);
  }
  const hello = seatHelloSchema.safeParse(auth);
  if (!hello.success) return refusal('badHello', describeIssue(hello.error));
  const account = context.credentials.find(hello.data.token);
  const refused = (actor: Actor, role: string | null, code: string) =>
    context.accounts.refused({ actor, role, what: 'seat', code });
  if (!account) {
    refused({ kind: 'system', id: 'gateway' }, null, 'unauthorised');
    return refusal('unauthorised', '令牌无效');
  }
  if (!mayRead(account.role, 'desk')) {
    refused(senderOf(account).actor, account.role, 'roleMayNotRead');
    return refusal('roleMayNotRead', `角色 ${account.role} 不能打开席位`);
  }
  return { account, hello: hello.data };
}

async function welcome(socket: SeatSocket, context: GatewayContext, walls: WallBoard): Promise<void> {
  const { account, hello } = socket.data;
  const { presence, seatBook } = context;
  const { desk } = context.execution;
  addHandlers(socket, context, walls);
  // Nothing may be shown that a failing disk could still take back.
  await desk.settled();
  const head = context.journal.durableHead;
  const missed = missedSince(hello, context);
  socket.emit('welcome', {
    wire: SEAT_WIRE_VERSION,
    station: context.station,
    seat: {
      ...{ id: socket.id, name: account.name, role: account.role, scope: account.scope ?? null },
      ...{ bearer: bearerKind(account), isOwn: account.isOwnSeat === true },
    },
    signIn: context.accounts.signInState,
    serverNow: context.clock(),
    pace: context.pace.now(),
    head,
    world: missed ? null : packWorld(desk.world),
    missed: missed ?? [],
    positions: [...context.positions.all()].map(toTuple),
  });
  socket.emit('coverage', { kind: 'state', state: context.coverage.desk.state });
  socket.join(READY);
  socket.emit('presence', presence.seats);
  socket.emit('walls', walls.reports);
  const seat = { seatId: socket.id, personId: account.id, name: account.name, role: account.role };
  const where = whereOf(socket, context);
  presence.join(seat, where.machine);
  seatBook.join({ ...seat, bearer: bearerKind(account), ...where });
  const leave = () => {
    presence.leave(socket.id);
    seatBook.leave(socket.id);
  };
  socket.on('disconnect', leave);
  socket.conn.on('packet', () => seatBook.heard(socket.id));
  if (socket.disconnected) leave();
}

/** On which machine it stands, as far as that is known. */
function whereOf({ data, handshake }: SeatSocket, { execution }: GatewayContext) {
  const { machineId } = data.account;
  const machine = machineId === undefined ? null : (execution.desk.world.machines.get(machineId)?.name ?? null);
  const isHere = /^(::ffff:)?127\.|^::1$/.test(handshake.address);
  return { machine, address: isHere ? null : handshake.address.replace(/^::ffff:/, '') };
}

/** Events a returning window missed, or undefined when it needs a whole world: other station, other chain, too long away. */
function missedSince({ resume }: SeatHello, { station, journal }: GatewayContext): StoredEvent[] | undefined {
  if (!resume || resume.station !== station.id || resume.realm !== station.realm) return undefined;
  const { seq } = journal.durableHead;
  if (resume.seq > seq || resume.seq === 0 || seq - resume.seq > MOST_MISSED) return undefined;
  const [known, ...missed] = journal.read(resume.seq - 1, MOST_MISSED + 1);
  return known?.hash === resume.hash ? missed : undefined;
}

function addHandlers(socket: SeatSocket, context: GatewayContext, walls: WallBoard): void {
  // Asked again with every message: a role may have changed, a session ended, in the moment before the socket is dropped.
  const present = () => context.credentials.find(socket.data.hello.token);
  limitEvents(socket, { ...SEAT_LIMITS, apart: CALL_WORDS });
  socket.use((_packet, next) => (present() ? next() : void socket.disconnect(true)));
  socket.on('active', () => context.accounts.noteActivity(socket.data.account));
  socket.on('focus', (request) => {
    const parsed = focusSchema.safeParse(request);
    if (parsed.success) context.presence.focus(socket.id, parsed.data.incidentId);
  });
  socket.on('wallBeat', (beat) => {
    const parsed = wallPageBeatSchema.safeParse(beat);
    if (parsed.success) walls.beat(socket.id, socket.data.account.name, parsed.data);
  });
  socket.on('disconnect', () => walls.leave(socket.id));
  const onQuestion = questionsOf<SeatToServer>(socket, context.execution.desk.failures);
  onQuestion('machineReports', z.unknown()).answer(() => ({
    ok: true,
    reports: context.machines.reports(),
    lan: context.machines.lan(),
  }));
  addCallLine(onQuestion, socket, context, ({ personId }) => personId === present()?.id);
  const { role, scope = null } = socket.data.account;
  const here = context.calls.seats.add({ role, scope });
  socket.on('disconnect', () => here.dispose());
  addLinkQuestions(onQuestion, context);
  addCoverageQuestions(onQuestion, context);
  onQuestion('command', commandRequestSchema).answer(async (request) => {
    const account = present();
    if (!account) return { ok: false, code: 'unauthorised', message: '登录已失效，请重新登录' };
    context.accounts.noteActivity(account);
    const answer = await execute(context.execution, request, { ...senderOf(account), seat: socket.id });
    context.seatBook.did(socket.id, request.kind, answer.ok ? null : answer.code);
    return answer;
  });
  onQuestion('recommend', recommendRequest).answer(({ incidentId }) => {
    const incident = context.execution.desk.world.incidents.get(incidentId);
    if (!incident) return { ok: false, code: 'unknownIncident', message: '没有这起事件' };
    return { ok: true, recommendation: context.execution.recommend(incident) };
  });
}

function toTuple(fix: Fix): PositionTuple {
  const { unitId, lon, lat, courseDegrees, speedMps, accuracyM, fixAt, receivedAt, batteryPercent, staleAt } = fix;
  return [unitId, lon, lat, courseDegrees, speedMps, accuracyM, fixAt, receivedAt, batteryPercent, staleAt];
}
