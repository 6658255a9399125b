/**
 * The links sheet in the real application: what comes in is seen as it comes in, an unknown pole is enrolled from its own call,
 * and a link is added, corrected, stopped and started while the desk runs.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';
import type { LinkReport } from '#shared/wire/link.ts';
import { openDesk } from './kit/desk.ts';
import { ask, cell, openIncidentOf, SOON, unansweredItem } from './kit/duty.ts';
import { ADMIN, GAS_LEAK, HOLD_UP } from './kit/liveStation.ts';
import { chineseOf, properNames } from './kit/words.ts';

const STRANGER = '70FF';

let polePort: number;

const desk = openDesk(async () => {
  polePort = portOf(await reportOf('poles'));
});

const row = (linkId: string) => desk.duty.page.getByTestId(`link-row-${linkId}`);
const frames = () => desk.duty.page.getByTestId('frame');

test('the key opens the links, and a pressed pole is seen with its bytes and what they say', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('p');
  await row('poles').waitFor();
  expect(await row('poles').getAttribute('data-condition')).toBe('running');
  expect((await desk.station.press('70A1', HOLD_UP)).kind).toBe('ack');
  await frames().first().waitFor();
  const [line] = await frames().first().locator('.frame__content').allTextContents();
  expect(line).toMatch(/^账号 70A1 · .*120/);
  await frames().first().locator('button').first().click();
  await page.getByTestId('copy-hex').click();
  await page.locator('[data-testid="copy-hex"][data-state="copied"]').waitFor();
  const copied = await desk.duty.running.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(Buffer.from(copied, 'hex').toString('latin1')).toContain('#70A1|1120 01 003');
  await desk.duty.picture('links-1-frame');
});

test('an unknown pole calls, is enrolled in one click, and its next press is an incident', async () => {
  const { page, url } = desk.duty;
  using stranger = callAs(STRANGER);
  await stranger.press(HOLD_UP);
  await expect.poll(() => cell(page, 'link-health').textContent(), SOON).toContain('陌生来电 1');
  await page.getByTestId('open-callers').click();
  await page.getByTestId(`caller-${STRANGER}`).waitFor();
  await desk.duty.picture('links-2-caller');
  await page.getByTestId(`enrol-${STRANGER}`).click();
  await page.getByTestId('device-form').waitFor();
  await desk.duty.picture('links-3-enrol');
  await fillDevice({ id: '99010100100000000077', name: '新桥 7 号报警杆', lon: '117.013', lat: '25.072' });
  await expect
    .poll(async () => (await ask<{ devices: { account?: string }[] }>(url, '/api/devices')).devices, SOON)
    .toContainEqual(expect.objectContaining({ id: '99010100100000000077', account: STRANGER, link: 'poles' }));
  expect((await stranger.press(GAS_LEAK)).kind).toBe('ack');
  const { id } = await openIncidentOf(url, 'safetyHazard');
  await unansweredItem(page, id).waitFor();
});

test('a taken port is refused in words at its field, corrected it runs, and it can be stopped and started', async () => {
  const { page } = desk.duty;
  await page.getByTestId('open-links').click();
  await page.getByTestId('link-add').click();
  await page.getByTestId('field-id').fill('poles-2');
  await page.getByTestId('field-transport.host').fill('127.0.0.1');
  await page.getByTestId('field-transport.port').fill(String(polePort));
  await page.getByTestId('link-save').click();
  const wrong = page.locator('[data-path="transport.port"] .form-field__problem');
  await expect.poll(() => wrong.textContent(), SOON).toContain(String(polePort));
  await desk.duty.picture('links-4-taken');
  await page.getByTestId('field-transport.port').fill('0');
  await page.getByTestId('link-save').click();
  await page.locator('[data-testid="link-poles-2"][data-condition="running"]').waitFor();
  expect(await reportOf('poles-2')).toMatchObject({ isUp: true, fault: null, protocol: 'dc09' });

  await page.getByTestId('link-stop').click();
  expect(await page.getByTestId('stop-confirm').isDisabled()).toBe(true);
  await page.getByTestId('stop-reason').fill('线路检修');
  await page.getByTestId('stop-confirm').click();
  await expect.poll(() => page.getByTestId('link-stopped').textContent(), SOON).toContain('线路检修');
  expect(await row('poles-2').getAttribute('data-condition')).toBe('stopped');
  await desk.duty.picture('links-5-stopped');
  await page.getByTestId('link-start').click();
  await page.locator('[data-testid="link-poles-2"][data-condition="running"]').waitFor();
});

test('in English the sheet, its frames and its form have no Chinese but names', async () => {
  const { page, url } = desk.duty;
  await page.keyboard.press('l');
  await row('poles').click();
  await frames().first().waitFor();
  const names = new Set([...(await properNames(url, ADMIN)), '示范街道综治中心']);
  expect(await chineseOf(page, names)).toEqual([]);
  await page.getByTestId('open-callers').click();
  await page.getByTestId('callers').waitFor();
  expect(await chineseOf(page, names)).toEqual([]);
  await page.getByTestId('link-add').click();
  for (const protocol of ['modbus', 'surgard', 'nmea', 'jt808']) {
    await page.getByTestId('field-protocol').selectOption(protocol);
    expect(await chineseOf(page, names)).toEqual([]);
  }
  await desk.duty.picture('links-6-english');
});

test('nothing went wrong in any page', () => {
  expect(desk.duty.trouble()).toEqual([]);
});

test('a flood on the wire is said across the desk, and a pole pressed meanwhile is answered and seen', async ({
  skip,
}) => {
  const { page } = desk.duty;
  const program = join(import.meta.dirname, '../faults/kit/floodChild.ts');
  const flood = spawn(process.execPath, [program, String(polePort), '3'], { stdio: 'ignore' });
  onTestFinished(() => void flood.kill('SIGKILL'));
  const ended = new Promise((resolve) => flood.once('close', resolve));
  expect((await desk.station.press('70A2', HOLD_UP)).kind).toBe('ack');
  await ended;
  if (!(await reportOf('poles'))?.kernelDrops) skip('the kernel dropped nothing here, or does not tell');
  await page.getByTestId('banner-overload').waitFor();
  expect(await page.getByTestId('banner-overload').textContent()).toContain('poles');
  await desk.duty.picture('links-7-overloaded');
});

async function reportOf(linkId: string): Promise<LinkReport | undefined> {
  const { links } = await ask<{ links: { id: string; report: LinkReport }[] }>(desk.duty.url, '/api/links');
  return links.find(({ id }) => id === linkId)?.report;
}

const portOf = (report: LinkReport | undefined) => Number(report?.address.split(':').at(-1));

/** A pole that nobody enrolled: not answered, so it gives up soon. */
function callAs(account: string) {
  const sender = new Dc09Sender({ host: '127.0.0.1', port: polePort, account, line: '0', giveUpAfterMs: 4_000 });
  return {
    press: (code: string) => sender.send({ contactId: { qualifier: 1, code, partition: '01', zone: '003' } }),
    [Symbol.dispose]: () => sender.dispose(),
  };
}

async function fillDevice(values: Readonly<Record<string, string>>): Promise<void> {
  for (const [field, value] of Object.entries(values)) {
    await desk.duty.page.getByTestId(`device-field-${field}`).fill(value);
  }
  await desk.duty.page.getByTestId('device-save').click();
}
