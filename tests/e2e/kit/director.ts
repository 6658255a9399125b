import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Duty, openDuty, PATIENCE_MS } from './duty.ts';
import { pageOf } from './launch.ts';

export interface LedStation {
  readonly duty: Duty;
  readonly director: Page;
  /** Of the station's administrator, who sees the script. */
  readonly token: string;
}

/** The demo station with its director's window, opened from the desk. */
export async function openLedStation(): Promise<LedStation> {
  const duty = await openDuty();
  const token = readFileSync(join(duty.running.dataFolder, 'admin-token'), 'utf8').trim();
  await duty.page.keyboard.press('Control+F12');
  await duty.page.getByTestId('open-director').click();
  const director = await pageOf(duty.running.app, '/windows/director/');
  director.setDefaultTimeout(PATIENCE_MS);
  await duty.page.keyboard.press('Escape');
  return { duty, director, token };
}
