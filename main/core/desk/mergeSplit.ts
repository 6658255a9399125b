/** Two incidents at once, and the units that go along: everything in one append. */

import { isActive } from '#shared/domain/dispatch.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { IncidentLifeCommandBody } from '#shared/domain/incidentLifeCommands.ts';
import { decideMerge, decideRelate, decideSplit } from '#shared/domain/incidentMerge.ts';
import { decideUnit } from '#shared/domain/unit.ts';
import type { World } from '#shared/domain/world.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { drafted, type ExecuteContext, type Outcome } from './command.ts';
import type { Desk } from './desk.ts';
import { nextNumber, profileOf } from './openIncident.ts';

/** The incident itself, or the one it was merged into, however often: what an order that names it means now. */
export function goesOnIn({ incidents }: World, incidentId: string): IncidentState | undefined {
  let incident = incidents.get(incidentId);
  while (incident?.mergedInto) incident = incidents.get(incident.mergedInto.incidentId);
  return incident;
}

export function mergeIncidents(
  { world }: Desk,
  { incidentId, intoId, reason }: IncidentLifeCommandBody<'incident.merge'>,
): Result<Outcome> {
  const source = world.incidents.get(incidentId);
  const merged = decideMerge(source, world.incidents.get(intoId), reason);
  if (!merged.ok || !source) return merged.ok ? refuse('unknownIncident', '没有这起事件') : merged;
  const moved = source.dispatches
    .filter(({ state }) => isActive(state))
    .flatMap(({ id: dispatchId, unitId }) => {
      const follow = { kind: 'unit.follow', unitId, dispatchId, incidentId: intoId } as const;
      const decided = decideUnit(world.units.get(unitId), follow);
      return decided.ok ? decided.value : [];
    });
  return ok({ drafts: [...merged.value, ...moved], incidentId: intoId });
}

/** Where the first of the chosen devices stands; the place it was split from, where nobody knows. */
export function splitIncident(
  { desk, profile, locate }: ExecuteContext,
  { incidentId, alarmIds, kind, reason }: IncidentLifeCommandBody<'incident.split'>,
): Result<Outcome> {
  const { world } = desk;
  const incident = world.incidents.get(incidentId);
  if (!incident) return refuse('unknownIncident', '没有这起事件');
  const chosen = incident.alarms.filter(({ alarmId }) => alarmIds.includes(alarmId));
  const device = chosen.map(({ deviceId }) => world.devices.get(deviceId ?? '')).find((found) => found !== undefined);
  const incidentKind = kind ?? incident.kind;
  const newId = desk.newId();
  const decided = decideSplit(incident, {
    alarmIds,
    newId,
    newNumber: nextNumber(world.lastNumber, desk.clock()),
    incidentKind,
    title: device?.name ?? incident.title,
    place: device ? locate(device.lon, device.lat) : incident.place,
    profile: profileOf(profile, incidentKind),
    reason,
  });
  return drafted(decided, { incidentId: newId });
}

export function relateIncidents(
  { world }: Desk,
  { incidentId, otherId, note }: IncidentLifeCommandBody<'incident.relate'>,
): Result<Outcome> {
  return drafted(decideRelate(world.incidents.get(incidentId), world.incidents.get(otherId), note), { incidentId });
}
