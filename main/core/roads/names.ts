// Road names for addresses: 东溪路, or 东溪路与解放北路路口.
import type { RoadGraph } from './graph.ts';
import type { SegmentIndex } from './segments.ts';
import type { RoadTraits } from './traits.ts';

export interface RoadName {
  readonly name: string;
  /** Another road meeting this one within CROSSING_M of the point. */
  readonly crossing: string | null;
  readonly distanceM: number;
}

const NAMED_WITHIN_M = 300;
/** A street this near gives the address even where a tunnel or viaduct is nearer. */
const BESIDE_M = 60;
const CROSSING_M = 40;

/** Edges with a name (1): all of them, and those on the ground, whose names people use. */
export interface NamedEdges {
  readonly all: Uint8Array;
  readonly ground: Uint8Array;
}

export function namedEdges(graph: RoadGraph): NamedEdges {
  const where = (holds: (traits: RoadTraits) => boolean) =>
    Uint8Array.from(graph.edgeTraits, (number) => (holds(graph.traits[number]!) ? 1 : 0));
  return { all: where(({ name }) => name !== null), ground: where(({ name, isApart }) => name !== null && !isApart) };
}

export function nameNearby(
  graph: RoadGraph,
  segments: SegmentIndex,
  named: NamedEdges,
  lon: number,
  lat: number,
): RoadName | null {
  const nameOf = (edge: number) => graph.traits[graph.edgeTraits[edge]!]!.name;
  const ground = segments.snap(lon, lat, { isUsable: named.ground });
  const isBeside = ground !== null && ground.offRoadM <= BESIDE_M;
  const snap = isBeside ? ground : segments.snap(lon, lat, { isUsable: named.all });
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
