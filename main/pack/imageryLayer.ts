// Tiled layers: folders of pictures, MBTiles and PMTiles; terrain as heights in pictures, in rows of metres or as meshes.
import { open, readdir } from 'node:fs/promises';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { type Result, refuse } from '#shared/kit/result.ts';
import type { ImageryLayer, TerrainLayer, TileFacts } from '#shared/wire/pack.ts';
import { type Finding, type OpenLayer, reportOf, unusableLayer } from './layer.ts';
import { BEYOND_RUNTIME, openMbtiles } from './mbtiles.ts';
import { openMeshFolder } from './meshFolder.ts';
import { locateFile, locateFolder } from './paths.ts';
import { openPmtiles } from './pmtiles.ts';
import type { RasterArchive, TileContent } from './rasterArchive.ts';
import { missing, missingFolder, noTiles } from './reasons.ts';
import { about, type PackRefusal, refuseBoth, saidBy } from './refusal.ts';
import { serveBytes, serveFile } from './serve.ts';
import { addressOf } from './tileAddress.ts';

export { checkLayerJson } from './meshFolder.ts';

type TiledLayer = ImageryLayer | TerrainLayer;

const SQLITE = 'SQLite format 3\0';
const TILE_EXTENSIONS = ['png', 'jpg', 'jpeg', 'webp'] as const;

export async function openRaster(root: string, layer: TiledLayer): Promise<OpenLayer> {
  if (layer.kind === 'terrain' && layer.format === 'flat')
    return {
      ...unusableLayer(layer, { zh: '平面地形没有文件', en: 'flat terrain has no files' }),
      report: reportOf(layer, FINE),
    };
  const { path } = layer;
  if (path === undefined) return unusableLayer(layer, { zh: '没有给出文件路径', en: 'no path is stated' });
  if (layer.format === 'quantized-mesh-folder') return openMeshFolder(root, layer, path);
  if (layer.format === 'folder-xyz' || layer.format === 'folder-tms') return openPictureFolder(root, layer, path);
  const file = await locateFile(root, path);
  if (!file) return unusableLayer(layer, missing(path));
  const archive =
    layer.format === 'pmtiles'
      ? await openPmtiles(file.path)
      : await openDatabase(file.path, file.bytes, contentOf(layer));
  if (archive.ok) return openArchive(layer, archive.value);
  const unusable = unusableLayer(layer, about(path, saidBy(archive.failure)));
  return archive.failure.code === BEYOND_RUNTIME ? { ...unusable, isBeyondRuntime: true } : unusable;
}

const FINE: Finding = { state: 'usable', reason: null, count: 0 };

function contentOf(layer: TiledLayer): TileContent {
  if (layer.kind === 'imagery') return 'pictures';
  if (layer.format === 'quantized-mesh-mbtiles') return 'mesh';
  return layer.encoding === 'int16' ? 'int16' : 'pictures';
}

/** The kinds of damage that SQLite itself would only meet later are said first. */
async function openDatabase(
  path: string,
  bytes: number,
  content: TileContent,
): Promise<Result<RasterArchive, PackRefusal>> {
  if ((await headOf(path, SQLITE.length)) !== SQLITE)
    return refuseBoth('mbtiles', '不是有效的 MBTiles 文件', 'is no MBTiles file');
  if (await isTruncatedSqlite(path, bytes))
    return refuseBoth('mbtiles', '已损坏（数据库被截断）', 'is damaged: the database is cut off');
  return openMbtiles(path, content);
}

function openArchive(layer: TiledLayer, archive: RasterArchive): OpenLayer {
  const { minZoom, maxZoom, bounds, tileFormat: format, count } = archive;
  return {
    report: reportOf(layer, findingOf(layer, count)),
    tiles: { minZoom, maxZoom, bounds, format, projection: projectionOf(layer) },
    serve: async (rest, range) => {
      const address = addressOf(rest);
      if (!address) return refuse('notFound', `没有瓦片 ${rest}`);
      const tile = await archive.tile(...address);
      return tile.ok ? serveBytes(`tile.${format}`, tile.value, range) : tile;
    },
    close: () => archive.close(),
  };
}

const shiftedIn = (datum: string): Bilingual => ({
  zh: `影像为 ${datum} 坐标，逐块纠正后显示，街道处误差约 1 至 2 米`,
  en: `pictures in ${datum}, put right tile by tile, some 1 to 2 m off in a street`,
});

/** Pictures in a shifted datum are drawn, put right tile by tile, and said to be so. */
function findingOf(layer: TiledLayer, count: number): Finding {
  const isShifted = layer.kind === 'imagery' && (layer.datum === 'GCJ02' || layer.datum === 'BD09');
  return isShifted
    ? { state: 'degraded', reason: shiftedIn(layer.datum), count }
    : { state: 'usable', reason: null, count };
}

function projectionOf(layer: TiledLayer): TileFacts['projection'] {
  if (layer.kind === 'imagery') return layer.projection;
  return layer.format === 'quantized-mesh-mbtiles' ? 'EPSG:4326' : 'EPSG:3857';
}

async function openPictureFolder(root: string, layer: ImageryLayer, path: string): Promise<OpenLayer> {
  const folder = await locateFolder(root, path);
  if (!folder) return unusableLayer(layer, missingFolder(path));
  const levels = (await readdir(folder)).filter((name) => /^\d{1,2}$/.test(name)).map(Number);
  if (levels.length === 0) return unusableLayer(layer, noTiles(path));
  const isFromSouth = layer.format === 'folder-tms' || layer.scheme === 'tms';
  const minZoom = Math.min(...levels);
  const maxZoom = Math.min(30, Math.max(...levels));
  return {
    report: reportOf(layer, findingOf(layer, levels.length)),
    tiles: { minZoom, maxZoom, bounds: null, format: 'png', projection: layer.projection },
    serve: async (rest, range) => {
      const [zoom, x, y] = addressOf(rest) ?? [];
      if (zoom === undefined || y === undefined) return refuse('notFound', `没有瓦片 ${rest}`);
      const row = isFromSouth ? 2 ** zoom - 1 - y : y;
      for (const extension of TILE_EXTENSIONS) {
        const file = await locateFile(folder, `${zoom}/${x}/${row}.${extension}`);
        if (file) return serveFile(file, range);
      }
      return refuse('notFound', `没有瓦片 ${rest}`);
    },
    close: async () => {},
  };
}

/** Page size × page count of the header against the file (SQLite file format §1.3). */
async function isTruncatedSqlite(path: string, bytes: number): Promise<boolean> {
  const head = Buffer.from(await headOf(path, 32), 'latin1');
  if (head.length < 32) return true;
  const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
  return pageBytes * head.readUInt32BE(28) > bytes;
}

async function headOf(path: string, length: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
