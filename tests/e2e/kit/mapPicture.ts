/** What the scene looks like: its layers switched as an officer does it, and pictures of it compared. For questions only a picture answers. */
import type { Page } from 'playwright-core';

const LAYERS_BUTTON = '.scene-tools button:last-of-type';
/** Of three channels together: less is another rounding of the same colour. */
const SAME_COLOUR = 24;
const TRIES = 20;

/** A square of the scene, CSS pixels from its top left. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

/** Opens or closes the list of layers. */
export const layersList = (page: Page) => page.locator(LAYERS_BUTTON).click();

/** Switches layers over, each from what it was to the other. */
export async function turnLayers(page: Page, ...layers: readonly string[]): Promise<void> {
  await layersList(page);
  for (const layer of layers) await page.locator(`[data-layer="${layer}"] input`).click();
  await layersList(page);
  await page.locator('.scene-layers').waitFor({ state: 'detached' });
}

/** Which layers there are, and which of them are on. */
export async function layersOf(page: Page): Promise<Readonly<Record<string, boolean>>> {
  await layersList(page);
  await page.locator('.scene-layers').waitFor();
  const rows = await page.locator('[data-layer]').all();
  const states = await Promise.all(
    rows.map(async (row) => [await row.getAttribute('data-layer'), await row.locator('input').isChecked()]),
  );
  await layersList(page);
  await page.locator('.scene-layers').waitFor({ state: 'detached' });
  return Object.fromEntries(states);
}

/** The scene once two pictures of it in a row are the same, or the last of many, as base64. */
async function sceneAtRest(page: Page): Promise<string> {
  const take = async () => (await page.locator('.scene').screenshot()).toString('base64');
  let last = await take();
  for (let tries = 0; tries < TRIES; tries++) {
    await new Promise((done) => setTimeout(done, 350));
    const next = await take();
    if (next === last) break;
    last = next;
  }
  return last;
}

/** How many pixels of each spot are others in the second picture. */
function othersBetween(page: Page, before: string, after: string, spots: readonly Spot[]): Promise<number[]> {
  return page.evaluate(`(async () => {
    const pixels = async (png) => {
      const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
      const ink = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      ink.drawImage(picture, 0, 0);
      return ink.getImageData(0, 0, picture.width, picture.height);
    };
    const [a, b] = [await pixels('${before}'), await pixels('${after}')];
    return ${JSON.stringify(spots)}.map(({ x, y, reach }) => {
      let others = 0;
      for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(a.height, y + reach); row++) {
        for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(a.width, x + reach); column++) {
          const at = (row * a.width + column) * 4;
          const away = [0, 1, 2].reduce((sum, channel) => sum + Math.abs(a.data[at + channel] - b.data[at + channel]), 0);
          if (away > ${SAME_COLOUR}) others++;
        }
      }
      return others;
    });
  })()`);
}

/** How many pixels around each spot are others when a layer is switched off; it is on again afterwards. */
export async function switchedOff(page: Page, layer: string, spots: readonly Spot[]): Promise<number[]> {
  const before = await sceneAtRest(page);
  await turnLayers(page, layer);
  const after = await sceneAtRest(page);
  await turnLayers(page, layer);
  return othersBetween(page, before, after, spots);
}

/** The middle of the scene, as high as it is. */
export async function middleOf(page: Page): Promise<Spot> {
  const box = (await page.locator('.scene').boundingBox())!;
  return { x: box.width / 2, y: box.height / 2, reach: Math.min(box.width, box.height) / 2 };
}
