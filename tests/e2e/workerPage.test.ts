/**
 * The phone page in a window of a phone's size, over a network that is really cut: joining by a code, an order that rings until it
 * is answered, deeds that wait and are delivered once and in order, help, a check-in, a reload without network, and the end.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '#shared/domain/event.ts';
import { spokenFingerprint } from '#shared/kit/hostIdentity.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { ADMIN, openStation, type TestStation } from '#tests/flows/kit/station.ts';
import { type CuttableWay, openPhonePage, openWay, type PhonePage } from './kit/phonePage.ts';

const PATIENCE = { timeout: 30_000 };
const UNIT = 'u-001';
/** Red, 8 × 8 pixels, with an EXIF block that says where it was taken. */
const PICTURE = jpegWithExif();

let station: TestStation;
let way: CuttableWay;
let phone: PhonePage;
let incidentId: string;

beforeAll(async () => {
  station = await openStation();
  await station.command('lan.open', { host: '127.0.0.1', port: 0 }, ADMIN);
  way = await openWay(station.core.url);
  phone = await openPhonePage(way.url);
  phone.page.setDefaultTimeout(PATIENCE.timeout);
});
afterAll(async () => {
  await phone?.close();
  await way?.close();
  await station?.[Symbol.asyncDispose]();
});

async function eventsAfter(seq: number): Promise<StoredEvent[]> {
  return (await station.get<{ events: StoredEvent[] }>(`/api/journal?after=${seq}`)).events;
}
const head = async () => (await station.get<{ head: { seq: number } }>('/api/journal?limit=1')).head.seq;
const by = (testId: string) => phone.page.getByTestId(testId);
const waiting = () => by('outbox-count').getAttribute('data-waiting');
const connection = () => by('connection').getAttribute('data-state');

/** What the phone did, by kind of event, without what the station itself says. */
const ofPhone = (events: readonly StoredEvent[]) =>
  events.filter(({ actor }) => actor.kind === 'unit' && actor.id === UNIT).map(({ kind }) => kind);

