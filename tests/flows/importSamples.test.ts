// Every sample of the shared data either becomes a pack that opens, or is refused with a sentence that says what and why.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openPack } from '#main/pack/index.ts';
import { ImportRefused } from '#scenes/import/formats/read.ts';
import { importPack } from '#scenes/import/importPack.ts';
import { type ImportWords, requestOf } from '#scenes/import/packRequest.ts';

const SHARED = join(import.meta.dirname, '../../../shared/data');
const home = await mkdtemp(join(tmpdir(), 'samples-'));
afterAll(() => rm(home, { recursive: true, force: true }));

let serial = 0;
/** `layer:state:count …` of the pack opened again, or the refusal. */
async function fate(path: string, words: ImportWords = {}): Promise<string> {
  const library = join(home, String(serial++));
  try {
    const request = await requestOf([join(SHARED, path)], {
      created: '2026-11-21T00:00:00Z',
      id: 'sample',
      ...words,
    });
    const outcome = await importPack(request, library, false);
    if (!outcome.isInstalled) return `topology: ${JSON.stringify(outcome.report.topology.counts)}`;
  } catch (error) {
    if (error instanceof ImportRefused) return `${error.code}: ${error.message}`;
    throw error;
  }
  const opened = await openPack(library);
  if (!opened.ok) return opened.failure.message;
  const changed = await opened.value.verifyFiles();
  await opened.value.close();
  return [...opened.value.layers.map(({ id, state, count }) => `${id}:${state}:${count}`), ...changed].join(' ');
}

const onTheBund = { at: '121.49,31.24' };
const NOT_PLACED = (name: string) =>
  `notPlaced: ${name} 没有地理坐标（模型坐标系），请用 --at 经度,纬度[,高] 给出位置 · the tileset is not placed on the earth: say where with --at`;
const LONE_TILE = (name: string) =>
  `unknown: ${name} 是单个地形瓦片，没有 layer.json 就不知道它在哪里；请给出整个文件夹 · ${name} is a single mesh tile without its folder and layer.json`;

const NEED_GRIDS = '重点部位须与网格一起导入：每个部位都要归入一个网格 · key places need grids beside them';
const PLACES_ALONE = `empty: 没有任何要素可用：${NEED_GRIDS} · nothing of use was left: ${NEED_GRIDS}`;

const SAMPLES: readonly (readonly [path: string, words: ImportWords, fate: string])[] = [
  ['tiles3d/TilesetWithRequestVolume.3tz', {}, 'realscene:usable:7'],
  ...['0_0_0-1_1_2', '0_0_0-1_2_1', '0_0_0-2_1_1', '0_0_2-1_1_4', '0_2_0-1_4_1', '2_0_0-4_1_1'].flatMap(
    (name) =>
      [
        [`tiles3d/1.1/BoundingBoxTests/${name}`, {}, NOT_PLACED(name)],
        [`tiles3d/1.1/BoundingBoxTests/${name}`, onTheBund, 'realscene:usable:2'],
      ] as const,
  ),
  ['tiles3d/1.1/MetadataGranularities', onTheBund, 'realscene:usable:21'],
  ['tiles3d/1.1/MultipleContents', onTheBund, 'realscene:usable:3'],
  ['tiles3d/1.1/SparseImplicitQuadtree', onTheBund, 'realscene:usable:1'],
  [
    'tiles3d/1.1/TilesetWithFullMetadata',
    onTheBund,
    'tiles3d: TilesetWithFullMetadata：没有任何瓦片内容，没有可绘制的东西 · the tileset names no content to draw',
  ],
  ['mbtiles/plain_1.mbtiles', {}, 'base:usable:285'],
  [
    'mbtiles/corrupt.mbtiles',
    {},
    'mbtiles: corrupt.mbtiles：数据库已损坏：database disk image is malformed · corrupt.mbtiles is a damaged database: database disk image is malformed',
  ],
  ['pmtiles/stamen_toner_raster_z3.pmtiles', {}, 'base:usable:85'],
  ['terrain/tile-opentin.terrain', {}, LONE_TILE('tile-opentin.terrain')],
  ['terrain/tile-with-extensions.terrain', {}, LONE_TILE('tile-with-extensions.terrain')],
  ['terrain/tile-with-metadata-extension.terrain', {}, LONE_TILE('tile-with-metadata-extension.terrain')],
  ['shanghai/roads_full.geojson', {}, 'roads:usable:4701'],
  ['shanghai/roads_overpass_2025-08-09.osm.gz', { role: 'roads' }, 'roads:usable:4701'],
  ['shanghai/buildings.3tz', {}, 'realscene:usable:39'],
  ['shanghai/buildings.geojson', {}, 'buildings:usable:1450'],
  ['shanghai/water.geojson', {}, 'water:usable:16'],
  ['shanghai/landuse.geojson', {}, 'landuse:usable:175'],
  [
    'shanghai/blocks_from_roads_DERIVED.geojson',
    {},
    'districts:usable:1 towns:usable:16 villages:usable:128 grids:usable:1343',
  ],
  [
    'shanghai/boundaries.geojson',
    {},
    'role: 看不出 boundaries.geojson 是什么图层，请用 --role 说明（grids、places、roads、buildings …） · say --role',
  ],
  ['shanghai/pois.geojson', {}, PLACES_ALONE],
  ['shanghai/places.geojson', {}, PLACES_ALONE],
  [
    'shanghai',
    {},
    'realscene:usable:39 roads:usable:4701 districts:usable:1 towns:usable:16 villages:usable:128 grids:usable:1343 buildings:usable:1450 landuse:usable:175 places:usable:140 water:usable:16',
  ],
];

test.skipIf(!existsSync(SHARED)).each(SAMPLES)(
  'sample %s with %o imports and opens, or says why not (skipped: no shared data)',
  async (path, words, expected) => {
    expect(await fate(path, words)).toBe(expected);
  },
  60_000,
);
