/**
 * The wall on four displays of a virtual X server: each window on its own display whatever is pulled, plugged or set to another resolution,
 * and painted again whatever dies during the show. Places are those the X server has. One of the three windows draws the scene.
 */
import type { Page } from 'playwright-core';
import { afterAll, test as anyTest, beforeAll, expect } from 'vitest';
import { missingForDisplays } from '../../scripts/lib/doctor/inspect.mjs';
import { openDisplays, type VirtualDisplays } from './kit/displays.ts';
import { coreProcessId, type Duty, openDuty, openIncidentOf, order, PATIENCE_MS, SOON } from './kit/duty.ts';
import { inPage, runningCore } from './kit/inPage.ts';
import { inTime } from './kit/inTime.ts';
import { INTRUSION, type LiveStation, makeLiveStation } from './kit/liveStation.ts';
import { processesOf } from './kit/processes.ts';
import { movingWalls, wallPageAt, wallsOf } from './kit/walls.ts';

/** Where the doctor could not bring what they want. */
const test = anyTest.skipIf(missingForDisplays().length > 0);
const BACK_WITHIN_MS = 8_000;
/** Left to right, then top to bottom, as the shell lists them. */
const CORNERS = [
  [0, 0],
  [1_024, 0],
  [1_024, 600],
  [1_824, 0],
] as const;

let displays: VirtualDisplays;
let station: LiveStation;
let duty: Duty;
let desk: Page;

beforeAll(async () => {
  displays = await openDisplays(CORNERS);
  station = await makeLiveStation();
  const { configFile, dataFolder } = station;
  duty = await openDuty({
    configFile,
    dataFolder,
    env: displays.env,
    args: ['--wall'],
    size: { width: 780, height: 560 },
  });
  desk = duty.page;
  // Three scenes drawn by two processors would show how fast those are, and nothing else.
  const saved = (await order(duty.url, 'wallPreset.save', PLAIN)) as { wallPresetId?: string };
  for (const { identity } of (await wallsOf(desk)).windows.slice(1)) {
    await order(duty.url, 'wall.show', { displayId: identity, presetId: saved.wallPresetId });
  }
});
afterAll(async () => {
  await duty?.close();
  await station?.[Symbol.asyncDispose]();
  await displays?.close();
});

const PLAIN = {
  name: '无图',
  columns: 12,
  rows: 12,
  regions: [
    { id: 'clock', column: 0, row: 0, columns: 12, rows: 4, content: { kind: 'clock' } },
    { id: 'queue', column: 0, row: 4, columns: 12, rows: 8, content: { kind: 'queue' } },
  ],
};

/** Of the window at a place of `CORNERS`. */
const stateOf = async (place: number) => (await wallsOf(desk)).windows[place - 1]?.state;
const untilIs = (place: number, state: string) => expect.poll(() => stateOf(place), SOON).toBe(state);
/** All of them, by pictures of our own. */
const untilMoving = (count: number) => expect.poll(() => movingWalls(duty.running.app), SOON).toBe(count);
const places = () => displays.windowsTitled('大屏');
const deskBounds = async () => (await duty.running.app.browserWindow(desk)).evaluate((window) => window.getBounds());
const pageAt = (place: readonly [number, number]) => wallPageAt(duty.running.app, place);
const wallPages = () => duty.running.app.windows().filter((window) => window.url().includes('/windows/wall/'));
/** Of the one window that draws the scene. One whose process was killed answers no more, though its window paints again. */
const mapPage = async () => {
  for (const page of wallPages()) {
    const count = await page
      .getByTestId('wall-map')
      .count()
      .catch(() => 0);
    if (count > 0) return page;
  }
  throw new Error('no window of the wall has a map');
};

/** An alarm comes in over the wire: the map, drawn, goes to it; closed, it tours again. */
async function untilMapFollowsAnAlarm(): Promise<void> {
  const map = (await mapPage()).getByTestId('wall-map');
  const seen = async () => [await map.getAttribute('data-scene'), await map.getAttribute('data-target')];
  await station.press('70A2', INTRUSION);
  const { id } = await openIncidentOf(duty.url, 'intrusion');
  await expect.poll(seen, { timeout: 2 * PATIENCE_MS }).toEqual(['running', `incident:${id}`]);
  await untilIs(1, 'painting');
  const closing = { incidentId: id, reason: 'false', forceReason: '误报，已回访' };
  expect(await order(duty.url, 'incident.close', closing)).toMatchObject({ ok: true });
  await expect.poll(async () => (await seen())[1], SOON).toMatch(/^grid:/);
}

