/**
 * Heights put right by one clicked point, in the real window: a sample of real tiles that hangs in the air is imported, clicked,
 * lowered as a new version, stands on the ground then, and is taken back.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { importPack } from '#scenes/import/importPack.ts';
import { requestOf } from '#scenes/import/packRequest.ts';
import { MIDDLE } from '#tests/fixtures/groundPacks.ts';
import { type Duty, SOON } from './kit/duty.ts';
import { openScene, scaleFromAbove } from './kit/sceneStation.ts';

const SHARED = join(import.meta.dirname, '../../../shared/data');
/** Two metres from west to east, one to the north, one high, from its own corner. */
const SAMPLE = 'tiles3d/1.1/BoundingBoxTests/0_0_0-2_1_1';
const TOP_M = 1;
const LIFTED_M = 7.5;
/** Straight down from so many metres. */
const VIEW_M = 60;
/** What a picked depth may be off from so high. */
const WITHIN_M = 0.1;

const home = await mkdtemp(join(tmpdir(), 'scene-heights-'));
let duty: Duty | null = null;
afterAll(async () => {
  await duty?.close();
  await rm(home, { recursive: true, force: true });
});

describe.skipIf(!existsSync(SHARED))('heights by a clicked point (skipped: no shared data)', () => {
  test('a model in the air is lowered by what was clicked, stands on the ground, and goes back up', async () => {
    const library = join(home, 'scenes');
    const words = { created: '2026-11-21T00:00:00Z', id: 'sample', at: MIDDLE.join(',') };
    await importPack(await requestOf([join(SHARED, SAMPLE)], words), library, true);
    await lift(join(library, 'sample/0001'));
    const page = await open(library);

    await openHeights();
    expect(near(await clicked(), [LIFTED_M + TOP_M, 0])).toBe(true);
    await duty!.picture('scene-heights-clicked');
    await page.getByTestId('calibrate-make').click();
    await page.getByTestId('calibrate-made').waitFor();
    expect(await page.getByTestId('calibrate-made').textContent()).toMatch(
      /^已生成第 2 版，模型高程偏移 -(0\.9\d|1\.\d\d) 米。/,
    );
    await page.getByTestId('calibrate-switch').click();
    await current('0002');

    await page.getByTestId('scenes-tab-calibrate').click();
    expect(near(await clicked(), [0, 0])).toBe(true);
    await duty!.picture('scene-heights-on-the-ground');
    await page.getByTestId('scenes-tab-list').click();
    await page.getByTestId('scene-revert').click();
    await current('0001');
    await page.getByTestId('scenes-tab-calibrate').click();
    expect(near(await clicked(), [LIFTED_M + TOP_M, 0])).toBe(true);
  }, 240_000);
});

/** An export whose heights have another zero, seen from above. */
async function lift(pack: string): Promise<void> {
  const file = join(pack, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  manifest.home = { lon: MIDDLE[0], lat: MIDDLE[1], height: VIEW_M, heading: 0, pitch: -90 };
  for (const layer of manifest.layers)
    if (layer.kind === 'tiles3d') Object.assign(layer, { heightOffset: LIFTED_M, maxSSE: 1 });
  const bytes = JSON.stringify(manifest);
  await writeFile(file, bytes);
  const sums = join(pack, 'checksums.sha256');
  const sum = createHash('sha256').update(bytes).digest('hex');
  await writeFile(sums, (await readFile(sums, 'utf8')).replace(/^\w{64}(?= [ *]manifest\.json$)/m, sum));
}

async function open(scene: string) {
  duty = await openScene(home, scene, { width: 1_366, height: 768 });
  return duty.page;
}

async function openHeights(): Promise<void> {
  const { page } = duty!;
  await page.keyboard.press('Control+m');
  await page.getByTestId('scenes-tab-calibrate').click();
}

/** Clicks the middle of the model until it is drawn there; the height of its surface and of the ground, metres. */
async function clicked(): Promise<readonly [surfaceM: number, groundM: number]> {
  const { page } = duty!;
  const found = page.getByTestId('calibrate-found');
  await expect
    .poll(async () => {
      await page.getByTestId('calibrate-pick').click();
      const { box, metresPerPixel } = await scaleFromAbove(page, VIEW_M);
      await page.mouse.click(box.x + box.width / 2 + 1 / metresPerPixel, box.y + box.height / 2 - 0.5 / metresPerPixel);
      await page.locator('[data-testid="calibrate-found"], [data-testid="calibrate-missed"]').first().waitFor();
      return found.isVisible();
    }, SOON)
    .toBe(true);
  const told = (await found.textContent()) ?? '';
  const [, surface, ground] = /模型 (-?[\d.]+) 米，地面 (-?[\d.]+) 米/.exec(told) ?? [];
  return [Number(surface), Number(ground)];
}

const near = (found: readonly number[], meant: readonly number[]) =>
  found.every((value, index) => Math.abs(value - meant[index]!) < WITHIN_M);

/** The version is in use, and its scene is drawn. */
async function current(version: string): Promise<void> {
  const { page } = duty!;
  await page.locator(`[data-testid="scene-sample-${version}"][data-current="true"]`).waitFor();
  await page.locator('.duty__map[data-scene="running"]').waitFor();
}
