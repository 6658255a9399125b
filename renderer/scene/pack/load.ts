/**
 * Reads a scene pack over fetch, from the shell's scheme or from any web server. Every file is parsed with the pack
 * contract; a layer that cannot be read is named and the rest goes on.
 */

import type { z } from 'zod';
import { metreFrame } from '#shared/geo/earth.ts';
import { readTerrain } from '#shared/geo/terrain/readTerrain.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { fail, ok, type Result, refuse } from '#shared/kit/result.ts';
import {
  type ImageryLayer,
  type PackManifest,
  parsePackManifest,
  type ServedLayer,
  servedLayersSchema,
  type TerrainLayer,
  type TileFacts,
  type Tiles3dLayer,
  type VectorLayer,
  type VectorRole,
} from '#shared/wire/pack.ts';
import { featureCollectionSchema, featureSchemas, type PackFeature } from '#shared/wire/packFeatures.ts';
import { HeightField } from '../terrain/heightField.ts';
import { packTerrain } from '../terrain/packTerrain.ts';
import { type SceneFrame, sceneFrame } from './frame.ts';

/** Devices and units of a pack serve drills; the station's own are the truth and arrive through the store. */
export const DRAWN_ROLES = [
  'districts',
  'towns',
  'villages',
  'grids',
  'roads',
  'railways',
  'places',
  'cameras',
  'water',
  'landuse',
  'ground',
] as const satisfies readonly VectorRole[];
export type DrawnRole = (typeof DRAWN_ROLES)[number];

export interface PackProblem {
  readonly layer: string;
  readonly role: DrawnRole | 'imagery' | 'terrain' | 'tiles3d';
  readonly reason: Bilingual;
}

/** Imagery that can be drawn on this machine. */
export interface DrawnImagery {
  readonly layer: ImageryLayer;
  readonly facts: TileFacts;
}

export interface LoadedPack {
  readonly url: string;
  readonly manifest: PackManifest;
  readonly frame: SceneFrame;
  readonly features: { readonly [Role in DrawnRole]: readonly PackFeature<Role>[] };
  readonly tiles: readonly Tiles3dLayer[];
  readonly imagery: readonly DrawnImagery[];
  /** There is imagery or terrain: the ground is a globe of pictures instead of flat areas. */
  readonly hasGlobe: boolean;
  readonly problems: readonly PackProblem[];
}

type Read = (url: string) => Promise<unknown>;

