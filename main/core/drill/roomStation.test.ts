import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseStation } from '#main/core/config.ts';
import { stationConfigSchema } from '#shared/wire/config.ts';
import { type LiveGround, roomStation } from './roomStation.ts';

/** What must not be found in a drill room: hosts, networks, secrets, numbers and folders of the live station. */
const OUTSIDE = ['198.51.100.', 'outside.example', 'SECRET', '+8613', '/live/'];

const live = {
  station: { id: 's-1', name: '东溪综治中心', jurisdiction: '990101001' },
  realm: 'live',
  http: { host: '198.51.100.1', port: 4700 },
  lan: { host: '198.51.100.1', port: 4701 },
  scene: '/live/scene',
  profile: 'wuhan-b',
  escalation: {
    answer: { warnSeconds: 10, seconds: 30 },
    order: { warnSeconds: 60, seconds: 120 },
    steps: [
      { to: 'seat', unansweredSeconds: 0 },
      { to: 'leader', unansweredSeconds: 40 },
    ],
  },
  links: [
    { id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '198.51.100.1', port: 12000 } },
    { id: 'cars', protocol: 'jt808', transport: { kind: 'tcp', host: '198.51.100.1', port: 12001 } },
    { id: 'panels', protocol: 'surgard', transport: { kind: 'tcpClient', host: '198.51.100.9', port: 12002 } },
  ],
  positions: { sources: { osmand: { datum: 'gcj02' } } },
  tracks: { keepDays: 9 },
  patrol: { auto: true, restMinutes: 7, dueMinutes: 80 },
  reports: { url: 'https://outside.example/r', replies: { url: 'https://outside.example/w', token: 'SECRET' } },
  notices: {
    webhooks: [{ host: 'outside.example', secret: 'SECRET-OF-THE-WEBHOOK' }],
    printFolder: '/live/printer',
  },
  calls: { iceServers: [{ urls: ['turn:outside.example'], username: 'u', credential: 'SECRET' }], ringSeconds: 33 },
  video: {
    mediaServers: [{ id: 'm', kind: 'mediamtx', api: 'http://198.51.100.2:9997', secret: 'SECRET' }],
    presets: [{ id: 'p', name: '广场', layout: 4, channelIds: ['c-1', null] }],
    patrols: [{ id: 'r', name: '巡视', layout: 4, channelIds: ['c-1'] }],
    allow: ['198.51.100.0/24'],
    mediaFolder: '/live/media',
    port: 8_000,
    preRoll: { seconds: 5, camerasPerPole: 2 },
  },
  devices: [
    {
      ...{ id: 'd-1', kind: 'alarmPole', name: '一号杆', lon: 119, lat: 26, link: 'poles', account: '70A1' },
      ...{ key: { encoding: 'ascii', value: 'SECRET0123456789' }, requireEncryption: true, supervisionSeconds: 20 },
    },
    { id: 'd-2', kind: 'oneKeyButton', name: '小学', lon: 119, lat: 26, link: 'panels', account: 'K777' },
    { id: 'd-3', kind: 'gate', name: '闸机', lon: 119, lat: 26 },
  ],
  units: [
    {
      id: 'u-1',
      name: '民警',
      kind: 'police',
      mode: 'police',
      lon: 119,
      lat: 26,
      skills: ['急救'],
      terminal: '+8613900000000',
    },
  ],
  tokens: [{ token: 'SECRET-OF-A-PROGRAM', role: 'admin', name: '管理员' }],
};

