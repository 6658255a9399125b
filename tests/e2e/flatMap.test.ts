/**
 * No graphics at all (RELIABILITY U2, DESIGN's break-the-glass): the same layers lie flat by themselves, a click still finds what it
 * finds on the scene, and the desk, its sound and the whole way of an alarm ask nothing of WebGL.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areaM2, isInsideArea, polygonsOf, ringCentroid } from '#shared/geo/polygon.ts';
import { featureCollectionSchema, featureSchemas } from '#shared/wire/packFeatures.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { type Duty, incidentOf, openDuty, openIncidentOf, SOON, untilPainted } from './kit/duty.ts';
import { checkout } from './kit/launch.ts';
import { HOLD_UP, type LiveStation, makeLiveStation } from './kit/liveStation.ts';
import { layersOf } from './kit/mapPicture.ts';
import { goTo, metresOf, pixelOf } from './kit/mapPlace.ts';
import { byKeyboard } from './kit/officers.ts';
import { openPhones } from './kit/phone.ts';
import { soundDue, soundOf } from './kit/sound.ts';

/** So near that the map at home shows it. */
const NEAR_M = 500;
const DEMO_BUILDINGS = join(checkout, 'dist/scenes/demo/vector/buildings.geojson');

let station: LiveStation;
let duty: Duty;

beforeAll(async () => {
  station = await makeLiveStation();
  const { configFile, dataFolder } = station;
  duty = await openDuty({ configFile, dataFolder, args: ['--disable-gpu', '--disable-software-rasterizer'] });
});
afterAll(async () => {
  await duty?.close();
  await station?.[Symbol.asyncDispose]();
});

test('the flat map takes the place of the scene by itself, with its layers, and says so', async () => {
  const { page } = duty;
  expect(await page.evaluate(`new OffscreenCanvas(1, 1).getContext('webgl2')`)).toBeNull();
  await page.locator('.duty__map[data-scene="flat"]').waitFor();
  await untilPainted(duty, ({ isPainted, buildingsLoaded }) => isPainted && buildingsLoaded);
  expect(await page.locator('.scene-notice').textContent()).toContain('平面地图');
  const layers = await layersOf(page);
  expect(Object.keys(layers)).toEqual(expect.arrayContaining(['ground', 'roads', 'areas', 'buildings', 'units']));
  await duty.picture('flat-map');
});

test('each layer is drawn: switching it off takes its colours away', async () => {
  const { page } = duty;
  expect(await page.evaluate(COUNT_COLOURS)).toBeGreaterThan(6);
  for (const layer of ['buildings', 'roads', 'ground']) {
    const before = await pictureOf();
    await switchLayer(layer);
    await expect.poll(async () => (await pictureOf()) !== before, SOON).toBe(true);
    await switchLayer(layer);
    await expect.poll(async () => (await pictureOf()) === before, SOON).toBe(true);
  }
});

test('a click finds a device, a unit, and a building where they are', async () => {
  const { page } = duty;
  const home = page.locator('.scene-tools').getByText('⌂');
  const title = () => page.getByTestId('card').getAttribute('aria-label');
  for (const [eastM, northM, name] of [
    [450, 400, '东溪小学 一键报警'],
    [420, -380, '民警 周岩'],
    [...(await largestBuilding())],
  ] as const) {
    await home.click();
    await goTo(page, eastM, northM);
    const { x, y } = await pixelOf(page, eastM, northM);
    await page.mouse.click(x, y);
    await expect.poll(title, SOON).toContain(name);
    await page.keyboard.press('Escape');
  }
  await duty.picture('flat-map-near');
});

test('from the pressed pole to the closed case, by keyboard', async () => {
  const { page, url } = duty;
  const hand = byKeyboard(page);
  using phones = await openPhones(url, ['u-001', 'u-002', 'u-003', 'u-005']);
  expect((await station.press('70A1', HOLD_UP)).kind).toBe('ack');
  const { id } = await openIncidentOf(url, 'holdUp');
  await expect.poll(() => soundOf(page), SOON).toBe(soundDue('鸣响'));
  await hand.select(id);
  await hand.acknowledge();
  await page.getByTestId('candidate-1').waitFor();
  await hand.dispatchFirst();
  const sent = async () => (await incidentOf(url, id)).dispatches.find(({ isAutomatic }) => !isAutomatic);
  await expect.poll(sent, SOON).toBeDefined();
  const { unitId } = (await sent())!;
  const workOrder = await phones.orderFor(unitId);
  await duty.picture('flat-map-alarm');
  for (const move of ['accept', 'depart', 'arrive', 'finish'] as const)
    expect(await phones.report(workOrder, move)).toMatchObject({ ok: true });
  await hand.chooseCloseReason('real');
  await hand.confirmClose();
  await expect.poll(async () => (await incidentOf(url, id)).state, SOON).toBe('closed');
});

const FLAT = `document.querySelector('.scene-flat')`;
const COUNT_COLOURS = `(() => {
  const canvas = ${FLAT};
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 16) {
    const key = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].filter((count) => count > 150).length;
})()`;
const pictureOf = () => duty.page.evaluate(`${FLAT}.toDataURL()`) as Promise<string>;

async function switchLayer(layer: string): Promise<void> {
  await duty.page.locator('.scene-tools button:last-of-type').click();
  await duty.page.locator(`[data-layer="${layer}"] input`).click();
  await duty.page.locator('.scene-tools button:last-of-type').click();
}

/** A building that is easy to hit: metres east and north of the middle of the district, and its name. */
async function largestBuilding(): Promise<readonly [number, number, string]> {
  const { features } = featureCollectionSchema.parse(JSON.parse(await readFile(DEMO_BUILDINGS, 'utf8')));
  const near = features
    .map((feature) => featureSchemas.buildings.parse(feature))
    .flatMap(({ geometry, properties: { name } }) => {
      const middle = ringCentroid(polygonsOf(geometry)[0]![0]!);
      const { east, north } = metresOf(middle, pointAt(0, 0));
      const isNear = Math.abs(east) < NEAR_M && Math.abs(north) < NEAR_M && isInsideArea(middle, geometry);
      return isNear ? [{ east, north, name, sizeM2: areaM2(geometry) }] : [];
    });
  const largest = near.reduce((one, other) => (other.sizeM2 > one.sizeM2 ? other : one));
  return [largest.east, largest.north, largest.name];
}
