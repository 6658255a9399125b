// Weakly connected components of the road graph, by union-find over the edges.
import type { RoadComponent } from './graph.ts';

/** A component with less than this share of all road length is an island: a slip of the pen, not a part of town. */
const ISLAND_SHARE = 0.01;

/** Components longest first; `edgeComponent` holds each edge's place in that list. */
export function findComponents(
  nodeCount: number,
  edgeFrom: Uint32Array,
  edgeTo: Uint32Array,
  edgeMetres: Float64Array,
): { edgeComponent: Uint32Array; components: RoadComponent[] } {
  const parent = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root]!;
    for (let step = node; step !== root; ) {
      const next = parent[step]!;
      parent[step] = root;
      step = next;
    }
    return root;
  };
  for (let edge = 0; edge < edgeFrom.length; edge++) parent[rootOf(edgeFrom[edge]!)] = rootOf(edgeTo[edge]!);

  const tallies = new Map<number, { root: number; junctions: number; edges: number; lengthM: number }>();
  for (let node = 0; node < nodeCount; node++) {
    const root = rootOf(node);
    const tally = tallies.get(root) ?? { root, junctions: 0, edges: 0, lengthM: 0 };
    tally.junctions++;
    tallies.set(root, tally);
  }
  let totalM = 0;
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const tally = tallies.get(rootOf(edgeFrom[edge]!))!;
    tally.edges++;
    tally.lengthM += edgeMetres[edge]!;
    totalM += edgeMetres[edge]!;
  }
  const sorted = [...tallies.values()].sort((left, right) => right.lengthM - left.lengthM);
  const placeOf = new Map(sorted.map((tally, place) => [tally.root, place]));
  return {
    edgeComponent: Uint32Array.from(edgeFrom, (node) => placeOf.get(rootOf(node))!),
    components: sorted.map(({ junctions, edges, lengthM }, place) => ({
      junctions,
      edges,
      lengthM,
      isIsland: place > 0 && lengthM < totalM * ISLAND_SHARE,
    })),
  };
}
