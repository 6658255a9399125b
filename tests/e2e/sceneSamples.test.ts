/**
 * Every sample of the shared data is imported and opened in the real window: what it draws is seen when its layer is switched
 * off, at the very place where it stands, or its layer says a sentence. One window for each kind; waiting is for pictures.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openPack } from '#main/pack/index.ts';
import { importPack } from '#scenes/import/importPack.ts';
import { requestOf } from '#scenes/import/packRequest.ts';
import type { PackLayer } from '#shared/wire/pack.ts';
import {
  fieldsPicture,
  MIDDLE,
  meshTilesOf,
  tilesOf,
  writeManifest,
  writeMeshes,
  writePictures,
} from '#tests/fixtures/groundPacks.ts';
import { type Duty, SOON } from './kit/duty.ts';
import { layersList, middleOf, switchedOff } from './kit/mapPicture.ts';
import { openScene, scaleFromAbove } from './kit/sceneStation.ts';

const SHARED = join(import.meta.dirname, '../../../shared/data');
const SIZE = { width: 1_100, height: 700 };
const METRES_PER_DEGREE = [95_300, 110_870] as const;

const home = await mkdtemp(join(tmpdir(), 'scene-samples-'));
let duty: Duty | null = null;
afterEach(async () => {
  await duty?.close();
  duty = null;
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe.skipIf(!existsSync(SHARED))('samples in the window (skipped: no shared data)', () => {
  test('every tileset stands where it was put', async () => {
    const names = ['0_0_0-1_1_2', '0_0_0-1_2_1', '0_0_0-2_1_1', '0_0_2-1_1_4', '0_2_0-1_4_1', '2_0_0-4_1_1'];
    const small = [...names.map((name) => `BoundingBoxTests/${name}`), 'MultipleContents', 'SparseImplicitQuadtree'];
    const placed = [
      { sample: 'MetadataGranularities', east: -6, north: 22, reachM: 12 },
      // Within a few metres of their corner; nothing of a neighbour's.
      ...small.map((sample, index) => ({
        sample,
        east: -19 + (index % 4) * 11,
        north: -12 - Math.floor(index / 4) * 14,
        reachM: 5,
      })),
    ];
    const scene = await gather(placed);
    const page = await open(scene);
    const { box, metresPerPixel } = await scaleFromAbove(page, VIEW_M);
    const spots = placed.map(({ sample, east, north, reachM }) => {
      // Grown from its corner.
      const aside = sample === MINUTE ? TIMES / 2 : 0;
      const [x, y] = [(east + aside) / metresPerPixel, (north + aside) / metresPerPixel];
      return { x: box.width / 2 + x, y: box.height / 2 - y, reach: reachM / metresPerPixel };
    });
    await expect.poll(async () => unseen(await switchedOff(page, 'buildings', spots), placed), SOON).toEqual([]);
    await duty!.picture('scene-samples-tiles3d');
    await noTrouble();
  }, 120_000);

  test('a database of tiles is drawn, and in English what cannot be is said in English', async () => {
    const scene = join(home, 'database');
    await mkdir(join(scene, 'imagery'), { recursive: true });
    await cp(join(SHARED, 'mbtiles/plain_1.mbtiles'), join(scene, 'imagery/plain.mbtiles'));
    await cp(join(SHARED, 'mbtiles/corrupt.mbtiles'), join(scene, 'imagery/corrupt.mbtiles'));
    const imagery = (id: string) => ({ id, kind: 'imagery', format: 'mbtiles', path: `imagery/${id}.mbtiles` });
    await writeManifest(scene, [imagery('plain'), imagery('corrupt')]);
    const page = await open(scene);
    const whole = [await middleOf(page)];
    await expect.poll(async () => (await switchedOff(page, 'imagery', whole))[0]! > 2_000, SOON).toBe(true);
    await page.keyboard.press('l');
    await layersList(page);
    await expect
      .poll(() => page.locator('[data-layer="imagery"] p').textContent(), SOON)
      .toBe('corrupt: imagery/corrupt.mbtiles is damaged: the database is cut off');
    await duty!.picture('scene-samples-database');
    await noTrouble();
  }, 120_000);

  test('a tileset that brings its own place opens there', async () => {
    const library = join(home, 'volume');
    const request = await requestOf([join(SHARED, 'tiles3d/TilesetWithRequestVolume.3tz')], WORDS);
    await importPack(request, library, true);
    const page = await open(library);
    const whole = [await middleOf(page)];
    await expect.poll(async () => (await switchedOff(page, 'buildings', whole))[0]! > 40, SOON).toBe(true);
    await duty!.picture('scene-samples-volume');
    await noTrouble();
  }, 120_000);

  test('imagery and terrain lie on the ground, and what cannot be drawn says so', async () => {
    const page = await open(await groundOfSamples());
    const whole = [await middleOf(page)];
    await expect.poll(async () => (await switchedOff(page, 'imagery', whole))[0]! > 2_000, SOON).toBe(true);
    await expect.poll(async () => (await switchedOff(page, 'terrain', whole))[0]! > 500, SOON).toBe(true);
    await layersList(page);
    const said = await page.locator('[data-layer="imagery"] p').textContent();
    expect(said).toContain('corrupt：imagery/corrupt.mbtiles 已损坏（数据库被截断）');
    // A database of tiles is drawn in every runtime: where the window's cannot read it, the core's does.
    expect(said).not.toContain('plain');
    await duty!.picture('scene-samples-ground');
    await noTrouble();
  }, 120_000);
});

test('a photograph in a shifted datum lies on a hill and says that it was put right', async () => {
  const scene = join(home, 'hill');
  const picture = fieldsPicture();
  const tiles = [12, 13, 14, 15].flatMap((zoom) => [...tilesOf(zoom)].map((tile) => ({ ...tile, bytes: picture })));
  await writePictures(join(scene, 'imagery/photo'), tiles);
  await writeMeshes(join(scene, 'terrain/hill'), [11, 12, 13]);
  await writeManifest(scene, [
    { id: 'photo', kind: 'imagery', format: 'folder-xyz', path: 'imagery/photo', datum: 'GCJ02' },
    { id: 'hill', kind: 'terrain', format: 'quantized-mesh-folder', path: 'terrain/hill' },
  ]);
  const page = await open(scene);
  const whole = [await middleOf(page)];
  await expect.poll(async () => (await switchedOff(page, 'imagery', whole))[0]! > 2_000, SOON).toBe(true);
  await expect.poll(async () => (await switchedOff(page, 'terrain', whole))[0]! > 500, SOON).toBe(true);
  await duty!.picture('scene-samples-hill');
  await layersList(page);
  expect(await page.locator('[data-layer="imagery"] p').textContent()).toBe(
    'photo：影像为 GCJ02 坐标，逐块纠正后显示，街道处误差约 1 至 2 米',
  );
  await noTrouble();
}, 120_000);

/** Straight down from so many metres: a metre is some eight pixels. */
const VIEW_M = 110;
const WORDS = { created: '2026-11-21T00:00:00Z', id: 'sample' };

