/**
 * "Live 1-3-5 coverage, 30,000 units" (DESIGN §8) on central Shanghai and on 36 copies of it stitched together. Peer: one plain
 * bounded Dijkstra a unit with a heap of its own, as one would write it first, over a sample of the units and extrapolated.
 *
 * Inside the timed part: everything the coverage thread does with a posted question, the answer's summing up included, for units of
 * five modes and both kinds of forces of the profile, 2,000 places. Outside: the copying of columns between threads, in a row of
 * its own.
 */
import FlatQueue from 'flatqueue';
import {
  buildRoadGraph,
  type CoverageScene,
  CoverageSolver,
  type PlaceColumns,
  packGraph,
  type RoadLine,
  RoadNetwork,
} from '#main/core/roads/index.ts';
import { TRAVEL_MODE_CATALOG, type TravelModeId } from '#shared/catalog/modes.ts';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { numbers, shanghaiRoads, stitch } from './city.ts';
import { type BenchRow, spreadOf } from './kit.ts';

const UNITS = 30_000;
const PLACES = 2_000;
const MODES: readonly TravelModeId[] = ['foot', 'ebike', 'moto', 'car', 'police'];
const WARM_UP = 3;
const DEPARTURES = 5;
const PEER_UNITS = 100;

interface Town {
  readonly name: string;
  readonly features: readonly RoadLine[];
  readonly aimMs: number;
  readonly questions: number;
}

export async function measure(): Promise<BenchRow[]> {
  const features = shanghaiRoads();
  if (!features) {
    process.stderr.write('coverage skipped: no shared data\n');
    return [];
  }
  return [
    ...measureTown({ name: 'Shanghai', features, aimMs: 30, questions: 40 }),
    ...measureTown({ name: 'Shanghai × 36', features: stitch(features, 6), aimMs: 200, questions: 10 }),
  ];
}

function measureTown({ name, features, aimMs, questions }: Town): BenchRow[] {
  const random = numbers(20_261_122);
  const { graph, report } = buildRoadGraph(features);
  const roads = new RoadNetwork(graph);
  const somewhere = (): LonLat => {
    const node = Math.floor(random() * graph.nodeCount);
    return [graph.nodeLon[node]! + (random() - 0.5) * 8e-4, graph.nodeLat[node]! + (random() - 0.5) * 8e-4];
  };
  for (let index = 0; index < UNITS; index++) {
    const [lon, lat] = somewhere();
    const mode = MODES[index % MODES.length]!;
    roads.units.place({ unitId: `u${index}`, lon, lat, mode, turnOutSeconds: index % 3 ? 0 : 30 });
  }
  const solver = new CoverageSolver({
    graph: packGraph(graph),
    closures: roads.closures(),
    places: placesAt(Array.from({ length: PLACES }, somewhere)),
  });
  const scenes = Array.from({ length: WARM_UP + questions }, (_, number) => sceneOf(roads, number));
  const times = scenes.map((scene) => milliseconds(() => solver.cover(scene)));
  const all = spreadOf(times.slice(WARM_UP));
  const places = scenes
    .slice(0, WARM_UP + DEPARTURES)
    .map((scene) => milliseconds(() => solver.departures(scene, [{ slot: 7, bands: 0b111 }])));
  const departure = spreadOf(places.slice(WARM_UP));
  const posted = spreadOf(scenes.map((scene) => milliseconds(() => structuredClone(scene))));
  const peer = peerMilliseconds(roads, scenes[0]!);
  const scale = `${name}, ${thousands(report.junctions)} junctions, ${thousands(report.edges)} edges`;
  return [
    {
      what: `1-3-5 coverage of ${thousands(UNITS)} units of ${MODES.length} modes, ${scale}`,
      ...{ aim: `≤ ${aimMs} ms, off the main thread`, unit: 'ms', ours: all.p50, peer, ...all },
      note: `shares of roads, ${thousands(PLACES)} places, band of every edge. Peer: a bounded Dijkstra for each of ${PEER_UNITS} units × ${thousands(UNITS)}, extrapolated`,
    },
    {
      what: `what one departure would uncover, ${scale}`,
      ...{ aim: `≤ ${aimMs * 2} ms`, unit: 'ms', ours: departure.p50, peer: null, ...departure },
      note: 'before and after, places only',
    },
    {
      what: `copy ${thousands(UNITS)} units for the coverage thread`,
      ...{ aim: '≤ 2 ms on the main thread', unit: 'ms', ours: posted.p50, peer: null, ...posted },
      note: 'structured clone of the columns, at most every 5 s',
    },
  ];
}

function placesAt(points: readonly LonLat[]): PlaceColumns {
  return {
    lon: Float64Array.from(points, ([lon]) => lon),
    lat: Float64Array.from(points, ([, lat]) => lat),
    bands: new Uint8Array(points.length).fill(0b111),
    isKey: new Uint8Array(points.length).fill(1),
  };
}

/** One unit in ten is busy, others each time; half are police, half are neighbours, as the default profile counts them. */
function sceneOf({ units }: RoadNetwork, number: number): CoverageScene {
  const { count, mode, edge, alongM, leadSeconds } = units;
  const bands = Uint8Array.from({ length: count }, (_, slot) =>
    (slot + number) % 10 === 0 ? 0 : slot % 2 === 0 ? 0b111 : 0b011,
  );
  return {
    units: { count, mode, edge, alongM, leadSeconds, bands },
    bandSeconds: RESPONSE_PROFILES['fujian-a'].bands.map(({ seconds }) => seconds),
    hourOfDay: 12,
  };
}

/** From each unit of a sample to everything within the longest limit, by itself. */
function peerMilliseconds({ graph, units }: RoadNetwork, { bandSeconds }: CoverageScene): number {
  const limit = Math.max(...bandSeconds);
  const secondsPerMetre = 3.6 / TRAVEL_MODE_CATALOG.car.speedKmh.residential!;
  const step = Math.floor(units.count / PEER_UNITS);
  const total = milliseconds(() => {
    for (let slot = 0; slot < PEER_UNITS * step; slot += step) {
      const seconds = new Map<number, number>();
      const queue = new FlatQueue<number>();
      queue.push(graph.edgeFrom[units.edge[slot]!]!, 0);
      while (queue.length > 0) {
        const value = queue.peekValue()!;
        const node = queue.pop()!;
        if (value > limit) break;
        if (seconds.has(node)) continue;
        seconds.set(node, value);
        for (let half = graph.halfStart[node]!; half < graph.halfStart[node + 1]!; half++) {
          const other = graph.halfOther[half]!;
          const metres = graph.edgeMetres[graph.halfEdge[half]! >> 1]!;
          if (!seconds.has(other)) queue.push(other, value + metres * secondsPerMetre);
        }
      }
    }
  });
  return (total / PEER_UNITS) * units.count;
}

const thousands = (count: number) => count.toLocaleString('en-US');

function milliseconds(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
