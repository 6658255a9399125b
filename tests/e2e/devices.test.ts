/**
 * The registry at the desk, in the real application: a list from a file with bad rows in it, maintenance with an end, and a walk
 * along three poles that are really pressed. Everything is done through the window, everything comes in over the real port.
 */
import { describe, expect, test } from 'vitest';
import { openDesk } from './kit/desk.ts';
import { ask, incidentsOf, SOON } from './kit/duty.ts';
import { ADMIN, HOLD_UP } from './kit/liveStation.ts';
import { chineseOf, properNames } from './kit/words.ts';

const [POLE, SCHOOL, SQUARE] = [1, 2, 3].map((number) => `9901010010000000000${number}`) as [string, string, string];

/** Two rows are good; of the others one has a wrong place and one a wrong account. */
const LIST = [
  '设备编号,设备名称,设备类型,经度,纬度,链路,账号',
  '99010100100000000101,北门 1 号报警杆,报警杆,117.0112,25.0711,poles,71A1',
  '99010100100000000102,北门 2 号报警杆,报警杆,东经一一七,25.0712,poles,71A2',
  '99010100100000000103,北门 3 号一键报警,一键报警,117.0114,25.0713,poles,71A3',
  '99010100100000000104,北门 4 号报警杆,报警杆,117.0115,25.0714,poles,7',
].join('\n');

interface ApiDevice {
  readonly id: string;
  readonly name: string;
  readonly maintenance: { readonly reason: string } | null;
  readonly lastTest: { readonly how: string } | null;
}

