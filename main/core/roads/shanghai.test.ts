import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildRoadGraph, type RoadLine } from './build.ts';
import { RoadNetwork } from './network.ts';

// Real streets where the project's shared data lies beside the checkout; never copied into it.
const source = new URL('../../../../shared/data/shanghai/roads_full.geojson', import.meta.url);

test.skipIf(!existsSync(source))('central Shanghai gives a plausible answer (skipped: no shared data)', () => {
  const { features } = JSON.parse(readFileSync(source, 'utf8')) as { features: RoadLine[] };
  const { graph, report } = buildRoadGraph(features);
  expect({ ways: report.ways, vertices: report.vertices, components: report.components.length }).toEqual({
    ways: 4_701,
    vertices: 21_785,
    components: 8,
  });
  expect(report.components[0]!.lengthM / report.lengthM).toBeGreaterThan(0.99);
  expect(report.junctions).toBeLessThan(5_000);

  const roads = new RoadNetwork(graph);
  // Across the Huangpu by air it is 900 m; by road it is a tunnel.
  roads.units.place({ unitId: 'bund', lon: 121.4868, lat: 31.2395, mode: 'police', turnOutSeconds: 30 });
  roads.units.place({ unitId: 'lujiazui', lon: 121.5085, lat: 31.2365, mode: 'police', turnOutSeconds: 30 });
  const ranking = roads.rankUnits({ lon: 121.4985, lat: 31.2405, count: 2 });
  expect(ranking.candidates.map(({ unitId }) => unitId)).toEqual(['lujiazui', 'bund']);
  for (const { etaSeconds, routeM, airM, route } of ranking.candidates) {
    expect(routeM).toBeGreaterThan(airM * 0.9);
    expect(etaSeconds! / 60).toBeGreaterThan(1);
    expect(etaSeconds! / 60).toBeLessThan(15);
    expect(route.roadNames.length).toBeGreaterThan(0);
  }
  expect(roads.nearestRoadName(121.5085, 31.2365)).toEqual({
    name: '浦东南路',
    crossing: '世纪大道辅路',
    distanceM: expect.closeTo(5.3, 0),
  });
});
