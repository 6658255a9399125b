/** 3D Tiles from a folder or a .3tz: the tileset is walked at opening and every file it names is looked for. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { isInnerPath, type Tiles3dLayer } from '#shared/wire/pack.ts';
import { type Finding, type OpenLayer, reportOf } from './layer.ts';
import { locateFile, locateFolder } from './paths.ts';
import { missing, missingFolder, tooLarge } from './reasons.ts';
import { type PackRefusal, refuseBoth, saidBy } from './refusal.ts';
import { serveBytes, serveFile } from './serve.ts';
import { openZip } from './zip.ts';

const MAX_FILES = 50_000;
const MAX_DEPTH = 64;
const MAX_TILESET_BYTES = 64 * 1024 * 1024;
/** Tiles of all tileset files together; a city's photogrammetry names its tiles in nested files of a few hundred each. */
const MAX_TILES = 500_000;
const MAX_CHILDREN = 10_000;
const MAX_LISTED = 1_000_000;
/** Tile files looked into for gzip; exports pack all of them or none. */
const SAMPLED_FILES = 50;

/** Where the files of a tileset are. */
interface TileSource {
  /** Every file there is, tileset or not. */
  list(): Promise<{ path: string; bytes: number }[]>;
  has(path: string): Promise<boolean>;
  read(path: string): Promise<Result<Uint8Array, PackRefusal>>;
  serve: OpenLayer['serve'];
  close(): Promise<void>;
}

const contentSchema = z.looseObject({ uri: z.string().optional(), url: z.string().optional() });
interface TileJson {
  content?: z.infer<typeof contentSchema> | undefined;
  contents?: z.infer<typeof contentSchema>[] | undefined;
  children?: unknown[] | undefined;
  implicitTiling?: unknown;
  boundingVolume?: unknown;
  transform?: unknown;
}
/** One tile without its children; those are walked with a depth limit, not by recursion of the schema. */
const tileSchema: z.ZodType<TileJson> = z.looseObject({
  content: contentSchema.optional(),
  contents: z.array(contentSchema).optional(),
  children: z.array(z.unknown()).optional(),
  implicitTiling: z.unknown().optional(),
  boundingVolume: z.unknown().optional(),
  transform: z.unknown().optional(),
});
/** JSON has no NaN, but 1e999 and null stand for it; such a box breaks the culling of everything drawn. */
const boundingVolumeSchema = z.looseObject({
  box: z.array(z.number()).length(12).optional(),
  region: z.array(z.number()).length(6).optional(),
  sphere: z.array(z.number()).length(4).optional(),
});
const tilesetSchema = z.looseObject({ asset: z.looseObject({ version: z.string() }), root: z.unknown() });

export async function openTiles3d(root: string, layer: Tiles3dLayer): Promise<OpenLayer> {
  const source = await openSource(root, layer);
  if (!source.ok) {
    const { failure } = source;
    return {
      report: reportOf(layer, { state: 'unusable', reason: saidBy(failure), count: 0 }),
      serve: async () => refuse('notFound', failure.message),
      close: async () => {},
    };
  }
  const { serve, close } = source.value;
  const report = reportOf(layer, await inspect(source.value, layer.entry, newWalk()));
  // What would loop or leave the pack when drawn is not handed out at all.
  if (report.state === 'unusable')
    return { report, serve: async () => refuse('notFound', report.reason?.zh ?? ''), close };
  return { report, serve, close };
}

async function openSource(root: string, layer: Tiles3dLayer): Promise<Result<TileSource, PackRefusal>> {
  if (layer.format === 'folder') return folderSource(root, layer);
  if (layer.format === '3tz') return archiveSource(root, layer);
  return refuseBoth(
    'unsupported',
    '暂不支持 .3dtiles（SQLite）格式，请转换为 .3tz 或文件夹',
    '.3dtiles (SQLite) is not drawn: convert it to .3tz or a folder',
  );
}

const notThere = ({ zh, en }: Bilingual) => refuseBoth('notFound', zh, en);

