/** The real window over one scene pack and nothing else: no links, no units, so that what is drawn is the pack. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freeTcpPort } from '#tests/faults/kit/faultStation.ts';
import { type Duty, openDuty } from './duty.ts';
import { ADMIN } from './liveStation.ts';

/** A field of view of 46° belongs to the larger side of the scene. */
const FOCAL_SHARE = 0.5 / Math.tan((23 * Math.PI) / 180);

/**
 * Opens a scene in a station of its own and waits until the map draws.
 * @param home folder of the test, which removes it
 * @param scene folder of a pack, or of a library of packs
 */
export async function openScene(
  home: string,
  scene: string,
  size: { readonly width: number; readonly height: number },
): Promise<Duty> {
  const folder = await mkdtemp(join(home, 'station-'));
  const configFile = join(folder, 'station.json');
  const station = {
    station: { id: 'e2e', name: '样例', jurisdiction: '990101001' },
    realm: 'live',
    http: { host: '127.0.0.1', port: await freeTcpPort() },
    scene,
    tokens: [{ token: ADMIN, role: 'admin', name: '管理员' }],
  };
  await writeFile(configFile, JSON.stringify(station));
  const duty = await openDuty({ size, configFile, dataFolder: join(folder, 'data') });
  await duty.page.locator('.duty__map[data-scene="running"]').waitFor();
  return duty;
}

/** Where the scene stands in the window, and how many metres of flat ground a pixel is from straight above. */
export async function scaleFromAbove(page: Page, viewM: number) {
  const box = (await page.locator('.scene').boundingBox())!;
  return { box, metresPerPixel: viewM / (Math.max(box.width, box.height) * FOCAL_SHARE) };
}
