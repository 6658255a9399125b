// Imagery and terrain archives: opened once before they are taken, so that a broken one is refused with its reason.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { checkLayerJson } from '#main/pack/imageryLayer.ts';
import { openMbtiles } from '#main/pack/mbtiles.ts';
import { openPmtiles } from '#main/pack/pmtiles.ts';
import type { PackLayer } from '#shared/wire/pack.ts';
import type { PackFolder } from '../kit/packFolder.ts';
import { ImportRefused } from './formats/read.ts';
import type { Bounds } from './realScene.ts';
import type { Recognised } from './recognise.ts';

export interface RasterInput {
  readonly layer: PackLayer;
  readonly bounds: Bounds | null;
  readonly attribution: string | null;
  readonly tiles: number;
  write(folder: PackFolder, isLinked: boolean): Promise<void>;
}

const WORLD_DEGREES = 90;

/** `isTerrain` reads a picture archive as heights (terrain-RGB). Refuses imagery in a shifted datum. */
export async function readRaster(
  { path, kind }: Recognised,
  id: string,
  isTerrain: boolean,
  crs: string | null,
): Promise<RasterInput> {
  const name = basename(path);
  if (crs && /^(gcj02|bd09)$/i.test(crs))
    throw new ImportRefused(
      'datum',
      `${name}：影像为 ${crs} 坐标，与地图偏差数百米且不均匀，须先重新切片为 WGS-84`,
      `imagery in ${crs} cannot be shifted: cut it anew`,
    );
  if (kind === 'meshFolder') return meshFolder(path, id);
  if (kind === 'pictureFolder') {
    const layer: PackLayer = { ...pictures(id, `imagery/${id}`), format: 'folder-xyz' };
    const tiles = (await filesIn(path)).length;
    return {
      layer,
      bounds: null,
      attribution: null,
      tiles,
      write: (folder, isLinked) => takeFolder(folder, path, `imagery/${id}`, isLinked),
    };
  }
  const opened = kind === 'pmtiles' ? await openPmtiles(path) : await openMbtiles(path);
  if (!opened.ok) throw new ImportRefused(opened.failure.code, `${name}：${opened.failure.message}`);
  const { minZoom, maxZoom, bounds, attribution, count } = opened.value;
  await opened.value.close();
  if (isTerrain && kind === 'pmtiles')
    throw new ImportRefused('terrain', `${name}：高程瓦片须为 MBTiles`, 'heights must come as MBTiles');
  const inner = `${isTerrain ? 'terrain' : 'imagery'}/${id}.${kind}`;
  const layer: PackLayer = isTerrain
    ? { id, kind: 'terrain', format: 'heightmap-mbtiles', path: inner, encoding: 'terrain-rgb' }
    : { ...pictures(id, inner), format: kind === 'pmtiles' ? 'pmtiles' : 'mbtiles', minZoom, maxZoom };
  const isLocal = bounds !== null && bounds[2] - bounds[0] < WORLD_DEGREES;
  return {
    layer,
    bounds: isLocal ? bounds : null,
    attribution,
    tiles: count,
    write: (folder, isLinked) => folder.take(inner, path, isLinked),
  };
}

function pictures(id: string, path: string) {
  return {
    id,
    kind: 'imagery',
    path,
    projection: 'EPSG:3857',
    scheme: 'xyz',
    minZoom: 0,
    maxZoom: 18,
    tileSize: 256,
    datum: 'WGS84',
  } as const;
}

async function meshFolder(path: string, id: string): Promise<RasterInput> {
  const name = basename(path);
  const checked = checkLayerJson(await readFile(join(path, 'layer.json'), 'utf8'));
  if (!checked.ok) throw new ImportRefused('terrain', `${name}：${checked.failure.message}`);
  const tiles = (await filesIn(path)).filter((file) => file.endsWith('.terrain')).length;
  if (tiles === 0) throw new ImportRefused('terrain', `${name} 内没有 .terrain 瓦片`, `${name} holds no mesh tiles`);
  return {
    layer: { id, kind: 'terrain', format: 'quantized-mesh-folder', path: `terrain/${id}` },
    bounds: null,
    attribution: null,
    tiles,
    write: (folder, isLinked) => takeFolder(folder, path, `terrain/${id}`, isLinked),
  };
}

async function takeFolder(folder: PackFolder, from: string, inner: string, isLinked: boolean): Promise<void> {
  for (const file of await filesIn(from)) {
    await folder.take(`${inner}/${relative(from, file).split(sep).join('/')}`, file, isLinked);
  }
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
