/**
 * The whole public path in the real window: pushed over WeChat's wire, one quiet tone, opened by one key, dispatched, photos and
 * a voice note of the field beside it, closed; and the reporter is told accepted, being handled, done over WeChat's own wire.
 * What a citizen writes is text wherever it is shown.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wgs84ToGcj02 } from '#shared/geo/datum.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openPhone } from '#tests/flows/kit/phone.ts';
import { WechatCustomerService, WechatService } from '#tests/simulators/wechat.ts';
import { type Duty, incidentsOf, openDuty, order, SOON } from './kit/duty.ts';
import { hear, notePlayed, playedFrom, playedSoFar, recordVoice, redPng, sha256 } from './kit/fieldMedia.ts';
import { ADMIN, type LiveStation, makeLiveStation, PHONE } from './kit/liveStation.ts';

const WECHAT = {
  token: 'streetWatch2031',
  appId: 'wx0123456789abcdef',
  encodingAESKey: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY',
  mode: 'safe',
} as const;
const HOSTILE = '三号楼有人打架 <img src=x onerror="window.canary=1"><script>window.canary=2</script>';
const [lon, lat] = pointAt(200, 150);

let station: LiveStation;
let duty: Duty;
let service: WechatService;
let customers: WechatCustomerService;

beforeAll(async () => {
  station = await makeLiveStation();
  const config = JSON.parse(await readFile(station.configFile, 'utf8'));
  const points = [
    { code: 'DX-001', name: '东溪社区 3 号楼东门', lon, lat },
    { code: 'DX-002', name: '东溪小学 南门', lon, lat },
  ];
  customers = await new WechatCustomerService('access-token-of-the-account').listen();
  const replies = { url: customers.url };
  config.reports = { url: 'https://pingan.example.cn', wechat: WECHAT, form: { points }, replies };
  await writeFile(station.configFile, JSON.stringify(config));
  duty = await openDuty({ configFile: station.configFile, dataFolder: station.dataFolder });
  service = new WechatService(`${duty.url}/ingest/wechat`, WECHAT, 20_000);
  await noteSounds();
});
afterAll(async () => {
  await duty?.close();
  await customers?.[Symbol.asyncDispose]();
  await station?.[Symbol.asyncDispose]();
});

const canary = () => duty.page.evaluate(() => (globalThis as { canary?: number }).canary ?? null);

/** Everything the shell tells its sound page from now on. */
const noteSounds = () =>
  duty.running.app.evaluate(({ BrowserWindow }) => {
    const told: string[] = [];
    Reflect.set(globalThis, 'soundsTold', told);
    const page = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/sound/'));
    if (!page) throw new Error('there is no sound page');
    const send = page.webContents.send.bind(page.webContents);
    page.webContents.send = (channel, ...words) => {
      told.push(channel);
      send(channel, ...words);
    };
  });
const soundsTold = () =>
  duty.running.app.evaluate(() =>
    (Reflect.get(globalThis, 'soundsTold') as string[]).filter((name) => !/test$/.test(name)),
  );

test('a report arrives beside the alarms, as text, without a place, with one quiet tone and without a siren', async () => {
  const { page } = duty;
  expect((await service.send({ MsgType: 'text', Content: HOSTILE })).body).toBe('success');
  const row = page.locator('[data-testid^="public-report-"]').first();
  await row.waitFor();
  await expect.poll(() => row.textContent(), SOON).toContain('公众上报');
  const words = await row.textContent();
  expect(words).toContain('<script>window.canary=2</script>');
  expect(words).toContain('无位置');
  expect(await incidentsOf(duty.url, 'open')).toEqual([]);
  await expect.poll(soundsTold, SOON).toEqual(['pingan:sound.chime']);
  await duty.picture('reports-1-notice');
});

