/** Terrain as quantized meshes in a folder with the layer.json that says how its tiles are numbered. */
import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { TerrainLayer, TileFacts } from '#shared/wire/pack.ts';
import { type OpenLayer, reportOf, unusableLayer } from './layer.ts';
import { locateFile, locateFolder } from './paths.ts';
import { honestBounds } from './rasterArchive.ts';
import { missingFolder, noTiles, tooLarge } from './reasons.ts';
import { about, type PackRefusal, refuseBoth, saidBy } from './refusal.ts';
import { serveFile } from './serve.ts';
import { addressOf } from './tileAddress.ts';

const MAX_LAYER_JSON_BYTES = 8 * 1024 * 1024;

const layerJsonSchema = z.looseObject({
  tiles: z.array(z.string().max(300)).min(1).max(16),
  format: z.string().max(60).optional(),
  version: z.string().max(60).optional(),
  /** Rows count from the south unless it says otherwise. */
  scheme: z.enum(['tms', 'slippyMap', 'xyz']).optional(),
  projection: z.enum(['EPSG:4326', 'EPSG:3857']).default('EPSG:4326'),
  bounds: z.array(z.number()).optional(),
});

export interface MeshNumbering {
  readonly template: string;
  readonly isFromSouth: boolean;
  readonly projection: TileFacts['projection'];
  readonly bounds: TileFacts['bounds'];
}

/** What Cesium reads first of a mesh terrain. A template that leads to another host or out of the folder is refused. */
export function checkLayerJson(text: string): Result<MeshNumbering, PackRefusal> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuseBoth('terrain', 'layer.json 不是有效的 JSON', 'has a layer.json that is no JSON');
  }
  const parsed = layerJsonSchema.safeParse(json);
  if (!parsed.success)
    return refuseBoth(
      'terrain',
      'layer.json 没有 tiles 模板，或其内容无法理解',
      'has a layer.json without a template for tiles, or one that makes no sense',
    );
  const { tiles, format, version = '', scheme = 'tms', projection, bounds = [] } = parsed.data;
  const outside = tiles.find((one) => /^[a-z][a-z0-9+.-]*:|^\/|\.\./i.test(one));
  if (outside !== undefined)
    return refuseBoth(
      'terrain',
      `layer.json 引用了包外的地址 ${outside}`,
      `has a layer.json that leads out of the pack: ${outside}`,
    );
  if (format !== undefined && !/^quantized-mesh/.test(format))
    return refuseBoth(
      'terrain',
      `地形格式 ${format} 不支持，须为 quantized-mesh`,
      `is terrain of the format ${format}; only quantized-mesh is drawn`,
    );
  return ok({
    template: tiles[0]!.split('?', 1)[0]!.replaceAll('{version}', version),
    isFromSouth: scheme === 'tms',
    projection,
    bounds: honestBounds(bounds),
  });
}

export async function openMeshFolder(root: string, layer: TerrainLayer, path: string): Promise<OpenLayer> {
  const unusable = (reason: Bilingual) => unusableLayer(layer, reason);
  const folder = await locateFolder(root, path);
  if (!folder) return unusable(missingFolder(path));
  const description = await locateFile(folder, 'layer.json');
  if (!description)
    return unusable({
      zh: `${path} 没有 layer.json，不知道瓦片如何编号`,
      en: `${path} has no layer.json that says how its tiles are numbered`,
    });
  if (description.bytes > MAX_LAYER_JSON_BYTES) return unusable(tooLarge(`${path}/layer.json`));
  const checked = checkLayerJson(await readFile(description.path, 'utf8'));
  if (!checked.ok) return unusable(about(path, saidBy(checked.failure)));
  const levels = (await readdir(folder)).filter((name) => /^\d{1,2}$/.test(name)).map(Number);
  if (levels.length === 0) return unusable(noTiles(path));
  const { template, isFromSouth, projection, bounds } = checked.value;
  const fileOf = (rest: string): string => {
    const [zoom, x, y] = rest.endsWith('.terrain') ? [] : (addressOf(rest) ?? []);
    if (zoom === undefined || y === undefined) return rest;
    const row = isFromSouth ? 2 ** zoom - 1 - y : y;
    return template.replaceAll('{z}', String(zoom)).replaceAll('{x}', String(x)).replaceAll('{y}', String(row));
  };
  return {
    report: reportOf(layer, { state: 'usable', reason: null, count: levels.length }),
    tiles: {
      minZoom: Math.min(...levels),
      maxZoom: Math.min(30, Math.max(...levels)),
      bounds,
      format: 'mesh',
      projection,
    },
    /** `z/x/y` counts rows from the north as everywhere; a whole file name is the folder's own. */
    serve: async (rest, range) => {
      const file = await locateFile(folder, fileOf(rest));
      return file ? serveFile(file, range) : refuse('notFound', `没有瓦片 ${rest}`);
    },
    close: async () => {},
  };
}
