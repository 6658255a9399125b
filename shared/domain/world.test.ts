import { expect, test } from 'vitest';
import type { AlarmFacts } from './alarm.ts';
import { decideAlarm } from './alarm.ts';
import { type DeviceCommand, decideDevice, toDeviceFacts } from './device.ts';
import { decideDistrict } from './district.ts';
import type { Draft, StoredEvent } from './event.ts';
import { decideUnit, type UnitCommand } from './unit.ts';
import { emptyWorld, evolveWorld, packWorld, unpackWorld, type World } from './world.ts';

const AT = 1_800_000_000_000;
const POLE = toDeviceFacts({
  id: 'pole-1',
  kind: 'alarmPole',
  name: '东溪社区 1 号报警杆',
  lon: 117.01,
  lat: 25.07,
  link: 'poles',
  account: '70A1',
  key: { encoding: 'hex', value: '00112233445566778899AABBCCDDEEFF' },
  requireEncryption: false,
});
const UNIT = {
  id: 'u-001',
  name: '网格员 01',
  kind: 'gridWorker',
  mode: 'ebike',
  skills: [],
  lon: 117,
  lat: 25,
} as const;

const ALARM: AlarmFacts = {
  alarmId: 'a-1',
  deviceId: null,
  linkId: 'poles',
  protocol: 'dc09',
  remote: '127.0.0.1:4000',
  account: '9999',
  class: 'emergency',
  code: '120',
  qualifier: 1,
  partition: '01',
  zone: '001',
  restore: false,
  silent: false,
  title: { zh: '紧急报警', en: 'Panic' },
  text: null,
  receivedAt: AT,
  deviceAt: null,
  skewMs: null,
  authenticated: 'clear',
  position: null,
  verificationUrl: null,
  attention: 'unknownAccount',
  suppressed: 0,
  duplicateKey: null,
  raw: '0a0d',
};

function apply(world: World, drafts: readonly Draft[]): World {
  for (const draft of drafts) {
    const seq = world.seq + 1;
    const event: StoredEvent = {
      ...draft,
      seq,
      id: `e-${seq}`,
      version: 1,
      station: 's',
      at: AT + seq,
      actor: { kind: 'operator', id: 'seat', name: '值班员 李' },
      realm: 'live',
      hash: '',
    };
    evolveWorld(world, event);
  }
  return world;
}

function record(world: World, decided: ReturnType<typeof decideAlarm>): readonly Draft[] {
  if (!decided.ok) throw new Error(decided.failure.code);
  apply(world, decided.value);
  return decided.value;
}

test('a device’s key never enters an event', () => {
  const decided = decideDevice(undefined, { kind: 'device.enroll', device: POLE, statedBy: 'station' });
  expect(JSON.stringify(decided)).not.toContain('00112233');
  expect(JSON.stringify(decided)).toContain('"hasKey":true');
});

test('what has not changed is not news: enrolling, losing and meeting a device twice says it once', () => {
  const world = emptyWorld();
  const say = (command: DeviceCommand) =>
    record(world, decideDevice(world.devices.get('pole-1'), command)).map(({ kind }) => kind);
  expect([
    say({ kind: 'device.enroll', device: POLE, statedBy: 'station' }),
    say({ kind: 'device.enroll', device: { ...POLE }, statedBy: 'station' }),
    say({ kind: 'device.makeContact', deviceId: 'pole-1', silentMs: null }),
    say({ kind: 'device.makeContact', deviceId: 'pole-1', silentMs: null }),
    say({ kind: 'device.loseContact', deviceId: 'pole-1', lastSeenAt: AT }),
    say({ kind: 'device.loseContact', deviceId: 'pole-1', lastSeenAt: AT }),
    say({ kind: 'device.makeContact', deviceId: 'pole-1', silentMs: 90_000 }),
    say({ kind: 'device.enroll', device: { ...POLE, name: '改名' }, statedBy: 'station' }),
  ]).toEqual([
    ['device.enrolled'],
    [],
    ['device.contactMade'],
    [],
    ['device.contactLost'],
    [],
    ['device.contactMade'],
    ['device.enrolled'],
  ]);
  expect(world.devices.get('pole-1')).toMatchObject({ name: '改名', contact: 'online' });
});

