/** Places on the scene as an officer reads them: by the coordinates it shows under the pointer. */
import type { Page } from 'playwright-core';

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
