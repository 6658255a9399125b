/** A shift and what it owes the next: sign-in, the log that writes itself, the hand-over with two officers, and the file of it. */
import { expect, test } from 'vitest';
import type { DutyLogAnswer } from '#shared/domain/dutyLog.ts';
import { openHandOver } from '#shared/domain/handOver.ts';
import { handOverItems } from '#shared/domain/handOverItems.ts';
import { onDuty } from '#shared/domain/shift.ts';
import type { ReadPacket } from '#shared/wire/handOver.ts';
import { makeAccount, PASSWORD, tokenOf } from './kit/people.ts';
import { openPhone } from './kit/phone.ts';
import { type TestSeat, takeSeat } from './kit/seat.ts';
import { ADMIN, eventually, openPole, openStation, type TestStation, WORKER } from './kit/station.ts';

const PANIC = { contactId: { qualifier: 1, code: '120', partition: '03', zone: '008' } } as const;
const HOUR_MS = 3_600_000;

interface Officers {
  readonly jia: string;
  readonly yi: string;
  readonly jiaId: string;
  readonly yiId: string;
}

async function twoOfficers(station: TestStation): Promise<Officers> {
  const jiaId = await makeAccount(station, 'jia');
  const yiId = await makeAccount(station, 'yiyi');
  return { jiaId, yiId, jia: await tokenOf(station, 'jia'), yi: await tokenOf(station, 'yiyi') };
}

/** An alarm of one of the poles, until its incident is there. */
async function alarm(station: TestStation, account = '70A1'): Promise<void> {
  const before = station.core.desk.world.incidents.size;
  using pole = openPole(station, { account });
  await pole.send(PANIC);
  await eventually('the incident', () => station.core.desk.world.incidents.size > before || undefined);
  await station.core.desk.settled();
}

async function touchAll(seat: TestSeat, how: 'seen' | 'taken' = 'seen'): Promise<void> {
  const handOverId = openHandOver(seat.world.duty.handOvers.values())!.id;
  for (;;) {
    const items = handOverItems(seat.world);
    const touches = seat.world.duty.handOvers.get(handOverId)!.touches;
    const next = items.find(({ key, digest }) => touches[key]?.digest !== digest);
    if (!next) return;
    const { key, digest } = next;
    const answer = await seat.command('handOver.touch', { handOverId, key, digest, how });
    // What changed in this very moment is touched as it is then.
    if (!answer.ok && answer.code !== 'itemChanged') throw new Error(answer.code);
  }
}

const codeOf = (answer: { ok: boolean }) => (answer.ok ? 'ok' : (answer as { code?: string }).code);
const log = (station: TestStation, query = '') =>
  station.get<DutyLogAnswer>(`/api/duty-log?from=0&until=${Date.now() + 24 * HOUR_MS}${query}`);

