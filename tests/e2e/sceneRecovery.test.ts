/**
 * The scene loses its graphics under an officer's hands, once by the contexts and once by the death of the graphics process:
 * it comes back by itself with the camera, the selection and the layers as they were, and the queue never stops.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Duty,
  incidentsOf,
  openDuty,
  openIncidentOf,
  order,
  SOON,
  unansweredItem,
  untilPainted,
} from './kit/duty.ts';
import { HOLD_UP, INTRUSION, type LiveStation, makeLiveStation } from './kit/liveStation.ts';
import { isAlive, processesOf } from './kit/processes.ts';

/** RELIABILITY U2. */
const BACK_WITHIN_MS = 10_000;

let station: LiveStation;
let duty: Duty;

beforeAll(async () => {
  station = await makeLiveStation();
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
});

test('lost contexts come back with camera and selection, and what is chosen meanwhile is chosen', async () => {
  const { page, url } = duty;
  expect(
    await order(url, 'incident.open', { kind: 'dispute', lon: 117.012, lat: 25.071, title: '纠纷' }),
  ).toMatchObject({
    ok: true,
  });
  const incident = await openIncidentOf(url, 'dispute');
  await page.locator(`[data-incident="${incident.id}"]`).first().click();
  await takeCamera();
  const before = await shown(incident.id);

  const lostAt = performance.now();
  expect(await page.evaluate(LOSE_EVERY_CONTEXT)).toBeGreaterThanOrEqual(2);
  await becomes('recovering');
  await becomes('running');
  await drawsAgain();
  say('lost contexts', lostAt);
  expect(performance.now() - lostAt).toBeLessThan(BACK_WITHIN_MS);
  expect(await shown(incident.id)).toEqual(before);
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
  expect(performance.now() - killedAt).toBeLessThan(BACK_WITHIN_MS);
  expect(processesOf(running.app, '--type=gpu-process')).not.toContain(graphics);
  expect(await shown(selected.id)).toEqual(before);
  expect((await station.press('70A2', HOLD_UP)).kind).toBe('ack');
  await unansweredItem(page, (await openIncidentOf(url, 'holdUp')).id).waitFor();
  await duty.picture('scene-graphics-restored');
});

test('no page threw meanwhile', () => {
  expect(duty.trouble().filter((line) => line.startsWith('page:') || line.startsWith('crash:'))).toEqual([]);
});

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
  return { place: await place(), isSelected: await item.getAttribute('aria-current') };
}

function say(what: string, since: number): void {
  console.info(`${what}: back after ${Math.round(performance.now() - since)} ms`);
}
