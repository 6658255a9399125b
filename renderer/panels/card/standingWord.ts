import { isOnShift, type UnitState } from '#shared/domain/unit.ts';
import type { DeskText } from '#shared/text/index.ts';

/** What a unit is at: an incident by its number, nothing, or off shift. */
export function standingWord(unit: UnitState, incidentNumber: string | undefined, text: DeskText): string {
  if (unit.engagement) return text.cards.engagedOn(incidentNumber ?? text.words.unknown);
  return isOnShift(unit) ? text.cards.free : text.words.passedOver.offShift;
}
