import type { ChannelStatement } from '#shared/domain/channel.ts';
import type { DeviceFeature } from '#shared/wire/packFeatures.ts';

/** What a scene says of its cameras: where they stand and look, never how they are played. */
export function packStatements(cameras: readonly DeviceFeature[]): ChannelStatement[] {
  return cameras.map(({ geometry, properties: { deviceId, name, heading, fov, rangeM, heightM } }) => {
    const [lon, lat] = geometry.coordinates;
    return {
      ...{ id: deviceId, name: name.slice(0, 80) || deviceId, lon, lat },
      ...(heading !== undefined && { heading: ((heading % 360) + 360) % 360 }),
      ...(fov !== undefined && { fov }),
      ...(rangeM !== undefined && { rangeM: Math.min(rangeM, LONGEST_RANGE_M) }),
      ...(heightM !== undefined && { heightM }),
    };
  });
}

const LONGEST_RANGE_M = 5_000;
