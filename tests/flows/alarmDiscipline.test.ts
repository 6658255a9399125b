/** Floods, chattering and shelves on a whole station: real poles, real HTTP, figures from the real journal. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlarmQuality } from '#shared/domain/alarmFigures.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { ADMIN, DUTY, eventually, openPole, openStation, STATION, type TestStation } from './kit/station.ts';

const BUTTON = '99010100100000000002';
const TAMPER = { contactId: { qualifier: 1, code: '137', partition: '00', zone: '001' } } as const;
const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' } } as const;
const DAY = 86_400_000;

/** The rule tells nobody: only what is heard counts here. */
const overrides = { tokens: STATION.tokens.filter(({ role }) => role !== 'worker'), units: [] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pingan-shelf-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function report(station: TestStation, index: number): Promise<string | null> {
  const [lon, lat] = pointAt((index % 8) * 400, Math.floor(index / 8) * 400);
  const response = await fetch(`${station.core.url}/api/alarms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
    body: JSON.stringify({ id: `r-${index}`, kind: 'access', class: 'intrusion', title: `门禁 ${index}`, lon, lat }),
  });
  return ((await response.json()) as { incidentId?: string }).incidentId ?? null;
}

const figures = (station: TestStation, fromAt: number, toAt: number) =>
  station.get<AlarmQuality>(`/api/replay/alarm-quality?from=${fromAt}&to=${toAt}`);
const open = (station: TestStation) =>
  [...station.core.desk.world.incidents.values()].filter(({ closedAt }) => closedAt === null);

test('a flood of sixty loses none of them, and the journal knows it as one', async () => {
  await using station = await openStation({ overrides });
  const ids = new Set<string | null>();
  for (let index = 0; index < 60; index++) ids.add(await report(station, index));
  ids.delete(null);
  expect(ids.size).toBe(60);
  expect(
    open(station)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([...ids].toSorted());
  expect(station.core.unanswered()).toHaveLength(60);
  const now = Date.now();
  const quality = await figures(station, now - DAY, now);
  expect(quality).toMatchObject({
    announced: 60,
    received: 60,
    perTenMinutes: { peak: 60 },
    floods: [{ count: 60, toAt: null }],
    levels: { 1: 0, 2: 60, 3: 0, 4: 0 },
  });
  expect(quality.recent).toHaveLength(60);
});

test('a chattering lid is counted as one, shelved, kept quiet and in the journal, and sounds again when that is over', async () => {
  let offsetMs = 0;
  const clock = () => Date.now() + offsetMs;
  await using station = await openStation({ overrides, clock });
  using pole = openPole(station, { account: '70A2' });
  const heard = () => [...station.core.desk.world.alarms.values()];
  const device = () => station.core.desk.world.devices.get(BUTTON);
  for (let times = 1; times <= 6; times++) {
    offsetMs += 1_500;
    expect((await pole.send(TAMPER)).kind).toBe('ack');
    await eventually('the alarm', () => heard().length === times || undefined);
  }
  const [incident] = open(station);
  expect(incident).toMatchObject({ kind: 'tamper', alarmCount: 6 });
  const before = await figures(station, clock() - 3_600_000, clock());
  expect(before.announced).toBe(1);
  expect(before.chattering).toMatchObject([{ source: BUTTON, mostInMinute: 6, count: 6 }]);

  const untilAt = clock() + 3_600_000;
  const shelve = (classes: readonly string[], until = untilAt) =>
    station.command('device.shelve', { deviceId: BUTTON, classes, untilAt: until, reason: '盖子松动' });
  expect(await shelve(['tamper', 'emergency'])).toMatchObject({ ok: false, code: 'neverShelved' });
  expect(await shelve(['tamper'], clock() + 9 * 3_600_000)).toMatchObject({ ok: false, code: 'shelfTooLong' });
  expect(await shelve(['tamper'])).toMatchObject({ ok: true });
  await station.command('incident.acknowledge', { incidentId: incident?.id }, DUTY);
  await station.command('incident.close', { incidentId: incident?.id, reason: 'false', forceReason: '误报' }, DUTY);
  for (let times = 7; times <= 9; times++) {
    offsetMs += 40_000;
    expect((await pole.send(TAMPER)).kind).toBe('ack');
    await eventually('the shelved alarm', () => heard().length === times || undefined);
  }
  expect(open(station)).toEqual([]);
  expect(station.core.unanswered()).toEqual([]);
  expect(device()?.shelf).toMatchObject({ count: 3, reason: '盖子松动', by: '值班员 甲', classes: ['tamper'] });
  expect(
    heard()
      .slice(6)
      .map(({ setAside }) => setAside),
  ).toEqual(['shelved', 'shelved', 'shelved']);
  const stored = await station.get<{ alarms: readonly unknown[] }>('/api/alarms');
  expect(stored.alarms).toHaveLength(9);

  offsetMs += 3_600_000;
  await eventually('its end', () => device()?.shelf === null || undefined);
  // What is decided is ahead of the disk.
  await station.core.desk.settled();
  const ended = station.core.desk.journal.read(0, 10_000).filter(({ kind }) => kind === 'device.unshelved');
  expect(ended.map(({ body }) => body)).toEqual([{ deviceId: BUTTON, cause: 'end', count: 3 }]);
  expect((await pole.send(TAMPER)).kind).toBe('ack');
  await eventually('it sounds', () => station.core.unanswered().length === 1 || undefined);
});

test('a call for help from a shelved device sounds at once and ends the shelf', async () => {
  await using station = await openStation({ overrides });
  using pole = openPole(station, { account: '70A2' });
  const body = { deviceId: BUTTON, classes: ['tamper', 'intrusion'], untilAt: Date.now() + 3_600_000, reason: '施工' };
  expect(await station.command('device.shelve', body)).toMatchObject({ ok: true });
  expect((await pole.send(PANIC)).kind).toBe('ack');
  expect(station.core.unanswered()).toMatchObject([{ level: 1, step: 0 }]);
  expect(station.core.desk.world.devices.get(BUTTON)?.shelf).toBeNull();
  expect(await station.command('device.unshelve', { deviceId: BUTTON })).toMatchObject({
    ok: false,
    code: 'notShelved',
  });
});

test('a shelf outlives the core, and its end is kept by the next one', async () => {
  let offsetMs = 0;
  const clock = () => Date.now() + offsetMs;
  {
    await using station = await openStation({ overrides, folder, clock });
    const body = { deviceId: BUTTON, classes: ['tamper'], untilAt: clock() + 60_000, reason: '施工' };
    expect(await station.command('device.shelve', body)).toMatchObject({ ok: true });
  }
  offsetMs += 61_000;
  await using again = await openStation({ overrides, folder, clock });
  await eventually('its end', () => again.core.desk.world.devices.get(BUTTON)?.shelf === null || undefined);
});
