/** Looking back at an incident by its number: one the desk has, or any the journal has by its whole number. */
import { incidentName } from './choices.ts';
import type { BarLine } from './line.ts';
import type { BarReading, BarSight } from './reading.ts';
import { knownIncidentSlot, ready, refused, textOf } from './slots.ts';

const WHOLE_NUMBER = /^(\d{4})(\d{2})(\d{2})-\d{3,6}$/;
const DAY_MS = 86_400_000;

/** `/review 007`; without a number the one being worked on, closed or not. */
export function readReview(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  if (!sight.may('review.mark')) return refused(text.problem.mayNot);
  if (!sight.hasReviews) return refused(text.problem.noReviews);
  const typed = line.words[0]?.text.normalize('NFKC');
  const inHand = sight.world.incidents.get(sight.incidentId ?? '');
  const slot = knownIncidentSlot(line, 0, sight);
  if (typed === undefined && inHand) {
    const completions = 'stop' in slot ? slot.stop.completions : slot.completions;
    return ready({ do: 'review', incidentId: inHand.id }, text.deed.review(incidentName(inHand, sight)), completions);
  }
  const isKnown = [...sight.world.incidents.values()].some(({ number }) => number === typed);
  if (typed !== undefined && WHOLE_NUMBER.test(typed) && !isKnown) {
    return ready({ do: 'reviewNumber', number: typed }, text.deed.review(typed));
  }
  if ('stop' in slot) return slot.stop;
  return ready(
    { do: 'review', incidentId: slot.item.id },
    text.deed.review(incidentName(slot.item, sight)),
    slot.completions,
  );
}

/** The days in which an incident of this number was opened, in whatever zone the station is; epoch ms. */
export function daysAround(number: string): { readonly fromAt: number; readonly toAt: number } {
  const [, year, month, day] = (WHOLE_NUMBER.exec(number) ?? []).map(Number);
  const midnight = Date.UTC(year ?? 0, (month ?? 1) - 1, day);
  return { fromAt: Math.max(0, midnight - DAY_MS), toAt: midnight + 2 * DAY_MS };
}
