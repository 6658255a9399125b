// Walk tests and maintenance: what they take out of the alarm chain, and above all what they do not (GB 50394 §5.2.2).
import { expect, test } from 'vitest';
import type { AlarmState } from '#shared/domain/alarm.ts';
import { RawCaller } from '#tests/simulators/dc09.ts';
import { eventually, openPole, openStation, type TestStation } from './kit/station.ts';

const FIRST = '99010100100000000001';
const SECOND = '99010100100000000002';
const NOW = 1_930_716_909_000;
const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' } } as const;
const PANIC_OVER = { contactId: { qualifier: 3, code: '120', partition: '00', zone: '001' } } as const;
const TAMPER = { contactId: { qualifier: 1, code: '137', partition: '00', zone: '001' } } as const;
const FIRE = { contactId: { qualifier: 1, code: '110', partition: '00', zone: '001' } } as const;
const MEDICAL = { contactId: { qualifier: 1, code: '100', partition: '00', zone: '001' } } as const;

const incidentsIn = (station: TestStation) =>
  [...station.core.desk.world.incidents.values()].map(({ kind, title, alarmCount }) => [kind, title, alarmCount]);
const alarmsIn = (station: TestStation): AlarmState[] => [...station.core.desk.world.alarms.values()];
const walkIn = (station: TestStation) => [...station.core.desk.world.walkTests.values()].at(-1)!;
const resultsIn = (station: TestStation) => walkIn(station).entries.map(({ deviceId, result }) => [deviceId, result]);
const start = (station: TestStation, deviceIds: string[], windowSeconds = 300) =>
  station.command('walkTest.start', { name: '东溪一街', deviceIds, windowSeconds });

/** Whoever sends bytes that were sent before. */
function openCaller(station: TestStation): RawCaller & Disposable {
  const caller = new RawCaller(station.polePort);
  return Object.assign(caller, { [Symbol.dispose]: () => caller.dispose() });
}

test('the armed pole’s first press proves it, opens nothing, sounds nothing, and arms the next one', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station);
  expect(await start(station, [FIRST, SECOND])).toMatchObject({ ok: true, walkTestId: walkIn(station).id });
  expect(walkIn(station).armed).toEqual({ deviceId: FIRST, untilAt: NOW + 300_000 });
  expect((await pole.send({ ...PANIC, hasTime: true })).kind).toBe('ack');
  const [alarm] = alarmsIn(station);
  expect(alarm).toMatchObject({ deviceId: FIRST, setAside: 'walkTest', incidentId: null });
  expect(incidentsIn(station)).toEqual([]);
  expect(station.core.unanswered()).toEqual([]);
  expect(walkIn(station)).toEqual({
    id: walkIn(station).id,
    name: '东溪一街',
    windowSeconds: 300,
    startedAt: NOW,
    startedBy: '值班员 甲',
    finishedAt: null,
    finishedBy: null,
    armed: { deviceId: SECOND, untilAt: NOW + 300_000 },
    entries: [
      {
        deviceId: FIRST,
        name: '东溪社区 1 号报警杆',
        account: '70A1',
        result: 'proved',
        at: NOW,
        alarmId: alarm!.alarmId,
        code: '120',
        skewMs: walkIn(station).entries[0]!.skewMs,
        reason: null,
      },
      {
        deviceId: SECOND,
        name: '东溪小学 一键报警',
        account: '70A2',
        result: 'waiting',
        at: null,
        alarmId: null,
        code: null,
        skewMs: null,
        reason: null,
      },
    ],
  });
  expect(station.core.desk.world.devices.get(FIRST)?.lastTest).toEqual({ at: NOW, how: 'walkTest' });
  // Two ticks of the core: whatever it does by itself about an alarm, it has begun by then.
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect([...station.core.desk.world.units.values()].filter(({ engagement }) => engagement)).toEqual([]);
});

test('a second press of the proved pole is an alarm', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station);
  await start(station, [FIRST]);
  await pole.send(PANIC);
  await pole.send(PANIC);
  expect(incidentsIn(station)).toEqual([['holdUp', '东溪社区 1 号报警杆', 1]]);
  expect(station.core.unanswered()).toHaveLength(1);
  expect(alarmsIn(station).map(({ setAside }) => setAside)).toEqual(['walkTest', undefined]);
});

test('the same frame sent again is no second press', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station);
  await start(station, [FIRST]);
  const { frame } = await pole.send(PANIC);
  using again = openCaller(station);
  expect((await again.ask(frame)).toString('latin1')).toContain('"ACK"');
  expect([incidentsIn(station), alarmsIn(station).length]).toEqual([[], 1]);
});

