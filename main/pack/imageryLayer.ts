/** Raster layers. A folder of XYZ tiles is served; archives are recognised and honestly reported as not drawn yet. */
import { open, readdir } from 'node:fs/promises';
import { refuse } from '#shared/kit/result.ts';
import type { PackLayer } from '#shared/wire/pack.ts';
import { type Finding, type OpenLayer, reportOf } from './layer.ts';
import { locateFile, locateFolder } from './paths.ts';
import { serveFile } from './serve.ts';

type RasterLayer = Extract<PackLayer, { kind: 'imagery' | 'terrain' }>;

const SQLITE = 'SQLite format 3\0';
const MAGIC: Partial<Record<RasterLayer['format'], { text: string; name: string }>> = {
  mbtiles: { text: SQLITE, name: 'MBTiles' },
  'heightmap-mbtiles': { text: SQLITE, name: 'MBTiles' },
  'quantized-mesh-mbtiles': { text: SQLITE, name: 'MBTiles' },
  pmtiles: { text: 'PMTiles\u0003', name: 'PMTiles v3' },
};
const TILE_EXTENSIONS = ['png', 'jpg', 'jpeg', 'webp'];

export async function openRaster(root: string, layer: RasterLayer): Promise<OpenLayer> {
  return {
    report: reportOf(layer, await inspect(root, layer)),
    serve: async (rest, range) => {
      const [z, x, y, ...more] = rest.split('/');
      const row = /^(\d{1,10})(?:\.\w{2,5})?$/.exec(y ?? '')?.[1];
      if (
        layer.format === 'folder-xyz' &&
        more.length === 0 &&
        /^\d{1,2}$/.test(z ?? '') &&
        /^\d{1,10}$/.test(x ?? '') &&
        row
      ) {
        for (const extension of TILE_EXTENSIONS) {
          const file = await locateFile(root, `${layer.path}/${z}/${x}/${row}.${extension}`);
          if (file) return serveFile(file, range);
        }
      }
      return refuse('notFound', `没有瓦片 ${rest}`);
    },
    close: async () => {},
  };
}

async function inspect(root: string, layer: RasterLayer): Promise<Finding> {
  const unusable = (reason: string): Finding => ({ state: 'unusable', reason, count: 0 });
  if (layer.kind === 'terrain' && layer.format === 'flat') return { state: 'usable', reason: null, count: 0 };
  if (layer.kind === 'imagery' && (layer.datum === 'GCJ02' || layer.datum === 'BD09')) {
    return unusable(`影像为 ${layer.datum} 坐标，与地图偏差数百米且不均匀，须先重新切片为 WGS-84`);
  }
  if (layer.path === undefined) return unusable('没有给出文件路径');
  if (layer.format === 'folder-xyz') {
    const folder = await locateFolder(root, layer.path);
    if (!folder) return unusable(`找不到文件夹 ${layer.path}`);
    const levels = (await readdir(folder)).filter((name) => /^\d{1,2}$/.test(name));
    return levels.length > 0
      ? { state: 'usable', reason: null, count: levels.length }
      : unusable(`${layer.path} 内没有瓦片`);
  }
  const magic = MAGIC[layer.format];
  if (!magic) return unusable(`暂不支持 ${layer.format} 格式`);
  const file = await locateFile(root, layer.path);
  if (!file) return unusable(`找不到 ${layer.path}`);
  const head = await headOf(file.path, magic.text.length);
  if (head !== magic.text) return unusable(`${layer.path} 不是有效的 ${magic.name} 文件`);
  if (magic.text === SQLITE && (await isTruncatedSqlite(file.path, file.bytes)))
    return unusable(`${layer.path} 已损坏（数据库被截断）`);
  return unusable(`暂不支持绘制 ${magic.name}，可先转换为 folder-xyz`);
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
