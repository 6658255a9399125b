/**
 * Shapefiles (ESRI whitepaper, July 1998): points, lines and polygons, with or without Z and M. Loose beside each other or
 * together in a .zip. Ring direction says what is a hole; holes go to the smallest outer ring around them.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { openZip } from '#main/pack/zip.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { boundsOf, isInsideRing, signedArea } from '#shared/geo/polygon.ts';
import { Dropped, type SourceFeature } from '../source.ts';
import { readDbf } from './dbf.ts';
import { ImportRefused, MAX_SOURCE_BYTES, type VectorSource, VertexBudget } from './read.ts';

interface Parts {
  readonly shp: Buffer;
  readonly dbf: Buffer | null;
  readonly prj: string | null;
  readonly cpg: string | null;
}

/** Reads `name.shp` with its neighbours. */
export async function readShapefile(path: string): Promise<VectorSource> {
  if ((await stat(path)).size > MAX_SOURCE_BYTES)
    throw new ImportRefused('tooBig', `${basename(path)} 过大`, `${basename(path)} is too large`);
  const stem = basename(path, extname(path)).toLowerCase();
  const beside = (await readdir(dirname(path))).filter((name) => basename(name, extname(name)).toLowerCase() === stem);
  const find = (extension: string) => beside.find((name) => extname(name).toLowerCase() === extension);
  const bytes = async (extension: string) => {
    const name = find(extension);
    if (name === undefined || !existsSync(join(dirname(path), name))) return null;
    const at = join(dirname(path), name);
    if ((await stat(at)).size > MAX_SOURCE_BYTES)
      throw new ImportRefused('tooBig', `${name} 过大`, `${name} is too large`);
    return readFile(at);
  };
  const [dbf, prj, cpg] = await Promise.all([bytes('.dbf'), bytes('.prj'), bytes('.cpg')]);
  return parse({
    shp: await readFile(path),
    dbf,
    prj: prj?.toString('utf8') ?? null,
    cpg: cpg?.toString('latin1') ?? null,
  });
}

/** Reads the one shapefile of a .zip; entries are found by their ends, folders inside do not matter. */
export async function readZippedShapefile(path: string): Promise<VectorSource> {
  const opened = await openZip(path);
  if (!opened.ok) throw new ImportRefused(opened.failure.code, `${basename(path)}：${opened.failure.message}`);
  const archive = opened.value;
  try {
    const names = [...archive.names()].filter((name) => !name.startsWith('__MACOSX/'));
    const shapes = names.filter((name) => /\.shp$/i.test(name));
    if (shapes.length !== 1)
      throw new ImportRefused(
        'shp',
        `${basename(path)} 内有 ${shapes.length} 个 .shp，须恰好一个`,
        `${basename(path)} must hold exactly one .shp`,
      );
    const stem = shapes[0]!.slice(0, -4).toLowerCase();
    const read = async (extension: string) => {
      const name = names.find((one) => one.toLowerCase() === stem + extension);
      if (name === undefined) return null;
      const bytes = await archive.read(name);
      if (!bytes.ok) throw new ImportRefused(bytes.failure.code, `${basename(path)}：${bytes.failure.message}`);
      return Buffer.from(bytes.value);
    };
    const shp = (await read('.shp'))!;
    const [dbf, prj, cpg] = [await read('.dbf'), await read('.prj'), await read('.cpg')];
    return parse({ shp, dbf, prj: prj?.toString('utf8') ?? null, cpg: cpg?.toString('latin1') ?? null });
  } finally {
    await archive.close();
  }
}

function parse({ shp, dbf, prj, cpg }: Parts): VectorSource {
  if (shp.length < 100 || shp.readInt32BE(0) !== 9994)
    throw new ImportRefused('shp', '.shp 文件头无效', 'no shapefile header');
  const rows = dbf ? readDbf(dbf, cpg) : [];
  const dropped = new Dropped();
  const budget = new VertexBudget();
  const features: SourceFeature[] = [];
  let index = 0;
  for (let at = 100; at + 12 <= shp.length; index++) {
    const contentBytes = shp.readInt32BE(at + 4) * 2;
    const start = at + 8;
    if (contentBytes < 4 || start + contentBytes > shp.length) {
      dropped.add('record cut off');
      break;
    }
    at = start + contentBytes;
    const row = dbf ? rows[index] : {};
    if (row === null) continue;
    if (row === undefined) {
      dropped.add('no record in the table');
      continue;
    }
    const geometry = geometryOf(shp.subarray(start, at), budget);
    if (typeof geometry === 'string') dropped.add(geometry);
    else features.push({ id: null, properties: row, geometry });
  }
  return { features, dropped, statedCrs: prj?.trim() || null };
}

/** A geometry, or why there is none. */
function geometryOf(record: Buffer, budget: VertexBudget): SourceFeature['geometry'] | string {
  const type = record.readInt32LE(0) % 10;
  if (type === 0) return 'empty shape';
  const position = (at: number): LonLat => [record.readDoubleLE(at), record.readDoubleLE(at + 8)];
  if (type === 1) {
    if (record.length < 20) return 'record cut off';
    return budget.take(1) ? { type: 'Point', coordinates: position(4) } : 'too many vertices';
  }
  if (type !== 3 && type !== 5) return `shape type ${record.readInt32LE(0)}`;
  if (record.length < 44) return 'record cut off';
  const parts = record.readInt32LE(36);
  const points = record.readInt32LE(40);
  if (parts < 1 || points < 1 || 44 + parts * 4 + points * 16 > record.length) return 'record cut off';
  if (!budget.take(points)) return 'too many vertices';
  const starts = Array.from({ length: parts }, (_, part) => record.readInt32LE(44 + part * 4));
  const base = 44 + parts * 4;
  const lines: LonLat[][] = [];
  for (const [part, from] of starts.entries()) {
    const to = starts[part + 1] ?? points;
    if (from < 0 || to > points || from > to) return 'part out of range';
    lines.push(Array.from({ length: to - from }, (_, step) => position(base + (from + step) * 16)));
  }
  return type === 3
    ? { type: 'MultiLineString', coordinates: lines }
    : { type: 'MultiPolygon', coordinates: nested(lines) };
}

/** Clockwise rings are outer ones here; a file whose every ring turns the other way is taken at its word as well. */
function nested(rings: readonly LonLat[][]): LonLat[][][] {
  const turning = rings.map((ring) => signedArea(ring));
  const outer = rings.filter((_, index) => turning[index]! < 0);
  if (outer.length === 0) return rings.map((ring) => [ring]);
  const polygons = outer.map((ring) => ({ rings: [ring], size: Math.abs(signedArea(ring)), bounds: boundsOf(ring) }));
  rings.forEach((ring, index) => {
    if (turning[index]! < 0) return;
    const [x, y] = ring[0] ?? [Number.NaN, Number.NaN];
    const owner = polygons
      .filter(({ bounds: [west, south, east, north] }) => x >= west && x <= east && y >= south && y <= north)
      .filter(
        ({ rings: [around] }) => isInsideRing([x, y], around!) || around!.some(([ax, ay]) => ax === x && ay === y),
      )
      .sort((a, b) => a.size - b.size)[0];
    if (owner) owner.rings.push(ring);
    else polygons.push({ rings: [ring], size: Math.abs(turning[index]!), bounds: boundsOf(ring) });
  });
  return polygons.map((polygon) => polygon.rings);
}