test('a press of a pole that is not armed now is an alarm, also of one that waits in the same walk', async () => {
  await using station = await openStation({ clock: () => NOW });
  using other = openPole(station, { account: '70A2' });
  await start(station, [FIRST, SECOND]);
  await other.send(PANIC);
  expect(incidentsIn(station)).toEqual([['holdUp', '东溪小学 一键报警', 1]]);
  expect(resultsIn(station)).toEqual([
    [FIRST, 'waiting'],
    [SECOND, 'waiting'],
  ]);
});

test('of the armed pole nothing but a hold-up press is taken for the test', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station);
  await start(station, [FIRST]);
  for (const signal of [PANIC_OVER, FIRE, MEDICAL, TAMPER]) await pole.send(signal);
  expect(incidentsIn(station).map(([kind]) => kind)).toEqual(['fire', 'medical', 'tamper']);
  expect(resultsIn(station)).toEqual([[FIRST, 'waiting']]);
  await pole.send(PANIC);
  expect(resultsIn(station)).toEqual([[FIRST, 'proved']]);
});

test('a pole that has called for help before proves itself and calls again', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station);
  await pole.send(PANIC);
  await start(station, [FIRST]);
  await pole.send(PANIC);
  expect(incidentsIn(station)).toEqual([['holdUp', '东溪社区 1 号报警杆', 2]]);
  expect(resultsIn(station)).toEqual([[FIRST, 'proved']]);
});

