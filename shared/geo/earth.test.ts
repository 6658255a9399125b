import { expect, test } from 'vitest';
import {
  bearingDegrees,
  distanceM,
  eastNorthUpTransform,
  lengthM,
  metreFrame,
  toEarthCentred,
  toEastNorthUp,
} from './earth.ts';

test('a degree of latitude is about 111 km and bearings run clockwise from north', () => {
  expect(distanceM([117, 25], [117, 26])).toBeCloseTo(111_195, -1);
  expect([
    bearingDegrees([117, 25], [117, 26]),
    Math.round(bearingDegrees([117, 25], [118, 25])),
    bearingDegrees([117, 25], [117, 24]),
    Math.round(bearingDegrees([117, 25], [116, 25])),
  ]).toEqual([0, 90, 180, 270]);
});

test('the length of a line is the sum of its parts', () => {
  const line = [
    [117, 25],
    [117.01, 25],
    [117.01, 25.01],
  ] as const;
  expect(lengthM(line)).toBeCloseTo(distanceM(line[0], line[1]) + distanceM(line[1], line[2]), 9);
});

test('metres of the flat frame come back as the same place and agree with the ellipsoid within a metre at 2.5 km', () => {
  const frame = metreFrame([117.01, 25.07]);
  const back = frame.toMetres(frame.toLonLat(2_500, -1_800));
  expect(back[0]).toBeCloseTo(2_500, 6);
  expect(back[1]).toBeCloseTo(-1_800, 6);
  const local = toEastNorthUp(eastNorthUpTransform([117.01, 25.07]), frame.toLonLat(2_500, -1_800), 0);
  expect(Math.hypot(local[0] - 2_500, local[1] + 1_800)).toBeLessThan(1);
});

test('earth-centred metres match the published point of the ellipsoid on the equator and at the pole', () => {
  expect(toEarthCentred([0, 0], 0)).toEqual([6_378_137, 0, 0]);
  expect(toEarthCentred([0, 90], 0)[2]).toBeCloseTo(6_356_752.314, 3);
});

test('up in the local frame is height above the ellipsoid', () => {
  const transform = eastNorthUpTransform([117.01, 25.07]);
  const [east, north, up] = toEastNorthUp(transform, [117.01, 25.07], 40);
  expect([east, north, up].map((value) => Math.round(value * 1e6) / 1e6)).toEqual(
    [0, 0, 40].map((value) => expect.closeTo(value, 5)),
  );
});
