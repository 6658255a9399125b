import { expect, test } from 'vitest';
import { walkOrder } from './walkOrder.ts';

const at = (name: string, lon: number, lat: number) => ({ name, lon, lat });

test('a row is walked from one end to the other, whatever order it was chosen in', () => {
  const row = [
    at('c', 117.002, 25),
    at('a', 117, 25),
    at('e', 117.0045, 25),
    at('b', 117.001, 25),
    at('d', 117.003, 25),
  ];
  expect(walkOrder(row).map(({ name }) => name)).toEqual(['e', 'd', 'c', 'b', 'a']);
});

test('nobody is left out or walked to twice, even where two stand at one place', () => {
  const row = [at('a', 117, 25), at('b', 117, 25), at('c', 117.01, 25.01), at('d', 117.02, 25)];
  expect(
    walkOrder(row)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['a', 'b', 'c', 'd']);
  expect(walkOrder([])).toEqual([]);
});
