import { expect, test } from 'vitest';
import { isInnerPath, parsePackManifest } from './pack.ts';

const manifest = {
  format: 'grid-scene-pack',
  version: 1,
  id: 'demo',
  title: '演示',
  created: '2026-11-21T00:00:00+08:00',
  bbox: [117, 25, 117.1, 25.1],
  home: { lon: 117, lat: 25, height: 900, heading: 0, pitch: -35 },
  datum: 'WGS84',
  layers: [{ id: 'roads', kind: 'vector', role: 'roads', path: 'vector/roads.geojson' }],
  files: {},
};

test('a manifest is filled with its defaults', () => {
  expect(parsePackManifest(manifest)).toEqual({
    ok: true,
    value: {
      ...manifest,
      demo: false,
      classification: '公开',
      attribution: [],
      verticalDatum: 'ellipsoid',
      geoidOffset: 0,
    },
  });
});

test('an unknown field is refused with its path', () => {
  const message = (input: object) => {
    const parsed = parsePackManifest(input);
    return parsed.ok ? 'accepted' : parsed.failure.message;
  };
  expect([
    message({ ...manifest, colour: 1 }),
    message({ ...manifest, home: { ...manifest.home, tilt: 1 } }),
    message({ ...manifest, layers: [{ ...manifest.layers[0], url: 'x' }] }),
    message({ ...manifest, layers: [{ ...manifest.layers[0], path: '../roads.geojson' }] }),
    message({ ...manifest, layers: [manifest.layers[0], manifest.layers[0]] }),
  ]).toEqual([
    'manifest.json 无效：colour: 没有这个字段 (there is no such field)',
    'manifest.json 无效：home.tilt: 没有这个字段 (there is no such field)',
    'manifest.json 无效：layers.0.url: 没有这个字段 (there is no such field)',
    'manifest.json 无效：layers.0.path: must stay inside the pack',
    'manifest.json 无效：图层编号重复：roads',
  ]);
});

test('only plain relative paths stay inside a pack', () => {
  const paths = ['a/b.glb', '东溪/a.json', '/a', '../a', 'a/../b', 'a//b', './a', 'a\\b', 'C:/a', 'a%2e', 'a\0b', ''];
  expect(paths.filter(isInnerPath)).toEqual(['a/b.glb', '东溪/a.json']);
});
