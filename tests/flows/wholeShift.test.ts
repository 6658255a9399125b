/**
 * A night at the desk from signing in to signing off, over the real wires: a storm of sixty poles, false alarms closed, one incident
 * given up a level and back, the log printed, and everything handed over with both signatures.
 */
import { expect, test } from 'vitest';
import type { DutyLogAnswer } from '#shared/domain/dutyLog.ts';
import { handOverItems } from '#shared/domain/handOverItems.ts';
import { onDuty } from '#shared/domain/shift.ts';
import { illegalIn } from '#tests/faults/kit/legalHistory.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { makeAccount, tokenOf } from './kit/people.ts';
import { type TestSeat, takeSeat } from './kit/seat.ts';
import { eventually, openPole, openStation, STATION } from './kit/station.ts';

const POLES = 60;
const FALSE_ALARMS = 40;
const INTRUSION = { contactId: { qualifier: 1, code: '130', partition: '01', zone: '003' } } as const;
/** Two this far apart are two incidents. */
const APART_M = 400;

const accountOf = (number: number) => (0x7100 + number).toString(16).toUpperCase();
const POLE_RECORDS = Array.from({ length: POLES }, (_, number) => {
  const [lon, lat] = pointAt((number % 8) * APART_M, Math.floor(number / 8) * APART_M);
  const id = `9901010010000001${String(number).padStart(4, '0')}`;
  return { id, kind: 'alarmPole', name: `${number + 1} 号报警杆`, lon, lat, link: 'poles', account: accountOf(number) };
});

async function touchAll(seat: TestSeat, handOverId: string): Promise<void> {
  for (;;) {
    const touches = seat.world.duty.handOvers.get(handOverId)?.touches ?? {};
    const next = handOverItems(seat.world).find(({ key, digest }) => touches[key]?.digest !== digest);
    if (!next) return;
    const { key, digest } = next;
    const answer = await seat.command('handOver.touch', { handOverId, key, digest, how: 'seen' });
    if (!answer.ok && answer.code !== 'itemChanged') throw new Error(`${answer.code}: ${answer.message}`);
  }
}

test('a whole night: signed in, sixty alarms, false ones closed, one up and back, printed, handed over', async () => {
  // The clock stands while the officers work: nothing falls due because this machine is slow.
  const now = Date.now();
  await using station = await openStation({
    clock: () => now,
    overrides: { devices: POLE_RECORDS, links: STATION.links },
  });
  await makeAccount(station, 'jia', { name: '林晓' });
  const yiId = await makeAccount(station, 'yiyi', { name: '周岩' });
  const [jia, yi] = [await tokenOf(station, 'jia'), await tokenOf(station, 'yiyi')];
  using officer = await takeSeat(station.core.url, jia);
  expect(await officer.command('shift.begin', {})).toMatchObject({ ok: true });

  const outcomes = await Promise.all(
    POLE_RECORDS.map(async ({ account }) => {
      using pole = openPole(station, { account, clock: () => now, giveUpAfterMs: 90_000 });
      return (await pole.send(INTRUSION)).kind;
    }),
  );
  expect(new Set(outcomes).size).toBe(1);
  const { incidents } = officer.world;
  await eventually('every pole has its incident on the officer’s screen', () => incidents.size === POLES || undefined);
  await eventually(
    'every incident is open',
    () => [...incidents.values()].every(({ closedAt }) => closedAt === null) || undefined,
  );

  const ids = [...incidents.keys()];
  const must = async (kind: string, body: object) =>
    expect(await officer.command(kind, body), kind).toMatchObject({ ok: true });
  for (const incidentId of ids.slice(0, FALSE_ALARMS)) {
    await must('incident.verify', { incidentId, verdict: 'false', means: 'video' });
    await must('incident.close', { incidentId, reason: 'false', note: '误报' });
  }
  const given = ids[FALSE_ALARMS]!;
  await must('incident.acknowledge', { incidentId: given });
  const to = { code: '990101', name: '示范区' };
  await must('incident.transfer', { incidentId: given, to, reason: '需区级协调', dueAt: now + 3_600_000 });
  await must('incident.acceptTransfer', { incidentId: given });
  await must('incident.returnTransfer', { incidentId: given, reason: '属街道职责' });
  await must('shift.note', { text: '二号楼电梯维修至晨六点', mustHandOver: true });

  const log = await station.get<DutyLogAnswer>(`/api/duty-log?from=0&until=${now + 1}`, jia);
  expect(log.lines.filter(({ kind }) => kind === 'incident.closed')).toHaveLength(FALSE_ALARMS);
  const [shift] = onDuty(officer.world.duty.shifts.values());
  const { shiftId } = shift as unknown as { shiftId?: string };
  const id = shiftId ?? [...officer.world.duty.shifts.keys()][0]!;
  const page = await fetch(`${station.core.url}/api/shifts/${id}/page?lang=zh-CN`, {
    headers: { authorization: `Bearer ${jia}` },
  });
  expect(page.status).toBe(200);
  const printed = await page.text();
  expect([printed.includes('林晓'), printed.includes('二号楼电梯维修'), printed.includes('<script')]).toEqual([
    true,
    true,
    false,
  ]);

  using taker = await takeSeat(station.core.url, yi);
  const opened = await officer.command('handOver.open', { toAccountId: yiId });
  const { handOverId } = opened as unknown as { handOverId: string };
  expect(await taker.command('handOver.sign', { handOverId })).toMatchObject({ code: 'handOverIncomplete' });
  await touchAll(taker, handOverId);
  expect(await taker.command('handOver.sign', { handOverId })).toMatchObject({ ok: true });
  expect(await officer.command('handOver.sign', { handOverId })).toMatchObject({ ok: true });
  expect(onDuty(station.core.desk.world.duty.shifts.values()).map(({ accountId }) => accountId)).toEqual([yiId]);

  expect([...taker.world.incidents.values()].filter(({ closedAt }) => closedAt === null)).toHaveLength(
    POLES - FALSE_ALARMS,
  );
  await station.core.desk.settled();
  const events = station.core.desk.journal.read(0, 100_000);
  expect(illegalIn(events)).toEqual([]);
  expect((await station.core.desk.journal.verify()).faults).toEqual([]);
}, 180_000);
