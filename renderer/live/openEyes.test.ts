import { expect, test } from 'vitest';
import type { ChannelView, SeenArea } from '#shared/wire/video.ts';
import { OpenEyes } from './openEyes.ts';

const channel = (id: string, part: Partial<ChannelView> = {}) =>
  ({ id, name: `camera ${id}`, lon: 121, lat: 31, heading: 90, fov: 60, rangeM: 80, ...part }) as ChannelView;
const RING: SeenArea['ring'] = [
  [121, 31],
  [121.001, 31],
  [121, 31.001],
  [121, 31],
];

/** Answers are given when the test says so. */
function openEyes() {
  const asked: string[] = [];
  const waiting = new Map<string, (seen: SeenArea | null) => void>();
  const eyes = new OpenEyes((id) => {
    asked.push(id);
    return new Promise((resolve) => waiting.set(id, resolve));
  });
  let told = 0;
  eyes.changes.subscribe(() => told++);
  const answer = async (id: string, seen: SeenArea | null) => {
    waiting.get(id)?.(seen);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { eyes, asked, answer, told: () => told };
}

test('open cameras are numbered as their tiles, and what each sees is added when the core has answered', async () => {
  const { eyes, answer } = openEyes();
  eyes.show([channel('a'), channel('b', { heading: null })]);
  expect(eyes.eyes.map(({ number, channelId, seen }) => [number, channelId, seen])).toEqual([
    [1, 'a', null],
    [2, 'b', null],
  ]);
  await answer('b', { channelId: 'b', ring: RING, isAssumed: true });
  expect(eyes.eyes[1]).toEqual({
    ...{ channelId: 'b', number: 2, lon: 121, lat: 31 },
    ...{ headingDegrees: null, fovDegrees: 60, rangeM: 80 },
    ...{ seen: { ring: RING, isAssumed: true }, isFocused: false },
  });
});

test('a camera that stays open is not asked about again; one that left is forgotten, answer and all', async () => {
  const { eyes, asked, answer, told } = openEyes();
  eyes.show([channel('a'), channel('b')]);
  await answer('a', { channelId: 'a', ring: RING, isAssumed: false });
  eyes.show([channel('c'), channel('a')]);
  expect(asked).toEqual(['a', 'b', 'c']);
  expect(eyes.eyes.map(({ number, channelId, seen }) => [number, channelId, seen !== null])).toEqual([
    [1, 'c', false],
    [2, 'a', true],
  ]);
  const before = told();
  await answer('b', { channelId: 'b', ring: RING, isAssumed: false });
  expect(told()).toBe(before);
  eyes.show([]);
  eyes.show([]);
  expect([eyes.eyes, told()]).toEqual([[], before + 1]);
});

test('pointing at a tile marks its camera alone, and tells nobody when nothing changes', () => {
  const { eyes, told } = openEyes();
  eyes.show([channel('a'), channel('b')]);
  const [first] = eyes.eyes;
  eyes.focus('b');
  expect(eyes.eyes.map(({ isFocused }) => isFocused)).toEqual([false, true]);
  expect(eyes.eyes[0]).toBe(first);
  const before = told();
  eyes.focus('b');
  eyes.focus('nobody');
  eyes.focus(null);
  expect([eyes.eyes.map(({ isFocused }) => isFocused), told()]).toEqual([[false, false], before + 1]);
});
