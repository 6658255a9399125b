/**
 * The whole public path in the real window: pushed over WeChat's wire, one quiet tone, opened by one key, dispatched, photos and
 * a voice note of the field beside it, closed; and the reporter is told accepted, being handled, done over WeChat's own wire.
 * What a citizen writes is text wherever it is shown.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wgs84ToGcj02 } from '#shared/geo/datum.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openPhone } from '#tests/flows/kit/phone.ts';
import { WechatCustomerService, WechatService } from '#tests/simulators/wechat.ts';
import { type Duty, incidentsOf, openDuty, order, SOON } from './kit/duty.ts';
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
  const [photo, voice] = [redPng(), oneSecondOfSilence()];
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
  await shown.locator('.evidence__open').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('evidence-large').locator('img').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('evidence-large').waitFor({ state: 'detached' });
});

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

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** 8 × 8 pixels of red, which a browser really draws. */
function redPng(): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(24).fill(Buffer.from([200, 20, 20]))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 8 }, () => row)));
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** A second of silence as Opus in Ogg (RFC 7845), which a browser really plays. */
function oneSecondOfSilence(): Buffer {
  const head = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1');
  const tags = Buffer.from('OpusTags\x01\0\0\0p\0\0\0\0', 'latin1');
  // One frame of 20 ms: CELT, full band, silence (RFC 6716).
  const frames = Array.from({ length: 50 }, () => Buffer.from([0xf8, 0xff, 0xfe]));
  return Buffer.concat([oggPage(2, 0, 0, [head]), oggPage(0, 0, 1, [tags]), oggPage(4, 48_000, 2, frames)]);
}

/** RFC 3533: `flags` 2 begins the stream, 4 ends it. */
function oggPage(flags: number, granule: number, sequence: number, packets: readonly Buffer[]): Buffer {
  const page = Buffer.alloc(27 + packets.length);
  page.write('OggS', 0, 'latin1');
  page.writeUInt8(flags, 5);
  page.writeUInt32LE(granule, 6);
  page.writeUInt32LE(7, 14);
  page.writeUInt32LE(sequence, 18);
  page.writeUInt8(packets.length, 26);
  for (const [index, packet] of packets.entries()) page.writeUInt8(packet.length, 27 + index);
  const whole = Buffer.concat([page, ...packets]);
  whole.writeUInt32LE(oggChecksum(whole), 22);
  return whole;
}

/** CRC-32 of polynomial 04C11DB7, neither reflected nor inverted. */
function oggChecksum(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
