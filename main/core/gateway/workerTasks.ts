/** What phones are told besides orders: their tasks, their messages, what became evidence. */
import type { Namespace } from 'socket.io';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { EvidenceEventBody, EvidenceSubject } from '#shared/domain/evidence.ts';
import type { MessageEventBody } from '#shared/domain/message.ts';
import { concernsUnit, type FieldTask, isTaskEnded } from '#shared/domain/task.ts';
import type { World } from '#shared/domain/world.ts';
import type { ServerToWorker, WorkerTask, WorkerToServer } from '#shared/wire/worker.ts';

type Workers = Namespace<WorkerToServer, ServerToWorker>;
type Told = Pick<{ emit: (...event: never) => unknown }, never> & {
  emit<Kind extends keyof ServerToWorker>(kind: Kind, ...message: Parameters<ServerToWorker[Kind]>): unknown;
};

export const roomOf = (unitId: string) => `unit:${unitId}`;

export class WorkerNews {
  readonly #workers: Workers;
  readonly #world: World;
  /** Who has been told of a task, and must hear when it is no longer theirs. */
  readonly #told = new Map<string, Set<string>>();

  constructor(workers: Workers, world: World) {
    this.#workers = workers;
    this.#world = world;
  }

  /** The state of one unit, to a phone that has just come. */
  greet(phone: Told, unitId: string): void {
    const concerned = [...this.#world.field.tasks.values()].filter((task) => concernsUnit(task, unitId));
    for (const task of concerned) this.#toldOf(task.id).add(unitId);
    phone.emit('tasks', { unitId, tasks: concerned.map((task) => toWorkerTask(task, unitId)) });
    phone.emit('messages', { unitId, messages: this.#world.field.threads.get(unitId)?.messages ?? [] });
  }

  onEvents(events: readonly StoredEvent[]): void {
    const changed = new Set<string>();
    for (const event of events) {
      const [noun, id = ''] = event.stream.split(/:(.*)/s);
      if (noun === 'task') changed.add(id);
      else if (noun === 'thread') this.#tellOfMessage(event);
      else if (event.kind === 'evidence.added') this.#tellOfEvidence(event);
    }
    for (const taskId of changed) this.#tellOfTask(taskId);
  }

  #tellOfTask(taskId: string): void {
    const task = this.#world.field.tasks.get(taskId);
    const told = this.#toldOf(taskId);
    const concerned = task ? [...task.offeredTo, task.unitId ?? ''].filter((unitId) => concernsUnit(task, unitId)) : [];
    for (const unitId of new Set([...told, ...concerned])) {
      const own = task && concerned.includes(unitId) ? toWorkerTask(task, unitId) : null;
      this.#to(unitId).emit('task', { unitId, taskId, task: own });
    }
    if (!task || isTaskEnded(task)) this.#told.delete(taskId);
    else this.#told.set(taskId, new Set(concerned));
  }

  #tellOfMessage(event: StoredEvent): void {
    if (event.kind === 'message.sent') {
      const { unitId, messageId } = event.body as MessageEventBody['message.sent'];
      const message = this.#world.field.threads.get(unitId)?.messages.find(({ id }) => id === messageId);
      if (message) this.#to(unitId).emit('message', { unitId, message });
      return;
    }
    const as = event.kind === 'message.read' ? 'read' : 'delivered';
    this.#to((event.body as { unitId: string }).unitId).emit('marked', {
      ...(event.body as MessageEventBody['message.read']),
      as,
      at: event.at,
    });
  }

  #tellOfEvidence(event: StoredEvent): void {
    const { subject, file } = event.body as EvidenceEventBody['evidence.added'];
    for (const unitId of this.#holdersOf(subject)) this.#to(unitId).emit('evidence', { unitId, subject, file });
  }

  #holdersOf({ kind, id }: EvidenceSubject): Iterable<string> {
    const { incidents, field } = this.#world;
    if (kind === 'incident') return new Set(incidents.get(id)?.dispatches.map(({ unitId }) => unitId));
    const unitId = kind === 'task' ? field.tasks.get(id)?.unitId : field.reports.get(id)?.unitId;
    return unitId ? [unitId] : [];
  }

  #toldOf(taskId: string): Set<string> {
    const told = this.#told.get(taskId) ?? new Set<string>();
    this.#told.set(taskId, told);
    return told;
  }

  #to(unitId: string) {
    return this.#workers.to(roomOf(unitId));
  }
}

function toWorkerTask(task: FieldTask, unitId: string): WorkerTask {
  return {
    taskId: task.id,
    unitId,
    kind: task.kind,
    state: task.state,
    title: task.title,
    note: task.note,
    isAutomatic: task.isAutomatic,
    publishedAt: task.publishedAt,
    startAt: task.startAt,
    dueAt: task.dueAt,
    isOverdue: task.overdueAt !== null,
    place: task.place,
    order: task.order,
    points: task.points.map(({ checkIn, ...point }) => ({
      ...point,
      checkIn: checkIn && { doneAt: checkIn.doneAt, isProved: checkIn.unproved === null },
    })),
    line: task.line,
    items: task.items.map(({ doneAt, ...item }) => item),
    suspendedBy: task.suspension?.incidentId ?? null,
    recheckOf: task.recheckOf?.text ?? null,
  };
}