test('two officers hand over: everything is touched, an alarm in the middle is the giver’s, a restart forgets nothing', async () => {
  await using first = await openStation();
  const { jia, yi, jiaId, yiId } = await twoOfficers(first);
  let handOverId = '';
  {
    using giver = await takeSeat(first.core.url, jia);
    using taker = await takeSeat(first.core.url, yi);
    expect(await giver.command('shift.begin', {})).toMatchObject({ ok: true, shiftId: expect.any(String) });
    expect(codeOf(await giver.command('shift.begin', {}))).toBe('alreadyOnDuty');
    await giver.command('shift.note', { text: '二号楼电梯维修至晚八点', mustHandOver: true });
    await alarm(first);
    expect(codeOf(await giver.command('shift.end', {}))).toBe('handOverFirst');
    expect(codeOf(await taker.command('handOver.open', {}))).toBe('notOnDuty');
    const opened = await giver.command('handOver.open', { toAccountId: yiId });
    expect(opened.ok).toBe(true);
    handOverId = (opened as { handOverId?: string }).handOverId!;
    expect(codeOf(await giver.command('handOver.open', {}))).toBe('handOverOpen');
    const refused = await taker.command('handOver.sign', { handOverId });
    expect(refused).toMatchObject({ ok: false, code: 'handOverIncomplete' });
    expect((refused as { message: string }).message).toContain('二号楼电梯');
    const [incident] = handOverItems(giver.world);
    const touch = { handOverId, key: incident!.key, digest: incident!.digest, how: 'seen' };
    expect(codeOf(await giver.command('handOver.touch', touch))).toBe('sameOfficer');
    await taker.command('handOver.ask', { handOverId, key: incident!.key, text: '家属联系上了吗？' });
    await touchAll(taker);
    expect(codeOf(await taker.command('handOver.sign', { handOverId }))).toBe('handOverIncomplete');
  }
  await first.core.close();

  await using station = await openStation({ folder: first.folder });
  using giver = await takeSeat(station.core.url, jia);
  using taker = await takeSeat(station.core.url, yi);
  const [question] = giver.world.duty.handOvers.get(handOverId)!.questions;
  expect(question?.text).toBe('家属联系上了吗？');
  await giver.command('handOver.answer', { handOverId, questionId: question!.id, text: '已联系上' });
  await touchAll(taker, 'taken');
  expect(codeOf(await taker.command('handOver.sign', { handOverId }))).toBe('ok');
  // An alarm in the middle: it is the giver's, and nobody signs past it.
  await alarm(station, '70A2');
  expect(onDuty(station.core.desk.world.duty.shifts.values()).map(({ accountId }) => accountId)).toEqual([jiaId]);
  expect(codeOf(await giver.command('handOver.sign', { handOverId }))).toBe('handOverIncomplete');
  await touchAll(taker, 'taken');
  expect(codeOf(await giver.command('handOver.sign', { handOverId }))).toBe('ok');
  // The taker signed something else before: his signature is of yesterday's list.
  expect(taker.world.duty.handOvers.get(handOverId)?.completed).toBeNull();
  const signing = { handOverId, loginName: 'yiyi', password: PASSWORD };
  expect(codeOf(await giver.command('handOver.sign', { ...signing, password: 'not-this-one' }))).toBe('signInRefused');
  expect(codeOf(await giver.command('handOver.sign', signing))).toBe('ok');
  await station.core.desk.settled();
  const { duty } = station.core.desk.world;
  const done = duty.handOvers.get(handOverId)!;
  expect([done.giverSigned?.hash, done.takerSigned?.hash, done.takerSigned?.means]).toEqual([
    done.completed?.hash,
    done.completed?.hash,
    'password',
  ]);
  expect(done.completed?.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['incident', 'note']));
  expect(onDuty(duty.shifts.values()).map(({ accountId }) => accountId)).toEqual([yiId]);
  expect(codeOf(await taker.command('handOver.touch', { handOverId, key: 'x', digest: 'x', how: 'seen' }))).toBe(
    'handOverClosed',
  );

  const { lines } = await log(station);
  const said = lines.map(({ zh }) => zh);
  expect(said.join('\n')).toMatch(/上班签到[\s\S]*须交接】二号楼电梯[\s\S]*开始交班[\s\S]*询问：家属[\s\S]*交接完成/);
  expect(lines.map(({ en }) => en).filter((line) => /上班|交接完成/.test(line))).toEqual([]);
  const found = await log(station, `&q=${encodeURIComponent('电梯')}&categories=shift`);
  expect(found.lines.map(({ kind }) => kind)).toEqual(['shift.noted']);
});

test('a sealed packet waits for the next one, who takes it before he begins; its giver who comes back opens it again', async () => {
  await using station = await openStation();
  const { jia, yi, yiId } = await twoOfficers(station);
  using giver = await takeSeat(station.core.url, jia);
  using next = await takeSeat(station.core.url, yi);
  await giver.command('shift.begin', {});
  await alarm(station);
  const opened = await giver.command('handOver.open', {});
  const handOverId = (opened as { handOverId?: string }).handOverId!;
  expect(codeOf(await next.command('handOver.seal', { handOverId }))).toBe('notTheGiver');
  expect(codeOf(await giver.command('handOver.seal', { handOverId }))).toBe('ok');
  await eventually('the seal', () => next.world.duty.handOvers.get(handOverId)?.sealed ?? undefined);
  expect(onDuty(next.world.duty.shifts.values())).toEqual([]);
  expect(codeOf(await next.command('shift.begin', {}))).toBe('handOverWaiting');
  await touchAll(next);
  expect(codeOf(await next.command('handOver.sign', { handOverId }))).toBe('ok');
  await eventually('the taker is on duty', () => onDuty(next.world.duty.shifts.values())[0]);
  expect(onDuty(next.world.duty.shifts.values()).map(({ accountId }) => accountId)).toEqual([yiId]);
  expect(next.world.duty.handOvers.get(handOverId)?.completed?.items.length).toBe(1);

  const again = await next.command('handOver.open', {});
  const secondId = (again as { handOverId?: string }).handOverId!;
  await next.command('handOver.seal', { handOverId: secondId });
  expect(codeOf(await next.command('shift.begin', {}))).toBe('ok');
  await eventually('it is cancelled', () => next.world.duty.handOvers.get(secondId)?.cancelled ?? undefined);
});

