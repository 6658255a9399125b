/**
 * The moments an incident is measured by. The day's numbers, the wall and a review ask here and nowhere else, so that they say the same
 * of one incident. Everything runs from the first word of it; a later call is owed an answer of its own and never takes the place of
 * the first, or a late answer would be made good by whoever has to call twice. The running clocks are another matter (clock.ts): they
 * say what is due next. Pure.
 */
import { type Dispatch, isResponse } from './dispatch.ts';
import type { OwedAnswer } from './escalation.ts';
import type { IncidentState } from './incident.ts';

/** Epoch ms; null: it has not happened. Nothing of it is before `receivedAt`. */
export interface IncidentMoments {
  readonly receivedAt: number;
  readonly openedAt: number;
  /** Since when the first answer is owed. Null: none is, for who opened it had read it. */
  readonly answerFromAt: number | null;
  /** When it was first accepted. */
  readonly answeredAt: number | null;
  /** Null: incidents of this kind are owed no order. */
  readonly orderFromAt: number | null;
  /** The first unit told to go to the incident itself, or its first transfer. */
  readonly orderedAt: number | null;
  /** The first that took its order or went, and the first that was there, of those sent to the incident itself. */
  readonly acceptedAt: number | null;
  readonly arrivedAt: number | null;
  readonly closedAt: number | null;
}

type Measured = Pick<
  IncidentState,
  'receivedAt' | 'openedAt' | 'splitFrom' | 'closedAt' | 'source' | 'watch' | 'dispatches' | 'transfers'
>;

/** `last`: the incident it went on in, where it was merged. */
export function momentsOf(incident: Measured, last: Measured = incident): IncidentMoments {
  const { receivedAt, openedAt, splitFrom, source, watch } = incident;
  const answeredAt = watch.answers[0]?.metAt ?? null;
  // Entered by hand, or taken out of an incident that was answered: nobody was waiting.
  const isOwed = splitFrom === null && !(source !== 'alarm' && answeredAt === receivedAt);
  const of = last === incident ? [incident] : [incident, last];
  const sent = of.flatMap(({ dispatches }) => dispatches).filter(isResponse);
  const handed = of.flatMap(({ transfers }) => transfers).map(({ at }) => at);
  const first = (times: readonly (number | null)[]): number | null => {
    const known = times.filter((at) => at !== null);
    return known.length === 0 ? null : Math.max(receivedAt, Math.min(...known));
  };
  return {
    ...{ receivedAt, openedAt, closedAt: last.closedAt },
    answerFromAt: isOwed ? receivedAt : null,
    answeredAt: isOwed ? answeredAt : null,
    orderFromAt: of.some((each) => each.watch.limits.some(({ key }) => key === 'order')) ? receivedAt : null,
    orderedAt: first([...sent.map(({ notifiedAt }) => notifiedAt), ...handed]),
    acceptedAt: first(sent.map(takenAt)),
    arrivedAt: first(sent.map(({ arrivedAt }) => arrivedAt)),
  };
}

/** The answers owed after the first: somebody called again, or whoever had it let it go. */
export const renewalsOf = ({ watch }: Pick<IncidentState, 'watch'>): readonly OwedAnswer[] => watch.answers.slice(1);

/** Whoever is on the way has taken it, whatever his terminal said of it. */
const takenAt = ({ acceptedAt, departedAt, arrivedAt }: Dispatch): number | null =>
  acceptedAt ?? departedAt ?? arrivedAt;
