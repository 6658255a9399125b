// What a file or folder is, by its content: names lie, first bytes do not.
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { openZip } from '#main/pack/zip.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { SourceKind } from '#shared/wire/scenes.ts';
import { ImportRefused } from './formats/read.ts';

export interface Recognised {
  readonly path: string;
  readonly kind: SourceKind;
}

/** What was passed by inside a folder, and why. */
export interface Skipped {
  readonly path: string;
  readonly said: Bilingual;
}

export const isRealScene = ({ kind }: Recognised) => kind === 'tilesFolder' || kind === 'tilesArchive';
export const isRaster = ({ kind }: Recognised) =>
  kind === 'mbtiles' || kind === 'pmtiles' || kind === 'pictureFolder' || kind === 'meshFolder';

const HEAD_BYTES = 4096;
/** Parts of a shapefile and remarks: they come with something else. */
const BESIDE = new Set(['.dbf', '.prj', '.cpg', '.shx', '.sbn', '.sbx', '.qix', '.qmd', '.xml', '.md', '.txt', '.csv']);

/** One file or one dataset folder; refuses with what it seems to be and what to do. */
export async function recognise(path: string): Promise<SourceKind> {
  const facts = await stat(path).catch(() => null);
  if (!facts) throw new ImportRefused('noSource', `找不到 ${path}`, `there is no ${path}`);
  if (facts.isDirectory()) {
    const kind = await folderKind(path);
    if (kind) return kind;
    throw new ImportRefused(
      'folder',
      `${basename(path)} 不是可识别的数据文件夹`,
      `${basename(path)} is no dataset folder`,
    );
  }
  return fileKind(path, await headOf(path));
}

/** A dataset folder as itself, any other folder as what it holds, two levels deep. */
export async function recogniseAll(path: string): Promise<{ found: Recognised[]; skipped: Skipped[] }> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isDirectory()) return { found: [{ path, kind: await recognise(path) }], skipped: [] };
  const kind = await folderKind(path);
  if (kind) return { found: [{ path, kind }], skipped: [] };
  const found: Recognised[] = [];
  const skipped: Skipped[] = [];
  for (const name of (await readdir(path)).sort()) {
    if (BESIDE.has(extname(name).toLowerCase()) || name.startsWith('.')) continue;
    try {
      found.push({ path: join(path, name), kind: await recognise(join(path, name)) });
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      skipped.push({ path: join(path, name), said: error.said });
    }
  }
  if (found.length === 0) {
    const { zh, en } = skipped[0]?.said ?? {
      zh: `${basename(path)} 内没有可导入的数据`,
      en: `${basename(path)} holds nothing that can be imported`,
    };
    throw new ImportRefused('folder', zh, en);
  }
  return { found, skipped };
}

async function folderKind(path: string): Promise<SourceKind | null> {
  const names = await readdir(path);
  if (names.includes('tileset.json')) return 'tilesFolder';
  if (names.includes('layer.json')) return 'meshFolder';
  const level = names.find((name) => /^\d{1,2}$/.test(name));
  if (level === undefined) return null;
  const [column] = (await readdir(join(path, level))).filter((name) => /^\d+$/.test(name));
  const tiles = column === undefined ? [] : await readdir(join(path, level, column));
  if (tiles.some((name) => /^\d+\.(png|jpe?g|webp)$/i.test(name))) return 'pictureFolder';
  if (tiles.some((name) => /^\d+\.terrain$/i.test(name)))
    throw new ImportRefused(
      'terrain',
      `${basename(path)} 没有 layer.json，不知道瓦片如何编号`,
      `${basename(path)} has no layer.json`,
    );
  return null;
}

