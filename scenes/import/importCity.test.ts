import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openPack } from '#main/pack/index.ts';
import { citySources } from './cityFolder.ts';
import { importCity } from './importCity.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shanghai = fileURLToPath(new URL('../../../shared/data/shanghai/', import.meta.url));
const created = '2026-11-21T00:00:00+08:00';

test.skipIf(!existsSync(shanghai))(
  'central Shanghai becomes a pack that opens (skipped: no shared data)',
  async () => {
    const out = join(folder, 'shanghai');
    const report = await importCity(citySources(shanghai, { out, id: 'shanghai', title: '上海外滩陆家嘴', created }));
    expect({ ...report, bytes: report.bytes > 5_000_000 }).toEqual({
      id: 'shanghai',
      bytes: true,
      layers: [
        { id: 'roads', kept: 4_701, dropped: [] },
        { id: 'districts', kept: 1, dropped: [] },
        { id: 'towns', kept: 16, dropped: [] },
        { id: 'villages', kept: 128, dropped: [] },
        { id: 'grids', kept: 1_343, dropped: [] },
        {
          id: 'places',
          kept: 139,
          dropped: [
            { reason: 'not a kind of key place', count: 183 },
            { reason: 'no name', count: 170 },
            { reason: 'farther than 120 m from every grid', count: 1 },
          ],
        },
        { id: 'water', kept: 16, dropped: [{ reason: 'not an area', count: 30 }] },
        { id: 'landuse', kept: 175, dropped: [{ reason: 'not an area', count: 59 }] },
      ],
      roads: {
        ways: 4_701,
        nodes: 21_785,
        components: 8,
        largestShare: 0.997,
        oneWayShare: 0.597,
        unnamedShare: 0.101,
      },
      codes: 'synthetic',
      warnings: [
        '街块没有 15 位编码：已用未分配的 99 号段生成演示编码 · the blocks have no 15-digit codes: made-up ones under the unassigned 99 were given',
        '路网有 8 个互不连通的部分，最大部分占 99.7 % · the roads fall into 8 parts, the largest with 99.7 %',
      ],
    });

    const opened = await openPack(out);
    if (!opened.ok) throw new Error(opened.failure.message);
    const pack = opened.value;
    expect(pack.layers.filter(({ state }) => state !== 'usable')).toEqual([]);
    const grids = await pack.readVector('grids');
    const codes = grids.ok ? grids.value.map(({ properties }) => properties.code) : [];
    expect(codes.filter((code) => !/^99\d{13}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(1_343);
    const tile = await pack.resolveFile('/tiles3d/realscene/24296_6245.glb');
    expect(tile.ok && [tile.value.contentType, tile.value.contentLength]).toEqual(['model/gltf-binary', 41_540]);
    await pack.close();
  },
  60_000,
);

const square = (west: number, south: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.001, south],
      [west + 0.001, south + 0.001],
      [west, south + 0.001],
    ],
  ],
});
const write = (name: string, features: unknown[]) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }));
  return path;
};

test("a site's own grid codes are kept, and what cannot be used is counted by reason", async () => {
  const report = await importCity({
    out: join(folder, 'own'),
    created,
    districtCode: '350802',
    roads: write('roads.geojson', [
      {
        type: 'Feature',
        properties: { highway: 'primary', name: '一路', oneway: 'yes' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [117, 25],
            [117.002, 25],
          ],
        },
      },
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'LineString',
          coordinates: [
            [117, 25],
            [117, 25.002],
          ],
        },
      },
      {
        type: 'Feature',
        properties: { highway: 'service' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [118, 26],
            [118, 26.001],
          ],
        },
      },
      { type: 'Feature', properties: { highway: 'service' }, geometry: { type: 'Point', coordinates: [118, 26] } },
      'nonsense',
    ]),
    blocks: write('grids.geojson', [
      { type: 'Feature', properties: { code: '350802001001001', name: '甲网格' }, geometry: square(117, 25) },
      { type: 'Feature', properties: { code: '350802001002001', name: '乙网格' }, geometry: square(117.001, 25) },
    ]),
  });
  expect({ layers: report.layers, roads: report.roads, codes: report.codes }).toEqual({
    layers: [
      {
        id: 'roads',
        kept: 2,
        dropped: [
          { reason: 'not a feature with a geometry', count: 1 },
          { reason: 'no highway tag', count: 1 },
          { reason: 'not a line', count: 1 },
        ],
      },
      { id: 'districts', kept: 1, dropped: [] },
      { id: 'towns', kept: 1, dropped: [] },
      { id: 'villages', kept: 2, dropped: [] },
      { id: 'grids', kept: 2, dropped: [] },
    ],
    roads: { ways: 2, nodes: 4, components: 2, largestShare: 0.5, oneWayShare: 0.5, unnamedShare: 0.5 },
    codes: 'official',
  });
  const grids = JSON.parse(readFileSync(join(folder, 'own/vector/grids.geojson'), 'utf8')) as {
    features: { properties: object }[];
  };
  expect(grids.features.map(({ properties }) => properties)).toEqual([
    expect.objectContaining({ code: '350802001001001', name: '甲网格', level: 'grid', parentCode: '350802001001' }),
    expect.objectContaining({ code: '350802001002001', name: '乙网格', level: 'grid', parentCode: '350802001002' }),
  ]);
});

test('a folder that holds something else is never replaced', async () => {
  const precious = mkdtempSync(join(folder, 'precious-'));
  writeFileSync(join(precious, 'letter.txt'), 'keep me');
  const roads = write('r.geojson', []);
  await expect(importCity({ out: precious, created, roads, blocks: roads })).rejects.toThrow(
    'is not empty and not a scene pack',
  );
  expect(readFileSync(join(precious, 'letter.txt'), 'utf8')).toBe('keep me');
});

test('an archive that is no ZIP stops the import and leaves nothing behind', async () => {
  const roads = write('r2.geojson', []);
  const buildings3tz = write('broken.3tz', []);
  const out = join(folder, 'broken-out');
  await expect(importCity({ out, created, roads, blocks: roads, buildings3tz })).rejects.toThrow('不是 ZIP 压缩包');
  expect(existsSync(out)).toBe(false);
});
