/**
 * Builds the road graph from drawn ways: vertices at the same place are one, shape vertices between two junctions become the
 * geometry of one edge. Ways cross only where they share a vertex, so a bridge over a street stays apart.
 */
import { distanceM, type LonLat, metreFrame } from '#shared/geo/earth.ts';
import { findComponents } from './components.ts';
import type { RoadGraph, RoadReport } from './graph.ts';
import { type RoadTraits, roadTraits, type Tags } from './traits.ts';

/** A way as GeoJSON has it, WGS-84; the `roads` features of a scene pack are such. */
export interface RoadLine {
  readonly id?: string | number | undefined;
  readonly geometry: { readonly coordinates: readonly LonLat[] };
  readonly properties: Tags;
}

export interface BuildOptions {
  /** Positions of traffic signals; each must lie on a vertex of a way to count. */
  readonly signals?: readonly LonLat[];
}

/** About a centimetre: OSM's own precision. */
const PLACES_PER_DEGREE = 1e7;

export function buildRoadGraph(
  features: readonly RoadLine[],
  options: BuildOptions = {},
): { graph: RoadGraph; report: RoadReport } {
  const vertices = new VertexTable();
  const { ways, traits, skipped } = readWays(features, vertices);
  const signals = vertices.find(options.signals ?? []);
  const isJunction = findJunctions(ways, vertices.count, signals);
  const chains = joinChains(ways, isJunction);
  return assemble({ featureCount: features.length, vertices, ways, traits, skipped, signals, isJunction, chains });
}

interface Way {
  readonly id: string;
  readonly traits: number;
  /** Vertex numbers; no two neighbours are the same. */
  readonly path: readonly number[];
}

/** One edge to be: its vertices from junction to junction, and the ways it is made of. */
interface Chain {
  readonly path: number[];
  readonly traits: number;
  readonly wayIds: Set<string>;
}

class VertexTable {
  readonly lon: number[] = [];
  readonly lat: number[] = [];
  readonly #numbers = new Map<number, Map<number, number>>();

  get count(): number {
    return this.lon.length;
  }

  number(point: LonLat): number {
    const column = Math.round(point[0] * PLACES_PER_DEGREE);
    const row = Math.round(point[1] * PLACES_PER_DEGREE);
    let rows = this.#numbers.get(column);
    if (!rows) {
      rows = new Map();
      this.#numbers.set(column, rows);
    }
    const known = rows.get(row);
    if (known !== undefined) return known;
    rows.set(row, this.count);
    this.lon.push(point[0]);
    this.lat.push(point[1]);
    return this.count - 1;
  }

  /** Numbers of those points that are vertices. */
  find(points: readonly LonLat[]): Set<number> {
    const found = new Set<number>();
    for (const point of points) {
      const rows = this.#numbers.get(Math.round(point[0] * PLACES_PER_DEGREE));
      const known = rows?.get(Math.round(point[1] * PLACES_PER_DEGREE));
      if (known !== undefined) found.add(known);
    }
    return found;
  }

  point(vertex: number): LonLat {
    return [this.lon[vertex]!, this.lat[vertex]!];
  }
}

function readWays(features: readonly RoadLine[], vertices: VertexTable) {
  const ways: Way[] = [];
  const traits: RoadTraits[] = [];
  const traitsNumbers = new Map<string, number>();
  const skipped: Record<string, number> = {};
  const skip = (reason: string) => {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
  };
  for (const [index, feature] of features.entries()) {
    const found = roadTraits(feature.properties);
    if (!found) {
      skip(`highway=${String(feature.properties.highway)}`);
      continue;
    }
    const path: number[] = [];
    for (const point of feature.geometry.coordinates) {
      const vertex = vertices.number(point);
      if (vertex !== path.at(-1)) path.push(vertex);
    }
    if (path.length < 2) {
      skip('degenerate');
      continue;
    }
    const key = JSON.stringify(found);
    let number = traitsNumbers.get(key);
    if (number === undefined) {
      number = traits.push(found) - 1;
      traitsNumbers.set(key, number);
    }
    ways.push({ id: String(feature.id ?? `#${index}`), traits: number, path });
  }
  return { ways, traits, skipped };
}

