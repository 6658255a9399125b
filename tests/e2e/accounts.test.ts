/**
 * Who sits at the desk, in the real application: a station without accounts says so and goes on answering alarms; its first
 * administrator is made at its own window; from then on the seat shows and sounds alarms and is refused, until somebody signs in.
 */
import { expect, test } from 'vitest';
import { codeOfStep, STEP_MS } from '#main/core/accounts/totp.ts';
import { openDesk } from './kit/desk.ts';
import { openIncidentOf, SOON, unansweredItem } from './kit/duty.ts';
import { HOLD_UP, INTRUSION } from './kit/liveStation.ts';

const PASSWORD = 'Dongxi-Lu-2026!';
const desk = openDesk();
const byId = (id: string) => desk.duty.page.getByTestId(id);

test('a station without accounts says so and answers alarms as ever', async () => {
  const { page, url } = desk.duty;
  await byId('person').waitFor();
  expect(await byId('person').getAttribute('data-state')).toBe('unset');
  await desk.station.press('70A1', HOLD_UP);
  const { id } = await openIncidentOf(url, 'holdUp');
  await unansweredItem(page, id).waitFor();
  await unansweredItem(page, id).click();
  await page.keyboard.press('a');
  await expect.poll(() => unansweredItem(page, id).count(), SOON).toBe(0);
  await desk.duty.picture('accounts-1-unset');
});

test('the first administrator is made at the window and is signed in', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+l');
  await byId('dialog-first-admin').waitFor();
  const fields = byId('dialog-first-admin').locator('input');
  await fields.nth(0).fill('陈主任');
  await fields.nth(1).fill('chen');
  await fields.nth(2).fill('short');
  await fields.nth(3).fill('short');
  expect(await byId('make-first-admin').isDisabled()).toBe(true);
  await desk.duty.picture('accounts-2-first-admin');
  await fields.nth(2).fill(PASSWORD);
  await fields.nth(3).fill(PASSWORD);
  await byId('make-first-admin').click();
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
  expect(await byId('person').textContent()).toContain('陈主任');
});

test('an administrator makes an account with an area, and sees where people are signed in', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+u');
  await byId('accounts-sheet').waitFor();
  await byId('account-chen').waitFor();
  await byId('session-revoke').waitFor();
  await desk.duty.picture('accounts-3-sheet');
  await byId('account-add').click();
  await byId('account-name').fill('林晓');
  await byId('account-login').fill('linxiao');
  await byId('account-password').fill(PASSWORD);
  await byId('account-scope-find').fill('东溪');
  await page.locator('.scope-field__found button').first().click();
  await desk.duty.picture('accounts-4-new');
  await byId('account-save').click();
  await byId('account-linxiao').waitFor();
  expect(await byId('account-linxiao').textContent()).toMatch(/\d{9,15}/);
  await page.keyboard.press('Escape');
});

test('signed out, the seat shows alarms and asks who is there before one is handled', async () => {
  const { page, url } = desk.duty;
  await page.keyboard.press('Control+l');
  await byId('sign-out').click();
  await byId('sign-in-banner').waitFor();
  await desk.station.press('70A2', INTRUSION);
  const { id } = await openIncidentOf(url, 'intrusion');
  await unansweredItem(page, id).waitFor();
  await unansweredItem(page, id).click();
  await page.keyboard.press('a');
  await byId('dialog-sign-in').waitFor();
  await desk.duty.picture('accounts-5-sign-in');
  const fields = byId('dialog-sign-in').locator('input');
  await fields.nth(0).fill('chen');
  await fields.nth(1).fill('not the password');
  await page.keyboard.press('Enter');
  await byId('sign-in-error').waitFor();
  expect(await unansweredItem(page, id).count()).toBe(1);
  await fields.nth(1).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
  await page.keyboard.press('a');
  await expect.poll(() => unansweredItem(page, id).count(), SOON).toBe(0);
  await desk.duty.picture('accounts-6-handled');
});

test('a page that is loaded anew still has its officer', async () => {
  const { page } = desk.duty;
  await page.reload();
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
  expect(await byId('person').textContent()).toContain('陈主任');
  await byId('sign-in-banner').waitFor({ state: 'detached' });
});

test('an administrator turns on a second factor, and the next sign-in asks for its code', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+l');
  await byId('own-second-factor').click();
  await byId('second-factor-password').fill(PASSWORD);
  await byId('second-factor-send').click();
  const secret = bytesOf(((await byId('second-factor-secret').textContent()) ?? '').replaceAll(' ', ''));
  const codeIn = (steps: number) => codeOfStep(secret, Math.floor(Date.now() / STEP_MS) + steps);
  await desk.duty.picture('accounts-7-second-factor');
  await byId('second-factor-code').fill('000000');
  await page.keyboard.press('Enter');
  await byId('second-factor-error').waitFor();
  await byId('second-factor-code').fill(codeIn(0));
  await page.keyboard.press('Enter');
  await byId('spare-codes').waitFor();
  const spares = await byId('spare-codes').locator('li').allTextContents();
  expect(spares).toHaveLength(8);
  await desk.duty.picture('accounts-8-spare-codes');
  await byId('spare-codes-kept').click();
  await byId('sign-out').click();
  await byId('sign-in-banner').waitFor();

  await page.keyboard.press('Control+l');
  const fields = byId('dialog-sign-in').locator('input');
  await fields.nth(0).fill('chen');
  await fields.nth(1).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await byId('sign-in-code').waitFor();
  await desk.duty.picture('accounts-9-code');
  // The code of this half minute may have been spent above: the next one is taken already.
  await byId('sign-in-code').fill(codeIn(1));
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
  expect(await byId('person').textContent()).toContain('陈主任');
  expect(desk.duty.trouble().filter((line) => !/status of 40[13]/.test(line))).toEqual([]);
});

/** RFC 4648, as an authenticator reads what is typed into it. */
function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
