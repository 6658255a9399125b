/**
 * Everything by name, in the real application: an officer types initials, presses Enter, and the grid's card stands there with its
 * owners; columns carry the day's alarms. The demo district, an alarm from a real pole, both languages.
 */
import { describe, expect, test } from 'vitest';
import { openDesk } from './kit/desk.ts';
import { openIncidentOf, SOON, untilPainted } from './kit/duty.ts';
import { HOLD_UP } from './kit/liveStation.ts';

describe('grids at the desk', () => {
  const desk = openDesk();

  const search = async (query: string) => {
    const { page } = desk.duty;
    await page.keyboard.press('/');
    await page.getByTestId('command-bar').fill(query);
  };

  /** Pairs of what stands over the map that lie on each other. */
  const coveredBy = async (...selectors: readonly string[]) => {
    const boxes = await Promise.all(
      selectors.map(async (selector) => ({ selector, box: await desk.duty.page.locator(selector).boundingBox() })),
    );
    const shown = boxes.flatMap(({ selector, box }) => (box ? [{ selector, ...box }] : []));
    return shown.flatMap((one, index) =>
      shown.slice(index + 1).flatMap((other) => {
        const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
        const isAbove = one.y + one.height <= other.y || other.y + other.height <= one.y;
        return isBeside || isAbove ? [] : [`${one.selector} and ${other.selector}`];
      }),
    );
  };

  test('initials and Enter open the card of a community, with its owners by code', async () => {
    const { page } = desk.duty;
    await untilPainted(desk.duty, ({ isPainted }) => isPainted);
    await desk.station.press('70A1', HOLD_UP);
    await openIncidentOf(desk.duty.url, 'holdUp');
    await search('dxsq');
    await page.getByTestId('command-group-grid').waitFor();
    await desk.duty.picture('grids-1-search');
    await page.keyboard.press('Enter');
    const chain = page.getByTestId('grid-chain').locator('li');
    await expect.poll(() => chain.count(), SOON).toBe(3);
    expect(await chain.allTextContents()).toEqual([
      expect.stringMatching(/示范区990101$/),
      expect.stringMatching(/990101\d{3}$/),
      expect.stringMatching(/东溪社区990101\d{6}$/),
    ]);
    await desk.duty.picture('grids-2-community');
  });

  test('the grid of an incident shows it, today’s alarm and the pole, and each of them leads on', async () => {
    const { page } = desk.duty;
    const { place, id } = await openIncidentOf(desk.duty.url, 'holdUp');
    await search(place.gridCode ?? '');
    await page.getByTestId(`command-grid-${place.gridCode}`).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('grid-chain').locator('li').count(), SOON).toBe(4);
    expect(await page.getByTestId('grid-incidents').locator('li').count()).toBe(1);
    expect(await page.getByTestId('grid-alarms').locator('li').count()).toBe(1);
    await expect.poll(() => page.getByTestId('grid-devices').locator('li').count(), SOON).toBeGreaterThan(0);
    await page.keyboard.press('9');
    await page.getByTestId('grid-legend').waitFor();
    expect(await page.getByTestId('grid-legend-inputs').textContent()).toMatch(/1/);
    expect(await page.getByTestId('grid-legend').textContent()).toMatch(
      /今日报警次.*1–2.*3–5.*6–10.*> 10.*柱高：每次 25 米/,
    );
    await page.keyboard.press('b');
    await page.getByTestId('coverage-legend').waitFor();
    expect(await coveredBy('.grid-legend', '.coverage-legend', '.scene-camera', '.scene-tools')).toEqual([]);
    await desk.duty.picture('grids-3-legends');
    await page.keyboard.press('b');
    await desk.duty.picture('grids-3-columns');
    await page.getByTestId('grid-incidents').locator('button').first().click();
    await page.getByTestId('card').waitFor({ state: 'detached' });
    expect(await page.locator(`[data-testid="queue-item-${id}"]`).count()).toBeGreaterThan(0);
  });

  test('in English the box and the card say the same, and nothing went wrong', async () => {
    const { page } = desk.duty;
    await page.keyboard.press('l');
    await search('dxxx');
    await page.getByTestId('command-group-place').waitFor();
    await desk.duty.picture('grids-4-search-en');
    await page.keyboard.press('Escape');
    await search('dxsq');
    await page.getByTestId('command-group-grid').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('grid-chain').waitFor();
    expect(await page.getByTestId('grid-legend').textContent()).toMatch(/Alarms today.*Height: 25 m per alarm/);
    expect(await coveredBy('.grid-legend', '.scene-camera', '.scene-tools')).toEqual([]);
    await desk.duty.picture('grids-5-community-en');
    expect(desk.duty.trouble()).toEqual([]);
  });
});