/**
 * A vertex stays a node unless exactly two segments of equal traits meet there and both are drawn the same way through it (a
 * one-way turned round halfway would otherwise be read backwards).
 */
function findJunctions(ways: readonly Way[], vertexCount: number, signals: ReadonlySet<number>): Uint8Array {
  const isJunction = new Uint8Array(vertexCount);
  const arriving = new Int32Array(vertexCount).fill(-1);
  const leaving = new Int32Array(vertexCount).fill(-1);
  const claim = (side: Int32Array, vertex: number, traits: number) => {
    if (side[vertex] === -1) side[vertex] = traits;
    else isJunction[vertex] = 1;
  };
  for (const way of ways) {
    for (let index = 1; index < way.path.length; index++) {
      claim(leaving, way.path[index - 1]!, way.traits);
      claim(arriving, way.path[index]!, way.traits);
    }
  }
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    if (arriving[vertex] !== leaving[vertex]) isJunction[vertex] = 1;
  }
  for (const vertex of signals) isJunction[vertex] = 1;
  return isJunction;
}

/** Walks the segments of all ways into chains between junctions; a ring without a junction gets one. */
function joinChains(ways: readonly Way[], isJunction: Uint8Array): Chain[] {
  const pieces = ways.flatMap((way) => cutAtJunctions(way, isJunction));
  const startingAt = new Map<number, Chain>();
  for (const piece of pieces) if (!isJunction[piece.path[0]!]) startingAt.set(piece.path[0]!, piece);

  const chains: Chain[] = [];
  const used = new Set<Chain>();
  const walkFrom = (first: Chain) => {
    const chain: Chain = { path: [...first.path], traits: first.traits, wayIds: new Set(first.wayIds) };
    used.add(first);
    for (;;) {
      const next = startingAt.get(chain.path.at(-1)!);
      if (!next || used.has(next)) break;
      used.add(next);
      for (const vertex of next.path.slice(1)) chain.path.push(vertex);
      for (const id of next.wayIds) chain.wayIds.add(id);
    }
    chains.push(chain);
  };
  for (const piece of pieces) if (isJunction[piece.path[0]!]) walkFrom(piece);
  for (const piece of pieces) {
    if (used.has(piece)) continue;
    isJunction[piece.path[0]!] = 1;
    walkFrom(piece);
  }
  return chains;
}

function cutAtJunctions(way: Way, isJunction: Uint8Array): Chain[] {
  const pieces: Chain[] = [];
  let start = 0;
  for (let index = 1; index < way.path.length; index++) {
    if (index < way.path.length - 1 && !isJunction[way.path[index]!]) continue;
    pieces.push({ path: way.path.slice(start, index + 1), traits: way.traits, wayIds: new Set([way.id]) });
    start = index;
  }
  return pieces;
}

interface Parts {
  readonly featureCount: number;
  readonly vertices: VertexTable;
  readonly ways: readonly Way[];
  readonly traits: readonly RoadTraits[];
  readonly skipped: Readonly<Record<string, number>>;
  readonly signals: ReadonlySet<number>;
  readonly isJunction: Uint8Array;
  readonly chains: readonly Chain[];
}