async function folderSource(root: string, layer: Tiles3dLayer): Promise<Result<TileSource, PackRefusal>> {
  const folder = await locateFolder(root, layer.path);
  if (!folder) return notThere(missingFolder(layer.path));
  const absent = (path: string) => notThere(missing(path));
  return ok({
    list: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).slice(0, MAX_LISTED);
      return Promise.all(
        files.map(async ({ parentPath, name }) => {
          const at = join(parentPath, name);
          return { path: relative(folder, at).split(sep).join('/'), bytes: (await stat(at)).size };
        }),
      );
    },
    has: async (path) => (await locateFile(folder, path)) !== null,
    read: async (path) => {
      const file = await locateFile(folder, path);
      return file ? ok(await readFile(file.path)) : absent(path);
    },
    serve: async (path, range) => {
      const file = await locateFile(folder, path);
      return file ? serveFile(file, range) : absent(path);
    },
    close: async () => {},
  });
}

async function archiveSource(root: string, layer: Tiles3dLayer): Promise<Result<TileSource, PackRefusal>> {
  const file = await locateFile(root, layer.path);
  if (!file) return notThere(missing(layer.path));
  const opened = await openZip(file.path);
  if (!opened.ok) return opened;
  const archive = opened.value;
  return ok({
    list: async () => [{ path: layer.path, bytes: file.bytes }],
    has: async (path) => archive.has(path),
    read: (path) => archive.read(path),
    serve: async (path, range) => {
      const bytes = await archive.read(path);
      return bytes.ok ? serveBytes(path, bytes.value, range) : bytes;
    },
    close: () => archive.close(),
  });
}

interface Walk {
  readonly files: Set<string>;
  /** Tileset files from the entry down to the one being read. */
  readonly chain: string[];
  tiles: number;
  depth: number;
  /** Of the entry's root tile, as written. */
  root: { boundingVolume: unknown; transform: unknown; isImplicit: boolean } | null;
  /** A tileset that contains itself: drawn, it never ends. */
  loop: Bilingual | null;
  readonly missing: string[];
  readonly refused: Bilingual[];
}

/** What an importer tells before it copies (GEODATA §4.4). `root` is the bounding volume and transform of the root tile. */
export interface Tiles3dScan {
  readonly finding: Finding;
  readonly tiles: number;
  readonly files: number;
  readonly bytes: number;
  readonly depth: number;
  readonly missing: readonly string[];
  /** Files that cannot be used, each with the reason: absolute and remote addresses, broken nested tilesets. */
  readonly refused: readonly Bilingual[];
  readonly isGzipped: boolean;
  readonly root: { readonly boundingVolume: unknown; readonly transform: unknown; readonly isImplicit: boolean } | null;
}

/** Walks a tileset in a folder or archive without serving it; refuses what cannot be opened at all. */
export async function scanTiles3d(root: string, layer: Tiles3dLayer): Promise<Result<Tiles3dScan, PackRefusal>> {
  const opened = await openSource(root, layer);
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    const walk = newWalk();
    const finding = await inspect(source, layer.entry, walk);
    let isGzipped = false;
    for (const path of [...walk.files].filter((one) => !walk.missing.includes(one)).slice(0, SAMPLED_FILES)) {
      const read = isInnerPath(path) ? await source.read(path) : null;
      if (read?.ok && read.value[0] === 0x1f && read.value[1] === 0x8b) isGzipped = true;
    }
    const bytes = (await source.list()).reduce((sum, file) => sum + file.bytes, 0);
    const { tiles, depth, missing, refused, files, root: rootTile } = walk;
    return ok({ finding, tiles, files: files.size, bytes, depth, missing, refused, isGzipped, root: rootTile });
  } finally {
    await source.close();
  }
}

const newWalk = (): Walk => ({
  files: new Set(),
  chain: [],
  tiles: 0,
  depth: 0,
  root: null,
  loop: null,
  missing: [],
  refused: [],
});

async function inspect(source: TileSource, entry: string, walk: Walk): Promise<Finding> {
  const problem = (await walkTileset(source, entry, walk, 0)) ?? walk.loop;
  if (problem !== null) return { state: 'unusable', reason: problem, count: 0 };
  const total = walk.files.size;
  const bad = walk.missing.length + walk.refused.length;
  if (total > 0 && bad >= total)
    return {
      state: 'unusable',
      reason: { zh: `瓦片全部缺失（${total} 个）`, en: `all ${total} tiles are missing` },
      count: 0,
    };
  if (walk.missing.length > 0) {
    const [first] = walk.missing;
    const reason = {
      zh: `缺少 ${walk.missing.length} / ${total} 个瓦片文件，如 ${first}`,
      en: `${walk.missing.length} of ${total} tile files are missing, ${first} among them`,
    };
    return { state: 'degraded', reason, count: total - bad };
  }
  const [unreadable] = walk.refused;
  if (unreadable) {
    const reason = {
      zh: `${walk.refused.length} 个瓦片不可读，如 ${unreadable.zh}`,
      en: `${walk.refused.length} tiles cannot be read, for one ${unreadable.en}`,
    };
    return { state: 'degraded', reason, count: total - bad };
  }
  return { state: 'usable', reason: null, count: total };
}

