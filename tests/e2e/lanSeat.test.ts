/**
 * Two applications on one desk: a host with its core, and a machine that joins it over the LAN by hand. An alarm at the host is
 * seen, heard and dispatched at the joined seat; the host dies and comes back, and the seat says so, keeps what it knew,
 * refuses in words and catches up; another certificate under the same address gets nothing.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spokenFingerprint } from '#shared/kit/hostIdentity.ts';
import {
  ask,
  cell,
  coreProcessId,
  type Duty,
  followScene,
  incidentOf,
  lastSceneOf,
  openDuty,
  openIncidentOf,
  order,
  PATIENCE_MS,
  SOON,
  takePicture,
  unansweredItem,
  untilPainted,
} from './kit/duty.ts';
import { launchApplication, type RunningApplication } from './kit/launch.ts';
import { ADMIN, INTRUSION, type LiveStation, makeLiveStation } from './kit/liveStation.ts';
import { byKeyboard } from './kit/officers.ts';

const PASSWORD = 'Dongxi-Lu-2026!';

let station: LiveStation;
let host: Duty;
let seat: RunningApplication;
let seatFolder: string;
let address: string;
let fingerprint: string;

beforeAll(async () => {
  station = await makeLiveStation();
  host = await openDuty({ configFile: station.configFile, dataFolder: station.dataFolder });
  seatFolder = await mkdtemp(join(tmpdir(), 'pingan-seat-e2e-'));
});
afterAll(async () => {
  await seat?.close();
  await host?.close();
  await station?.[Symbol.asyncDispose]();
  if (seatFolder) await rm(seatFolder, { recursive: true, force: true, maxRetries: 5 });
});

/** The command's whole answer: an administrator at a terminal beside the host. */
async function command(kind: string, body: object): Promise<Record<string, unknown>> {
  return (await order(host.url, kind, body)) as unknown as Record<string, unknown>;
}

test('a machine joins by address, comparison and code, and its window is that of the station', async () => {
  expect(await command('lan.open', { host: '127.0.0.1', port: 0 })).toMatchObject({ ok: true });
  const { lan } = (await (
    await fetch(`${host.url}/api/machines`, { headers: { authorization: `Bearer ${ADMIN}` } })
  ).json()) as { lan: { addresses: string[]; fingerprint: string } };
  address = lan.addresses[0]!;
  fingerprint = lan.fingerprint;
  const { joinCode } = (await command('machine.invite', { name: '二号席位', role: 'duty' })) as {
    joinCode: { code: string };
  };

  seat = await launchApplication({
    dataFolder: seatFolder,
    size: { width: 1_366, height: 768 },
    args: [`--join=${address}`],
  });
  const { window: page } = seat;
  page.setDefaultTimeout(PATIENCE_MS);
  await followScene(seat.app);
  await page.getByTestId('join-sheet').waitFor();
  expect(await page.getByTestId('join-address').inputValue()).toBe(address);
  await page.getByTestId('join-look').click();
  await page.getByTestId('join-compare').waitFor();
  expect(await page.getByTestId('fingerprint-spoken').textContent()).toBe(spokenFingerprint(fingerprint).join(' '));
  expect(await page.getByTestId('join-code').isDisabled()).toBe(true);
  await page.getByTestId('join-same').check();
  await page.getByTestId('join-code').fill('AAAA-AAAA');
  await page.getByTestId('join-confirm').click();
  await page.getByTestId('join-problem').waitFor();
  expect(await page.getByTestId('join-problem').textContent()).toBe('加入码不对或已过期，请向主机管理员重新索取');
  await takePicture(page, 'lan-join');
  await page.getByTestId('join-code').fill(joinCode.code);
  await page.getByTestId('join-confirm').click();
  await cell(page, 'core-health', 'good').waitFor();
  expect(seat.output()).toContain(`主机/Host: https://${address}`);
  expect(readFileSync(join(seatFolder, 'shell/join.json'), 'utf8')).toContain(fingerprint);
});

