import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calibratePack } from './calibrate.ts';
import { openPack } from './openPack.ts';

const TILE = 'tiles3d/model/a.glb';
const TILESET = 'tiles3d/model/tileset.json';
const ROAD_POINT = { layerId: 'model', surfaceM: 31.4, groundM: 20.15 };

let folder: string;
let source: string;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-calibrate-'));
  [source, target] = [join(folder, 'source'), join(folder, 'target')];
  mkdirSync(join(source, 'tiles3d/model'), { recursive: true });
  const tileset = {
    asset: { version: '1.1' },
    geometricError: 1,
    root: {
      boundingVolume: { region: [2.04, 0.43, 2.041, 0.431, 0, 9] },
      geometricError: 0,
      content: { uri: 'a.glb' },
    },
  };
  writePack({ [TILE]: 'glTF', [TILESET]: JSON.stringify(tileset) });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sum = (text: string) => createHash('sha256').update(text).digest('hex');

function writePack(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(source, path), text);
  const stated = Object.entries(files).map(([path, text]) => [path, { bytes: text.length, sha256: sum(text) }]);
  const manifest = {
    format: 'grid-scene-pack',
    version: 1,
    id: 'xinluo',
    title: '新罗区',
    created: '2026-11-21T00:00:00Z',
    bbox: [116.9, 24.6, 117, 24.7],
    home: { lon: 117, lat: 24.6, height: 900, heading: 0, pitch: -34 },
    datum: 'WGS84',
    layers: [{ id: 'model', kind: 'tiles3d', format: 'folder', path: 'tiles3d/model', heightOffset: 1.5 }],
    files: Object.fromEntries(stated),
  };
  writeFileSync(join(source, 'manifest.json'), JSON.stringify(manifest));
}

test('the model is lowered to the clicked road in another pack, whose sums are right and whose files take no room', async () => {
  const before = readFileSync(join(source, 'manifest.json'));
  expect(await calibratePack(source, target, ROAD_POINT)).toEqual({
    ok: true,
    value: { id: 'xinluo', heightOffset: -9.75 },
  });
  const opened = await openPack(target);
  if (!opened.ok) throw new Error(opened.failure.message);
  const { layers, manifest } = opened.value;
  const changed = await opened.value.verifyFiles();
  await opened.value.close();
  expect({
    states: layers.map(({ state }) => state),
    offsets: manifest.layers.map((layer) => layer.kind === 'tiles3d' && layer.heightOffset),
    changed,
    isSameFile: statSync(join(source, TILE)).ino === statSync(join(target, TILE)).ino,
    isSourceAsItWas: readFileSync(join(source, 'manifest.json')).equals(before),
  }).toEqual({ states: ['usable'], offsets: [-9.75], changed: [], isSameFile: true, isSourceAsItWas: true });
});

test.each([
  ['a layer that is not there', { ...ROAD_POINT, layerId: 'other' }, 'noLayer'],
  ['a click on the wrong thing', { ...ROAD_POINT, surfaceM: 431 }, 'tooFar'],
  ['heights that are no numbers', { ...ROAD_POINT, groundM: Number.NaN }, 'tooFar'],
  ['a model that stands right already', { ...ROAD_POINT, groundM: 31.4 }, 'already'],
])('%s is refused and leaves nothing behind', async (_name, calibration, code) => {
  const refused = await calibratePack(source, target, calibration);
  expect([refused.ok || refused.failure.code, existsSync(target)]).toEqual([code, false]);
});

test('a pack that lacks a file, or is none, is refused and leaves nothing behind', async () => {
  rmSync(join(source, TILE));
  const lacking = await calibratePack(source, target, ROAD_POINT);
  writeFileSync(join(source, 'manifest.json'), '{');
  const none = await calibratePack(source, target, ROAD_POINT);
  expect([lacking.ok || lacking.failure.code, none.ok || none.failure.code, existsSync(target)]).toEqual([
    'missing',
    'manifest',
    false,
  ]);
});
