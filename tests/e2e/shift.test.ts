/** A hand-over in the real window: one officer gives it, another takes it by keyboard, both sign, and the page becomes a PDF. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { openDesk } from './kit/desk.ts';
import { openIncidentOf } from './kit/duty.ts';
import { HOLD_UP } from './kit/liveStation.ts';

const PASSWORD = 'Dongxi-Lu-2026!';
const desk = openDesk();
const byId = (id: string) => desk.duty.page.getByTestId(id);
const folder = mkdtempSync(join(tmpdir(), 'pingan-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function signIn(name: string): Promise<void> {
  const { page } = desk.duty;
  await page.keyboard.press('Control+l');
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
  await page.locator('[data-testid="hand-over-sign"]:not([disabled])').waitFor();
  await desk.duty.picture('shift-3-touched');
  await byId('hand-over-sign').click();
  await byId('sign-beside').click();
  await byId('beside-name').fill('chen');
  await byId('beside-password').fill(PASSWORD);
  await byId('beside-sign').click();
  await byId('hand-over-open').waitFor();
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
  const pdf = readFileSync(file);
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  // Glyphs that several characters share are named by one of them: 日 by the radical it also is.
  const words = wordsOf(pdf).normalize('NFKC');
  expect([...'值班日志二号楼电梯维修须交接'].filter((character) => !words.includes(character))).toEqual([]);
});

test('the roster is laid out for a week and kept', async () => {
  await byId('shift-tab-roster').click();
  await desk.duty.picture('shift-5-roster');
});

/** What stands in it, by the maps from glyphs to characters that come with its fonts. */
function wordsOf(pdf: Buffer): string {
  const streams: string[] = [];
  let from = 0;
  for (;;) {
    const start = pdf.indexOf('stream\n', from);
    if (start < 0) break;
    const end = pdf.indexOf('endstream', start);
    try {
      streams.push(inflateSync(pdf.subarray(start + 7, end)).toString('latin1'));
    } catch {
      // Not every stream is compressed this way; fonts and pictures are not read.
    }
    from = end + 9;
  }
  return streams
    .filter((stream) => stream.includes('beginbfchar') || stream.includes('beginbfrange'))
    .map(mapped)
    .join('');
}

const mapped = (stream: string): string =>
  [...stream.matchAll(/<[0-9A-F]+> <([0-9A-F]{4})>/g)]
    .map(([, code]) => String.fromCharCode(Number.parseInt(code!, 16)))
    .join('');
