/**
 * Cameras at a duty seat and on the wall, with the demo district's own streams: nine at once, what is kept of a picture, keys for everything, a
 * window of cameras beside the desk's, and what tiles say when the media process dies.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelEventBody } from '#shared/domain/channelEvents.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { ask, type Duty, openDuty, order, PATIENCE_MS, SOON, takePicture } from './kit/duty.ts';
import { mostSeenPlace } from './kit/eyes.ts';
import { inPage } from './kit/inPage.ts';
import { mediaProcessOf } from './kit/processes.ts';

const DISPLAY = 'e2e-display-51c2d9';

let duty: Duty;
let token: string;

beforeAll(async () => {
  duty = await openDuty();
  token = readFileSync(join(duty.running.dataFolder, 'admin-token'), 'utf8').trim();
});
afterAll(() => duty?.close());

const sheet = () => duty.page.getByTestId('video-sheet');
const tiles = () => sheet().locator('.tile');
const statesOf = (all: Locator) => all.evaluateAll((found) => found.map((tile) => tile.getAttribute('data-status')));
const nine = (state: string) => Array.from({ length: 9 }, () => state);
const channelsShown = () =>
  tiles().evaluateAll((found) => found.map((tile) => tile.getAttribute('data-channel') ?? ''));

/** What the journal has of one kind, the bodies alone. */
async function told<Body>(kind: string): Promise<Body[]> {
  const { events } = await ask<{ events: StoredEvent[] }>(duty.url, '/api/journal?after=0&limit=1000', token);
  return events.filter((event) => event.kind === kind).map(({ body }) => body as Body);
}

test('nine cameras play at once, each by its sub stream', async () => {
  const { page } = duty;
  await page.keyboard.press('Control+q');
  await sheet().waitFor();
  await sheet().getByRole('button', { name: '9 画面' }).click();
  const rows = sheet().locator('.video-list__row');
  await expect.poll(() => rows.count(), SOON).toBeGreaterThan(9);
  for (let index = 0; index < 9; index++) await rows.nth(index).click();
  await expect.poll(() => statesOf(tiles()), SOON).toEqual(nine('live'));
  const shown = await channelsShown();
  const looks = await told<ChannelEventBody['channel.watched']>('channel.watched');
  const ofWall = looks.filter(({ channelId, reason }) => reason.kind === 'watch' && shown.includes(channelId));
  expect(ofWall.map(({ grade }) => grade)).toEqual(nine('sub'));
  await duty.picture('video-9-1366x768');
});

test('the picture in hand is kept by F2, under the checksum the journal has', async () => {
  const { page } = duty;
  await tiles().nth(4).click();
  await page.keyboard.press('F2');
  await tiles().nth(4).getByText('SHA-256').waitFor();
  const [taken, ...others] = await told<ChannelEventBody['channel.snapshotTaken']>('channel.snapshotTaken');
  const shown = await channelsShown();
  expect([others, taken?.channelId]).toEqual([[], shown[4]]);
  const hash = taken?.file.hash ?? '';
  const response = await fetch(`${duty.url}/api/evidence/${hash}`, { headers: { authorization: `Bearer ${token}` } });
  const jpeg = Buffer.from(await response.arrayBuffer());
  expect([createHash('sha256').update(jpeg).digest('hex'), jpeg.readUInt16BE(0)]).toEqual([hash, 0xffd8]);
});

test('a moment is marked by F3 and a few words', async () => {
  const { page } = duty;
  await page.keyboard.press('F3');
  await page.getByTestId('mark-note').fill('红衣人翻墙');
  await page.keyboard.press('Enter');
  await tiles().nth(4).getByText('已标记').waitFor();
  const shown = await channelsShown();
  expect(await told<ChannelEventBody['channel.marked']>('channel.marked')).toEqual([
    expect.objectContaining({ channelId: shown[4], note: '红衣人翻墙', incidentId: null }),
  ]);
});

test('F4 gives it the whole window, Escape gives it back', async () => {
  const { page } = duty;
  await page.keyboard.press('F4');
  const full = page.locator('.tile--full');
  // An alarm of the drill may take it back at once; asked again it stays.
  await expect
    .poll(async () => {
      if ((await full.count()) === 0) await page.keyboard.press('F4');
      return (await full.boundingBox())?.width;
    }, SOON)
    .toBe(1_366);
  await page.keyboard.press('Escape');
  await full.waitFor({ state: 'detached' });
  expect(await tiles().count()).toBe(9);
});

