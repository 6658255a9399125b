/** What the ends of a call may say through the core, to whom, and what is kept of a recording. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Evidence } from '#shared/domain/evidence.ts';
import { becomes, callOf, callPhone, callSeat, meet, ring, seatOf } from './kit/calls.ts';
import { DUTY, eventually, openStation, SECOND_DUTY, type TestStation } from './kit/station.ts';

const PHONE = 'unit:u-001';

test('only a party of the call speaks in it, as itself, to another of it, in words of WebRTC, and nothing of it is kept', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using other = await callSeat(station, SECOND_DUTY, 'window-of-duty-2');
  using phone = await callPhone(station, 'u-001', 'page-of-u-001');
  using stranger = await callPhone(station, 'u-002', 'page-of-u-002');
  const callId = await ring(duty);
  const own = seatOf(station, callId);
  const denied = { ok: false, code: 'notInCall' };
  // Before it has answered it is not in the call.
  expect(await phone.enter(callId, PHONE)).toMatchObject(denied);
  await becomes(station, callId, PHONE, 'ringing');
  await phone.command('call.answer', { callId, endpoint: phone.endpoint });
  await duty.enter(callId, own);
  await phone.enter(callId, PHONE);

  expect(await other.enter(callId, own)).toMatchObject(denied);
  expect(await stranger.enter(callId, PHONE)).toMatchObject(denied);
  expect(await stranger.command('call.answer', { callId, endpoint: 'page-of-u-002' })).toMatchObject({
    ...{ ok: false, code: 'notYourUnit' },
  });
  expect(await phone.enter(callId, PHONE, 'a-page-of-a-thief')).toMatchObject({ ok: false, code: 'heldElsewhere' });
  expect(await phone.enter('no-such-call', PHONE)).toMatchObject({ ok: false, code: 'unknownCall' });
  for (const end of [other, stranger]) expect(await end.say(callId, own, PHONE)).toMatchObject(denied);
  expect(await phone.say(callId, own, PHONE)).toMatchObject(denied);
  expect(await stranger.media(callId, PHONE, [own])).toMatchObject(denied);
  expect(await phone.say(callId, PHONE, 'unit:u-002')).toMatchObject({ ok: false, code: 'partyAway' });
  expect(await phone.say(callId, PHONE, PHONE)).toMatchObject({ ok: false, code: 'partyAway' });

  const bad = { ok: false, code: 'badBody' };
  const words: readonly unknown[] = [
    null,
    { kind: 'description', type: 'offer', sdp: `v=0\r\n${'a'.repeat(32_000)}` },
    { kind: 'description', type: 'offer', sdp: 'hello' },
    { kind: 'description', type: 'offer', sdp: 'v=0\r\n\u0000' },
    { kind: 'description', type: 'eval', sdp: 'v=0\r\n' },
    { kind: 'candidate', candidate: { candidate: 'x'.repeat(1_001) } },
    { kind: 'candidate', candidate: { candidate: '', sdpMLineIndex: -1 } },
    { kind: 'candidate', candidate: null, extra: true },
  ];
  for (const word of words) expect(await phone.say(callId, PHONE, own, word)).toMatchObject(bad);
  expect(duty.heard).toEqual([]);
  const { seq } = station.core.desk.journal.head;
  const candidate = { candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0 };
  expect(await phone.say(callId, PHONE, own, { kind: 'candidate', candidate })).toEqual({ ok: true });
  await eventually('the candidate', () => duty.heard[0]);
  expect(station.core.desk.journal.head.seq).toBe(seq);
});

test('a flood of words in a call is refused, and the socket’s other messages go through', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using phone = await callPhone(station, 'u-001', 'page-of-u-001');
  const callId = await ring(duty);
  const own = seatOf(station, callId);
  await becomes(station, callId, PHONE, 'ringing');
  await phone.command('call.answer', { callId, endpoint: phone.endpoint });
  await duty.enter(callId, own);
  await phone.enter(callId, PHONE);
  const refused = await eventually('a refusal', async () => {
    const answers = await Promise.all(Array.from({ length: 150 }, () => duty.say(callId, own, PHONE)));
    return answers.find((answer) => !answer.ok);
  });
  expect(refused).toMatchObject({ ok: false, code: 'overRate' });
  expect(await duty.command('call.leave', { callId })).toMatchObject({ ok: true });
});

test('STUN and TURN of station.json reach the parties of a call and nobody else, with credentials that end', async () => {
  const now = 1_790_000_000_000;
  const iceServers = [
    { urls: ['stun:10.1.0.9:3478'] },
    { urls: ['turn:10.1.0.9:3478?transport=udp'], secret: 'shared-with-coturn' },
  ];
  await using station = await openStation({ overrides: { calls: { iceServers } }, clock: () => now });
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  const callId = await ring(duty);
  const own = seatOf(station, callId);
  const entered = await duty.enter(callId, own);
  const username = `${1_790_000_000 + 43_200}:${own}`;
  expect(entered).toMatchObject({
    ok: true,
    iceServers: [
      { urls: ['stun:10.1.0.9:3478'] },
      { urls: ['turn:10.1.0.9:3478?transport=udp'], username, credential: expect.stringMatching(/^[\w+/]{27}=$/) },
    ],
  });
  const journal = JSON.stringify(await station.get('/api/journal?after=0'));
  expect(journal.includes('shared-with-coturn') || journal.includes('3478')).toBe(false);
});

/** As MediaRecorder begins a file: EBML head, then a track whose codec is one of pictures. */
function film(seed: number): Buffer {
  const head = Buffer.from(
    '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff',
    'hex',
  );
  return Buffer.concat([head, Buffer.from([0x86, 0x85]), Buffer.from('V_VP8'), Buffer.alloc(200, seed)]);
}

