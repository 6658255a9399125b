/**
 * The phone page as a phone has it: a browser with a phone's profile over the station's own TLS, a network that is really cut, a
 * core that is really killed. From joining by a code to the end of a day, and what was done in between delivered once and in order.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '#shared/domain/event.ts';
import { distanceM, type LonLat } from '#shared/geo/earth.ts';
import { spokenFingerprint } from '#shared/kit/hostIdentity.ts';
import { WORKER_MAP_UNITS, type WorkerMap } from '#shared/wire/workerPage.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { ADMIN, STATION } from '#tests/flows/kit/station.ts';
import { type CuttableWay, openWay } from './kit/cuttableWay.ts';
import { type FieldStation, openFieldStation } from './kit/fieldStation.ts';
import { openPhonePage, type PhonePage } from './kit/phonePage.ts';
import { notices, pixelsOfWay, putAway, reachOf, secondsOf, tooSmall, WATCH, watched } from './kit/phoneWatch.ts';
import { XSS_CORPUS } from './kit/xssCorpus.ts';
import { NOTHING_FOUND, SAID, watchXss } from './kit/xssWatch.ts';

const PATIENCE = { timeout: 60_000 };
const UNIT = 'u-001';
const GATE = pointAt(600, 0);
const GROUP = {
  id: 'community',
  name: '东溪社区',
  kind: 'community',
  areas: ['990101001'],
  members: [{ id: 'zhang', name: '张主任', channel: { kind: 'phone', unitId: UNIT } }],
};
/** Red, 8 × 8 pixels, with an EXIF block that says where it was taken. */
const PICTURE = jpegWithExif();

let station: FieldStation;
let way: CuttableWay;
let phone: PhonePage;
let fingers: CDPSession;
let token: string;
let incidentId: string;

beforeAll(async () => {
  station = await openFieldStation({ groups: [GROUP] });
  way = await openWay(station.lan.host, station.lan.port);
  const url = `https://127.0.0.1:${way.port}`;
  phone = await openPhonePage({ url, certificate: station.lan.pem }, WATCH);
  phone.page.setDefaultTimeout(PATIENCE.timeout);
  fingers = await phone.context.newCDPSession(phone.page);
});
afterAll(async () => {
  await phone?.close();
  await way?.close();
  await station?.[Symbol.asyncDispose]();
});

const by = (testId: string) => phone.page.getByTestId(testId);
const waiting = () => by('outbox-count').getAttribute('data-waiting');
const connection = () => by('connection').getAttribute('data-state');
const kindsAfter = async (seq: number) => (await station.eventsAfter(seq)).map(({ kind }) => kind);

/** What the phone did, by kind of event, without what the station itself says. */
const ofPhone = (events: readonly StoredEvent[]) =>
  events.filter(({ actor }) => actor.kind === 'unit' && actor.id === UNIT).map(({ kind }) => kind);

async function say(text: string): Promise<void> {
  await by('tab-messages').click();
  await by('message-text').fill(text);
  await by('message-send').click();
}

async function openIncident(title: string): Promise<string> {
  const [lon, lat] = pointAt(300, 200);
  const opened = await station.command('incident.open', { kind: 'dispute', lon, lat, title });
  return String(opened.incidentId);
}

async function record(): Promise<void> {
  await by('voice').click();
  const left = () => by('recording').textContent();
  await by('recording').waitFor();
  const first = await left();
  await expect.poll(left, PATIENCE).not.toBe(first);
  await by('voice').click();
  await by('recording').waitFor({ state: 'detached' });
}