function ground(): LiveGround {
  const parsed = parseStation(live, '/live');
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const station = parsed.value;
  const unheard = { hasKey: false, statedBy: 'station' };
  const member = (id: string, channel: object) => ({ id, name: id, role: '', channel });
  const members = [
    member('phone', { kind: 'phone', unitId: 'u-1' }),
    member('webhook', { kind: 'webhook', url: 'https://outside.example/hook' }),
    member('voice', { kind: 'voice', ref: 'SECRET', phone: '+8613*****00' }),
    member('seat', { kind: 'seat', role: 'leader', scope: '990101001' }),
  ];
  const group = { id: 'g', name: '派出所', kind: 'police', areas: [], silenceSeconds: 60, answers: 'anyone', members };
  return {
    station,
    links: station.links,
    devices: station.devices.map(({ key, ...device }) => ({ ...device, ...unheard })),
    units: station.units,
    groups: [{ ...group, source: 'desk', savedAt: 0, savedBy: '' }],
    channels: [
      {
        ...{
          id: 'c-1',
          name: '大门',
          lon: 119,
          lat: 26,
          heading: 90,
          fov: null,
          rangeM: null,
          heightM: 4,
          hasPtz: true,
        },
        ...{ owner: null, login: { user: 'u', password: 'SECRET' }, ptz: { url: 'http://198.51.100.7' } },
      },
    ],
    sceneFolder: '/packs/dongxi',
    loops: { folder: '/app/media', names: ['gate-1.ts', 'street-1.ts'] },
  } as unknown as LiveGround;
}

test('what is left of a live station is what a drill plays on, and the core takes it as a station of realm drill', () => {
  const room = roomStation(ground());
  expect(room).toEqual({
    station: live.station,
    realm: 'drill',
    http: { host: '127.0.0.1', port: 0 },
    scene: '/packs/dongxi',
    profile: 'wuhan-b',
    escalation: expect.objectContaining({ answer: live.escalation.answer, order: live.escalation.order }),
    links: ['poles', 'panels'].map((id) => ({
      ...{ id, protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } },
    })),
    positions: { sources: {} },
    tracks: { keepDays: 9 },
    patrol: live.patrol,
    reports: {},
    groups: [
      {
        ...{ id: 'g', name: '派出所', kind: 'police', areas: [], silenceSeconds: 60, answers: 'anyone' },
        members: [
          { id: 'phone', name: 'phone', role: '', channel: { kind: 'phone', unitId: 'u-1' } },
          { id: 'webhook', name: 'webhook', role: '', channel: { kind: 'seat', role: 'duty', scope: null } },
          { id: 'voice', name: 'voice', role: '', channel: { kind: 'seat', role: 'duty', scope: null } },
          { id: 'seat', name: 'seat', role: '', channel: { kind: 'seat', role: 'leader', scope: '990101001' } },
        ],
      },
    ],
    notices: { webhooks: [] },
    calls: { iceServers: [], ringSeconds: 33, unreachedSeconds: 20, lostSeconds: 45 },
    video: {
      channels: [
        {
          ...{ id: 'c-1', name: '大门', lon: 119, lat: 26, heading: 90, heightM: 4, hasPtz: true },
          sources: [{ protocol: 'file', grade: 'main', url: 'gate-1.ts' }],
        },
      ],
      mediaServers: [],
      presets: live.video.presets,
      patrols: [{ ...live.video.patrols[0], areaCode: null, dwellSeconds: 15 }],
      allow: [],
      mediaFolder: '/app/media',
      port: 0,
      preRoll: live.video.preRoll,
      probe: { everyMinutes: 0, atOnce: 4, hostSpacingSeconds: 2 },
    },
    devices: [
      {
        ...{ id: 'd-1', kind: 'alarmPole', name: '一号杆', lon: 119, lat: 26, requireEncryption: false },
        ...{ link: 'poles', account: '70A1', supervisionSeconds: 90 },
      },
      {
        ...{ id: 'd-2', kind: 'oneKeyButton', name: '小学', lon: 119, lat: 26, requireEncryption: false },
        ...{ link: 'panels', account: 'D001', supervisionSeconds: 90 },
      },
      { id: 'd-3', kind: 'gate', name: '闸机', lon: 119, lat: 26, requireEncryption: false },
    ],
    units: [{ id: 'u-1', name: '民警', kind: 'police', mode: 'police', skills: ['急救'], lon: 119, lat: 26 }],
    tokens: [],
  });
  const parsed = parseStation(JSON.parse(JSON.stringify(room)), '/drill-room');
  expect(parsed.ok ? parsed.value.realm : parsed.failure.message).toBe('drill');
});

test.each(OUTSIDE)('%s is in the live station and not in its drill room', (outside) => {
  expect([JSON.stringify(live).includes(outside), JSON.stringify(roomStation(ground())).includes(outside)]).toEqual([
    true,
    false,
  ]);
});

