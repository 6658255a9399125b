/**
 * What the desk does by itself: tells the best unit, moves on after refusal or silence, warns of the clock.
 * Everything here follows from the world, so that a restarted core goes on where it was.
 */
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { isActive } from '#shared/domain/dispatch.ts';
import type { Actor, StoredEvent } from '#shared/domain/event.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { decideIncident } from '#shared/domain/incidentDecide.ts';
import { assign, type ExecuteContext, moveDrafts } from './execute.ts';

/** An automatic notice unanswered this long goes to the next unit. */
export const NOTICE_SILENCE_MS = 30_000;
/** How often an incident that found nobody asks again. */
const ASK_AGAIN_MS = 10_000;

/** Lines that say how the notice went: being out of units is said once after each of the others. */
const NOTICE_LINES = ['incident.dispatched', 'incident.dispatchMoved', 'incident.noticeExhausted'];

const RULE: Actor = { kind: 'system', id: 'rule', name: '自动通知' };
const CLOCK: Actor = { kind: 'system', id: 'clock', name: '时限' };

export class DeskProcesses {
  readonly #context: ExecuteContext;
  readonly #askedAt = new Map<string, number>();

  constructor(context: ExecuteContext) {
    this.#context = context;
  }

  /** News that calls for an answer at once; the rest waits for the tick. */
  onEvents(events: readonly StoredEvent[]): void {
    for (const event of events) {
      const { incidentId } = event.body as { incidentId?: string };
      if (!incidentId) continue;
      if (event.kind === 'incident.opened') this.#recordRecommendation(incidentId);
      if (event.kind === 'incident.opened' || event.kind === 'incident.dispatchMoved') this.#tellNext(incidentId);
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
      this.#expireSilence(incident, now);
      if (now - (this.#askedAt.get(incident.id) ?? 0) >= ASK_AGAIN_MS) this.#tellNext(incident.id);
    }
  }

  #watchClock(incident: IncidentState, now: number): void {
    const decided = decideIncident(incident, { kind: 'watchClock' }, now);
    if (decided.ok && decided.value.length > 0) this.#context.desk.record(decided.value, CLOCK);
  }

  #expireSilence(incident: IncidentState, now: number): void {
    const { desk } = this.#context;
    const silent = incident.dispatches.find(
      (dispatch) =>
        dispatch.isAutomatic && dispatch.state === 'notified' && now - dispatch.notifiedAt >= NOTICE_SILENCE_MS,
    );
    if (!silent) return;
    const expired = moveDrafts(desk, incident, silent.id, 'expire', '30 秒未应答');
    if (expired.ok) desk.record(expired.value, RULE);
  }

  /** Kept with the incident so that a review can say what was proposed when it opened. */
  #recordRecommendation(incidentId: string): void {
    const { desk, recommend } = this.#context;
    const incident = desk.world.incidents.get(incidentId);
    if (!incident || incident.closedAt !== null || incident.recommendation) return;
    const { candidates, ...rest } = recommend(incident);
    const recommendation = { ...rest, candidates: candidates.map((candidate) => ({ ...candidate, route: [] })) };
    const decided = decideIncident(incident, { kind: 'recommend', recommendation }, desk.clock());
    if (decided.ok) desk.record(decided.value, RULE);
  }

  /** Tells the best unit when the kind's rule says so and nobody is on it or has been. */
  #tellNext(incidentId: string): void {
    const { desk, recommend } = this.#context;
    const incident = desk.world.incidents.get(incidentId);
    if (!incident || incident.closedAt !== null || !INCIDENT_KIND_CATALOG[incident.kind].autoNotify) return;
    const isServed = incident.dispatches.some(
      ({ state }) => isActive(state) || state === 'done' || state === 'withdrawn',
    );
    if (isServed) return;
    this.#askedAt.set(incidentId, desk.clock());
    const best = recommend(incident).candidates[0];
    if (best) {
      const assigned = assign(this.#context, incident, { unitId: best.unitId, task: 'respond', isAutomatic: true });
      if (assigned.ok) desk.record(assigned.value.drafts, RULE);
      return;
    }
    const last = incident.timeline.findLast(({ kind }) => NOTICE_LINES.includes(kind));
    if (last?.kind === 'incident.noticeExhausted') return;
    const reason = '没有空闲、在线且适合的力量';
    const exhausted = decideIncident(incident, { kind: 'exhaustNotice', reason }, desk.clock());
    if (exhausted.ok) desk.record(exhausted.value, RULE);
  }
}
