/**
 * What stands on the wall, driven from the duty window: an alarm takes it over and gives it back, a composition made by keyboard, something
 * sent there and taken off. How its windows keep to their displays is wallDisplays.test.ts.
 */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openPhone } from '#tests/flows/kit/phone.ts';
import { openDesk } from './kit/desk.ts';
import { ask, incidentsOf, openIncidentOf, order, PATIENCE_MS, SOON, takePicture } from './kit/duty.ts';
import { inPage } from './kit/inPage.ts';
import { HOLD_UP, PHONE } from './kit/liveStation.ts';

const DISPLAY = 'e2e-display-7f03a1';
const SIZE = { width: 960, height: 540 };
/** As two displays beside one another that are one canvas. */
const WIDE = { width: 1_280, height: 360 };

interface Told {
  readonly kind: string;
  readonly body: { readonly content?: { readonly at?: { lon: number; lat: number; distanceM: number } } };
}

const desk = openDesk();
let wall: Page;

beforeAll(async () => {
  const { running, page } = desk.duty;
  const { app } = running;
  const opened = app.waitForEvent('window', { predicate: (one) => one.url().includes('/windows/video/') });
  // One display is all this X server has, and the desk stands on it: a window of this seat takes the page instead.
  await inPage(page, (world) => world.pingan.openVideoWindow({ layout: 1, channelIds: [], isSpot: false }));
  wall = await opened;
  wall.setDefaultTimeout(PATIENCE_MS);
  await resize(SIZE);
  await wall.goto(`app://pingan/windows/wall/index.html?display=${DISPLAY}&name=LG`);
  await wall.getByTestId('wall').waitFor();
});

/** Of the window that has the wall's page: every other one of this application is the desk's. */
const resize = (size: { readonly width: number; readonly height: number }) =>
  desk.duty.running.app.evaluate(({ BrowserWindow }, { width, height }) => {
    const window = BrowserWindow.getAllWindows().find((one) =>
      /windows\/(video|wall)\//.test(one.webContents.getURL()),
    );
    window?.setContentSize(width, height);
  }, size);

/** The preset that stands, and why. */
const standing = () =>
  wall.getByTestId('wall').evaluate((page) => [page.getAttribute('data-preset'), page.getAttribute('data-by')]);
const region = (id: string) => wall.locator(`[data-region="${id}"]`);
const target = () => wall.getByTestId('wall-map').getAttribute('data-target');
const onDesk = () => desk.duty.page.getByTestId('wall-sheet');

test('while all is calm it tours the grids, each with its name and numbers, in type that is read from ten metres', async () => {
  await expect.poll(standing, SOON).toEqual(['overview', 'usual']);
  await wall.locator('[data-testid="wall-map"][data-scene="running"]').waitFor({ timeout: 2 * PATIENCE_MS });
  await expect.poll(target, SOON).toMatch(/^grid:\d{15}$/);
  const caption = wall.getByTestId('wall-caption');
  await expect.poll(() => caption.getAttribute('data-grid').then((code) => `grid:${code}`), SOON).toBe(await target());
  expect(await caption.locator('dt').count()).toBe(6);
  expect(await smallType(wall)).toEqual([]);
  await takePicture(wall, 'wall-overview');
});

test('a canvas of 32 : 9 has the wide overview, whole and as large', async () => {
  await onWideCanvas(async () => {
    await expect.poll(standing, SOON).toEqual(['overviewWide', 'usual']);
    for (const kind of ['trend', 'response', 'roster', 'coverage']) await wall.getByTestId(`wall-${kind}`).waitFor();
    expect(await smallType(wall)).toEqual([]);
    await expect.poll(() => spilt(wall), SOON).toEqual([]);
    await takePicture(wall, 'wall-overview-wide');
  });
  await expect.poll(standing, SOON).toEqual(['overview', 'usual']);
  await expect.poll(() => spilt(wall), SOON).toEqual([]);
});

test('a hold-up takes it over: the incident with its seconds, the map there, the queue; closed, the tour goes on where it was', async () => {
  const before = await target();
  await desk.station.press('70A1', HOLD_UP);
  await expect.poll(standing, SOON).toEqual(['emergency', 'rule']);
  const { id } = await openIncidentOf(desk.duty.url, 'holdUp');
  await expect.poll(target, SOON).toBe(`incident:${id}`);
  await wall.locator(`[data-testid="wall-incident"][data-incident="${id}"]`).waitFor();
  await wall.locator(`[data-testid="wall-queue"] [data-incident="${id}"]`).waitFor();
  expect(await wall.getByTestId('wall-video').getAttribute('data-incident')).toBe(id);
  const seconds = () => wall.getByTestId('wall-elapsed').locator('strong').textContent();
  const first = await seconds();
  await expect.poll(seconds, SOON).not.toBe(first);
  expect(await wall.getByTestId('wall-clocks').locator('li').count()).toBeGreaterThan(2);
  expect(await smallType(wall)).toEqual([]);
  await takePicture(wall, 'wall-emergency');
  await expect.poll(() => spilt(wall), SOON).toEqual([]);
  await onWideCanvas(async () => {
    await expect.poll(standing, SOON).toEqual(['emergencyWide', 'rule']);
    await wall.locator(`[data-testid="wall-incident"][data-incident="${id}"]`).waitFor();
    expect(await smallType(wall)).toEqual([]);
    await expect.poll(() => spilt(wall), SOON).toEqual([]);
    await takePicture(wall, 'wall-emergency-wide');
  });
  await expect.poll(standing, SOON).toEqual(['emergency', 'rule']);

  const closing = { incidentId: id, reason: 'false', forceReason: '误触，已回访' };
  expect(await order(desk.duty.url, 'incident.close', closing)).toMatchObject({ ok: true });
  await expect.poll(standing, SOON).toEqual(['overview', 'usual']);
  await expect.poll(target, SOON).toBe(before);
});

