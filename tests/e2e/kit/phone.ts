/** A responder's phone as a program: the real worker wire and the real position endpoint. */
import { io, type Socket } from 'socket.io-client';
import type { DispatchMove } from '#shared/domain/dispatch.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import {
  type ServerToWorker,
  WORKER_NAMESPACE,
  WORKER_WIRE_VERSION,
  type WorkerOrder,
  type WorkerToServer,
} from '#shared/wire/worker.ts';
import { PHONE } from './liveStation.ts';

export type PhoneMove = Extract<DispatchMove, 'accept' | 'refuse' | 'depart' | 'arrive' | 'finish'>;

export interface Phones extends Disposable {
  /** The order a unit has been given, as soon as it is there. */
  orderFor(unitId: string): Promise<WorkerOrder>;
  report(order: WorkerOrder, move: PhoneMove): Promise<CommandAnswer>;
}

/** One terminal that speaks for several units, as a crew's radio does. */
export async function openPhones(url: string, unitIds: readonly string[]): Promise<Phones> {
  const socket: Socket<ServerToWorker, WorkerToServer> = io(`${url}${WORKER_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    auth: { wire: WORKER_WIRE_VERSION, token: PHONE, units: unitIds },
  });
  const orders = new Map<string, WorkerOrder>();
  const waiting = new Map<string, (order: WorkerOrder) => void>();
  socket.on('order', (order) => {
    orders.set(order.unitId, order);
    waiting.get(order.unitId)?.(order);
    waiting.delete(order.unitId);
  });
  socket.on('ended', ({ unitId }) => void orders.delete(unitId));
  await new Promise<void>((done, fail) => {
    socket.once('connect', done);
    socket.once('connect_error', fail);
  });
  return {
    orderFor(unitId) {
      const order = orders.get(unitId);
      return order ? Promise.resolve(order) : new Promise((done) => waiting.set(unitId, done));
    },
    report: ({ unitId, incidentId, dispatchId }, move) =>
      socket.timeout(20_000).emitWithAck('report', {
        commandId: crypto.randomUUID(),
        unitId,
        incidentId,
        dispatchId,
        move,
        reason: '',
      }),
    [Symbol.dispose]: () => void socket.disconnect(),
  };
}
