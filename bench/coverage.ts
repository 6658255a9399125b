/**
 * "Live 1-3-5 coverage, 30,000 units" (DESIGN §8) on central Shanghai and on 36 copies of it stitched together. Peer: one plain
 * bounded Dijkstra a unit with a heap of its own, as one would write it first, over a sample of the units and extrapolated. What a
 * departure uncovers has the other plain way as its peer: from every place backwards to the first free unit, with and without the one
 * that leaves. Peers know no one-way streets, closures or hours.
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
import { TRAVEL_MODE_CATALOG, TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
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
const PEER_PLACES = 100;

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
  const spent: number[] = [];
  const times = scenes.map((scene) => {
    const before = process.threadCpuUsage();
    const took = milliseconds(() => solver.cover(scene));
    const { user, system } = process.threadCpuUsage(before);
    spent.push((user + system) / 1_000);
    return took;
  });
  const all = spreadOf(times.slice(WARM_UP));
  const worked = spreadOf(spent.slice(WARM_UP));
  const places = scenes
    .slice(0, WARM_UP + DEPARTURES)
    .map((scene) => milliseconds(() => solver.departures(scene, [{ slot: 7, bands: 0b111 }])));
  const departure = spreadOf(places.slice(WARM_UP));
  const posted = spreadOf(scenes.map((scene) => milliseconds(() => structuredClone(scene))));
  const objects = objectsOf(scenes[0]!);
  const postedObjects = spreadOf(scenes.map(() => milliseconds(() => structuredClone(objects)))).p50;
  const departurePeer = departurePeerMilliseconds(roads, scenes[0]!);
  const peer = peerMilliseconds(roads, scenes[0]!);
  const scale = `${name}, ${thousands(report.junctions)} junctions, ${thousands(report.edges)} edges`;
  return [
    {
      what: `1-3-5 coverage of ${thousands(UNITS)} units of ${MODES.length} modes, ${scale}`,
      ...{ aim: `≤ ${aimMs} ms, off the main thread`, unit: 'ms', ours: all.p50, peer, ...all },
      note: `shares of roads, ${thousands(PLACES)} places, band of every edge; processor time of the thread ${worked.p50.toFixed(1)}/${worked.max.toFixed(1)} ms (p50/max), however busy the machine is. Peer: a bounded Dijkstra for each of ${PEER_UNITS} units × ${thousands(UNITS)}, extrapolated`,
    },
    {
      what: `what one departure would uncover, ${scale}`,
      ...{ aim: `≤ ${aimMs * 2} ms`, unit: 'ms', ours: departure.p50, peer: departurePeer, ...departure },
      note: `before and after, places only. Peer: a Dijkstra of each mode from each of ${PEER_PLACES} places × ${thousands(PLACES)}, twice, extrapolated`,
    },
    {
      what: `copy ${thousands(UNITS)} units for the coverage thread`,
      ...{ aim: '≤ 2 ms on the main thread', unit: 'ms', ours: posted.p50, peer: postedObjects, ...posted },
      note: 'structured clone of the columns, at most every 5 s. Peer: of the same as an object a unit',
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

/** For each place of a sample, twice: for each mode backwards until nobody farther could be sooner in any band. */
function departurePeerMilliseconds(
  { graph, units }: RoadNetwork,
  { bandSeconds, units: { bands } }: CoverageScene,
): number {
  const limit = Math.max(...bandSeconds);
  const free = MODES.map((mode) => {
    const byNode = new Map<number, number[]>();
    for (let slot = 0; slot < units.count; slot++) {
      if (bands[slot] === 0 || TRAVEL_MODES[units.mode[slot]!] !== mode) continue;
      const node = graph.edgeFrom[units.edge[slot]!]!;
      const there = byNode.get(node);
      if (there) there.push(slot);
      else byNode.set(node, [slot]);
    }
    const { speedKmh } = TRAVEL_MODE_CATALOG[mode];
    return { byNode, secondsPerMetre: 3.6 / speedKmh.residential! };
  });
  const search = (start: number, without: number | null) => {
    const best = bandSeconds.map(() => limit);
    for (const { byNode, secondsPerMetre } of free) {
      const done = new Set<number>();
      const queue = new FlatQueue<number>();
      queue.push(start, 0);
      while (queue.length > 0) {
        const value = queue.peekValue()!;
        const node = queue.pop()!;
        if (best.every((seconds) => value >= seconds)) break;
        if (done.has(node)) continue;
        done.add(node);
        for (const slot of byNode.get(node) ?? []) {
          if (slot === without) continue;
          const seconds = value + units.leadSeconds[slot]!;
          for (let band = 0; band < best.length; band++)
            if (bands[slot]! & (1 << band) && seconds < best[band]!) best[band] = seconds;
        }
        for (let half = graph.halfStart[node]!; half < graph.halfStart[node + 1]!; half++) {
          const other = graph.halfOther[half]!;
          const metres = graph.edgeMetres[graph.halfEdge[half]! >> 1]!;
          if (!done.has(other)) queue.push(other, value + metres * secondsPerMetre);
        }
      }
    }
    return best;
  };
  const step = Math.floor(graph.nodeCount / PEER_PLACES);
  const total = milliseconds(() => {
    for (let place = 0; place < PEER_PLACES; place++) {
      search(place * step, null);
      search(place * step, 7);
    }
  });
  return (total / PEER_PLACES) * PLACES;
}

/** As one would send them without columns. */
function objectsOf({ units: { count, mode, edge, alongM, leadSeconds, bands } }: CoverageScene): object[] {
  return Array.from({ length: count }, (_, slot) => ({
    mode: mode[slot],
    edge: edge[slot],
    alongM: alongM[slot],
    leadSeconds: leadSeconds[slot],
    bands: bands[slot],
  }));
}

const thousands = (count: number) => count.toLocaleString('en-US');

function milliseconds(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
