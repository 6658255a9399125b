/** Coverage on the seat wire: the figures when they change, and the roads by band for a window that draws them. */
import type { CoverageState } from '../domain/coverage.ts';

/** `same`: asked again, and nothing has changed but the age of what it was made from. */
export type CoverageNews =
  | { readonly kind: 'state'; readonly state: CoverageState }
  | {
      readonly kind: 'same';
      readonly computedAt: number;
      readonly tookMs: number;
      readonly oldestFixAt: number | null;
    };

/** Bytes as socket.io hands them over: a view in Node, a buffer of its own in a browser. */
export type WireBytes = Uint8Array | ArrayBuffer;

/** The lines of the road graph's edges, once for a scene: edge e is points `shapeStart[e]` to `shapeStart[e + 1]`. */
export interface CoverageRoads {
  /** Uint32, little endian; one more than there are edges. */
  readonly shapeStart: WireBytes;
  /** Int32 pairs lon, lat in 1e-7 degrees, little endian. */
  readonly points: WireBytes;
}

export interface CoverageEdges {
  readonly computedAt: number;
  /** For each edge the first band that covers at least half of it; 255 where none does. */
  readonly edgeBand: WireBytes;
}

export const COVERAGE_POINT_UNITS = 1e7;

/** Aligned and its own, whatever it came in. */
export function bytesOf(bytes: WireBytes): ArrayBuffer {
  return Uint8Array.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).buffer;
}

/** What a window draws: lines of edges and the band of each, decoded. */
export interface CoverageDrawing {
  readonly shapeStart: Uint32Array;
  readonly points: Int32Array;
  readonly edgeBand: Uint8Array;
}
