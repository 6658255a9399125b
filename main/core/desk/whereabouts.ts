/** Where everything that a command may be about lies: what `mayActOn` (shared/domain/jurisdiction.ts) asks of the world. */

import { ownerOf, standingTransfer } from '#shared/domain/incidentLife.ts';
import type { TargetNoun, Whereabouts } from '#shared/domain/jurisdiction.ts';
import type { World } from '#shared/domain/world.ts';

type Areas = readonly (string | null)[];
type Point = { readonly lon: number; readonly lat: number };

/** `channelAt`: where a camera stands. Cameras are folded beside the world, of what their origins say. */
export function whereaboutsOf(
  world: World,
  areaAt: Whereabouts['areaAt'],
  channelAt: (id: string) => Point | undefined,
): Whereabouts {
  const ofPoint = (thing: Point | null | undefined): Areas => (thing ? [areaAt(thing.lon, thing.lat)] : []);
  const ofIncident = (id: string): Areas => {
    const incident = world.incidents.get(id);
    return incident ? [ownerOf(incident)?.code ?? incident.place.gridCode] : [];
  };
  const ofDevice = (id: string): Areas => ofPoint(world.devices.get(id));
  // One without a place is for a seat of the whole station.
  const ofReport = (id: string): Areas =>
    ofPoint((world.field.reports.get(id) ?? world.field.publicReports.get(id))?.place);
  const areas: Readonly<Record<TargetNoun, (id: string) => Areas>> = {
    incident: ofIncident,
    unit: (id) => ofPoint(world.units.get(id)),
    device: ofDevice,
    alarm: (id) => {
      const alarm = world.alarms.get(id);
      if (!alarm) return [];
      if (alarm.incidentId !== null) return ofIncident(alarm.incidentId);
      return alarm.deviceId === null ? ofPoint(alarm.position) : ofDevice(alarm.deviceId);
    },
    offer: (id) => {
      const incident = world.incidents.get(id);
      const offer = incident && standingTransfer(incident);
      return offer ? [offer.to.code] : [];
    },
    task: (id) => ofCode(world.field.tasks.get(id)),
    route: (id) => ofCode(world.field.routes.get(id)),
    walkTest: (id) => world.walkTests.get(id)?.entries.flatMap(({ deviceId }) => ofDevice(deviceId)) ?? [],
    fieldReport: ofReport,
    report: ofReport,
    person: (ref) => [
      ...[...world.incidents.values()].filter(names(ref)).flatMap(({ id }) => ofIncident(id)),
      ...[...world.field.publicReports.values()].filter(names(ref)).flatMap(({ id }) => ofReport(id)),
    ],
    call: (id) =>
      world.field.calls.get(id)?.parties.flatMap(({ unitId }) => ofPoint(world.units.get(unitId ?? ''))) ?? [],
    channel: (id) => ofPoint(channelAt(id)),
    closure: (id) => ofPoint(world.closures.get(id)),
  };
  return { areaAt, areasOf: (noun, id) => areas[noun](id) };
}

/** Whatever part of it does: a report that was attached, a caller who was written down. */
const names = (ref: string) => (thing: object) => JSON.stringify(thing).includes(`"${ref}"`);
const ofCode = (thing: { gridCode: string | null } | undefined): Areas => (thing ? [thing.gridCode] : []);
