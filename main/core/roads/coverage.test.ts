import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
import { buildRoadGraph } from './build.ts';
import type { CoveringUnits } from './coverage.ts';
import { RoadNetwork } from './network.ts';
import type { UnitPositions } from './positions.ts';
import { at, street, unitAt } from './testing/streets.ts';

/** A ladder of two long streets with rungs; one rung is one-way. */
const TOWN = [
  street(
    'north',
    [
      [0, 400],
      [400, 400],
      [800, 400],
      [1_200, 400],
    ],
    { highway: 'secondary' },
  ),
  street('south', [
    [0, 0],
    [400, 0],
    [800, 0],
    [1_200, 0],
  ]),
  street('west rung', [
    [0, 0],
    [0, 400],
  ]),
  street(
    'middle rung',
    [
      [400, 0],
      [400, 400],
    ],
    { oneway: 'yes' },
  ),
  street('east rung', [
    [1_200, 0],
    [1_200, 400],
  ]),
];
const BANDS = [60, 180, 300];

function counted(units: UnitPositions, bands: (slot: number) => number): CoveringUnits {
  const { count, mode, edge, alongM, leadSeconds } = units;
  return {
    count,
    mode,
    edge,
    alongM,
    leadSeconds,
    bands: Uint8Array.from({ length: count }, (_, slot) => bands(slot)),
  };
}

test('a street is covered as far as a unit drives in time, and what hangs on it is named', () => {
  const roads = new RoadNetwork(
    buildRoadGraph([
      street('only', [
        [0, 0],
        [3_000, 0],
      ]),
    ]).graph,
  );
  roads.units.place({ ...unitAt('car', 0, 0), mode: 'car' });
  const places = [at(100, 0), at(2_900, 0)];
  const found = roads.coverage(places).find({
    units: counted(roads.units, () => 0b111),
    bandSeconds: BANDS,
    hourOfDay: 12,
  });
  const secondsPerMetre = roads.timeAll({ lon: at(3_000, 0)[0], lat: at(3_000, 0)[1] }).seconds[0]! / 3_000;
  expect([...found.coveredM].map(Math.round)).toEqual(
    BANDS.map((seconds) => Math.round(Math.min(3_000, seconds / secondsPerMetre))),
  );
  expect([...found.placeUnit]).toEqual([0, -1, 0, -1, 0, 2_900 * secondsPerMetre <= 300 ? 0 : -1]);
  expect(found.placeSeconds[0]).toBeCloseTo(100 * secondsPerMetre, 3);
});

test('a unit counts only for its bands, and not at all without any', () => {
  const roads = new RoadNetwork(buildRoadGraph(TOWN).graph);
  roads.units.place(unitAt('late', 10, 0));
  roads.units.place(unitAt('busy', 20, 0));
  const finder = roads.coverage([at(30, 0)]);
  const ask = (bands: readonly number[]) => [
    ...finder.find({ units: counted(roads.units, (slot) => bands[slot]!), bandSeconds: BANDS, hourOfDay: 12 })
      .placeUnit,
  ];
  expect(ask([0b010, 0])).toEqual([-1, 0, -1]);
  expect(ask([0, 0])).toEqual([-1, -1, -1]);
});

test('what one unit alone covers is uncovered without it', () => {
  const roads = new RoadNetwork(buildRoadGraph(TOWN).graph);
  roads.units.place(unitAt('west', 0, 200));
  roads.units.place(unitAt('east', 1_200, 200));
  const finder = roads.coverage([at(5, 210), at(1_195, 210)]);
  const question = { units: counted(roads.units, () => 0b001), bandSeconds: [30], hourOfDay: 12 };
  expect([...finder.find(question).placeUnit]).toEqual([0, 1]);
  expect([...finder.find({ ...question, without: 1 }).placeUnit]).toEqual([0, -1]);
});

