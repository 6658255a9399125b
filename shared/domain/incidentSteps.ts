/** The procedure of an incident as it stands: what the system ticks, and what becomes of it when the kind changes. */
import { type StepTrigger, sopStep } from '../catalog/sopSteps.ts';
import type { Dispatch } from './dispatch.ts';
import { isResponse } from './dispatch.ts';
import { nameOfActor, type StoredEvent } from './event.ts';
import type { ClockBand, StepState } from './incident.ts';
import type { ClockLimit } from './incidentLife.ts';

export const openStep = (id: string): StepState => ({ id, state: 'open', at: null, by: null, reason: null });

/** Ticks what these facts make true. */
export function markBy(
  steps: readonly StepState[],
  triggers: readonly StepTrigger[],
  event: StoredEvent,
): readonly StepState[] {
  if (triggers.length === 0) return steps;
  return steps.map((step) => {
    const doneBy = sopStep(step.id)?.doneBy;
    if (step.state !== 'open' || !doneBy || !triggers.includes(doneBy)) return step;
    return { ...step, state: 'done', at: event.at, by: nameOfActor(event.actor) };
  });
}

/** The new procedure in its own order, with what was settled already; what it does not know and was settled stands in front. */
export function followKind(steps: readonly StepState[], stepIds: readonly string[]): readonly StepState[] {
  const settled = new Map(steps.filter(({ state }) => state !== 'open').map((step) => [step.id, step]));
  const kept = [...settled.values()].filter(({ id }) => !stepIds.includes(id));
  return [...kept, ...stepIds.map((id) => settled.get(id) ?? openStep(id))];
}

/** The new limits, as far along as the old ones and the arrivals so far make them. */
export function followClock(
  clock: readonly ClockBand[],
  limits: readonly ClockLimit[],
  dispatches: readonly Dispatch[],
): readonly ClockBand[] {
  return limits.map((limit) => {
    const before = clock.find(({ seconds }) => seconds === limit.seconds);
    const arrivals = dispatches
      .filter((dispatch) => isResponse(dispatch) && servesLimit(limit, dispatch))
      .flatMap(({ arrivedAt }) => arrivedAt ?? []);
    return {
      ...limit,
      warnedAt: before?.warnedAt ?? null,
      missedAt: before?.missedAt ?? null,
      metAt: arrivals.length > 0 ? Math.min(...arrivals) : null,
    };
  });
}

/** Whose arrival stops it; no forces named: anybody's. */
export const servesLimit = ({ forces }: Pick<ClockBand, 'forces'>, { unitKind }: Pick<Dispatch, 'unitKind'>): boolean =>
  forces.length === 0 || forces.includes(unitKind);
