/**
 * The road graph as typed arrays: junctions, edges between them, and the shape of each edge. Immutable once built; made by
 * build.ts, read by everything else here. Distances are Float64: with Float32 a search drops true entries, because the queue
 * compares doubles with their rounded copies.
 */
import type { MetreFrame } from '#shared/geo/earth.ts';
import type { RoadTraits } from './traits.ts';

export interface RoadGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly nodeLon: Float64Array;
  readonly nodeLat: Float64Array;
  /** 1 where a signal stands at the junction. */
  readonly nodeSignal: Uint8Array;

  /** Edge ends; the drawn direction runs from `edgeFrom` to `edgeTo`. */
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly edgeMetres: Float64Array;
  /** Index into `traits`. */
  readonly edgeTraits: Uint32Array;
  /** Weakly connected component, 0 being the longest. */
  readonly edgeComponent: Uint32Array;
  readonly traits: readonly RoadTraits[];

  /**
   * Halves: every edge seen from each of its ends, grouped by node (`halfStart[node]` to `halfStart[node + 1]`). A half at node
   * v stands for travelling from `halfOther` to v. `halfEdge` is edge × 2, plus 1 where v is the edge's `to` end, which is to
   * say where that travel runs along the drawn direction.
   */
  readonly halfStart: Uint32Array;
  readonly halfOther: Uint32Array;
  readonly halfEdge: Uint32Array;

  /** Points of edge e: `shapeStart[e]` to `shapeStart[e + 1]`, both ends included; metres run from the edge's `from` end. */
  readonly shapeStart: Uint32Array;
  readonly shapeLon: Float64Array;
  readonly shapeLat: Float64Array;
  readonly shapeMetres: Float64Array;

  /** Components too small to be more than an error of drawing: nothing is snapped onto them. */
  readonly islandComponents: ReadonlySet<number>;
  /** Edges of each source way, by the feature's id as text. */
  readonly edgesOfWay: ReadonlyMap<string, readonly number[]>;
  /** A flat frame for the whole graph; good for nearness, not for lengths. */
  readonly frame: MetreFrame;
}

/** What building found, for the importer's sheet (GEODATA §4.4). */
export interface RoadReport {
  readonly ways: number;
  /** Ways left out, by reason: `highway=<value>` that carries nobody, or `degenerate`. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly vertices: number;
  readonly junctions: number;
  readonly edges: number;
  readonly lengthM: number;
  /** Shares of length, 0 to 1. */
  readonly onewayShare: number;
  readonly unnamedShare: number;
  readonly signals: number;
  /** Weakly connected components, longest first. */
  readonly components: readonly RoadComponent[];
}

export interface RoadComponent {
  readonly junctions: number;
  readonly edges: number;
  readonly lengthM: number;
  /** True: nothing is snapped onto it. */
  readonly isIsland: boolean;
}
