// Imagery and terrain archives: opened once before they are taken, so that a broken one is refused with its reason.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { checkLayerJson } from '#main/pack/imageryLayer.ts';
import { openMbtiles } from '#main/pack/mbtiles.ts';
import { openPmtiles } from '#main/pack/pmtiles.ts';
import type { ImageryLayer, PackLayer } from '#shared/wire/pack.ts';
import type { PackFolder } from '../kit/packFolder.ts';
import { ImportRefused } from './formats/read.ts';
import type { Bounds } from './realScene.ts';
import type { Recognised } from './recognise.ts';

export interface RasterInput {
  readonly layer: PackLayer;
  readonly bounds: Bounds | null;
  readonly attribution: string | null;
  readonly tiles: number;
  /** What a person should know of it, in both languages. */
  readonly remarks: readonly string[];
  write(folder: PackFolder, isLinked: boolean): Promise<void>;
}

const WORLD_DEGREES = 90;

/** Tiles lie in the web Mercator grid whatever the site's other files are in; only the datum of that grid can differ. */
const PICTURE_DATUMS: Readonly<Record<string, ImageryLayer['datum']>> = {
  gcj02: 'GCJ02',
  bd09: 'BD09',
  cgcs2000: 'CGCS2000',
  'epsg:4490': 'CGCS2000',
};

const shiftedRemark = (name: string, datum: string) =>
  `${name}：影像为 ${datum} 坐标，显示时逐块纠正，街道处误差约 1 至 2 米 · ${name}: pictures in ${datum}, put right tile by tile as they are drawn, some 1 to 2 m off in a street`;

/**
 * `isTerrain` reads a picture archive as heights (terrain-RGB). `crs` of imagery becomes its `datum`, put right when drawn;
 * refuses `datum` for heights in a shifted one: nothing puts those right.
 */
export async function readRaster(
  { path, kind }: Recognised,
  id: string,
  isTerrain: boolean,
  crs: string | null,
): Promise<RasterInput> {
  const name = basename(path);
  const isHeights = isTerrain || kind === 'meshFolder';
  const datum = datumOf(name, crs, isHeights);
  const remarks = datum === 'GCJ02' || datum === 'BD09' ? [shiftedRemark(name, datum)] : [];
  if (kind === 'meshFolder') return meshFolder(path, id);
  if (kind === 'pictureFolder') {
    const layer: PackLayer = { ...pictures(id, `imagery/${id}`, datum), format: 'folder-xyz' };
    const tiles = (await filesIn(path)).length;
    return {
      layer,
      bounds: null,
      attribution: null,
      tiles,
      remarks,
      write: (folder, isLinked) => takeFolder(folder, path, `imagery/${id}`, isLinked),
    };
  }
  const opened = kind === 'pmtiles' ? await openPmtiles(path) : await openMbtiles(path);
  if (!opened.ok) {
    const { code, message, en } = opened.failure;
    throw new ImportRefused(code, `${name}：${message}`, `${name} ${en}`);
  }
  const { minZoom, maxZoom, bounds, attribution, count } = opened.value;
  await opened.value.close();
  if (isTerrain && kind === 'pmtiles')
    throw new ImportRefused('terrain', `${name}：高程瓦片须为 MBTiles`, 'heights must come as MBTiles');
  const inner = `${isTerrain ? 'terrain' : 'imagery'}/${id}.${kind}`;
  const layer: PackLayer = isTerrain
    ? { id, kind: 'terrain', format: 'heightmap-mbtiles', path: inner, encoding: 'terrain-rgb' }
    : { ...pictures(id, inner, datum), format: kind === 'pmtiles' ? 'pmtiles' : 'mbtiles', minZoom, maxZoom };
  const isLocal = bounds !== null && bounds[2] - bounds[0] < WORLD_DEGREES;
  return {
    layer,
    bounds: isLocal ? bounds : null,
    attribution,
    tiles: count,
    remarks,
    write: (folder, isLinked) => folder.take(inner, path, isLinked),
  };
}

function datumOf(name: string, crs: string | null, isHeights: boolean): ImageryLayer['datum'] {
  const datum = PICTURE_DATUMS[crs?.toLowerCase() ?? ''] ?? 'WGS84';
  if (isHeights && (datum === 'GCJ02' || datum === 'BD09'))
    throw new ImportRefused(
      'datum',
      `${name}：高程为 ${crs} 坐标，须先重新切片为 WGS-84`,
      `${name}: heights in ${crs} must be cut anew in WGS-84`,
    );
  return datum;
}

function pictures(id: string, path: string, datum: ImageryLayer['datum']) {
  return {
    id,
    kind: 'imagery',
    path,
    projection: 'EPSG:3857',
    scheme: 'xyz',
    minZoom: 0,
    maxZoom: 18,
    tileSize: 256,
    datum,
  } as const;
}

async function meshFolder(path: string, id: string): Promise<RasterInput> {
  const name = basename(path);
  const checked = checkLayerJson(await readFile(join(path, 'layer.json'), 'utf8'));
  if (!checked.ok)
    throw new ImportRefused('terrain', `${name}：${checked.failure.message}`, `${name} ${checked.failure.en}`);
  const tiles = (await filesIn(path)).filter((file) => file.endsWith('.terrain')).length;
  if (tiles === 0) throw new ImportRefused('terrain', `${name} 内没有 .terrain 瓦片`, `${name} holds no mesh tiles`);
  return {
    layer: { id, kind: 'terrain', format: 'quantized-mesh-folder', path: `terrain/${id}` },
    bounds: null,
    attribution: null,
    tiles,
    remarks: [],
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
