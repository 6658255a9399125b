import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { openMbtiles } from './mbtiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'mbtiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COLUMNS = 'zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB';
const PNG = "x'89504E470D0A1A0A'";

let serial = 0;
async function refusalOf(schema: string): Promise<string> {
  const path = join(folder, `${serial++}.mbtiles`);
  const database = new Database(path);
  database.exec(schema);
  database.close();
  const opened = await openMbtiles(path);
  if (!opened.ok) return opened.failure.message;
  await opened.value.close();
  return 'opened';
}

test('a database that is no set of pictures, or whose view would run for ever, is refused', async () => {
  const metadata = 'CREATE TABLE metadata (name TEXT, value TEXT);';
  expect({
    honest: await refusalOf(`${metadata} CREATE TABLE tiles (${COLUMNS}); INSERT INTO tiles VALUES (0, 0, 0, ${PNG});`),
    other: await refusalOf('CREATE TABLE notes (text TEXT);'),
    empty: await refusalOf(`${metadata} CREATE TABLE tiles (${COLUMNS});`),
    vector: await refusalOf(
      `${metadata} CREATE TABLE tiles (${COLUMNS}); INSERT INTO tiles VALUES (0, 0, 0, x'1f8b0800');`,
    ),
    endless: await refusalOf(
      `${metadata} CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT i AS zoom_level, i AS tile_column, i AS tile_row, ${PNG} AS tile_data FROM n;`,
    ),
    noMetadata: await refusalOf(`CREATE TABLE tiles (${COLUMNS}); INSERT INTO tiles VALUES (0, 0, 0, ${PNG});`),
  }).toEqual({
    honest: 'opened',
    other: '没有 tiles 表，不是 MBTiles',
    empty: '没有瓦片',
    vector: '不是 PNG、JPEG 或 WebP 栅格瓦片（矢量瓦片不绘制）',
    endless: '视图 tiles 含有计算，不予执行',
    noMetadata: '数据库已损坏：no such table: metadata',
  });
});
