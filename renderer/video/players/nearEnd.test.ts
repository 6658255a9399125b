import { expect, test } from 'vitest';
import { NearEnd } from './nearEnd.ts';

/** A tape of which so much has arrived. */
function tapeOf(arrivedS: number) {
  const tape = {
    arrivedS,
    currentTime: 0,
    buffered: {
      length: 1,
      end: () => tape.arrivedS,
    },
  };
  return tape;
}

test('what is sent at once when it is opened is left out, and a window that stood still comes back to the end', () => {
  const tape = tapeOf(0.1);
  const near = new NearEnd(tape);
  near.look(-100);
  tape.arrivedS = 4;
  near.look(0);
  expect(tape.currentTime).toBeCloseTo(3.8);
  tape.arrivedS = 9;
  // Too soon after the last one.
  near.look(4_999);
  expect(tape.currentTime).toBeCloseTo(3.8);
  near.look(5_000);
  expect(tape.currentTime).toBeCloseTo(8.8);
});

test('a little behind is left to playing faster, and nothing that has arrived to nobody', () => {
  const tape = tapeOf(0.4);
  const near = new NearEnd(tape);
  near.look(0);
  tape.arrivedS = 1.4;
  near.look(10_000);
  expect(tape.currentTime).toBe(0);
  const empty = { currentTime: 3, buffered: { length: 0, end: () => Number.NaN } };
  new NearEnd(empty).look(0);
  expect(empty.currentTime).toBe(3);
});
