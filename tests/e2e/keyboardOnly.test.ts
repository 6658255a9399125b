/**
 * The whole main path by an officer who has no mouse: lines of the command bar, keys and lists. The page itself counts pointer
 * events, and there are none.
 */
import { beforeAll, expect, test } from 'vitest';
import type { Dispatch } from '#shared/domain/dispatch.ts';
import { openDesk } from './kit/desk.ts';
import { ask, incidentOf, incidentsOf, openIncidentOf, SOON, unansweredItem } from './kit/duty.ts';
import { HOLD_UP } from './kit/liveStation.ts';

const desk = openDesk();
let id = '';
let number = '';

/** Run in the page: counts whatever a mouse, a pen or a finger would say. */
const COUNT_POINTERS = `(() => {
  globalThis.countedPointers = 0;
  for (const kind of ['pointerdown', 'mousedown', 'pointermove', 'wheel'])
    addEventListener(kind, () => globalThis.countedPointers++, { capture: true });
})()`;

/** Run in the page: keys that an input method has taken, while it makes its characters. */
const COMPOSE = `(() => {
  const input = document.activeElement;
  input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  for (const key of ['Enter', 'Escape', 'Tab', 'ArrowUp'])
    input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, isComposing: true }));
  input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
})()`;

beforeAll(() => desk.duty.page.evaluate(COUNT_POINTERS));

const press = (key: string) => desk.duty.page.keyboard.press(key);
const bar = () => desk.duty.page.getByTestId('command-bar');
const sentence = () => desk.duty.page.getByTestId('bar-sentence').textContent();

/** Types a line where the slash key has opened the bar; waits until the bar is ready for Enter. */
async function type(line: string): Promise<void> {
  await press('/');
  await bar().waitFor();
  await desk.duty.page.keyboard.insertText(line);
}

async function enter(line: string, said: string | RegExp): Promise<void> {
  await type(line);
  await expect.poll(sentence, SOON).toMatch(said);
  await press('Enter');
  await bar().waitFor({ state: 'detached' });
}

async function dispatchOf(unitId: string): Promise<Dispatch | undefined> {
  return (await incidentOf(desk.duty.url, id)).dispatches.findLast((dispatch) => dispatch.unitId === unitId);
}

test('an alarm is chosen by key and accepted by a line', async () => {
  const { page, url } = desk.duty;
  expect((await desk.station.press('70A1', HOLD_UP)).kind).toBe('ack');
  ({ id, number } = await openIncidentOf(url, 'holdUp'));
  await unansweredItem(page, id).waitFor();
  await press('u');
  await enter('ack', `受理 ${number}`);
  await expect.poll(async () => (await incidentOf(url, id)).acknowledgedBy, SOON).toBe('本机席位');
});

test('a unit is sent and reported for by pinyin, what will be done said before Enter', async () => {
  await enter('d zhouyan 1', `派 民警 周岩 前往 ${number}`);
  await expect.poll(async () => (await dispatchOf('u-003'))?.state, SOON).toBe('notified');
  for (const [word, move, state] of [
    ['接单', '接单', 'accepted'],
    ['cf', '出发', 'enRoute'],
    ['arrive', '到场', 'onScene'],
  ] as const) {
    await enter(`u 周岩 ${word}`, `代报 民警 周岩 ${move}`);
    await expect.poll(async () => (await dispatchOf('u-003'))?.state, SOON).toBe(state);
  }
});

test('a refusal of the desk stands in the bar with everything that was typed', async () => {
  await type('close 误报 儿童误按');
  await expect.poll(sentence, SOON).toContain('以“误报”结案');
  await press('Enter');
  await expect.poll(sentence, SOON).toContain('仍有力量在现场');
  expect(await bar().inputValue()).toBe('/close 误报 儿童误按');
  await desk.duty.picture('keyboard-1-refused');
  await press('Escape');
  await type('');
  await press('ArrowUp');
  expect(await bar().inputValue()).toBe('/close 误报 儿童误按');
  await press('Escape');
});

test('a name that may be two is refused with both, and Tab takes the one that is chosen', async () => {
  await type('u 组 到场');
  await expect.poll(sentence, SOON).toContain('巡防一组');
  await press('Escape');
  await type('msg u');
  await press('ArrowDown');
  await press('Tab');
  await expect.poll(() => bar().inputValue(), SOON).toMatch(/^\/msg \S+ $/);
  await press('Escape');
});

