import { expect, test } from 'vitest';
import { USUAL_DWELL_SECONDS } from '#shared/domain/wallRegion.ts';
import { GridTour } from './gridTour.ts';

const GRID_DWELL_MS = USUAL_DWELL_SECONDS * 1_000;

function tour(codes: readonly string[]) {
  const grids = new GridTour();
  let told = 0;
  grids.changes.subscribe(() => told++);
  grids.take(codes);
  return { grids, told: () => told };
}

test('it goes from grid to grid and round again, and says so once for each', () => {
  const { grids, told } = tour(['a', 'b']);
  const seen: (string | null)[] = [];
  for (let now = 0; now < 4 * GRID_DWELL_MS; now += 1_000) {
    grids.look(now, true);
    if (seen.at(-1) !== grids.code) seen.push(grids.code);
  }
  expect(seen).toEqual(['a', 'b', 'a', 'b']);
  expect(told()).toBe(1 + 4);
});

test('an alarm holds it where it is; afterwards that grid is looked at in full', () => {
  const { grids } = tour(['a', 'b', 'c']);
  grids.look(0, true);
  grids.look(GRID_DWELL_MS, true);
  expect([grids.code, grids.isUnderWay]).toEqual(['b', true]);
  grids.look(GRID_DWELL_MS + 5_000, false);
  grids.look(100 * GRID_DWELL_MS, false);
  expect([grids.code, grids.isUnderWay]).toEqual(['b', false]);
  grids.look(200 * GRID_DWELL_MS, true);
  grids.look(201 * GRID_DWELL_MS - 1, true);
  expect([grids.code, grids.isUnderWay]).toEqual(['b', true]);
  grids.look(201 * GRID_DWELL_MS, true);
  expect(grids.code).toBe('c');
});

test('a composition may have it look longer or shorter at each', () => {
  const { grids } = tour(['a', 'b']);
  grids.dwellSeconds = 3;
  grids.look(0, true);
  grids.look(2_999, true);
  expect(grids.code).toBe('a');
  grids.look(3_000, true);
  expect(grids.code).toBe('b');
});

test('without grids there is no tour', () => {
  const { grids } = tour([]);
  grids.look(0, true);
  expect([grids.code, grids.isUnderWay]).toEqual([null, false]);
});
