/** What the core and its coverage thread say to each other. Columns are copied on the way: the core goes on writing its own. */
import { metreFrame } from '#shared/geo/earth.ts';
import type { CoveringUnits } from './coverage.ts';
import type { RoadGraph } from './graph.ts';
import type { Closure } from './weights.ts';

/** A graph without what cannot cross: its frame is functions and is made again, and nobody there asks for source ways. */
export type PackedGraph = Omit<RoadGraph, 'frame' | 'edgesOfWay'> & { readonly origin: readonly [number, number] };

/** What must be reached, in columns. Bit b of `bands`: its being reached counts for band b. */
export interface PlaceColumns {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly bands: Uint8Array;
  /** 1: a key place, whose loss is spoken of; 0: a grid's centre, which is only counted. */
  readonly isKey: Uint8Array;
}

export interface CoverageSetup {
  readonly graph: PackedGraph;
  readonly closures: readonly (readonly [edge: number, closure: Closure])[];
  readonly places: PlaceColumns;
}

/** Units and limits every question is about. `units` holds free units with their bands, and others with none. */
export interface CoverageScene {
  readonly units: CoveringUnits;
  readonly bandSeconds: readonly number[];
  readonly hourOfDay: number;
}

/** A unit of the scene and the bands it would count for if it were free. */
export interface Person {
  readonly slot: number;
  readonly bands: number;
}

export type CoverageAsk =
  | { readonly kind: 'cover'; readonly scene: CoverageScene }
  /** What the leaving of each would uncover; one that is not counted now is compared with its being there. */
  | { readonly kind: 'departures'; readonly scene: CoverageScene; readonly leaving: readonly Person[] }
  | MoveUpAsk;

export interface MoveUpAsk {
  readonly kind: 'moveUp';
  readonly scene: CoverageScene;
  /** Units that have left, at the places they left, with no bands in the scene. */
  readonly gone: readonly Person[];
  /** Where somebody could stand besides the places that were lost. */
  readonly points: readonly (readonly [lon: number, lat: number])[];
  /** Turn-out of each slot once it stands somewhere. */
  readonly turnOutSeconds: Float64Array;
  /** Slots from here on are extras: they may not be moved. */
  readonly movable: number;
}

/** A place, as its number, and the bands it is lost to or won for. */
export type PlaceBands = readonly [place: number, bands: number];

export interface CoverAnswer {
  readonly coveredM: Float64Array;
  readonly roadM: number;
  /** Bits of the bands that each place is reached in. */
  readonly met: Uint8Array;
  /** First band of each edge, 255 for none. */
  readonly edgeBand: Uint8Array;
  readonly tookMs: number;
}

export interface MoveUpAnswer {
  readonly lost: readonly PlaceBands[];
  readonly offer: {
    readonly slot: number;
    /** Number among `points`, or points.length + i for the i-th of `lost`. */
    readonly point: number;
    readonly seconds: number;
    readonly restored: readonly PlaceBands[];
    readonly uncovered: readonly PlaceBands[];
  } | null;
}

export interface CoverageAnswers {
  readonly cover: CoverAnswer;
  readonly departures: readonly (readonly PlaceBands[])[];
  readonly moveUp: MoveUpAnswer;
}

export type ToCoverage =
  | { readonly kind: 'places'; readonly places: PlaceColumns }
  | { readonly kind: 'close'; readonly edge: number; readonly closure: Closure }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: CoverageAsk };

export interface FromCoverage {
  readonly id: number;
  readonly answer: CoverageAnswers[keyof CoverageAnswers];
}

export function packGraph({ frame, edgesOfWay: _left, ...graph }: RoadGraph): PackedGraph {
  return { ...graph, origin: frame.origin };
}

export function unpackGraph({ origin, ...graph }: PackedGraph): RoadGraph {
  return { ...graph, frame: metreFrame(origin), edgesOfWay: new Map() };
}