test('keys of an input method are its own until its characters stand in the line', async () => {
  const { page } = desk.duty;
  await type('u 周岩 完');
  await page.evaluate(COMPOSE);
  expect(await bar().inputValue()).toBe('/u 周岩 完');
  await page.keyboard.insertText('成');
  await expect.poll(sentence, SOON).toContain('代报 民警 周岩 完成');
  await press('Enter');
  await bar().waitFor({ state: 'detached' });
  await expect.poll(async () => (await dispatchOf('u-003'))?.state, SOON).toBe('done');
});

test('a note, a message and a new incident with its preview', async () => {
  const { page, url } = desk.duty;
  await enter('n 现场无人，已核对', `给 ${number}`);
  await expect
    .poll(async () => JSON.stringify((await incidentOf(url, id)).timeline), SOON)
    .toContain('现场无人，已核对');
  await enter('msg 3 带回执', '给 民警 周岩 发消息');
  await expect.poll(async () => JSON.stringify(await ask(url, '/api/journal?limit=1000')), SOON).toContain('带回执');
  await type('new huozai @3 楼道有烟');
  await page.getByTestId('bar-preview').waitFor();
  expect(await page.getByTestId('bar-preview').textContent()).toContain('楼道有烟');
  await desk.duty.picture('keyboard-2-preview');
  await press('Enter');
  await bar().waitFor({ state: 'detached' });
  await openIncidentOf(url, 'fire');
});

test('the map goes to a place by name, and a layer is switched', async () => {
  const { page } = desk.duty;
  await type('go dongxi');
  await expect.poll(sentence, SOON).toMatch(/^地图飞到 .*东溪/);
  await desk.duty.picture('keyboard-3-go');
  await press('Enter');
  await bar().waitFor({ state: 'detached' });
  await enter('layer 建筑 关', '隐藏图层 建筑');
  await type('layer 建筑');
  await expect.poll(sentence, SOON).toBe('显示图层 建筑');
  await press('Escape');
  await page.getByTestId('command-bar').waitFor({ state: 'detached' });
});

test('lists are walked with arrows from one Tab stop, and the queue shows what it walks over', async () => {
  const { page } = desk.duty;
  await page.locator('.queue .queue-item[tabindex="0"]').focus();
  expect(await page.locator('.queue .queue-item[tabindex="0"]').count()).toBe(1);
  await press('Home');
  const first = page.locator('.queue .queue-item').first();
  await expect.poll(() => first.getAttribute('aria-current'), SOON).toBe('true');
  await press('ArrowDown');
  const second = page.locator('.queue .queue-item').nth(1);
  await expect.poll(() => second.getAttribute('aria-current'), SOON).toBe('true');
  await page.locator('.queue .queue-item[aria-current="true"]:focus').waitFor();
  await press('m');
  const rows = page.locator('[data-testid="device-table"] .device-row__name');
  await rows.first().waitFor();
  await rows.first().focus();
  await press('End');
  const end = page.locator('.device-row:last-child .device-row__name:focus');
  await end.waitFor();
  await press('Enter');
  await press('Escape');
  await press('Escape');
});

test('keys are found by name in the sheet of keys', async () => {
  const { page } = desk.duty;
  await press('?');
  await page.getByTestId('shortcut-search').waitFor();
  await page.keyboard.insertText('锁定');
  await expect.poll(() => page.locator('.shortcuts__row').allTextContents(), SOON).toHaveLength(1);
  await desk.duty.picture('keyboard-4-shortcuts');
  await press('Escape');
});

test('both cases are closed by line, and no pointer was ever used', async () => {
  const { page, url } = desk.duty;
  for (const each of await incidentsOf(url, 'open')) {
    await enter(`close ${each.number} 误报 演练`, `以“误报”结案 ${each.number}`);
    await expect.poll(async () => (await incidentOf(url, each.id)).closeReason, SOON).toBe('false');
  }
  expect(await incidentsOf(url, 'open')).toEqual([]);
  expect(await page.evaluate('globalThis.countedPointers')).toBe(0);
  expect(desk.duty.trouble()).toEqual([]);
});