const at = (east: number, north: number) =>
  [MIDDLE[0] + east / METRES_PER_DEGREE[0], MIDDLE[1] + north / METRES_PER_DEGREE[1]] as const;

/** Imports each tileset at its place by itself, and puts what the importer made of them into one pack. */
async function gather(placed: readonly { sample: string; east: number; north: number }[]): Promise<string> {
  const scene = join(home, 'tilesets');
  const layers: PackLayer[] = [];
  for (const [index, { sample, east, north }] of placed.entries()) {
    const library = join(home, `tileset-${index}`);
    const words = { ...WORDS, at: at(east, north).join(',') };
    await importPack(await requestOf([join(SHARED, 'tiles3d/1.1', sample)], words), library, true);
    const opened = await openPack(library);
    if (!opened.ok) throw new Error(opened.failure.message);
    const made = opened.value.manifest.layers.find((layer) => layer.kind === 'tiles3d')!;
    const path = `tiles3d/sample-${index}`;
    await mkdir(join(scene, 'tiles3d'), { recursive: true });
    await cp(join(opened.value.dir, made.path), join(scene, path), { recursive: true });
    await opened.value.close();
    if (sample === MINUTE) await enlarge(join(scene, path, made.entry));
    // Small things seen from afar: drawn at their finest.
    layers.push({ ...made, id: `sample-${index}`, path, maxSSE: 1 });
  }
  await writeManifest(scene, layers, {
    bbox: [...at(-60, -60), ...at(60, 60)],
    home: { lon: MIDDLE[0], lat: MIDDLE[1], height: VIEW_M, heading: 0, pitch: -90 },
  });
  return scene;
}