test('a roster is saved, shows who is late, and shifts that were worked stay', async () => {
  const clock = { now: Date.now() };
  await using station = await openStation({ clock: () => clock.now });
  const { jia, jiaId, yiId } = await twoOfficers(station);
  const [startAt, endAt] = [clock.now - 20 * 60_000, clock.now + 7 * HOUR_MS];
  const span = { fromAt: startAt - HOUR_MS, untilAt: endAt + 24 * HOUR_MS };
  const people = [
    { accountId: jiaId, post: 'duty' },
    { accountId: yiId, post: 'leader' },
  ];
  const shift = { name: '早班', startAt, endAt, people };
  expect(codeOf(await station.command('roster.save', { ...span, shifts: [{ ...shift, endAt: startAt }] }, ADMIN))).toBe(
    'shiftTimes',
  );
  expect(await station.command('roster.save', { ...span, shifts: [shift] }, ADMIN)).toMatchObject({ ok: true });
  expect(codeOf(await station.command('shift.begin', {}, jia))).toBe('ok');
  const [saved] = station.core.desk.world.duty.shifts.values();
  expect([saved?.name, saved?.attendance[0]]).toEqual([
    '早班',
    expect.objectContaining({ accountId: jiaId, post: 'duty', lateMinutes: 20 }),
  ]);
  expect(codeOf(await station.command('roster.save', { ...span, shifts: [] }, ADMIN))).toBe('shiftWorked');
});

