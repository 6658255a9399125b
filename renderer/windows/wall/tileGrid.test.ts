import { expect, test } from 'vitest';
import { tileGrid } from './tileGrid.ts';

test.each([
  ['four in a wide screen', 4, { width: 1_920, height: 1_080 }, { columns: 2, rows: 2 }],
  ['four in a strip', 4, { width: 2_000, height: 200 }, { columns: 4, rows: 1 }],
  ['four in a tower', 4, { width: 300, height: 1_200 }, { columns: 1, rows: 4 }],
  ['three beside one another', 3, { width: 1_600, height: 400 }, { columns: 3, rows: 1 }],
  ['nine', 9, { width: 1_600, height: 900 }, { columns: 3, rows: 3 }],
  ['one', 1, { width: 10, height: 10 }, { columns: 1, rows: 1 }],
])('%s', (_what, count, surface, grid) => {
  expect(tileGrid(count, surface)).toEqual(grid);
});
