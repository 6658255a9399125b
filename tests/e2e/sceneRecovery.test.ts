/**
 * The scene loses its graphics under an officer's hands, once by the contexts and once by the death of the graphics process:
 * it comes back by itself with the camera, the selection and the layers as they were, and the queue never stops. Lost for good, it is flat. The scene has
 * photographs on hills under its buildings, and some of its layers are switched off.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsPicture, tilesOf, writeMeshes, writePictures } from '#tests/fixtures/groundPacks.ts';
import {
  type Duty,
  incidentsOf,
  openDuty,
  openIncidentOf,
  order,
  PATIENCE_MS,
  SOON,
  unansweredItem,
  untilPainted,
} from './kit/duty.ts';
import { inTime } from './kit/inTime.ts';
import { checkout } from './kit/launch.ts';
import { HOLD_UP, INTRUSION, type LiveStation, makeLiveStation } from './kit/liveStation.ts';
import { layersOf, middleOf, switchedOff, turnLayers } from './kit/mapPicture.ts';
import { isAlive, processesOf } from './kit/processes.ts';

/** RELIABILITY U2. */
const BACK_WITHIN_MS = 10_000;

/** Where the officer looks. */
const PLACE = { lon: 117.012, lat: 25.071 } as const;
/** Without the last three nothing on the map moves by itself. */
const SWITCHED_OFF = ['roads', 'routes', 'units', 'incidents'] as const;
const IMAGERY_PX = 20_000;
/** Several pictures of a map drawn in software, while tiles come. */
const LONG = { ...SOON, timeout: 2 * PATIENCE_MS };

let station: LiveStation;
let duty: Duty;
let scene: string;

beforeAll(async () => {
  station = await makeLiveStation();
  scene = await demoOnHills();
  const config = JSON.parse(await readFile(station.configFile, 'utf8'));
  await writeFile(station.configFile, JSON.stringify({ ...config, scene }));
  duty = await openDuty({
    size: { width: 1_100, height: 700 },
    configFile: station.configFile,
    dataFolder: station.dataFolder,
  });
  await untilPainted(duty, ({ isPainted, buildingsLoaded }) => isPainted && buildingsLoaded);
});
afterAll(async () => {
  await duty?.close();
  await station?.[Symbol.asyncDispose]();
  await rm(scene, { recursive: true, force: true });
});

test('lost contexts come back with camera and selection, and what is chosen meanwhile is chosen', async () => {
  const { page, url } = duty;
  expect(await order(url, 'incident.open', { kind: 'dispute', ...PLACE, title: '纠纷' })).toMatchObject({
    ok: true,
  });
  const incident = await openIncidentOf(url, 'dispute');
  await page.locator(`[data-incident="${incident.id}"]`).first().click();
  await takeCamera();
  await turnLayers(page, ...SWITCHED_OFF);
  await drawsImagery();
  const before = await shown(incident.id);

  const lostAt = performance.now();
  expect(await page.evaluate(LOSE_EVERY_CONTEXT)).toBeGreaterThanOrEqual(2);
  await becomes('recovering');
  await becomes('running');
  await drawsAgain();
  say('lost contexts', lostAt);
  expect(performance.now() - lostAt).toBeLessThan(inTime(BACK_WITHIN_MS));
  expect(await shown(incident.id)).toEqual(before);
  await drawsImagery();
  await duty.picture('scene-context-restored');
});

test('a killed graphics process comes back, and an alarm pressed meanwhile stands in the queue', async () => {
  const { page, url, running } = duty;
  const selected = (await incidentsOf(url, 'open'))[0]!;
  const before = await shown(selected.id);
  const [graphics] = processesOf(running.app, '--type=gpu-process');
  const killedAt = performance.now();
  process.kill(graphics!, 'SIGKILL');
  await expect.poll(() => isAlive(graphics!), SOON).toBe(false);
  expect((await station.press('70A1', INTRUSION)).kind).toBe('ack');
  const alarm = await openIncidentOf(url, 'intrusion');
  await unansweredItem(page, alarm.id).waitFor();
  say('the alarm stood in the queue', killedAt);
  await becomes('running');
  await drawsAgain();
  say('a killed graphics process', killedAt);
  expect(performance.now() - killedAt).toBeLessThan(inTime(BACK_WITHIN_MS));
  expect(processesOf(running.app, '--type=gpu-process')).not.toContain(graphics);
  expect(await shown(selected.id)).toEqual(before);
  await drawsImagery();
  expect((await station.press('70A2', HOLD_UP)).kind).toBe('ack');
  await unansweredItem(page, (await openIncidentOf(url, 'holdUp')).id).waitFor();
  await duty.picture('scene-graphics-restored');
});