test('the desk sees the display, names it and shows a composition made there by keyboard', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+F9');
  const row = onDesk().locator(`[data-display="${DISPLAY}"]`).first();
  await row.locator('[data-state="painting"]').waitFor();
  await onDesk().getByTestId('wall-name').fill('左屏');
  await onDesk().getByTestId('wall-name').press('Enter');
  await expect.poll(() => row.textContent(), SOON).toContain('左屏');

  await onDesk().getByTestId('wall-tab-presets').click();
  await onDesk().getByTestId('wall-preset-new').click();
  const board = onDesk().getByTestId('wall-board');
  await board.locator('[data-region="map"]').focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowUp', 'Shift+ArrowRight']) await page.keyboard.press(key);
  expect(await board.locator('[data-region="map"]').getAttribute('aria-label')).toBe(
    '态势图：第 2 列第 1 行，宽 13 高 11',
  );
  await onDesk().getByTestId('wall-add-kind').selectOption('ticker');
  await onDesk().getByTestId('wall-add').click();
  await onDesk().getByTestId('wall-preset-name').fill('夜间');
  await onDesk().getByTestId('wall-preset-save').click();
  await onDesk().getByTestId('wall-preset-remove').waitFor();
  await desk.duty.picture('wall-preset-editor');

  await onDesk().getByTestId('wall-tab-displays').click();
  await onDesk().getByRole('button', { name: '夜间', exact: true }).click();
  await expect.poll(async () => (await standing())[1], SOON).toBe('hand');
  await region('ticker').waitFor();
  await desk.duty.picture('wall-sheet');
  await onDesk().getByTestId('wall-automatic').click();
  await expect.poll(standing, SOON).toEqual(['overview', 'usual']);
});

test('a composition without a map puts the map by, and the next one has the same map back at once', async () => {
  const map = await wall.waitForSelector('[data-testid="wall-map"][data-scene="running"] canvas');
  const isThere = () => map.evaluate((canvas) => canvas.isConnected && canvas.clientWidth > 0);
  expect(await isThere()).toBe(true);
  const show = (presetId: string | null) => order(desk.duty.url, 'wall.show', { displayId: DISPLAY, presetId });
  await show('videoWall');
  await expect.poll(standing, SOON).toEqual(['videoWall', 'hand']);
  expect(await isThere()).toBe(false);
  await show(null);
  await expect.poll(standing, SOON).toEqual(['overview', 'usual']);
  expect(await isThere()).toBe(true);
  expect(await wall.getByTestId('wall-map').getAttribute('data-scene')).toBe('running');
  const before = await target();
  await expect.poll(target, { timeout: 2 * PATIENCE_MS }).not.toBe(before);
});

test('what is sent from the desk stands in its region, with who sent it, and is taken off again', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+F8');
  const dialog = page.getByTestId('dialog-wall-send');
  await desk.duty.picture('wall-send');
  await dialog.getByTestId('wall-send-coverage').click();
  await dialog.locator('[data-region="queue"] button').click();
  await dialog.getByTestId('wall-send-confirm').click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => region('queue').getAttribute('data-kind'), SOON).toBe('coverage');
  await region('queue').getByTestId('wall-sent').waitFor();
  await onDesk().getByTestId('wall-recall-queue').click();
  await expect.poll(() => region('queue').getAttribute('data-kind'), SOON).toBe('queue');

  await page.keyboard.press('Control+F8');
  await dialog.getByTestId('wall-send-view').click();
  await dialog.locator('[data-region="map"] button').click();
  await dialog.getByTestId('wall-send-confirm').click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(target, SOON).toMatch(/^ground:/);
  await onDesk().getByTestId('wall-recall-map').click();
  await expect.poll(target, SOON).toMatch(/^grid:/);
  const told = await ask<{ events: Told[] }>(desk.duty.url, '/api/journal?after=0&limit=1000');
  const { lon, lat, distanceM } = told.events.findLast(({ kind }) => kind === 'wall.sent')!.body.content!.at!;
  expect([lon - pointAt(0, 0)[0], lat - pointAt(0, 0)[1]].map((away) => Math.abs(away) < 0.1)).toEqual([true, true]);
  expect(distanceM).toBeGreaterThan(50);
  expect(told.events.map(({ kind }) => kind).filter((kind) => kind.startsWith('wall'))).toEqual([
    ...[
      'wall.named',
      'wallPreset.saved',
      'wall.shown',
      'wall.shown',
      'wall.shown',
      'wall.shown',
      'wall.sent',
      'wall.recalled',
      'wall.sent',
      'wall.recalled',
    ],
  ]);
});

