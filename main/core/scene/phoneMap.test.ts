import { expect, test } from 'vitest';
import { buildRoadGraph } from '#main/core/roads/index.ts';
import type { AreaFeature } from '#shared/wire/packFeatures.ts';
import { PhoneMap } from './phoneMap.ts';

const road = (id: string, highway: string, coordinates: [number, number][]) =>
  ({ type: 'Feature', id, geometry: { type: 'LineString', coordinates }, properties: { highway } }) as const;

const grid = (code: string, west: number): AreaFeature =>
  ({
    type: 'Feature',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, 25],
          [west + 0.01, 25],
          [west + 0.01, 25.01],
          [west, 25.01],
          [west, 25],
        ],
      ],
    },
    properties: { code, level: 'grid', parentCode: null, name: `${code} 网格`, center: [west + 0.005, 25.005] },
  }) as AreaFeature;

const { graph } = buildRoadGraph([
  road('a', 'primary', [
    [117, 25.001],
    [117.002, 25.001],
    [117.004, 25.002],
  ]),
  road('b', 'footway', [
    [117.001, 25.003],
    [117.003, 25.003],
  ]),
  road('far', 'residential', [
    [117.4, 25.3],
    [117.41, 25.3],
  ]),
]);

test('a box holds its roads by rank, each point as a step from the one before, and the grids that touch it', () => {
  const map = new PhoneMap(graph, [grid('g1', 117), grid('g2', 118)]);
  expect(map.within(116.999, 24.999, 117.02, 25.02)).toEqual({
    roads: [
      [0, 117_000_000, 25_001_000, 2_000, 0, 2_000, 1_000],
      [2, 117_001_000, 25_003_000, 2_000, 0],
    ],
    borders: [[117_000_000, 25_000_000, 10_000, 0, 0, 10_000, -10_000, 0, 0, -10_000]],
    names: [{ name: 'g1 网格', lon: 117.005, lat: 25.005 }],
    isCut: false,
  });
});

test('a box beside everything is empty', () => {
  expect(new PhoneMap(graph, [grid('g1', 117)]).within(100, 20, 100.01, 20.01)).toEqual({
    roads: [],
    borders: [],
    names: [],
    isCut: false,
  });
});
