/** A hand-over as the taker goes through it in the window: item by item by keyboard, then both signatures. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { SOON } from './duty.ts';

const UNTOUCHED = '[data-testid="hand-over-item"]:not([data-standing="seen"]):not([data-standing="taken"])';
const OVER = '[data-testid="hand-over-open"], [data-testid="shift-end"]';

/** Until nothing is left to be looked at, or there is nothing any more. */
export async function touchAll(page: Page): Promise<void> {
  const untouched = page.locator(UNTOUCHED);
  await page.locator(`[data-testid="hand-over-items"], ${OVER}`).first().waitFor();
  await expect
    .poll(async () => {
      const left = await untouched.count();
      if (left === 0) return 0;
      await untouched.first().focus();
      await page.keyboard.press('Space');
      return left;
    }, SOON)
    .toBe(0);
  await page.locator(`[data-testid="hand-over-sign"]:not([disabled]), ${OVER}`).first().waitFor();
}

/**
 * Signs for who is signed in, and for the giver beside. What changes meanwhile, as a limit that runs out does, makes both look and
 * sign again: so it goes on until it is handed over.
 */
export async function signBoth(page: Page, giver: { loginName: string; password: string }): Promise<void> {
  const byId = (id: string) => page.getByTestId(id);
  const isOver = async () => (await page.locator(OVER).count()) > 0;
  await expect
    .poll(async () => {
      if (await isOver()) return true;
      await touchAll(page);
      if (await isOver()) return true;
      await byId('hand-over-sign').click();
      if ((await byId('beside-name').count()) === 0) await byId('sign-beside').click();
      await byId('beside-name').fill(giver.loginName);
      await byId('beside-password').fill(giver.password);
      await byId('beside-sign').click();
      await page.locator(`${OVER}, [data-testid="toast-refused"]`).first().waitFor();
      return isOver();
    }, SOON)
    .toBe(true);
}