test('how loud the tone is, is set in the sheet or by a key, heard at once, kept by this machine, and off is off', async () => {
  const { page } = duty;
  const kept = async () => {
    const file = join(duty.running.dataFolder, 'shell/settings.json');
    return JSON.parse(await readFile(file, 'utf8').catch(() => '{}')).reportTone as string | undefined;
  };
  await page.keyboard.press('Control+g');
  const choice = page.getByTestId('report-tone');
  expect(await choice.inputValue()).toBe('normal');
  // By keyboard alone: no mouse is needed to come to it.
  await choice.focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(kept, SOON).toBe('loud');
  await expect.poll(soundsTold, SOON).toEqual(['pingan:sound.chime', 'pingan:sound.chime']);
  await duty.picture('reports-1-tone');
  await page.keyboard.press('Control+,');
  await expect.poll(kept, SOON).toBe('off');
  expect(await choice.inputValue()).toBe('off');
  for (const level of ['soft', 'normal']) {
    await page.keyboard.press('Control+,');
    await expect.poll(kept, SOON).toBe(level);
  }
  await expect.poll(soundsTold, SOON).toEqual(Array.from({ length: 4 }, () => 'pingan:sound.chime'));
  await page.keyboard.press('Control+g');
  await page.getByTestId('public-reports-sheet').waitFor({ state: 'detached' });
});

test('its place is added, and one key opens it in the citizen’s words', async () => {
  const { page } = duty;
  const [shiftedLon, shiftedLat] = wgs84ToGcj02([lon, lat]);
  const place = { Location_X: shiftedLat.toFixed(6), Location_Y: shiftedLon.toFixed(6), Label: '东溪路 9 号' };
  await service.send({ MsgType: 'location', ...place });
  await page.locator('.notice--report', { hasText: '东溪路 9 号' }).waitFor();
  await page.keyboard.press('Control+y');
  await page.getByTestId('dialog-open-incident').waitFor();
  await page.getByTestId('open-kind-publicOrder').click();
  await duty.picture('reports-2-dialog');
  await page.getByTestId('open-confirm').click();
  await page.getByTestId('incident-panel').waitFor();
  await expect.poll(async () => (await incidentsOf(duty.url, 'open')).length, SOON).toBe(1);
  const [incident] = await incidentsOf(duty.url, 'open');
  expect(incident).toMatchObject({ kind: 'publicOrder', source: 'wechat', callerWords: HOSTILE });
  await duty.picture('reports-3-incident');
});

test('dispatched, the reporter is told over WeChat’s own wire, and the sheet says so', async () => {
  const { page } = duty;
  const [incident] = await incidentsOf(duty.url, 'open');
  await order(duty.url, 'incident.dispatch', { incidentId: incident!.id, unitId: 'u-001' });
  await page.keyboard.press('Control+g');
  await page.getByTestId('public-reports-sheet').waitFor();
  await expect.poll(() => page.getByTestId('reply-accepted').textContent(), SOON).toContain('已发送');
  await expect.poll(() => page.getByTestId('reply-handling').textContent(), SOON).toContain('已发送');
  expect(customers.sent.map(({ touser, text }) => [touser, /已受理|处置中/.exec(text)?.[0]])).toEqual([
    ['oReporter_0001', '已受理'],
    ['oReporter_0001', '处置中'],
  ]);
  await duty.picture('reports-4-sheet');
  expect(await page.getByTestId('public-reports-sheet').textContent()).not.toContain('oReporter_0001');
});

test('a second citizen nearby corroborates it by itself, and one key takes him off', async () => {
  const { page } = duty;
  const [nearLon, nearLat] = wgs84ToGcj02(pointAt(230, 150));
  await service.send({
    MsgType: 'location',
    ...{ FromUserName: 'oSecond_0002', Location_X: nearLat.toFixed(6), Location_Y: nearLon.toFixed(6), Label: '楼下' },
  });
  const sheet = page.getByTestId('public-reports-sheet');
  await sheet.getByText(/佐证 .+自动挂接/).waitFor();
  await duty.picture('reports-5-corroborates');
  await page.keyboard.press('Control+d');
  await page.locator('.notice--report', { hasText: '楼下' }).waitFor();
  // Taken off by hand: nothing suggests it again.
  expect(await page.locator('.notice--report', { hasText: '楼下' }).textContent()).not.toContain('可能与');
});

