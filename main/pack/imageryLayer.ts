// Raster layers: folders of XYZ tiles, MBTiles and PMTiles as pictures; terrain as heights in pictures or as meshes.
import { open, readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { PackLayer } from '#shared/wire/pack.ts';
import { type Finding, type OpenLayer, reportOf } from './layer.ts';
import { openMbtiles } from './mbtiles.ts';
import { locateFile, locateFolder } from './paths.ts';
import { openPmtiles } from './pmtiles.ts';
import type { RasterArchive } from './rasterArchive.ts';
import { serveBytes, serveFile } from './serve.ts';

type RasterLayer = Extract<PackLayer, { kind: 'imagery' | 'terrain' }>;

const SQLITE = 'SQLite format 3\0';
const TILE_EXTENSIONS = ['png', 'jpg', 'jpeg', 'webp'];
const MAX_LAYER_JSON_BYTES = 8 * 1024 * 1024;

export async function openRaster(root: string, layer: RasterLayer): Promise<OpenLayer> {
  const unusable = (reason: string): OpenLayer => ({
    report: reportOf(layer, { state: 'unusable', reason, count: 0 }),
    serve: async () => refuse('notFound', reason),
    close: async () => {},
  });
  if (layer.kind === 'terrain' && layer.format === 'flat')
    return { ...unusable('平面地形没有文件'), report: reportOf(layer, { state: 'usable', reason: null, count: 0 }) };
  if (layer.kind === 'imagery' && (layer.datum === 'GCJ02' || layer.datum === 'BD09'))
    return unusable(`影像为 ${layer.datum} 坐标，与地图偏差数百米且不均匀，须先重新切片为 WGS-84`);
  if (layer.path === undefined) return unusable('没有给出文件路径');
  if (layer.format === 'folder-xyz' || layer.format === 'folder-tms')
    return openPictureFolder(root, layer, layer.path, unusable);
  if (layer.format === 'quantized-mesh-folder') return openMeshFolder(root, layer, layer.path, unusable);
  if (layer.format === 'quantized-mesh-mbtiles') return unusable('暂不支持 MBTiles 内的网格地形，请导出为文件夹');
  const file = await locateFile(root, layer.path);
  if (!file) return unusable(`找不到 ${layer.path}`);
  const archive = layer.format === 'pmtiles' ? await openPmtiles(file.path) : await openDatabase(file.path, file.bytes);
  if (!archive.ok) return unusable(`${layer.path} ${archive.failure.message}`);
  return openArchive(layer, archive.value);
}

/** The kinds of damage that SQLite itself would only meet later are said first. */
async function openDatabase(path: string, bytes: number): Promise<Result<RasterArchive>> {
  if ((await headOf(path, SQLITE.length)) !== SQLITE) return refuse('mbtiles', '不是有效的 MBTiles 文件');
  if (await isTruncatedSqlite(path, bytes)) return refuse('mbtiles', '已损坏（数据库被截断）');
  return openMbtiles(path);
}

function openArchive(layer: RasterLayer, archive: RasterArchive): OpenLayer {
  const report = reportOf(layer, { state: 'usable', reason: null, count: archive.count });
  return {
    report,
    serve: async (rest, range) => {
      const address = addressOf(rest);
      if (!address) return refuse('notFound', `没有瓦片 ${rest}`);
      const tile = await archive.tile(...address);
      return tile.ok ? serveBytes(`tile.${archive.tileFormat}`, tile.value, range) : tile;
    },
    close: () => archive.close(),
  };
}

async function openPictureFolder(
  root: string,
  layer: RasterLayer,
  path: string,
  unusable: (reason: string) => OpenLayer,
): Promise<OpenLayer> {
  const folder = await locateFolder(root, path);
  if (!folder) return unusable(`找不到文件夹 ${path}`);
  const levels = (await readdir(folder)).filter((name) => /^\d{1,2}$/.test(name));
  if (levels.length === 0) return unusable(`${path} 内没有瓦片`);
  return {
    report: reportOf(layer, { state: 'usable', reason: null, count: levels.length }),
    serve: async (rest, range) => {
      const address = addressOf(rest);
      if (address) {
        const [zoom, x, y] = address;
        const row = layer.format === 'folder-tms' ? 2 ** zoom - 1 - y : y;
        for (const extension of TILE_EXTENSIONS) {
          const file = await locateFile(root, `${path}/${zoom}/${x}/${row}.${extension}`);
          if (file) return serveFile(file, range);
        }
      }
      return refuse('notFound', `没有瓦片 ${rest}`);
    },
    close: async () => {},
  };
}

const layerJsonSchema = z.looseObject({
  tiles: z.array(z.string().max(300)).min(1).max(16),
  format: z.string().max(60).optional(),
});

/** What Cesium reads first of a mesh terrain. A template that leads to another host or out of the folder is refused. */
export function checkLayerJson(text: string): Result<{ template: string }> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('terrain', 'layer.json 不是有效的 JSON');
  }
  const parsed = layerJsonSchema.safeParse(json);
  if (!parsed.success) return refuse('terrain', 'layer.json 没有 tiles 模板');
  const outside = parsed.data.tiles.find((one) => /^[a-z][a-z0-9+.-]*:|^\/|\.\./i.test(one));
  if (outside !== undefined) return refuse('terrain', `layer.json 引用了包外的地址 ${outside}`);
  if (parsed.data.format !== undefined && !/^quantized-mesh/.test(parsed.data.format))
    return refuse('terrain', `地形格式 ${parsed.data.format} 不支持，须为 quantized-mesh`);
  return ok({ template: parsed.data.tiles[0]! });
}

async function openMeshFolder(
  root: string,
  layer: RasterLayer,
  path: string,
  unusable: (reason: string) => OpenLayer,
): Promise<OpenLayer> {
  const folder = await locateFolder(root, path);
  if (!folder) return unusable(`找不到文件夹 ${path}`);
  const description = await locateFile(folder, 'layer.json');
  if (!description) return unusable(`${path} 没有 layer.json，不知道瓦片如何编号`);
  if (description.bytes > MAX_LAYER_JSON_BYTES) return unusable(`${path}/layer.json 过大`);
  const checked = checkLayerJson(await readFile(description.path, 'utf8'));
  if (!checked.ok) return unusable(`${path} ${checked.failure.message}`);
  const levels = (await readdir(folder)).filter((name) => /^\d{1,2}$/.test(name)).length;
  const finding: Finding =
    levels > 0
      ? { state: 'usable', reason: null, count: levels }
      : { state: 'unusable', reason: `${path} 内没有瓦片`, count: 0 };
  return {
    report: reportOf(layer, finding),
    serve: async (rest, range) => {
      const file = await locateFile(folder, rest);
      return file ? serveFile(file, range) : refuse('notFound', `没有瓦片 ${rest}`);
    },
    close: async () => {},
  };
}

/** `z/x/y` with or without an extension; null for anything else. */
function addressOf(rest: string): [zoom: number, x: number, y: number] | null {
  const match = /^(\d{1,2})\/(\d{1,10})\/(\d{1,10})(?:\.\w{2,5})?$/.exec(rest);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
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
