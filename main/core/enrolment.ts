/** What station.json says of devices, against what the journal holds: the latest statement counts, whoever made it. */
import { type DeviceRecord, type DeviceState, decideDevice, toDeviceFacts } from '#shared/domain/device.ts';
import type { Draft } from '#shared/domain/event.ts';

/**
 * One entry a device that the start has news of: enrolled where the file says something new of it, retired or released where
 * the file names it no more. `isKeyNew`: the file gives this device another key than at the last start.
 */
export function decideEnrolment(
  devices: ReadonlyMap<string, DeviceState>,
  records: readonly DeviceRecord[],
  isKeyNew: (deviceId: string) => boolean,
): Draft[][] {
  const named = new Set(records.map(({ id }) => id));
  const gone = [...devices.values()].filter(({ id }) => !named.has(id));
  const decided = [
    ...records.map((record) =>
      decideDevice(devices.get(record.id), {
        kind: 'device.enroll',
        device: toDeviceFacts(record),
        statedBy: 'station',
        isKeyNew: isKeyNew(record.id),
      }),
    ),
    ...gone.map((device) => decideDevice(device, { kind: 'device.unlist', deviceId: device.id })),
  ];
  return decided.flatMap((result) => (result.ok && result.value.length > 0 ? [result.value] : []));
}
