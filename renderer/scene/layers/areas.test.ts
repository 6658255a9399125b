import { expect, test } from 'vitest';
import type { AreaFeature } from '#shared/wire/packFeatures.ts';
import { sceneFrame } from '../pack/frame.ts';
import { AreasLayer } from './areas.ts';
import type { LayerContext } from './layer.ts';

const ring = (west: number, east: number): [number, number][] => [
  [west, 25],
  [east, 25],
  [east, 25.01],
  [west, 25.01],
  [west, 25],
];
const area = (code: string, level: AreaFeature['properties']['level'], west: number, east: number): AreaFeature => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [ring(west, east)] },
  properties: { code, level, parentCode: null, name: code, center: [(west + east) / 2, 25.005] },
});

test('a click on the ground means the grid when near, its community, town and district from farther away', () => {
  const areas = new AreasLayer();
  const features = {
    districts: [area('990101', 'district', 117, 117.02)],
    towns: [area('990101001', 'town', 117, 117.02)],
    villages: [area('990101001001', 'village', 117, 117.02)],
    grids: [area('990101001001001', 'grid', 117, 117.01), area('990101001001002', 'grid', 117.01, 117.02)],
  };
  areas.create({ pack: { frame: sceneFrame([117.01, 25.005]), features } } as unknown as LayerContext);
  const meant = (lon: number, metresPerPixel: number) => areas.areaAt(lon, 25.005, metresPerPixel)?.id ?? null;
  expect([1, 6, 20, 100, 900].map((metresPerPixel) => meant(117.015, metresPerPixel))).toEqual([
    '990101001001002',
    '990101001001',
    '990101001',
    '990101',
    null,
  ]);
  expect([meant(117.01, 1), meant(117.5, 1)]).toEqual(['990101001001001', null]);
});
