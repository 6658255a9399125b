/** What `npm start` opens: the demo district with its drill running, in both languages, asking nobody outside. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Duty, incidentsOf, openDuty, order, SOON, untilPainted } from './kit/duty.ts';
import { mostSeenPlace } from './kit/eyes.ts';
import { mediaProcessOf } from './kit/processes.ts';
import { chineseOf, properNames } from './kit/words.ts';

let duty: Duty;
let token: string;

beforeAll(async () => {
  duty = await openDuty();
  token = readFileSync(join(duty.running.dataFolder, 'admin-token'), 'utf8').trim();
});
afterAll(() => duty?.close());

test('the window says that this is a drill: in the name, in a band and across the map', async () => {
  const { page } = duty;
  await page.getByTestId('drill-watermark').waitFor();
  expect([
    await page.getByTestId('realm-mark').textContent(),
    await page.getByTestId('drill-band').textContent(),
    await page.getByTestId('drill-watermark').textContent(),
  ]).toEqual(['演练', expect.stringContaining('均为模拟'), expect.stringContaining('演练')]);
});

test('more than fifty units are drawn live, on a painted district', async () => {
  const scene = await untilPainted(duty, ({ isPainted, liveUnits }) => isPainted && liveUnits > 50);
  expect(scene).toMatchObject({ isPainted: true, buildingsLoaded: true });
  await duty.picture('drill-1366x768');
});

test('an alarm of the drill arrives by itself and is proposed units', async () => {
  const { page } = duty;
  await page.locator('.queue [data-incident]').first().waitFor();
  await page.getByTestId('incident-panel').waitFor();
  await expect.poll(async () => (await incidentsOf(duty.url, 'open', token)).length, SOON).toBeGreaterThan(0);
  await duty.picture('drill-alarm-1366x768');
});

/** What each tile of the dock says its picture is. */
const tileStates = () =>
  duty.page.locator('.video-dock .tile').evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-status')));

test('the cameras that see it best open by themselves, over WebRTC', async () => {
  const { page, url } = duty;
  const { lon, lat } = await mostSeenPlace(url, token, 4);
  const { incidentId } = await order(url, 'incident.open', { kind: 'dispute', lon, lat }, token);
  await page.getByTestId(`queue-item-${incidentId}`).first().click();
  await expect.poll(tileStates, SOON).toEqual(['live', 'live', 'live', 'live']);
  await duty.picture('drill-video-1366x768');
});

test('the open cameras are numbered, and what no camera sees is listed and shown on the map', async () => {
  const { page } = duty;
  expect(await page.locator('.video-dock__number').allTextContents()).toEqual(['1', '2', '3', '4']);
  await page.keyboard.press('F9');
  const unseen = page.getByTestId('blind-places').locator('button').first();
  await unseen.waitFor();
  await duty.picture('drill-blind-1366x768');
  const name = await unseen.locator('strong').textContent();
  await unseen.click();
  await page.getByTestId('blind-sheet').waitFor({ state: 'detached' });
  await page
    .getByTestId('card')
    .getByText(name ?? '')
    .first()
    .waitFor();
  const card = async () => {
    await page.keyboard.press('Escape');
    return page.getByTestId('card').count();
  };
  await expect.poll(card, SOON).toBe(0);
});

test('when the media process dies every picture is said to stand still, and all come back by themselves', async () => {
  process.kill((await mediaProcessOf(duty.running.app))!, 'SIGKILL');
  await expect.poll(tileStates, SOON).not.toContain('live');
  await expect.poll(tileStates, SOON).toEqual(['live', 'live', 'live', 'live']);
});

/** The station's own name stands in no list of the API. */
const names = async () => (await properNames(duty.url, token)).add('示范街道综治中心');

describe('in English', () => {
  const overlays = [
    ['the command bar', '/'],
    ['the shortcuts', '?'],
    ['opening an incident', 'o'],
    ['closing an incident', 'c'],
  ] as const;

  beforeAll(async () => {
    await duty.page.keyboard.press('l');
    await duty.page.locator('html[lang="en"]').waitFor();
  });

  test('the desk holds no Chinese but names', async () => {
    await expect.poll(() => duty.page.getByTestId('realm-mark').textContent(), SOON).toBe('Drill');
    expect(await chineseOf(duty.page, await names())).toEqual([]);
    await duty.picture('drill-english-1366x768');
  });

  test.each(overlays)('%s holds no Chinese but names', async (name, key) => {
    const { page } = duty;
    await page.keyboard.press(key);
    await page.locator('.dialog').waitFor();
    await duty.picture(`drill-english-${name.replaceAll(' ', '-')}`);
    expect(await chineseOf(page, await names())).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.dialog').waitFor({ state: 'detached' });
  });

  test('and back again it is Chinese', async () => {
    await duty.page.keyboard.press('l');
    await duty.page.locator('html[lang="zh-CN"]').waitFor();
    await expect.poll(() => duty.page.getByTestId('realm-mark').textContent(), SOON).toBe('演练');
  });
});

test('nothing was asked of a foreign host', () => {
  const ours = [
    'app://pingan',
    'blob:',
    'data:',
    'devtools://devtools',
    new URL(duty.url).origin,
    `ws://${new URL(duty.url).host}`,
  ];
  const log = duty.running.securityLog();
  const strangers = log.filter(({ kind, origin }) => kind === 'origin' && !ours.includes(String(origin)));
  expect(strangers.filter(({ origin }) => !String(origin).startsWith('pack:'))).toEqual([]);
  expect(log.filter(({ kind }) => kind === 'request')).toEqual([]);
});

test('nothing went wrong in any page', () => {
  expect(duty.trouble()).toEqual([]);
});
