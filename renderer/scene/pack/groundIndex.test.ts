import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GroundIndex } from './groundIndex.ts';

const metres = fc.integer({ min: -9_000, max: 9_000 });
const places = fc.array(fc.tuple(metres, metres), { maxLength: 120 });

test('finds exactly what lies inside, whatever stands where', () => {
  fc.assert(
    fc.property(places, metres, metres, metres, metres, (points, x1, y1, x2, y2) => {
      const bounds = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] as const;
      const [west, south, east, north] = bounds;
      const index = new GroundIndex(
        points.map(([x]) => x),
        points.map(([, y]) => y),
      );
      const found: number[] = [];
      index.within(bounds, (at) => found.push(at));
      const expected = points.flatMap(([x, y], at) => (x >= west && x <= east && y >= south && y <= north ? [at] : []));
      expect(found.sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});
