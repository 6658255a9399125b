/**
 * Opens a scene pack folder (GEODATA §4.1). Used by core for grids, roads, places and addresses, and by the shell behind
 * `pack://<packId>/…`. Imports no Electron. Order: schema → paths → sizes → layers; a broken layer is reported and the rest
 * goes on.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { LayerReport, PackManifest, ServedLayer, TileFacts, VectorRole } from '#shared/wire/pack.ts';
import type { PackFeature } from '#shared/wire/packFeatures.ts';
import { openRaster } from './imageryLayer.ts';
import type { OpenLayer } from './layer.ts';
import { currentPackIn } from './library.ts';
import { readManifest } from './manifestFile.ts';
import { innerPathOf, type LocatedFile, locateFile } from './paths.ts';
import { type PackFile, serveBytes, serveFile } from './serve.ts';
import { openTiles3d } from './tiles3dLayer.ts';
import { type OpenVectorLayer, openVector } from './vectorLayer.ts';

const MAX_SUMS_BYTES = 64 * 1024 * 1024;
const OPEN_FILES = ['manifest.json', 'LICENSES.md', 'report.json', 'problems.geojson'];

export interface ScenePack {
  readonly dir: string;
  readonly manifest: PackManifest;
  /** One report a layer, in the order of the manifest. */
  readonly layers: readonly LayerReport[];
  /** Ids of layers this runtime cannot read although another one might: ask the core for their tiles. */
  readonly beyondRuntime: readonly string[];
  /**
   * Good features of all layers of a role, together. Refuses `noLayer` when the pack has none and `unusable` when every
   * such layer is broken.
   */
  readVector<Role extends VectorRole>(role: Role): Promise<Result<PackFeature<Role>[]>>;
  /** How the tiles of an imagery or terrain layer are numbered; null where it cannot be read. */
  tileFactsOf(layerId: string): TileFacts | null;
  /**
   * Answers `/tiles3d/<layer>/<path>`, `/vector/<layer>.geojson`, `/imagery/<layer>/{z}/{x}/{y}`, `/terrain/<layer>/{z}/{x}/{y}`,
   * `/manifest.json`, `/layers.json`.
   * `range` is the Range header. Refuses `notFound` (404), `range` (416) or a broken archive entry (treat as 404).
   */
  resolveFile(urlPath: string, range?: string): Promise<Result<PackFile>>;
  /** A file of the pack by its path inside, as it lies on disk; null where there is none. */
  locate(innerPath: string): Promise<LocatedFile | null>;
  /** Reads every file of the manifest and returns those whose bytes are not the ones it states. Slow: background only. */
  verifyFiles(signal?: AbortSignal): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Opens a pack, or the current one of a scenes folder (`library.ts`): `dir` of the answer is the pack's own folder. Refuses
 * `noPack` (no manifest there) or `manifest` (not a valid one).
 */
export async function openPack(path: string): Promise<Result<ScenePack>> {
  const dir = await currentPackIn(path);
  const manifest = await readManifest(dir);
  return manifest.ok ? ok(await openLayers(dir, manifest.value)) : manifest;
}

async function openLayers(dir: string, manifest: PackManifest): Promise<ScenePack> {
  const open = new Map<string, OpenLayer>();
  const vectors: OpenVectorLayer[] = [];
  for (const layer of manifest.layers) {
    if (layer.kind === 'vector') {
      const vector = await openVector(dir, layer);
      vectors.push(vector);
      open.set(layer.id, vector);
    } else if (layer.kind === 'tiles3d') open.set(layer.id, await openTiles3d(dir, layer));
    else open.set(layer.id, await openRaster(dir, layer));
  }
  const wrongSizes = await filesOfWrongSize(dir, manifest);
  const layers = manifest.layers.map((layer) => {
    const { report } = open.get(layer.id)!;
    const changed = wrongSizes.find(
      (path) => layer.path !== undefined && (path === layer.path || path.startsWith(`${layer.path}/`)),
    );
    if (!changed || report.state !== 'usable') return report;
    const reason = { zh: `${changed} 的大小与清单不符`, en: `${changed} is not of the size the manifest states` };
    return { ...report, state: 'degraded' as const, reason };
  });
  const served = Buffer.from(
    JSON.stringify(
      layers.map(({ id, state, reason }): ServedLayer => ({ id, state, reason, tiles: open.get(id)?.tiles ?? null })),
    ),
  );
  return {
    dir,
    manifest,
    layers,
    beyondRuntime: [...open].flatMap(([id, { isBeyondRuntime }]) => (isBeyondRuntime ? [id] : [])),
    tileFactsOf: (layerId) => open.get(layerId)?.tiles ?? null,
    readVector: <Role extends VectorRole>(role: Role) => readRole(vectors, role),
    resolveFile: async (urlPath, range) =>
      urlPath === '/layers.json' ? serveBytes('layers.json', served) : resolveFile(dir, manifest, open, urlPath, range),
    locate: (innerPath) => locateFile(dir, innerPath),
    verifyFiles: (signal) => verifyFiles(dir, manifest, signal),
    close: async () => {
      for (const layer of open.values()) await layer.close();
    },
  };
}

