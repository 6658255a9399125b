import { expect, test } from 'vitest';
import { type CameraLock, FREE_CAMERA, lockCamera, meetAlarms, releaseCamera, takeCamera } from './lock.ts';

const alarm = (id: string, level = 2, openedAt = 0) => ({ id, level, openedAt });
const quiet = (lock: CameraLock = FREE_CAMERA) => meetAlarms(lock, []).lock;

test('alarms that wait when the window opens do not fly the camera', () => {
  expect(meetAlarms(FREE_CAMERA, [alarm('a')]).flyTo).toBeNull();
});

test('a new alarm flies a free camera, once', () => {
  const met = meetAlarms(quiet(), [alarm('a')]);
  expect([met.flyTo, meetAlarms(met.lock, [alarm('a')]).flyTo]).toEqual(['a', null]);
});

test('of several new alarms the gravest is flown to, then the one that waits longest', () => {
  const three = [alarm('late', 1, 9), alarm('minor', 3, 1), alarm('early', 1, 5)];
  expect(meetAlarms(quiet(), three).flyTo).toBe('early');
});

test('an alarm that was answered moves nothing', () => {
  const two = meetAlarms(quiet(), [alarm('a'), alarm('b')]).lock;
  expect(meetAlarms(two, [alarm('b')]).flyTo).toBeNull();
});

test('a camera the officer took or locked stays where it is', () => {
  const taken = meetAlarms(takeCamera(quiet()), [alarm('a')]);
  const locked = meetAlarms(lockCamera(quiet(), true), [alarm('a')]);
  expect([taken.flyTo, locked.flyTo]).toEqual([null, null]);
});

test('releasing the camera does not fly to what came meanwhile, only to what comes next', () => {
  const met = meetAlarms(takeCamera(quiet()), [alarm('a')]).lock;
  const released = releaseCamera(met);
  expect([meetAlarms(released, [alarm('a')]).flyTo, meetAlarms(released, [alarm('a'), alarm('b')]).flyTo]).toEqual([
    null,
    'b',
  ]);
});