test('a recording is begun by an officer in the call, marked at every side, and each part is evidence by its checksum', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using second = await callSeat(station, SECOND_DUTY, 'window-of-duty-2');
  using phone = await callPhone(station, 'u-001', 'page-of-u-001');
  const { incidentId } = await station.command('incident.open', {
    kind: 'dispute',
    lon: 117.01,
    lat: 25.07,
    title: '争执',
  });
  const callId = await ring(duty, { unitId: 'u-001', incidentId });
  const own = seatOf(station, callId);
  await becomes(station, callId, PHONE, 'ringing');
  expect(phone.shown()?.about).toBe('纠纷 · 争执');
  await phone.command('call.answer', { callId, endpoint: phone.endpoint });
  await meet(station, callId, [
    [duty, own],
    [phone, PHONE],
  ]);

  const hand = async (bytes: Buffer, token = DUTY) => {
    const span = `fromAt=${Date.now() - 5_000}&untilAt=${Date.now() + 60_000}`;
    const response = await fetch(`${station.core.url}/api/calls/${callId}/recordings?${span}`, {
      ...{ method: 'POST', body: new Uint8Array(bytes) },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'video/webm' },
    });
    return (await response.json()) as { ok: boolean; code?: string; hash?: string };
  };
  expect(await hand(film(1))).toMatchObject({ ok: false, code: 'notRecording' });
  expect(await second.command('call.record', { callId, on: true })).toMatchObject({ ok: false, code: 'notInCall' });
  expect(await phone.command('call.record', { callId, on: true })).toMatchObject({ ok: false });
  expect(callOf(station, callId).recording).toBeNull();

  await duty.command('call.record', { callId, on: true });
  await eventually('the mark', () => (phone.shown()?.recordedBy === '值班员 甲' ? true : undefined));
  await eventually('the mark', () => worldOfSeat(duty, callId)?.recording ?? undefined);
  await second.command('call.join', { callId, endpoint: second.endpoint });
  expect(await second.command('call.record', { callId, on: true })).toMatchObject({
    ok: false,
    code: 'alreadyRecording',
  });
  expect(await hand(film(1))).toEqual({
    ok: true,
    hash: createHash('sha256').update(film(1)).digest('hex'),
    seq: expect.any(Number),
  });
  expect(await hand(film(1), SECOND_DUTY)).toMatchObject({ ok: false, code: 'notRecording' });
  expect(await hand(Buffer.from('not a film at all'))).toMatchObject({ ok: false, code: 'unknownFormat' });

  await duty.command('call.leave', { callId });
  await eventually('no mark', () => (phone.shown()?.recordedBy === null ? true : undefined));
  // The last part comes after the recorder has stopped.
  expect(await hand(film(2))).toMatchObject({ ok: true });
  const kept = [1, 2].map((seed) => createHash('sha256').update(film(seed)).digest('hex'));
  expect(callOf(station, callId).recordings.map(({ file, by }) => [file.hash, file.kind, by])).toEqual(
    kept.map((hash) => [hash, 'film', '值班员 甲']),
  );
  const evidence = station.core.desk.world.field.evidence.get(`incident:${incidentId as string}`) as Evidence[];
  expect(evidence.map(({ hash, kind }) => [hash, kind])).toEqual(kept.map((hash) => [hash, 'film']));
  for (const { untilAt } of callOf(station, callId).recordings) expect(untilAt).toBeLessThanOrEqual(Date.now());
  const download = await fetch(`${station.core.url}/api/evidence/${kept[0]}`, {
    headers: { authorization: `Bearer ${DUTY}` },
  });
  expect([download.headers.get('content-type'), Buffer.from(await download.arrayBuffer())]).toEqual([
    'video/webm',
    film(1),
  ]);
});

const worldOfSeat = ({ seat }: { seat: { world: TestStation['core']['desk']['world'] } }, callId: string) =>
  seat.world.field.calls.get(callId);
