// Road names for addresses: 东溪路, or 东溪路与解放北路路口.
import type { RoadGraph } from './graph.ts';
import type { SegmentIndex } from './segments.ts';

export interface RoadName {
  readonly name: string;
  /** Another road meeting this one within CROSSING_M of the point. */
  readonly crossing: string | null;
  readonly distanceM: number;
}

const NAMED_WITHIN_M = 300;
const CROSSING_M = 40;

/** 1 for edges with a name. */
export function namedEdges(graph: RoadGraph): Uint8Array {
  return Uint8Array.from(graph.edgeTraits, (number) => (graph.traits[number]!.name === null ? 0 : 1));
}

export function nameNearby(
  graph: RoadGraph,
  segments: SegmentIndex,
  isNamed: Uint8Array,
  lon: number,
  lat: number,
): RoadName | null {
  const nameOf = (edge: number) => graph.traits[graph.edgeTraits[edge]!]!.name;
  const snap = segments.snap(lon, lat, { isUsable: isNamed });
  if (!snap || snap.offRoadM > NAMED_WITHIN_M) return null;
  const name = nameOf(snap.edge)!;
  const ends = [
    { node: graph.edgeFrom[snap.edge]!, awayM: snap.alongM },
    { node: graph.edgeTo[snap.edge]!, awayM: graph.edgeMetres[snap.edge]! - snap.alongM },
  ].sort((left, right) => left.awayM - right.awayM);
  for (const { node, awayM } of ends) {
    if (awayM + snap.offRoadM > CROSSING_M) continue;
    for (let half = graph.halfStart[node]!; half < graph.halfStart[node + 1]!; half++) {
      const other = nameOf(graph.halfEdge[half]! >> 1);
      if (other !== null && other !== name) return { name, crossing: other, distanceM: snap.offRoadM };
    }
  }
  return { name, crossing: null, distanceM: snap.offRoadM };
}
