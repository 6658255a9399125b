/**
 * How units travel, as data: what each mode may use, how fast, how the hour changes it, and how long each kind of unit
 * takes to set out. The speeds are planning values for a Chinese city centre, chosen by us and meant to be corrected by a
 * site from its own tracks; none is quoted from a standard. main/core/roads turns them into travel times.
 */
import type { UnitKind } from './unitKinds.ts';

export const TRAVEL_MODES = ['foot', 'ebike', 'moto', 'car', 'police', 'fire', 'ambulance'] as const;
export type TravelModeId = (typeof TRAVEL_MODES)[number];

/** OSM `highway` values that can carry somebody; any other value is skipped at import and reported. */
export const ROAD_CLASSES = [
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'pedestrian',
  'track',
  'cycleway',
  'footway',
  'path',
  'steps',
] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

/** Classes busy enough for rush hours to matter, and where an e-bike keeps to the direction of traffic. */
export const MAIN_ROADS: readonly RoadClass[] = ROAD_CLASSES.slice(0, ROAD_CLASSES.indexOf('unclassified'));

/**
 * Which OSM access tags speak to a mode, most specific first. The first one present decides; only the value `no` forbids:
 * `private`, `destination` and the like are where responders are sent.
 */
export type AccessKey =
  | 'emergency'
  | 'motorcar'
  | 'motorcycle'
  | 'motor_vehicle'
  | 'bicycle'
  | 'foot'
  | 'vehicle'
  | 'access';

/** Travel time is multiplied by `times` from `fromHour` to `toHour` (local hours, may run past midnight). */
export interface HourFactor {
  readonly fromHour: number;
  readonly toHour: number;
  readonly times: number;
  readonly roads: 'main' | 'all';
}

export interface TravelMode {
  readonly zh: string;
  readonly en: string;
  /** Kilometres an hour by class; a class left out may not be used. */
  readonly speedKmh: Readonly<Partial<Record<RoadClass, number>>>;
  readonly access: readonly AccessKey[];
  /** `obeyOnMainRoads`: follows one-ways on MAIN_ROADS and goes either way elsewhere, as e-bikes do in residential streets. */
  readonly oneway: 'obey' | 'obeyOnMainRoads' | 'ignore';
  /** Whether a signed maxspeed lower than the table slows this mode. */
  readonly obeysMaxspeed: boolean;
  /** Mean wait at a signalled junction. */
  readonly signalSeconds: number;
  /** May drive through a cordon (封控); nobody passes a blocked road. */
  readonly passesCordon: boolean;
  readonly hours: readonly HourFactor[];
}

const CAR_SPEEDS = {
  motorway: 75,
  motorway_link: 45,
  trunk: 55,
  trunk_link: 38,
  primary: 36,
  primary_link: 30,
  secondary: 32,
  secondary_link: 28,
  tertiary: 28,
  tertiary_link: 25,
  unclassified: 24,
  residential: 20,
  living_street: 12,
  service: 12,
  track: 12,
} as const satisfies Partial<Record<RoadClass, number>>;

const MOTORCYCLE_SPEEDS = {
  trunk: 50,
  trunk_link: 38,
  primary: 38,
  primary_link: 32,
  secondary: 35,
  secondary_link: 30,
  tertiary: 32,
  tertiary_link: 28,
  unclassified: 28,
  residential: 24,
  living_street: 15,
  service: 15,
  track: 15,
} as const satisfies Partial<Record<RoadClass, number>>;

const EBIKE_SPEEDS = {
  primary: 20,
  primary_link: 20,
  secondary: 20,
  secondary_link: 20,
  tertiary: 20,
  tertiary_link: 20,
  unclassified: 20,
  residential: 20,
  living_street: 15,
  service: 15,
  cycleway: 20,
  pedestrian: 10,
  track: 12,
  path: 10,
  footway: 8,
} as const satisfies Partial<Record<RoadClass, number>>;

const FOOT_SPEEDS: TravelMode['speedKmh'] = {
  ...Object.fromEntries(ROAD_CLASSES.slice(ROAD_CLASSES.indexOf('primary')).map((roadClass) => [roadClass, 5])),
  steps: 2.5,
};