test('each display but the desk’s has a window of the wall over the whole of it, and all are painted', async () => {
  for (const place of [1, 2, 3]) await untilIs(place, 'painting');
  await untilMoving(3);
  const { displays: known } = await wallsOf(desk);
  expect({ places: await places(), desks: known.map(({ isDesk }) => isDesk) }).toEqual({
    places: ['800x600+1024+0', '800x600+1024+600', '800x600+1824+0'],
    desks: [true, false, false, false],
  });
  const { seat } = await inPage(wallPages()[0]!, ({ pingan }) => pingan.start());
  // As the machine's wall it may look through cameras where the desk has to sign in first.
  expect([seat.role, seat.name]).toEqual(['wall', '本机大屏']);
});

test('a display is pulled out: its window is hidden with its page and the desk’s display is left alone; put back, it is where it was', async () => {
  const before = await pageAt(CORNERS[3]);
  await displays.unplug(3);
  await untilIs(3, 'gone');
  await desk.getByTestId('banner-wall-missing').waitFor();
  expect(await places()).toEqual(['800x600+1024+0', '800x600+1024+600']);
  await displays.plug(3, '800x600', ...CORNERS[3]);
  const pluggedAt = performance.now();
  await expect.poll(places, SOON).toEqual(['800x600+1024+0', '800x600+1024+600', '800x600+1824+0']);
  expect(performance.now() - pluggedAt).toBeLessThan(inTime(BACK_WITHIN_MS));
  await untilIs(3, 'painting');
  expect(await pageAt(CORNERS[3])).toEqual(before);
});

test('the desk’s own display is pulled out: the desk stands on another, where the wall gives way, until its own is back', async () => {
  const home = await deskBounds();
  const standing = async () =>
    (await wallsOf(desk)).displays.map(({ identity, isDesk }) => (isDesk ? `${identity} desk` : identity));
  const [own, ...others] = await standing();
  expect(own).toMatch(/ desk$/);
  await displays.unplug(0);
  await expect.poll(standing, SOON).toEqual([`${others[0]} desk`, ...others.slice(1)]);
  await expect.poll(async () => (await places()).length, SOON).toBe(2);
  // The server has moved the others to its corner.
  for (const [index, [x, y]] of CORNERS.entries()) await displays.plug(index, index ? '800x600' : '1024x768', x, y);
  await expect.poll(places, SOON).toEqual(['800x600+1024+0', '800x600+1024+600', '800x600+1824+0']);
  await expect.poll(deskBounds, SOON).toEqual(home);
  await expect.poll(standing, SOON).toEqual([own, ...others]);
});

test('displays that get another resolution and exchange their places keep their windows', async () => {
  const [above, below] = [await pageAt(CORNERS[1]), await pageAt(CORNERS[2])];
  await displays.plug(1, '1024x576', ...CORNERS[2]);
  await displays.plug(2, '800x600', ...CORNERS[1]);
  const changedAt = performance.now();
  await expect.poll(places, SOON).toEqual(['1024x576+1024+600', '800x600+1024+0', '800x600+1824+0']);
  expect(performance.now() - changedAt).toBeLessThan(inTime(BACK_WITHIN_MS));
  expect([await pageAt(CORNERS[2]), await pageAt(CORNERS[1])]).toEqual([above, below]);
});

test('a page of the wall that is killed is back by itself', async () => {
  const { processId } = (await pageAt(CORNERS[3]))!;
  process.kill(processId, 'SIGKILL');
  // Between two processes it has none.
  const another = async () => {
    const now = (await pageAt(CORNERS[3]))?.processId;
    return now !== undefined && now !== 0 && now !== processId;
  };
  await expect.poll(another, SOON).toBe(true);
  await untilIs(3, 'painting');
  await untilMoving(3);
});

test('a page that stands still is red on the desk while it does', async () => {
  const { identity } = (await wallsOf(desk)).windows[2]!;
  const red = desk.locator(`[data-testid="banner-wall-frozen"][data-displays~="${identity}"]`);
  const { processId } = (await pageAt(CORNERS[3]))!;
  process.kill(processId, 'SIGSTOP');
  await red.waitFor().finally(() => process.kill(processId, 'SIGCONT'));
  await red.waitFor({ state: 'detached' });
  await untilIs(3, 'painting');
});

test('a map that is drawn no more is red on the desk, though the page around it lives on', async () => {
  const page = await mapPage();
  const { identity } = (await wallsOf(desk)).windows[0]!;
  const red = desk.locator(`[data-testid="banner-wall-frozen"][data-displays~="${identity}"]`);
  await page.evaluate(`
    window.drawAsEver = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = () => { throw new Error('no drawing') };
  `);
  await red.waitFor();
  const beat = () => page.getByTestId('wall-beacon').getAttribute('data-beat');
  const before = await beat();
  await expect.poll(beat, SOON).not.toBe(before);
  await page.evaluate('void (CanvasRenderingContext2D.prototype.clearRect = window.drawAsEver)');
  await red.waitFor({ state: 'detached' });
  await untilIs(1, 'painting');
});

