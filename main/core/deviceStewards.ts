/** Commands about devices that touch more than the journal: a key goes to the disk first, a list comes from a file. */
import type { DeviceRecord } from '#shared/domain/device.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { Desk } from './desk/desk.ts';
import type { ExecuteContext, Outcome } from './desk/execute.ts';
import { parseDeviceBody, saveDevice } from './desk/registry.ts';
import { type DeviceKey, type DeviceKeys, isSameKey } from './deviceKeys.ts';

export function deviceStewards(desk: Desk, keys: DeviceKeys): ExecuteContext['stewards'] {
  return {
    'device.save': async (input) => {
      const body = parseDeviceBody('device.save', input);
      if (!body.ok) return body;
      const { device, keepsKey } = body.value;
      const { key, isKeyNew } = keyAfter(desk, keys, device, keepsKey);
      const save = (): Result<Outcome> => saveDevice(desk.world, device, { hasKey: key !== undefined, isKeyNew });
      // Decided before anything is written: a refused statement must leave the key that counts where it is.
      const tried = save();
      if (!tried.ok) return tried;
      const kept = key && tried.value.drafts.length > 0 ? keys.keep([[device.id, key]]) : ok(undefined);
      return kept.ok ? ok(save) : kept;
    },
  };
}

/** The key a device has once it is saved, and whether that is another one than it has now. */
export function keyAfter(
  { world }: Desk,
  keys: DeviceKeys,
  { id, key }: Pick<DeviceRecord, 'id' | 'key'>,
  keepsKey: boolean,
): { key: DeviceKey | undefined; isKeyNew: boolean } {
  const state = world.devices.get(id);
  const before = state && keys.keyOf(state);
  if (keepsKey) return { key: before, isKeyNew: false };
  return { key, isKeyNew: state !== undefined && key !== undefined && !isSameKey(key, before) };
}