test('the map of the joined seat has its buildings, from the host', async () => {
  const { app, window: page } = seat;
  await untilPainted(
    { scene: () => lastSceneOf(app) },
    ({ isPainted, buildingsLoaded }) => isPainted && buildingsLoaded,
  );
  await takePicture(page, 'lan-seat-map');
});

test('it says that it can drill on the demo district only', async () => {
  const { window: page } = seat;
  await page.keyboard.press('Control+F12');
  await page.getByTestId('dialog-drill-room').waitFor();
  const said = await page.getByTestId('demo-only').textContent();
  expect([said?.includes('只能用示范辖区'), await page.getByTestId('ground-own').count()]).toEqual([true, 0]);
  // It is nobody's own desk: that its host has no accounts opens nothing here.
  expect(await page.getByTestId('open-drill-room').isDisabled()).toBe(true);
  expect(await page.evaluate(`window.pingan.openDrillRoom({ ground: 'demo' })`)).toMatchObject({
    code: 'mayNotDirect',
  });
  expect(await page.getByTestId('drill-room-refusal').textContent()).toContain('请先在主机上设置管理员');
  await takePicture(page, 'lan-seat-drill');
  await page.keyboard.press('Escape');
});

test('an alarm at the host is seen and heard at the joined seat, and dispatched there by keyboard', async () => {
  const { window: page } = seat;
  expect((await station.press('70A1', INTRUSION)).kind).toBe('ack');
  const { id } = await openIncidentOf(host.url, 'intrusion');
  await unansweredItem(page, id).waitFor();
  await unansweredItem(host.page, id).waitFor();
  await expect.poll(() => soundOf(page), SOON).toMatch(/sounding|broken/);

  const officer = byKeyboard(page);
  await officer.select(id);
  await officer.acknowledge();
  await unansweredItem(host.page, id).waitFor({ state: 'detached' });
  await officer.dispatchFirst();
  await host.page.locator('[data-testid^="dispatch-row-"]').first().waitFor();
  const incident = await incidentOf(host.url, id);
  expect([incident.acknowledgedBy, incident.dispatches.some(({ isAutomatic }) => !isAutomatic)]).toEqual([
    '二号席位',
    true,
  ]);
  await takePicture(page, 'lan-seat');
});

test('a host that dies is said to be gone, the last state stays, and all is caught up', async () => {
  const { window: page } = seat;
  const killed = coreProcessId(station.dataFolder);
  process.kill(killed, 'SIGKILL');
  const banner = page.getByTestId('banner-core-lost');
  await banner.waitFor();
  expect(await banner.textContent()).toMatch(/^与主机失去联系.*恢复前本席不受理任何操作，也不排队。$/);
  expect(await page.locator('[data-incident]').count()).toBeGreaterThan(0);
  const pressed = station.press('70A2', INTRUSION);
  expect((await pressed).kind).toBe('ack');
  await banner.waitFor({ state: 'detached' });
  const open = await openIncidentsAt(host.url);
  await expect.poll(() => idsIn(page), SOON).toEqual(open);
});

test('a seat started while its host is away draws the map from its own copy, and is live when the host answers', async () => {
  await expect.poll(() => readFileSync(join(seatFolder, 'shell/join.json'), 'utf8'), SOON).toContain('"id": "demo"');
  await seat.close();
  expect(await command('lan.close', {})).toMatchObject({ ok: true });
  seat = await launchApplication({ dataFolder: seatFolder, size: { width: 1_366, height: 768 } });
  const { window: page } = seat;
  page.setDefaultTimeout(PATIENCE_MS);
  await page.getByTestId('banner-connecting').getByText('没有应答').waitFor();
  await page.locator('[data-scene="running"]').waitFor();
  await takePicture(page, 'lan-without-host');
  const { host: bound, port } = JSON.parse(readFileSync(join(seatFolder, 'shell/join.json'), 'utf8'));
  expect(await command('lan.open', { host: bound, port })).toMatchObject({ ok: true });
  await cell(page, 'core-health', 'good').waitFor();
  await expect.poll(() => idsIn(page), SOON).toEqual(await openIncidentsAt(host.url));
});

