/**
 * A site brings its own district, in the real application: files from the native dialog, findings in the list and on the map,
 * hostile ones refused with the reason, installed, switched while a pole is pressed, and taken back again.
 */
import { readdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSiteData, type SiteData } from '#tests/fixtures/siteData.ts';
import { answerOpenDialog } from './kit/dialogs.ts';
import { type Duty, incidentsOf, openDuty, SOON, untilPainted } from './kit/duty.ts';
import { runningCore } from './kit/inPage.ts';
import { HOLD_UP, type LiveStation, makeLiveStation } from './kit/liveStation.ts';

describe('a scene of a site’s own', () => {
  let station: LiveStation;
  let site: SiteData;
  let duty: Duty;

  beforeAll(async () => {
    [station, site] = [await makeLiveStation(), await makeSiteData()];
    const { configFile, dataFolder } = station;
    duty = await openDuty({ size: { width: 1_366, height: 768 }, configFile, dataFolder });
  });
  afterAll(async () => {
    await duty?.close();
    await station?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
  });

  const choose = async (paths: readonly string[]) => {
    await answerOpenDialog(duty.running.app, paths);
    await duty.page.getByTestId('scene-files').click();
  };
  /** The title of the pack the window can read; null when it is no longer served. */
  const titleOf = (id: string) =>
    duty.page.evaluate(
      `fetch('pack://${id}/manifest.json').then((answer) => (answer.ok ? answer.json() : null)).then((pack) => pack && pack.title, () => null)`,
    );
  const inLibrary = () => readdirSync(join(station.dataFolder, 'scenes')).filter((name) => name !== 'current.json');

  test('what was called off, and hostile files, leave the wizard where it was, with the reason', async () => {
    const { page } = duty;
    await page.keyboard.press('Control+m');
    await page.getByTestId('scenes-tab-import').click();
    await choose([]);
    await page.getByTestId('scene-files').waitFor();
    for (const [path, reason] of site.hostile) {
      await choose([path]);
      const said = page.locator(
        '[data-testid^="scene-refused-"], [data-testid="scene-skipped"], [data-testid="scene-refusal"]',
      );
      await said.first().waitFor();
      expect([path, await said.first().textContent()]).toEqual([path, expect.stringMatching(reason)]);
      const over = page.getByTestId('scene-start-over');
      if (await over.isVisible()) await over.click();
      await page.getByTestId('scene-files').waitFor();
    }
  });

  test('a site’s files are recognised with their columns, and the wizard goes on to the coordinates', async () => {
    const { page } = duty;
    await choose(site.good);
    await page.getByTestId('scene-source-网格.geojson').waitFor();
    expect(await page.getByTestId('scene-role-网格.geojson').inputValue()).toBe('grids');
    expect(await page.getByTestId('scene-role-道路.geojson').inputValue()).toBe('roads');
    expect(await page.getByTestId('scene-source-网格.geojson').locator('summary').textContent()).toContain(
      '网格编码 → 编码，网格名称 → 名称',
    );
    await duty.picture('scenes-1-recognised');
    await page.getByTestId('scene-next').click();
    await page.getByTestId('scene-title').fill('示范导入区');
    await page.getByTestId('scene-id').fill('my-district');
    await page.getByTestId('scene-district').fill('350802');
    await duty.picture('scenes-2-coordinates');
  });

  test('its overlap is in the list and on the map, and must be accepted', async () => {
    const { page } = duty;
    await page.getByTestId('scene-next').click();
    await page.getByTestId('scene-report').waitFor();
    expect(await page.getByTestId('scene-problem-0').getAttribute('data-kind')).toBe('overlap');
    expect(await page.getByTestId('scene-problem-0').textContent()).toMatch(
      /网格 350802001001001 与 350802001001002 重叠 \d+ m²/,
    );
    expect(await page.getByTestId('scene-install-now').isDisabled()).toBe(true);
    await page.getByTestId('scene-problem-0').click();
    await expect.poll(() => page.getByTestId('scene-mark-0').textContent(), SOON).toContain('重叠');
    await expect
      .poll(async () => {
        const [mark, map] = [
          await page.getByTestId('scene-mark-0').boundingBox(),
          await page.locator('.duty__map').boundingBox(),
        ];
        return mark && map && Math.abs(mark.x + mark.width / 2 - (map.x + map.width / 2)) < 60;
      }, SOON)
      .toBe(true);
    await duty.picture('scenes-3-problem-on-the-map');
    await page.getByTestId('scene-accept').click();
    await page.getByTestId('scene-install-later').click();
    await page.getByTestId('scene-done').waitFor();
    expect(inLibrary()).toEqual(['my-district']);
  });

  test('it is switched to, the core starts again, and a pole that is pressed meanwhile is answered', async () => {
    const { page } = duty;
    expect(await titleOf('demo')).not.toBe('示范导入区');
    const pressed = page
      .getByTestId('scene-switch-now')
      .click()
      .then(() => station.press('70A1', HOLD_UP));
    expect((await pressed).kind).toBe('ack');
    await page.getByTestId('scene-switched').waitFor();
    await runningCore(page);
    expect(await page.getByTestId('scene-switched').textContent()).toMatch(/核心中断 \d+\.\d 秒/);
    expect(await page.getByTestId('scene-my-district-0001').getAttribute('data-current')).toBe('true');
    expect(await titleOf('my-district')).toBe('示范导入区');
    await expect.poll(async () => (await incidentsOf(duty.url, 'open')).length, SOON).toBe(1);
    await page.getByTestId('scene-look-my-district-0001').click();
    await page.getByTestId('scene-inspection').waitFor();
    await duty.picture('scenes-4-in-use');
    await page.keyboard.press('Control+m');
    await untilPainted(duty, ({ isPainted }) => isPainted);
    await duty.picture('scenes-5-new-district');
  });

  test('an alarm on the new map stands in its new grid', async () => {
    expect((await station.press('70A2', HOLD_UP)).kind).toBe('ack');
    const grids = async () => (await incidentsOf(duty.url, 'open')).map(({ place }) => place.gridCode).join(' ');
    // The pole stands on the street between these two.
    await expect.poll(grids, SOON).toMatch(/350802001001(008|013)/);
  });

  test('files that were touched since are named, and in English the sheet holds no Chinese but names', async () => {
    const { page } = duty;
    await page.keyboard.press('Control+m');
    // Still looked at: a sheet put aside for the map comes back as it was.
    await page.getByTestId('scene-verify').click();
    await page.getByText('全部文件与导入时一致。').waitFor();
    await page.keyboard.press('l');
    const inSheet = (await page.getByTestId('scenes-sheet').textContent()) ?? '';
    expect(inSheet.replace(/示范导入区|示范区（演示数据）/g, '').match(/\p{Script=Han}+/gu) ?? []).toEqual([]);
    await page.keyboard.press('l');
    await appendFile(join(station.dataFolder, 'scenes/my-district/0001/vector/grids.geojson'), ' ');
    await page.getByTestId('scene-verify').click();
    await page.getByTestId('scene-changed').waitFor();
    expect(await page.getByTestId('scene-changed').textContent()).toContain('vector/grids.geojson');
  });

  test('it is reverted to the scene the station began with', async () => {
    const { page } = duty;
    await page.getByTestId('scene-revert').click();
    await page.locator('[data-testid="scene-base"][data-current="true"]').waitFor();
    await expect.poll(() => titleOf('demo'), SOON).not.toBe(null);
    expect((await station.press('70A3', HOLD_UP)).kind).toBe('ack');
    await expect.poll(async () => (await incidentsOf(duty.url, 'open')).length, SOON).toBe(3);
  });

  test('an import that is called off leaves nothing behind', async () => {
    const { page } = duty;
    await page.getByTestId('scenes-tab-import').click();
    await choose(site.good);
    await page.getByTestId('scene-next').click();
    await page.getByTestId('scene-title').fill('作废');
    await page.getByTestId('scene-next').click();
    await page.getByTestId('scene-report').waitFor();
    await page.getByTestId('scene-back').click();
    await expect.poll(() => inLibrary(), SOON).toEqual(['my-district']);
  });

  test('nothing went wrong in any page, and nothing was asked of a foreign host', () => {
    // While the core is replaced nobody answers at its address; the window tries until somebody does.
    const isOwnCore = (line: string) =>
      line.startsWith(`console: WebSocket connection to 'ws://127.0.0.1:${station.httpPort}/`);
    expect(duty.trouble().filter((line) => !isOwnCore(line))).toEqual([]);
    expect(duty.running.securityLog().filter((line) => line.kind === 'request')).toEqual([]);
  });
});
