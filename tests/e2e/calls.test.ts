/**
 * A video call between the real duty window and the phone page in a phone's browser, over TLS and a way that can be cut: devices are
 * the browser's own test pictures and tones, everything between them is real.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallEventBody, CallState } from '#shared/domain/call.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { certificateOf } from '#tests/flows/kit/lan.ts';
import { takeSeat } from '#tests/flows/kit/seat.ts';
import { brightShare, callNumbers, NOTE_CONNECTIONS } from './kit/callWatch.ts';
import { type CuttableWay, openWay } from './kit/cuttableWay.ts';
import { ask, type Duty, openDuty, order, PATIENCE_MS, SOON } from './kit/duty.ts';
import { ADMIN, type LiveStation, makeLiveStation, SECOND_SEAT } from './kit/liveStation.ts';
import { openPhonePage, type PhonePage } from './kit/phonePage.ts';

const UNIT = 'u-001';
const PHONE = `call-party-unit:${UNIT}`;

let station: LiveStation;
let duty: Duty;
let way: CuttableWay;
let phone: PhonePage;

beforeAll(async () => {
  station = await makeLiveStation();
  const { configFile, dataFolder } = station;
  // Nobody waits for what is not there, and nobody gives up what a busy machine holds up.
  const stated = JSON.parse(readFileSync(configFile, 'utf8')) as object;
  writeFileSync(configFile, JSON.stringify({ ...stated, calls: { unreachedSeconds: 10, lostSeconds: 300 } }));
  duty = await openDuty({ configFile, dataFolder, args: ['--use-fake-device-for-media-stream'] });
  await order(duty.url, 'lan.open', { host: '127.0.0.1', port: 0 });
  const invited = (await order(duty.url, 'worker.invite', { unitId: UNIT })) as unknown as {
    joinCode: { code: string; door: { urls: string[] } };
  };
  const { hostname: host, port } = new URL(invited.joinCode.door.urls[0]!);
  const lan = { host, port: Number(port) };
  const { pem } = await certificateOf(lan);
  way = await openWay(lan.host, lan.port);
  phone = await openPhonePage({ url: `https://127.0.0.1:${way.port}`, certificate: pem }, NOTE_CONNECTIONS);
  phone.page.setDefaultTimeout(PATIENCE_MS);
  await phone.page.getByTestId('join-code').fill(invited.joinCode.code);
  await phone.page.getByTestId('join').click();
  await phone.page.getByTestId('shift').waitFor();
  await duty.page.evaluate(NOTE_CONNECTIONS);
  await openCard();
});
afterAll(async () => {
  await phone?.close();
  await way?.close();
  await duty?.close();
  await station?.[Symbol.asyncDispose]();
});

const at = (testId: string) => duty.page.getByTestId(testId);
const onPhone = (testId: string) => phone.page.getByTestId(testId);
const events = async () => (await ask<{ events: StoredEvent[] }>(duty.url, '/api/journal?after=0')).events;
const kindsOf = async (callId: string) =>
  (await events()).filter(({ stream }) => stream === `call:${callId}`).map(({ kind }) => kind.slice(5));

async function openCard(): Promise<void> {
  await duty.page.keyboard.press('Control+k');
  await duty.page.getByRole('combobox').fill('林晓');
  await duty.page.getByRole('option').first().waitFor();
  await duty.page.keyboard.press('Enter');
  await at('card-call').waitFor();
}

/** One click on the card, and it rings on the phone. */
async function ring(): Promise<void> {
  await expect.poll(() => at('card-call').isEnabled(), SOON).toBe(true);
  await at('card-call').click();
  await onPhone('call-ringing').waitFor();
}

async function callId(): Promise<string> {
  return (await at('call').getAttribute('data-call')) ?? '';
}

/** More comes than a moment ago: pictures are decoded and tones are heard. */
async function flows(page: Duty['page'], connection = 0): Promise<void> {
  const before = (await callNumbers(page))[connection]!;
  await expect
    .poll(async () => {
      const now = (await callNumbers(page))[connection];
      return now !== undefined && now.framesDecoded > before.framesDecoded + 5 && now.energy > before.energy;
    }, SOON)
    .toBe(true);
}

async function connected(): Promise<void> {
  for (const page of [duty.page, phone.page])
    await expect.poll(async () => (await callNumbers(page)).at(-1)?.state, SOON).toBe('connected');
}

test('refused with a word, and given up while it rings: the desk says which, and the journal does', async () => {
  await ring();
  const refused = await callId();
  await phone.picture('call-phone-ringing');
  await onPhone('call-refuse').click();
  await phone.page.getByRole('button', { name: '正在驾驶' }).click();
  await at('call-ended').waitFor();
  expect(await at('call-ended').textContent()).toContain('已拒接：正在驾驶');
  expect(await kindsOf(refused)).toEqual(['started', 'rang', 'refused', 'ended']);
  await at('call-ended-read').click();

  await ring();
  const givenUp = await callId();
  await duty.page.keyboard.press('Control+F6');
  await onPhone('call-ringing').waitFor({ state: 'detached' });
  expect(await onPhone('call-end').textContent()).toContain('呼叫已取消');
  expect(await kindsOf(givenUp)).toEqual(['started', 'rang', 'left', 'ended']);
  await onPhone('call-end').getByRole('button').click();
  await at('call-ended-read').click();
});

