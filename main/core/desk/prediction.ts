/**
 * Whether those who are under way will keep the limit they serve, while there is still time to send somebody else: from the unit's
 * own fresh position along the road, every few seconds. Said when it changes sides and not else. One incident a look, so that a
 * storm costs the roads no more than a quiet hour.
 */
import type { LatestPositions } from '#main/core/tracks/latest.ts';
import { type Dispatch, isResponse } from '#shared/domain/dispatch.ts';
import { type ArrivalForecast, changesSides, forecastDraft } from '#shared/domain/escalation.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { ClockBand, IncidentState } from '#shared/domain/incident.ts';
import { servesLimit } from '#shared/domain/incidentSteps.ts';
import { freshnessOf, isLive } from '#shared/domain/position.ts';
import type { ExecuteContext } from './command.ts';

/** How often an incident is looked at again. */
export const LOOK_EVERY_MS = 5_000;
/** A unit that would gain less than this is not worth proposing. */
const GAIN_SECONDS = 15;

const RULE: Actor = { kind: 'system', id: 'rule' };
const UNDER_WAY: ReadonlySet<Dispatch['state']> = new Set(['accepted', 'enRoute']);

interface Expected {
  readonly dispatch: Dispatch;
  readonly etaSeconds: number;
}

export class ArrivalWatch {
  readonly #context: ExecuteContext;
  readonly #positions: LatestPositions;
  readonly #lookedAt = new Map<string, number>();

  constructor(context: ExecuteContext, positions: LatestPositions) {
    this.#context = context;
    this.#positions = positions;
  }

  /** Several times a second: looks at the one incident that has waited longest. */
  tick(): void {
    const { desk } = this.#context;
    const now = desk.clock();
    let next: IncidentState | undefined;
    let waited = LOOK_EVERY_MS;
    for (const incident of desk.world.incidents.values()) {
      if (incident.closedAt !== null || !hasUnderWay(incident)) {
        this.#lookedAt.delete(incident.id);
        continue;
      }
      const since = now - (this.#lookedAt.get(incident.id) ?? Number.NEGATIVE_INFINITY);
      if (since < waited) continue;
      waited = since;
      next = incident;
    }
    if (!next) return;
    this.#lookedAt.set(next.id, now);
    this.#look(next, now);
  }

  #look(incident: IncidentState, now: number): void {
    const { desk } = this.#context;
    for (const band of incident.clock) {
      if (band.metAt !== null || now >= band.dueAt) continue;
      const expected = this.#firstToServe(incident, band, now);
      if (!expected) continue;
      const lateBySeconds = Math.round((now + expected.etaSeconds * 1_000 - band.dueAt) / 1_000);
      const known = incident.watch.forecasts.find(({ seconds }) => seconds === band.seconds);
      if (!changesSides(known, lateBySeconds)) continue;
      const isLate = lateBySeconds > 0;
      const { unitId, unitName } = expected.dispatch;
      const proposal = isLate ? this.#sooner(incident, band, expected.etaSeconds) : null;
      const { seconds } = band;
      desk.record([forecastDraft(incident.id, { seconds, isLate, lateBySeconds, unitId, unitName, proposal })], RULE);
    }
  }

  /** Whoever serves the limit and will be there first. Null where no position is fresh: an old one foretells nothing. */
  #firstToServe(incident: IncidentState, band: ClockBand, now: number): Expected | null {
    let first: Expected | null = null;
    for (const dispatch of incident.dispatches) {
      if (!UNDER_WAY.has(dispatch.state) || !isResponse(dispatch) || !servesLimit(band, dispatch)) continue;
      const fix = this.#positions.get(dispatch.unitId);
      if (!fix || !isLive(freshnessOf(fix, now))) continue;
      const { etaSeconds } = this.#context.travel(dispatch.unitId, incident.place);
      if (etaSeconds !== null && (!first || etaSeconds < first.etaSeconds)) first = { dispatch, etaSeconds };
    }
    return first;
  }

  #sooner(incident: IncidentState, band: ClockBand, etaSeconds: number): ArrivalForecast['proposal'] {
    const { candidates } = this.#context.recommend(incident);
    const best = candidates.find(
      (candidate) =>
        servesLimit(band, candidate) &&
        candidate.etaSeconds !== null &&
        candidate.etaSeconds + GAIN_SECONDS <= etaSeconds &&
        incident.dispatches.every(({ unitId, state }) => unitId !== candidate.unitId || !UNDER_WAY.has(state)),
    );
    if (!best || best.etaSeconds === null) return null;
    return { unitId: best.unitId, unitName: best.name, etaSeconds: best.etaSeconds };
  }
}

const hasUnderWay = ({ dispatches, clock }: IncidentState) =>
  clock.some(({ metAt, missedAt }) => metAt === null && missedAt === null) &&
  dispatches.some(({ state }) => UNDER_WAY.has(state));
