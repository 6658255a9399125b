/** What the desk may change of the station's devices and links while it runs. */
import { type DeviceKeys, isSameKey } from '#main/core/deviceKeys.ts';
import { DeviceImports } from '#main/core/devices/imports.ts';
import type { Registry } from '#main/core/devices/judge.ts';
import { LinkDirector } from '#main/core/linkDirector.ts';
import type { World } from '#shared/domain/world.ts';
import type { Root } from './root.ts';

export interface RegistryParts {
  readonly director: LinkDirector;
  readonly imports: DeviceImports;
}

export function wireRegistry({ station, clock, keys, scene, desk }: Root): RegistryParts {
  const imports = new DeviceImports({
    clock,
    newId: () => desk.newId(),
    registry: () => registryOf(desk.world, keys),
    // Where the scene has no grids nothing is outside them.
    isInside: (lon, lat) => scene.locator.isInside(lon, lat) !== false,
  });
  return { director: new LinkDirector(desk, station.links), imports };
}

/** The station as an imported list is held against it. */
function registryOf({ devices, links, units }: World, keys: DeviceKeys): Registry {
  return {
    devices,
    links: [...links.values()].map(({ record }) => record),
    units: units.values(),
    isKeyOf(deviceId, key) {
      const state = devices.get(deviceId);
      return state !== undefined && isSameKey(key, keys.keyOf(state));
    },
  };
}
