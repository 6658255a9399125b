/** Where the cameras of the demo district are: its alarms come up anywhere, at some places with two cameras around, at some with none. */
import type { SightedChannel } from '#shared/wire/video.ts';
import { ask } from './duty.ts';

export interface SeenPlace {
  readonly lon: number;
  readonly lat: number;
  /** Cameras with a picture to give that are no farther than the streets around. */
  readonly cameras: number;
}

const AROUND_M = 500;

/** The device that the most cameras are around, or the first with `enough` of them. */
export async function mostSeenPlace(url: string, token: string, enough: number): Promise<SeenPlace> {
  const { devices } = await ask<{ devices: { lon: number; lat: number }[] }>(url, '/api/devices', token);
  let best: SeenPlace = { lon: 0, lat: 0, cameras: 0 };
  for (const { lon, lat } of devices) {
    const found = await ask<SightedChannel[]>(url, `/api/video/nearest?lon=${lon}&lat=${lat}&limit=20`, token);
    const cameras = found.filter(({ channel, distanceM }) => channel.grades.length > 0 && distanceM <= AROUND_M).length;
    if (cameras > best.cameras) best = { lon, lat, cameras };
    if (cameras >= enough) break;
  }
  return best;
}
