/**
 * A drill beside a live station, in the real application: a second core with its own store, ports, seats and windows, and a real alarm
 * that comes to the live core over DC-09 while the drill is played.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { DrillReport } from '#shared/wire/drill.ts';
import type { Scenario } from '#shared/wire/scenario.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openDesk } from './kit/desk.ts';
import { ask, coreProcessId, openIncidentOf, PATIENCE_MS, SOON, takePicture, unansweredItem } from './kit/duty.ts';
import { pageOf } from './kit/launch.ts';
import { HOLD_UP } from './kit/liveStation.ts';
import { isAlive } from './kit/processes.ts';

const PASSWORD = 'Dongxi-Lu-2026!';
/** Far from the pole, so that nobody but this file opens it. */
const CAMERA = 'far-from-the-pole';
const desk = openDesk(
  async () => {},
  [],
  0,
  async ({ configFile }) => {
    const [lon, lat] = pointAt(190, 590);
    const stated = JSON.parse(readFileSync(configFile, 'utf8')) as object;
    const sources = [{ protocol: 'file', url: 'carpark.ts' }];
    const channels = [{ id: CAMERA, name: '解放北路 9 号枪机', lon, lat, heading: 90, fov: 90, rangeM: 80, sources }];
    writeFileSync(configFile, JSON.stringify({ ...stated, video: { channels } }));
  },
);
const byId = (id: string) => desk.duty.page.getByTestId(id);
const roomFolder = () => join(desk.station.dataFolder, 'drill-room/own');

/** The one pole of the live station's own, pressed in the drill: by the same name, at another port. */
const SCENARIO: Scenario = {
  version: 1,
  id: 'beside',
  title: { zh: '广场演练', en: 'Square drill' },
  story: { zh: '有人按下报警杆。', en: 'Somebody presses a pole.' },
  seed: 1,
  lengthSeconds: 3_600,
  pace: 1,
  field: 'simulated',
  roles: [],
  injects: [
    {
      id: 'press',
      title: { zh: '按下', en: 'Pressed' },
      when: { at: 1 },
      act: { do: 'alarm', device: '99010100100000000003', code: HOLD_UP, zone: '001', truth: 'real' },
    },
  ],
  expected: [],
} as unknown as Scenario;

let drillUrl = '';
let drillAdmin = '';
let drillProcess = 0;
let trainee: Page;
let director: Page;
let camera: Page;
let review: Page;

afterAll(() => {
  expect(drillProcess === 0 || !isAlive(drillProcess)).toBe(true);
});

const drillNow = () => ask<DrillReport>(drillUrl, '/api/drill', drillAdmin);
const stateOf = async () => {
  const { drill } = await drillNow();
  return [drill?.phase ?? null, drill?.suspended?.reason ?? null];
};

async function atDrill(path: string, body: object): Promise<{ ok: boolean; code?: string }> {
  const response = await fetch(`${drillUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${drillAdmin}` },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { ok: boolean; code?: string };
}
const orderDrill = (kind: string, body: object) =>
  atDrill('/api/commands', { commandId: crypto.randomUUID(), kind, body });

/** Whether a page gets any answer from there. */
const canReach = (page: Page, url: string) =>
  page.evaluate(`fetch(${JSON.stringify(`${url}/api/session`)}).then(() => true, () => false)`);

const openRoom = () => desk.duty.page.evaluate(`window.pingan.openDrillRoom({ ground: 'own' })`);

test('while nobody has an account the machine’s own desk opens a drill room, and is told so', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+F12');
  await byId('drill-room-unset').waitFor();
  await desk.duty.picture('drill-room-0-unset');
  await byId('open-drill-room').click();
  await byId('drill-room-state').waitFor();
  await byId('close-drill-room').click();
  await byId('open-drill-room').waitFor();
  await page.keyboard.press('Escape');
});

test('from the first account on it is shut to a desk where nobody signed in', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+l');
  await byId('dialog-first-admin').waitFor();
  const fields = byId('dialog-first-admin').locator('input');
  for (const [index, value] of ['陈主任', 'chen', PASSWORD, PASSWORD].entries()) await fields.nth(index).fill(value);
  await byId('make-first-admin').click();
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
  await page.keyboard.press('Control+l');
  await byId('sign-out').click();
  await byId('sign-in-banner').waitFor();
  await page.keyboard.press('Control+F12');
  await byId('drill-room-sign-in').waitFor();
  expect([await byId('open-drill-room').isDisabled(), await byId('drill-room-unset').count()]).toEqual([true, 0]);
  expect(await openRoom()).toMatchObject({ ok: false, code: 'mayNotDirect' });
  await desk.duty.picture('drill-room-0-sign-in');
});

