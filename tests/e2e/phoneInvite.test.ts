/** At the desk: a phone is invited from its unit's card by a code and a QR, shows up there when it has joined, and is put out there. */
import { expect, test } from 'vitest';
import { openPhone } from '#tests/flows/kit/phone.ts';
import { openDesk } from './kit/desk.ts';
import { order, SOON } from './kit/duty.ts';
import { PHONE } from './kit/liveStation.ts';

const desk = openDesk();

async function join(code: string): Promise<{ ok: boolean; token: string }> {
  const response = await fetch(`${desk.duty.url}/api/worker/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, model: 'Android' }),
  });
  return (await response.json()) as never;
}

test('the card of a unit invites a phone, lists it, and puts it out', async () => {
  const { page, url } = desk.duty;
  using radio = await openPhone(url, 'u-005', PHONE);
  await radio.command('message.send', { unitIds: ['u-005'], text: '换手机，请发加入码' });
  await page.getByTestId('unread-u-005').getByRole('button').click();
  await page.getByTestId('phone-invite').click();
  const code = page.getByTestId('phone-code');
  await code.waitFor();
  // Nobody has opened the LAN: a code alone would lead nowhere, and the card says so.
  expect(await page.getByTestId('card').textContent()).toContain('局域网接入未开放');
  expect(await page.getByTestId('phone-qr').count()).toBe(0);
  await order(url, 'lan.open', { host: '127.0.0.1', port: 0 });
  await page.getByTestId('phone-invite').click();
  await page.getByTestId('phone-qr').waitFor();
  await page.getByText('完成').scrollIntoViewIfNeeded();
  await desk.duty.picture('phone-invite');
  const joined = await join((await code.textContent()) ?? '');
  expect(joined.ok).toBe(true);
  await page.getByTestId('phone-row').waitFor();
  expect(await page.getByTestId('phone-row').textContent()).toContain('Android');
  using phone = await openPhone(url, 'u-005', joined.token);
  const dropped = new Promise((done) => phone.socket.once('disconnect', done));
  await page.getByTestId('phone-revoke').click();
  await page.getByTestId('phone-revoke-now').click();
  await dropped;
  await expect.poll(() => page.getByTestId('phone-row').count(), SOON).toBe(0);
  expect(desk.duty.trouble()).toEqual([]);
});
