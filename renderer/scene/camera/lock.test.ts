import { expect, test } from 'vitest';
import {
  type CameraLock,
  FREE_CAMERA,
  lockCamera,
  meetAlarms,
  releaseCamera,
  seeIncident,
  takeCamera,
} from './lock.ts';

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

const work = (incidentId: string, { isChosen = true, isFinished = false } = {}) => ({
  incidentId,
  isChosen,
  isFinished,
});

test('choosing an incident flies there, even from a camera in the officer’s hand, but never a locked one', () => {
  const waiting = [alarm('a'), alarm('b')];
  const fly = (lock: CameraLock) => meetAlarms(meetAlarms(lock, waiting).lock, waiting, work('b')).flyTo;
  expect([fly(quiet()), fly(takeCamera(quiet())), fly(lockCamera(quiet(), true))]).toEqual(['b', 'b', null]);
});

test('what is chosen is flown to once: the officer may look elsewhere while he works on it', () => {
  const met = meetAlarms(quiet(), [alarm('a')], work('a'));
  expect([met.flyTo, meetAlarms(met.lock, [], work('a')).flyTo]).toEqual(['a', null]);
});

test('a new alarm does not steal the view from unfinished work; from finished work it does', () => {
  const atWork = meetAlarms(quiet(), [alarm('a')], work('a')).lock;
  const both = [alarm('a'), alarm('grave', 1)];
  expect([
    meetAlarms(atWork, both, work('a')).flyTo,
    meetAlarms(atWork, both, work('a', { isFinished: true })).flyTo,
    meetAlarms(meetAlarms(atWork, both, work('a')).lock, both, work('grave')).flyTo,
  ]).toEqual([null, 'grave', 'grave']);
});

test('what the desk takes up by itself leaves a camera in the officer’s hand where it is', () => {
  const takenUp = work('a', { isChosen: false });
  expect([
    meetAlarms(quiet(), [alarm('a')], takenUp).flyTo,
    meetAlarms(takeCamera(quiet()), [alarm('a')], takenUp).flyTo,
  ]).toEqual(['a', null]);
});

test('choosing what the desk had taken up flies there', () => {
  const takenUp = meetAlarms(takeCamera(quiet()), [alarm('a')], work('a', { isChosen: false })).lock;
  expect(meetAlarms(takenUp, [alarm('a')], work('a')).flyTo).toBe('a');
});

test('an incident chosen on the map itself moves nothing: the officer looks at it already', () => {
  const seen = seeIncident(meetAlarms(quiet(), [alarm('a'), alarm('b')], work('a')).lock, 'b');
  expect(meetAlarms(seen, [alarm('a'), alarm('b')], work('b')).flyTo).toBeNull();
});

test('work that was there when the window opened does not fly the camera', () => {
  expect(meetAlarms(FREE_CAMERA, [alarm('a')], work('a')).flyTo).toBeNull();
});
