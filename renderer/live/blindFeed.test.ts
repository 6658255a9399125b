import { expect, test } from 'vitest';
import type { BlindAnswer, BlindReport } from '#shared/wire/video.ts';
import { BlindFeed } from './blindFeed.ts';

const report = (computedAt: number): BlindReport => ({
  ...{ computedAt, cameras: 3, seenShare: 0.4 },
  grids: [{ code: 'g1', name: '一网格', seenShare: 0.4 }],
  unseenPlaces: [],
});

/** The core's answers stand ready; each question takes the next. */
function feedOf(...answers: (BlindAnswer | null)[]) {
  let now = 1_000;
  let asked = 0;
  const feed = new BlindFeed(
    async () => {
      asked++;
      return answers.shift() ?? null;
    },
    () => now,
  );
  /** Lets time pass and whatever was asked be answered. */
  const pass = async (ms: number) => {
    now += ms;
    feed.watch();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { feed, pass, asked: () => asked };
}

test('nothing is asked for while nobody looks, and at once when somebody does', async () => {
  const { feed, pass, asked } = feedOf({ state: 'ready', report: report(1) });
  await pass(100_000);
  expect(asked()).toBe(0);
  feed.want(true);
  await pass(0);
  expect([asked(), feed.view]).toEqual([1, { state: 'ready', report: report(1) }]);
});

test('what is being worked out is asked for again soon, what is ready seldom, what failed in between', async () => {
  const { feed, pass, asked } = feedOf(
    { state: 'working', report: null },
    { state: 'ready', report: report(1) },
    null,
    { state: 'working', report: report(1) },
  );
  feed.want(true);
  await pass(0);
  expect([asked(), feed.view]).toEqual([1, { state: 'working', report: null }]);
  await pass(1_999);
  expect(asked()).toBe(1);
  await pass(1);
  expect([asked(), feed.view.state]).toEqual([2, 'ready']);
  const held = feed.view.report;
  await pass(59_999);
  expect(asked()).toBe(2);
  await pass(1);
  expect([asked(), feed.view]).toEqual([3, { state: 'failed', report: report(1) }]);
  await pass(5_000);
  expect([asked(), feed.view.state]).toEqual([4, 'working']);
  // The same report again is the same object: the map is not built anew.
  expect(feed.view.report).toBe(held);
});

test('an answer that comes after everybody turned away changes nothing', async () => {
  const { feed, pass } = feedOf({ state: 'ready', report: report(1) });
  let told = 0;
  feed.changes.subscribe(() => told++);
  feed.want(true);
  feed.want(false);
  await pass(0);
  expect([feed.view.report, told]).toEqual([null, 0]);
});