test('what the wall counts today the desk counts too, and each number there opens exactly its rows', async () => {
  const { page, url } = desk.duty;
  const [lon, lat] = pointAt(40, 40);
  const opened = await order(url, 'incident.open', { kind: 'dispute', lon, lat, title: '邻里纠纷' });
  expect(opened).toMatchObject({ ok: true });
  const [closed] = await incidentsOf(url, 'closed');
  const { alarms } = await ask<{ alarms: { id: string }[] }>(url, '/api/alarms');
  await expect.poll(() => region('numbers').textContent(), SOON).toMatch(/结案率50%\s*1\/2/);
  await wall.locator('[data-testid="wall-trend"] svg').waitFor();
  expect(await smallType(wall)).toEqual([]);

  await page.keyboard.press('Control+F10');
  const sheet = page.getByTestId('numbers-sheet');
  const rowsOf = (group: string) =>
    sheet
      .getByTestId(`rows-${group}`)
      .locator('[data-row]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')));
  await sheet.getByTestId('number-alarms').click();
  await expect.poll(() => rowsOf('alarms'), SOON).toEqual(alarms.map(({ id }) => id));
  await sheet.getByTestId('number-closure').click();
  await expect
    .poll(async () => [await rowsOf('closed'), await rowsOf('open')], SOON)
    .toEqual([[closed!.id], [opened.incidentId]]);
  await sheet.locator('[data-testid="chart"] svg').first().waitFor();
  await sheet.getByTestId('bar-kind:dispute').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => rowsOf('kind'), SOON).toEqual([opened.incidentId]);
  await desk.duty.picture('numbers-sheet');
  using phone = await openPhone(url, 'u-005', PHONE);
  await phone.socket.timeout(PATIENCE_MS).emitWithAck('shift', { unitId: 'u-005', isOnShift: false });
  await expect.poll(() => region('numbers').textContent(), SOON).toMatch(/值勤力量4\s*\/ 5/);
  await sheet.getByTestId('number-units').click();
  await expect.poll(() => rowsOf('offShift'), SOON).toEqual(['u-005']);
  await desk.duty.picture('numbers-units');
  await sheet.getByTestId('number-incidents').click();
  await sheet.locator(`[data-row="${closed!.id}"] button`).click();
  await expect.poll(() => page.getByTestId('incident-panel').textContent(), SOON).toContain(closed!.number);
});

test('nothing went wrong in either window', () => {
  expect(desk.duty.trouble()).toEqual([]);
});

/** What is written smaller than a sixtieth of the canvas, and how small. The marks of levels are shapes first. */
const smallType = (page: Page): Promise<string[]> =>
  page.evaluate(`
    [...document.querySelectorAll('[data-testid="wall"] *:not(svg *):not(.visually-hidden)')]
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
      .filter((one) => one.getClientRects().length > 0)
      .map((one) => [one.className, Number.parseFloat(getComputedStyle(one).fontSize)])
      .filter(([, size]) => size < Math.min(innerWidth, innerHeight) / 60 - 0.05)
      .map(([name, size]) => name + ': ' + size)
  `);

async function onWideCanvas(look: () => Promise<void>): Promise<void> {
  await resize(WIDE);
  await expect.poll(canvas, SOON).toEqual(WIDE);
  try {
    await look();
  } finally {
    await resize(SIZE);
    await expect.poll(canvas, SOON).toEqual(SIZE);
  }
}

const canvas = () => wall.evaluate('({ width: innerWidth, height: innerHeight })');

/** What leaves the canvas, lies over another region, or has more in it than there is room for. Names give way with dots, the line of events runs out on purpose. */
const spilt = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const regions = [...document.querySelectorAll('[data-testid="wall"] [data-region]')];
    const boxes = regions.map((one) => [one.dataset.region, one.getBoundingClientRect()]);
    const outside = boxes
      .filter(([, box]) => box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)
      .map(([id]) => id + ' leaves the canvas');
    const over = boxes.flatMap(([id, one], at) =>
      boxes.slice(at + 1)
        .filter(([, other]) => one.left < other.right - 0.5 && other.left < one.right - 0.5
          && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5)
        .map(([other]) => id + ' lies over ' + other));
    const told = regions.filter((one) => !['map', 'ticker'].includes(one.dataset.kind));
    const wide = told.flatMap((region) =>
      [...region.querySelectorAll('*:not(svg *)')]
        .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
        .filter((one) => getComputedStyle(one).textOverflow !== 'ellipsis')
        .map((one) => region.dataset.region + ': ' + one.tagName + ' ' + one.className + ' ' + one.textContent));
    const high = told.flatMap((region) =>
      [...region.querySelectorAll('.wall-region__body, .wall-region__body > *')]
        .filter((one) => one.scrollHeight > one.clientHeight + 1)
        .map((one) => region.dataset.region + ' is too high: ' + one.className));
    return [...outside, ...over, ...wide, ...high];
  })()`);
