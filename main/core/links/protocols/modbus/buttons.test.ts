import { expect, test } from 'vitest';
import { Buttons } from './buttons.ts';

/** Samples of input 4, first in the answer. */
const changesOf = (buttons: Buttons, samples: string) =>
  [...samples].flatMap((level) => buttons.sample([level === '1'], 4).map(({ isPressed }) => isPressed));

test('a press counts with the second equal sample, once however long it is held, and its release once', () => {
  const buttons = new Buttons([4]);
  expect(changesOf(buttons, '0001')).toEqual([]);
  expect(changesOf(buttons, '1')).toEqual([true]);
  expect(changesOf(buttons, '1111111')).toEqual([]);
  expect(buttons.isHeld(4)).toBe(true);
  expect(changesOf(buttons, '00000')).toEqual([false]);
});

test('bounce is neither a press nor a release', () => {
  const buttons = new Buttons([4]);
  expect(changesOf(buttons, '0101010101')).toEqual([]);
  expect(changesOf(buttons, '11')).toEqual([true]);
  expect(changesOf(buttons, '0101010111')).toEqual([]);
});

test('a latch set while nobody listened is a press', () => {
  expect(changesOf(new Buttons([4]), '11')).toEqual([true]);
});

test('a sample before a silence and one after are not two in a row', () => {
  const buttons = new Buttons([4]);
  changesOf(buttons, '01');
  buttons.interrupt();
  expect(changesOf(buttons, '1')).toEqual([]);
  expect(changesOf(buttons, '1')).toEqual([true]);
});

test('inputs of one box are independent', () => {
  const buttons = new Buttons([0, 5]);
  const bits = [true, false, false, false, false, false];
  expect([buttons.sample(bits, 0), buttons.sample(bits, 0)]).toEqual([[], [{ input: 0, isPressed: true }]]);
});