async function readRole<Role extends VectorRole>(
  vectors: readonly OpenVectorLayer[],
  role: Role,
): Promise<Result<PackFeature<Role>[]>> {
  const ofRole = vectors.filter((vector) => vector.role === role);
  if (ofRole.length === 0) return refuse('noLayer', `场景包没有 ${role} 图层`);
  const all: PackFeature<Role>[] = [];
  const reasons: string[] = [];
  for (const vector of ofRole) {
    const features = await vector.features();
    // Features were read with the schema of the layer's own role, which is this one.
    if (features.ok) for (const one of features.value) all.push(one as PackFeature<Role>);
    else reasons.push(features.failure.message);
  }
  return reasons.length === ofRole.length ? refuse('unusable', reasons.join('；')) : ok(all);
}

async function resolveFile(
  dir: string,
  manifest: PackManifest,
  open: ReadonlyMap<string, OpenLayer>,
  urlPath: string,
  range: string | undefined,
): Promise<Result<PackFile>> {
  const notFound = refuse('notFound', '场景包内没有此文件');
  const inner = innerPathOf(urlPath);
  if (inner === null) return notFound;
  if (OPEN_FILES.includes(inner)) {
    const file = await locateFile(dir, inner);
    return file ? serveFile(file, range) : notFound;
  }
  const [kind, first, ...rest] = inner.split('/');
  const id = kind === 'vector' ? first?.replace(/\.geojson$/, '') : first;
  const layer = manifest.layers.find((one) => one.id === id && one.kind === kind);
  return layer ? open.get(layer.id)!.serve(rest.join('/'), range) : notFound;
}

async function filesOfWrongSize(dir: string, manifest: PackManifest): Promise<string[]> {
  const wrong: string[] = [];
  for (const [path, { bytes }] of Object.entries(manifest.files)) {
    const file = await locateFile(dir, path);
    if (file && file.bytes !== bytes) wrong.push(path);
  }
  return wrong;
}

async function verifyFiles(dir: string, manifest: PackManifest, signal?: AbortSignal): Promise<string[]> {
  const wrong: string[] = [];
  const manifestSum = await statedManifestSum(dir);
  const stated = Object.entries(manifest.files).map(([path, { sha256 }]) => [path, sha256] as const);
  for (const [path, sha256] of manifestSum ? [...stated, ['manifest.json', manifestSum] as const] : stated) {
    signal?.throwIfAborted();
    const file = await locateFile(dir, path);
    if (!file) {
      wrong.push(path);
      continue;
    }
    const hash = createHash('sha256');
    await pipeline(createReadStream(file.path), hash);
    if (hash.digest('hex') !== sha256) wrong.push(path);
  }
  return wrong;
}

/** checksums.sha256 (as `sha256sum` writes and checks it) covers the manifest too, which cannot state its own sum. */
async function statedManifestSum(dir: string): Promise<string | null> {
  const file = await locateFile(dir, 'checksums.sha256');
  if (!file || file.bytes > MAX_SUMS_BYTES) return null;
  return /^([0-9a-f]{64}) [ *]manifest\.json$/m.exec(await readFile(file.path, 'utf8'))?.[1] ?? null;
}
