/** Video calls over the real wires: who rings, who is told what, who may say what to whom, and how each call ends in the journal. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Evidence } from '#shared/domain/evidence.ts';
import { becomes, callOf, callPhone, callSeat, OFFER, stateOf, type TestEnd, told } from './kit/calls.ts';
import { ADMIN, DUTY, eventually, openStation, SECOND_DUTY, STATION, type TestStation, WALL } from './kit/station.ts';

const PHONE = 'unit:u-001';

async function ring(duty: TestEnd, body: object = { unitId: 'u-001' }): Promise<string> {
  const answer = await duty.command('call.start', { endpoint: duty.endpoint, ...body });
  expect(answer).toMatchObject({ ok: true });
  return answer.callId!;
}

const seatOf = (station: TestStation, callId: string) => callOf(station, callId).parties[0]!.partyId;

/** Both have entered and say that they see each other. */
async function meet(
  station: TestStation,
  callId: string,
  ends: readonly (readonly [TestEnd, string])[],
): Promise<void> {
  for (const [end, partyId] of ends) expect(await end.enter(callId, partyId)).toMatchObject({ ok: true });
  const all = ends.map(([, partyId]) => partyId);
  for (const [end, partyId] of ends)
    await end.media(
      callId,
      partyId,
      all.filter((other) => other !== partyId),
    );
  for (const [, partyId] of ends) await becomes(station, callId, partyId, 'connected');
}

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

test('a second seat joins and stays when the first leaves; a wall does not, and nobody is in two calls', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using second = await callSeat(station, SECOND_DUTY, 'window-of-duty-2');
  using wall = await callSeat(station, WALL, 'window-of-a-wall');
  using phone = await callPhone(station, 'u-001', 'page-of-u-001');
  const callId = await ring(duty);
  const own = seatOf(station, callId);
  await becomes(station, callId, PHONE, 'ringing');
  await phone.command('call.answer', { callId, endpoint: phone.endpoint });
  expect(await wall.command('call.join', { callId, endpoint: wall.endpoint })).toMatchObject({
    ...{ ok: false, code: 'roleMayNot' },
  });
  expect(await second.command('call.join', { callId, endpoint: second.endpoint })).toMatchObject({ ok: true });
  const joined = callOf(station, callId).parties.at(-1)!;
  expect(joined).toMatchObject({ name: '值班员 乙', state: 'answered', endpoint: 'window-of-duty-2' });
  await meet(station, callId, [
    [duty, own],
    [phone, PHONE],
    [second, joined.partyId],
  ]);
  await eventually('both on the phone', () => (phone.shown()?.others.length === 2 ? true : undefined));

  const busy = { unitId: 'u-001', endpoint: 'window-of-admin' };
  expect(await station.command('call.start', busy, ADMIN)).toMatchObject({ ok: false, code: 'partyInCall' });
  expect(await duty.command('call.start', { unitId: 'u-002', endpoint: duty.endpoint })).toMatchObject({
    ...{ ok: false, code: 'alreadyInCall' },
  });

  await duty.command('call.leave', { callId });
  expect(callOf(station, callId).endedAt).toBeNull();
  // It comes back by another window.
  expect(await duty.command('call.join', { callId, endpoint: 'another-window-1' })).toMatchObject({ ok: true });
  expect(await duty.enter(callId, own)).toMatchObject({ ok: false, code: 'heldElsewhere' });
  await duty.command('call.leave', { callId });
  await second.command('call.leave', { callId });
  expect(callOf(station, callId).endReason).toBe('hungUp');
});

