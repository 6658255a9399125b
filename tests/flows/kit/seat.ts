/** A seat as a program: the real wire, folded with the domain's own evolve. */
import { io, type Socket } from 'socket.io-client';
import { emptyWorld, evolveWorld, unpackWorld, type World } from '#shared/domain/world.ts';
import {
  type CommandAnswer,
  SEAT_NAMESPACE,
  SEAT_WIRE_VERSION,
  type SeatHello,
  type SeatRefusal,
  type SeatToServer,
  type SeatWelcome,
  type ServerToSeat,
} from '#shared/wire/seat.ts';

export interface TestSeat extends Disposable {
  readonly world: World;
  readonly welcome: SeatWelcome;
  /** Events received after the welcome, in order of arrival. */
  readonly seqs: readonly number[];
  readonly socket: Socket<ServerToSeat, SeatToServer>;
  command(kind: string, body: object, commandId?: string): Promise<CommandAnswer>;
}

/** Resolves with the seat once it is welcome, or rejects with the refusal that kept it out. */
export function takeSeat(url: string, token: string, extra: Partial<SeatHello> = {}): Promise<TestSeat> {
  const socket: Socket<ServerToSeat, SeatToServer> = io(`${url}${SEAT_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { wire: SEAT_WIRE_VERSION, token, ...extra },
  });
  const seqs: number[] = [];
  return new Promise((resolve, reject) => {
    socket.on('connect_error', (error) => {
      socket.disconnect();
      reject((error as Error & { data?: SeatRefusal }).data ?? error);
    });
    socket.on('welcome', (welcome) => {
      const world = welcome.world ? unpackWorld(welcome.world) : emptyWorld();
      socket.on('events', (events) => {
        for (const event of events) {
          seqs.push(event.seq);
          evolveWorld(world, event);
        }
      });
      resolve({
        world,
        welcome,
        seqs,
        socket,
        command: (kind, body, commandId = crypto.randomUUID()) =>
          socket.timeout(10_000).emitWithAck('command', { commandId, kind, body }),
        [Symbol.dispose]: () => socket.disconnect(),
      });
    });
  });
}
