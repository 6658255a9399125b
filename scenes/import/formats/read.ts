// What every reader of a site's file hands on: features in the file's own coordinates, what was left out, and what it says of itself.
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Dropped, SourceFeature } from '../source.ts';

/** Larger files are refused before they are read: nothing of a city's vector data comes near. */
export const MAX_SOURCE_BYTES = 1024 * 1024 * 1024;
/** One feature with more corners than this is no grid, road or building. */
export const MAX_VERTICES_A_FEATURE = 250_000;
export const MAX_VERTICES = 40_000_000;

/** Says in one sentence why a source cannot be imported. Expected, so it is shown without a stack. */
export class ImportRefused extends Error {
  readonly code: string;
  readonly said: Bilingual;

  /** Without `en` the sentence stands alike in both languages: it comes from the file or from main/pack. */
  constructor(code: string, zh: string, en?: string) {
    super(en === undefined ? zh : `${zh} · ${en}`);
    this.code = code;
    this.said = { zh, en: en ?? zh };
  }
}

export interface VectorSource {
  readonly features: SourceFeature[];
  readonly dropped: Dropped;
  /** A coordinate system the file itself states (.prj), as proj4 reads it. */
  readonly statedCrs: string | null;
}

/** Counts corners across a file and refuses what cannot be honest. */
export class VertexBudget {
  #left = MAX_VERTICES;

  /** False when this feature is too large to keep; throws when the whole file is. */
  take(vertices: number): boolean {
    this.#left -= vertices;
    if (this.#left < 0)
      throw new ImportRefused(
        'tooManyVertices',
        `超过 ${MAX_VERTICES} 个坐标点`,
        `more than ${MAX_VERTICES} positions`,
      );
    return vertices <= MAX_VERTICES_A_FEATURE;
  }
}

/** Positions in nested GeoJSON coordinates, without recursion deeper than GeoJSON has. */
export function vertexCount(coordinates: unknown, depth = 0): number {
  if (!Array.isArray(coordinates) || depth > 4) return 0;
  if (typeof coordinates[0] === 'number') return 1;
  let total = 0;
  for (const part of coordinates) total += vertexCount(part, depth + 1);
  return total;
}
