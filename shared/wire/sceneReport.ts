/**
 * What an import of scene data found (GEODATA §4.4): what a site signs off before the pack counts. Written by scenes/import,
 * kept in the pack as report.json, shown by the windows. Sentences stand alike in both languages where data made them.
 */
import { z } from 'zod';
import { AREA_LEVELS } from '../geo/areaCode.ts';
import { VECTOR_ROLES } from './pack.ts';

const count = z.number().int().nonnegative();
const text = z.string().max(4_000);
const lonLat = z.tuple([z.number(), z.number()]).readonly();

export const TOPOLOGY_KINDS = [
  'openRing',
  'selfCrossing',
  'overlap',
  'gap',
  'outsideParent',
  'orphan',
  'duplicate',
  'emptyLevel',
] as const;
export type TopologyKind = (typeof TOPOLOGY_KINDS)[number];

const topologyProblemSchema = z.object({
  kind: z.enum(TOPOLOGY_KINDS),
  level: z.enum(AREA_LEVELS),
  code: text,
  /** The other area of an overlap, or the parent. */
  other: text.optional(),
  areaM2: z.number().optional(),
  at: lonLat,
  /** 甲网格与乙网格重叠 35 m² */
  sentence: text,
});
export type TopologyProblem = Readonly<z.infer<typeof topologyProblemSchema>>;

export const DATUM_CANDIDATES = ['wgs84', 'gcj02', 'bd09'] as const;
const datumGuessSchema = z.object({
  datum: z.enum(DATUM_CANDIDATES),
  /** Metres the points move when read in that datum. */
  offsetM: z.number(),
  /** Median metres to the nearest road under each candidate. */
  medianM: z.record(z.string(), z.number()),
  /** 偏移约 580 米，像是 GCJ-02 */
  sentence: text,
});
export type DatumGuess = Readonly<z.infer<typeof datumGuessSchema>>;

const routeCheckSchema = z.object({
  from: lonLat,
  to: lonLat,
  straightM: z.number(),
  /** Null when no way leads there, one-ways obeyed. */
  routeM: z.number().nullable(),
  /** Streets in their order, at most eight. */
  streets: z.array(text).readonly(),
});
export type RouteCheck = Readonly<z.infer<typeof routeCheckSchema>>;

const roadReportSchema = z.object({
  ways: count,
  nodes: count,
  /** Parts that no road joins; the largest should hold nearly all nodes. */
  components: count,
  largestShare: z.number(),
  oneWayShare: z.number(),
  unnamedShare: z.number(),
});
export type RoadReport = Readonly<z.infer<typeof roadReportSchema>>;

const droppedSchema = z.array(z.object({ reason: text, count })).readonly();
export type DroppedList = z.infer<typeof droppedSchema>;

export const packReportSchema = z.object({
  id: text,
  sources: z.array(z.object({ from: text, kind: text })).readonly(),
  skipped: z.array(z.object({ from: text, reason: text })).readonly(),
  layers: z
    .array(z.object({ id: z.enum(VECTOR_ROLES), from: z.array(text).readonly(), kept: count, dropped: droppedSchema }))
    .readonly(),
  realScenes: z
    .array(
      z.looseObject({
        id: text,
        tiles: count.optional(),
        bytes: z.number().optional(),
        depth: z.number().optional(),
      }),
    )
    .readonly(),
  rasters: z.array(z.object({ id: text, tiles: count })).readonly(),
  codes: z.enum(['official', 'synthetic', 'none']),
  /** Areas of a level nobody drew, made from the grids under them. */
  filledParents: count,
  /** Grids whose code matched no community: they got the one that contains them. */
  parentsByPlace: z
    .array(z.object({ code: text, parentCode: text }))
    .readonly()
    .default([]),
  serials: count,
  datum: datumGuessSchema.nullable(),
  topology: z.object({
    counts: z.record(z.string(), count),
    /** At most a thousand, worst levels first. */
    problems: z.array(topologyProblemSchema).readonly(),
  }),
  roads: roadReportSchema.extend({ routes: z.array(routeCheckSchema).readonly() }).nullable(),
  warnings: z.array(text).readonly(),
});
export type PackReport = Readonly<z.infer<typeof packReportSchema>>;