/**
 * Every field of station.json, decided. `kept` says so of one value; the others stand for everything below them, which nobody takes
 * over unseen. A field that is new to the schema fails here until somebody has thought about it.
 */
const DECIDED: Readonly<Record<'kept' | 'replaced' | 'dropped', readonly string[]>> = {
  kept: [
    ...['station.id', 'station.name', 'station.jurisdiction', 'profile', 'fiveMusts', 'tracks.keepDays'],
    ...['escalation.answer', 'escalation.order', 'escalation.steps'],
    ...['patrol.auto', 'patrol.restMinutes', 'patrol.dueMinutes'],
    ...['groups.id', 'groups.name', 'groups.kind', 'groups.areas', 'groups.silenceSeconds', 'groups.answers'],
    ...['groups.members.id', 'groups.members.name', 'groups.members.role'],
    ...['calls.ringSeconds', 'calls.unreachedSeconds', 'calls.lostSeconds'],
    ...['devices.id', 'devices.kind', 'devices.name', 'devices.lon', 'devices.lat', 'devices.link'],
    ...['units.id', 'units.name', 'units.kind', 'units.mode', 'units.skills', 'units.lon', 'units.lat'],
    ...['id', 'name', 'lon', 'lat', 'heading', 'fov', 'rangeM', 'heightM', 'hasPtz', 'owner'].map(
      (field) => `video.channels.${field}`,
    ),
    ...['id', 'name', 'layout', 'channelIds'].map((field) => `video.presets.${field}`),
    ...['id', 'name', 'layout', 'areaCode', 'channelIds', 'dwellSeconds'].map((field) => `video.patrols.${field}`),
    ...['video.preRoll.seconds', 'video.preRoll.camerasPerPole'],
    ...['video.probe.atOnce', 'video.probe.hostSpacingSeconds'],
  ],
  replaced: [
    ...['realm', 'http', 'scene', 'links', 'groups.members.channel', 'devices.account', 'devices.requireEncryption'],
    ...['devices.supervisionSeconds', 'video.channels.sources', 'video.mediaFolder', 'video.port'],
    ...['video.probe.everyMinutes'],
  ],
  dropped: [
    ...['lan', 'positions', 'reports', 'notices', 'tokens', 'calls.iceServers', 'devices.key', 'devices.siren'],
    ...['units.terminal', 'video.mediaServers', 'video.allow'],
    // Only what may be shown is carried over.
    ...['video.channels.ptz', 'video.channels.login', 'video.channels.isPrivate'],
  ],
};

test('every field of station.json is kept, replaced or dropped on purpose', () => {
  const whole = [...DECIDED.replaced, ...DECIDED.dropped];
  const covered = (path: string) => whole.some((above) => path === above || path.startsWith(`${above}.`));
  const undecided = leavesOf(z.toJSONSchema(stationConfigSchema, { io: 'input' }) as Shape).filter(
    (path) => !covered(path) && !DECIDED.kept.some((kept) => path === kept || isWhole(kept, path)),
  );
  expect(undecided).toEqual([]);
});

/** Values that are taken over as one: limits and seats of the station itself, and its own words. */
const isWhole = (kept: string, path: string) =>
  ['escalation.answer', 'escalation.order', 'escalation.steps', 'fiveMusts'].includes(kept) &&
  path.startsWith(`${kept}.`);

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape | boolean;
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

/** Paths of all values a schema can hold, list places and names of records left out. */
function leavesOf(shape: Shape, path = ''): string[] {
  const below = [shape.items, shape.additionalProperties].filter((one) => typeof one === 'object');
  const forms = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? []), ...below];
  const fields = Object.entries(shape.properties ?? {});
  if (forms.length === 0 && fields.length === 0) return path === '' ? [] : [path];
  const inner = [
    ...forms.flatMap((form) => leavesOf(form, path)),
    ...fields.flatMap(([name, field]) => leavesOf(field, path === '' ? name : `${path}.${name}`)),
  ];
  // A list may also stand in a file of its own: that form has no fields.
  return [...new Set(inner)].filter((leaf) => leaf !== path || inner.every((other) => other === path));
}
