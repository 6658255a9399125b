import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { buildRoadGraph } from './build.ts';
import { type CoverageScene, type PlaceColumns, packGraph } from './coverageMessages.ts';
import { CoverageSolver } from './coverageSolver.ts';
import { RoadNetwork } from './network.ts';
import { at, street, unitAt } from './testing/streets.ts';

/** One street of 4 km, so that every reach can be worked out by hand, and a ladder beside it. */
const LINE = [
  street('only', [
    [0, 0],
    [1_000, 0],
    [2_000, 0],
    [3_000, 0],
    [4_000, 0],
  ]),
];
const LADDER = [
  ...LINE,
  street('north', [
    [0, 300],
    [2_000, 300],
    [4_000, 300],
  ]),
  street('west rung', [
    [0, 0],
    [0, 300],
  ]),
  street(
    'middle rung',
    [
      [2_000, 0],
      [2_000, 300],
    ],
    { oneway: 'yes' },
  ),
  street('east rung', [
    [4_000, 0],
    [4_000, 300],
  ]),
];

function places(points: readonly LonLat[], bands = 0b1): PlaceColumns {
  return {
    lon: Float64Array.from(points, ([lon]) => lon),
    lat: Float64Array.from(points, ([, lat]) => lat),
    bands: new Uint8Array(points.length).fill(bands),
    isKey: new Uint8Array(points.length).fill(1),
  };
}

function sceneOf(roads: RoadNetwork, bandSeconds: readonly number[], bands: (slot: number) => number): CoverageScene {
  const { count, mode, edge, alongM, leadSeconds } = roads.units;
  return {
    units: {
      count,
      ...{ mode: mode.slice(0, count), edge: edge.slice(0, count) },
      ...{ alongM: alongM.slice(0, count), leadSeconds: leadSeconds.slice(0, count) },
      bands: Uint8Array.from({ length: count }, (_, slot) => bands(slot)),
    },
    bandSeconds,
    hourOfDay: 12,
  };
}

const solverOf = (roads: RoadNetwork, columns: PlaceColumns) =>
  new CoverageSolver({
    // What crosses to a thread is cloned: the graph must survive it.
    graph: structuredClone(packGraph(roads.graph)),
    closures: roads.closures(),
    places: columns,
  });

test('the share of roads adds up to what cutting every road into metres and asking each of them says', () => {
  const unit = fc.record({
    eastM: fc.integer({ min: 0, max: 4_000 }),
    mode: fc.constantFrom<TravelModeId>(...TRAVEL_MODES),
    turnOutSeconds: fc.constantFrom(0, 30),
  });
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 4 }), (units) => {
      const roads = new RoadNetwork(buildRoadGraph(LADDER).graph);
      for (const [index, { eastM, ...rest }] of units.entries()) {
        const [lon, lat] = at(eastM, 0);
        roads.units.place({ unitId: `u${index}`, lon, lat, ...rest });
      }
      const solver = solverOf(roads, places([]));
      const { coveredM, roadM } = solver.cover(sceneOf(roads, [90], () => 1));
      // The brute force: a point every 50 m of every road, and the quickest unit to it by its own search.
      const STEP = 50;
      let reached = 0;
      const rows: [number, (along: number) => LonLat, number][] = [
        [4_000, (along) => at(along, 0), 0],
        [4_000, (along) => at(along, 300), 0],
        [300, (along) => at(0, along), 0],
        [300, (along) => at(2_000, along), 0],
        [300, (along) => at(4_000, along), 0],
      ];
      let tried = 0;
      for (const [lengthM, point] of rows) {
        for (let along = STEP / 2; along < lengthM; along += STEP) {
          tried++;
          const [lon, lat] = point(along);
          const snap = roads.snap(lon, lat)!;
          const best = Math.min(
            ...units.map(({ mode, turnOutSeconds, eastM }) => {
              const way = roads.route(at(eastM, 0), [lon, lat], mode);
              return way.ok && snap.offRoadM < 1
                ? turnOutSeconds + way.value.durationSeconds
                : Number.POSITIVE_INFINITY;
            }),
          );
          if (best <= 90) reached++;
        }
      }
      expect(roadM).toBeCloseTo(8_900, -2);
      // Each road is right to within one step at every end of what is reached.
      expect(Math.abs(coveredM[0]! / roadM - reached / tried)).toBeLessThan(0.04);
    }),
    { numRuns: 12 },
  );
});