test('a unit has one engagement: the second is refused naming the holder, freeing the wrong one does nothing', () => {
  const world = emptyWorld();
  const decide = (command: UnitCommand) => decideUnit(world.units.get('u-001'), command);
  record(world, decide({ kind: 'unit.enroll', unit: { ...UNIT, skills: [] } }));
  expect(decide({ kind: 'unit.enroll', unit: { ...UNIT, skills: [] } })).toEqual({ ok: true, value: [] });
  record(world, decide({ kind: 'unit.engage', unitId: 'u-001', incidentId: 'i-1', dispatchId: 'd-1' }));
  const second = decide({
    kind: 'unit.engage',
    unitId: 'u-001',
    incidentId: 'i-2',
    dispatchId: 'd-2',
    holder: '事件 007',
  });
  expect(second).toEqual({ ok: false, failure: { code: 'unitEngaged', message: '网格员 01 已被派往事件 007' } });
  expect(decide({ kind: 'unit.free', unitId: 'u-001', dispatchId: 'd-2' })).toEqual({ ok: true, value: [] });
  expect(decide({ kind: 'unit.retire', unitId: 'u-001' })).toMatchObject({
    ok: false,
    failure: { code: 'unitEngaged' },
  });
  record(world, decide({ kind: 'unit.free', unitId: 'u-001', dispatchId: 'd-1' }));
  expect(world.units.get('u-001')?.engagement).toBeNull();
});

test('a signal that asks for a person is looked at once', () => {
  const world = emptyWorld();
  record(world, decideAlarm(undefined, { kind: 'alarm.receive', alarm: ALARM }));
  const review = () => decideAlarm(world.alarms.get('a-1'), { kind: 'alarm.review', alarmId: 'a-1', note: '已登记' });
  record(world, review());
  expect(world.alarms.get('a-1')).toMatchObject({ reviewedBy: '值班员 李', incidentId: null, seq: 1 });
  expect(review()).toMatchObject({ ok: false, failure: { code: 'alreadyReviewed' } });
});

test('loading the map that is already loaded is not news', () => {
  const district = { packId: 'demo', title: '示范', digest: 'a', isDemo: true, counts: {}, problems: [] };
  const world = emptyWorld();
  expect(record(world, decideDistrict(world.district, { kind: 'district.load', district }, 's'))).toHaveLength(1);
  expect(
    record(world, decideDistrict(world.district, { kind: 'district.load', district: { ...district } }, 's')),
  ).toEqual([]);
});

test('an event that was folded is not folded again, and a packed world is the same world', () => {
  const world = emptyWorld();
  record(world, decideDevice(undefined, { kind: 'device.enroll', device: POLE, statedBy: 'station' }));
  const before = packWorld(world);
  evolveWorld(world, {
    ...{ stream: 'device:pole-1', kind: 'device.retired', body: { deviceId: 'pole-1' }, seq: 1, id: 'e', version: 2 },
    ...{ station: 's', at: AT, actor: { kind: 'system', id: 'x' }, realm: 'live', hash: '' },
  });
  expect(packWorld(world)).toEqual(before);
  expect(packWorld(unpackWorld(JSON.parse(JSON.stringify(before))))).toEqual(before);
});

test('the world holds the last thousand alarms and forgets the oldest, but not one that somebody must look at', () => {
  const world = emptyWorld();
  const receive = (alarmId: string, attention: AlarmFacts['attention']) =>
    record(world, decideAlarm(undefined, { kind: 'alarm.receive', alarm: { ...ALARM, alarmId, attention } }));
  for (let index = 0; index < 3; index++) receive(`strange-${index}`, 'unknownAccount');
  record(world, decideAlarm(world.alarms.get('strange-1'), { kind: 'alarm.review', alarmId: 'strange-1', note: '' }));
  for (let index = 0; index < 1_005; index++) receive(`a-${index}`, null);
  expect(world.alarms.size).toBe(1_000);
  expect([...world.alarms.keys()].slice(0, 3)).toEqual(['strange-0', 'strange-2', 'a-7']);
  // Strangers cannot fill the world either: of those the oldest go too.
  for (let index = 0; index < 1_500; index++) receive(`flood-${index}`, 'unknownAccount');
  expect(world.alarms.size).toBe(1_000);
  expect([...world.alarms.keys()].at(-1)).toBe('flood-1499');
});