test('every place takes as long as the ranking says of its quickest unit', () => {
  const unit = fc.record({
    eastM: fc.integer({ min: 0, max: 1_200 }),
    isNorth: fc.boolean(),
    mode: fc.constantFrom<TravelModeId>(...TRAVEL_MODES),
    turnOutSeconds: fc.constantFrom(0, 20),
    counts: fc.boolean(),
  });
  const place = fc.record({ eastM: fc.integer({ min: 0, max: 1_200 }), northM: fc.constantFrom(0, 100, 200, 400) });
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 12 }), fc.array(place, { maxLength: 6 }), (units, places) => {
      const roads = new RoadNetwork(buildRoadGraph(TOWN).graph);
      for (const [index, { eastM, isNorth, mode, turnOutSeconds }] of units.entries()) {
        const [lon, lat] = at(eastM, isNorth ? 400 : 0);
        roads.units.place({ unitId: `u${index}`, lon, lat, mode, turnOutSeconds });
      }
      const targets = places.map(({ eastM, northM }) => at(eastM, northM));
      const found = roads.coverage(targets).find({
        units: counted(roads.units, (slot) => (units[slot]!.counts ? 0b1 : 0)),
        bandSeconds: [240],
        hourOfDay: 12,
      });
      const counting = roads.createPositions();
      const sites = units.filter(({ counts }) => counts);
      for (const [index, { eastM, isNorth, mode, turnOutSeconds }] of sites.entries()) {
        const [lon, lat] = at(eastM, isNorth ? 400 : 0);
        counting.place({ unitId: `u${index}`, lon, lat, mode, turnOutSeconds });
      }
      for (const [index, { eastM, northM }] of places.entries()) {
        // Within 60 m a unit walks straight across the site: the ranking knows that, coverage counts roads.
        if (sites.some((site) => Math.hypot(site.eastM - eastM, (site.isNorth ? 400 : 0) - northM) < 65)) continue;
        const [lon, lat] = targets[index]!;
        const seconds = Math.min(...roads.timeAll({ lon, lat, units: counting }).seconds);
        const ours = found.placeSeconds[index]!;
        if (seconds > 240) expect(ours).toBe(Number.POSITIVE_INFINITY);
        else expect(ours).toBeCloseTo(seconds, 6);
      }
    }),
    { numRuns: 150 },
  );
});

test('whoever stands at a place counts there for its own bands and for no other', () => {
  const roads = new RoadNetwork(buildRoadGraph(TOWN).graph);
  const [lon, lat] = at(600, 400);
  roads.units.place({ unitId: 'u0', lon, lat, mode: 'foot', turnOutSeconds: 0 });
  const units = counted(roads.units, () => 0b010);
  const found = roads.coverage([[lon, lat]]).find({ units, bandSeconds: BANDS, hourOfDay: 12 });
  expect([...found.placeUnit]).toEqual([-1, 0, -1]);
});

test('bands answered together are answered as each alone, whoever counts for which of them', () => {
  const unit = fc.record({
    eastM: fc.integer({ min: 0, max: 1_200 }),
    isNorth: fc.boolean(),
    mode: fc.constantFrom<TravelModeId>('foot', 'ebike', 'car', 'police'),
    turnOutSeconds: fc.constantFrom(0, 20),
    bands: fc.nat(7),
  });
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 12 }), (units) => {
      const roads = new RoadNetwork(buildRoadGraph(TOWN).graph);
      for (const [index, { eastM, isNorth, mode, turnOutSeconds }] of units.entries()) {
        const [lon, lat] = at(eastM, isNorth ? 400 : 0);
        roads.units.place({ unitId: `u${index}`, lon, lat, mode, turnOutSeconds });
      }
      const finder = roads.coverage([at(30, 0), at(600, 400), at(1_200, 200)]);
      const ask = (bandSeconds: readonly number[], bandsOf: (slot: number) => number) =>
        finder.find({ units: counted(roads.units, bandsOf), bandSeconds, hourOfDay: 12 });
      const together = ask(BANDS, (slot) => units[slot]!.bands);
      const alone = BANDS.map((seconds, band) => ask([seconds], (slot) => (units[slot]!.bands >> band) & 1));
      expect([...together.placeSeconds]).toEqual(alone.flatMap(({ placeSeconds }) => [...placeSeconds]));
      for (const [band, { coveredM }] of alone.entries()) expect(together.coveredM[band]).toBeCloseTo(coveredM[0]!, 6);
      const first = [...together.edgeBand].map((_, edge) => alone.findIndex(({ edgeBand }) => edgeBand[edge] === 0));
      expect([...together.edgeBand]).toEqual(first.map((band) => (band < 0 ? 255 : band)));
    }),
    { numRuns: 150 },
  );
});