test('a departure uncovers what hangs on that unit alone, for a unit counted now and for one that is told already', () => {
  const roads = new RoadNetwork(buildRoadGraph(LINE).graph);
  roads.units.place(unitAt('west', 100, 0));
  roads.units.place(unitAt('middle', 2_000, 0));
  roads.units.place(unitAt('twin', 2_010, 0));
  const solver = solverOf(roads, places([at(50, 0), at(150, 0), at(2_050, 0)]));
  const people = [
    { slot: 0, bands: 1 },
    { slot: 1, bands: 1 },
  ];
  const uncovered = [
    [
      [0, 1],
      [1, 1],
    ],
    [],
  ];
  expect(
    solver.departures(
      sceneOf(roads, [60], () => 1),
      people,
    ),
  ).toEqual(uncovered);
  const told = sceneOf(roads, [60], (slot) => (slot === 0 ? 0 : 1));
  expect(solver.departures(told, people)).toEqual(uncovered);
  expect([...told.units.bands]).toEqual([0, 1, 1]);
});

test('a grid centre is counted and its loss is not spoken of', () => {
  const roads = new RoadNetwork(buildRoadGraph(LINE).graph);
  roads.units.place(unitAt('only', 100, 0));
  const columns = { ...places([at(50, 0), at(150, 0)]), isKey: Uint8Array.of(1, 0) };
  const solver = solverOf(roads, columns);
  const scene = sceneOf(roads, [60], () => 1);
  expect([...solver.cover(scene).met]).toEqual([1, 1]);
  expect(solver.departures(scene, [{ slot: 0, bands: 1 }])).toEqual([[[0, 1]]]);
});

test('a move-up brings back exactly what it says, from the unit that can spare itself soonest', () => {
  const roads = new RoadNetwork(buildRoadGraph(LINE).graph);
  roads.units.place(unitAt('spare', 2_000, 0));
  roads.units.place(unitAt('spare twin', 2_040, 0));
  roads.units.place(unitAt('far', 3_900, 0));
  roads.units.place(unitAt('gone', 100, 0));
  const columns = places([at(50, 0), at(150, 0), at(2_050, 0), at(3_950, 0)]);
  const solver = solverOf(roads, columns);
  const scene = sceneOf(roads, [60], (slot) => (slot === 3 ? 0 : 1));
  const ask = {
    kind: 'moveUp' as const,
    scene,
    gone: [{ slot: 3, bands: 1 }],
    points: [at(100, 0)],
    turnOutSeconds: new Float64Array(4),
    movable: 3,
  };
  const { lost, offer } = solver.moveUp(ask);
  expect(lost).toEqual([
    [0, 1],
    [1, 1],
  ]);
  expect(offer).toMatchObject({ slot: 0, restored: lost, uncovered: [] });
  const seconds = roads.timeAll({ lon: at(100, 0)[0], lat: at(100, 0)[1] }).seconds[0]!;
  // It need not stand where the other stood: any point that brings all of it back will do, and the nearest is taken.
  expect(offer!.seconds).toBeLessThanOrEqual(seconds + 1e-6);
  const stands = offer!.point === 0 ? at(100, 0) : [at(50, 0), at(150, 0)][offer!.point - 1]!;
  roads.units.place({ unitId: 'spare', lon: stands[0], lat: stands[1], mode: 'car', turnOutSeconds: 0 });
  const after = sceneOf(roads, [60], (slot) => (slot === 3 ? 0 : 1));
  expect([...solver.cover(after).met]).toEqual([1, 1, 1, 1]);
});

test('nobody is moved up where that would open a gap as large as the one it closes', () => {
  const roads = new RoadNetwork(buildRoadGraph(LINE).graph);
  roads.units.place(unitAt('lone', 3_900, 0));
  roads.units.place(unitAt('gone', 100, 0));
  const solver = solverOf(roads, places([at(50, 0), at(3_950, 0)]));
  const scene = sceneOf(roads, [60], (slot) => (slot === 1 ? 0 : 1));
  const { lost, offer } = solver.moveUp({
    kind: 'moveUp',
    scene,
    gone: [{ slot: 1, bands: 1 }],
    points: [at(100, 0)],
    turnOutSeconds: new Float64Array(2),
    movable: 1,
  });
  expect([lost, offer]).toEqual([[[0, 1]], null]);
});

test('a closure made later is heeded', () => {
  const roads = new RoadNetwork(buildRoadGraph(LINE).graph);
  roads.units.place(unitAt('only', 100, 0));
  const solver = solverOf(roads, places([at(1_500, 0)]));
  const scene = sceneOf(roads, [300], () => 1);
  expect([...solver.cover(scene).met]).toEqual([1]);
  const extra = new RoadNetwork(buildRoadGraph(LADDER).graph);
  extra.units.place(unitAt('only', 100, 0));
  const closing = solverOf(extra, places([at(1_500, 300)]));
  const wide = sceneOf(extra, [900], () => 1);
  expect([...closing.cover(wide).met]).toEqual([1]);
  for (const edge of extra.edgesNear(...at(0, 150), 10)) closing.close(edge, 'blocked');
  for (const edge of extra.edgesNear(...at(2_000, 150), 10)) closing.close(edge, 'blocked');
  for (const edge of extra.edgesNear(...at(4_000, 150), 10)) closing.close(edge, 'blocked');
  expect([...closing.cover(wide).met]).toEqual([0]);
});
