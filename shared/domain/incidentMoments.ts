/**
 * The moments an incident is measured by, as the desk's own clocks count them (clock.ts, escalation.ts): whoever counts how long
 * something took asks here and nowhere else. Pure.
 */
import { isResponse } from './dispatch.ts';
import type { IncidentState } from './incident.ts';

/** Epoch ms; null: it has not happened. */
export interface IncidentMoments {
  readonly openedAt: number;
  /** Since when an answer is owed: it is owed anew when somebody calls again. Null: none is, for who opened it had read it. */
  readonly answerFromAt: number | null;
  readonly answeredAt: number | null;
  /** Null: incidents of this kind are owed no order. */
  readonly orderFromAt: number | null;
  readonly orderedAt: number | null;
  /** The first acceptance and the first arrival of those that were sent to the incident itself. */
  readonly acceptedAt: number | null;
  readonly arrivedAt: number | null;
  readonly closedAt: number | null;
}

export function momentsOf(incident: IncidentState): IncidentMoments {
  const { openedAt, acknowledgedAt, closedAt, source, splitFrom, watch, dispatches } = incident;
  const limitOf = (key: 'answer' | 'order') => watch.limits.find((limit) => limit.key === key);
  const answer = limitOf('answer');
  const order = limitOf('order');
  const answeredAt = answer ? answer.metAt : acknowledgedAt;
  // Entered by hand, or taken out of an incident that was answered: nobody was waiting.
  const isOwed = splitFrom === null && !(source !== 'alarm' && answeredAt === openedAt);
  return {
    openedAt,
    answerFromAt: isOwed ? (answer?.startAt ?? openedAt) : null,
    answeredAt: isOwed ? answeredAt : null,
    orderFromAt: order?.startAt ?? null,
    orderedAt: order?.metAt ?? null,
    acceptedAt: firstOf(dispatches, 'acceptedAt'),
    arrivedAt: firstOf(dispatches, 'arrivedAt'),
    closedAt,
  };
}

function firstOf(dispatches: IncidentState['dispatches'], moment: 'acceptedAt' | 'arrivedAt'): number | null {
  let first: number | null = null;
  for (const dispatch of dispatches) {
    const at = dispatch[moment];
    if (at !== null && isResponse(dispatch) && (first === null || at < first)) first = at;
  }
  return first;
}
