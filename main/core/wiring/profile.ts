import type { Station } from '#main/core/config.ts';
import { DEFAULT_ESCALATION } from '#shared/catalog/escalation.ts';
import { RESPONSE_PROFILES, type ResponseProfile } from '#shared/catalog/profiles.ts';

/** The response profile the station names, with what its own configuration says of the desk instead. */
export function stationProfile({ profile, escalation }: Pick<Station, 'profile' | 'escalation'>): ResponseProfile {
  const named = RESPONSE_PROFILES[profile];
  if (!escalation) return named;
  const { answer, order, steps } = escalation;
  // Who belongs to a level is the catalog's to say: the windows go by the level.
  const whoIsAt = new Map(DEFAULT_ESCALATION.steps.map(({ to, tells }) => [to, tells]));
  const plan = steps && { steps: steps.map((step) => ({ ...step, tells: whoIsAt.get(step.to) ?? [] })) };
  return { ...named, duty: { answer, order }, escalation: plan ?? named.escalation };
}
