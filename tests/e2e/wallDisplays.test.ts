/**
 * The wall on four displays of a virtual X server: each window on its own display whatever is pulled, plugged or set to another resolution,
 * and painted again whatever dies during the show. Places are those the X server has.
 */
import type { Page } from 'playwright-core';
import { afterAll, test as anyTest, beforeAll, expect } from 'vitest';
import { missingForDisplays } from '../../scripts/lib/doctor/inspect.mjs';
import { openDisplays, type VirtualDisplays } from './kit/displays.ts';
import { coreProcessId, PATIENCE_MS, SOON } from './kit/duty.ts';
import { runningCore } from './kit/inPage.ts';
import { inTime } from './kit/inTime.ts';
import { launchApplication, type RunningApplication } from './kit/launch.ts';
import { processesOf } from './kit/processes.ts';
import { movingWalls, wallsOf } from './kit/walls.ts';

/** Where the doctor could not bring what they want. */
const test = anyTest.skipIf(missingForDisplays().length > 0);
const BACK_WITHIN_MS = 8_000;

let displays: VirtualDisplays;
let running: RunningApplication;
let desk: Page;

beforeAll(async () => {
  displays = await openDisplays([
    [0, 0],
    [1_024, 0],
    [1_824, 0],
    [1_024, 600],
  ]);
  running = await launchApplication({ env: displays.env, args: ['--wall'] });
  desk = running.window;
  desk.setDefaultTimeout(PATIENCE_MS);
  await runningCore(desk);
});
afterAll(async () => {
  await running?.close();
  await displays?.close();
});

const walls = () => wallsOf(desk);
const states = async () => (await walls()).windows.map(({ state }) => state);
/** All of them, by pictures of our own. */
const untilMoving = (count: number) => expect.poll(() => movingWalls(running.app), SOON).toBe(count);
const places = () => displays.windowsTitled('大屏');
const untilPainting = (count: number) =>
  expect.poll(states, { ...SOON, timeout: 2 * PATIENCE_MS }).toEqual(Array.from({ length: count }, () => 'painting'));

/** Of the window of the wall at that place: what the shell knows of its page. */
const pageAt = (x: number, y: number) =>
  running.app.evaluate(
    ({ BrowserWindow }, place) => {
      const found = BrowserWindow.getAllWindows().find((window) => {
        const bounds = window.getBounds();
        return window.getTitle().includes('大屏') && bounds.x === place.x && bounds.y === place.y;
      });
      return found ? { id: found.webContents.id, processId: found.webContents.getOSProcessId() } : null;
    },
    { x, y },
  );

test('each display but the desk’s has a window of the wall over the whole of it, and all are painted', async () => {
  await untilPainting(3);
  const { displays: known } = await walls();
  expect({ places: await places(), desks: known.map(({ isDesk }) => isDesk) }).toEqual({
    places: ['800x600+1024+0', '800x600+1024+600', '800x600+1824+0'],
    desks: [true, false, false, false],
  });
});

test('a display is pulled out: its window is hidden with its page, nothing lands on the desk’s display; put back, it is where it was', async () => {
  const before = await pageAt(1_824, 0);
  await displays.unplug(2);
  await expect.poll(async () => (await states()).toSorted(), SOON).toEqual(['gone', 'painting', 'painting']);
  expect(await places()).toEqual(['800x600+1024+0', '800x600+1024+600']);
  await displays.plug(2, '800x600', 1_824, 0);
  const pluggedAt = performance.now();
  await expect.poll(places, SOON).toEqual(['800x600+1024+0', '800x600+1024+600', '800x600+1824+0']);
  expect(performance.now() - pluggedAt).toBeLessThan(inTime(BACK_WITHIN_MS));
  await untilPainting(3);
  expect(await pageAt(1_824, 0)).toEqual(before);
});

test('displays that get another resolution and exchange their places keep their windows', async () => {
  const [left, below] = [await pageAt(1_024, 0), await pageAt(1_024, 600)];
  await displays.plug(1, '1024x576', 1_024, 600);
  await displays.plug(3, '800x600', 1_024, 0);
  const changedAt = performance.now();
  await expect.poll(places, SOON).toEqual(['1024x576+1024+600', '800x600+1024+0', '800x600+1824+0']);
  expect(performance.now() - changedAt).toBeLessThan(inTime(BACK_WITHIN_MS));
  expect([await pageAt(1_024, 600), await pageAt(1_024, 0)]).toEqual([left, below]);
});

test('a page of the wall that is killed is back by itself', async () => {
  const { processId } = (await pageAt(1_824, 0))!;
  process.kill(processId, 'SIGKILL');
  await expect.poll(async () => (await states()).toSorted(), SOON).toEqual(['painting', 'painting', 'restarting']);
  await untilPainting(3);
});

test('a page that stands still is red on the desk while it does', async () => {
  const { processId } = (await pageAt(1_824, 0))!;
  const red = desk.getByTestId('banner-wall-frozen');
  process.kill(processId, 'SIGSTOP');
  await red.waitFor();
  expect((await states()).toSorted()).toEqual(['frozen', 'painting', 'painting']);
  process.kill(processId, 'SIGCONT');
  await red.waitFor({ state: 'detached' });
  expect([await states(), (await pageAt(1_824, 0))?.processId]).toEqual([
    ['painting', 'painting', 'painting'],
    processId,
  ]);
});

test('the graphics process is killed: every window paints again', async () => {
  const [graphics] = processesOf(running.app, '--type=gpu-process');
  process.kill(graphics!, 'SIGKILL');
  await expect.poll(() => processesOf(running.app, '--type=gpu-process')[0] ?? graphics, SOON).not.toBe(graphics);
  await untilMoving(3);
});

test('the core is killed: the wall goes on by itself, and with the new one', async () => {
  const core = coreProcessId(running.dataFolder);
  process.kill(core, 'SIGKILL');
  await untilMoving(3);
  await expect.poll(() => coreProcessId(running.dataFolder), SOON).not.toBe(core);
  await runningCore(desk);
  await untilMoving(3);
});

test('at the wall F11 and Escape do nothing, Ctrl+Shift+W closes it, and the desk stays', async () => {
  const press = (keyCode: string, modifiers: ('control' | 'shift')[] = []) =>
    running.app.evaluate(
      ({ BrowserWindow }, { key, held }) => {
        const wall = BrowserWindow.getAllWindows().find((window) => window.getBounds().x === 1_824);
        wall?.webContents.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers: held });
      },
      { key: keyCode, held: modifiers },
    );
  await press('F11');
  await press('Escape');
  await press('W', ['control', 'shift']);
  await expect.poll(places, SOON).toEqual(['1024x576+1024+600', '800x600+1024+0']);
  expect((await states()).length).toBe(2);
});