test('the graphics process is killed: every window paints again, and the map goes to the next alarm', async () => {
  const [graphics] = processesOf(duty.running.app, '--type=gpu-process');
  process.kill(graphics!, 'SIGKILL');
  await expect.poll(() => processesOf(duty.running.app, '--type=gpu-process')[0] ?? graphics, SOON).not.toBe(graphics);
  await untilMoving(3);
  await untilMapFollowsAnAlarm();
});

test('the core is killed: the wall says so and goes on by itself, and with the new one to the next alarm', async () => {
  const core = coreProcessId(station.dataFolder);
  const stale = (await mapPage()).getByTestId('wall-stale');
  const isSaid = stale.waitFor();
  process.kill(core, 'SIGKILL');
  await isSaid;
  await untilMoving(3);
  await expect.poll(() => coreProcessId(station.dataFolder), SOON).not.toBe(core);
  await runningCore(desk);
  await stale.waitFor({ state: 'detached' });
  await untilMoving(3);
  await untilMapFollowsAnAlarm();
});

test('at the wall F11 and Escape do nothing, Ctrl+Shift+W closes it, and the desk stays', async () => {
  const press = (keyCode: string, modifiers: ('control' | 'shift')[] = []) =>
    duty.running.app.evaluate(
      ({ BrowserWindow }, { key, held }) => {
        const wall = BrowserWindow.getAllWindows().find((window) => window.getBounds().x === 1_824);
        wall?.webContents.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers: held });
      },
      { key: keyCode, held: modifiers },
    );
  await press('F11');
  await press('Escape');
  await press('W', ['control', 'shift']);
  await expect.poll(places, { timeout: PATIENCE_MS }).toEqual(['1024x576+1024+600', '800x600+1024+0']);
  expect((await wallsOf(desk)).windows.length).toBe(2);
});

test('one window spans two displays, and never the one the desk stands on', async () => {
  const [own, ...others] = (await wallsOf(desk)).displays;
  const open = (wanted: readonly string[]) =>
    inPage(desk, ({ pingan }, displayIds) => pingan.openWall({ displays: [...displayIds], isSpan: true }), wanted);
  const [first, second] = others.map(({ identity }) => identity);
  expect(await open([own!.identity, first!])).toMatchObject({ ok: false, code: 'deskStandsThere' });
  expect(await open([first!, second!])).toEqual({ ok: true });
  await expect.poll(places, SOON).toEqual(['1024x1176+1024+0']);
  await untilIs(1, 'painting');
  await inPage(desk, ({ pingan }, identity) => pingan.closeWall(identity), `${first}+${second}`);
  await expect.poll(places, SOON).toEqual([]);
});

test('of two displays one is the wall: pulled out during the show its window waits, put back it stands there again', async () => {
  for (const index of [2, 3]) await displays.unplug(index);
  await displays.plug(1, '800x600', ...CORNERS[1]);
  const present = async () => (await wallsOf(desk)).displays.filter(({ isPresent }) => isPresent);
  await expect.poll(async () => (await present()).map(({ isDesk }) => isDesk), SOON).toEqual([true, false]);
  const identity = (await present())[1]!.identity;
  await inPage(desk, ({ pingan }, id) => pingan.openWall({ displays: [id], isSpan: false }), identity);
  await expect.poll(places, SOON).toEqual(['800x600+1024+0']);
  await untilIs(1, 'painting');
  const before = await pageAt(CORNERS[1]);
  await displays.unplug(1);
  await untilIs(1, 'gone');
  expect([await places(), (await present()).length]).toEqual([[], 1]);
  await displays.plug(1, '800x600', ...CORNERS[1]);
  await expect.poll(places, SOON).toEqual(['800x600+1024+0']);
  await untilIs(1, 'painting');
  expect(await pageAt(CORNERS[1])).toEqual(before);
});

test('what a sleeping machine did to the windows of the wall is put right when it wakes up', async () => {
  const { app } = duty.running;
  const astray = async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const wall = BrowserWindow.getAllWindows().find((window) => window.getTitle().includes('大屏'));
      wall?.setKiosk(false);
      wall?.setMinimumSize(100, 100);
      wall?.setBounds({ x: 100, y: 100, width: 400, height: 300 });
    });
    // Longer than a window that was just put somewhere is looked after.
    await new Promise((done) => setTimeout(done, 700));
    return places();
  };
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await expect.poll(astray, SOON).toEqual(['400x300+100+100']);
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  const wokenAt = performance.now();
  await expect.poll(places, SOON).toEqual(['800x600+1024+0']);
  expect(performance.now() - wokenAt).toBeLessThan(inTime(BACK_WITHIN_MS));
  await untilIs(1, 'painting');
});
