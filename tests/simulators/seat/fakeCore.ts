import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { StoredEvent } from '#shared/domain/event.ts';
import { emptyWorld, evolveWorld, packWorld } from '#shared/domain/world.ts';
import {
  type CommandAnswer,
  type CommandRequest,
  SEAT_NAMESPACE,
  SEAT_WIRE_VERSION,
  type SeatHello,
  type SeatRefusal,
  type SeatToServer,
  type SeatWelcome,
  type ServerToSeat,
} from '#shared/wire/seat.ts';

/** What a test lets the core do otherwise than well. */
export interface FakeCoreHabits {
  refusal: SeatRefusal | null;
  /** Answers a command, or `silence`. */
  answer: (request: CommandRequest) => CommandAnswer | 'silence';
}

/**
 * The core's side of the seat wire on loopback, with a journal in memory: for windows' tests, where the real core would
 * be too obliging. Nothing happens by itself: a test appends, pulses and breaks things.
 */
export async function startFakeCore(events: readonly StoredEvent[] = []) {
  const http = createServer();
  const server = new Server<SeatToServer, ServerToSeat>(http, { transports: ['websocket'], serveClient: false });
  const seats = server.of(SEAT_NAMESPACE);
  const journal: StoredEvent[] = [...events];
  const hellos: SeatHello[] = [];
  const commands: CommandRequest[] = [];
  const habits: FakeCoreHabits = { refusal: null, answer: () => ({ ok: true, seq: journal.length }) };
  const head = () => ({ seq: journal.length, hash: journal.at(-1)?.hash ?? '' });

  seats.use((socket, next) => {
    hellos.push(socket.handshake.auth as SeatHello);
    if (!habits.refusal) return next();
    next(Object.assign(new Error(habits.refusal.code), { data: habits.refusal }));
  });
  seats.on('connection', (socket) => {
    const { resume } = socket.handshake.auth as SeatHello;
    const resumes = resume !== undefined && journal[resume.seq - 1]?.hash === resume.hash;
    const welcome: SeatWelcome = {
      wire: SEAT_WIRE_VERSION,
      station: {
        id: 'test',
        name: '测试中心',
        jurisdiction: '990101001',
        realm: 'live',
        profile: 'fujian-a',
        packId: 'demo',
      },
      seat: { id: socket.id, name: '值班员', role: 'duty', scope: null, bearer: 'program', isOwn: false },
      signIn: 'unset',
      serverNow: Date.now(),
      head: head(),
      world: resumes ? null : packWorld(journal.reduce(evolveWorld, emptyWorld())),
      missed: resumes ? journal.slice(resume.seq) : [],
      positions: [['u-1', 117.01, 25.07, 90, 3, 8, Date.now(), Date.now(), 80, null]],
    };
    socket.emit('welcome', welcome);
    socket.on('command', (request, answer) => {
      commands.push(request);
      const given = habits.answer(request);
      if (given !== 'silence') answer(given);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    habits,
    journal,
    /** What each seat said of itself, in order of arrival. */
    hellos,
    commands,
    append: (event: StoredEvent) => {
      journal.push(event);
      seats.emit('events', [event]);
    },
    /** As if the message were lost on the way. */
    appendUnsaid: (event: StoredEvent) => void journal.push(event),
    pulse: () =>
      seats.emit('pulse', {
        serverNow: Date.now(),
        head: head(),
        chain: { checkedAt: Date.now(), checkedSeq: journal.length, brokenAtSeq: null },
        links: [],
        unknownCallers: 0,
        seats: seats.sockets.size,
        signIn: 'unset',
      }),
    dropSeats: () => seats.disconnectSockets(true),
    stop: () => server.close(),
  };
}
