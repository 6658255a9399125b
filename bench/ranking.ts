/**
 * "Rank 30,000 units by road time for one incident" (DESIGN §8) on central Shanghai and on 36 copies of it stitched together,
 * beside ngraph.path's A* answering the same question unit by unit in the same run.
 *
 * Inside the timed part: everything from the question to the answer, for units of five modes: finding where the incident meets
 * the road, one backward search per mode, the ETA of every unit within 30 minutes, their order. Outside: snapping each unit's
 * latest fix, which belongs to position ingest and has a figure of its own.
 */
import createGraph from 'ngraph.graph';
import { aStar } from 'ngraph.path';
import { buildRoadGraph, type RoadLine, RoadNetwork, type UnitFix } from '#main/core/roads/index.ts';
import { type RoadClass, TRAVEL_MODE_CATALOG, type TravelModeId } from '#shared/catalog/modes.ts';
import { distanceM, type LonLat } from '#shared/geo/earth.ts';
import { numbers, shanghaiRoads, stitch } from './city.ts';
import { type BenchRow, spreadOf } from './kit.ts';

const UNITS = 30_000;
const MODES: readonly TravelModeId[] = ['foot', 'ebike', 'moto', 'car', 'police'];
const WARM_UP = 10;
const TOP = 5;

interface Town {
  readonly name: string;
  readonly features: readonly RoadLine[];
  readonly aimMs: number;
  readonly questions: number;
  readonly peerQueries: number;
}

export async function measure(): Promise<BenchRow[]> {
  const features = shanghaiRoads();
  if (!features) {
    process.stderr.write('ranking skipped: no shared data\n');
    return [];
  }
  return [
    ...measureTown({ name: 'Shanghai', features, aimMs: 10, questions: 200, peerQueries: 300 }),
    ...measureTown({
      name: 'Shanghai × 36',
      features: stitch(features, 6),
      aimMs: 100,
      questions: 100,
      peerQueries: 10,
    }),
  ];
}

function measureTown(town: Town): BenchRow[] {
  const random = numbers(20_261_121);
  const { graph, report } = buildRoadGraph(town.features);
  const roads = new RoadNetwork(graph);
  roads.prepare(MODES, 12);
  const somewhere = (): LonLat => {
    const node = Math.floor(random() * graph.nodeCount);
    return [graph.nodeLon[node]! + (random() - 0.5) * 8e-4, graph.nodeLat[node]! + (random() - 0.5) * 8e-4];
  };
  const fixes = Array.from({ length: UNITS }, (_, index): UnitFix => {
    const [lon, lat] = somewhere();
    return { unitId: `u${index}`, lon, lat, mode: MODES[index % MODES.length]!, turnOutSeconds: index % 3 ? 0 : 30 };
  });
  for (const fix of fixes) roads.units.place(fix);
  const placedPerSecond = UNITS / (milliseconds(() => moveAll(roads, fixes, random)) / 1_000);

  const incidents = Array.from({ length: WARM_UP + town.questions }, somewhere);
  let reached = 0;
  const allTimes = incidents.map(([lon, lat]) =>
    milliseconds(() => {
      reached += roads.timeAll({ lon, lat }).order.length;
    }),
  );
  const all = spreadOf(allTimes.slice(WARM_UP));
  const isBusy = (unitId: string) => (unitId.charCodeAt(unitId.length - 1) % 3 ? 'engaged' : null);
  const topTimes = incidents.map(([lon, lat]) =>
    milliseconds(() => roads.rankUnits({ lon, lat, count: TOP, reasonAgainst: isBusy })),
  );
  const top = spreadOf(topTimes.slice(WARM_UP));
  const cars = roads.createPositions();
  for (const fix of fixes) cars.place({ ...fix, mode: 'car' });
  const carTimes = incidents.map(([lon, lat]) =>
    milliseconds(() => roads.timeAll({ lon, lat, units: cars, cutOffSeconds: Number.MAX_VALUE })),
  );
  const everyCar = spreadOf(carTimes.slice(WARM_UP));
  const peer = peerMilliseconds(town, incidents, fixes, random);

  const scale = `${town.name}, ${thousands(report.vertices)} nodes (${thousands(report.junctions)} junctions)`;
  const units = `${thousands(UNITS)} units of ${MODES.length} modes`;
  const aim = `p99 ≤ ${town.aimMs} ms`;
  return [
    {
      what: `rank ${units} by road time, ${scale}`,
      ...{ aim, unit: 'ms', ours: all.p50, peer, ...all },
      note: `ETA and order of all within 30 min (${thousands(Math.round(reached / incidents.length))} reached on average), fixes snapped at ingest. Peer: ngraph.path A*, the mean of ${town.peerQueries} point-to-point queries × ${thousands(UNITS)}, extrapolated`,
    },
    {
      what: `rank ${thousands(UNITS)} cars by road time, however far, ${scale}`,
      ...{ aim, unit: 'ms', ours: everyCar.p50, peer, ...everyCar },
      note: 'the same with no cut-off: every junction of the city is settled; the same peer',
    },
    {
      what: `recommend ${TOP} of ${units} with routes and passed-over units, ${scale}`,
      ...{ aim, unit: 'ms', ours: top.p50, peer: null, ...top },
      note: 'two units in three may not be sent',
    },
    {
      what: `snap moving units to the road at ingest, ${scale}`,
      ...{
        aim: '≥ 30,000 fixes/s',
        unit: 'fixes/s',
        ours: placedPerSecond,
        peer: null,
        p50: null,
        p99: null,
        max: null,
      },
      note: 'every unit 10 m on, one pass',
    },
  ];
}

