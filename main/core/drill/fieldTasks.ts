/** What simulated phones do with tasks: take them after a while, go from check-point to check-point, look, and finish. */
import type { Socket } from 'socket.io-client';
import type { LonLat } from '#shared/geo/earth.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { ServerToWorker, WorkerCommand, WorkerTask, WorkerToServer } from '#shared/wire/worker.ts';
import type { Chance } from './chance.ts';

/** Some of those who may claim a task do. */
const CLAIMS = 0.3;
/** At a check-point until a position from there is on the desk. */
const LOOKS_AROUND_MS = 9_000;

interface Work {
  readonly task: WorkerTask;
  nextAt: number;
  /** The check-point somebody is going to, or stands at. */
  goal: string | null;
}

export class FieldTasks {
  readonly #socket: Socket<ServerToWorker, WorkerToServer>;
  readonly #chance: Chance;
  readonly #clock: Clock;
  readonly #work = new Map<string, Work>();

  constructor(socket: Socket<ServerToWorker, WorkerToServer>, chance: Chance, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    this.#chance = chance;
    socket.on('tasks', ({ tasks }) => {
      for (const task of tasks) this.#take(task);
    });
    socket.on('task', ({ unitId, taskId, task }) => {
      if (task) this.#take(task);
      else if (this.#work.get(unitId)?.task.taskId === taskId) this.#work.delete(unitId);
    });
  }

  /**
   * The next thing a unit does about its task. Answers where it is to go now; null when it stands and works; undefined when it
   * has none and walks its beat. `hasArrived`: it is where it was sent last.
   */
  next(unitId: string, hasArrived: boolean, now: number): LonLat | null | undefined {
    const work = this.#work.get(unitId);
    if (!work || work.task.state === 'open' || work.task.state === 'suspended') return this.#claim(work, now);
    if (now < work.nextAt) return null;
    const { task } = work;
    if (task.state === 'assigned') return this.#say(work, 'task.accept', { taskId: task.taskId }, now);
    if (!hasArrived) return null;
    const point = task.points.find(({ checkIn }) => checkIn === null);
    if (point && work.goal !== point.id) {
      work.goal = point.id;
      work.nextAt = now + LOOKS_AROUND_MS;
      return [point.lon, point.lat];
    }
    if (point)
      return this.#say(work, 'task.checkIn', { taskId: task.taskId, pointId: point.id, reason: '路口临时封闭' }, now);
    const item = task.items.find(({ result }) => result === null);
    if (item) return this.#say(work, 'task.item', { taskId: task.taskId, itemId: item.id, result: 'passed' }, now);
    return this.#say(work, 'task.finish', { taskId: task.taskId }, now);
  }

  /** The newest word of a task counts; a unit goes on with the one it has begun before it looks at another. */
  #take(task: WorkerTask): void {
    const held = this.#work.get(task.unitId);
    if (held && held.task.taskId !== task.taskId && held.task.state !== 'open') return;
    const isSame = held?.task.taskId === task.taskId;
    const nextAt = this.#clock() + this.#chance.between(3_000, 9_000);
    this.#work.set(task.unitId, { task, nextAt, goal: isSame ? held.goal : null });
  }

  #claim(work: Work | undefined, now: number): undefined {
    if (work?.task.state !== 'open' || now < work.nextAt) return undefined;
    work.nextAt = Number.POSITIVE_INFINITY;
    const { taskId, unitId } = work.task;
    if (this.#chance.happens(CLAIMS)) this.#say(work, 'task.claim', { taskId, unitId }, now);
    return undefined;
  }

  /** What was said shows in the next word about the task; a refused one is said again after a while. */
  #say(work: Work, kind: WorkerCommand['kind'], body: object, now: number): null {
    const command = { commandId: crypto.randomUUID(), unitId: work.task.unitId, kind, body };
    this.#socket.timeout(8_000).emit('command', command, () => undefined);
    work.nextAt = now + 20_000;
    return null;
  }
}
