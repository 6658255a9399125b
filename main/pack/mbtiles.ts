/**
 * MBTiles 1.3 raster tiles (and meshes kept in the same way), read-only. The file is a database made by somebody else: its schema is not trusted, views may only
 * join tables, and a row is read by one prepared statement. Rows count from the south (TMS).
 */
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { honestBounds, type RasterArchive, type TileContent, tileFormatOf } from './rasterArchive.ts';
import { type PackRefusal, refuseBoth } from './refusal.ts';

/** better-sqlite3 13 is built for it. */
const DRIVER_NAPI = 10;
/** The file may be good: it is the runtime that has no reader for it. */
export const BEYOND_RUNTIME = 'runtime';
const COUNTED_TILES = 100_000;
const MAX_TILE_BYTES = 16 * 1024 * 1024;

/** Refuses `runtime` where no database can be read, and `mbtiles` with the reason: damaged, no tiles, vector tiles, a view that computes. */
export async function openMbtiles(
  path: string,
  content: TileContent = 'pictures',
): Promise<Result<RasterArchive, PackRefusal>> {
  // A Node-API older than the driver's does not fail, it ends the process (docs/decisions: the runtimes we run on).
  if (Number(process.versions.napi) < DRIVER_NAPI)
    return refuseBoth(
      BEYOND_RUNTIME,
      '本机运行环境过旧，无法读取 MBTiles',
      'cannot be read: the runtime here is too old for it',
    );
  // Native, and only needed where a pack has such a file: a runtime that cannot load it still shows the rest.
  const driver = await import('better-sqlite3').catch((error: unknown) => error as Error);
  if (driver instanceof Error)
    return refuseBoth(
      BEYOND_RUNTIME,
      `本机运行环境无法读取 MBTiles：${driver.message}`,
      `cannot be read by the runtime here: ${driver.message}`,
    );
  const Database = driver.default;
  const database = (() => {
    try {
      return new Database(path, { readonly: true, fileMustExist: true });
    } catch (error) {
      return error as Error;
    }
  })();
  if (database instanceof Error)
    return refuseBoth('mbtiles', `无法打开：${database.message}`, `cannot be opened: ${database.message}`);
  const give = (zh: string, en: string) => {
    database.close();
    return refuseBoth('mbtiles', zh, en);
  };
  try {
    database.pragma('trusted_schema = OFF');
    const schema = database.prepare('SELECT name, type, sql FROM sqlite_master').all() as Schema[];
    if (!schema.some(({ name }) => name === 'tiles'))
      return give('没有 tiles 表，不是 MBTiles', 'has no table of tiles and is no MBTiles');
    const view = schema.find(({ type, sql }) => type === 'view' && !isPlainJoin(sql ?? ''));
    if (view)
      return give(`视图 ${view.name} 含有计算，不予执行`, `has a view ${view.name} that computes, and is not run`);
    const first = database.prepare('SELECT tile_data AS data FROM tiles LIMIT 1').get() as
      | { data: unknown }
      | undefined;
    if (!first || !(first.data instanceof Uint8Array)) return give('没有瓦片', 'holds no tiles');
    const pictureFormat = tileFormatOf(first.data);
    if (content === 'pictures' && !pictureFormat)
      return give(
        '不是 PNG、JPEG 或 WebP 栅格瓦片（矢量瓦片不绘制）',
        'holds no PNG, JPEG or WebP pictures (vector tiles are not drawn)',
      );
    if (content !== 'pictures' && pictureFormat)
      return give(
        `瓦片是 ${pictureFormat} 图片，不是清单所写的高程格式`,
        `holds ${pictureFormat} pictures, not the heights the manifest states`,
      );
    const tileFormat = content === 'pictures' ? pictureFormat! : content;
    const facts = metadataOf(database.prepare('SELECT name, value FROM metadata').all() as Row[]);
    const zooms = database.prepare('SELECT min(zoom_level) AS low, max(zoom_level) AS high FROM tiles').get() as {
      low: number;
      high: number;
    };
    const { count } = database
      .prepare(`SELECT count(*) AS count FROM (SELECT 1 FROM tiles LIMIT ${COUNTED_TILES})`)
      .get() as { count: number };
    const one = database.prepare(
      `SELECT tile_data AS data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? AND length(tile_data) <= ${MAX_TILE_BYTES}`,
    );
    return ok({
      minZoom: clampZoom(zooms.low),
      maxZoom: clampZoom(zooms.high),
      bounds: honestBounds((facts.get('bounds') ?? '').split(',').map(Number)),
      tileFormat,
      attribution: facts.get('attribution')?.slice(0, 500) ?? null,
      count,
      tile: async (zoom, x, y) => {
        try {
          const row = one.get(zoom, x, 2 ** zoom - 1 - y) as { data: unknown } | undefined;
          return row?.data instanceof Uint8Array ? ok(row.data) : refuse('notFound', `没有瓦片 ${zoom}/${x}/${y}`);
        } catch (error) {
          return refuse('archive', `瓦片 ${zoom}/${x}/${y} 已损坏：${(error as Error).message}`);
        }
      },
      close: async () => {
        database.close();
      },
    });
  } catch (error) {
    if (error instanceof Database.SqliteError)
      return give(`数据库已损坏：${error.message}`, `is a damaged database: ${error.message}`);
    database.close();
    throw error;
  }
}

interface Schema {
  readonly name: string;
  readonly type: string;
  readonly sql: string | null;
}
interface Row {
  readonly name: unknown;
  readonly value: unknown;
}

/** A view of MBTiles joins `map` and `images`. Recursion or a function that makes blobs could hold the process for ever. */
function isPlainJoin(sql: string): boolean {
  return !/\bwith\b|\bunion\b|\bcross\b|zeroblob|randomblob|generate_series|load_extension|group_concat|printf|replace\s*\(/i.test(
    sql,
  );
}

function metadataOf(rows: readonly Row[]): Map<string, string> {
  return new Map(
    rows.flatMap(({ name, value }) => (typeof name === 'string' && value != null ? [[name, String(value)]] : [])),
  );
}

const clampZoom = (zoom: number) => Math.min(30, Math.max(0, Math.trunc(zoom) || 0));