function assemble(parts: Parts): { graph: RoadGraph; report: RoadReport } {
  const { vertices, chains, traits } = parts;
  const nodeOf = new Int32Array(vertices.count).fill(-1);
  let nodeCount = 0;
  // Numbered in the order the chains meet them, so that neighbours in the city are neighbours in memory.
  for (const { path } of chains) {
    for (const end of [path[0]!, path.at(-1)!]) if (nodeOf[end] === -1) nodeOf[end] = nodeCount++;
  }
  const nodeLon = new Float64Array(nodeCount);
  const nodeLat = new Float64Array(nodeCount);
  const nodeSignal = new Uint8Array(nodeCount);
  for (let vertex = 0; vertex < vertices.count; vertex++) {
    const node = nodeOf[vertex]!;
    if (node < 0) continue;
    nodeLon[node] = vertices.lon[vertex]!;
    nodeLat[node] = vertices.lat[vertex]!;
    nodeSignal[node] = parts.signals.has(vertex) ? 1 : 0;
  }

  const edgeCount = chains.length;
  const pointCount = chains.reduce((total, chain) => total + chain.path.length, 0);
  const edgeFrom = new Uint32Array(edgeCount);
  const edgeTo = new Uint32Array(edgeCount);
  const edgeMetres = new Float64Array(edgeCount);
  const edgeTraits = new Uint32Array(edgeCount);
  const shapeStart = new Uint32Array(edgeCount + 1);
  const shapeLon = new Float64Array(pointCount);
  const shapeLat = new Float64Array(pointCount);
  const shapeMetres = new Float64Array(pointCount);
  const edgesOfWay = new Map<string, number[]>();
  let point = 0;
  chains.forEach((chain, edge) => {
    edgeFrom[edge] = nodeOf[chain.path[0]!]!;
    edgeTo[edge] = nodeOf[chain.path.at(-1)!]!;
    edgeTraits[edge] = chain.traits;
    let metres = 0;
    chain.path.forEach((vertex, index) => {
      if (index > 0) metres += distanceM(vertices.point(chain.path[index - 1]!), vertices.point(vertex));
      shapeLon[point] = vertices.lon[vertex]!;
      shapeLat[point] = vertices.lat[vertex]!;
      shapeMetres[point] = metres;
      point++;
    });
    edgeMetres[edge] = metres;
    shapeStart[edge + 1] = point;
    for (const id of chain.wayIds) {
      const edges = edgesOfWay.get(id);
      if (edges) edges.push(edge);
      else edgesOfWay.set(id, [edge]);
    }
  });

  const halves = pairHalves(nodeCount, edgeFrom, edgeTo);
  const { edgeComponent, components } = findComponents(nodeCount, edgeFrom, edgeTo, edgeMetres);
  const share = (holds: (found: RoadTraits) => boolean) => {
    let metres = 0;
    for (let edge = 0; edge < edgeCount; edge++) if (holds(traits[edgeTraits[edge]!]!)) metres += edgeMetres[edge]!;
    return lengthM > 0 ? metres / lengthM : 0;
  };
  const lengthM = edgeMetres.reduce((total, metres) => total + metres, 0);
  return {
    graph: {
      ...{ nodeCount, edgeCount, nodeLon, nodeLat, nodeSignal },
      ...{ edgeFrom, edgeTo, edgeMetres, edgeTraits, edgeComponent, traits },
      ...halves,
      ...{ shapeStart, shapeLon, shapeLat, shapeMetres, edgesOfWay },
      islandComponents: new Set(components.flatMap((component, number) => (component.isIsland ? [number] : []))),
      frame: metreFrame(middle(nodeLon, nodeLat)),
    },
    report: {
      ways: parts.ways.length,
      skipped: parts.skipped,
      vertices: vertices.count,
      junctions: nodeCount,
      edges: edgeCount,
      lengthM,
      onewayShare: share((found) => found.oneway !== 0),
      unnamedShare: share((found) => found.name === null),
      signals: parts.signals.size,
      components,
    },
  };
}

function pairHalves(nodeCount: number, edgeFrom: Uint32Array, edgeTo: Uint32Array) {
  const halfStart = new Uint32Array(nodeCount + 1);
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    halfStart[edgeFrom[edge]! + 1]!++;
    halfStart[edgeTo[edge]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) halfStart[node + 1]! += halfStart[node]!;
  const free = halfStart.slice();
  const halfOther = new Uint32Array(edgeFrom.length * 2);
  const halfEdge = new Uint32Array(edgeFrom.length * 2);
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const from = edgeFrom[edge]!;
    const to = edgeTo[edge]!;
    const atFrom = free[from]!++;
    halfOther[atFrom] = to;
    halfEdge[atFrom] = edge * 2;
    const atTo = free[to]!++;
    halfOther[atTo] = from;
    halfEdge[atTo] = edge * 2 + 1;
  }
  return { halfStart, halfOther, halfEdge };
}

function middle(lon: Float64Array, lat: Float64Array): LonLat {
  const centre = (values: Float64Array) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return values.length > 0 ? (low + high) / 2 : 0;
  };
  return [centre(lon), centre(lat)];
}
