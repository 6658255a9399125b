/**
 * Cameras around alarms that a test presses: the monitor that follows the incident in hand, a camera turned from its tile, one carried
 * off the map, a patrol that stays for an alarm, a layout in another window, and windows that nobody can see.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { ChannelEventBody } from '#shared/domain/channelEvents.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { type OnvifSimulator, startOnvifCamera } from '#tests/simulators/onvifCamera.ts';
import { openDesk } from './kit/desk.ts';
import { ask, incidentsOf, order, SOON, untilPainted } from './kit/duty.ts';
import { HOLD_UP, type PoleAccount } from './kit/liveStation.ts';
import { goTo, overview, pixelOf } from './kit/mapPlace.ts';

const LOGIN = { user: 'operator', password: 'turn & turn' };
const DOME = 'dome-at-first-pole';
const GUN = 'gun-at-first-pole';
const SQUARE = 'gun-at-third-pole';
const SCHOOL = 'gun-at-second-pole';
/** Far from every pole, so that nothing but a hand puts it beside them; in no scene and no list of devices. Metres from the middle. */
const FAR = 'gun-far-away';
const FAR_NAME = '解放北路 9 号枪机';
const FAR_PLACE = [190, 590] as const;

let camera: OnvifSimulator;

const desk = openDesk(
  async () => {},
  [],
  0,
  async ({ configFile }) => {
    camera = await startOnvifCamera({ login: LOGIN, clock: Date.now });
    const stated = JSON.parse(readFileSync(configFile, 'utf8')) as object;
    const at = (
      id: string,
      name: string,
      [eastM, northM]: readonly [number, number],
      heading: number,
      loop: string,
    ) => {
      const [lon, lat] = pointAt(eastM, northM);
      const sources = [{ protocol: 'file', url: loop }];
      return { id, name, lon, lat, heading, fov: 90, rangeM: 80, sources };
    };
    const video = {
      channels: [
        {
          ...at(DOME, '东溪社区 1 号报警杆球机', [0, 14], 180, 'street-day.ts'),
          ptz: { protocol: 'onvif', url: camera.url },
          login: LOGIN,
        },
        at(GUN, '东溪社区 2 号枪机', [16, 0], 270, 'gate.ts'),
        at(SQUARE, '车站广场 3 号枪机', [-500, 364], 180, 'square.ts'),
        at(SCHOOL, '东溪小学 5 号枪机', [450, 414], 180, 'gate.ts'),
        at(FAR, FAR_NAME, FAR_PLACE, 90, 'carpark.ts'),
      ],
      allow: ['127.0.0.1/32'],
      patrols: [{ id: 'round', name: '夜间轮巡', layout: 1, dwellSeconds: 5, channelIds: [FAR, SQUARE, SCHOOL] }],
    };
    writeFileSync(configFile, JSON.stringify({ ...stated, video }));
  },
);
afterAll(() => camera?.[Symbol.asyncDispose]());

const sheet = () => desk.duty.page.getByTestId('video-sheet');
const dock = () => desk.duty.page.locator('.video-dock .tile');
const channelsOf = (tiles: Locator) =>
  tiles.evaluateAll((found) => found.map((tile) => tile.getAttribute('data-channel') ?? ''));
const statesOf = (tiles: Locator) =>
  tiles.evaluateAll((found) => found.map((tile) => tile.getAttribute('data-status') ?? ''));
const live = (count: number) => Array.from({ length: count }, () => 'live');

/** Pressed, and seen at the desk; the incident it opened. */
async function alarm(account: PoleAccount): Promise<string> {
  const { page, url } = desk.duty;
  const before = new Set((await incidentsOf(url, 'open')).map(({ id }) => id));
  await desk.station.press(account, HOLD_UP);
  const incidentId = (await incidentsOf(url, 'open')).map(({ id }) => id).find((id) => !before.has(id))!;
  await page.getByTestId(`queue-item-${incidentId}`).waitFor();
  return incidentId;
}

async function accept(incidentId: string): Promise<void> {
  expect(await order(desk.duty.url, 'incident.acknowledge', { incidentId })).toMatchObject({ ok: true });
}

/** The next window of cameras: others of the application may come at the same moment. */
async function newWindow(open: () => Promise<void>): Promise<Page> {
  const { app } = desk.duty.running;
  const before = new Set(app.windows());
  const find = () => app.windows().find((one) => !before.has(one) && one.url().includes('/windows/video/'));
  await open();
  await expect.poll(() => find() !== undefined, SOON).toBe(true);
  return find()!;
}

/** What the journal has of one kind, the bodies alone. */
async function told<Body>(kind: string): Promise<Body[]> {
  const { events } = await ask<{ events: StoredEvent[] }>(desk.duty.url, '/api/journal?after=0&limit=1000');
  return events.filter((event) => event.kind === kind).map(({ body }) => body as Body);
}

test('the cameras of an alarm open by themselves, and the monitor follows the incident in hand', async () => {
  const { page } = desk.duty;
  const first = await alarm('70A1');
  await expect.poll(async () => (await channelsOf(dock())).toSorted(), SOON).toEqual([DOME, GUN]);
  await page.keyboard.press('Control+q');
  const monitor = await newWindow(() => sheet().getByRole('button', { name: '警情跟随窗口' }).click());
  await page.keyboard.press('Escape');
  const shown = () => channelsOf(monitor.locator('.tile'));
  const [best] = await channelsOf(dock());
  await expect.poll(shown, SOON).toEqual([best]);
  await expect.poll(() => statesOf(monitor.locator('.tile')), SOON).toEqual(live(1));
  const second = await alarm('70A3');
  await page.getByTestId(`queue-item-${second}`).click();
  await expect.poll(shown, SOON).toEqual([SQUARE]);
  await expect.poll(() => statesOf(monitor.locator('.tile')), SOON).toEqual(live(1));
  await page.getByTestId(`queue-item-${first}`).click();
  await expect.poll(shown, SOON).toEqual([best]);
  await monitor.close();
});