const thousands = (count: number) => count.toLocaleString('en-US');

/** Every unit drives on by about 10 m: one second of fixes. */
function moveAll(roads: RoadNetwork, fixes: readonly UnitFix[], random: () => number): void {
  for (const fix of fixes) {
    roads.units.place({ ...fix, lon: fix.lon + (random() - 0.5) * 2e-4, lat: fix.lat + (random() - 0.5) * 2e-4 });
  }
}

/**
 * Milliseconds ngraph.path would take to rank all units: its A* from a unit's nearest vertex to the incident's, over the same
 * streets for a car, with the straight line at top speed as its heuristic; the mean of a sample times the number of units.
 */
function peerMilliseconds(town: Town, incidents: readonly LonLat[], fixes: readonly UnitFix[], random: () => number) {
  const { speedKmh } = TRAVEL_MODE_CATALOG.car;
  const fastest = Math.max(...Object.values(speedKmh)) / 3.6;
  const graph = createGraph<LonLat, number>();
  for (const { geometry, properties } of town.features) {
    const speed = speedKmh[properties.highway as RoadClass];
    if (speed === undefined) continue;
    for (const [index, to] of geometry.coordinates.entries()) {
      graph.addNode(String(to), to);
      const from = geometry.coordinates[index - 1];
      if (!from) continue;
      const seconds = (distanceM(from, to) * 3.6) / speed;
      if (properties.oneway !== '-1') graph.addLink(String(from), String(to), seconds);
      if (properties.oneway !== 'yes') graph.addLink(String(to), String(from), seconds);
    }
  }
  const finder = aStar(graph, {
    oriented: true,
    distance: (_from, _to, link) => link.data,
    heuristic: (from, to) => distanceM(from.data, to.data) / fastest,
  });
  const vertices: LonLat[] = [];
  graph.forEachNode((node) => {
    vertices.push(node.data);
  });
  const nearest = (place: LonLat) => {
    const gap = ([lon, lat]: LonLat) => (lon - place[0]) ** 2 + (lat - place[1]) ** 2;
    return String(vertices.reduce((best, vertex) => (gap(vertex) < gap(best) ? vertex : best)));
  };
  const pairs = Array.from({ length: town.peerQueries }, (_, index) => {
    const unit = fixes[Math.floor(random() * fixes.length)]!;
    return { from: nearest([unit.lon, unit.lat]), to: nearest(incidents[index % incidents.length]!) };
  });
  const total = milliseconds(() => {
    for (const { from, to } of pairs) finder.find(from, to);
  });
  return (total / pairs.length) * UNITS;
}

function milliseconds(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