test('what another system says of the armed pole is no press of it', async () => {
  const tokens = [{ token: 'source-token-of-the-tests', role: 'source', name: '视频分析' }];
  await using station = await openStation({ clock: () => NOW, overrides: { tokens: [...tokens, DUTY_RECORD] } });
  await start(station, [FIRST]);
  const response = await fetch(`${station.core.url}/api/alarms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer source-token-of-the-tests' },
    body: JSON.stringify({ id: 'V-1', kind: 'video', class: 'emergency', title: '斗殴', deviceId: FIRST }),
  });
  expect(response.status).toBe(201);
  expect(incidentsIn(station)).toEqual([['holdUp', '东溪社区 1 号报警杆', 1]]);
});

test('a window that ends without a press lapses by itself, and the press after it is an alarm', async () => {
  let now = NOW;
  await using station = await openStation({ clock: () => now });
  using pole = openPole(station);
  await start(station, [FIRST, SECOND], 30);
  now += 30_001;
  await eventually('the window lapses', () => (walkIn(station).armed === null ? true : undefined));
  expect(resultsIn(station)).toEqual([
    [FIRST, 'missed'],
    [SECOND, 'waiting'],
  ]);
  await pole.send(PANIC);
  expect(incidentsIn(station)).toHaveLength(1);
});

test('a press after the window is an alarm even where nobody has ended the window yet', async () => {
  let now = NOW;
  await using station = await openStation({ clock: () => now });
  using pole = openPole(station);
  await start(station, [FIRST], 30);
  now += 30_001;
  await pole.send(PANIC);
  expect(incidentsIn(station)).toHaveLength(1);
});

test('a walk goes on after a restart: the armed pole is still armed, a retransmission is still none', async () => {
  const first = await openStation({ clock: () => NOW });
  await start(first, [FIRST, SECOND]);
  using early = openPole(first);
  const { frame } = await early.send(PANIC);
  await first.core.close();
  await using again = await openStation({ clock: () => NOW + 5_000, folder: first.folder });
  using repeated = openCaller(again);
  using other = openPole(again, { account: '70A2' });
  expect((await repeated.ask(frame)).toString('latin1')).toContain('"ACK"');
  await other.send(PANIC);
  expect(incidentsIn(again)).toEqual([]);
  expect(resultsIn(again)).toEqual([
    [FIRST, 'proved'],
    [SECOND, 'proved'],
  ]);
});

test('poles are armed again, skipped and finished by hand; each refusal has its code', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station);
  const codeOf = async (kind: string, body: object) => (await station.command(kind, body)).code;
  expect(await codeOf('walkTest.start', { name: '一', deviceIds: ['nobody'] })).toBe('unknownDevice');
  expect(await codeOf('walkTest.start', { name: '一', deviceIds: [FIRST, FIRST] })).toBe('badBody');
  expect(await codeOf('walkTest.start', { name: '一', deviceIds: [] })).toBe('badBody');
  const { walkTestId } = await start(station, [FIRST, SECOND]);
  expect(await codeOf('walkTest.start', { name: '二', deviceIds: [SECOND] })).toBe('deviceInWalkTest');
  expect(await codeOf('walkTest.arm', { walkTestId, deviceId: 'nobody' })).toBe('notInWalkTest');
  expect(await station.command('walkTest.skip', { walkTestId, deviceId: FIRST, reason: '施工围挡' })).toMatchObject({
    ok: true,
  });
  expect(walkIn(station).armed?.deviceId).toBe(SECOND);
  await station.command('walkTest.arm', { walkTestId, deviceId: FIRST });
  await pole.send(PANIC);
  expect(await codeOf('walkTest.arm', { walkTestId, deviceId: FIRST })).toBe('alreadyProved');
  await station.command('walkTest.finish', { walkTestId });
  expect(walkIn(station)).toMatchObject({ finishedAt: NOW, finishedBy: '值班员 甲', armed: null });
  expect(await codeOf('walkTest.finish', { walkTestId })).toBe('walkTestFinished');
  expect(await codeOf('walkTest.finish', { walkTestId: 'none' })).toBe('unknownWalkTest');
  await pole.send(PANIC);
  expect(incidentsIn(station)).toHaveLength(1);
});

const DUTY_RECORD = { token: 'duty-token-of-the-tests-1', role: 'duty', name: '值班员 甲' };

test('a device in maintenance still calls for help; what else it says is kept, marked, and opens nothing', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station);
  const maintenance = { deviceId: FIRST, untilAt: NOW + 3_600_000, reason: '更换电池' };
  expect(await station.command('device.startMaintenance', maintenance)).toMatchObject({ ok: true });
  await pole.send(TAMPER);
  expect([incidentsIn(station), alarmsIn(station).map(({ setAside }) => setAside)]).toEqual([[], ['maintenance']]);
  expect(station.core.desk.world.devices.get(FIRST)).toMatchObject({
    maintenance: { startedAt: NOW, untilAt: NOW + 3_600_000, reason: '更换电池', by: '值班员 甲' },
    condition: { tamper: { isFault: true, at: NOW } },
    trust: { vandalFaultsAt: [] },
  });
  for (const signal of [PANIC, FIRE, MEDICAL]) await pole.send(signal);
  expect(incidentsIn(station).map(([kind]) => kind)).toEqual(['holdUp', 'fire', 'medical']);
});

test('an open incident goes on hearing the device that went into maintenance', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station);
  await pole.send(TAMPER);
  await station.command('device.startMaintenance', { deviceId: FIRST, untilAt: NOW + 60_000, reason: '检查' });
  await pole.send(TAMPER);
  expect(incidentsIn(station)).toEqual([['tamper', '东溪社区 1 号报警杆', 2]]);
  expect(alarmsIn(station).map(({ setAside }) => setAside)).toEqual([undefined, undefined]);
});

test('maintenance ends at its end, also over a restart, and alarms are alarms again', async () => {
  let now = NOW;
  const first = await openStation({ clock: () => now });
  await first.command('device.startMaintenance', { deviceId: FIRST, untilAt: NOW + 60_000, reason: '检查' });
  await first.core.close();
  await using again = await openStation({ clock: () => now, folder: first.folder });
  using pole = openPole(again);
  expect(again.core.desk.world.devices.get(FIRST)?.maintenance).not.toBeNull();
  now += 60_000;
  await eventually('maintenance ends', () =>
    again.core.desk.world.devices.get(FIRST)?.maintenance === null ? true : undefined,
  );
  await again.core.desk.settled();
  const ended = again.core.desk.journal
    .readStream(`device:${FIRST}`)
    .filter(({ kind }) => kind === 'device.maintenanceEnded');
  expect(ended.map(({ actor, body }) => [actor, body])).toEqual([
    [
      { kind: 'system', id: 'clock' },
      { deviceId: FIRST, isDue: true },
    ],
  ]);
  await pole.send(TAMPER);
  expect(incidentsIn(again)).toHaveLength(1);
});

test('maintenance is ended by hand, lengthened by saying it again, and refused without an end that can be', async () => {
  await using station = await openStation({ clock: () => NOW });
  const begin = (untilAt: number) =>
    station.command('device.startMaintenance', { deviceId: FIRST, untilAt, reason: '检查' });
  expect(await begin(NOW)).toMatchObject({ code: 'maintenanceOver' });
  expect(await begin(NOW + 7 * 86_400_000 + 1)).toMatchObject({ code: 'maintenanceTooLong' });
  expect(await station.command('device.endMaintenance', { deviceId: FIRST })).toMatchObject({
    code: 'notInMaintenance',
  });
  await begin(NOW + 1_000);
  await begin(NOW + 7 * 86_400_000);
  expect(station.core.desk.world.devices.get(FIRST)?.maintenance?.untilAt).toBe(NOW + 7 * 86_400_000);
  expect(await station.command('device.endMaintenance', { deviceId: FIRST })).toMatchObject({ ok: true });
  expect(station.core.desk.world.devices.get(FIRST)?.maintenance).toBeNull();
});
