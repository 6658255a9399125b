import { expect, test } from 'vitest';
import { loadPack } from './load.ts';

const MANIFEST = {
  format: 'grid-scene-pack',
  version: 1,
  id: 'small',
  title: '小区',
  created: '2026-11-21T00:00:00+08:00',
  bbox: [117, 25, 117.02, 25.02],
  home: { lon: 117.01, lat: 25, height: 900, heading: 0, pitch: -35 },
  datum: 'WGS84',
  layers: [
    { id: 'roads', kind: 'vector', role: 'roads', path: 'vector/roads.geojson' },
    { id: 'broken', kind: 'vector', role: 'places', path: 'vector/broken.geojson' },
    { id: 'gone', kind: 'vector', role: 'water', path: 'vector/gone.geojson' },
    { id: 'towers', kind: 'tiles3d', format: 'folder', path: 'tiles3d/towers' },
  ],
  files: {},
};
const road = (name: string, coordinates: unknown) => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates },
  properties: { highway: 'residential', name },
});
const FILES: Record<string, unknown> = {
  'pack://small/manifest.json': MANIFEST,
  'pack://small/vector/roads.geojson': {
    type: 'FeatureCollection',
    features: [
      road('好路', [
        [117, 25],
        [117.01, 25, 8],
      ]),
      road('坏路', [
        [999, 25],
        [117.01, 25],
      ]),
    ],
  },
  'pack://small/vector/broken.geojson': { type: 'Topology' },
};
const read = async (url: string) => {
  if (!(url in FILES)) throw new Error('HTTP 404');
  return FILES[url];
};

test('a bad feature costs one feature, a bad layer one layer, and each is named', async () => {
  const pack = await loadPack('pack://small/', read);
  expect(
    pack.ok && {
      names: pack.value.features.roads.map(({ properties }) => properties.name),
      problems: [...pack.value.problems].sort((a, b) => a.layer.localeCompare(b.layer)),
      tiles: pack.value.tiles.map(({ id, entry }) => [id, entry]),
    },
  ).toEqual({
    names: ['好路'],
    problems: [
      {
        layer: 'broken',
        role: 'places',
        reason: { zh: '不是 GeoJSON FeatureCollection', en: 'is no GeoJSON FeatureCollection' },
      },
      { layer: 'gone', role: 'water', reason: { zh: 'HTTP 404', en: 'HTTP 404' } },
    ],
    tiles: [['towers', 'tileset.json']],
  });
});

test('a pack without a manifest is refused in words', async () => {
  expect(await loadPack('pack://none/', read)).toEqual({
    ok: false,
    failure: { code: 'manifest', message: '地图包无法读取：HTTP 404' },
  });
});