test('contexts lost again and again end in the flat map with its photograph, and one more try brings the scene back', async () => {
  const { page, url } = duty;
  const selected = (await incidentsOf(url, 'open'))[0]!;
  const before = await shown(selected.id);
  const isFlat = async () => {
    await page.evaluate(LOSE_EVERY_CONTEXT);
    return (await page.locator('.duty__map[data-scene="flat"]').count()) === 1;
  };
  await expect.poll(isFlat, { ...LONG, interval: 500 }).toBe(true);
  // From straight above other ground lies under the pointer.
  expect(await shown(selected.id)).toEqual({ ...before, place: expect.any(String) });
  await drawsImagery();
  await duty.picture('scene-flat');
  await page.getByText('重试三维').click();
  await becomes('running');
  await page.locator('.scene-flat').waitFor({ state: 'detached' });
  expect(await shown(selected.id)).toEqual(before);
  await drawsImagery();
});

test('no page threw meanwhile', () => {
  expect(duty.trouble().filter((line) => line.startsWith('page:') || line.startsWith('crash:'))).toEqual([]);
});

/** The demo district with a photograph on its ground and a hill under it. */
async function demoOnHills(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'scene-recovery-'));
  await cp(join(checkout, 'dist/scenes/demo'), folder, { recursive: true });
  // Of the manifest as it was.
  await rm(join(folder, 'checksums.sha256'));
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  const bytes = fieldsPicture();
  const tiles = [12, 13, 14, 15].flatMap((zoom) =>
    [...tilesOf(zoom, manifest.bbox)].map((tile) => ({ ...tile, bytes })),
  );
  await writePictures(join(folder, 'imagery/photo'), tiles);
  await writeMeshes(join(folder, 'terrain/hill'), [11, 12, 13, 14], manifest.bbox, (lon, lat) => {
    const awayM = Math.hypot((lon - PLACE.lon) * 100_800, (lat - PLACE.lat) * 110_800);
    return 160 * Math.exp(-((awayM / 400) ** 2));
  });
  manifest.layers.push(
    { id: 'photo', kind: 'imagery', format: 'folder-xyz', path: 'imagery/photo' },
    { id: 'hill', kind: 'terrain', format: 'quantized-mesh-folder', path: 'terrain/hill' },
  );
  await writeFile(file, JSON.stringify(manifest));
  return folder;
}

/** The photograph lies on the ground: most of the middle of the map is another picture without it. */
async function drawsImagery(): Promise<void> {
  const { page } = duty;
  const middle = [await middleOf(page)];
  await expect.poll(async () => (await switchedOff(page, 'imagery', middle))[0]! > IMAGERY_PX, LONG).toBe(true);
}

/** As a driver's reset does it; answers how many there were. */
const LOSE_EVERY_CONTEXT = `(() => {
  const found = [...document.querySelectorAll('.scene canvas')].flatMap((canvas) => canvas.getContext('webgl2') ?? []);
  for (const gl of found) gl.getExtension('WEBGL_lose_context').loseContext();
  return found.length;
})()`;

/** The card draws crowds and map again: no context on the page is lost, and there are as many as before. */
const LIVING_CONTEXTS = `[...document.querySelectorAll('.scene canvas')].filter((canvas) => {
  const gl = canvas.getContext('webgl2');
  return gl !== null && !gl.isContextLost();
}).length`;

async function drawsAgain(): Promise<void> {
  await expect.poll(() => duty.page.evaluate(LIVING_CONTEXTS), SOON).toBe(2);
}

async function becomes(health: string): Promise<void> {
  await duty.page.locator(`.duty__map[data-scene="${health}"]`).waitFor();
}

/** Moves the map by hand, so that alarms leave the camera alone and its place is the test's own. */
async function takeCamera(): Promise<void> {
  const { page } = duty;
  const box = (await page.locator('.scene').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // Once the flight to the incident is over.
  await expect.poll(isAtRest, SOON).toBe(true);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 240);
  await page.mouse.down();
  await page.mouse.move(x + 70, y + 30, { steps: 4 });
  await page.mouse.up();
  await page.locator('.scene-camera').waitFor();
  await expect.poll(isAtRest, SOON).toBe(true);
}

async function isAtRest(): Promise<boolean> {
  const before = await place();
  await new Promise((done) => setTimeout(done, 400));
  return before === (await place());
}

const place = async () => (await duty.page.locator('.scene-coordinates, .scene-scale').allTextContents()).join(' ');

async function shown(incidentId: string) {
  const item = duty.page.locator(`[data-incident="${incidentId}"]`).first();
  const layers = await layersOf(duty.page);
  const off = Object.keys(layers).filter((layer) => !layers[layer]);
  expect(off.toSorted()).toEqual([...SWITCHED_OFF].toSorted());
  return { place: await place(), isSelected: await item.getAttribute('aria-current'), layers };
}

function say(what: string, since: number): void {
  console.info(`${what}: back after ${Math.round(performance.now() - since)} ms`);
}