test('while the host has shut its door every command is refused in words, and none is queued', async () => {
  const { window: page } = seat;
  const { host: bound, port } = JSON.parse(readFileSync(join(seatFolder, 'shell/join.json'), 'utf8'));
  const before = await openIncidentsAt(host.url);
  expect(await command('lan.close', {})).toMatchObject({ ok: true });
  const banner = page.getByTestId('banner-core-lost');
  await banner.waitFor();
  await page.keyboard.press('u');
  await page.keyboard.press('a');
  const refusal = page.getByTestId('toast-refused');
  await refusal.waitFor();
  expect(await refusal.locator('strong').textContent()).toBe('未发送：与核心没有联系，操作不排队');
  await page.keyboard.press('Escape');
  expect(await command('lan.open', { host: bound, port })).toMatchObject({ ok: true });
  await banner.waitFor({ state: 'detached' });
  await expect.poll(() => idsIn(page), SOON).toEqual(before);
});

test('the certificate is renewed by a button, and under the same address with another one the seat says so and stays away', async () => {
  const { window: page } = seat;
  await renewByButton();
  await page.getByTestId('banner-core-lost').getByText('主机身份已改变').waitFor();
  await takePicture(page, 'lan-host-changed');
});

/** At the host's own window: its first administrator renames the machine and renews the certificate, warned of what it costs. */
async function renewByButton(): Promise<void> {
  const { page } = host;
  const byId = (id: string) => page.getByTestId(id);
  await page.keyboard.press('Control+l');
  const fields = byId('dialog-first-admin').locator('input');
  for (const [index, words] of ['陈主任', 'chen', PASSWORD, PASSWORD].entries()) await fields.nth(index).fill(words);
  await byId('make-first-admin').click();
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
  await page.keyboard.press('Control+j');
  await page.locator('[data-testid^="rename-"]').first().click();
  await byId('rename-name').fill('二楼席位');
  await byId('rename-now').click();
  await byId('machine-list').getByText('二楼席位').waitFor();
  await byId('lan-renew').click();
  expect(await byId('lan-renew-box').textContent()).toContain('已加入的 1 台席位机会立即拒绝这台主机');
  expect(await byId('lan-renew-now').isDisabled()).toBe(true);
  await byId('lan-renew-sure').check();
  await host.picture('lan-renew');
  await byId('lan-renew-now').click();
  await byId('lan-renew-box').waitFor({ state: 'detached' });
  const { events } = await ask<{ events: { kind: string; body: { fingerprint?: string } }[] }>(
    host.url,
    '/api/journal?limit=1000',
  );
  const renewed = events.find(({ kind }) => kind === 'lan.certificateRenewed');
  expect([renewed !== undefined, renewed?.body.fingerprint === fingerprint]).toEqual([true, false]);
  expect(events.some(({ kind }) => kind === 'machine.renamed')).toBe(true);
}

async function openIncidentsAt(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/incidents?state=open`, { headers: { authorization: `Bearer ${ADMIN}` } });
  const { incidents } = (await response.json()) as { incidents: { id: string }[] };
  return incidents.map(({ id }) => id).sort();
}

const idsIn = (page: Page): Promise<string[]> =>
  page
    .locator('[data-incident]')
    .evaluateAll((items: { getAttribute(name: string): string | null }[]) =>
      items.map((item) => item.getAttribute('data-incident') ?? '').sort(),
    );

/** What the shell of the seat last said of its sound. */
function soundOf(page: Page): Promise<string> {
  return page.evaluate(
    `new Promise((done) => { const stop = window.pingan.onSound(({ state }) => { done(state); setTimeout(() => stop()); }); })`,
  ) as Promise<string>;
}