test('answered, it shows and sounds both ways, and both have said so in the journal', async () => {
  await ring();
  await onPhone('call-answer').click();
  await connected();
  await flows(duty.page);
  await flows(phone.page);
  await expect.poll(() => brightShare(duty.page, PHONE), SOON).toBeGreaterThan(0.2);
  const own = (await callState()).parties[0]!.partyId;
  await expect.poll(() => brightShare(phone.page, `call-party-${own}`), SOON).toBeGreaterThan(0.2);
  await expect
    .poll(async () => (await kindsOf(await callId())).filter((kind) => kind === 'connected').length, SOON)
    .toBe(2);
  await duty.picture('call-desk');
  await phone.picture('call-phone');
});

test('a second seat joins, sees the mark of a recording with everybody, and what was recorded is in the journal by its checksum', async () => {
  const call = await callState();
  using second = await takeSeat(duty.url, SECOND_SEAT);
  const joining = { callId: call.id, endpoint: 'window-of-the-second-seat' };
  expect(await second.command('call.join', joining)).toMatchObject({ ok: true });
  await onPhone('call-screen').getByText('二号席位').first().waitFor();
  await at('call').getByText('二号席位').waitFor();

  await at('call-record').click();
  await onPhone('call-rec').waitFor();
  await at('call-rec').waitFor();
  expect(await onPhone('call-rec').textContent()).toBe('本机席位 正在录像');
  await duty.picture('call-desk-recording');
  await phone.picture('call-phone-recorded');
  expect(second.world.field.calls.get(call.id)?.recording?.name).toBe('本机席位');
  // As long as it takes until there is a picture in it.
  const { framesDecoded } = (await callNumbers(duty.page))[0]!;
  await expect
    .poll(async () => (await callNumbers(duty.page))[0]!.framesDecoded, SOON)
    .toBeGreaterThan(framesDecoded + 30);
  await at('call-record').click();
  await onPhone('call-rec').waitFor({ state: 'detached' });
  await at('call-rec').waitFor({ state: 'detached' });
  await duty.page.locator('[data-testid="call-keeping"][data-kept="1"][data-waiting="0"]').waitFor();

  const kept = (await events()).find(({ kind }) => kind === 'call.recordingKept')!;
  const { file } = kept.body as CallEventBody['call.recordingKept'];
  expect(file).toMatchObject({ kind: 'film', mediaType: 'video/webm' });
  const response = await fetch(`${duty.url}/api/evidence/${file.hash}`, {
    headers: { authorization: `Bearer ${ADMIN}` },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([file.hash, file.bytes]);
  expect(bytes.length).toBeGreaterThan(5_000);
  await second.command('call.leave', { callId: call.id });
  await expect.poll(() => onPhone('call-screen').getByText('二号席位').count(), SOON).toBe(0);
});

test('the line to the station breaks and comes back, and the call with it; the way of the pictures is found anew', async () => {
  const id = await callId();
  const count = async (kind: string) => (await kindsOf(id)).filter((one) => one === kind).length;
  const before = { interrupted: await count('interrupted'), connected: await count('connected') };
  way.cut();
  await expect.poll(() => count('interrupted'), SOON).toBeGreaterThan(before.interrupted);
  await onPhone('call-screen').getByText('与本站的连接中断').waitFor();
  // Party to party: what is seen needs no station.
  await flows(duty.page);
  way.mend();
  await expect.poll(() => count('connected'), SOON).toBeGreaterThan(before.connected);
  const pairs = async () => (await callNumbers(duty.page)).map(({ icePair }) => icePair).join();
  const pair = await pairs();
  await phone.page.evaluate('globalThis.callWatch.at(-1).restartIce()');
  await expect.poll(pairs, SOON).not.toBe(pair);
  await flows(duty.page);
  await flows(phone.page);
});

test('a phone that stands still is said to be away instead of shown frozen, and is seen again when it goes on', async () => {
  const said = at(PHONE).locator('.call-picture__said');
  phone.freeze(true);
  try {
    await said.waitFor();
    expect(await said.textContent()).toBe('网络中断，等待恢复');
  } finally {
    phone.freeze(false);
  }
  await said.waitFor({ state: 'detached' });
  await flows(duty.page);
  await flows(phone.page);
});

test('muted, turned and hung up by the phone; and one without network is said not to have rung', async () => {
  await onPhone('call-mute').click();
  expect(await onPhone('call-mute').getAttribute('aria-pressed')).toBe('true');
  await onPhone('call-turn').click();
  await flows(phone.page);
  await onPhone('call-hang-up').click();
  await at('call-ended').waitFor();
  expect(await at('call-ended').getAttribute('data-reason')).toBe('hungUp');
  expect(await onPhone('call-screen').count()).toBe(0);
  await at('call-ended-read').click();

  way.cut();
  await expect.poll(() => onPhone('connection').getAttribute('data-state'), SOON).toBe('offline');
  await at('card-call').click();
  await at('call-ended').waitFor();
  expect(await at('call-ended').textContent()).toContain('没有网络，未能响铃');
  expect([duty.trouble(), phone.trouble()]).toEqual([[], []]);
});

async function callState(): Promise<CallState> {
  using seat = await takeSeat(duty.url, ADMIN);
  return seat.world.field.calls.get(await callId())!;
}