/** Walks one tileset file; a reason when it cannot be used at all. */
async function walkTileset(source: TileSource, path: string, walk: Walk, nesting: number): Promise<Bilingual | null> {
  const bytes = await source.read(path);
  if (!bytes.ok) return saidBy(bytes.failure);
  if (bytes.value.length > MAX_TILESET_BYTES) return tooLarge(path);
  const tileset = tilesetSchema.safeParse(parseJson(bytes.value));
  if (!tileset.success) return { zh: `${path} 不是有效的 3D Tiles 目录`, en: `${path} is no 3D Tiles tileset` };
  walk.chain.push(path);
  const problem = await walkTiles(source, path, tileset.data.root, walk, nesting);
  walk.chain.pop();
  return problem;
}

async function walkTiles(
  source: TileSource,
  path: string,
  root: unknown,
  walk: Walk,
  nesting: number,
): Promise<Bilingual | null> {
  const pending: { tile: unknown; depth: number }[] = [{ tile: root, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const tile = tileSchema.safeParse(next.tile);
    if (!tile.success) return { zh: `${path} 中有无效的瓦片`, en: `${path} holds a tile that is none` };
    if (next.depth > MAX_DEPTH) return { zh: `${path} 层级过深`, en: `${path} is nested too deep` };
    const { content, contents, children, implicitTiling, boundingVolume, transform } = tile.data;
    walk.root ??= { boundingVolume, transform, isImplicit: implicitTiling !== undefined };
    walk.depth = Math.max(walk.depth, next.depth + 1);
    if (++walk.tiles > MAX_TILES)
      return { zh: `${path} 的瓦片超过 ${MAX_TILES} 个`, en: `${path} has more than ${MAX_TILES} tiles` };
    const brood = children?.length ?? 0;
    if (brood > MAX_CHILDREN)
      return {
        zh: `${path} 中一个瓦片有 ${brood} 个子瓦片，过多`,
        en: `a tile of ${path} has ${brood} children, which is too many`,
      };
    if (boundingVolume !== undefined && !boundingVolumeSchema.safeParse(boundingVolume).success)
      return {
        zh: `${path} 中有无效的包围体（不是有限的数）`,
        en: `${path} holds a bounding volume that is no finite numbers`,
      };
    for (const child of children ?? []) pending.push({ tile: child, depth: next.depth + 1 });
    // Implicit tiles are named by a template; their availability is in the subtree files.
    if (implicitTiling) continue;
    for (const { uri, url } of [content, ...(contents ?? [])].filter((one) => one !== undefined)) {
      const name = uri ?? url;
      if (name !== undefined) await visit(source, path, name, walk, nesting);
      if (walk.files.size > MAX_FILES) return { zh: `${path} 引用的文件过多`, en: `${path} names too many files` };
    }
  }
  return null;
}

async function visit(source: TileSource, from: string, uri: string, walk: Walk, nesting: number): Promise<void> {
  const bare = uri.split(/[?#]/, 1)[0]!;
  const path = posix.normalize(posix.join(posix.dirname(from), decodeSafely(bare)));
  if (walk.chain.includes(path)) {
    walk.loop ??= {
      zh: `${path} 引用了自身，绘制时不会结束`,
      en: `${path} contains itself and would never be drawn to an end`,
    };
    return;
  }
  if (walk.files.has(path)) return;
  walk.files.add(path);
  if (/^[a-z][a-z0-9+.-]*:/i.test(uri) || bare.startsWith('/') || !isInnerPath(path))
    walk.refused.push({ zh: `${uri}（引用了包外的地址）`, en: `${uri} (leads out of the pack)` });
  else if (!(await source.has(path))) walk.missing.push(path);
  else if (path.endsWith('.json')) {
    const problem =
      nesting < 8
        ? await walkTileset(source, path, walk, nesting + 1)
        : { zh: `${path} 嵌套过深`, en: `${path} is nested too deep` };
    if (problem !== null) walk.refused.push(problem);
  }
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
