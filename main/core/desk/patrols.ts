/**
 * What the desk does by itself with the field's tasks: an incident of a unit suspends what the unit is doing and gives it back,
 * a task that is late is said once, and an idle unit is given the route of its grid that was forgotten longest.
 * Everything follows from the world, so that a restarted core goes on where it was.
 */
import type { UnitKind } from '#shared/catalog/unitKinds.ts';
import type { Actor, Draft, StoredEvent } from '#shared/domain/event.ts';
import { freshnessAt, isLive } from '#shared/domain/position.ts';
import { byForgotten, type PatrolRoute } from '#shared/domain/route.ts';
import { SYSTEM_REASONS } from '#shared/domain/systemReasons.ts';
import { type FieldTask, isTaskEnded, isTaskHeld, type TaskFacts } from '#shared/domain/task.ts';
import { decideTask, type TaskCommand } from '#shared/domain/taskDecide.ts';
import { isOnShift, type UnitState } from '#shared/domain/unit.ts';
import { isWithinArea } from '#shared/geo/areaCode.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { ExecuteContext } from './command.ts';
import { mustItems } from './tasks.ts';

const RULE: Actor = { kind: 'system', id: 'rule' };
const CLOCK: Actor = { kind: 'system', id: 'clock' };
const MINUTE_MS = 60_000;
/** How often idle units are looked for. */
const LOOK_EVERY_MS = 2_000;
/** A patrol nobody has answered goes back, so that the route is walked by somebody else. */
const UNANSWERED_MS = 10 * MINUTE_MS;

/** Whose work patrolling is; the others wait for calls. */
const PATROLLERS: ReadonlySet<UnitKind> = new Set(['gridWorker', 'patrol', 'security', 'volunteer', 'auxPolice']);

export class FieldProcesses implements Disposable {
  readonly #context: ExecuteContext;
  /** Until when a unit is left alone, by unit. */
  readonly #restUntil = new Map<string, number>();
  #lookedAt = 0;

  constructor(context: ExecuteContext) {
    this.#context = context;
  }

  /** Incidents take and give back at once; the rest waits for the tick. */
  onEvents(events: readonly StoredEvent[]): void {
    const isTurn = events.some(
      ({ kind }) => kind === 'unit.engaged' || kind === 'unit.freed' || kind === 'task.accepted',
    );
    for (const event of events) this.#noteRest(event);
    if (isTurn) this.#followIncidents();
  }

  /** Once a second or more often. */
  tick(): void {
    const now = this.#context.desk.clock();
    this.#followIncidents();
    for (const task of this.#tasks()) this.#record(task, { kind: 'watchClock' }, CLOCK);
    if (now - this.#lookedAt < LOOK_EVERY_MS) return;
    this.#lookedAt = now;
    this.#takeBack(now);
    if (this.#context.field.patrol.auto) this.#sendIdle(now);
  }

  dispose(): void {
    this.#restUntil.clear();
  }

  *#tasks(): Iterable<FieldTask> {
    for (const task of this.#context.desk.world.field.tasks.values()) if (!isTaskEnded(task)) yield task;
  }

  #followIncidents(): void {
    const { units } = this.#context.desk.world;
    for (const task of this.#tasks()) {
      const engagement = units.get(task.unitId ?? '')?.engagement;
      if (engagement) {
        const { incidentId, dispatchId } = engagement;
        this.#record(task, { kind: 'suspend', incidentId, dispatchId }, RULE);
      } else this.#record(task, { kind: 'resume' }, RULE);
    }
  }

  #noteRest(event: StoredEvent): void {
    if (event.kind !== 'task.finished' && event.kind !== 'task.refused' && event.kind !== 'unit.freed') return;
    const { unitId } = event.body as { unitId: string };
    this.#restUntil.set(unitId, event.at + this.#context.field.patrol.restMinutes * MINUTE_MS);
  }

  /** A patrol of the rule that was refused, or that nobody answers, ends: another is given when somebody is idle. */
  #takeBack(now: number): void {
    for (const task of this.#tasks()) {
      if (!task.isAutomatic || task.kind !== 'patrol') continue;
      const isIgnored = task.state === 'assigned' && now - task.publishedAt > UNANSWERED_MS;
      if (task.state !== 'refused' && !isIgnored) continue;
      if (isIgnored && task.unitId) this.#restUntil.set(task.unitId, now + UNANSWERED_MS);
      this.#record(task, { kind: 'cancel', reason: SYSTEM_REASONS.patrolNotTaken }, RULE);
    }
  }

  #sendIdle(now: number): void {
    const { desk } = this.#context;
    const { field, units } = desk.world;
    const taken = new Set<string>();
    const busy = new Set<string>();
    for (const task of this.#tasks()) {
      if (task.routeId !== null) taken.add(task.routeId);
      if (isTaskHeld(task) && task.unitId !== null && task.startAt <= now) busy.add(task.unitId);
    }
    const routes = [...field.routes.values()].filter(({ id }) => !taken.has(id)).sort(byForgotten);
    for (const unit of units.values()) {
      if (routes.length === 0) return;
      if (busy.has(unit.id) || !this.#isIdle(unit, now)) continue;
      const grid = this.#context.locate(unit.lon, unit.lat).gridCode;
      const index = routes.findIndex(
        ({ gridCode }) => gridCode !== null && grid !== null && isWithinArea(grid, gridCode),
      );
      if (index < 0) continue;
      const [route] = routes.splice(index, 1);
      this.#give(route!, unit, now);
    }
  }

  #isIdle(unit: UnitState, now: number): boolean {
    const { field } = this.#context;
    if (unit.engagement || !PATROLLERS.has(unit.kind) || !isOnShift(unit)) return false;
    if (now < (this.#restUntil.get(unit.id) ?? 0)) return false;
    const seen = field.sighting(unit.id);
    return seen !== null && isLive(freshnessAt(seen.fixAt, null, now));
  }

  #give(route: PatrolRoute, unit: UnitState, now: number): void {
    const { desk, field } = this.#context;
    const task: TaskFacts = {
      taskId: desk.newId(),
      kind: 'patrol',
      title: route.name,
      note: '',
      audience: { kind: 'unit', unitId: unit.id },
      offeredTo: [unit.id],
      gridCode: route.gridCode,
      startAt: now,
      dueAt: now + field.patrol.dueMinutes * MINUTE_MS,
      place: null,
      routeId: route.id,
      order: route.order,
      points: route.points.map((point) => ({ ...point, fromAt: null, untilAt: null })),
      line: route.line,
      items: mustItems(this.#context),
      recheckDays: 7,
      recheckOf: null,
      isAutomatic: true,
    };
    const decided = decideTask(undefined, { kind: 'publish', task, unit }, now);
    if (decided.ok) this.#write(decided.value, RULE);
  }

  #record(task: FieldTask, command: TaskCommand, actor: Actor): void {
    const decided = decideTask(task, command, this.#context.desk.clock());
    if (decided.ok && decided.value.length > 0) this.#write(decided.value, actor);
  }

  #write(drafts: readonly Draft[], actor: Actor): void {
    this.#context.desk.record(drafts, actor);
  }
}