async function evidenceOf(hash: string): Promise<Buffer> {
  const response = await fetch(`${station.url}/api/evidence/${hash}`, {
    headers: { authorization: `Bearer ${ADMIN}` },
  });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

test('the page comes over TLS, and the certificate that answers is the one shown at the desk and on the phone', async () => {
  const { joinCode } = (await station.command('worker.invite', { unitId: UNIT })) as unknown as {
    joinCode: { code: string; door: { urls: string[]; fingerprint: string } };
  };
  expect(joinCode.door).toEqual({
    urls: [`https://127.0.0.1:${station.lan.port}/worker/`],
    fingerprint: station.lan.fingerprint,
  });
  expect(await by('fingerprint').textContent()).toBe(spokenFingerprint(station.lan.fingerprint).join(' '));
  await phone.picture('phone-1-join');
  expect(await tooSmall(phone.page)).toEqual([]);
  await by('join-code').fill('AAAA-BBBB');
  await by('join').click();
  expect(await by('join-problem').textContent()).toBe('加入码不对、已用过或已过期，请向值班台重新索取');
  await by('join-code').fill(joinCode.code);
  await by('join').click();
  await by('shift').waitFor();
  const again = await fetch(`${station.url}/api/worker/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: joinCode.code, model: 'thief' }),
  });
  expect(await again.json()).toMatchObject({ ok: false, code: 'joinCodeWrong' });
  token = (await phone.page.evaluate(
    `new Promise((done) => { const asked = indexedDB.open('pingan-worker'); asked.onsuccess = () => {
      const read = asked.result.transaction('kept').objectStore('kept').get('state');
      read.onsuccess = () => done(read.result.session.token); }; })`,
  )) as string;
});

test('it can be installed: a service worker holds it, and its manifest has no fault', async () => {
  const held = await phone.page.evaluate(
    `navigator.serviceWorker.ready.then(({ scope, active }) => [new URL(scope).pathname, new URL(active.scriptURL).pathname])`,
  );
  expect(held).toEqual(['/worker/', '/worker/serviceWorker.js']);
  const cdp = await phone.context.newCDPSession(phone.page);
  const { errors, data } = (await cdp.send('Page.getAppManifest')) as { errors: unknown[]; data: string };
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data) as { icons: { sizes: string; purpose: string }[] };
  expect(manifest).toMatchObject({ start_url: '/worker/', scope: '/worker/', display: 'standalone', lang: 'zh-CN' });
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    '192x192 any',
    '512x512 any',
    '512x512 maskable',
  ]);
  const asked = (await cdp.send('Page.getInstallabilityErrors')) as { installabilityErrors: unknown[] };
  expect(asked.installabilityErrors).toEqual([]);
});

test('positions flow on shift, and neither before it nor after it', async () => {
  const here = pointAt(120, 10);
  const located = (from: number) =>
    phone
      .sent()
      .slice(from)
      .filter((said) => said.includes('"positions"'));
  /** Anything that says where the phone is, in whatever request. */
  const betrayed = (from: number) =>
    phone
      .sent()
      .slice(from)
      .filter((said) => here.some((degrees) => said.includes(String(degrees).slice(0, 8))));
  expect(await by('shift').getAttribute('data-on')).toBe('false');
  expect(await by('shift').textContent()).toContain('不定位');
  await phone.stand(...here);
  await say('还没有值勤');
  await expect.poll(waiting, PATIENCE).toBe('0');
  expect([located(0), betrayed(0), (await watched(phone.page)).watchesPosition]).toEqual([[], [], 0]);

  await by('tab-duty').click();
  await by('shift-switch').click();
  await expect.poll(() => by('shift').textContent(), PATIENCE).toContain('定位精度 8 米');
  await expect.poll(() => located(0).length, PATIENCE).toBeGreaterThan(0);
  const seen = async () => {
    const { units } = await station.get<{ units: { id: string; position?: { lon: number } | null }[] }>('/api/units');
    return units.find(({ id }) => id === UNIT)?.position?.lon?.toFixed(4);
  };
  await expect.poll(seen, PATIENCE).toBe(here[0].toFixed(4));
  await phone.picture('phone-2-on-shift');
  expect(await tooSmall(phone.page)).toEqual([]);

  await by('shift-switch').click();
  await by('shift-end-now').click();
  await expect.poll(waiting, PATIENCE).toBe('0');
  const from = phone.sent().length;
  await phone.stand(...pointAt(140, 10));
  // A new connection sends at once what it has to say of places; a word behind it shows that it has had its turn.
  way.cut();
  await expect.poll(connection, PATIENCE).not.toBe('online');
  way.mend();
  await expect.poll(connection, PATIENCE).toBe('online');
  await say('已下班');
  await expect.poll(waiting, PATIENCE).toBe('0');
  expect([located(from), betrayed(from), (await watched(phone.page)).watchesPosition]).toEqual([[], [], 0]);
  await phone.stand(...here);
  await by('tab-duty').click();
  await by('shift-switch').click();
  await expect.poll(() => by('shift').textContent(), PATIENCE).toContain('定位精度 8 米');
});

test('on shift the screen stays lit, as long as the page is in front and somebody wants it', async () => {
  const lit = async () => (await watched(phone.page)).lit;
  await expect.poll(lit, PATIENCE).toBe(1);
  await putAway(phone.page, true);
  await expect.poll(lit, PATIENCE).toBe(0);
  await putAway(phone.page, false);
  await expect.poll(lit, PATIENCE).toBe(1);
  await by('menu').click();
  await by('keep-lit').uncheck();
  await expect.poll(lit, PATIENCE).toBe(0);
  await by('keep-lit').check();
  await expect.poll(lit, PATIENCE).toBe(1);
  await by('try-ring').click();
  await expect.poll(async () => (await watched(phone.page)).sounding, PATIENCE).toBe(1);
  await expect.poll(async () => (await watched(phone.page)).sounding, PATIENCE).toBe(0);
  await phone.picture('phone-2-menu');
  expect(await tooSmall(phone.page)).toEqual([]);
  await by('sheet-close').click();
});

/** Waits until the phone itself shows this. Only a browser does: Electron has no notifications of a service worker. */
async function untilNoticed(shown: Awaited<ReturnType<typeof notices>>): Promise<void> {
  if (phone.browser === 'chromium') await expect.poll(() => notices(phone.page), PATIENCE).toEqual(shown);
}

test('an order rings over everything until it is answered, through a hidden page as well, and is refused with a reason', async () => {
  await by('tab-messages').click();
  await putAway(phone.page, true);
  const before = await station.head();
  incidentId = await openIncident('邻里争执');
  await station.command('incident.dispatch', { incidentId, unitId: UNIT });
  // On a locked screen anybody reads it: no name, no place.
  const shown = [{ tag: 'pingan-ring', title: '新指令，请应答', body: '点开处理' }];
  await untilNoticed(shown);
  await putAway(phone.page, false);
  await untilNoticed([]);
  await by('ringing').waitFor();
  expect(await by('ringing').textContent()).toContain('纠纷 · 邻里争执');
  expect([await by('sos').isVisible(), (await watched(phone.page)).sounding]).toEqual([true, 1]);
  await phone.picture('phone-3-ringing');
  // One hand holds the phone and answers: the keys are as large as a finger and where its thumb is.
  expect(await tooSmall(phone.page)).toEqual([]);
  expect(await reachOf(phone.page, 'ring-accept')).toBeGreaterThan(0.5);
  await by('ring-refuse').click();
  expect((await watched(phone.page)).sounding).toBe(1);
  await phone.page.getByTestId('reason-chip').first().click();
  await by('ringing').waitFor({ state: 'detached' });
  expect((await watched(phone.page)).sounding).toBe(0);
  const refusal = async () =>
    (await station.eventsAfter(before)).find(({ kind }) => kind === 'incident.dispatchMoved')?.body;
  await expect.poll(refusal, PATIENCE).toMatchObject({ unitId: UNIT, to: 'refused', reason: '正在处置其他事' });
});

test('an accepted order leads along the scene’s own roads', async () => {
  await station.command('incident.dispatch', { incidentId, unitId: UNIT });
  await by('ring-accept').click();
  await by('ringing').waitFor({ state: 'detached' });
  await by('tab-duty').click();
  await expect.poll(() => by('order').getAttribute('data-state'), PATIENCE).toBe('accepted');
  await expect.poll(async () => Number(await by('map').getAttribute('data-tiles')), PATIENCE).toBeGreaterThan(0);
  await expect.poll(() => pixelsOfWay(phone.page), PATIENCE).toBeGreaterThan(500);
  const { incident } = await station.get<{ incident: { dispatches: { state: string; route: LonLat[] }[] } }>(
    `/api/incidents/${incidentId}`,
  );
  const { route } = incident.dispatches.find(({ state }) => state === 'accepted')!;
  const roads = await roadsAround(incident.dispatches.flatMap((dispatch) => dispatch.route));
  expect(route.length).toBeGreaterThan(2);
  // The ends are where somebody stands and where he is wanted, beside the road.
  const off = route.slice(1, -1).map((point) => Math.min(...roads.map((road) => metresFrom(road, point))));
  expect(Math.max(...off)).toBeLessThan(2);
  const wayWords = () => by('order').textContent();
  expect(await wayWords()).toMatch(/东北方向 26\d 米 · 预计 \d+ 分钟/);
  await phone.stand(...pointAt(290, 200));
  await expect.poll(wayWords, PATIENCE).toContain('东方向 10 米');
  await phone.picture('phone-4-order');
  expect(await tooSmall(phone.page)).toEqual([]);
});

test('what is done without network waits, outlives a reload, and is delivered once and in order', async () => {
  await expect.poll(waiting, PATIENCE).toBe('0');
  const before = await station.head();
  await phone.context.setOffline(true);
  await expect.poll(connection, PATIENCE).not.toBe('online');
  await by('arrive').click();
  await by('photo-input').setInputFiles({ name: 'scene.jpg', mimeType: 'image/jpeg', buffer: PICTURE });
  await expect.poll(waiting, PATIENCE).toBe('2');
  await record();
  await expect.poll(waiting, PATIENCE).toBe('3');
  await say('已到现场，双方情绪稳定');
  await expect.poll(waiting, PATIENCE).toBe('4');
  await by('outbox-open').click();
  expect(await phone.page.getByTestId('outbox-item').allTextContents()).toEqual([
    expect.stringMatching(/^到达现场.*已等待/),
    expect.stringMatching(/^照片/),
    expect.stringMatching(/^录音/),
    expect.stringMatching(/^消息 · 已到现场，双方情绪稳定/),
  ]);
  await phone.picture('phone-5-outbox');
  expect(await tooSmall(phone.page)).toEqual([]);
  // The whole page from the phone's own disk: the station cannot be reached.
  await phone.page.reload();
  await by('order').waitFor();
  expect([await by('order').getAttribute('data-state'), await waiting()]).toEqual(['onScene', '4']);
  await phone.picture('phone-6-offline');
  expect(ofPhone(await station.eventsAfter(before))).toEqual([]);
  await phone.context.setOffline(false);
  await expect.poll(waiting, PATIENCE).toBe('0');
  await expect.poll(connection, PATIENCE).toBe('online');
  expect(ofPhone(await station.eventsAfter(before))).toEqual([
    'incident.dispatchMoved',
    'evidence.added',
    'evidence.added',
    'message.sent',
  ]);
});

test('a photo says nothing of where it was taken, and a voice note is kept under its SHA-256 and can be heard', async () => {
  const added = (await station.eventsAfter(0)).filter(({ kind }) => kind === 'evidence.added');
  const files = added.map(({ body }) => (body as { file: { hash: string; mediaType: string } }).file);
  expect(files.map(({ mediaType }) => mediaType)).toEqual(['image/jpeg', 'audio/webm']);
  const [photo, voice] = await Promise.all(files.map(({ hash }) => evidenceOf(hash)));
  expect([photo!.subarray(0, 2).toString('hex'), photo!.includes('Exif')]).toEqual(['ffd8', false]);
  const { hash } = files[1]!;
  expect(createHash('sha256').update(voice!).digest('hex')).toBe(hash);
  const kept = readdirSync(join(station.dataDirectory, 'evidence'), { recursive: true, withFileTypes: true });
  const onDisk = kept.filter((entry) => entry.isFile() && entry.name.includes(hash));
  expect(onDisk.map(({ parentPath, name }) => readFileSync(join(parentPath, name)).equals(voice!))).toEqual([true]);
  expect(await secondsOf(phone.page, voice!)).toBeGreaterThan(0.3);
});

test('an answer that is lost on the way back does nothing twice', async () => {
  const before = await station.head();
  way.deafen();
  await by('tab-duty').click();
  await by('finish').click();
  await phone.page.getByTestId('reason-chip').first().click();
  const moves = async () => (await kindsAfter(before)).filter((kind) => kind === 'incident.dispatchMoved');
  await expect.poll(moves, PATIENCE).toEqual(['incident.dispatchMoved']);
  expect(await waiting()).toBe('1');
  way.mend();
  await expect.poll(waiting, PATIENCE).toBe('0');
  expect(await moves()).toEqual(['incident.dispatchMoved']);
  await by('order').waitFor({ state: 'detached' });
});

test('what is done while the core is dead is delivered once and in order when it is back', async () => {
  const before = await station.head();
  await station.kill();
  await expect.poll(connection, PATIENCE).not.toBe('online');
  await say('核心停机期间第一条');
  await by('tab-report').click();
  await by('kind-safetyHazard').click();
  await by('report-send').click();
  await say('核心停机期间第二条');
  await expect.poll(waiting, PATIENCE).toBe('3');
  await station.start();
  await expect.poll(waiting, PATIENCE).toBe('0');
  expect(ofPhone(await station.eventsAfter(before))).toEqual(['message.sent', 'fieldReport.received', 'message.sent']);
  await expect.poll(connection, PATIENCE).toBe('online');
});

test('help is one key, which no pocket presses: a tap, a slide and two fingers do nothing, a steady finger is an alarm', async () => {
  const alarms = async () => (await station.get<{ alarms: object[] }>('/api/alarms')).alarms.length;
  const before = await alarms();
  const held = () => by('sos').getAttribute('data-held');
  const { x, y, width, height } = (await by('sos').boundingBox())!;
  const [middle, level] = [x + width / 2, y + height / 2];
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    fingers.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
    });

  await touch('touchStart', [middle, level]);
  await expect.poll(held).toBe('true');
  await touch('touchEnd');
  await expect.poll(held).toBe('false');

  await touch('touchStart', [middle, level]);
  await expect.poll(held).toBe('true');
  await touch('touchMove', [middle - 40, level + 20]);
  await expect.poll(held).toBe('false');
  await touch('touchEnd');

  await touch('touchStart', [middle, level]);
  await expect.poll(held).toBe('true');
  await touch('touchStart', [middle, level], [60, 500]);
  await expect.poll(held).toBe('false');
  await touch('touchEnd');
  expect([await by('sos-state').count(), await alarms()]).toEqual([0, before]);

  const inputs = (await watched(phone.page)).inputs;
  await touch('touchStart', [middle, level]);
  await by('sos-state').waitFor();
  await touch('touchEnd');
  expect((await watched(phone.page)).inputs - inputs).toBe(1);
  await expect.poll(() => by('sos-state').textContent(), PATIENCE).toContain('求助已送达值班台');
  await expect.poll(alarms, PATIENCE).toBe(before + 1);
  await phone.picture('phone-7-sos');
  // Taken back in words, and the alarm stands until the desk has seen to it.
  const from = await station.head();
  await by('sos-mistake').click();
  await expect.poll(() => kindsAfter(from), PATIENCE).toContain('message.sent');
  expect(await alarms()).toBe(before + 1);
  // Nobody is sent to himself.
  expect(await by('ringing').count()).toBe(0);
});

test('something seen is reported in three touches from the first screen, and in three with a photo from its own', async () => {
  const start = async () => (await watched(phone.page)).inputs;
  const reports = async (seq: number) =>
    (await station.eventsAfter(seq)).filter(({ kind }) => kind === 'fieldReport.received').map(({ body }) => body);
  const from = await station.head();
  await by('tab-duty').click();
  const first = await start();
  await by('tab-report').click();
  await by('kind-safetyHazard').click();
  await by('report-send').click();
  expect((await start()) - first).toBeLessThanOrEqual(3);
  await by('report-said').waitFor();
  const [lon, lat] = pointAt(290, 200);
  await expect
    .poll(() => reports(from), PATIENCE)
    .toEqual([
      expect.objectContaining({ unitId: UNIT, kind: 'safetyHazard', place: expect.objectContaining({ lon, lat }) }),
    ]);

  const second = await start();
  await by('kind-dispute').click();
  const chooser = phone.page.waitForEvent('filechooser');
  await by('photo').click();
  await (await chooser).setFiles({ name: 'seen.jpg', mimeType: 'image/jpeg', buffer: PICTURE });
  await by('file').waitFor();
  await phone.picture('phone-9-report');
  expect(await tooSmall(phone.page)).toEqual([]);
  await by('report-send').click();
  expect((await start()) - second).toBeLessThanOrEqual(3);
  await expect.poll(() => reports(from), PATIENCE).toHaveLength(2);
  expect((await reports(from))[1]).toMatchObject({ kind: 'dispute' });
  const pictured = (await station.eventsAfter(from)).filter(({ kind }) => kind === 'evidence.added');
  expect(pictured.map(({ body }) => (body as { subject: { kind: string } }).subject.kind)).toEqual(['fieldReport']);
});

test('a task is accepted, checked in at where one stands, its five musts recorded, and finished', async () => {
  const [lon, lat] = pointAt(290, 200);
  // A real phone says when it was there; this one keeps the time at which it was put there.
  await phone.stand(lon, lat);
  const points = [{ name: '东溪小学门口', lon, lat, radiusM: 60 }];
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
  expect(await tooSmall(phone.page)).toEqual([]);
  await by('task-finish').click();
  const finished = async () => {
    const { tasks } = await station.get<{ tasks: { id: string; state: string; items: object[] }[] }>(
      '/api/tasks?state=ended',
    );
    return tasks.find(({ id }) => id === taskId);
  };
  await expect.poll(finished, PATIENCE).toMatchObject({
    state: 'finished',
    points: [{ checkIn: { unproved: null } }],
    items: ['see', 'ask', 'listen', 'tell', 'report'].map((id) => ({
      id,
      result: id === 'report' ? 'hazard' : 'passed',
    })),
  });
});

test('a group that is called in rings on its member’s phone, and each of his answers stands at the desk', async () => {
  const fire = await openIncident('三楼冒烟');
  const standing = async () => {
    const { incident } = await station.get<{
      incident: { linkage: { groupId: string; members: { state: string }[] }[] };
    }>(`/api/incidents/${fire}`);
    return incident.linkage.map(({ groupId, members }) => [groupId, ...members.map(({ state }) => state)]);
  };
  await by('tab-report').click();
  await station.command('incident.link', { incidentId: fire, groupIds: ['community'] });
  await by('linkage').waitFor();
  await expect.poll(async () => (await watched(phone.page)).sounding, PATIENCE).toBe(1);
  expect(await by('linkage').textContent()).toContain('联动：东溪社区');
  await phone.picture('phone-11-linkage');
  expect(await tooSmall(phone.page)).toEqual([]);
  await by('linkage-answer').click();
  await expect.poll(standing, PATIENCE).toEqual([['community', 'acknowledged']]);
  await expect.poll(async () => (await watched(phone.page)).sounding, PATIENCE).toBe(0);
  await by('tab-duty').click();
  for (const state of ['onTheWay', 'onScene', 'done']) {
    await by('linkage-answer').click();
    await expect.poll(standing, PATIENCE).toEqual([['community', state]]);
  }
  await by('linkage').waitFor({ state: 'detached' });
});

test('what the desk writes is said by the phone while the page is hidden, counted, and marked when it is read', async () => {
  await putAway(phone.page, true);
  await station.command('message.send', { unitIds: [UNIT], text: '请留意南门路灯' });
  await untilNoticed([{ tag: 'pingan-message', title: '值班台来消息 1 条', body: '点开处理' }]);
  await putAway(phone.page, false);
  await expect.poll(() => by('tab-messages').textContent(), PATIENCE).toContain('1');
  await by('tab-messages').click();
  await expect.poll(() => by('messages').textContent(), PATIENCE).toContain('请留意南门路灯');
  await expect.poll(() => kindsAfter(0), PATIENCE).toContain('message.read');
});

test('hostile words are words wherever the phone shows them: names, orders, tasks, calls, messages, the queue', async () => {
  const [first, second, third, fourth] = ['<img src=x onerror=xss()>', '"><svg onload=xss()>', '<b>x</b>', '{{xss()}}'];
  await station.kill();
  await station.start({
    station: { ...STATION.station, name: `中心 ${first}` },
    units: STATION.units.map((unit) => ({ ...unit, name: `${unit.id} ${second}` })),
    reports: { form: { title: first, points: [{ code: 'DX-1', name: second, lon: GATE[0], lat: GATE[1] }] } },
    groups: [{ ...GROUP, name: `社区 ${third}`, members: [{ ...GROUP.members[0], name: fourth }] }],
  });
  await expect.poll(connection, PATIENCE).toBe('online');
  const found = await watchXss(phone.page);
  const unsaid = new Set(XSS_CORPUS);
  const look = async (...mustSay: readonly string[]) => {
    await expect
      .poll(async () => {
        const said = (await phone.page.evaluate(SAID)) as string;
        for (const payload of unsaid) if (said.includes(payload)) unsaid.delete(payload);
        return mustSay.filter((words) => !said.includes(words));
      }, PATIENCE)
      .toEqual([]);
    expect(await found()).toEqual(NOTHING_FOUND);
  };
  await by('menu').click();
  await look(first!, second!);
  await by('sheet-close').click();

  await by('tab-messages').click();
  for (const text of XSS_CORPUS) await station.command('message.send', { unitIds: [UNIT], text });
  await look(...XSS_CORPUS.slice(-50));
  way.cut();
  await expect.poll(connection, PATIENCE).not.toBe('online');
  await say(first!);
  await by('outbox-open').click();
  await look(`消息 · ${first}`);
  await by('sheet-close').click();
  way.mend();
  await expect.poll(waiting, PATIENCE).toBe('0');

  const [lon, lat] = pointAt(300, 200);
  const audience = { kind: 'unit', unitId: UNIT };
  for (const words of XSS_CORPUS.slice(0, 12)) {
    await station.command('task.publish', {
      ...{ kind: 'inspection', title: words, note: words, dueAt: Date.now() + 3_600_000, audience },
      points: [{ name: words, lon, lat, radiusM: 60 }],
      items: [words],
    });
  }
  await by('tab-tasks').click();
  await look(...XSS_CORPUS.slice(0, 12));
  await by('task-open').first().click();
  await look();
  await by('task-back').click();

  for (const words of XSS_CORPUS.slice(12, 16)) {
    const opened = await station.command('incident.open', { kind: 'dispute', lon, lat, title: words, address: words });
    const order = { incidentId: String(opened.incidentId), unitId: UNIT };
    const { dispatchId } = await station.command('incident.dispatch', order);
    await by('ringing').waitFor();
    await look(words);
    const withdrawal = { incidentId: order.incidentId, dispatchId, reason: words };
    expect(await station.command('dispatch.withdraw', withdrawal)).toMatchObject({ ok: true });
    await by('ringing').waitFor({ state: 'detached' });
    await by('tab-duty').click();
    await look(words);
  }
  const fire = await station.command('incident.open', { kind: 'dispute', lon, lat, title: second, address: first });
  await station.command('incident.link', { incidentId: fire.incidentId, groupIds: ['community'] });
  await by('linkage').waitFor();
  await look(`联动：社区 ${third}`, second!, first!);
  expect([...unsaid]).toEqual([]);
});

test('a phone’s token opens nothing but its own', async () => {
  const asked = async (path: string, method = 'GET') => {
    const response = await fetch(`${station.url}${path}`, {
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
  const invited = (await station.eventsAfter(0)).find(({ kind }) => kind === 'unit.phoneJoined');
  const { phoneId } = invited!.body as { phoneId: string };
  await station.command('worker.revoke', { unitId: UNIT, phoneId, reason: '遗失' });
  await by('revoked').waitFor();
  await phone.picture('phone-10-revoked');
  expect(await phone.page.locator('body').textContent()).not.toContain('请留意南门路灯');
  expect((await watched(phone.page)).watchesPosition).toBe(0);
  await by('join-again').click();
  await by('join-code').waitFor();
  expect(phone.trouble()).toEqual([]);
});

test('so are they in the public form, on its receipt and in the printed duty log, where scripts may run', async () => {
  const { page } = phone;
  const payload = '<img src=x onerror=xss()>';
  expect(await station.command('shift.begin', {})).toMatchObject({ ok: true });
  const [lon, lat] = pointAt(300, 200);
  await station.command('incident.open', { kind: 'dispute', lon, lat, title: payload });
  await page.goto(`${station.url}/report/?p=DX-1`);
  const openedAt = Date.now();
  const ofForm = await watchXss(page);
  expect(await page.evaluate(SAID)).toContain('"><svg onload=xss()>');
  await page.locator('#words').fill(payload);
  await page.locator('#name').fill(payload);
  expect(await ofForm()).toEqual(NOTHING_FOUND);
  // Who sends a form faster than anybody can read it is no person.
  await expect.poll(() => Date.now() - openedAt, PATIENCE).toBeGreaterThan(2_000);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL(/\/report\/\w+/);
  const ofReceipt = await watchXss(page);
  expect(await page.locator('.code').textContent()).not.toBe('');
  expect(await ofReceipt()).toEqual(NOTHING_FOUND);

  const { shifts } = await station.get<{ shifts: { id: string }[] }>('/api/shifts');
  const answer = await fetch(`${station.url}/api/shifts/${shifts[0]!.id}/page?lang=zh-CN`, {
    headers: { authorization: `Bearer ${ADMIN}` },
  });
  await page.goto('about:blank');
  const ofPrint = await watchXss(page);
  await page.setContent(await answer.text());
  expect(await page.evaluate(SAID)).toContain(payload);
  expect(await ofPrint()).toEqual(NOTHING_FOUND);
});

type Road = readonly LonLat[];

async function roadsAround(points: readonly LonLat[]): Promise<Road[]> {
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  const box = [
    Math.min(...lons) - 0.005,
    Math.min(...lats) - 0.005,
    Math.max(...lons) + 0.005,
    Math.max(...lats) + 0.005,
  ];
  const response = await fetch(`${station.url}/api/worker/map?bbox=${box.join(',')}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { roads } = (await response.json()) as WorkerMap;
  return roads.map(([, ...steps]) => {
    const road: LonLat[] = [];
    let [x, y] = [0, 0];
    for (let index = 0; index + 1 < steps.length; index += 2) {
      x += steps[index]!;
      y += steps[index + 1]!;
      road.push([x / WORKER_MAP_UNITS, y / WORKER_MAP_UNITS]);
    }
    return road;
  });
}

/** To the nearest of many steps along the road: good to a metre on streets of this scene. */
function metresFrom(road: Road, point: LonLat): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 0; index + 1 < road.length; index++) {
    const [from, to] = [road[index]!, road[index + 1]!];
    for (let step = 0; step <= 400; step++) {
      const share = step / 400;
      const at: LonLat = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      nearest = Math.min(nearest, distanceM(at, point));
    }
  }
  return nearest;
}

function jpegWithExif(): Buffer {
  const plain = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AAP/Z',
    'base64',
  );
  const text = Buffer.from('Exif\0\0GPS 25.07 N 117.01 E');
  const block = Buffer.concat([Buffer.from([0xff, 0xe1, 0, text.length + 2]), text]);
  return Buffer.concat([plain.subarray(0, 2), block, plain.subarray(2)]);
}
