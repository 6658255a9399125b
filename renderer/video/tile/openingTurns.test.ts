import { expect, test } from 'vitest';
import { OpeningTurns } from './openingTurns.ts';

/** Everything promised so far has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('four open at once, the fifth when one of them has its picture, and those given up are passed over', async () => {
  const turns = new OpeningTurns();
  const begun: number[] = [];
  const tiles = Array.from({ length: 8 }, () => new AbortController());
  const held = tiles.map(async ({ signal }, index) => {
    const turn = await turns.take(signal);
    begun.push(index);
    return turn;
  });
  await settled();
  expect(begun).toEqual([0, 1, 2, 3]);
  tiles[4]!.abort();
  tiles[5]!.abort();
  (await held[2]!).dispose();
  (await held[2]!).dispose();
  await settled();
  expect(begun).toEqual([0, 1, 2, 3, 6]);
  (await held[0]!).dispose();
  await settled();
  expect(begun).toEqual([0, 1, 2, 3, 6, 7]);
});

test('a turn nobody waits for is free for the next', async () => {
  const turns = new OpeningTurns();
  const { signal } = new AbortController();
  const first = await Promise.all([1, 2, 3, 4].map(() => turns.take(signal)));
  const late = new AbortController();
  void turns.take(late.signal);
  late.abort();
  for (const turn of first) turn.dispose();
  expect(await Promise.all([1, 2, 3, 4].map(() => turns.take(signal)))).toHaveLength(4);
});
