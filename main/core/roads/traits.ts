// What one way's OSM tags mean for travel. Ways with equal traits are alike to every search, so a graph stores them once.
import { type AccessKey, ROAD_CLASSES, type RoadClass } from '#shared/catalog/modes.ts';

/** +1 along the drawn direction only, -1 against it only, 0 both ways. */
export type Direction = -1 | 0 | 1;

export interface RoadTraits {
  readonly roadClass: RoadClass;
  /** 无名路 is null. */
  readonly name: string | null;
  readonly oneway: Direction;
  /** The same for bicycles and e-bikes, where signs exempt them. */
  readonly bicycleOneway: Direction;
  readonly maxspeedKmh: number | null;
  /** Access tags present on the way: true where not forbidden. */
  readonly access: Readonly<Partial<Record<AccessKey, boolean>>>;
  /** On a bridge, in a tunnel, on another layer or on a motorway: nobody steps off it to the ground beside it. */
  readonly isApart: boolean;
  /** Closed in the source itself, for everybody. */
  readonly isClosed: boolean;
}

export type Tags = Readonly<Record<string, unknown>>;

const ACCESS_KEYS: readonly AccessKey[] = [
  'emergency',
  'motorcar',
  'motorcycle',
  'motor_vehicle',
  'bicycle',
  'foot',
  'vehicle',
  'access',
];
const KNOWN_CLASSES: ReadonlySet<string> = new Set(ROAD_CLASSES);
const KILOMETRES_PER_MILE = 1.609344;

/** Traits of a way, or null where its `highway` value carries nobody (or it is an area). */
export function roadTraits(tags: Tags): RoadTraits | null {
  const tag = (key: string) => (tags[key] === undefined || tags[key] === null ? '' : String(tags[key]).trim());
  const highway = tag('highway');
  if (!isRoadClass(highway) || tag('area') === 'yes') return null;

  const access: Partial<Record<AccessKey, boolean>> = {};
  for (const key of ACCESS_KEYS) if (tag(key)) access[key] = tag(key) !== 'no';
  if (tag('motorroad') === 'yes') {
    access.foot ??= false;
    access.bicycle ??= false;
  }

  const isMotorway = highway === 'motorway' || highway === 'motorway_link';
  const impliesOneway = highway === 'motorway' || ['roundabout', 'circular'].includes(tag('junction'));
  const oneway = direction(tag('oneway')) ?? (impliesOneway ? 1 : 0);
  const opposite = ['cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both'].some((key) =>
    tag(key).startsWith('opposite'),
  );
  return {
    roadClass: highway,
    name: tag('name') || null,
    oneway,
    bicycleOneway: direction(tag('oneway:bicycle')) ?? (opposite ? 0 : oneway),
    maxspeedKmh: speedLimit(tag('maxspeed')),
    access,
    isApart: isMotorway || isSet(tag('bridge')) || isSet(tag('tunnel')) || (tag('layer') || '0') !== '0',
    isClosed: tags.closed === true || tag('closed') === 'yes',
  };
}

const isRoadClass = (highway: string): highway is RoadClass => KNOWN_CLASSES.has(highway);
const isSet = (value: string) => value !== '' && value !== 'no';

function direction(value: string): Direction | null {
  if (['yes', 'true', '1'].includes(value)) return 1;
  if (['-1', 'reverse'].includes(value)) return -1;
  if (['no', 'false', '0'].includes(value)) return 0;
  return null;
}

/** `maxspeed` in km/h; null for what is not a number ("none", "walk", "CN:urban") or not a speed. */
function speedLimit(value: string): number | null {
  const match = /^(\d{1,3}(?:\.\d+)?)\s*(km\/h|kmh|mph)?$/.exec(value);
  if (!match) return null;
  const limit = Number(match[1]) * (match[2] === 'mph' ? KILOMETRES_PER_MILE : 1);
  return limit > 0 ? limit : null;
}