test('an administrator opens it: another core with another store, other ports and realm drill', async () => {
  const { page } = desk.duty;
  await byId('drill-room-sign-in').click();
  const fields = byId('dialog-sign-in').locator('input');
  for (const [index, value] of ['chen', PASSWORD].entries()) await fields.nth(index).fill(value);
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
  await page.keyboard.press('Control+F12');
  await byId('open-drill-room').click();
  await byId('drill-room-state').waitFor();
  await desk.duty.picture('drill-room-1-open');
  await byId('open-drill-desk').click();
  trainee = await otherDesk();
  await byId('open-director').click();
  director = await pageOf(desk.duty.running.app, '/windows/director/');
  await makeSmall();
  await page.keyboard.press('Escape');
  await byId('drill-room-cell').waitFor();

  drillAdmin = readFileSync(join(roomFolder(), 'admin-token'), 'utf8').trim();
  drillUrl = ((await trainee.evaluate('window.pingan.start()')) as { core: { url: string } }).core.url;
  drillProcess = coreProcessId(roomFolder());
  const { realm } = await drillNow();
  const isApart = drillUrl !== desk.duty.url && drillProcess !== coreProcessId(desk.station.dataFolder);
  expect([realm, isApart, existsSync(join(roomFolder(), 'journal.db'))]).toEqual(['drill', true, true]);
});

test('its windows say that it is a drill and reach its core only; those of the station reach theirs only', async () => {
  const marks = [trainee.getByTestId('realm-mark'), byId('realm-mark')];
  await trainee.getByTestId('drill-watermark').waitFor();
  expect(await Promise.all(marks.map((mark) => mark.textContent()))).toEqual(['演练', '实战']);
  expect(await Promise.all([canReach(trainee, drillUrl), canReach(trainee, desk.duty.url)])).toEqual([true, false]);
  const page = desk.duty.page;
  expect(await Promise.all([canReach(page, desk.duty.url), canReach(page, drillUrl)])).toEqual([true, false]);
});

test('a window of cameras of the drill says so on top and across every picture, also where it fills the window', async () => {
  const wish = { isSpot: false, layout: 1, channelIds: [CAMERA] };
  await trainee.evaluate(`window.pingan.openVideoWindow(${JSON.stringify(wish)})`);
  camera = await pageOf(desk.duty.running.app, '/windows/video/');
  await camera.getByTestId('drill-band').waitFor();
  const tile = camera.locator('.tile');
  await tile.getByTestId('tile-watermark').waitFor({ state: 'attached' });
  await tile.dblclick({ position: { x: 60, y: 60 } });
  await camera.locator('.tile--full').getByTestId('tile-watermark').waitFor({ state: 'attached' });
  expect(await tile.getByTestId('tile-watermark').textContent()).toBe('演练演练');
  await takePicture(camera, 'drill-room-2-camera');
});

test('a script is played on the station’s own pole, and nothing of it comes to the live journal', async () => {
  expect(await atDrill('/api/drill/scenarios', SCENARIO)).toMatchObject({ ok: true });
  expect(await orderDrill('drill.launch', { scenarioId: 'beside' })).toMatchObject({ ok: true });
  const open = async () =>
    (await ask<{ incidents: { id: string }[] }>(drillUrl, '/api/incidents?state=open', drillAdmin)).incidents;
  await expect.poll(async () => (await open()).length, SOON).toBe(1);
  const [{ id }] = (await open()) as [{ id: string }];
  await unansweredItem(trainee, id).waitFor();
  await takePicture(trainee, 'drill-room-2-desk');
  const { events } = await ask<{ events: StoredEvent[] }>(desk.duty.url, '/api/journal?limit=1000');
  expect(events.filter(({ realm, kind }) => realm !== 'live' || /^(drill|incident)\./.test(kind))).toEqual([]);
});

