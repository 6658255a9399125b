import { expect, test } from 'vitest';
import type { ChannelPlaces } from '#shared/wire/video.ts';
import { ChannelPlacesFeed } from './channelPlaces.ts';

const GATE = ['gate', '东门', 117, 25, 90, null, 80, false] as const;

function feed(answers: (ChannelPlaces | null)[]) {
  const clock = { now: 0 };
  const asked: (string | null)[] = [];
  let changes = 0;
  const places = new ChannelPlacesFeed(
    async (revision) => {
      asked.push(revision);
      return answers.shift() ?? null;
    },
    () => clock.now,
  );
  places.changes.subscribe(() => {
    changes += 1;
  });
  const watch = async (afterMs: number) => {
    clock.now += afterMs;
    places.watch();
    await new Promise((done) => setImmediate(done));
  };
  return { places, asked, watch, changes: () => changes };
}

test('the map has the cameras of the core, and asks again with the revision it has', async () => {
  const { places, asked, watch, changes } = feed([
    { revision: 'a-1', places: [[...GATE]] },
    { revision: 'a-1', places: null },
    { revision: 'a-2', places: [] },
  ]);
  expect(places.channels).toBeNull();
  await watch(0);
  const held = places.channels;
  expect(held).toEqual([
    { id: 'gate', name: '东门', lon: 117, lat: 25, heading: 90, fov: null, rangeM: 80, hasFailed: false },
  ]);
  await watch(19_999);
  await watch(1);
  expect([places.channels === held, changes()]).toEqual([true, 1]);
  await watch(20_000);
  expect([places.channels, asked, changes()]).toEqual([[], [null, 'a-1', 'a-1'], 2]);
});

test('a core that does not answer takes no camera off the map and is asked again soon', async () => {
  const { places, asked, watch } = feed([{ revision: 'a-1', places: [[...GATE]] }, null]);
  await watch(0);
  await watch(20_000);
  expect(places.channels).toHaveLength(1);
  await watch(5_000);
  expect(asked).toEqual([null, 'a-1', 'a-1']);
});
