/**
 * What the desk does by itself: tells the best unit, moves on after refusal or silence, warns of the clock, ends maintenance
 * and the waiting for a press.
 * Everything here follows from the world, so that a restarted core goes on where it was. Asking the roads takes
 * milliseconds: one incident a turn, so that in a storm a datagram waits for one question and not for a thousand.
 */
import { NOTICE_SILENCE_SECONDS } from '#shared/catalog/escalation.ts';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { decideDevice } from '#shared/domain/device.ts';
import { isActive, isResponse } from '#shared/domain/dispatch.ts';
import type { Actor, StoredEvent } from '#shared/domain/event.ts';
import type { IncidentState, Recommendation } from '#shared/domain/incident.ts';
import { decideIncident } from '#shared/domain/incidentDecide.ts';
import { standingTransfer } from '#shared/domain/incidentLife.ts';
import { SYSTEM_REASONS } from '#shared/domain/systemReasons.ts';
import { decideWalkTest } from '#shared/domain/walkTest.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { ExecuteContext } from './command.ts';
import { endShelves } from './discipline.ts';
import { assign, moveDrafts } from './dispatches.ts';
import { watchLimits } from './escalation.ts';

/** An automatic notice unanswered this long goes to the next unit. */
export const NOTICE_SILENCE_MS = NOTICE_SILENCE_SECONDS * 1_000;
/** How often an incident that found nobody asks again. */
const ASK_AGAIN_MS = 10_000;

/** After these somebody may have to be told at once. */
const CALLS_FOR_ANSWER: ReadonlySet<string> = new Set([
  'incident.opened',
  'incident.classified',
  'incident.dispatchMoved',
]);

/** Lines that say how the notice went: being out of units is said once after each of the others. */
const NOTICE_LINES = ['incident.dispatched', 'incident.dispatchMoved', 'incident.noticeExhausted'];

const RULE: Actor = { kind: 'system', id: 'rule' };
const CLOCK: Actor = { kind: 'system', id: 'clock' };

export class DeskProcesses implements Disposable {
  readonly #context: ExecuteContext;
  readonly #askedAt = new Map<string, number>();
  /** Incidents whose turn has yet to come, oldest first. */
  readonly #waiting = new Set<string>();
  #turn: NodeJS.Immediate | undefined;

  constructor(context: ExecuteContext) {
    this.#context = context;
  }

  /** News that calls for an answer soon; the rest waits for the tick. */
  onEvents(events: readonly StoredEvent[]): void {
    for (const event of events) {
      const { incidentId } = event.body as { incidentId?: string };
      if (!incidentId) continue;
      if (CALLS_FOR_ANSWER.has(event.kind)) this.#queue(incidentId);
      if (event.kind === 'incident.closed') this.#askedAt.delete(incidentId);
    }
  }

  /** Once a second or more often. */
  tick(): void {
    const { desk } = this.#context;
    const now = desk.clock();
    for (const incident of desk.world.incidents.values()) {
      if (incident.closedAt !== null) continue;
      this.#watchClock(incident, now);
      this.#watchDeadlines(incident, now);
      this.#expireSilence(incident, now);
      const isDue = now - (this.#askedAt.get(incident.id) ?? 0) >= ASK_AGAIN_MS;
      if (incident.recommendation === null || isDue) this.#queue(incident.id);
    }
    watchLimits(this.#context);
    endShelves(desk);
    this.#endMaintenance(now);
    this.#lapseWalks(now);
  }

  dispose(): void {
    clearImmediate(this.#turn);
    this.#waiting.clear();
  }

  #queue(incidentId: string): void {
    this.#waiting.add(incidentId);
    this.#turn ??= setImmediate(() => this.#takeTurn());
  }

  #takeTurn(): void {
    this.#turn = undefined;
    const [incidentId] = this.#waiting;
    if (incidentId === undefined) return;
    this.#waiting.delete(incidentId);
    if (this.#waiting.size > 0) this.#turn = setImmediate(() => this.#takeTurn());
    this.#lookAfter(incidentId);
  }

  #watchClock(incident: IncidentState, now: number): void {
    const decided = decideIncident(incident, { kind: 'watchClock' }, now);
    if (decided.ok && decided.value.length > 0) this.#context.desk.record(decided.value, CLOCK);
  }

  #watchDeadlines(incident: IncidentState, now: number): void {
    const decided = decideIncident(incident, { kind: 'watchDeadlines' }, now);
    if (decided.ok && decided.value.length > 0) this.#context.desk.record(decided.value, CLOCK);
  }

