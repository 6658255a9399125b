/** The coverage readout in the real application: one key opens it, its figures and inputs stand there, another colours the roads. */
import { expect, test } from 'vitest';
import { openDesk } from './kit/desk.ts';
import { SOON } from './kit/duty.ts';

const desk = openDesk();

test('the key opens coverage with its figures, what they were made from, and the roads on the map', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('i');
  await page.getByTestId('coverage-band-2').waitFor();
  await expect.poll(() => page.getByTestId('coverage-inputs').textContent(), SOON).toMatch(/计入 \d+ 支空闲/);
  expect(await page.getByTestId('coverage-age').textContent()).toMatch(/计算，用时 [\d.]+ 毫秒/);
  await desk.duty.picture('coverage-1-sheet');
  await page.keyboard.press('b');
  await page.keyboard.press('Escape');
  await page.getByTestId('coverage-legend').waitFor();
  expect(await page.getByTestId('coverage-legend').textContent()).toContain('1 分钟自救');
  await desk.duty.picture('coverage-2-map');
  await page.keyboard.press('b');
  await page.getByTestId('coverage-legend').waitFor({ state: 'detached' });
});
