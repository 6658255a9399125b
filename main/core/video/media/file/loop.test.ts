import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Loop } from './loop.ts';
import { demuxTs } from './tsDemuxer.ts';

const STEP = 6_000;
const units = Array.from({ length: 6 }, (_, index) => ({
  nals: [Buffer.from([index])],
  isKey: index % 3 === 0,
  ticks: 500_000 + index * STEP,
}));
const loop = new Loop(units);

test('over the end of the recording the clock goes on and the first picture follows the last', () => {
  expect(loop.periodTicks).toBe(6 * STEP);
  const shown = Array.from({ length: 14 }, (_, index) => loop.unitAt(index));
  expect(shown.map(({ ticks }) => ticks)).toEqual(shown.map((_, index) => index * STEP));
  expect(shown.map(({ nals }) => nals[0]![0])).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1]);
});

test('a moment has one picture, whose own moment is not later, and a key picture before it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 }), (ticks) => {
      const index = loop.indexAt(ticks);
      const key = loop.keyBefore(index);
      const isNow = loop.unitAt(index).ticks <= ticks && ticks < loop.unitAt(index + 1).ticks;
      return isNow && loop.unitAt(key).isKey && key <= index && index - key < 3;
    }),
  );
});

test('no bytes make the reader of recordings throw, and none of them is a picture', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 600 }), (bytes) => {
      const packets = Buffer.concat([Buffer.from([0x47, 0x40, 0, 0x10]), Buffer.from(bytes), Buffer.alloc(188)]);
      return !demuxTs(packets).ok && !demuxTs(Buffer.from(bytes)).ok;
    }),
  );
});
