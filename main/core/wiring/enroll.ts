import type { Station } from '#main/core/config.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import type { DeviceKeys } from '#main/core/deviceKeys.ts';
import { decideEnrolment } from '#main/core/enrolment.ts';
import { stationStatements } from '#main/core/linkDirector.ts';
import type { Scene } from '#main/core/scene/index.ts';
import { decideDistrict } from '#shared/domain/district.ts';
import type { Draft } from '#shared/domain/event.ts';
import { decideUnit } from '#shared/domain/unit.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import { SYSTEM } from './system.ts';

/** Makes the world agree with the configuration: who is new, who has changed, who is gone, and which map it is. */
export async function enroll(desk: Desk, station: Station, scene: Scene, keys: DeviceKeys): Promise<void> {
  const { world } = desk;
  const record = (decided: Result<Draft[]>) => {
    if (decided.ok && decided.value.length > 0) void desk.record(decided.value, SYSTEM).durable;
  };
  record(decideDistrict(world.district, { kind: 'district.load', district: scene.district }, station.station.id));
  record(ok(stationStatements(station.links, world)));
  const isKeyNew = (deviceId: string) => keys.isNewOfStation(deviceId);
  for (const drafts of decideEnrolment(world.devices, station.devices, isKeyNew)) record(ok(drafts));
  const unitIds = new Set(station.units.map(({ id }) => id));
  for (const unit of station.units) record(decideUnit(world.units.get(unit.id), { kind: 'unit.enroll', unit }));
  for (const unit of [...world.units.values()].filter(({ id }) => !unitIds.has(id))) {
    record(decideUnit(unit, { kind: 'unit.retire', unitId: unit.id }));
  }
  await desk.settled();
  keys.markStation(station.devices.map(({ id }) => id));
  keys.sweep(world.devices);
}
