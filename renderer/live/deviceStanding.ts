import type { DeviceState } from '#shared/domain/device.ts';
import { CONDITIONS } from '#shared/domain/deviceCondition.ts';

/** Something is wrong with it that it says itself, or that its clock says. */
export const isFaulty = (device: DeviceState): boolean =>
  device.skewMs !== null || CONDITIONS.some((name) => device.condition[name]?.isFault === true);

export const DEVICE_STANDINGS = ['lost', 'faulty', 'unknown', 'online'] as const;
export type DeviceStanding = (typeof DEVICE_STANDINGS)[number];

/** Each device is one of these: what keeps it from being heard comes before what is wrong with it. */
export function deviceStanding(device: DeviceState): DeviceStanding {
  if (device.contact !== 'online') return device.contact;
  return isFaulty(device) ? 'faulty' : 'online';
}
