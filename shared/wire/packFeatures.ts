/**
 * Features of a pack's vector layers (GEODATA §4.2, §4.3), RFC 7946 GeoJSON in WGS-84. Fields named here are checked;
 * other fields are kept on roads (OSM tags) and dropped elsewhere.
 */
import { z } from 'zod';
import { TRAVEL_MODES } from '../catalog/modes.ts';
import { UNIT_KINDS } from '../catalog/unitKinds.ts';
import { AREA_LEVELS } from '../geo/areaCode.ts';
import type { VectorRole } from './pack.ts';

/** A position; a third number (height) is allowed in files and dropped here. */
const positionSchema = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number())
  .transform(([lon, lat]): [number, number] => [lon, lat]);
const ringSchema = z.array(positionSchema).min(4);
const pointSchema = z.object({ type: z.literal('Point'), coordinates: positionSchema });
const lineSchema = z.object({ type: z.literal('LineString'), coordinates: z.array(positionSchema).min(2) });
const areaSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ringSchema).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ringSchema).min(1)).min(1) }),
]);

function feature<Geometry extends z.ZodType, Properties extends z.ZodType>(geometry: Geometry, properties: Properties) {
  return z.object({
    type: z.literal('Feature'),
    id: z.union([z.string(), z.number()]).optional(),
    geometry,
    properties,
  });
}

const text = z.string().max(500);
const gridCode = z.string().max(40);
const riskColor = z.enum(['R', 'O', 'Y', 'B']);

const areaProperties = z.object({
  /** 6 / 9 / 12 / 15 digits; the feature's `id` too. */
  code: z.string().min(1).max(40),
  level: z.enum(AREA_LEVELS),
  parentCode: z.string().nullable(),
  name: text,
  shortName: text.optional(),
  divisionType: text.optional(),
  gridType: z.enum(['01', '02']).optional(),
  gridSerial: z.string().optional(),
  areaM2: z.number().nonnegative().optional(),
  households: z.int().nonnegative().optional(),
  population: z.int().nonnegative().optional(),
  buildings: z.int().nonnegative().optional(),
  landUseCode: text.optional(),
  manageGrade: text.optional(),
  validFrom: text.optional(),
  validTo: text.optional(),
  gridLeader: text.optional(),
  gridWorkers: z.array(text).optional(),
  gridPolice: z.array(text).optional(),
  partTime: z.array(text).optional(),
  policeStationCode: text.optional(),
  policeCommunityCode: text.optional(),
  riskColor: riskColor.optional(),
  riskReason: text.optional(),
  riskAt: text.optional(),
  /** Label point inside the polygon. */
  center: positionSchema,
});

/** OSM tags as they are, all text: `oneway` "yes" | "-1", `lanes` "4", `maxspeed` "60". */
const roadProperties = z.looseObject({
  highway: text,
  name: text.optional(),
  oneway: text.optional(),
  maxspeed: text.optional(),
  lanes: text.optional(),
  layer: text.optional(),
  bridge: text.optional(),
  tunnel: text.optional(),
  access: text.optional(),
  closed: z.boolean().optional(),
  speedProfile: text.optional(),
});

const railwayProperties = z.object({ railway: text, name: text.optional(), bridge: text.optional() });

const placeProperties = z.object({
  placeCode: text,
  name: text,
  /** 学校 医院 车站 银行 党政机关 商圈 危化 加油站 宗教 景区 … */
  placeClass: text,
  gridCode,
  address: text.optional(),
  riskColor: riskColor.optional(),
  responseProfile: text.optional(),
  minUnitId: text.optional(),
  contacts: z.array(text).optional(),
});

const deviceProperties = z.object({
  /** 20-digit GB/T 28181 id as text. */
  deviceId: z.string().min(1).max(40),
  deviceClass: z.enum(['camera', 'alarmPole', 'oneKeyAlarm', 'gate', 'sensor']),
  name: text,
  gridCode,
  address: text.optional(),
  /** Degrees clockwise from north. */
  heading: z.number().optional(),
  /** Horizontal field of view in degrees. */
  fov: z.number().positive().max(360).optional(),
  rangeM: z.number().positive().optional(),
  heightM: z.number().nonnegative().optional(),
  poleId: text.optional(),
  online: z.boolean().optional(),
  /** DC-09 account of an alarm device. */
  account: text.optional(),
  key: z.object({ encoding: z.enum(['hex', 'ascii']), value: text }).optional(),
});

const unitProperties = z.object({
  unitId: z.string().min(1).max(40),
  name: text,
  force: z.enum(UNIT_KINDS),
  mode: z.enum(TRAVEL_MODES),
  skills: z.array(text).default([]),
  equipment: z.array(text).default([]),
  patrolLevel: z.int().min(1).max(5).optional(),
  tier: text.optional(),
  homeGrid: gridCode.optional(),
  shift: text.optional(),
});

const buildingProperties = z.object({
  id: z.string().min(1).max(60),
  name: text,
  kind: text,
  /** Metres above the ground. */
  height: z.number().nonnegative(),
  floors: z.int().positive().optional(),
  gridCode: gridCode.optional(),
  address: text.optional(),
});

const coverProperties = z.object({ kind: text, name: text.optional() });

/** One schema per role; the feature types below follow from it. */
export const featureSchemas = {
  districts: feature(areaSchema, areaProperties),
  towns: feature(areaSchema, areaProperties),
  villages: feature(areaSchema, areaProperties),
  grids: feature(areaSchema, areaProperties),
  roads: feature(lineSchema, roadProperties),
  railways: feature(lineSchema, railwayProperties),
  places: feature(pointSchema, placeProperties),
  cameras: feature(pointSchema, deviceProperties),
  devices: feature(pointSchema, deviceProperties),
  units: feature(pointSchema, unitProperties),
  buildings: feature(areaSchema, buildingProperties),
  water: feature(areaSchema, coverProperties),
  landuse: feature(areaSchema, coverProperties),
  ground: feature(areaSchema, coverProperties),
} satisfies Record<VectorRole, z.ZodType>;

export type PackFeature<Role extends VectorRole> = z.infer<(typeof featureSchemas)[Role]>;
export type AreaFeature = PackFeature<'grids'>;
export type RoadFeature = PackFeature<'roads'>;
export type PlaceFeature = PackFeature<'places'>;
export type DeviceFeature = PackFeature<'devices'>;
export type UnitFeature = PackFeature<'units'>;
export type BuildingFeature = PackFeature<'buildings'>;

/** The outside of a vector file; features are checked one by one so that one bad feature costs one feature. */
export const featureCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).max(500_000),
});
