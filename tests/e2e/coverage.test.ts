/**
 * Coverage in the real application: one key opens it, its figures, inputs and their age stand there in both languages, another key
 * colours the roads; a departure that leaves places without help says so beforehand, and one click closes the gap.
 */
import { expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openDesk } from './kit/desk.ts';
import { incidentOf, order, SOON } from './kit/duty.ts';

/** Two patrols side by side: either can go without being missed. */
const SPARE = [
  { id: 's-1', name: '机动一组', eastM: -100, northM: 150 },
  { id: 's-2', name: '机动二组', eastM: -110, northM: 150 },
];
const desk = openDesk(async () => {}, SPARE);
const shown = (testId: string) => desk.duty.page.getByTestId(testId);
const textOf = (testId: string) => shown(testId).textContent();

test('the key opens coverage with its figures, what they were made from, and the roads on the map', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('i');
  await shown('coverage-band-2').waitFor();
  await expect.poll(() => textOf('coverage-inputs'), SOON).toMatch(/计入 \d+ 支空闲/);
  expect(await textOf('coverage-age')).toMatch(/计算，用时 [\d.]+ 毫秒/);
  await desk.duty.picture('coverage-1-sheet');
  await page.keyboard.press('b');
  await page.keyboard.press('Escape');
  await shown('coverage-legend').waitFor();
  expect(await textOf('coverage-legend')).toContain('1 分钟自救');
  await desk.duty.picture('coverage-2-map');
  await page.keyboard.press('b');
  await shown('coverage-legend').waitFor({ state: 'detached' });
});

test('what a departure uncovers is said beforehand, and one click sends somebody to close the gap', async () => {
  const { page, url } = desk.duty;
  // Opened by hand: nobody is told by itself, and nobody else when the first does not answer.
  const [lon, lat] = pointAt(0, 0);
  const opened = await order(url, 'incident.open', { kind: 'publicOrder', lon, lat, title: '争吵' });
  const id = opened.incidentId!;
  expect(await order(url, 'incident.dispatch', { incidentId: id, unitId: 'u-001' })).toMatchObject({ ok: true });
  await page.locator(`[data-incident="${id}"]`).first().click();
  await expect.poll(() => textOf('departure-u-002'), SOON).toMatch(/^派出后 \d+ 处重点场所超过 \d 分钟，约 \d+ 分钟（/);
  await desk.duty.picture('coverage-3-departure');
  await shown('dispatch-u-002').click();
  await shown('move-up-send').waitFor();
  const offer = (await textOf('move-up'))!;
  const [, unitName, target] = /调 (.+) 到(.+)，约 \d+ 分钟到位：\d+ 处中 \d+ 处恢复到 \d 分钟内/.exec(offer)!;
  await desk.duty.picture('coverage-4-move-up');
  await shown('move-up-send').click();
  const relocations = async () => {
    const { dispatches } = await incidentOf(url, id);
    return dispatches.filter(({ task }) => task === 'relocate');
  };
  await expect.poll(async () => (await relocations()).length, SOON).toBe(1);
  const [relocation] = await relocations();
  const unit = SPARE.find(({ name }) => name === unitName)!;
  expect(relocation).toMatchObject({ unitId: unit.id, state: 'notified', target: { name: target } });
  // Who is on the way is not offered again, whether somebody else can close what is left or not.
  const offered = async () => (await shown('move-up').allTextContents()).join();
  await expect.poll(offered, SOON).not.toContain(`调 ${unitName} 到`);
  await expect.poll(() => textOf('incident-panel'), SOON).toContain('调位');
  await desk.duty.picture('coverage-5-relocated');
});

test('who counts, who does not, and how old the oldest position is are stated in both languages', async () => {
  const { page, url } = desk.duty;
  const [lon, lat] = pointAt(300, 260);
  await fetch(`${url}/ingest/osmand?id=u-005&lon=${lon}&lat=${lat}`);
  await page.keyboard.press('i');
  await expect.poll(() => textOf('coverage-inputs'), SOON).toMatch(/最旧的定位：/);
  expect(await textOf('coverage-inputs')).toMatch(
    /计入 \d+ 支空闲且定位新鲜的力量其中 \d+ 支无终端定位，按登记位置.*\d+ 支在处置中.*\d+ 支不属于规则中的力量/,
  );
  await page.keyboard.press('l');
  await expect.poll(() => textOf('coverage-inputs'), SOON).toMatch(/free units with fresh positions counted/);
  expect(await textOf('coverage-inputs')).toMatch(/at their registered post.*Oldest position: .*\d+ busy/);
  expect(await textOf('coverage-age')).toMatch(/Worked out .+ in [\d.]+ ms/);
  await desk.duty.picture('coverage-6-sheet-en');
  expect(desk.duty.trouble()).toEqual([]);
});
