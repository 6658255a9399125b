import { expect, test } from 'vitest';
import { buildRoadGraph } from './build.ts';
import { RoadNetwork } from './network.ts';
import { at, street, unitAt } from './testing/streets.ts';

test('the report counts what was drawn, what was left out and why, and which parts hang together', () => {
  const { graph, report } = buildRoadGraph([
    street(
      '东路',
      [
        [0, 0],
        [500, 0],
        [1_000, 0],
      ],
      { oneway: 'yes' },
    ),
    street('', [
      [1_000, 0],
      [1_000, 1_000],
    ]),
    street(
      '工地',
      [
        [0, 0],
        [0, 100],
      ],
      { highway: 'construction' },
    ),
    street(
      '广场',
      [
        [0, 0],
        [0, 100],
      ],
      { highway: 'pedestrian', area: 'yes' },
    ),
    street('点', [
      [0, 0],
      [0, 0],
    ]),
    street('笔误', [
      [5_000, 0],
      [5_010, 0],
    ]),
  ]);
  expect({ ...report, lengthM: Math.round(report.lengthM / 10), components: report.components.length }).toEqual({
    ways: 3,
    skipped: { 'highway=construction': 1, 'highway=pedestrian': 1, degenerate: 1 },
    vertices: 6,
    junctions: 5,
    edges: 3,
    lengthM: 201,
    onewayShare: expect.closeTo(0.5, 2),
    unnamedShare: expect.closeTo(0.5, 2),
    signals: 0,
    components: 2,
  });
  expect(report.components.map(({ junctions, edges, isIsland }) => ({ junctions, edges, isIsland }))).toEqual([
    { junctions: 3, edges: 2, isIsland: false },
    { junctions: 2, edges: 1, isIsland: true },
  ]);
  const snap = new RoadNetwork(graph).snap(...at(5_005, 0));
  expect(snap).toBe(null);
});

test('shape vertices and cuts of a way change no answer', () => {
  const metres = [0, 130, 270, 600, 640, 1_000].map((east) => [east, east / 10] as const);
  const whole = buildRoadGraph([street('路', metres, { oneway: 'yes' })]);
  const pieces = metres.slice(1).map((end, index) => street('路', [metres[index]!, end], { oneway: 'yes' }));
  const cut = buildRoadGraph(pieces);
  const etas = [whole, cut].map(({ graph }) => {
    const roads = new RoadNetwork(graph);
    roads.units.place(unitAt('car', 100, 10));
    const [lon, lat] = at(900, 90);
    return roads.rankUnits({ lon, lat, count: 1 }).candidates[0]!.etaSeconds;
  });
  expect([whole.graph.edgeCount, cut.graph.edgeCount]).toEqual([1, 1]);
  expect(etas[1]).toBeCloseTo(etas[0]!, 9);
});

test('streets that cross without a shared vertex stay apart, and a ring without a junction is still a road', () => {
  const { graph } = buildRoadGraph([
    street(
      '高架',
      [
        [-500, 0],
        [500, 0],
      ],
      { bridge: 'yes' },
    ),
    street('地面', [
      [0, -500],
      [0, 500],
    ]),
    street('环路', [
      [2_000, 0],
      [2_300, 0],
      [2_300, 300],
      [2_000, 0],
    ]),
  ]);
  expect([graph.edgeCount, graph.nodeCount, Math.max(...graph.edgeComponent)]).toEqual([3, 5, 2]);
  const roads = new RoadNetwork(graph);
  const loop = roads.route(at(2_250, 0), at(2_050, 0), 'foot');
  expect(loop.ok && Math.round(loop.value.lengthM)).toBe(200);
});