/** `url` ends with a slash; files stand under it by layer, not by path (GEODATA §2.3). Fails with `manifest` when the pack cannot be opened at all. */
export async function loadPack(url: string, read: Read = readJson): Promise<Result<LoadedPack>> {
  let raw: unknown;
  try {
    raw = await read(`${url}manifest.json`);
  } catch (error) {
    return refuse('manifest', `地图包无法读取：${sentenceOf(error)}`);
  }
  const manifest = parsePackManifest(raw);
  if (!manifest.ok) return manifest;
  const { bbox, layers, geoidOffset } = manifest.value;
  const problems: PackProblem[] = [];
  const features: Record<DrawnRole, unknown[]> = {
    districts: [],
    towns: [],
    villages: [],
    grids: [],
    roads: [],
    railways: [],
    places: [],
    cameras: [],
    water: [],
    landuse: [],
    ground: [],
  };
  const vectors = layers.filter((layer): layer is VectorLayer => layer.kind === 'vector').filter(isDrawn);
  await Promise.all(
    vectors.map(async (layer) => {
      const found = await readFeatures(url, layer, read);
      if (!found.ok) problems.push({ layer: layer.id, role: layer.role, reason: found.failure });
      else for (const feature of found.value) features[layer.role].push(feature);
    }),
  );
  const served = await readServed(url, read);
  for (const { id, kind } of layers) {
    const reason = kind === 'vector' ? null : (served.get(id)?.reason ?? null);
    if (kind !== 'vector' && reason !== null) problems.push({ layer: id, role: kind, reason });
  }
  const isDrawable = ({ id }: { readonly id: string }) => served.get(id)?.state !== 'unusable';
  const imagery = layers
    .filter((layer): layer is ImageryLayer => layer.kind === 'imagery' && isDrawable(layer))
    .map((layer) => ({ layer, facts: served.get(layer.id)?.tiles ?? statedFacts(layer) }));
  const flat = sceneFrame([(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2], geoidOffset);
  const terrain = layers.find(
    (layer): layer is TerrainLayer => layer.kind === 'terrain' && layer.format !== 'flat' && isDrawable(layer),
  );
  const field = terrain ? await readField(url, terrain, served, manifest.value, flat, problems) : null;
  return ok({
    url,
    manifest: manifest.value,
    frame: field ? sceneFrame(flat.origin, geoidOffset, field) : flat,
    features: features as LoadedPack['features'],
    tiles: layers.filter((layer): layer is Tiles3dLayer => layer.kind === 'tiles3d' && isDrawable(layer)),
    imagery,
    hasGlobe: field !== null || imagery.length > 0,
    problems,
  });
}

/** The outlines of buildings, for a map that cannot draw their bodies: read only then, they are a pack's largest file. */
export async function loadBuildings(
  { url, manifest }: LoadedPack,
  read: Read = readJson,
): Promise<Result<readonly PackFeature<'buildings'>[], Bilingual>> {
  const found: PackFeature<'buildings'>[] = [];
  for (const layer of manifest.layers) {
    if (layer.kind !== 'vector' || layer.role !== 'buildings') continue;
    const features = await readFeatures(url, layer, read);
    if (!features.ok) return features;
    found.push(...(features.value as PackFeature<'buildings'>[]));
  }
  return ok(found);
}

/** What the shell found when it opened the layers; a plain web server has no such answer, and the manifest is believed. */
async function readServed(url: string, read: Read): Promise<ReadonlyMap<string, ServedLayer>> {
  try {
    const served = servedLayersSchema.safeParse(await read(`${url}layers.json`));
    return new Map(served.success ? served.data.map((layer) => [layer.id, layer]) : []);
  } catch {
    return new Map();
  }
}

const statedFacts = ({ minZoom, maxZoom, projection }: ImageryLayer): TileFacts => ({
  minZoom,
  maxZoom,
  projection,
  bounds: null,
  format: 'png',
});

async function readField(
  url: string,
  { id }: TerrainLayer,
  served: ReadonlyMap<string, ServedLayer>,
  manifest: PackManifest,
  frame: SceneFrame,
  problems: PackProblem[],
): Promise<HeightField | null> {
  const facts = served.get(id)?.tiles;
  const loaded = facts
    ? await readTerrain(manifest, metreFrame(frame.origin), packTerrain(`${url}terrain/${id}/`, facts))
    : fail<Bilingual>({ zh: '不知道地形瓦片如何编号', en: 'nobody says how its tiles are numbered' });
  if (loaded.ok) return new HeightField(loaded.value);
  problems.push({ layer: id, role: 'terrain', reason: loaded.failure });
  return null;
}

type DrawnLayer = VectorLayer & { readonly role: DrawnRole };
const isDrawn = (layer: VectorLayer): layer is DrawnLayer => (DRAWN_ROLES as readonly string[]).includes(layer.role);

async function readFeatures(url: string, layer: VectorLayer, read: Read): Promise<Result<unknown[], Bilingual>> {
  let raw: unknown;
  try {
    raw = await read(`${url}vector/${layer.id}.geojson`);
  } catch (error) {
    const why = sentenceOf(error);
    return fail({ zh: why, en: why });
  }
  const collection = featureCollectionSchema.safeParse(raw);
  if (!collection.success) return fail({ zh: '不是 GeoJSON FeatureCollection', en: 'is no GeoJSON FeatureCollection' });
  const schema: z.ZodType = featureSchemas[layer.role];
  const kept: unknown[] = [];
  for (const candidate of collection.data.features) {
    const feature = schema.safeParse(candidate);
    if (feature.success) kept.push(feature.data);
  }
  const isWorthless = kept.length === 0 && collection.data.features.length > 0;
  return isWorthless ? fail({ zh: '没有一个可用的要素', en: 'holds no feature of use' }) : ok(kept);
}

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
