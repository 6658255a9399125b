// 3D Tiles as exported (GEODATA §4.4): scanned before anything is copied, and placed on the earth or refused.
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { scanTiles3d, type Tiles3dScan } from '#main/pack/tiles3dLayer.ts';
import { eastNorthUpTransform, type LonLat, toEarthCentred, toEastNorthUp } from '#shared/geo/earth.ts';
import type { Tiles3dLayer } from '#shared/wire/pack.ts';
import type { PackFolder } from '../kit/packFolder.ts';
import { ImportRefused } from './formats/read.ts';
import type { Recognised } from './recognise.ts';
import { tilesetPlace } from './recognise.ts';

export type Bounds = readonly [west: number, south: number, east: number, north: number];
const PLACED_ENTRY = 'placed-tileset.json';
/** A root nearer to the middle of the earth than this has never been placed on it. */
const LEAST_RADIUS_M = 6_200_000;
const DEGREES = 180 / Math.PI;

export interface RealScene {
  readonly layer: Tiles3dLayer;
  readonly bounds: Bounds;
  readonly scan: Omit<Tiles3dScan, 'root' | 'finding' | 'refused'> & { readonly refused: readonly string[] };
  readonly warnings: readonly string[];
  write(folder: PackFolder, isLinked: boolean): Promise<void>;
}

/** Scans a tileset; refuses what cannot be drawn, and what stands nowhere unless `at` says where. */
export async function readRealScene({ path, kind }: Recognised, id: string, at: LonLat | null): Promise<RealScene> {
  const isArchive = kind === 'tilesArchive';
  const place = isArchive ? { folder: dirname(path), entry: 'tileset.json' } : await tilesetPlace(path);
  const source: Tiles3dLayer = {
    id,
    kind: 'tiles3d',
    format: isArchive ? '3tz' : 'folder',
    path: basename(isArchive ? path : place.folder),
    entry: place.entry,
    heightOffset: 0,
    translation: [0, 0, 0],
    maxSSE: 16,
    cacheBytes: 536_870_912,
  };
  const name = basename(path);
  const scanned = await scanTiles3d(dirname(isArchive ? path : place.folder), source);
  if (!scanned.ok)
    throw new ImportRefused('tiles3d', `${name}：${scanned.failure.message}`, `${name}: ${scanned.failure.en}`);
  const { root, finding, refused, ...counted } = scanned.value;
  const { zh, en } = finding.reason ?? { zh: '', en: '' };
  if (finding.state === 'unusable') throw new ImportRefused('tiles3d', `${name}：${zh}`, `${name}: ${en}`);
  if (finding.count === 0 && !hasImplicit(root))
    throw new ImportRefused(
      'tiles3d',
      `${name}：没有任何瓦片内容，没有可绘制的东西`,
      'the tileset names no content to draw',
    );
  const own = boundsOfRoot(root);
  if (own === null && at === null)
    throw new ImportRefused(
      'notPlaced',
      `${name} 没有地理坐标（模型坐标系），请用 --at 经度,纬度[,高] 给出位置`,
      'the tileset is not placed on the earth: say where with --at',
    );
  if (own === null && isArchive)
    throw new ImportRefused(
      'notPlaced',
      `${name} 没有地理坐标；请先解压为文件夹再用 --at`,
      'unpack it to a folder first',
    );
  // Before anything is copied: what cannot be in a pack is said while somebody still chooses.
  const files = isArchive ? [] : await filesUnder(place.folder);
  const inner = isArchive ? `tiles3d/${id}.3tz` : `tiles3d/${id}`;
  const entry = own === null ? PLACED_ENTRY : place.entry;
  return {
    layer: { ...source, path: inner, entry },
    bounds: own ?? around(at!),
    scan: { ...counted, refused: refused.map((one) => `${one.zh} · ${one.en}`) },
    warnings: finding.state === 'degraded' ? [`${name}：${zh} · ${name}: ${en}`] : [],
    write: async (folder, isLinked) => {
      if (isArchive) return folder.take(inner, path, isLinked);
      for (const file of files) {
        await folder.take(`${inner}/${relative(place.folder, file).split(sep).join('/')}`, file, isLinked);
      }
      if (own === null) await folder.write(`${inner}/${PLACED_ENTRY}`, placedTileset(place.entry, root, at!));
    },
  };
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link)
    throw new ImportRefused(
      'link',
      `${link.name} 是符号链接，场景包内不允许`,
      'symbolic links are not allowed in a pack',
    );
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const seen = new Map<string, string>();
  for (const file of files) {
    const folded = file.toLowerCase();
    const twin = seen.get(folded);
    if (twin !== undefined)
      throw new ImportRefused(
        'caseClash',
        `${basename(twin)} 与 ${basename(file)} 仅大小写不同，Windows 上会互相覆盖`,
        `${basename(twin)} and ${basename(file)} differ only in case`,
      );
    seen.set(folded, file);
  }
  return files;
}