test('two phones of one unit and two officers at once: one wins each, and everybody is told', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using second = await callSeat(station, SECOND_DUTY, 'window-of-duty-2');
  using one = await callPhone(station, 'u-001', 'page-one-of-u-001');
  using two = await callPhone(station, 'u-001', 'page-two-of-u-001');
  const starts = await Promise.all(
    [duty, second].map((end) => end.command('call.start', { unitId: 'u-001', endpoint: end.endpoint })),
  );
  expect(starts.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(starts.find(({ ok }) => !ok)).toMatchObject({ code: 'partyInCall' });
  const { callId = '' } = starts.find(({ ok }) => ok)!;
  await becomes(station, callId, PHONE, 'ringing');
  const answers = await Promise.all(
    [one, two].map((end) => end.command('call.answer', { callId, endpoint: end.endpoint })),
  );
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const [winner, loser] = answers[0]!.ok ? [one, two] : [two, one];
  await eventually('told', () => (loser.shown()?.endpoint === winner.endpoint ? true : undefined));
  expect(await loser.enter(callId, PHONE)).toMatchObject({ ok: false, code: 'heldElsewhere' });
  expect(await winner.enter(callId, PHONE)).toMatchObject({ ok: true });
});

const member = (id: string, channel: object) => ({ id, name: `成员 ${id}`, channel });
const units = Array.from({ length: 7 }, (_, index) => ({
  ...STATION.units[0]!,
  id: `v-${index}`,
  name: `v-${index} 号`,
}));
const phones = units.map(({ id }) => member(id, { kind: 'phone', unitId: id }));
const SIX = {
  ...{ id: 'six', name: '联动六方', kind: 'community' },
  members: [
    ...phones.slice(0, 5),
    member('seat', { kind: 'seat', role: 'admin', scope: null }),
    member('printer', { kind: 'printer' }),
  ],
};
const SEVEN = { id: 'seven', name: '联动七方', kind: 'community', members: phones };
const DEAF = { id: 'deaf', name: '电话联系', kind: 'hospital', members: [member('printer', { kind: 'printer' })] };

test('a linkage group of six is one call, each hears each, and a seventh is too many', async () => {
  await using station = await openStation({
    overrides: {
      groups: [SIX, SEVEN, DEAF],
      units: [...STATION.units, ...units],
      tokens: STATION.tokens.map((token) =>
        token.role === 'worker' ? { ...token, units: units.map(({ id }) => id) } : token,
      ),
    },
  });
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using admin = await callSeat(station, ADMIN, 'window-of-admin');
  const { endpoint } = duty;
  expect(await duty.command('call.start', { groupId: 'seven', endpoint })).toMatchObject({
    ok: false,
    code: 'callFull',
  });
  expect(await duty.command('call.start', { groupId: 'deaf', endpoint })).toMatchObject({
    ok: false,
    code: 'nobodyToCall',
  });
  expect(await duty.command('call.start', { groupId: 'six', unitId: 'v-0', endpoint })).toMatchObject({
    ...{ ok: false, code: 'badBody' },
  });
  const callId = await ring(duty, { groupId: 'six' });
  const own = seatOf(station, callId);
  const ends: [TestEnd, string][] = [[duty, own]];
  using held = new DisposableStack();
  for (const { id } of units.slice(0, 5)) {
    const phone = held.use(await callPhone(station, id, `page-of-${id}`));
    await becomes(station, callId, `unit:${id}`, 'ringing');
    await phone.command('call.answer', { callId, endpoint: phone.endpoint });
    ends.push([phone, `unit:${id}`]);
  }
  // A seat of the group rings wherever one of its role sits.
  await becomes(station, callId, 'member:six/seat', 'ringing');
  expect(await admin.command('call.answer', { callId, endpoint: admin.endpoint })).toMatchObject({ ok: true });
  ends.push([admin, 'member:six/seat']);
  await meet(station, callId, ends);
  for (const [end, from] of ends)
    for (const [, to] of ends) if (from !== to) expect(await end.say(callId, from, to)).toEqual({ ok: true });
  for (const [end, partyId] of ends) {
    await eventually('six others', () => (end.heard.length === 6 ? true : undefined));
    expect(end.heard.map(({ from }) => from).sort()).toEqual(
      ends
        .map(([, other]) => other)
        .filter((other) => other !== partyId)
        .sort(),
    );
  }
  expect(await duty.command('call.leave', { callId })).toMatchObject({ ok: true });
  // The seat of the group is a seat: it keeps the call.
  expect(callOf(station, callId).endedAt).toBeNull();
  await admin.command('call.leave', { callId });
  expect(callOf(station, callId).parties.filter(({ state }) => state !== 'left')).toEqual([]);
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