test('a file goes from one core to another, is taken in once, and a changed one is refused with the reason', async () => {
  await using from = await openStation();
  await using to = await openStation({
    overrides: { station: { id: 'beishan', name: '北山街道综治中心', jurisdiction: '990101001' } },
  });
  const { jia } = await twoOfficers(from);
  const there = await twoOfficers(to);
  await from.command('shift.begin', {}, jia);
  await from.command('shift.note', { text: '<b>留意</b>西门', mustHandOver: true }, jia);
  await alarm(from);
  const opened = await from.command('handOver.open', {}, jia);
  await from.command('handOver.seal', { handOverId: opened.handOverId }, jia);
  const response = await fetch(`${from.core.url}/api/hand-overs/${String(opened.handOverId)}/file`, {
    headers: { authorization: `Bearer ${jia}` },
  });
  const name = decodeURIComponent(response.headers.get('content-disposition') ?? '');
  expect(name).toMatch(/交接班-示范街道综治中心-\d{8}-\d{4}\.pingan-handover/);
  const text = await response.text();
  expect(text).toContain('&lt;b&gt;留意&lt;/b&gt;');

  const look = async (file: string, token = there.jia) => {
    const answer = await fetch(`${to.core.url}/api/hand-overs/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: file,
    });
    return (await answer.json()) as ReadPacket & { ok: boolean; code?: string };
  };
  const file = JSON.parse(text) as { packet: string; html: string; signature: { value: string }; version: number };
  const tampered = JSON.stringify({ ...file, packet: file.packet.replace('西门', '东门') });
  const forged = JSON.stringify({ ...file, html: `${file.html}<script>alert(1)</script>` });
  const later = JSON.stringify({ ...file, version: 2 });
  const codes = await Promise.all([tampered, forged, later, '{', 'null', text.slice(0, -40)].map((each) => look(each)));
  expect(codes.map(({ code }) => code)).toEqual([
    'handOverFileForged',
    'handOverFileForged',
    'handOverFileVersion',
    'handOverFileBroken',
    'handOverFileBroken',
    'handOverFileBroken',
  ]);
  const read = await look(text);
  expect([read.ok, read.packet.state, read.packet.giver.name, read.packet.items.length]).toEqual([
    true,
    'sealed',
    expect.any(String),
    2,
  ]);
  const { fingerprint } = await from.get<{ fingerprint: string }>('/api/shifts');
  expect(read.fingerprint).toBe(fingerprint);
  const incident = read.packet.items.find(({ kind }) => kind === 'incident')!;
  const take = { fileHash: read.fileHash, fingerprint, openKeys: [incident.key] };
  expect(codeOf(await to.command('handOver.import', take, there.jia))).toBe('notOnDuty');
  await to.command('shift.begin', {}, there.jia);
  expect(codeOf(await to.command('handOver.import', { ...take, fingerprint: '12345678' }, there.jia))).toBe(
    'fingerprintDiffers',
  );
  expect(codeOf(await to.command('handOver.import', take, there.jia))).toBe('ok');
  expect(codeOf(await to.command('handOver.import', take, there.jia))).toBe('packetTaken');
  const { world } = to.core.desk;
  expect([...world.incidents.values()].map(({ kind, callerWords }) => [kind, callerWords])).toEqual([
    [incident.incidentKind, expect.stringContaining('承接自 示范街道综治中心')],
  ]);
  const notes = [...world.duty.shifts.values()].flatMap((shift) => shift.notes.map((note) => note.text));
  expect(notes).toEqual([expect.stringContaining('<b>留意</b>西门')]);
});

test('the printed log of a shift names station, shift, people and what happened, with every word escaped', async () => {
  await using station = await openStation();
  const { jia } = await twoOfficers(station);
  const begun = await station.command('shift.begin', {}, jia);
  await station.command('shift.note', { text: '<img src=x onerror=alert(1)>' }, jia);
  await alarm(station);
  const page = await (
    await fetch(`${station.core.url}/api/shifts/${String(begun.shiftId)}/page?lang=zh-CN`, {
      headers: { authorization: `Bearer ${jia}` },
    })
  ).text();
  expect(page).toContain('示范街道综治中心');
  expect(page).toContain('值班员签字');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(page).toMatch(/报警到达/);
  expect(page).not.toMatch(/<img|<script/i);
});

test('the log is a view of the journal: refolded it is the same', async () => {
  await using station = await openStation();
  const { jia } = await twoOfficers(station);
  await station.command('shift.begin', {}, jia);
  await alarm(station);
  await station.command('roster.save', { fromAt: 0, untilAt: 1, shifts: [] }, jia);
  const before = (await log(station)).lines;
  station.core.desk.journal.rebuild();
  expect((await log(station)).lines).toEqual(before);
  expect(before.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['shift.begun', 'access.refused', 'incident.opened']),
  );
});

test('shelved alarms, devices out of service, promises and what is unread are touched one by one', async () => {
  await using station = await openStation();
  const { jia, yi } = await twoOfficers(station);
  using giver = await takeSeat(station.core.url, jia);
  using taker = await takeSeat(station.core.url, yi);
  const must = async (kind: string, body: object, token = jia) =>
    expect(await station.command(kind, body, token), kind).toMatchObject({ ok: true });
  await must('shift.begin', {});
  await alarm(station);
  const [incident] = station.core.desk.world.incidents.values();
  const untilAt = Date.now() + HOUR_MS;
  await must('incident.urge', { incidentId: incident!.id, text: '区里要结果', dueAt: untilAt });
  const [pole, button] = ['99010100100000000001', '99010100100000000002'];
  await must('device.startMaintenance', { deviceId: pole, untilAt, reason: '换电池' });
  await must('device.shelve', { deviceId: button, classes: ['intrusion'], untilAt, reason: '盖子松动' });
  const [lon, lat] = [incident!.place.lon, incident!.place.lat];
  await must('field.report', { unitId: 'u-001', kind: 'publicOrder', text: '路灯不亮', lon, lat }, WORKER);
  await must('message.send', { unitIds: ['u-001'], text: '今晚有雨' }, jia);
  using phone = await openPhone(station.core.url, 'u-001');
  await phone.command('message.send', { unitIds: ['u-001'], text: '收到' });
  await must('shift.note', { text: '电梯维修', mustHandOver: true });
  const { handOverId } = (await giver.command('handOver.open', {})) as unknown as { handOverId: string };
  const kinds = () => handOverItems(taker.world).map(({ kind }) => kind);
  await eventually('every kind is in the packet', () => kinds().includes('note') || undefined);
  expect(kinds()).toEqual(['incident', 'promise', 'shelf', 'maintenance', 'fieldReport', 'message', 'note']);

  // One at a time: with each touch exactly that one is done, and only the last makes it ready to be signed.
  const items = handOverItems(taker.world);
  for (const [index, { key, digest }] of items.entries()) {
    const signed = await taker.command('handOver.sign', { handOverId });
    expect((signed as { message: string }).message).toContain(index === 0 ? '过目' : `还有 ${items.length - index} 项`);
    expect(await taker.command('handOver.touch', { handOverId, key, digest, how: 'seen' })).toMatchObject({ ok: true });
  }
  // What the shelf goes on keeping quiet needs no second look.
  using rattling = openPole(station, { account: '70A2' });
  await rattling.send({ contactId: { qualifier: 1, code: '130', partition: '00', zone: '001' } });
  await eventually('it was counted', () => taker.world.devices.get(button!)?.shelf?.count === 1 || undefined);
  expect(codeOf(await taker.command('handOver.sign', { handOverId }))).toBe('ok');
  const page = await fetch(`${station.core.url}/api/hand-overs/${handOverId}/page?lang=zh-CN`, {
    headers: { authorization: `Bearer ${jia}` },
  });
  const printed = await page.text();
  const lacking = ['待答复督办“区里要结果”', '盖子松动', '换电池', '路灯不亮', '收到', '电梯维修'].filter(
    (words) => !printed.includes(words),
  );
  expect(lacking).toEqual([]);
});

test('a second officer comes on and goes off duty at the same seat, and the seat stays the first one’s', async () => {
  await using station = await openStation();
  const { jia, jiaId, yiId } = await twoOfficers(station);
  await makeAccount(station, 'kan', { role: 'auditor' });
  using seat = await takeSeat(station.core.url, jia);
  const beside = { loginName: 'yiyi', password: PASSWORD };
  await seat.command('shift.begin', {});
  expect([
    codeOf(await seat.command('shift.begin', { loginName: 'yiyi' })),
    codeOf(await seat.command('shift.begin', { ...beside, password: 'Wrong-Word-11' })),
    codeOf(await seat.command('shift.begin', { ...beside, loginName: 'kan' })),
    codeOf(await seat.command('shift.begin', beside)),
    codeOf(await seat.command('shift.begin', beside)),
  ]).toEqual(['badBody', 'signInRefused', 'roleMayNot', 'ok', 'alreadyOnDuty']);
  const present = () => onDuty(station.core.desk.world.duty.shifts.values()).map(({ accountId }) => accountId);
  expect(present()).toEqual([jiaId, yiId]);
  await seat.command('shift.note', { text: '两人在班' });
  const { lines } = await log(station, '&q=两人');
  expect(lines.map(({ by }) => by)).toEqual(['jia 某']);
  expect(codeOf(await seat.command('shift.end', beside))).toBe('ok');
  expect(present()).toEqual([jiaId]);
});

test('signing in and coming on duty are one step: as the roster has it, or in any case', async () => {
  const clock = { now: Date.now() };
  await using station = await openStation({ clock: () => clock.now });
  const { jiaId, yiId } = await twoOfficers(station);
  const [startAt, endAt] = [clock.now + 30 * 60_000, clock.now + 8 * HOUR_MS];
  const people = [{ accountId: jiaId, post: 'duty' }];
  const shifts = [{ name: '早班', startAt, endAt, people }];
  await station.command('roster.save', { fromAt: startAt, untilAt: endAt, shifts }, ADMIN);
  const signIn = async (loginName: string, shift?: string) => {
    const response = await fetch(`${station.core.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loginName, password: PASSWORD, ...(shift && { shift }) }),
    });
    return ((await response.json()) as { shift: { ok: boolean; code?: string } | null }).shift;
  };
  const present = () => onDuty(station.core.desk.world.duty.shifts.values()).map(({ accountId }) => accountId);
  // Who is not down for a shift only signs in; who is, is on duty in it, and so he stays when he signs in again.
  expect([await signIn('yiyi', 'planned'), await signIn('jia'), present()]).toEqual([null, null, []]);
  expect([await signIn('jia', 'planned'), await signIn('jia', 'planned')]).toEqual([{ ok: true }, { ok: true }]);
  const [shift] = station.core.desk.world.duty.shifts.values();
  expect([shift?.name, shift?.attendance.map(({ accountId, post }) => [accountId, post])]).toEqual([
    '早班',
    [[jiaId, 'duty']],
  ]);
  expect([await signIn('yiyi', 'any'), present()]).toEqual([{ ok: true }, [jiaId, yiId]]);
  // Behind a sealed hand-over nobody comes on duty, and he is signed in all the same.
  const jia = await tokenOf(station, 'jia');
  await station.command('shift.end', {}, await tokenOf(station, 'yiyi'));
  await station.command('shift.note', { text: '留意西门', mustHandOver: true }, jia);
  const { handOverId } = await station.command('handOver.open', {}, jia);
  await station.command('handOver.seal', { handOverId }, jia);
  expect(await signIn('yiyi', 'any')).toMatchObject({ ok: false, code: 'handOverWaiting' });
});