test('a camera is turned from its tile by mouse and key, stands when they are let go, and goes to where it was taught', async () => {
  const { page } = desk.duty;
  const tile = page.locator(`.video-dock [data-channel="${DOME}"]`);
  await tile.click({ position: { x: 60, y: 50 } });
  await page.keyboard.press('Control+F3');
  const pad = tile.getByTestId('turn-pad');
  await pad.getByRole('button', { name: '右转' }).hover();
  await page.mouse.down();
  await expect.poll(() => camera.orders, SOON).toContain('ContinuousMove profile_1 0.5 0 0 PT2S');
  await page.mouse.up();
  await expect.poll(() => camera.orders.at(-1), SOON).toBe('Stop profile_1');
  await pad.focus();
  await page.keyboard.down('ArrowUp');
  await expect.poll(() => camera.orders.at(-1), SOON).toBe('ContinuousMove profile_1 0 0.5 0 PT2S');
  await page.keyboard.up('ArrowUp');
  await expect.poll(() => camera.orders.at(-1), SOON).toBe('Stop profile_1');
  await pad.getByRole('option', { name: '2 停车场 <东>' }).waitFor({ state: 'attached' });
  await page.keyboard.press('2');
  await expect.poll(() => camera.orders.at(-1), SOON).toBe('GotoPreset profile_1 2');
  await desk.duty.picture('video-turning');
  await page.keyboard.press('Escape');
  await pad.waitFor({ state: 'detached' });
  const turned = (await told<ChannelEventBody['channel.turned']>('channel.turned')).map(({ order }) => order.kind);
  expect([camera.refused, new Set(turned)]).toEqual([[], new Set(['move', 'stop', 'preset'])]);
});

test('a camera is looked up on the map, carried off it onto a picture, and stands there', async () => {
  const { page } = desk.duty;
  await untilPainted(desk.duty, ({ isPainted }) => isPainted);
  await overview(page);
  await goTo(page, ...FAR_PLACE);
  const from = await pixelOf(page, ...FAR_PLACE);
  await page.mouse.click(from.x, from.y);
  const card = page.getByTestId('card');
  await expect.poll(() => card.getAttribute('aria-label'), SOON).toContain(FAR_NAME);
  await card.getByTestId('card-watch').waitFor();
  await desk.duty.picture('video-camera-card');
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  const before = await channelsOf(dock());
  const to = (await dock().nth(1).boundingBox())!;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => channelsOf(dock()), SOON).toEqual([before[0], FAR]);
  await expect.poll(() => statesOf(dock()), SOON).toEqual(live(2));
  await desk.duty.picture('video-carried');
});

test('a layout is sent to another window place by place', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+q');
  await sheet().waitFor();
  for (const name of [FAR_NAME, '车站广场 3 号枪机']) {
    await sheet().getByTestId('video-search').fill(name);
    await sheet().locator('.video-list__row', { hasText: name }).click();
  }
  await expect.poll(() => statesOf(sheet().locator('.tile')), SOON).toEqual(live(2));
  const beside = await newWindow(() => sheet().getByRole('button', { name: '到新窗口', exact: true }).click());
  await expect.poll(() => channelsOf(beside.locator('.tile')), SOON).toEqual([FAR, SQUARE]);
  expect(await beside.locator('.video-grid__place').count()).toBe(4);
  await expect.poll(() => statesOf(beside.locator('.tile')), SOON).toEqual(live(2));
  await beside.close();
  await page.bringToFront();
});

test('a patrol goes round, stays at a camera that sees an alarm until somebody accepts it, and goes on', async () => {
  const { page } = desk.duty;
  const words = () => page.getByTestId('patrol-line').textContent();
  const shown = () => channelsOf(sheet().locator('.tile'));
  const seen: string[] = [];
  for (const { id } of await incidentsOf(desk.duty.url, 'open')) await accept(id);
  await sheet().getByTestId('video-tab-plans').click();
  await sheet().getByRole('button', { name: '开始轮巡 夜间轮巡' }).click();
  await expect
    .poll(async () => {
      seen.push(...(await shown()));
      return [...new Set(seen)];
    }, SOON)
    .toEqual([FAR, SQUARE, SCHOOL]);
  const third = await alarm('70A2');
  await expect.poll(words, SOON).toBe('停在有警的 东溪小学 5 号枪机，受理后继续');
  await expect.poll(shown, SOON).toEqual([SCHOOL]);
  await desk.duty.picture('video-patrol-held');
  await accept(third);
  await expect.poll(words, SOON).toMatch(/^轮巡 夜间轮巡 · \d\/3$/);
  await expect.poll(shown, SOON).not.toEqual([SCHOOL]);
  await sheet().getByRole('button', { name: '停止轮巡' }).click();
});

test('a window that nobody can see lets its cameras go, and has them back when it is seen', async () => {
  const { page, running } = desk.duty;
  await page.keyboard.press('Escape');
  await expect.poll(() => statesOf(dock()), SOON).toEqual(live(2));
  const desks = await running.app.browserWindow(page);
  await desks.evaluate((window) => window.hide());
  await expect.poll(() => statesOf(dock()), SOON).toEqual(['paused', 'paused']);
  expect(await dock().locator('video').count()).toBe(0);
  await desks.evaluate((window) => window.show());
  await expect.poll(() => statesOf(dock()), SOON).toEqual(live(2));
});

test('nothing went wrong in any page', () => {
  expect(desk.duty.trouble()).toEqual([]);
});