/** Tiles three centimetres wide would be less than a pixel from as near as an officer can go. */
const MINUTE = 'SparseImplicitQuadtree';
const TIMES = 8;

async function enlarge(entry: string): Promise<void> {
  const tileset = JSON.parse(await readFile(entry, 'utf8')) as { root: { transform: number[] } };
  tileset.root.transform = tileset.root.transform.map((value, index) => (index < 12 ? value * TIMES : value));
  await writeFile(entry, JSON.stringify(tileset));
}

/** The world of the samples as imagery, and their three meshes side by side as the ground below it. */
async function groundOfSamples(): Promise<string> {
  const scene = join(home, 'ground');
  await mkdir(join(scene, 'imagery'), { recursive: true });
  await cp(join(SHARED, 'pmtiles/stamen_toner_raster_z3.pmtiles'), join(scene, 'imagery/toner.pmtiles'));
  await cp(join(SHARED, 'mbtiles/plain_1.mbtiles'), join(scene, 'imagery/plain.mbtiles'));
  await cp(join(SHARED, 'mbtiles/corrupt.mbtiles'), join(scene, 'imagery/corrupt.mbtiles'));
  const meshes = ['tile-with-extensions', 'tile-with-metadata-extension', 'tile-opentin'];
  const bbox = [...at(-9_000, -4_000), ...at(9_000, 4_000)];
  const tiles = [...meshTilesOf(12, bbox)];
  for (const [index, { zoom, column, row }] of tiles.entries()) {
    const folder = join(scene, `terrain/meshes/${zoom}/${column}`);
    await mkdir(folder, { recursive: true });
    await cp(join(SHARED, `terrain/${meshes[index % meshes.length]}.terrain`), join(folder, `${row}.terrain`));
  }
  await writeFile(
    join(scene, 'terrain/meshes/layer.json'),
    JSON.stringify({ format: 'quantized-mesh-1.0', tiles: ['{z}/{x}/{y}.terrain'] }),
  );
  const imagery = (id: string, format: string, file: string) => ({
    id,
    kind: 'imagery',
    format,
    path: `imagery/${file}`,
  });
  await writeManifest(
    scene,
    [
      imagery('toner', 'pmtiles', 'toner.pmtiles'),
      imagery('plain', 'mbtiles', 'plain.mbtiles'),
      imagery('corrupt', 'mbtiles', 'corrupt.mbtiles'),
      { id: 'meshes', kind: 'terrain', format: 'quantized-mesh-folder', path: 'terrain/meshes' },
    ],
    { bbox, home: { lon: MIDDLE[0], lat: MIDDLE[1] - 0.02, height: 9_000, heading: 0, pitch: -60 } },
  );
  return scene;
}

async function open(scene: string) {
  duty = await openScene(home, scene, SIZE);
  return duty.page;
}

const unseen = (pixels: readonly number[], placed: readonly { sample: string }[]) =>
  placed.filter((_, index) => (pixels[index] ?? 0) < 6).map(({ sample }) => sample);

async function noTrouble(): Promise<void> {
  expect(duty!.trouble()).toEqual([]);
  const notes = await readFile(join(duty!.running.dataFolder, 'shell/security.log'), 'utf8').catch(() => '');
  expect(notes.split('\n').filter((line) => line.includes('"path"'))).toEqual([]);
}
