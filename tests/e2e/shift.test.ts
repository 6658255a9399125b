/** A hand-over in the real window: one officer gives it, another takes it by keyboard, both sign, and the page becomes a PDF. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { weekStart } from '#shared/domain/shiftRoster.ts';
import type { ReadPacket } from '#shared/wire/handOver.ts';
import { openStation, ADMIN as THERE } from '#tests/flows/kit/station.ts';
import { openDesk } from './kit/desk.ts';
import { ask, incidentsOf, openIncidentOf, SOON } from './kit/duty.ts';
import { signBoth } from './kit/handOver.ts';
import { HOLD_UP } from './kit/liveStation.ts';
import { wordsOfPdf } from './kit/pdf.ts';

const PASSWORD = 'Dongxi-Lu-2026!';
const HOUR_MS = 3_600_000;
const desk = openDesk();
const byId = (id: string) => desk.duty.page.getByTestId(id);
const folder = mkdtempSync(join(tmpdir(), 'pingan-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function signIn(name: string): Promise<void> {
  const { page } = desk.duty;
  await page.keyboard.press('Control+l');
  await byId('sign-in-shift').getByText('按排班签到：晚班').waitFor({ state: 'attached' });
  const fields = byId('dialog-sign-in').locator('input');
  await fields.nth(0).fill(name);
  await fields.nth(1).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
}

test('an officer comes on duty, writes what the next must know, and begins to hand over', async () => {
  const { page, url } = desk.duty;
  await page.keyboard.press('Control+l');
  const admin = byId('dialog-first-admin').locator('input');
  for (const [index, text] of ['陈主任', 'chen', PASSWORD, PASSWORD].entries()) await admin.nth(index).fill(text);
  await byId('make-first-admin').click();
  await page.locator('[data-testid="person"][data-state="person"]').waitFor();
  await page.keyboard.press('Control+u');
  await byId('account-add').click();
  await byId('account-name').fill('林晓');
  await byId('account-login').fill('linxiao');
  await byId('account-password').fill(PASSWORD);
  await byId('account-save').click();
  await byId('account-linxiao').waitFor();
  await page.keyboard.press('Control+s');
  await byId('shift-tab-roster').click();
  await byId('roster-add').click();
  await byId('roster-name').fill('晚班');
  const times = byId('roster').locator('input[type="datetime-local"]');
  // A roster has the shifts that begin in its week: soon after midnight on a Monday an hour ago was last week.
  await times.nth(0).fill(localMinute(Math.max(Date.now() - HOUR_MS, weekStart(Date.now()))));
  await times.nth(1).fill(localMinute(Date.now() + 7 * HOUR_MS));
  await byId('roster-person').selectOption({ label: '林晓' });
  await byId('roster-save').click();
  await byId('roster').getByText('林晓 · 值班员').waitFor();
  await byId('shift-tab-now').click();
  await byId('shift-begin').getByText('晚班').waitFor();
  await page.keyboard.press('Escape');
  await desk.station.press('70A1', HOLD_UP);
  await openIncidentOf(url, 'holdUp');
  await page.keyboard.press('Control+s');
  await byId('shift-begin').click();
  await byId('shift-end').waitFor();
  await byId('shift-note').fill('二号楼电梯维修至晚八点');
  await byId('shift-note-must').check();
  await byId('shift-note-add').click();
  await desk.duty.picture('shift-1-now');
  expect(await byId('shift-cell').getAttribute('aria-label')).toContain('陈主任');
  await byId('shift-tab-handOver').click();
  await byId('hand-over-open').click();
  await byId('hand-over-items').waitFor();
  expect(await byId('hand-over-sign').isDisabled()).toBe(true);
});

test('the next one touches item by item with the keyboard, and both sign', async () => {
  const { page } = desk.duty;
  await page.keyboard.press('Control+l');
  await byId('sign-out').click();
  await byId('sign-in-banner').waitFor();
  await signIn('linxiao');
  await desk.duty.picture('shift-2-taking');
  const items = byId('hand-over-item');
  const count = await items.count();
  expect(count).toBeGreaterThanOrEqual(2);
  await items.first().focus();
  for (let index = 0; index < count; index++) await page.keyboard.press(index === 0 ? 'Enter' : 'Space');
  await desk.duty.picture('shift-3-touched');
  await signBoth(page, { loginName: 'chen', password: PASSWORD });
  expect(await byId('shift-cell').getAttribute('aria-label')).toContain('林晓');
});

test('the log says it in sentences and becomes a PDF with the right words', async () => {
  await byId('shift-tab-log').click();
  await byId('duty-log').getByText('交接完成').first().waitFor();
  await desk.duty.picture('shift-4-log');
  const file = join(folder, 'log.pdf');
  await desk.duty.running.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await byId('pdf-shifts').click();
  await byId('print-said').waitFor();
  const words = wordsOfPdf(file);
  expect([...'值班日志二号楼电梯维修须交接'].filter((character) => !words.includes(character))).toEqual([]);
});

test('the hand-over leaves as a file another machine can read, and one of another machine comes in, if nobody has touched it', async () => {
  const { page, running, url } = desk.duty;
  await byId('shift-tab-handOver').click();
  const file = join(folder, 'ours.pingan-handover');
  await running.app.evaluate(({ BrowserWindow }, path) => {
    BrowserWindow.getAllWindows()[0]!.webContents.session.once('will-download', (_event, item) =>
      item.setSavePath(path),
    );
  }, file);
  await byId('hand-over-last-file').click();
  const saved = () => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as { packet: string };
    } catch {
      return null;
    }
  };
  await expect.poll(() => saved() !== null, SOON).toBe(true);
  const packet = JSON.parse(saved()!.packet) as ReadPacket['packet'];
  expect([packet.state, packet.giver.name, packet.taker?.name, packet.signatures.length]).toEqual([
    ...['completed', '陈主任', '林晓', 2],
  ]);

  await using there = await openStation({
    overrides: { station: { id: 'beishan', name: '北山街道综治中心', jurisdiction: '990101001' } },
  });
  const read = (body: string) =>
    fetch(`${there.core.url}/api/hand-overs/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${THERE}`, 'content-type': 'application/octet-stream' },
      body,
    }).then(async (response) => (await response.json()) as { ok: boolean; fileHash?: string });
  expect((await read(readFileSync(file, 'utf8'))).fileHash).toMatch(/^[0-9a-f]{64}$/);

  // The other way: a station without network gives its sealed hand-over on a stick.
  await there.command('shift.begin', {}, THERE);
  await there.command('shift.note', { text: '西门岗亭停电', mustHandOver: true }, THERE);
  const { lon, lat } = { lon: 117.01, lat: 25.07 };
  await there.command('incident.open', { kind: 'dispute', lon, lat, title: '夜市摊位纠纷' }, THERE);
  const { handOverId } = await there.command('handOver.open', {}, THERE);
  await there.command('handOver.seal', { handOverId }, THERE);
  const given = await fetch(`${there.core.url}/api/hand-overs/${String(handOverId)}/file`, {
    headers: { authorization: `Bearer ${THERE}` },
  }).then((response) => response.text());
  const [good, bad] = [join(folder, 'theirs.pingan-handover'), join(folder, 'touched.pingan-handover')];
  writeFileSync(good, given);
  writeFileSync(bad, given.replace('西门岗亭停电', '西门岗亭正常'));
  await byId('hand-over-chooser').setInputFiles(bad);
  await byId('hand-over-refused').getByText('签名与内容不符：文件被改动过，或不是该站签发').waitFor();
  await desk.duty.picture('shift-6-refused');
  await byId('hand-over-chooser').setInputFiles(good);
  await byId('hand-over-look').getByText('西门岗亭停电').waitFor();
  expect(await byId('hand-over-import').isDisabled()).toBe(true);
  await byId('hand-over-compared').check();
  await desk.duty.picture('shift-7-look');
  await byId('hand-over-import').click();
  await page.locator('[data-testid="hand-over-import"][disabled]').waitFor();
  await expect
    .poll(async () => (await incidentsOf(url, 'open')).map(({ title }) => title), SOON)
    .toContain('夜市摊位纠纷');
  await byId('shift-tab-now').click();
  await page.getByText('【承接自 北山街道综治中心】西门岗亭停电').first().waitFor();
});

test('a second officer comes on duty at the same seat with name and password', async () => {
  await byId('beside-begin').click();
  await byId('beside-name').fill('chen');
  await byId('beside-password').fill(PASSWORD);
  await byId('beside-sign').click();
  await expect.poll(() => byId('on-duty').locator('li').count(), SOON).toBe(2);
  expect(await byId('person').textContent()).toContain('林晓');
  await desk.duty.picture('shift-8-two');
  const { onDuty } = await ask<{ onDuty: { name: string }[] }>(desk.duty.url, '/api/shifts');
  expect(onDuty.map(({ name }) => name)).toEqual(['林晓', '陈主任']);
});

test('the roster is laid out for a week and kept', async () => {
  await byId('shift-tab-roster').click();
  await desk.duty.picture('shift-5-roster');
});

function localMinute(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
