/** Video calls over the real wires: who rings, what each end is told, and how each call ends in the journal. */
import { expect, test } from 'vitest';
import { becomes, callOf, callPhone, callSeat, meet, OFFER, ring, seatOf, stateOf, told } from './kit/calls.ts';
import { DUTY, eventually, openStation } from './kit/station.ts';

const PHONE = 'unit:u-001';

test('a call rings, is answered, is connected by the word of both, is spoken in, and ends; each step is an event', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using phone = await callPhone(station, 'u-001', 'page-of-u-001');
  const callId = await ring(duty);
  const own = seatOf(station, callId);
  await becomes(station, callId, PHONE, 'ringing');
  const rung = await eventually('on the screen', () => phone.shown() ?? undefined);
  expect(rung).toMatchObject({ callId, partyId: PHONE, by: '值班员 甲', about: null, recordedBy: null });
  expect(rung.others).toEqual([{ partyId: own, name: '值班员 甲', state: 'answered' }]);

  expect(await phone.command('call.answer', { callId, endpoint: phone.endpoint })).toMatchObject({ ok: true });
  expect(await phone.command('call.answer', { callId, endpoint: 'another-page-1' })).toMatchObject({
    ...{ ok: false, code: 'callAnswered' },
  });
  await duty.enter(callId, own);
  await phone.enter(callId, PHONE);
  // One alone may be wrong about what it sees.
  await duty.media(callId, own, [PHONE]);
  expect(stateOf(station, callId, PHONE)).toBe('answered');
  await phone.media(callId, PHONE, [own]);
  await becomes(station, callId, PHONE, 'connected');

  expect(await duty.say(callId, own, PHONE)).toEqual({ ok: true });
  await eventually('the offer', () => phone.heard[0]);
  expect(phone.heard).toEqual([{ from: own, life: 'life-of-window-of-duty-1', word: OFFER }]);

  await phone.command('call.leave', { callId });
  const ended = await eventually('the end', () => phone.ended() ?? undefined);
  expect([phone.shown(), ended]).toEqual([null, { state: 'left', reason: 'hungUp' }]);
  const lines = await told(station, callId);
  expect(lines.filter((line) => !line.startsWith('connected'))).toEqual([
    'started',
    `rang ${PHONE}`,
    `answered ${PHONE}`,
    `left ${PHONE} hungUp`,
    'ended hungUp',
  ]);
  expect(lines.filter((line) => line.startsWith('connected')).sort()).toEqual(
    [`connected ${own}`, `connected ${PHONE}`].sort(),
  );
  expect(await duty.command('call.leave', { callId })).toMatchObject({ ok: false, code: 'callOver' });
});

test('refused, not answered, no network and given up are four different ends, and each is the truth', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using phone = await callPhone(station, 'u-001', 'page-of-u-001');
  using _asleep = await callPhone(station, 'u-002', 'page-of-u-002', { isDeaf: true });
  const over = (callId: string) => eventually('the end', () => callOf(station, callId).endReason ?? undefined);

  const refused = await ring(duty);
  await becomes(station, refused, PHONE, 'ringing');
  await phone.command('call.refuse', { callId: refused, reason: '正在开车' });
  expect(await over(refused)).toBe('refused');
  expect((await told(station, refused)).slice(-2)).toEqual([`refused ${PHONE} 正在开车`, 'ended refused']);

  const unanswered = await ring(duty);
  await becomes(station, unanswered, PHONE, 'ringing');
  now += STATION_RING_MS;
  expect(await over(unanswered)).toBe('noAnswer');
  expect(await phone.command('call.answer', { callId: unanswered, endpoint: phone.endpoint })).toMatchObject({
    ...{ ok: false, code: 'callOver' },
  });

  // A page that never shows it, and a unit that has no phone at all: nobody can say that it rang.
  for (const unitId of ['u-002', 'u-004']) {
    const unreached = await ring(duty, { unitId });
    now += UNREACHED_MS;
    expect(await over(unreached)).toBe('noNetwork');
    expect((await told(station, unreached)).slice(1)).toEqual([`missed unit:${unitId} noNetwork`, 'ended noNetwork']);
  }

  const givenUp = await ring(duty);
  await becomes(station, givenUp, PHONE, 'ringing');
  await duty.command('call.leave', { callId: givenUp });
  expect(await over(givenUp)).toBe('cancelled');
  await eventually('quiet', () => (phone.shown() === null ? true : undefined));
});
const STATION_RING_MS = 46_000;
const UNREACHED_MS = 21_000;

test('a phone that comes late finds the call still ringing, and one that comes back is in it', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  const callId = await ring(duty);
  {
    using phone = await callPhone(station, 'u-001', 'page-of-u-001');
    await becomes(station, callId, PHONE, 'ringing');
    await phone.command('call.answer', { callId, endpoint: phone.endpoint });
    await meet(station, callId, [
      [duty, seatOf(station, callId)],
      [phone, PHONE],
    ]);
  }
  await becomes(station, callId, PHONE, 'interrupted');
  expect(duty.present().map(({ partyId }) => partyId)).toEqual([seatOf(station, callId)]);
  expect(await duty.say(callId, seatOf(station, callId), PHONE)).toMatchObject({ ok: false, code: 'partyAway' });
  using again = await callPhone(station, 'u-001', 'page-of-u-001');
  const shown = await eventually('still in the call', () => again.shown() ?? undefined);
  expect(shown).toMatchObject({ state: 'interrupted', endpoint: 'page-of-u-001' });
  await meet(station, callId, [
    [again, PHONE],
    [duty, seatOf(station, callId)],
  ]);
});

test('who stays away too long has lost the network, and the call ends by that', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  const callId = await ring(duty);
  const phone = await callPhone(station, 'u-001', 'page-of-u-001');
  await becomes(station, callId, PHONE, 'ringing');
  await phone.command('call.answer', { callId, endpoint: phone.endpoint });
  await meet(station, callId, [
    [duty, seatOf(station, callId)],
    [phone, PHONE],
  ]);
  phone[Symbol.dispose]();
  await eventually('away', () => (duty.present().length === 1 ? true : undefined));
  // The silence is noticed at one tick and judged at a later one: as the clock goes on, both come.
  const reason = await eventually('the end', () => {
    now += 1_000;
    return callOf(station, callId).endReason ?? undefined;
  });
  expect(reason).toBe('networkLost');
  expect((await told(station, callId)).slice(-2)).toEqual([`left ${PHONE} networkLost`, 'ended networkLost']);
});

test('a call goes on over a restart of the core, and the parties find each other again', async () => {
  const first = await openStation();
  const { folder } = first;
  // The folder outlives the first station.
  await first[Symbol.asyncDispose]();
  let callId = '';
  {
    await using station = await openStation({ folder });
    using duty = await callSeat(station, DUTY, 'window-of-duty-1');
    using phone = await callPhone(station, 'u-001', 'page-of-u-001');
    callId = await ring(duty);
    await becomes(station, callId, PHONE, 'ringing');
    await phone.command('call.answer', { callId, endpoint: phone.endpoint });
    await meet(station, callId, [
      [duty, seatOf(station, callId)],
      [phone, PHONE],
    ]);
  }
  await using station = await openStation({ folder });
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using phone = await callPhone(station, 'u-001', 'page-of-u-001');
  await meet(station, callId, [
    [duty, seatOf(station, callId)],
    [phone, PHONE],
  ]);
  await duty.command('call.leave', { callId });
  expect(callOf(station, callId).endReason).toBe('hungUp');
});
