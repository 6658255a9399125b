import type { Station } from '#main/core/config.ts';
import { featuresOf, type ScenePack } from '#main/pack/index.ts';
import { TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
import type { UnitKind } from '#shared/catalog/unitKinds.ts';
import type { DeviceKind, DeviceRecord } from '#shared/domain/device.ts';
import type { UnitRecord } from '#shared/domain/unit.ts';
import { callsConfigSchema } from '#shared/wire/calls.ts';
import type { DeviceFeature } from '#shared/wire/packFeatures.ts';
import { videoConfigSchema } from '#shared/wire/videoConfig.ts';
import { demoChannels } from './demoChannels.ts';
import { demoGroups } from './demoGroups.ts';

const KIND_OF: Readonly<Record<DeviceFeature['properties']['deviceClass'], DeviceKind>> = {
  camera: 'camera',
  alarmPole: 'alarmPole',
  oneKeyAlarm: 'oneKeyButton',
  gate: 'gate',
  sensor: 'sensor',
};

/** Cars of these forces drive with priority. */
const PRIORITY: Readonly<Partial<Record<UnitKind, TravelModeId>>> = {
  police: 'police',
  fire: 'fire',
  medical: 'ambulance',
};

const HEARTBEAT_SECONDS = 90;

/** The station of the built-in demo: a drill on the pack's own sample devices and units, on free ports of this machine. */
export async function demoStation(pack: ScenePack, port: number): Promise<Station> {
  const [devices, cameras, units, towns] = await Promise.all([
    featuresOf(pack, 'devices'),
    featuresOf(pack, 'cameras'),
    featuresOf(pack, 'units'),
    featuresOf(pack, 'towns'),
  ]);
  const town = towns[0]?.properties;
  return {
    station: {
      id: 'shifan',
      name: `${town?.name ?? '示范街道'}综治中心`,
      jurisdiction: town?.code ?? '990101001',
    },
    realm: 'drill',
    http: { host: '127.0.0.1', port },
    scene: 'builtin:demo',
    profile: 'fujian-a',
    links: [{ id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } }],
    devices: devices.map(toDeviceRecord),
    units: units.map(({ geometry, properties: { unitId, name, force, mode, skills } }): UnitRecord => {
      const [lon, lat] = geometry.coordinates;
      return { id: unitId, name, kind: force, mode: travelMode(force, mode), skills, lon, lat };
    }),
    patrol: { auto: true, restMinutes: 5, dueMinutes: 60 },
    groups: demoGroups(town?.name ?? '示范街道', town?.code ?? '990101001'),
    notices: { webhooks: [] },
    calls: callsConfigSchema.parse({}),
    // One camera of each pole is pulled all the time: at an alarm of the drill there is a past to look back to.
    video: {
      ...videoConfigSchema.parse({ preRoll: { camerasPerPole: 1 } }),
      channels: await demoChannels(pack.dir, cameras),
    },
    positions: { sources: {} },
    tracks: { keepDays: 30 },
    reports: {},
    tokens: [],
  };
}

function toDeviceRecord({ geometry, properties }: DeviceFeature): DeviceRecord {
  const { deviceId, deviceClass, name, account, key } = properties;
  const [lon, lat] = geometry.coordinates;
  return {
    id: deviceId,
    kind: KIND_OF[deviceClass],
    name,
    lon,
    lat,
    requireEncryption: false,
    ...(account && { link: 'poles', account, supervisionSeconds: HEARTBEAT_SECONDS }),
    ...(key && { key }),
  };
}

function travelMode(force: UnitKind, mode: string): TravelModeId {
  const known = TRAVEL_MODES.find((candidate) => candidate === mode) ?? 'foot';
  return known === 'car' ? (PRIORITY[force] ?? 'car') : known;
}