test('the incident shows who corroborates it, and what the field has photographed and said, held to its checksum', async () => {
  const { page, url } = duty;
  const [incident] = await incidentsOf(url, 'open');
  await page.keyboard.press('Escape');
  await page.getByTestId(`queue-item-${incident!.id}`).first().click();
  const corroboration = page.getByTestId('corroboration');
  await expect.poll(() => corroboration.textContent(), SOON).toContain('由此立案');
  expect(await corroboration.textContent()).toContain(HOSTILE);
  using phone = await openPhone(url, 'u-001', PHONE);
  const [photo, voice] = [redPng(), await recordVoice(page)];
  for (const bytes of [photo, voice]) {
    const hash = sha256(bytes);
    const headers = { 'content-type': 'application/octet-stream', authorization: `Bearer ${ADMIN}` };
    const put = await fetch(`${url}/api/worker/evidence/${hash}`, {
      method: 'PUT',
      headers,
      body: new Uint8Array(bytes),
    });
    expect(put.status).toBe(200);
    const subject = { kind: 'incident', id: incident!.id };
    expect(await phone.command('evidence.add', { subject, hash })).toMatchObject({ ok: true });
  }
  const shown = page.getByTestId('incident-panel').getByTestId('evidence');
  await expect
    .poll(
      () =>
        shown
          .locator('img')
          .evaluateAll((all) => all.map((each) => (each as unknown as { naturalWidth: number }).naturalWidth)),
      SOON,
    )
    .toEqual([8]);
  await expect
    .poll(() => shown.getByTestId('evidence-digest').allTextContents(), SOON)
    .toEqual([photo, voice].map((bytes) => `SHA-256 ${sha256(bytes).slice(0, 12)}… 校验一致`));
  expect(await shown.textContent()).toContain('网格员 林晓');
  expect(await shown.getByRole('group', { name: '网格员 林晓 的录音' }).count()).toBe(1);
  await shown.scrollIntoViewIfNeeded();
  await duty.picture('reports-7-evidence');
  await listenTo(voice);
  await shown.locator('.evidence__open').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('evidence-large').locator('img').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('evidence-large').waitFor({ state: 'detached' });
});

/** Plays the voice note of the incident to its end, by keyboard: what sounds is what was sent, all of it. */
async function listenTo(voice: Buffer): Promise<void> {
  const { page } = duty;
  const heard = await hear(page, voice);
  // A tone, not silence; gaps of a busy machine lower what is counted of it.
  expect(heard.frequencyHz).toBeGreaterThan(100);
  expect(heard.seconds).toBeGreaterThan(0.5);
  await notePlayed(page);
  expect(await playedSoFar(page)).toBeNull();
  const player = page.getByRole('group', { name: '网格员 林晓 的录音' });
  await player.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await playedSoFar(page))?.at ?? 0, SOON).toBeGreaterThan(0);
  await expect.poll(async () => (await playedSoFar(page))?.hasEnded, SOON).toBe(true);
  expect((await playedSoFar(page))!.at).toBeCloseTo(heard.seconds, 0);
  expect(await playedFrom(page)).toEqual({ hash: sha256(voice), heard });
  await expect.poll(async () => Number(await player.getByRole('slider').inputValue()), SOON).toBeGreaterThan(0.5);
}

test('closed, the reporter is told that it is done, each stage once and in order', async () => {
  const [incident] = await incidentsOf(duty.url, 'open');
  const closing = { incidentId: incident!.id, reason: 'real', note: '已劝离', forceReason: '测试' };
  expect(await order(duty.url, 'incident.close', closing)).toMatchObject({ ok: true });
  const told = () =>
    customers.sent
      .filter(({ touser }) => touser === 'oReporter_0001')
      .map(({ text }) => /已受理|处置中|已办结/.exec(text)?.[0]);
  await expect.poll(told, SOON).toEqual(['已受理', '处置中', '已办结']);
});

test('the codes of the places are drawn, and no word of a citizen has run', async () => {
  const { page } = duty;
  await page.keyboard.press('Control+g');
  await page.getByTestId('report-codes').click();
  const list = page.locator('.report-codes .report-code__square');
  await expect.poll(() => list.count(), SOON).toBe(2);
  expect(await list.first().getAttribute('aria-label')).toBe('https://pingan.example.cn/report/?p=DX-001');
  await duty.picture('reports-6-codes');
  expect(await canary()).toBeNull();
  expect(await page.locator('.notice--report img, .notice--report script').count()).toBe(0);
});
