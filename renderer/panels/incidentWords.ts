import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { type Language, pick } from '#shared/text/language.ts';

/** `紧急求助`; the kind in the reader's language. */
export function kindName(incident: IncidentState, language: Language): string {
  return pick(INCIDENT_KIND_CATALOG[incident.kind], language);
}

/** What the first alarm said, or the officer's own summary; null when it says no more than the kind does. */
export function detailOf(incident: IncidentState, language: Language): string | null {
  const alarm = incident.alarms[0];
  const detail = alarm ? pick(alarm.title, language) : incident.title;
  return detail === INCIDENT_KIND_CATALOG[incident.kind].zh || detail === kindName(incident, language) ? null : detail;
}

/** `007` of `20261121-007`. */
export function shortNumber(incident: IncidentState): string {
  return incident.number.slice(incident.number.lastIndexOf('-') + 1);
}

export function placeName({ place }: IncidentState): string {
  return place.gridName ?? place.communityName ?? place.address;
}