const faster = (speeds: TravelMode['speedKmh'], times: number): TravelMode['speedKmh'] =>
  Object.fromEntries(Object.entries(speeds).map(([roadClass, speed]) => [roadClass, speed * times]));

/** Rush hours and the empty night, for whatever shares the lanes with cars. */
const hours = (rush: number, night: number): readonly HourFactor[] => [
  { fromHour: 7, toHour: 9.5, times: rush, roads: 'main' },
  { fromHour: 16.5, toHour: 19, times: rush, roads: 'main' },
  { fromHour: 22, toHour: 6, times: night, roads: 'main' },
];

const MOTOR_ACCESS: readonly AccessKey[] = ['motorcar', 'motor_vehicle', 'vehicle', 'access'];
const EMERGENCY_ACCESS: readonly AccessKey[] = ['emergency', ...MOTOR_ACCESS];

/** Priority vehicles may enter pedestrian streets, and still keep to one-ways: an ETA must not count on luck. */
const EMERGENCY = {
  access: EMERGENCY_ACCESS,
  oneway: 'obey',
  obeysMaxspeed: false,
  passesCordon: true,
} as const satisfies Partial<TravelMode>;

export const TRAVEL_MODE_CATALOG: Readonly<Record<TravelModeId, TravelMode>> = {
  foot: {
    zh: '步行',
    en: 'On foot',
    speedKmh: FOOT_SPEEDS,
    access: ['foot', 'access'],
    oneway: 'ignore',
    obeysMaxspeed: false,
    signalSeconds: 15,
    passesCordon: false,
    hours: [],
  },
  ebike: {
    zh: '电动自行车',
    en: 'E-bike',
    speedKmh: EBIKE_SPEEDS,
    access: ['bicycle', 'vehicle', 'access'],
    oneway: 'obeyOnMainRoads',
    obeysMaxspeed: true,
    signalSeconds: 15,
    passesCordon: false,
    hours: [],
  },
  moto: {
    zh: '摩托车',
    en: 'Motorcycle',
    speedKmh: MOTORCYCLE_SPEEDS,
    access: ['motorcycle', 'motor_vehicle', 'vehicle', 'access'],
    oneway: 'obey',
    obeysMaxspeed: true,
    signalSeconds: 12,
    passesCordon: false,
    hours: hours(1.15, 0.9),
  },
  car: {
    zh: '汽车',
    en: 'Car',
    speedKmh: CAR_SPEEDS,
    access: MOTOR_ACCESS,
    oneway: 'obey',
    obeysMaxspeed: true,
    signalSeconds: 15,
    passesCordon: false,
    hours: hours(1.45, 0.85),
  },
  police: {
    zh: '警车（优先通行）',
    en: 'Police car with priority',
    speedKmh: { ...faster(CAR_SPEEDS, 1.35), pedestrian: 10 },
    signalSeconds: 4,
    hours: hours(1.2, 0.9),
    ...EMERGENCY,
  },
  fire: {
    zh: '消防车',
    en: 'Fire engine',
    speedKmh: { ...faster(CAR_SPEEDS, 1.15), pedestrian: 10 },
    signalSeconds: 5,
    hours: hours(1.25, 0.9),
    ...EMERGENCY,
  },
  ambulance: {
    zh: '救护车',
    en: 'Ambulance',
    speedKmh: { ...faster(CAR_SPEEDS, 1.3), pedestrian: 10 },
    signalSeconds: 4,
    hours: hours(1.2, 0.9),
    ...EMERGENCY,
  },
};

/** Walking from a fix to the road and from the road to the door, metres a second (5 km/h). */
export const WALKING_METRES_PER_SECOND = 5 / 3.6;

/**
 * 出警准备: seconds from being told to setting out, by kind of unit. Units already on the move set out at once, which is the
 * caller's knowledge; these are for units at their post.
 */
export const TURN_OUT_SECONDS: Readonly<Record<UnitKind, number>> = {
  minUnit: 10,
  security: 15,
  patrol: 15,
  police: 30,
  auxPolice: 30,
  gridWorker: 30,
  volunteer: 60,
  fire: 60,
  medical: 60,
};
