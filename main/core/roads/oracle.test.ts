import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRAVEL_MODES } from '#shared/catalog/modes.ts';
import { distanceM } from '#shared/geo/earth.ts';
import { buildRoadGraph, type RoadLine } from './build.ts';
import { RoadNetwork } from './network.ts';
import { street } from './testing/streets.ts';
import { type PlaceOnWay, pointOn, textbookSeconds } from './testing/textbook.ts';

const SIZE = 4;
const BLOCK_M = 500;

const link = fc.record({
  isMissing: fc.nat(9).map((roll) => roll === 0),
  highway: fc.constantFrom('primary', 'secondary', 'residential', 'service', 'footway', 'motorway'),
  oneway: fc.constantFrom('no', 'no', 'yes', '-1'),
  isBicycleExempt: fc.boolean(),
  maxspeed: fc.constantFrom('', '', '15', '80'),
  foot: fc.constantFrom('yes', 'yes', 'no'),
  /** Bends between the corners, metres to the left of the straight line. */
  bends: fc.array(fc.integer({ min: -30, max: 30 }), { maxLength: 3 }),
  isReversed: fc.boolean(),
  isSplit: fc.boolean(),
  isClosed: fc.nat(9).map((roll) => roll === 0),
});
const linkCount = 2 * SIZE * (SIZE - 1);

/** A crooked chessboard of streets; far enough apart that every place has one nearest road. */
const town = fc
  .record({
    corners: fc.array(fc.tuple(fc.integer({ min: -70, max: 70 }), fc.integer({ min: -70, max: 70 })), {
      minLength: SIZE * SIZE,
      maxLength: SIZE * SIZE,
    }),
    links: fc.array(link, { minLength: linkCount, maxLength: linkCount }),
    signals: fc.uniqueArray(fc.nat(SIZE * SIZE - 1), { maxLength: 6 }),
    places: fc.array(
      fc.record({
        link: fc.nat(linkCount - 1),
        share: fc.double({ min: 0.35, max: 0.65, noNaN: true }),
        mode: fc.constantFrom(...TRAVEL_MODES),
        turnOutSeconds: fc.constantFrom(0, 15, 60),
        isExcluded: fc.boolean(),
      }),
      { minLength: 2, maxLength: 12 },
    ),
  })
  .map(({ corners, links, signals, places }) => {
    const corner = (index: number): [number, number] => {
      const [east, north] = corners[index]!;
      return [(index % SIZE) * BLOCK_M + east, Math.floor(index / SIZE) * BLOCK_M + north];
    };
    const ends: [number, number][] = [];
    for (let row = 0; row < SIZE; row++) {
      for (let column = 0; column < SIZE; column++) {
        const index = row * SIZE + column;
        if (column + 1 < SIZE) ends.push([index, index + 1]);
        if (row + 1 < SIZE) ends.push([index, index + SIZE]);
      }
    }
    const ways: RoadLine[] = [];
    const closedLinks = new Set<number>();
    const waysOfLink = new Map<number, { way: number; segments: number }[]>();
    links.forEach((drawn, number) => {
      if (drawn.isMissing) return;
      const [from, to] = ends[number]!.map(corner) as [[number, number], [number, number]];
      const path: [number, number][] = [from];
      drawn.bends.forEach((aside, index) => {
        const share = (index + 1) / (drawn.bends.length + 1);
        const [east, north] = [to[0] - from[0], to[1] - from[1]];
        const length = Math.hypot(east, north);
        path.push([
          from[0] + share * east - (aside * north) / length,
          from[1] + share * north + (aside * east) / length,
        ]);
      });
      path.push(to);
      if (drawn.isReversed) path.reverse();
      const tags = {
        highway: drawn.highway,
        oneway: drawn.oneway,
        ...(drawn.isBicycleExempt && { 'oneway:bicycle': 'no' }),
        foot: drawn.foot,
        ...(drawn.maxspeed && { maxspeed: drawn.maxspeed }),
      };
      const middle = path.length >> 1;
      const parts = drawn.isSplit && path.length > 2 ? [path.slice(0, middle + 1), path.slice(middle)] : [path];
      const made = parts.map((part) => ({
        way: ways.push(street(`L${number}`, part, tags)) - 1,
        segments: part.length - 1,
      }));
      waysOfLink.set(number, made);
      if (drawn.isClosed) closedLinks.add(number);
    });
    const drawnPlaces = places.flatMap((place) => {
      const made = waysOfLink.get(place.link);
      if (!made) return [];
      const { way, segments } = made[place.link % made.length]!;
      const on: PlaceOnWay = { way, segment: place.turnOutSeconds % segments, share: place.share };
      return [{ ...place, on }];
    });
    // Somebody inside a closed street may leave it: that rule has a test of its own.
    for (const place of drawnPlaces) closedLinks.delete(place.link);
    const closedWays = new Set([...closedLinks].flatMap((number) => waysOfLink.get(number)!.map(({ way }) => way)));
    return { ways, closedLinks, closedWays, places: drawnPlaces, signals: signals.map((index) => corner(index)) };
  });

