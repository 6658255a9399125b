/** A phone as a program: the real worker wire, holding what it has been told. */
import { io, type Socket } from 'socket.io-client';
import type { Message } from '#shared/domain/message.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import {
  type ServerToWorker,
  WORKER_NAMESPACE,
  WORKER_WIRE_VERSION,
  type WorkerCommand,
  type WorkerPosition,
  type WorkerTask,
  type WorkerToServer,
} from '#shared/wire/worker.ts';
import { eventually, WORKER } from './station.ts';

export interface TestPhone extends Disposable {
  readonly socket: Socket<ServerToWorker, WorkerToServer>;
  /** What it shows of its unit now, by id. */
  readonly tasks: ReadonlyMap<string, WorkerTask>;
  readonly messages: readonly Message[];
  command(kind: WorkerCommand['kind'], body: object, commandId?: string): Promise<CommandAnswer>;
  /** Says where it is. */
  stand(lon: number, lat: number, extra?: Partial<WorkerPosition>): Promise<unknown>;
  /** The task once the phone shows it in this state. */
  shows(taskId: string, state: WorkerTask['state']): Promise<WorkerTask>;
}

/** Resolves when the phone has been told everything that concerns its unit. `listen`: to what it is told from the first moment. */
export function openPhone(
  url: string,
  unitId: string,
  token = WORKER,
  listen: (socket: TestPhone['socket']) => void = () => undefined,
): Promise<TestPhone> {
  const socket: Socket<ServerToWorker, WorkerToServer> = io(`${url}${WORKER_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { wire: WORKER_WIRE_VERSION, token, units: [unitId] },
  });
  listen(socket);
  const tasks = new Map<string, WorkerTask>();
  const messages: Message[] = [];
  socket.on('tasks', (told) => {
    tasks.clear();
    for (const task of told.tasks) tasks.set(task.taskId, task);
  });
  socket.on('task', ({ taskId, task }) => {
    if (task) tasks.set(taskId, task);
    else tasks.delete(taskId);
  });
  socket.on('message', ({ message }) => messages.push(message));
  return new Promise((resolve, reject) => {
    socket.on('connect_error', reject);
    socket.on('messages', (told) => {
      messages.splice(0, messages.length, ...told.messages);
      resolve({
        socket,
        tasks,
        messages,
        command: (kind, body, commandId = crypto.randomUUID()) =>
          socket.timeout(10_000).emitWithAck('command', { commandId, unitId, kind, body }),
        stand: (lon, lat, extra = {}) =>
          socket
            .timeout(10_000)
            .emitWithAck('positions', [{ unitId, lon, lat, accuracyM: 5, at: Date.now(), ...extra }]),
        shows: (taskId, state) =>
          eventually(`task ${state} on ${unitId}`, () => {
            const task = tasks.get(taskId);
            return task?.state === state ? task : undefined;
          }),
        [Symbol.dispose]: () => void socket.disconnect(),
      });
    });
  });
}