/** A tileset of one tile that puts the other one on the ground at a point, east-north-up. */
function placedTileset(entry: string, root: Tiles3dScan['root'], at: LonLat): Buffer {
  const tile = {
    asset: { version: '1.1' },
    geometricError: 1e6,
    root: {
      transform: eastNorthUpTransform(at),
      boundingVolume: root && volumeAround(root),
      geometricError: 1e6,
      refine: 'ADD',
      content: { uri: entry },
    },
  };
  return Buffer.from(`${JSON.stringify(tile, null, 1)}\n`);
}

/** What the root fills where it stands: its volume is said in its own axes, which its transform turns and scales. */
function volumeAround({ boundingVolume, transform }: NonNullable<Tiles3dScan['root']>): unknown {
  if (!Array.isArray(transform) || transform.length !== 16) return boundingVolume;
  const { box, sphere } = (boundingVolume ?? {}) as { box?: number[]; sphere?: number[] };
  const middle = transformed(transform, [0, 0, 0]);
  const along = (axis: readonly number[]) => transformed(transform, axis).map((value, index) => value - middle[index]!);
  if (box) {
    const axes = [3, 6, 9].flatMap((first) => along(box.slice(first, first + 3)));
    return { box: [...transformed(transform, box.slice(0, 3)), ...axes] };
  }
  if (!sphere) return boundingVolume;
  const scale = Math.max(
    ...[
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ].map((axis) => Math.hypot(...along(axis))),
  );
  return { sphere: [...transformed(transform, sphere.slice(0, 3)), sphere[3]! * scale] };
}

function hasImplicit(root: Tiles3dScan['root']): boolean {
  return root?.isImplicit === true;
}

/** Null when the root stands nowhere on the earth. */
function boundsOfRoot(root: Tiles3dScan['root']): Bounds | null {
  const volume = root?.boundingVolume as { region?: number[]; box?: number[]; sphere?: number[] } | undefined;
  if (volume?.region) {
    const [west, south, east, north] = volume.region.map((angle) => angle * DEGREES);
    return west! < east! && south! < north! ? [west!, south!, east!, north!] : null;
  }
  const centre = volume?.box?.slice(0, 3) ?? volume?.sphere?.slice(0, 3);
  if (!centre) return null;
  const [x, y, z] = transformed(root?.transform, centre);
  const radius = Math.hypot(x, y, z);
  if (radius < LEAST_RADIUS_M || radius > LEAST_RADIUS_M * 1.2) return null;
  return around(geodetic(x, y, z));
}

function transformed(transform: unknown, [x = 0, y = 0, z = 0]: readonly number[]): [number, number, number] {
  if (!Array.isArray(transform) || transform.length !== 16) return [x, y, z];
  const m = transform as number[];
  const along = (row: number) => m[row]! * x + m[row + 4]! * y + m[row + 8]! * z + m[row + 12]!;
  return [along(0), along(1), along(2)];
}

/** Latitude by three corrections of the spherical one: far below a metre. */
function geodetic(x: number, y: number, z: number): LonLat {
  const lon = Math.atan2(y, x) * DEGREES;
  let at: LonLat = [lon, Math.atan2(z, Math.hypot(x, y)) * DEGREES];
  for (let round = 0; round < 3; round++) {
    const height = Math.hypot(x, y, z) - Math.hypot(...toEarthCentred(at, 0));
    const [, north] = toEastNorthUp([...eastNorthUpTransform(at).slice(0, 12), x, y, z, 1], at, height);
    at = [lon, at[1] - north / 111_000];
  }
  return at;
}

const around = ([lon, lat]: LonLat): Bounds => [lon - 0.005, lat - 0.005, lon + 0.005, lat + 0.005];
