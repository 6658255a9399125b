/** Which open incidents a report may be about. The rule is stated here once: the core attaches by it, the window suggests by it. */
import { distanceM } from '../geo/earth.ts';
import type { IncidentState } from './incident.ts';
import type { PublicReport } from './publicReport.ts';

/** This near and this soon it is corroboration by itself, unless two incidents could be meant. */
const ATTACH_M = 100;
const ATTACH_MS = 10 * 60_000;
/** This near and this soon a person is asked. */
const SUGGEST_M = 400;
const SUGGEST_MS = 60 * 60_000;

export interface NearIncident {
  readonly incidentId: string;
  readonly number: string;
  readonly distanceM: number;
  /** Between the report and the last alarm of the incident. */
  readonly apartMs: number;
  /** Near enough to be attached without asking. */
  readonly isCorroboration: boolean;
}

/** Nearest first; without those it was taken off by hand. Empty where the report has no place. */
export function incidentsNear(
  { at, place, detachedFrom }: Pick<PublicReport, 'at' | 'place' | 'detachedFrom'>,
  incidents: Iterable<IncidentState>,
): readonly NearIncident[] {
  if (!place) return [];
  const near: NearIncident[] = [];
  for (const { id, number, closedAt, openedAt, lastAlarmAt, place: there } of incidents) {
    if (closedAt !== null || detachedFrom.includes(id)) continue;
    const awayM = distanceM([place.lon, place.lat], [there.lon, there.lat]);
    const apartMs = Math.min(Math.abs(at - openedAt), Math.abs(at - (lastAlarmAt ?? openedAt)));
    if (awayM > SUGGEST_M || apartMs > SUGGEST_MS) continue;
    const isCorroboration = awayM <= ATTACH_M && apartMs <= ATTACH_MS;
    near.push({ incidentId: id, number, distanceM: Math.round(awayM), apartMs, isCorroboration });
  }
  return near.sort((one, other) => one.distanceM - other.distanceM);
}

/** The one it corroborates; undefined when there is none, or more than one. */
export function corroborated(near: readonly NearIncident[]): NearIncident | undefined {
  const certain = near.filter(({ isCorroboration }) => isCorroboration);
  return certain.length === 1 ? certain[0] : undefined;
}
