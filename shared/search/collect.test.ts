import { expect, test } from 'vitest';
import type { AreaFeature, PlaceFeature } from '../wire/packFeatures.ts';
import { AreaDirectory } from './areaDirectory.ts';
import { type SceneFeatures, sceneFindables } from './collect.ts';

const ring: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
];
const area = (
  code: string,
  level: AreaFeature['properties']['level'],
  name: string,
  more: object = {},
): AreaFeature => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [ring] },
  properties: { code, level, parentCode: null, name, center: [0.5, 0.5], ...more },
});
const place = (placeCode: string, gridCode: string): PlaceFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [0.2, 0.2] },
  properties: { placeCode, name: `场所 ${placeCode}`, placeClass: '学校', gridCode, address: '东溪路 1 号' },
});
const line = (name: string, ...coordinates: [number, number][]) =>
  ({
    type: 'Feature',
    geometry: { type: 'LineString', coordinates },
    properties: { highway: 'residential', name },
  }) as const;

const FEATURES: SceneFeatures = {
  districts: [area('990101', 'district', '示范区')],
  towns: [area('990101001', 'town', '示范街道')],
  villages: [area('990101001001', 'village', '东溪社区')],
  grids: [
    area('990101001001001', 'grid', '第一网格', { gridLeader: '陈网格长', gridWorkers: ['u-1'], households: 7 }),
    area('G-2', 'grid', '园区网格', { parentCode: '990101001001' }),
  ],
  places: [place('p1', '990101001001001'), place('p2', ''), place('p3', 'G-2')],
  cameras: [],
  roads: [line('东溪路', [0, 0], [1, 1]), line('东溪路', [0, 0], [3, 3], [4, 4], [5, 5])] as never,
  buildings: [],
};
const directory = new AreaDirectory(FEATURES);

test('an area knows its owners, its people, its counts and what stands in it', () => {
  const { geometry, ...record } = directory.find('990101001001001')!;
  expect(record).toEqual({
    code: '990101001001001',
    level: 'grid',
    name: '第一网格',
    gridType: null,
    chain: [
      { code: '990101', level: 'district', name: '示范区' },
      { code: '990101001', level: 'town', name: '示范街道' },
      { code: '990101001001', level: 'village', name: '东溪社区' },
      { code: '990101001001001', level: 'grid', name: '第一网格' },
    ],
    people: { gridLeader: ['陈网格长'], gridWorkers: ['u-1'], gridPolice: [], partTime: [] },
    households: 7,
    population: null,
    buildings: null,
    areaM2: null,
    parts: 0,
    grids: 1,
    places: {
      total: 2,
      named: [
        { id: 'p1', name: '场所 p1', what: '学校' },
        { id: 'p2', name: '场所 p2', what: '学校' },
      ],
    },
    cameras: { total: 0, named: [] },
    lon: 0.5,
    lat: 0.5,
  });
});

test('a grid with a code of its own belongs to the owner the pack names', () => {
  expect(directory.find('G-2')?.chain.map(({ code }) => code)).toEqual(['990101', '990101001', '990101001001', 'G-2']);
  const village = directory.find('990101001001')!;
  expect([village.parts, village.grids, village.places.total]).toEqual([2, 2, 3]);
  expect(directory.find('990101')?.grids).toBe(2);
});

test('what no pack names is not made up', () => {
  expect(directory.find('990101001001999')).toBeNull();
  expect(directory.gridAt(9, 9)).toBeNull();
});

test('areas of every level, places and each road once can be found', () => {
  expect(sceneFindables(FEATURES, directory).map(({ kind, name, detail }) => [kind, name, detail])).toEqual([
    ['grid', '示范区', ''],
    ['grid', '示范街道', '示范区'],
    ['grid', '东溪社区', '示范街道 · 示范区'],
    ['grid', '第一网格', '东溪社区 · 示范街道 · 示范区'],
    ['grid', '园区网格', '东溪社区 · 示范街道 · 示范区'],
    ['place', '场所 p1', '学校 · 东溪路 1 号 · 第一网格'],
    ['place', '场所 p2', '学校 · 东溪路 1 号'],
    ['place', '场所 p3', '学校 · 东溪路 1 号 · 园区网格'],
    ['road', '东溪路', ''],
  ]);
  const road = sceneFindables(FEATURES, directory).at(-1)!;
  expect([road.lon, road.lat]).toEqual([4, 4]);
});