test('a wrong code is refused in words, the right one joins once, and the fingerprint is that of the desk', async () => {
  const { joinCode } = (await station.command('worker.invite', { unitId: UNIT })) as unknown as {
    joinCode: { code: string; door: { urls: string[]; fingerprint: string } };
  };
  expect(joinCode.door.urls[0]).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/worker\/$/);
  expect(await by('fingerprint').textContent()).toBe(spokenFingerprint(joinCode.door.fingerprint).join(' '));
  await phone.picture('phone-1-join');
  await by('join-code').fill('AAAA-BBBB');
  await by('join').click();
  expect(await by('join-problem').textContent()).toBe('加入码不对、已用过或已过期，请向值班台重新索取');
  await by('join-code').fill(joinCode.code);
  await by('join').click();
  await by('shift').waitFor();
  const again = await fetch(`${station.core.url}/api/worker/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: joinCode.code, model: 'thief' }),
  });
  expect(await again.json()).toMatchObject({ ok: false, code: 'joinCodeWrong' });
});

test('nothing is located before somebody says that he is on shift', async () => {
  expect(await by('shift').getAttribute('data-on')).toBe('false');
  expect(await by('shift').textContent()).toContain('不定位');
  const [lon, lat] = pointAt(120, 10);
  await phone.stand(lon, lat);
  await by('shift-switch').click();
  await expect.poll(() => by('shift').textContent(), PATIENCE).toContain('定位精度 8 米');
  await expect.poll(waiting, PATIENCE).toBe('0');
  const { units } = await station.get<{ units: { id: string; position?: { lon: number } | null }[] }>('/api/units');
  expect(units.find(({ id }) => id === UNIT)).toBeDefined();
  await phone.picture('phone-2-on-shift');
});

test('an order rings over everything until it is answered, and the way is drawn', async () => {
  await by('tab-messages').click();
  const [lon, lat] = pointAt(300, 200);
  const opened = (await station.command('incident.open', { kind: 'dispute', lon, lat, title: '邻里争执' })) as never;
  incidentId = (opened as { incidentId: string }).incidentId;
  await station.command('incident.dispatch', { incidentId, unitId: UNIT });
  await by('ringing').waitFor();
  expect(await by('ringing').textContent()).toContain('纠纷 · 邻里争执');
  expect(await by('sos').isVisible()).toBe(true);
  await phone.picture('phone-3-ringing');
  await by('ring-accept').click();
  await by('ringing').waitFor({ state: 'detached' });
  await by('tab-duty').click();
  await expect.poll(() => by('order').getAttribute('data-state')).toBe('accepted');
  await expect.poll(async () => Number(await by('map').getAttribute('data-tiles')), PATIENCE).toBeGreaterThan(0);
  await phone.picture('phone-4-order');
});

test('what is done without network waits, outlives a reload, and is delivered once and in order', async () => {
  await expect.poll(waiting, PATIENCE).toBe('0');
  const before = await head();
  way.cut();
  await expect.poll(connection, PATIENCE).not.toBe('online');
  await by('arrive').click();
  await by('photo-input').setInputFiles({ name: 'scene.jpg', mimeType: 'image/jpeg', buffer: PICTURE });
  await expect.poll(waiting, PATIENCE).toBe('2');
  await by('tab-messages').click();
  await by('message-text').fill('已到现场，双方情绪稳定');
  await by('message-send').click();
  await expect.poll(waiting, PATIENCE).toBe('3');
  await by('outbox-open').click();
  expect(await phone.page.getByTestId('outbox-item').allTextContents()).toEqual([
    expect.stringMatching(/^到达现场.*已等待/),
    expect.stringMatching(/^照片或录音/),
    expect.stringMatching(/^消息 · 已到现场，双方情绪稳定/),
  ]);
  await phone.picture('phone-5-outbox');
  // The whole page from the phone's own disk: the station cannot be reached.
  await phone.page.reload();
  await by('order').waitFor();
  expect([await by('order').getAttribute('data-state'), await waiting()]).toEqual(['onScene', '3']);
  await phone.picture('phone-6-offline');
  expect(ofPhone(await eventsAfter(before))).toEqual([]);
  way.mend();
  await expect.poll(waiting, PATIENCE).toBe('0');
  await expect.poll(connection, PATIENCE).toBe('online');
  const events = await eventsAfter(before);
  expect(ofPhone(events)).toEqual(['incident.dispatchMoved', 'evidence.added', 'message.sent']);
  const { file } = events.find(({ kind }) => kind === 'evidence.added')!.body as { file: { hash: string } };
  const kept = await fetch(`${station.core.url}/api/evidence/${file.hash}`, {
    headers: { authorization: `Bearer ${ADMIN}` },
  });
  const bytes = Buffer.from(await kept.arrayBuffer());
  expect([bytes.subarray(0, 2).toString('hex'), bytes.includes('Exif')]).toEqual(['ffd8', false]);
});

test('help needs a long press, and is an alarm at the desk', async () => {
  const alarms = async () => (await station.get<{ alarms: { unitId?: string | null }[] }>('/api/alarms')).alarms.length;
  const before = await alarms();
  await by('sos').click();
  expect([await by('sos-state').count(), await alarms()]).toEqual([0, before]);
  await by('sos').hover();
  await phone.page.mouse.down();
  await by('sos-state').waitFor();
  await phone.page.mouse.up();
  await expect.poll(() => by('sos-state').textContent(), PATIENCE).toContain('求助已送达值班台');
  await expect.poll(alarms, PATIENCE).toBe(before + 1);
  await phone.picture('phone-7-sos');
});

test('a task is accepted, checked in at where one stands, its musts recorded, and finished', async () => {
  const [lon, lat] = pointAt(120, 10);
  const points = [{ name: '东溪小学门口', lon, lat, radiusM: 60 }];
  await by('order').waitFor({ state: 'attached' });
  await by('finish').click();
  await phone.page.getByTestId('reason-chip').first().click();
  await by('order').waitFor({ state: 'detached' });
  const audience = { kind: 'unit', unitId: UNIT };
  const task = { kind: 'patrol', title: '东溪夜巡', dueAt: Date.now() + 3_600_000, audience, points };
  const { taskId } = (await station.command('task.publish', task)) as unknown as { taskId: string };
  await by('tab-tasks').click();
  await by('task-take').click();
  await by('task-open').click();
  await by('check-in').click();
  await expect.poll(() => by('checked-in').textContent(), PATIENCE).toContain('到点已证实');
  for (const item of ['see', 'ask', 'listen', 'tell']) {
    await by(`item-${item}`).getByTestId('result-passed').click();
  }
  await by('item-report').getByTestId('result-hazard').click();
  await by('hazard-words').fill('消防通道堆放杂物');
  await by('hazard-send').click();
  await phone.picture('phone-8-task');
  await by('task-finish').click();
  const finished = async () => {
    const { tasks } = await station.get<{ tasks: { id: string; state: string; points: { checkIn: object }[] }[] }>(
      '/api/tasks?state=ended',
    );
    return tasks.find(({ id }) => id === taskId);
  };
  await expect.poll(finished, PATIENCE).toMatchObject({ state: 'finished', points: [{ checkIn: { unproved: null } }] });
});

test('something seen is reported in three touches', async () => {
  await by('tab-report').click();
  await by('kind-safetyHazard').click();
  await by('report-words').fill('井盖缺失');
  await by('report-send').click();
  await by('report-said').waitFor();
  await phone.picture('phone-9-report');
  await expect
    .poll(async () => (await eventsAfter(0)).map(({ kind }) => kind), PATIENCE)
    .toContain('fieldReport.received');
});

test('what the desk writes is counted until it is read', async () => {
  await station.command('message.send', { unitIds: [UNIT], text: '请留意南门路灯' });
  await expect.poll(() => by('tab-messages').textContent(), PATIENCE).toContain('1');
  await by('tab-messages').click();
  await expect.poll(() => by('messages').textContent(), PATIENCE).toContain('请留意南门路灯');
  await expect.poll(async () => (await eventsAfter(0)).map(({ kind }) => kind), PATIENCE).toContain('message.read');
});

test('a phone’s token opens nothing but its own', async () => {
  const token = (await phone.page.evaluate(
    `new Promise((done) => { const asked = indexedDB.open('pingan-worker'); asked.onsuccess = () => {
      const read = asked.result.transaction('kept').objectStore('kept').get('state');
      read.onsuccess = () => done(read.result.session.token); }; })`,
  )) as string;
  const asked = async (path: string, method = 'GET') => {
    const response = await fetch(`${station.core.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(method === 'POST' && { 'content-type': 'application/json' }) },
      ...(method === 'POST' && { body: '{"commandId":"c-0000001","kind":"message.send","body":{}}' }),
    });
    return response.status;
  };
  expect([
    await asked('/api/worker/map?bbox=117,25,117.01,25.01'),
    await asked('/api/incidents'),
    await asked('/api/session'),
    await asked('/api/commands', 'POST'),
  ]).toEqual([200, 403, 403, 403]);
});

test('a revoked phone is out at once, keeps nothing of its unit, and comes back only with another code', async () => {
  const { units } = station.core.desk.world;
  const [joined] = units.get(UNIT)!.phones!;
  await station.command('worker.revoke', { unitId: UNIT, phoneId: joined!.id, reason: '遗失' });
  await by('revoked').waitFor();
  await phone.picture('phone-10-revoked');
  expect(await phone.page.locator('body').textContent()).not.toContain('请留意南门路灯');
  await by('join-again').click();
  await by('join-code').waitFor();
  expect(phone.trouble()).toEqual([]);
});

function jpegWithExif(): Buffer {
  const plain = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AAP/Z',
    'base64',
  );
  const text = Buffer.from('Exif\0\0GPS 25.07 N 117.01 E');
  const block = Buffer.concat([Buffer.from([0xff, 0xe1, 0, text.length + 2]), text]);
  return Buffer.concat([plain.subarray(0, 2), block, plain.subarray(2)]);
}