test('a layout is kept by name and comes back; a camera carried onto a place stands there', async () => {
  const { page } = duty;
  const before = await channelsShown();
  await sheet().getByTestId('video-tab-plans').click();
  await sheet().getByTestId('preset-form').getByLabel('名称').fill('九路口');
  await page.keyboard.press('Enter');
  const row = sheet().getByRole('button', { name: '显示 九路口' });
  await row.waitFor();
  await sheet().getByRole('button', { name: '全部关闭' }).click();
  await expect.poll(() => tiles().count(), SOON).toBe(0);
  const carried = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.setData('application/x-pingan-channel', '${before[0]}'); return data; })()`,
  );
  const place = sheet().locator('.video-grid__place').nth(3);
  await place.dispatchEvent('dragover', { dataTransfer: carried });
  await place.dispatchEvent('drop', { dataTransfer: carried });
  await expect.poll(channelsShown, SOON).toEqual([before[0]]);
  await row.click();
  await expect.poll(channelsShown, SOON).toEqual(before);
  await expect.poll(() => statesOf(tiles()), SOON).toEqual(nine('live'));
});

test('a tile is sent to a window of its own', async () => {
  const { page } = duty;
  const opened = duty.running.app.waitForEvent('window', { timeout: PATIENCE_MS });
  await tiles().nth(2).click();
  await tiles()
    .nth(2)
    .getByRole('button', { name: /^到新窗口/ })
    .click();
  const beside = await opened;
  await expect.poll(() => statesOf(beside.locator('.tile')), SOON).toEqual(['live']);
  const shown = await channelsShown();
  expect(await beside.locator('.tile').getAttribute('data-channel')).toBe(shown[2]);
  // The desk has been pulling this camera: here it has a past from the first moment.
  await beside.getByRole('button', { name: '回看打开前 10 秒' }).click();
  const past = beside.getByTestId('tile-past');
  await past.getByText(/^回看 \d\d:\d\d:\d\d$/).waitFor();
  const picture = past.locator('video');
  await expect
    .poll(() => picture.evaluate((video) => (video as unknown as { currentTime: number }).currentTime > 0.2), SOON)
    .toBe(true);
  await past.waitFor({ state: 'detached', timeout: PATIENCE_MS });
  expect(await statesOf(beside.locator('.tile'))).toEqual(['live']);
  await beside.close();
  await page.bringToFront();
});

test('when the media process dies every tile says that it stands still, and all come back by themselves', async () => {
  // Not all at one moment: the first may be back before the last has noticed.
  const stalled = await duty.page.evaluateHandle<Set<string>>(`(() => {
    const seen = new Set();
    const look = ({ target }) => target.dataset.status === 'stalled' && seen.add(target.dataset.channel);
    const watch = new MutationObserver((changes) => changes.forEach(look));
    watch.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-status'] });
    return seen;
  })()`);
  process.kill((await mediaProcessOf(duty.running.app))!, 'SIGKILL');
  const stood = async () => (await stalled.evaluate((seen) => [...seen])).toSorted();
  const shown = (await channelsShown()).toSorted();
  await expect.poll(stood, SOON).toEqual(shown);
  await expect.poll(() => statesOf(tiles()), SOON).toEqual(nine('live'));
});

test('with the cameras of an incident open, F8 and a digit say what they show, and the seconds are kept', async () => {
  const { page } = duty;
  await page.keyboard.press('Escape');
  await page.locator('.queue [data-incident]').first().waitFor();
  await page.locator('.video-dock .tile').first().waitFor();
  await page.keyboard.press('F8');
  await page.keyboard.press('1');
  await page.getByTestId('video-verdict').getByText('已核实：属实').waitFor();
  expect(await told('incident.verified')).toEqual([
    expect.objectContaining({ verdict: 'real', means: 'video', tookSeconds: expect.any(Number) }),
  ]);
});

test('on the wall the cameras around the incident play, and nothing of a tile can be pressed', async () => {
  const { page, running, url } = duty;
  const opened = running.app.waitForEvent('window', { predicate: (one) => one.url().includes('/windows/video/') });
  await inPage(page, (world) => world.pingan.openVideoWindow({ layout: 1, channelIds: [], isSpot: false }));
  const wall = await opened;
  await wall.goto(`app://pingan/windows/wall/index.html?display=${DISPLAY}&name=LG`);
  // Where nine cameras are, and sent there: the drill's own alarms would take their turns on this wall.
  const { lon, lat } = await mostSeenPlace(url, token, 9);
  const { incidentId } = await order(url, 'incident.open', { kind: 'dispute', lon, lat, title: '邻里纠纷' }, token);
  await order(url, 'wall.plan', { displayId: DISPLAY, schedule: [], rules: [] }, token);
  await order(url, 'wall.show', { displayId: DISPLAY, presetId: 'videoWall' }, token);
  const content = { kind: 'video', layout: 9, incidentId };
  await order(url, 'wall.send', { displayId: DISPLAY, regionId: 'video', content, seconds: null }, token);
  const shown = wall.getByTestId('wall-video');
  await shown.waitFor({ timeout: PATIENCE_MS });
  await expect.poll(() => shown.getAttribute('data-incident'), SOON).toBe(incidentId);
  await expect.poll(() => statesOf(shown.locator('li[data-channel] .tile')), SOON).toEqual(nine('live'));
  const pictures = shown.locator('video');
  await expect
    .poll(
      () => pictures.evaluateAll((all) => all.map((one) => (one as unknown as { videoWidth: number }).videoWidth > 0)),
      SOON,
    )
    .toEqual(Array.from({ length: 9 }, () => true));
  expect(await shown.locator('.tile__tools').evaluateAll((all) => all.filter((one) => one.checkVisibility()))).toEqual(
    [],
  );
  await takePicture(wall, 'wall-video');
  await wall.close();
});

test('nothing went wrong in any page', () => {
  // While the media process is down the browser notes every line that it could not open.
  const isExpected = (line: string) => /live\.flv' failed/.test(line);
  expect(duty.trouble().filter((line) => !isExpected(line))).toEqual([]);
});
