/** A site's own files in the middle of the demo district: streets, and grids with one overlap that somebody must accept. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pointAt } from '#tests/fixtures/tinyPack.ts';

export interface SiteData extends AsyncDisposable {
  readonly folder: string;
  readonly good: readonly string[];
  /** Files no import may take, and what the reason must say. */
  readonly hostile: readonly (readonly [path: string, reason: RegExp])[];
}

const STEP_M = 200;
const STREETS = 6;

export async function makeSiteData(): Promise<SiteData> {
  const folder = await mkdtemp(join(tmpdir(), 'pingan-site-'));
  const put = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const good = [await put('道路.geojson', collection(streets())), await put('网格.geojson', collection(grids()))];
  return {
    folder,
    good,
    hostile: [
      [await put('炸弹.geojson', collection([endless()])), /炸弹\.geojson 中没有可用的要素：全部顶点过多/],
      [await put('坏.osm', '<osm><node id="1" lat="1" lon="2"></osm>'), /坏\.osm 不是有效的 OSM XML/],
      [await selfReferring(folder), /引用了自身，绘制时不会结束/],
      [await linked(folder), /符号链接/],
    ],
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const collection = (features: readonly object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const at = (column: number, row: number) => pointAt(column * STEP_M, row * STEP_M);

function streets(): object[] {
  return Array.from({ length: STREETS }, (_, line) => [
    way(
      `东西${line}路`,
      [0, 1, 2, 3, 4, 5].map((step) => at(step, line)),
    ),
    way(
      `南北${line}街`,
      [0, 1, 2, 3, 4, 5].map((step) => at(line, step)),
    ),
  ]).flat();
}

const way = (name: string, coordinates: readonly (readonly [number, number])[]) => ({
  type: 'Feature',
  properties: { highway: 'residential', name },
  geometry: { type: 'LineString', coordinates },
});

/** Blocks between the streets; the first reaches a tenth into the second. */
function grids(): object[] {
  return Array.from({ length: 25 }, (_, index) => {
    const [column, row] = [index % 5, Math.floor(index / 5)];
    const reach = index === 0 ? 1.1 : 1;
    const ring = [at(column, row), at(column + reach, row), at(column + reach, row + 1), at(column, row + 1)];
    return {
      type: 'Feature',
      properties: { 网格编码: `350802001001${String(index + 1).padStart(3, '0')}`, 网格名称: `导入网格${index + 1}` },
      geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
    };
  });
}

const endless = () => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'Polygon', coordinates: [Array.from({ length: 300_000 }, (_, index) => [117 + index * 1e-7, 25])] },
});

async function tilesFolder(folder: string, name: string, uri: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  const root = { boundingVolume: { region: [2.04, 0.43, 2.041, 0.431, 0, 9] }, content: { uri } };
  await writeFile(join(path, 'tileset.json'), JSON.stringify({ asset: { version: '1.1' }, geometricError: 1, root }));
  return path;
}

const selfReferring = (folder: string) => tilesFolder(folder, '自引用', 'tileset.json');

async function linked(folder: string): Promise<string> {
  const path = await tilesFolder(folder, '链接', 'a.glb');
  await writeFile(join(path, 'a.glb'), 'glTF');
  await symlink('/etc/hostname', join(path, 'hostname'));
  return path;
}