test('a real alarm breaks into every window of it, suspends the drill, and stands on the live desk', async () => {
  const { drill } = await drillNow();
  const wish = { subject: 'drill', id: drill?.id };
  await trainee.evaluate(`window.pingan.openReview(${JSON.stringify(wish)})`);
  review = await pageOf(desk.duty.running.app, '/windows/review/');
  await review.getByTestId('review-title').waitFor();
  await desk.station.press('70A1', HOLD_UP);
  const all = [trainee, director, camera, review];
  await Promise.all(all.map((page) => page.getByTestId('break-in').waitFor({ timeout: PATIENCE_MS })));
  const { id } = await openIncidentOf(desk.duty.url, 'holdUp');
  await unansweredItem(desk.duty.page, id).waitFor();
  const note = async (page: Page) =>
    (await page.getByTestId('break-in-note').textContent())?.includes('东溪社区 1 号报警杆');
  expect(await Promise.all(all.map(note))).toEqual([true, true, true, true]);
  await expect.poll(stateOf, SOON).toEqual(['suspended', 'liveAlarm']);
  expect((await drillNow()).drill?.suspended?.by).toBe('实战台');
  expect(await byId('break-in').count()).toBe(0);
  await takePicture(trainee, 'drill-room-3-break-in');
  await takePicture(director, 'drill-room-3-director');
  await takePicture(review, 'drill-room-3-review');
});

test('until it is answered nobody resumes the drill; then its director does', async () => {
  await expect.poll(() => orderDrill('drill.resume', {}), SOON).toMatchObject({ ok: false, code: 'liveAlarmOpen' });
  const resume = director.getByTestId('resume-drill');
  expect(await resume.isDisabled()).toBe(true);
  expect(await trainee.getByTestId('resume-drill').count()).toBe(0);
  const { page } = desk.duty;
  const { id } = await openIncidentOf(desk.duty.url, 'holdUp');
  await unansweredItem(page, id).click();
  await page.keyboard.press('a');
  await expect.poll(() => unansweredItem(page, id).count(), SOON).toBe(0);
  await expect.poll(() => resume.isEnabled(), SOON).toBe(true);
  await resume.click();
  await expect.poll(stateOf, SOON).toEqual(['running', null]);
  for (const covered of [trainee, director, camera, review])
    await covered.getByTestId('break-in').waitFor({ state: 'detached' });
});

test('the live station is not touched by the end of the drill core, and closing the room ends all of it', async () => {
  const live = coreProcessId(desk.station.dataFolder);
  process.kill(drillProcess, 'SIGKILL');
  await expect.poll(() => coreProcessId(roomFolder()), SOON).not.toBe(drillProcess);
  drillProcess = coreProcessId(roomFolder());
  await desk.duty.page.keyboard.press('Control+F12');
  // A drill that is open is asked after once more; that it is, the new core has to say first.
  await byId('drill-room-state').getByText('《').waitFor();
  await byId('close-drill-room').click();
  await byId('close-drill-room').getByText('确定关闭').click();
  await byId('open-drill-room').waitFor();
  await expect.poll(() => isAlive(drillProcess), SOON).toBe(false);
  expect([coreProcessId(desk.station.dataFolder), await byId('core-health').getAttribute('data-tone')]).toEqual([
    live,
    'good',
  ]);
});

test('nothing went wrong in any page but what was done to it here', () => {
  // Addresses that were asked for on purpose, and the core that was ended.
  const isOurs = (line: string) =>
    line.includes('/api/session') || /ERR_CONNECTION_REFUSED|WebSocket connection/.test(line);
  expect(desk.duty.trouble().filter((line) => !isOurs(line))).toEqual([]);
});

/** Three maps are drawn on this machine, in software where there is no GPU. */
const makeSmall = () =>
  desk.duty.running.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.getTitle().includes('演练')) window.setSize(1_024, 640);
  });

/** The desk that is not the station's. */
async function otherDesk(): Promise<Page> {
  const { app } = desk.duty.running;
  const isIt = (page: Page) => page.url().includes('/windows/duty/') && page !== desk.duty.page;
  await expect.poll(() => app.windows().some(isIt), SOON).toBe(true);
  const page = app.windows().find(isIt)!;
  await page.getByTestId('core-health').waitFor();
  return page;
}
