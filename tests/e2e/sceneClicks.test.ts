/**
 * What a click on the ground means, in the real window: a grid, a unit, a device, a crowd by its plate, a rubber band. Places are
 * found as an officer finds them: by the coordinates the scene shows under the pointer. States are asked, never pixels.
 */
import { expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openDesk } from './kit/desk.ts';
import { openIncidentOf, SOON, untilPainted } from './kit/duty.ts';
import { HOLD_UP } from './kit/liveStation.ts';
import { goTo, metresBetween, metresPerPixel, overview, pixelOf, placeInView } from './kit/mapPlace.ts';

/** A crowd within a fix's error, alone in its quarter of the district; and one that stands apart. */
const HUDDLE = { eastM: -1_500, northM: -1_500, count: 320, sideM: 5 } as const;
const SQUARE = { eastM: 1_000, northM: 1_000, count: 40, sideM: 240 } as const;

const desk = openDesk(async () => {}, [...crowd('h', HUDDLE), ...crowd('s', SQUARE)]);

test('a click on the ground opens the grid with its owners, a second one lets it go', async () => {
  const { page } = desk.duty;
  await untilPainted(desk.duty, ({ isPainted }) => isPainted);
  await overview(desk.duty.page);
  await goTo(desk.duty.page, -700, 700);
  await clickAt(-700, 700);
  await expect.poll(() => page.getByTestId('grid-chain').locator('li').count(), SOON).toBe(4);
  expect((await page.getByTestId('grid-chain').locator('li').allTextContents())[0]).toMatch(/990101$/);
  await clickAt(-700, 700);
  await page.getByTestId('card').waitFor({ state: 'detached' });
});

test('a click on a device and on a unit opens each one’s card', async () => {
  await overview(desk.duty.page);
  await goTo(desk.duty.page, 450, 400);
  await clickAt(450, 400);
  await expect.poll(cardTitle, SOON).toContain('东溪小学 一键报警');
  await overview(desk.duty.page);
  await goTo(desk.duty.page, 420, -380);
  await clickAt(420, -380);
  await expect.poll(cardTitle, SOON).toContain('民警 周岩');
  await desk.duty.page.keyboard.press('Escape');
});

test('a rubber band lists who stands in it', async () => {
  const { page } = desk.duty;
  await overview(desk.duty.page);
  await goTo(desk.duty.page, 110, 65);
  const [from, to] = [await pixelOf(desk.duty.page, 10, 120), await pixelOf(desk.duty.page, 200, 0)];
  await page.keyboard.down('Shift');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect
    .poll(enclosed, SOON)
    .toEqual([expect.stringContaining('急救一车'), expect.stringContaining('网格员 林晓')]);
  await page.keyboard.press('Escape');
});

test('the plate of a crowd at one place lists it, and the keyboard opens who is listed', async () => {
  const { page } = desk.duty;
  await overview(desk.duty.page);
  await clickAt(HUDDLE.eastM, HUDDLE.northM);
  await expect.poll(async () => (await enclosed()).length, SOON).toBe(HUDDLE.count);
  expect(await page.getByTestId('enclosed-worst').textContent()).toBe(`最差：未上报定位 ${HUDDLE.count} 支`);
  await page.getByTestId('enclosed').locator('button').first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(cardTitle, SOON).toContain('h-');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('the plate of a crowd that stands apart is flown into', async () => {
  await overview(desk.duty.page);
  const before = await metresPerPixel(desk.duty.page);
  await clickAt(SQUARE.eastM, SQUARE.northM);
  await expect.poll(() => metresPerPixel(desk.duty.page), SOON).toBeLessThan(before / 3);
  expect(await desk.duty.page.getByTestId('enclosed').count()).toBe(0);
});

test('while a place is picked neither a crowd nor a unit stands in its way', async () => {
  const { page } = desk.duty;
  const form = page.getByTestId('dialog-open-incident');
  const aim = async () => {
    await form.getByTestId('open-aim').click();
    await page.getByTestId('map-aim').waitFor();
    await expect.poll(() => page.locator('.scene').evaluate(({ style }) => style.cursor), SOON).toBe('crosshair');
  };
  const picked = async () => {
    await form.waitFor();
    const degrees = (label: string) => form.getByLabel(label).inputValue().then(Number);
    return [await degrees('经度'), await degrees('纬度')] as const;
  };
  await overview(desk.duty.page);
  await page.keyboard.press('o');
  await aim();
  await clickAt(HUDDLE.eastM, HUDDLE.northM);
  const ofCrowd = await picked();
  expect(metresBetween(ofCrowd, pointAt(HUDDLE.eastM, HUDDLE.northM))).toBeLessThan(
    3 * (await metresPerPixel(desk.duty.page)),
  );
  await aim();
  await goTo(desk.duty.page, 420, -380);
  await clickAt(420, -380);
  expect(metresBetween(await picked(), pointAt(420, -380))).toBeLessThan(3);
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  expect(await page.getByTestId('enclosed').count()).toBe(0);
  expect(await page.getByTestId('card').count()).toBe(0);
  // And afterwards a click is a click again.
  await clickAt(420, -380);
  await expect.poll(cardTitle, SOON).toContain('民警 周岩');
  await page.keyboard.press('Escape');
});

test('an incident chosen in the queue is flown to, and nothing went wrong', async () => {
  const { page } = desk.duty;
  await desk.station.press('70A3', HOLD_UP);
  const incident = await openIncidentOf(desk.duty.url, 'holdUp');
  await overview(desk.duty.page);
  await page.getByTestId(`queue-item-${incident.id}`).first().click();
  await expect
    .poll(async () => metresBetween(await placeInView(page), [incident.place.lon, incident.place.lat]), SOON)
    .toBeLessThan(40);
  expect(desk.duty.trouble()).toEqual([]);
});

interface Crowd {
  readonly eastM: number;
  readonly northM: number;
  readonly count: number;
  readonly sideM: number;
}

/** In rows of a square around its middle. */
function crowd(id: string, { eastM, northM, count, sideM }: Crowd) {
  const columns = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, index) => ({
    id: `${id}-${index}`,
    name: `${id}-${index}`,
    eastM: eastM + ((index % columns) / (columns - 1) - 0.5) * sideM,
    northM: northM + (Math.floor(index / columns) / (columns - 1) - 0.5) * sideM,
  }));
}

const cardTitle = () => desk.duty.page.getByTestId('card').getAttribute('aria-label');
const enclosed = () => desk.duty.page.getByTestId('enclosed').locator('button').allTextContents();

async function clickAt(eastM: number, northM: number): Promise<void> {
  const { x, y } = await pixelOf(desk.duty.page, eastM, northM);
  await desk.duty.page.mouse.click(x, y);
}