/** Closed to the police and to nobody else, and joined to nothing: there they are not the quicker ones. */
const AWAY_FROM_POLICE = street(
  'away',
  [
    [550, 190],
    [570, 190],
  ],
  { emergency: 'no' },
);

test('a search that ends where quicker units were sooner answers as one that does not', () => {
  const unit = fc.record({
    eastM: fc.integer({ min: 0, max: 1_200 }),
    isNorth: fc.boolean(),
    mode: fc.constantFrom<TravelModeId>('moto', 'car', 'police'),
    turnOutSeconds: fc.constantFrom(0, 20),
    bands: fc.nat(7),
  });
  const places = [at(30, 0), at(600, 400), at(1_200, 200), at(700, 0)];
  const [town, withStreet] = [TOWN, [...TOWN, AWAY_FROM_POLICE]].map((streets) => buildRoadGraph(streets).graph);
  const closures = fc.constantFrom<[edge: number, closure: 'cordon' | 'blocked'][]>(
    [],
    [[1, 'cordon']],
    [[4, 'blocked']],
  );
  fc.assert(
    fc.property(
      fc.array(unit, { minLength: 1, maxLength: 14 }),
      closures,
      fc.constantFrom(BANDS, [180, 60, 60]),
      (units, closed, bandSeconds) => {
        const answers = [town!, withStreet!].map((graph) => {
          const roads = new RoadNetwork(graph);
          for (const [edge, closure] of closed) roads.close(edge, closure);
          for (const [index, { eastM, isNorth, mode, turnOutSeconds }] of units.entries()) {
            const [lon, lat] = at(eastM, isNorth ? 400 : 0);
            roads.units.place({ unitId: `u${index}`, lon, lat, mode, turnOutSeconds });
          }
          const found = roads
            .coverage(places)
            .find({ units: counted(roads.units, (slot) => units[slot]!.bands), bandSeconds, hourOfDay: 12 });
          return { ...found, roadM: 0, edgeBand: found.edgeBand.slice(0, town!.edgeCount) };
        });
        expect(answers[0]).toEqual(answers[1]);
      },
    ),
    { numRuns: 200 },
  );
});

test('a town of more blocks than one is searched across all of them', () => {
  const rungs = 3_000;
  const long = Array.from({ length: rungs }, (_, index) => [
    street(`a${index}`, [
      [index * 30, 0],
      [index * 30 + 30, 0],
    ]),
    street(`b${index}`, [
      [index * 30, 0],
      [index * 30, 30],
    ]),
    street(`c${index}`, [
      [index * 30, 30],
      [index * 30 + 30, 30],
    ]),
  ]).flat();
  const roads = new RoadNetwork(buildRoadGraph(long).graph);
  expect(roads.graph.nodeCount).toBeGreaterThan(4_096);
  roads.units.place({ ...unitAt('car', 45_000, 0), mode: 'car' });
  const places = [at(43_000, 30), at(47_000, 30)];
  const limit = 2_000;
  const found = roads.coverage(places).find({
    units: counted(roads.units, () => 1),
    bandSeconds: [limit],
    hourOfDay: 12,
  });
  for (const [index, [lon, lat]] of places.entries()) {
    expect(found.placeSeconds[index]).toBeCloseTo(roads.timeAll({ lon, lat }).seconds[0]!, 6);
  }
});