  /** Maintenance that somebody forgot would leave a device without a voice. */
  #endMaintenance(now: number): void {
    const { desk } = this.#context;
    for (const device of desk.world.devices.values()) {
      if (device.maintenance === null || now < device.maintenance.untilAt) continue;
      const decided = decideDevice(device, { kind: 'device.endMaintenance', deviceId: device.id, isDue: true });
      if (decided.ok) desk.record(decided.value, CLOCK);
    }
  }

  #lapseWalks(now: number): void {
    const { desk } = this.#context;
    for (const walkTest of desk.world.walkTests.values()) {
      const decided = decideWalkTest(walkTest, { kind: 'lapse' }, now);
      if (decided.ok && decided.value.length > 0) desk.record(decided.value, CLOCK);
    }
  }

  #expireSilence(incident: IncidentState, now: number): void {
    const { desk } = this.#context;
    const silent = incident.dispatches.find(
      (dispatch) =>
        dispatch.isAutomatic && dispatch.state === 'notified' && now - dispatch.notifiedAt >= NOTICE_SILENCE_MS,
    );
    if (!silent) return;
    const expired = moveDrafts(desk, incident, silent.id, 'expire', SYSTEM_REASONS.silence);
    if (expired.ok) desk.record(expired.value, RULE);
  }

  #lookAfter(incidentId: string): void {
    const incident = this.#context.desk.world.incidents.get(incidentId);
    if (!incident || incident.closedAt !== null) return;
    const isElsewhere = standingTransfer(incident) !== undefined;
    const isToBeTold = INCIDENT_KIND_CATALOG[incident.kind].autoNotify && !isElsewhere && !isServed(incident);
    if (!isToBeTold && incident.recommendation) return;
    const recommendation = this.#context.recommend(incident);
    if (!incident.recommendation) this.#record(incident, recommendation);
    if (isToBeTold) this.#tellBest(incident, recommendation);
  }

  /** Kept with the incident so that a review can say what was proposed when it opened. */
  #record(incident: IncidentState, { candidates, ...rest }: Recommendation): void {
    const { desk } = this.#context;
    const recommendation = { ...rest, candidates: candidates.map((candidate) => ({ ...candidate, route: [] })) };
    const decided = decideIncident(incident, { kind: 'recommend', recommendation }, desk.clock());
    if (decided.ok) desk.record(decided.value, RULE);
  }

  /** The kind's rule says that the best unit is told, and nobody is on it or has been. */
  #tellBest(incident: IncidentState, { candidates: [best] }: Recommendation): void {
    const { desk } = this.#context;
    this.#askedAt.set(incident.id, desk.clock());
    if (best) {
      const order = { unitId: best.unitId, task: 'respond', isAutomatic: true } as const;
      const assigned = assign(this.#context, incident, order, best);
      if (assigned.ok) desk.record(assigned.value.drafts, RULE);
      return;
    }
    const last = incident.timeline.findLast(({ kind }) => NOTICE_LINES.includes(kind));
    if (last?.kind === 'incident.noticeExhausted') return;
    const exhaust = { kind: 'exhaustNotice', reason: SYSTEM_REASONS.noUnits } as const;
    const exhausted = decideIncident(incident, exhaust, desk.clock());
    if (exhausted.ok) desk.record(exhausted.value, RULE);
  }
}

function isServed({ dispatches }: IncidentState): boolean {
  return dispatches
    .filter(isResponse)
    .some(({ state }) => isActive(state) || state === 'done' || state === 'withdrawn');
}
