/** Places on the scene as an officer reads them: by the coordinates it shows under the pointer. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { PATIENCE_MS, SOON } from './duty.ts';

export type Place = readonly [lon: number, lat: number];

const METRES_PER_DEGREE = 111_320;

/** Metres from one place to another of the same district. */
export function metresOf([lon, lat]: Place, from: Place): { readonly east: number; readonly north: number } {
  return {
    east: (lon - from[0]) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180),
    north: (lat - from[1]) * METRES_PER_DEGREE,
  };
}

export function metresBetween(one: Place, other: Place): number {
  const { east, north } = metresOf(one, other);
  return Math.hypot(east, north);
}

/** Page pixels. */
export async function centreOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = (await page.locator('.scene').boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What the scene says is under the pointer. */
export async function groundUnder(page: Page): Promise<Place> {
  const [lat, lon] = (await page.locator('.scene-coordinates').textContent())!.split(/\s+/).map(Number.parseFloat);
  return [lon!, lat!];
}

/** What the camera looks at, by the pointer in the middle of the scene. */
export async function placeInView(page: Page): Promise<Place> {
  const { x, y } = await centreOf(page);
  await page.mouse.move(x, y);
  return groundUnder(page);
}

/** The whole district from straight above, north up: the same number of metres to a pixel everywhere, units are points. */
export async function overview(page: Page): Promise<void> {
  const tools = page.locator('.scene-tools');
  await tools.getByText('⌂').click();
  await expect.poll(() => isAtRest(page), SOON).toBe(true);
  await tools.getByText('2D').click();
  // More often than the district lets go.
  for (let press = 0; press < 8; press++) await tools.getByText('－').click();
  await expect.poll(() => metresPerPixel(page), SOON).toBeGreaterThan(14);
  await expect.poll(() => isAtRest(page), SOON).toBe(true);
}

/** Turns the wheel over a place until icons stand apart there. */
export async function goTo(page: Page, eastM: number, northM: number): Promise<void> {
  await pixelOf(page, eastM, northM);
  while ((await metresPerPixel(page)) > 0.8) {
    await page.mouse.wheel(0, -400);
    await expect.poll(() => isAtRest(page), SOON).toBe(true);
  }
}

/** By the scale bar. */
export async function metresPerPixel(page: Page): Promise<number> {
  const bar = page.locator('.scene-scale');
  const [, length, unit] = (await bar.textContent())!.match(/^([\d.]+) (k?m)$/)!;
  const width = Number.parseFloat((await bar.getAttribute('style'))!.replace('width:', ''));
  return (Number(length) * (unit === 'km' ? 1_000 : 1)) / width;
}

async function isAtRest(page: Page): Promise<boolean> {
  const before = await page.locator('.scene-coordinates, .scene-scale').allTextContents();
  await new Promise((done) => setTimeout(done, 500));
  const now = await page.locator('.scene-coordinates, .scene-scale').allTextContents();
  return before.join() === now.join();
}

/** Page pixels of a place of the district, found by moving the pointer until the scene says it is there. */
export async function pixelOf(page: Page, eastM: number, northM: number): Promise<{ x: number; y: number }> {
  const wanted = pointAt(eastM, northM);
  let at = await centreOf(page);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    await page.mouse.move(at.x, at.y);
    await expect.poll(() => isAtRest(page), SOON).toBe(true);
    const scale = await metresPerPixel(page);
    const { east, north } = metresOf(wanted, await groundUnder(page));
    if (Math.hypot(east, north) < scale * 1.5) return at;
    if (Date.now() > deadline) throw new Error(`never came to ${eastM}, ${northM}: ${east} m, ${north} m away`);
    at = { x: at.x + east / scale, y: at.y - north / scale };
  }
}