test('times, order and routes are those of a textbook search run for each unit alone', () => {
  fc.assert(
    fc.property(town, ({ ways, closedLinks, closedWays, places, signals: corners }) => {
      const [incident, ...units] = places;
      fc.pre(incident !== undefined && units.length > 0);
      const signals = corners.map((corner) => street('', [corner, corner]).geometry.coordinates[0]!);
      const { graph } = buildRoadGraph(ways, { signals });
      const roads = new RoadNetwork(graph);
      for (const number of closedLinks) roads.closeWay(`L${number}`, 'blocked');

      const [lon, lat] = pointOn(ways, incident.on);
      const reachable = units.filter(
        ({ mode, on }) => isOn(roads, ways, on, mode) && isOn(roads, ways, incident.on, mode),
      );
      const expected = reachable.map((unit, index) => {
        const seconds = textbookSeconds({ ways, signals, closedWays }, unit.mode, unit.on, incident.on);
        const [unitLon, unitLat] = pointOn(ways, unit.on);
        const { mode, turnOutSeconds } = unit;
        roads.units.place({ unitId: `u${index}`, lon: unitLon, lat: unitLat, mode, turnOutSeconds });
        const airM = distanceM([unitLon, unitLat], [lon, lat]);
        const acrossSeconds = airM <= 60 ? (airM * 1.3) / (5 / 3.6) : Number.POSITIVE_INFINITY;
        return Math.min(seconds, acrossSeconds) + turnOutSeconds;
      });

      const times = roads.timeAll({ lon, lat, cutOffSeconds: 1e9 });
      const sent = (index: number) => !reachable[index]!.isExcluded && expected[index]! < Number.POSITIVE_INFINITY;
      const ranking = roads.rankUnits({
        ...{ lon, lat, count: 3, cutOffSeconds: 1e9 },
        reasonAgainst: (unitId) => (reachable[Number(unitId.slice(1))]!.isExcluded ? 'busy' : null),
      });
      const best = expected.filter((_, index) => sent(index)).sort((left, right) => left - right);
      expect(times.seconds.length).toBe(expected.length);
      expect(gap(times.seconds, expected)).toBeLessThan(MICROSECOND);
      const given = ranking.candidates.map(({ etaSeconds }) => etaSeconds!);
      expect(given.length).toBe(Math.min(3, best.length));
      expect(gap(given, best)).toBeLessThan(MICROSECOND);
      for (const candidate of ranking.candidates) {
        const { route } = candidate;
        const drawnM = route.points
          .slice(1)
          .reduce((sum, point, index) => sum + distanceM(route.points[index]!, point), 0);
        const place = pointOn(ways, reachable[Number(candidate.unitId.slice(1))]!.on);
        const partsSeconds = candidate.turnOutSeconds + candidate.roadSeconds + candidate.walkSeconds;
        expect(gap([partsSeconds], [candidate.etaSeconds!])).toBeLessThan(MICROSECOND);
        expect(drawnM).toBeCloseTo(candidate.routeM, 1);
        expect(distanceM(route.points[0]!, place)).toBeLessThan(0.05);
        expect(distanceM(route.points.at(-1)!, [lon, lat])).toBeLessThan(0.05);
      }
      const lastSeconds = given.length === 3 ? given[2]! : Number.POSITIVE_INFINITY;
      const quicker = expected.filter((seconds, index) => reachable[index]!.isExcluded && seconds < lastSeconds - 1e-3);
      const told = ranking.passedOver.filter(({ reason }) => reason === 'busy');
      for (const seconds of quicker) {
        expect(Math.min(...told.map(({ etaSeconds }) => gap([etaSeconds!], [seconds])))).toBeLessThan(MICROSECOND);
      }
    }),
    { numRuns: 150, seed: 20_261_121 },
  );
});

/** The largest difference between two lists of seconds; equal infinities differ by nothing. */
function gap(left: Iterable<number>, right: Iterable<number>): number {
  const others = [...right];
  const gaps = [...left].map((seconds, index) => (seconds === others[index] ? 0 : Math.abs(seconds - others[index]!)));
  return Math.max(0, ...gaps);
}

const MICROSECOND = 1e-6;

/** Whether the mode may use the way the place was drawn on; elsewhere it would be snapped to another. */
function isOn(roads: RoadNetwork, ways: readonly RoadLine[], on: PlaceOnWay, mode: (typeof TRAVEL_MODES)[number]) {
  const [lon, lat] = pointOn(ways, on);
  const snap = roads.snap(lon, lat, mode);
  return snap !== null && snap.offRoadM < 0.05;
}
