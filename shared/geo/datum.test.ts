import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DATUMS, fromWgs84, gcj02ToWgs84, isShifted, toWgs84, wgs84ToGcj02 } from './datum.ts';
import { distanceM, type LonLat } from './earth.ts';

test('the published pair of coordtransform is met to the last digits', () => {
  const [lon, lat] = wgs84ToGcj02([116.404, 39.915]);
  expect(lon).toBeCloseTo(116.41024449916938, 11);
  expect(lat).toBeCloseTo(39.91640428150164, 11);
});

test('the published one-step inverse is a few metres off, ours comes back to the point', () => {
  const published: LonLat = [116.39775550083061, 39.91359571849836];
  const ours = gcj02ToWgs84([116.404, 39.915]);
  expect(distanceM(ours, published)).toBeLessThan(5);
  expect(distanceM(wgs84ToGcj02(ours), [116.404, 39.915])).toBeLessThan(0.001);
});

test('outside the box nothing is shifted', () => {
  expect(wgs84ToGcj02([2.35, 48.86])).toEqual([2.35, 48.86]);
  expect(gcj02ToWgs84([183, 45])).toEqual([183, 45]);
});

test('anywhere in the country the way there and back ends within a millimetre, and the shift is of some hundred metres', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 74, max: 134, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
      (lon, lat) => {
        const shifted = wgs84ToGcj02([lon, lat]);
        expect(isShifted([lon, lat])).toBe(true);
        expect(distanceM([lon, lat], shifted)).toBeLessThan(1_500);
        expect(distanceM(gcj02ToWgs84(shifted), [lon, lat])).toBeLessThan(0.001);
      },
    ),
  );
});

test('BD-09 meets the published pair of coordtransform and comes back', () => {
  const baidu = fromWgs84('bd09', gcj02ToWgs84([116.404, 39.915]));
  expect(baidu[0]).toBeCloseTo(116.41036949371029, 9);
  expect(baidu[1]).toBeCloseTo(39.92133699351021, 9);
  expect(distanceM(wgs84ToGcj02(toWgs84('bd09', baidu)), [116.404, 39.915])).toBeLessThan(0.001);
});

test('every datum leads to WGS-84 and back; CGCS2000 is WGS-84 on a map', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...DATUMS),
      fc.double({ min: 74, max: 134, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
      (datum, lon, lat) => {
        expect(distanceM(toWgs84(datum, fromWgs84(datum, [lon, lat])), [lon, lat])).toBeLessThan(0.01);
      },
    ),
  );
  expect(toWgs84('cgcs2000', [117.01, 25.07])).toEqual([117.01, 25.07]);
});