async function fileKind(path: string, head: Buffer): Promise<SourceKind> {
  const name = basename(path);
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (head.length === 0) throw new ImportRefused('empty', `${name} 是空文件`, `${name} is empty`);
  if (text.startsWith('SQLite format 3\0')) {
    if (/\.3dtiles$/i.test(name))
      throw new ImportRefused(
        '3dtiles',
        `${name} 为 .3dtiles（SQLite），请转换为 .3tz 或文件夹`,
        'convert it to .3tz or a folder',
      );
    return 'mbtiles';
  }
  if (text.startsWith('PMTiles')) return 'pmtiles';
  if (head.length >= 4 && head.readUInt32BE(0) === 0x270a) return 'shp';
  if (head.length > 20 && head.readUInt32BE(0) < 65_536 && head.subarray(4, 24).includes('OSMHeader')) return 'osmPbf';
  if (head[0] === 0x1f && head[1] === 0x8b) {
    if (/<osm[\s>]/.test(await unpackedHead(path))) return 'osmXmlGz';
    throw new ImportRefused(
      'gzip',
      `${name} 是 gzip，但里面不是 OSM，请先解压`,
      `${name} is gzip of something else: unpack it first`,
    );
  }
  if (text.startsWith('PK')) return archiveKind(path);
  if (/<osm[\s>]/.test(text)) return 'osmXml';
  if (text.startsWith('{')) {
    if (
      !/"type"\s*:\s*"FeatureCollection"/.test(text) &&
      /"asset"/.test(await start(path)) &&
      /"geometricError"/.test(await start(path))
    )
      return 'tilesFolder';
    return 'geojson';
  }
  throw unreadable(name);
}

/** What people hand over that no reader here can take, with what to do instead. */
function unreadable(name: string): ImportRefused {
  const extension = extname(name).toLowerCase();
  if (extension === '.osgb' || extension === '.s3mb' || extension === '.s3m' || extension === '.scp')
    return new ImportRefused(
      'unknown',
      `${name} 是 ${extension.slice(1).toUpperCase()}，请先用大疆智图、ContextCapture 或 CesiumLab 导出 3D Tiles`,
      `${name} is ${extension.slice(1).toUpperCase()}: convert it to 3D Tiles first (DJI Terra, ContextCapture, CesiumLab)`,
    );
  if (extension === '.terrain')
    return new ImportRefused(
      'unknown',
      `${name} 是单个地形瓦片，没有 layer.json 就不知道它在哪里；请给出整个文件夹`,
      `${name} is a single mesh tile without its folder and layer.json`,
    );
  if (extension === '.dwg' || extension === '.gdb' || extension === '.mdb' || extension === '.kml')
    return new ImportRefused(
      'unknown',
      `${name} 不支持，请导出为 SHP 或 GeoJSON`,
      `${name} is not supported: export it as SHP or GeoJSON`,
    );
  return new ImportRefused('unknown', `${name} 的内容无法识别`, `the content of ${name} is not recognised`);
}

async function archiveKind(path: string): Promise<SourceKind> {
  const opened = await openZip(path);
  if (!opened.ok) throw new ImportRefused(opened.failure.code, `${basename(path)}：${opened.failure.message}`);
  const names = [...opened.value.names()];
  await opened.value.close();
  if (names.includes('tileset.json')) return 'tilesArchive';
  if (names.some((name) => /\.shp$/i.test(name))) return 'zippedShp';
  throw new ImportRefused(
    'zip',
    `${basename(path)} 内既没有 tileset.json 也没有 .shp`,
    `${basename(path)} holds neither tileset.json nor a .shp`,
  );
}

/** The folder a tileset file stands in, or the folder itself. */
export async function tilesetPlace(path: string): Promise<{ folder: string; entry: string }> {
  return (await stat(path)).isDirectory()
    ? { folder: path, entry: 'tileset.json' }
    : { folder: dirname(path), entry: basename(path) };
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function start(path: string): Promise<string> {
  return (await stat(path)).size < 16 * 1024 * 1024 ? readFile(path, 'latin1') : '';
}

async function unpackedHead(path: string): Promise<string> {
  const stream = createReadStream(path, { end: 65_535 }).pipe(createGunzip());
  try {
    for await (const chunk of stream) return (chunk as Buffer).toString('latin1', 0, HEAD_BYTES);
    return '';
  } catch {
    return '';
  } finally {
    stream.destroy();
  }
}