describe('devices at the desk', () => {
  const desk = openDesk();

  const devices = async () => (await ask<{ devices: ApiDevice[] }>(desk.duty.url, '/api/devices')).devices;
  const deviceOf = async (id: string) => (await devices()).find((device) => device.id === id);
  const row = (id: string) => desk.duty.page.getByTestId(`device-row-${id}`);

  test('a file with two bad rows is previewed, its good rows are enrolled and listed', async () => {
    const { page } = desk.duty;
    await page.keyboard.press('m');
    await row(POLE).waitFor();
    await page.getByTestId('devices-tab-import').click();
    await page
      .getByTestId('import-file')
      .setInputFiles({ name: '北门.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
    await page.getByTestId('import-preview').waitFor();
    const count = async (state: string) =>
      (await page.getByTestId(`import-count-${state}`).textContent())?.match(/\d+/)?.[0];
    expect([await count('new'), await count('bad')]).toEqual(['2', '2']);
    const bad = await page.getByTestId('import-row-bad').allTextContents();
    expect(bad).toEqual([
      expect.stringMatching(/北门 2 号.*经度.*东经一一七/),
      expect.stringMatching(/北门 4 号.*账号.*7/),
    ]);
    expect(await devices()).toHaveLength(3);
    await desk.duty.picture('devices-1-preview');

    await page.getByTestId('import-confirm').click();
    await page.getByTestId('import-to-list').click();
    await row('99010100100000000103').waitFor();
    expect((await devices()).map(({ name }) => name).toSorted()).toEqual(
      [
        '东溪小学 一键报警',
        '东溪社区 1 号报警杆',
        '北门 1 号报警杆',
        '北门 3 号一键报警',
        '车站广场 2 号报警杆',
      ].toSorted(),
    );
    await desk.duty.picture('devices-2-list');
  });

  test('the list is searched as it is typed, and a row opens the card beside it', async () => {
    const { page } = desk.duty;
    await page.getByTestId('device-search').fill('70a1');
    await row(SCHOOL).waitFor({ state: 'detached' });
    await row(POLE).locator('.device-row__name').click();
    await page.getByTestId('card-trust').waitFor();
    await page.getByTestId('device-search').fill('');
    await row(SCHOOL).waitFor();
  });

  test('maintenance starts with an end and a reason, is counted, and ends by a button', async () => {
    const { page } = desk.duty;
    await page.getByTestId('card-maintenance-start').click();
    await page.getByTestId('maintenance-1h').click();
    await page.getByTestId('maintenance-reason').fill('更换电池');
    await page.getByTestId('maintenance-confirm').click();
    await page.getByTestId('card-maintenance').waitFor();
    expect((await deviceOf(POLE))?.maintenance).toMatchObject({ reason: '更换电池' });
    expect(await page.getByTestId('notice-maintenance').textContent()).toBe('检修中 1 台');
    expect(await page.getByTestId('device-filter-maintenance').textContent()).toBe('检修中 1');
    await desk.duty.picture('devices-3-maintenance');
    await page.getByTestId('card-maintenance-end').click();
    await page.getByTestId('card-maintenance').waitFor({ state: 'detached' });
    expect((await deviceOf(POLE))?.maintenance).toBe(null);
  });

  test('three poles are walked: each press is proved as it arrives, none of them is an incident', async () => {
    const { page } = desk.duty;
    for (const id of [POLE, SCHOOL, SQUARE]) await row(id).locator('input').click();
    await page.getByTestId('chosen-walk').click();
    await page.getByTestId('walk-start-confirm').click();
    for (const [account, id, name] of [
      ['70A1', POLE, '东溪社区 1 号报警杆'],
      ['70A2', SCHOOL, '东溪小学 一键报警'],
      ['70A3', SQUARE, '车站广场 2 号报警杆'],
    ] as const) {
      await expect.poll(() => page.getByTestId('walk-armed').textContent(), SOON).toBe(name);
      expect((await desk.station.press(account, HOLD_UP)).kind).toBe('ack');
      await expect.poll(() => page.getByTestId(`walk-entry-${id}`).getAttribute('data-state'), SOON).toBe('proved');
      if (account === '70A2') await desk.duty.picture('devices-4-walking');
    }
    expect(await page.getByTestId('walk-progress').textContent()).toBe('已测通 3 / 3');
    await page.getByTestId('set-aside-walkTest').first().waitFor();
    await page.getByTestId('walk-finish').click();
    await page.getByTestId('walk-finish').waitFor({ state: 'detached' });
    expect(await incidentsOf(desk.duty.url, 'open')).toEqual([]);
    expect(
      (await devices()).flatMap(({ id, lastTest }) => (lastTest?.how === 'walkTest' ? [id] : [])).toSorted(),
    ).toEqual([POLE, SCHOOL, SQUARE].toSorted());
  });

  test('on paper there is the record and nothing of the desk, black on white', async () => {
    const { page } = desk.duty;
    const sheet = page.getByTestId('walk-sheet');
    expect(await sheet.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect([await sheet.isVisible(), await page.locator('#root').isVisible()]).toEqual([true, false]);
    const looks = `(() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return [style('body').backgroundColor, style('body').overflow, style('.walk-sheet').color];
    })()`;
    expect(await page.evaluate(looks)).toEqual(['rgb(255, 255, 255)', 'visible', 'rgb(0, 0, 0)']);
    const cells = await sheet.locator('tbody tr').allInnerTexts();
    expect(cells.map((cell) => cell.split(/\s*\t\s*/).slice(0, 5))).toEqual([
      ['1', '东溪社区 1 号报警杆', POLE, '70A1', '测通'],
      ['2', '东溪小学 一键报警', SCHOOL, '70A2', '测通'],
      ['3', '车站广场 2 号报警杆', SQUARE, '70A3', '测通'],
    ]);
    expect(await sheet.textContent()).toContain('共 3 台：测通 3，未收到 0，跳过 0，未测 0');
    await desk.duty.picture('devices-5-paper');
    await page.emulateMedia({ media: 'screen' });
    const pages = await desk.duty.running.app.evaluate(async ({ BrowserWindow }) => {
      const desk = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().includes('/duty/'));
      const pdf = await desk?.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
      return pdf?.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
    });
    expect(pages).toBe(1);
  });

  test('the click that a form asks the map for becomes its place', async () => {
    const { page } = desk.duty;
    await page.getByTestId('device-enroll').click();
    await page.getByTestId('device-field-name').fill('新杆');
    await page.getByTestId('device-pick').click();
    await page.getByTestId('map-aim').waitFor();
    await page.locator('.duty__map .scene').click({ position: { x: 300, y: 420 } });
    await page.getByTestId('map-aim').waitFor({ state: 'detached' });
    const degrees = async (field: string) => Number(await page.getByTestId(`device-field-${field}`).inputValue());
    expect([await degrees('lon'), await degrees('lat')]).toEqual([expect.closeTo(117.01, 1), expect.closeTo(25.07, 1)]);
    expect(await page.getByTestId('device-field-name').inputValue()).toBe('新杆');
    await page.getByTestId('device-field-id').fill('99010100100000000105');
    await page.getByTestId('device-save').click();
    await expect.poll(async () => (await deviceOf('99010100100000000105'))?.name, SOON).toBe('新杆');
  });

  test('in English the sheet, the form, the import and the walk hold no Chinese but names', async () => {
    const { page, url } = desk.duty;
    await page.keyboard.press('l');
    const names = new Set([
      ...(await properNames(url, ADMIN)),
      // Given by people: the station, and the walk that was named in Chinese.
      ...['示范街道综治中心', '步测'],
    ]);
    for (const tab of ['list', 'import', 'walk']) {
      await page.getByTestId(`devices-tab-${tab}`).click();
      expect([tab, await chineseOf(page, names)]).toEqual([tab, []]);
    }
    await page.getByTestId('device-enroll').click();
    expect(await chineseOf(page, names)).toEqual([]);
    await desk.duty.picture('devices-6-english');
  });

  test('nothing went wrong in any page, and nothing was asked of a foreign host', () => {
    expect(desk.duty.trouble()).toEqual([]);
    expect(desk.duty.running.securityLog().filter((line) => line.kind === 'request')).toEqual([]);
  });
});
