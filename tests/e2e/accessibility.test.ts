/**
 * What a screen reader is told at each step of the main path, from Chromium's own accessibility tree in the real window, and
 * whether the top bar's cells stand beside each other in both languages at the sizes of a desk.
 */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { deskText } from '#shared/text/index.ts';
import { openReader, type ReaderView } from './kit/accessibility.ts';
import { openDesk } from './kit/desk.ts';
import { openIncidentOf, SOON, unansweredItem } from './kit/duty.ts';
import { HOLD_UP } from './kit/liveStation.ts';

const desk = openDesk();
const text = deskText('zh-CN');
let look: () => Promise<ReaderView>;

beforeAll(async () => {
  ({ look } = await openReader(desk.duty.page));
});

/** What one test left open is not in the way of the next. */
afterEach(async () => {
  if ((await desk.duty.page.locator('[role="dialog"]').count()) > 0) await press('Escape');
});

const press = (key: string) => desk.duty.page.keyboard.press(key);

/** Nothing without a name, now or in a moment: what left the page between two questions is asked again. */
const untilNamed = () => expect.poll(async () => (await look()).unnamed, { timeout: 15_000 }).toEqual([]);

test('the quiet desk has its landmarks, its headings and a name for everything', async () => {
  await untilNamed();
  const { said } = await look();
  expect(said.filter((line) => /^(banner|main|contentinfo) /.test(line)).map((line) => line.split(' ')[0])).toEqual(
    expect.arrayContaining(['banner', 'main', 'contentinfo']),
  );
  expect(said).toEqual(
    expect.arrayContaining([
      'heading "示范街道综治中心"',
      `region "${text.queue.title}"`,
      `region "${text.incident.panel}"`,
      `region "${text.notices.title}"`,
      `region "${text.reader.mapInWords}"`,
    ]),
  );
});

test('a new alarm is told at once, and what is done about it politely', async () => {
  const { page, url } = desk.duty;
  expect((await desk.station.press('70A1', HOLD_UP)).kind).toBe('ack');
  const { id, number } = await openIncidentOf(url, 'holdUp');
  await unansweredItem(page, id).waitFor();
  const loud = page.locator('[aria-live="assertive"]');
  await expect.poll(async () => (await loud.allTextContents()).join(''), SOON).toContain('紧急求助');
  await untilNamed();
  await press('u');
  await press('a');
  const polite = page.getByTestId('incident-news');
  await expect.poll(() => polite.textContent(), SOON).toContain(number);
  await expect.poll(() => page.getByTestId('map-in-words').textContent(), SOON).toContain(`选中：${number} 紧急求助`);
  await expect.poll(() => page.getByTestId('map-in-words').textContent(), SOON).toContain('最近的力量：');
  await untilNamed();
});

test.each([
  ['the command bar', '/', 'command-bar'],
  ['the sheet of keys', '?', 'shortcut-sheet'],
  ['closing', 'c', 'dialog-close'],
  ['opening by hand', 'o', 'dialog-open-incident'],
  ['the handling menu', '6', 'dialog-life-menu'],
])('%s is a dialog with a name, and so is all in it; Escape gives the focus back', async (_name, key, testId) => {
  const { page } = desk.duty;
  const before = page.locator('.queue .queue-item').first();
  await before.focus();
  await press(key);
  await page.getByTestId(testId).waitFor();
  await untilNamed();
  // Chromium's tree follows the page a little later.
  await expect.poll(async () => (await look()).said.filter((line) => line.startsWith('dialog ')).length, SOON).toBe(1);
  await press('Escape');
  await page.getByTestId(testId).waitFor({ state: 'detached' });
  await page.locator('.queue .queue-item:focus').waitFor();
});

test.each([
  ['devices', 'm', 'devices-sheet'],
  ['tasks', 'Control+t', 'tasks-sheet'],
])('the sheet of %s has a name for everything', async (_name, key, testId) => {
  const { page } = desk.duty;
  await press(key);
  await page.getByTestId(testId).waitFor();
  await untilNamed();
  await press('Escape');
  await page.getByTestId(testId).waitFor({ state: 'detached' });
});

test.each([
  [1_366, 768],
  [1_100, 768],
])('at %d × %d no cell of the top bar is drawn over another, in either language', async (width, height) => {
  const { page, running } = desk.duty;
  await running.app.evaluate(
    ({ BrowserWindow }, size) => {
      for (const window of BrowserWindow.getAllWindows()) {
        window.setMinimumSize(size.width, size.height);
        window.setContentSize(size.width, size.height);
      }
    },
    { width, height },
  );
  await expect.poll(() => page.evaluate<number>('innerWidth'), SOON).toBe(width);
  const spoken = page.locator('html');
  for (const language of ['zh-CN', 'en']) {
    await expect
      .poll(async () => {
        if ((await spoken.getAttribute('lang')) !== language) await press('l');
        return spoken.getAttribute('lang');
      }, SOON)
      .toBe(language);
    await expect.poll(() => page.evaluate<string[]>(OVERLAPS), SOON).toEqual([]);
    await desk.duty.picture(`top-bar-${width}-${language}`);
  }
});

/** Run in the page: pairs of cells that share a pixel, and cells that reach over the edge of the bar. */
const OVERLAPS = `(() => {
  const bar = document.querySelector('.top-bar__row').getBoundingClientRect();
  const cells = [...document.querySelectorAll('.top-bar__row > *, .cell__value, .cell__label, .cell__detail')]
    .map((cell) => ({ cell, name: cell.className, box: cell.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0);
  const outside = cells.filter(({ box }) => box.right > bar.right + 0.5 || box.bottom > bar.bottom + 0.5);
  const pairs = cells.flatMap((one, index) =>
    cells
      .slice(index + 1)
      .filter(({ cell, box }) => {
        if (one.cell.contains(cell) || cell.contains(one.cell)) return false;
        const isBeside = box.left >= one.box.right - 0.5 || box.right <= one.box.left + 0.5;
        return !isBeside && box.top < one.box.bottom - 2 && box.bottom > one.box.top + 2;
      })
      .map((other) => one.name + ' × ' + other.name),
  );
  return [...outside.map(({ name }) => 'outside: ' + name), ...pairs];
})()`;
