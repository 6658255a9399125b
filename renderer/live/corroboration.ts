/** What stands beside the first word of an incident: who else said so, and the files that show it. Pure, from what every seat has. */
import type { Evidence } from '#shared/domain/evidence.ts';
import type { FieldReport } from '#shared/domain/fieldReport.ts';
import type { HeldAlarm, IncidentState } from '#shared/domain/incident.ts';
import type { PublicReport } from '#shared/domain/publicReport.ts';
import type { World } from '#shared/domain/world.ts';

type Known = Pick<World, 'field'>;

export type Corroboration =
  | { readonly kind: 'report'; readonly at: number; readonly report: PublicReport }
  | { readonly kind: 'unit'; readonly at: number; readonly report: FieldReport }
  | { readonly kind: 'alarm'; readonly at: number; readonly alarm: HeldAlarm };

/** In order of time. Repeats of the first device are its own word again, not another's. */
export function corroborationOf({ field }: Known, { id, alarms }: IncidentState): readonly Corroboration[] {
  const first = alarms[0]?.sourceId;
  const said: Corroboration[] = [
    ...[...field.publicReports.values()]
      .filter(({ incidentId, state }) => incidentId === id && (state === 'attached' || state === 'opened'))
      .map((report) => ({ kind: 'report' as const, at: report.at, report })),
    ...[...field.reports.values()]
      .filter(({ incidentId }) => incidentId === id)
      .map((report) => ({ kind: 'unit' as const, at: report.at, report })),
    ...alarms
      .filter(({ sourceId, restore }) => sourceId !== first && !restore)
      .map((alarm) => ({ kind: 'alarm' as const, at: alarm.firstAt, alarm })),
  ];
  return said.sort((one, other) => one.at - other.at);
}

export interface ShownEvidence extends Evidence {
  /** A citizen's, by whichever channel: whose it is beyond that is in the vault. */
  readonly isOfPublic: boolean;
}

/** Each file once, in order of recording: the incident's own, those of what was merged into it, and those of its reports. */
export function evidenceOf({ field }: Known, incident: IncidentState): readonly ShownEvidence[] {
  const ofPublic = [...field.publicReports.values()]
    .filter(({ incidentId }) => incidentId === incident.id)
    .map(({ id }) => `publicReport:${id}`);
  const ofUnits = [...field.reports.values()]
    .filter(({ incidentId }) => incidentId === incident.id)
    .map(({ id }) => `fieldReport:${id}`);
  const own = [incident.id, ...incident.absorbed.map(({ incidentId }) => incidentId)].map((id) => `incident:${id}`);
  const byHash = new Map<string, ShownEvidence>();
  // What came from a citizen says so, also where it stands with the incident already under the officer's name.
  for (const subject of [...ofPublic, ...ofUnits, ...own]) {
    for (const item of field.evidence.get(subject) ?? []) {
      if (!byHash.has(item.hash)) byHash.set(item.hash, { ...item, isOfPublic: ofPublic.includes(subject) });
    }
  }
  return [...byHash.values()].sort((one, other) => one.recordedAt - other.recordedAt);
}
