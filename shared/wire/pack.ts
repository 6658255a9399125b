/**
 * The scene pack (GEODATA §4.1): everything needed to draw and route a place offline. This file owns the manifest;
 * packFeatures.ts owns what stands in the vector layers. Written by scenes/, read by main/pack, drawn by renderer/scene.
 */
import { z } from 'zod';
import type { Bilingual } from '../kit/bilingual.ts';
import { describeIssue } from '../kit/issue.ts';
import { ok, type Result, refuse } from '../kit/result.ts';

const layerId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens');
/** Inside the pack, forward slashes; main/pack checks it against the disk as well. */
const innerPath = z
  .string()
  .min(1)
  .max(300)
  .refine((path) => isInnerPath(path), 'must stay inside the pack');
const lonLatBox = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** Roles a vector layer can play; several layers may share one. */
export const VECTOR_ROLES = [
  'districts',
  'towns',
  'villages',
  'grids',
  'roads',
  'railways',
  'places',
  'cameras',
  'devices',
  'units',
  'buildings',
  'water',
  'landuse',
  'ground',
] as const;
export type VectorRole = (typeof VECTOR_ROLES)[number];

const vectorLayerSchema = z.strictObject({
  id: layerId,
  kind: z.literal('vector'),
  role: z.enum(VECTOR_ROLES),
  path: innerPath,
  title: z.string().optional(),
  routable: z.boolean().optional(),
});

const tiles3dLayerSchema = z.strictObject({
  id: layerId,
  kind: z.literal('tiles3d'),
  format: z.enum(['folder', '3tz', '3dtiles-sqlite']),
  path: innerPath,
  /** The root tileset inside the folder or archive. */
  entry: innerPath.default('tileset.json'),
  title: z.string().optional(),
  heightOffset: z.number().default(0),
  translation: z.tuple([z.number(), z.number(), z.number()]).default([0, 0, 0]),
  maxSSE: z.number().positive().default(16),
  cacheBytes: z.int().positive().default(536_870_912),
  idProperty: z.string().optional(),
});

const imageryLayerSchema = z.strictObject({
  id: layerId,
  kind: z.literal('imagery'),
  format: z.enum(['folder-xyz', 'folder-tms', 'mbtiles', 'pmtiles']),
  path: innerPath,
  title: z.string().optional(),
  projection: z.enum(['EPSG:3857', 'EPSG:4326']).default('EPSG:3857'),
  scheme: z.enum(['xyz', 'tms']).default('xyz'),
  minZoom: z.int().min(0).max(30).default(0),
  maxZoom: z.int().min(0).max(30).default(18),
  tileSize: z.int().positive().default(256),
  datum: z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']).default('WGS84'),
});

const terrainLayerSchema = z.strictObject({
  id: layerId,
  kind: z.literal('terrain'),
  format: z.enum(['flat', 'heightmap-mbtiles', 'quantized-mesh-folder', 'quantized-mesh-mbtiles']),
  path: innerPath.optional(),
  title: z.string().optional(),
  encoding: z.enum(['terrain-rgb', 'int16']).optional(),
});

export const packLayerSchema = z.discriminatedUnion('kind', [
  vectorLayerSchema,
  tiles3dLayerSchema,
  imageryLayerSchema,
  terrainLayerSchema,
]);
export type PackLayer = z.infer<typeof packLayerSchema>;
export type VectorLayer = z.infer<typeof vectorLayerSchema>;
export type Tiles3dLayer = z.infer<typeof tiles3dLayerSchema>;
export type ImageryLayer = z.infer<typeof imageryLayerSchema>;
export type TerrainLayer = z.infer<typeof terrainLayerSchema>;

/** Degrees and metres; heading clockwise from north, pitch below the horizon is negative. */
const homeViewSchema = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  height: z.number().positive(),
  heading: z.number(),
  pitch: z.number().min(-90).max(0),
});

export const packManifestSchema = z.strictObject({
  format: z.literal('grid-scene-pack'),
  version: z.literal(1),
  id: layerId,
  title: z.string().min(1),
  /** True draws the 演示数据 mark wherever the pack is shown. */
  demo: z.boolean().default(false),
  created: z.iso.datetime({ offset: true }),
  classification: z.string().default('公开'),
  attribution: z.array(z.string()).default([]),
  bbox: lonLatBox,
  home: homeViewSchema,
  datum: z.literal('WGS84'),
  verticalDatum: z.enum(['ellipsoid', 'egm96', 'CGCS2000-1985']).default('ellipsoid'),
  geoidOffset: z.number().default(0),
  layers: z.array(packLayerSchema).max(200),
  files: z.record(
    z.string(),
    z.strictObject({ bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type PackManifest = z.infer<typeof packManifestSchema>;

/** What one layer is worth on this machine. A bad layer never blocks the rest. */
export interface LayerReport {
  readonly id: string;
  readonly kind: PackLayer['kind'];
  readonly role: VectorRole | null;
  /** 可用 · 降级 · 不可用 */
  readonly state: 'usable' | 'degraded' | 'unusable';
  /** Null when usable. */
  readonly reason: Bilingual | null;
  /** Features, tiles or files counted while checking. */
  readonly count: number;
}

const tileFactsSchema = z.object({
  minZoom: z.int().min(0).max(30),
  maxZoom: z.int().min(0).max(30),
  bounds: lonLatBox.readonly().nullable(),
  /** Of height tiles: pictures that code a height, rows of 16-bit metres, or meshes. */
  format: z.enum(['png', 'jpg', 'webp', 'int16', 'mesh']),
  projection: z.enum(['EPSG:3857', 'EPSG:4326']),
});
/** What an archive or folder of tiles says of itself. Tiles are asked for by XYZ address, rows counted from the north. */
export type TileFacts = Readonly<z.infer<typeof tileFactsSchema>>;

/** `pack://<id>/layers.json`: what every layer is worth on this machine, for whoever draws them. */
export const servedLayersSchema = z.array(
  z.object({
    id: layerId,
    state: z.enum(['usable', 'degraded', 'unusable']),
    reason: z.object({ zh: z.string(), en: z.string() }).nullable(),
    tiles: tileFactsSchema.nullable(),
  }),
);
export type ServedLayer = Readonly<z.infer<typeof servedLayersSchema>[number]>;

/** Parses a manifest; fails with `manifest` and the path of the first bad field. */
export function parsePackManifest(input: unknown): Result<PackManifest> {
  const parsed = packManifestSchema.safeParse(input);
  if (!parsed.success) return refuse('manifest', `manifest.json 无效：${describeIssue(parsed.error)}`);
  const seen = new Set<string>();
  for (const layer of parsed.data.layers) {
    if (seen.has(layer.id)) return refuse('manifest', `manifest.json 无效：图层编号重复：${layer.id}`);
    seen.add(layer.id);
  }
  return ok(parsed.data);
}

/** Relative, forward slashes, no empty, `.` or `..` part, no NUL, no drive letter, no percent sign. */
export function isInnerPath(path: string): boolean {
  if (path.includes('\\') || path.includes('\0') || path.includes('%') || path.includes(':')) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
