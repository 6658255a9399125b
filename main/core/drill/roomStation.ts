/**
 * The station of a drill room: a live station as a drill finds it. Devices, units, groups and cameras are those of the live one;
 * whatever reaches outside is gone or replaced by what the drill's own cast plays. Pure: what is not written down here is not in it.
 */
import type { Station } from '#main/core/config.ts';
import type { ChannelStatement, Channel as VideoChannel } from '#shared/domain/channel.ts';
import type { DeviceRecord, DeviceState } from '#shared/domain/device.ts';
import type { Channel, GroupState, StatedMember } from '#shared/domain/group.ts';
import type { UnitRecord } from '#shared/domain/unit.ts';
import type { StationConfig } from '#shared/wire/config.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import { loopSources } from './demoChannels.ts';

/** A live station as it is now: its file, and what has been said at its desk since. */
export interface LiveGround {
  readonly station: Station;
  readonly links: readonly LinkRecord[];
  readonly devices: readonly DeviceState[];
  readonly units: readonly UnitRecord[];
  readonly groups: readonly GroupState[];
  /** Those that may be shown. */
  readonly channels: readonly RoomCamera[];
  /** Of the pack in use. */
  readonly sceneFolder: string;
  /** What its cameras play instead of their pictures: the folder, and the names of files in it. */
  readonly loops: { readonly folder: string; readonly names: readonly string[] };
}

type RoomCamera = Pick<
  VideoChannel,
  'id' | 'name' | 'lon' | 'lat' | 'heading' | 'fov' | 'rangeM' | 'heightM' | 'hasPtz' | 'owner'
>;

/** Poles of the cast call every 40 s: those that are watched more closely would be lost while they live. */
const LEAST_SUPERVISION_SECONDS = 90;
/** Where the cast's numbers of devices begin that have none DC-09 could carry. */
const FIRST_ACCOUNT = 0xd000;

/** Each field of station.json, decided. A field that is new there does not compile here until it is. */
const FIELDS: { readonly [Field in keyof Required<StationConfig>]: (ground: LiveGround) => StationConfig[Field] } = {
  station: ({ station: { station } }) => ({ id: station.id, name: station.name, jurisdiction: station.jurisdiction }),
  realm: () => 'drill',
  http: () => ({ host: '127.0.0.1', port: 0 }),
  lan: () => undefined,
  scene: ({ sceneFolder }) => sceneFolder,
  profile: ({ station }) => station.profile,
  escalation: ({ station: { escalation } }) => escalation,
  links: (ground) => castLinks(ground),
  positions: () => ({ sources: {} }),
  tracks: ({ station: { tracks } }) => ({ keepDays: tracks.keepDays }),
  patrol: ({ station: { patrol } }) => ({
    ...{ auto: patrol.auto, restMinutes: patrol.restMinutes, dueMinutes: patrol.dueMinutes },
  }),
  fiveMusts: ({ station }) => station.fiveMusts,
  reports: () => ({}),
  groups: ({ groups }) =>
    groups.map(({ id, name, kind, areas, silenceSeconds, answers, members }) => ({
      ...{ id, name, kind, areas: [...areas], silenceSeconds, answers },
      members: members.map((member) => ({ ...member, channel: castChannel(member.channel) })),
    })),
  notices: () => ({ webhooks: [] }),
  calls: ({ station: { calls } }) => ({
    iceServers: [],
    ...{ ringSeconds: calls.ringSeconds, unreachedSeconds: calls.unreachedSeconds, lostSeconds: calls.lostSeconds },
  }),
  video: castVideo,
  devices: castDevices,
  units: ({ units }) =>
    units.map(({ id, name, kind, mode, skills, lon, lat }) => ({
      id,
      name,
      kind,
      mode,
      skills: [...skills],
      lon,
      lat,
    })),
  tokens: () => [],
};

/** station.json of the drill room; the core that gets it checks it like any other. */
export function roomStation(ground: LiveGround): StationConfig {
  const decided = Object.entries(FIELDS).map(([field, decide]) => [field, decide(ground)] as const);
  return Object.fromEntries(decided.filter(([, value]) => value !== undefined)) as StationConfig;
}

/** A link keeps its name, which scripts may say; what it listens to is this machine and nobody else. */
function castLinks({ links, devices }: LiveGround): StationConfig['links'] {
  const called = new Set(devices.filter(isCalled).map(({ link }) => link));
  return links
    .filter(({ id }) => called.has(id))
    .map(({ id }) => ({ id, protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } }));
}

function castDevices({ links, devices }: LiveGround): DeviceRecord[] {
  const protocols = new Map(links.map(({ id, protocol }) => [id, protocol]));
  return devices.map((device, index) => {
    const { id, kind, name, lon, lat, link, account, supervisionSeconds = 0 } = device;
    const isOnWire = isCalled(device) && link !== undefined && protocols.has(link);
    const isDc09 = protocols.get(link ?? '') === 'dc09';
    return {
      ...{ id, kind, name, lon, lat, requireEncryption: false },
      ...(isOnWire && {
        link,
        account: isDc09 && account ? account : (FIRST_ACCOUNT + index).toString(16).toUpperCase(),
        supervisionSeconds: Math.max(supervisionSeconds, LEAST_SUPERVISION_SECONDS),
      }),
    };
  });
}

/** A siren is told to sound and tells nothing: there is none in a drill. */
const isCalled = ({ kind, link, account }: DeviceState): boolean =>
  kind !== 'siren' && link !== undefined && account !== undefined;

/** A seat or the phone page of a unit is in the drill too; whoever is written to, called or printed for elsewhere is a seat in it. */
function castChannel(channel: Channel): StatedMember['channel'] {
  if (channel.kind === 'seat') return { kind: 'seat', role: channel.role, scope: channel.scope };
  if (channel.kind === 'phone') return { kind: 'phone', unitId: channel.unitId };
  return { kind: 'seat', role: 'duty', scope: null };
}

/** Every camera plays a loop of the application's own. */
function castVideo({ station: { video }, channels, loops }: LiveGround): StationConfig['video'] {
  return {
    channels: channels.map(
      ({ id, name, lon, lat, heading, fov, rangeM, heightM, hasPtz, owner }, index): ChannelStatement => ({
        ...{ id, name, lon, lat, heightM, hasPtz },
        ...(heading !== null && { heading }),
        ...(fov !== null && { fov }),
        ...(rangeM !== null && { rangeM }),
        ...(owner !== null && { owner }),
        sources: loopSources(name, index, loops.names),
      }),
    ),
    mediaServers: [],
    presets: video.presets.map(({ id, name, layout, channelIds }) => ({ id, name, layout, channelIds })),
    patrols: video.patrols.map(({ id, name, layout, areaCode, channelIds, dwellSeconds }) => ({
      ...{ id, name, layout, areaCode, channelIds, dwellSeconds },
    })),
    allow: [],
    mediaFolder: loops.folder,
    port: 0,
    preRoll: { seconds: video.preRoll.seconds, camerasPerPole: video.preRoll.camerasPerPole },
    probe: { everyMinutes: 0, atOnce: video.probe.atOnce, hostSpacingSeconds: video.probe.hostSpacingSeconds },
  };
}
