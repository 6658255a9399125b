/**
 * Reports of the public in the real window: pushed over the real wire, shown without a sound, opened by one key, dispatched, with
 * the replies to the reporter in their queue. What a citizen writes is text wherever it is shown.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wgs84ToGcj02 } from '#shared/geo/datum.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { WechatService } from '#tests/simulators/wechat.ts';
import { type Duty, incidentsOf, openDuty, order, SOON } from './kit/duty.ts';
import { type LiveStation, makeLiveStation } from './kit/liveStation.ts';

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

beforeAll(async () => {
  station = await makeLiveStation();
  const config = JSON.parse(await readFile(station.configFile, 'utf8'));
  const points = [
    { code: 'DX-001', name: '东溪社区 3 号楼东门', lon, lat },
    { code: 'DX-002', name: '东溪小学 南门', lon, lat },
  ];
  config.reports = { url: 'https://pingan.example.cn', wechat: WECHAT, form: { points } };
  await writeFile(station.configFile, JSON.stringify(config));
  duty = await openDuty({ configFile: station.configFile, dataFolder: station.dataFolder });
  service = new WechatService(`${duty.url}/ingest/wechat`, WECHAT, 20_000);
});
afterAll(async () => {
  await duty?.close();
  await station?.[Symbol.asyncDispose]();
});

const canary = () => duty.page.evaluate(() => (globalThis as { canary?: number }).canary ?? null);

test('a report arrives beside the alarms, as text, without a place and without a siren', async () => {
  const { page } = duty;
  expect((await service.send({ MsgType: 'text', Content: HOSTILE })).body).toBe('success');
  const row = page.locator('[data-testid^="public-report-"]').first();
  await row.waitFor();
  await expect.poll(() => row.textContent(), SOON).toContain('公众上报');
  const words = await row.textContent();
  expect(words).toContain('<script>window.canary=2</script>');
  expect(words).toContain('无位置');
  expect(await incidentsOf(duty.url, 'open')).toEqual([]);
  await duty.picture('reports-1-notice');
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

test('dispatched, its replies wait in the queue and the sheet says why', async () => {
  const { page } = duty;
  const [incident] = await incidentsOf(duty.url, 'open');
  await order(duty.url, 'incident.dispatch', { incidentId: incident!.id, unitId: 'u-001' });
  await page.keyboard.press('Control+g');
  await page.getByTestId('public-reports-sheet').waitFor();
  await expect.poll(() => page.getByTestId('reply-accepted').textContent(), SOON).toContain('待发送');
  await expect.poll(() => page.getByTestId('reply-handling').textContent(), SOON).toContain('未配置回复中继');
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

test('the codes of the places are drawn, and no word of a citizen has run', async () => {
  const { page } = duty;
  await page.getByTestId('report-codes').click();
  const list = page.locator('.report-codes .report-code__square');
  await expect.poll(() => list.count(), SOON).toBe(2);
  expect(await list.first().getAttribute('aria-label')).toBe('https://pingan.example.cn/report/?p=DX-001');
  await duty.picture('reports-6-codes');
  expect(await canary()).toBeNull();
  expect(await page.locator('.notice--report img, .notice--report script').count()).toBe(0);
});
