import { expect, test } from 'vitest';
import { type DeviceRecord, type DeviceState, deviceRecordSchema, toDeviceFacts } from '#shared/domain/device.ts';
import type { Draft, StoredEvent } from '#shared/domain/event.ts';
import type { StatedBy } from '#shared/domain/link.ts';
import { emptyWorld, evolveWorld, type World } from '#shared/domain/world.ts';
import { decideEnrolment } from './enrolment.ts';

const POLE = deviceRecordSchema.parse({ id: 'pole-1', kind: 'alarmPole', name: '一号杆', lon: 117, lat: 25 });
const MOVED: DeviceRecord = { ...POLE, lon: 117.1 };

function fold(world: World, drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    const seq = world.seq + 1;
    const place = { seq, id: `e-${seq}`, version: 1, station: 's', at: seq, realm: 'live' as const, hash: '' };
    evolveWorld(world, { ...draft, ...place, actor: { kind: 'system', id: 'core' } } satisfies StoredEvent);
  }
}

const stated = (record: DeviceRecord, statedBy: StatedBy): Draft => ({
  stream: `device:${record.id}`,
  kind: 'device.enrolled',
  body: { device: toDeviceFacts(record), statedBy },
});

/** What a start with these records does to a world that these statements made. */
function startAfter(statements: readonly Draft[], records: readonly DeviceRecord[], isKeyNew = false) {
  const world = emptyWorld();
  fold(world, statements);
  const drafts = decideEnrolment(world.devices, records, () => isKeyNew).flat();
  fold(world, drafts);
  const held = ({ lon, statedBy, stationFingerprint }: DeviceState) => [lon, statedBy, stationFingerprint !== null];
  return [drafts.map(({ kind }) => kind), [...world.devices.values()].map(held)];
}

test('a device new in the file is enrolled, one it has named before is no news', () => {
  expect(startAfter([], [POLE])).toEqual([['device.enrolled'], [[117, 'station', true]]]);
  expect(startAfter([stated(POLE, 'station')], [POLE])).toEqual([[], [[117, 'station', true]]]);
});

test('a journal from before statements had authors holds what the file said', () => {
  const old = { ...stated(POLE, 'station'), body: { device: toDeviceFacts(POLE) } };
  expect(startAfter([old], [POLE])).toEqual([[], [[117, 'station', true]]]);
});

test('an unchanged file does not undo what the desk has changed', () => {
  const statements = [stated(POLE, 'station'), stated(MOVED, 'desk')];
  expect(startAfter(statements, [POLE])).toEqual([[], [[117.1, 'desk', true]]]);
});

test('a file that says something new counts again, in its facts or in the key alone', () => {
  const statements = [stated(POLE, 'station'), stated(MOVED, 'desk')];
  expect(startAfter(statements, [{ ...POLE, lon: 117.2 }])).toEqual([['device.enrolled'], [[117.2, 'station', true]]]);
  expect(startAfter(statements, [POLE], true)).toEqual([['device.enrolled'], [[117, 'station', true]]]);
});

test('a file that takes up a device of the desk states it from then on', () => {
  expect(startAfter([stated(POLE, 'desk')], [MOVED])).toEqual([['device.enrolled'], [[117.1, 'station', true]]]);
  expect(startAfter([stated(POLE, 'desk')], [POLE])).toEqual([['device.enrolled'], [[117, 'station', true]]]);
});

test('what the file names no more is retired where nobody else has spoken for it', () => {
  expect(startAfter([stated(POLE, 'station')], [])).toEqual([['device.retired'], []]);
});

test('what the file names no more stays where the desk has spoken since, and is the desk’s to retire', () => {
  const statements = [stated(POLE, 'station'), stated(MOVED, 'desk')];
  expect(startAfter(statements, [])).toEqual([['device.unlisted'], [[117.1, 'desk', false]]]);
});

test('a device that only the desk knows is none of the file’s business', () => {
  expect(startAfter([stated(POLE, 'desk')], [])).toEqual([[], [[117, 'desk', false]]]);
});

test('a device that left the file and came back is enrolled anew', () => {
  const unlisted = { stream: 'device:pole-1', kind: 'device.unlisted', body: { deviceId: 'pole-1' } };
  const statements = [stated(POLE, 'station'), stated(MOVED, 'desk'), unlisted];
  expect(startAfter(statements, [POLE])).toEqual([['device.enrolled'], [[117, 'station', true]]]);
});
