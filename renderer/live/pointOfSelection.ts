import type { LiveState } from './liveState.ts';
import type { Selection } from './selection.ts';

export interface NamedPoint {
  readonly lon: number;
  readonly lat: number;
  readonly name: string | null;
}

/** Where a new incident most likely is: at the signal it is made of, else at what is selected. Degrees, WGS-84. */
export function pointOfSelection(
  { world, positions }: LiveState,
  selection: Selection | null,
  alarmId: string | null,
): NamedPoint | null {
  const alarm = alarmId === null ? undefined : world.alarms.get(alarmId);
  if (alarm) {
    const device = alarm.deviceId === null ? undefined : world.devices.get(alarm.deviceId);
    const at = alarm.position ?? device;
    return at ? { lon: at.lon, lat: at.lat, name: device?.name ?? null } : null;
  }
  switch (selection?.kind) {
    case 'device':
    case 'camera': {
      const device = world.devices.get(selection.id);
      return device ? { lon: device.lon, lat: device.lat, name: device.name } : null;
    }
    case 'unit': {
      const unit = world.units.get(selection.id);
      const at = positions.get(selection.id) ?? unit;
      return unit && at ? { lon: at.lon, lat: at.lat, name: unit.name } : null;
    }
    case 'incident': {
      const place = world.incidents.get(selection.id)?.place;
      return place ? { lon: place.lon, lat: place.lat, name: place.address } : null;
    }
    default:
      return null;
  }
}
