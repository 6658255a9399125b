/** What the window and its search worker say to each other. Every question carries a number and is answered once. */
import type { AreaRecord } from '#shared/search/areaDirectory.ts';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import type { FindRequest, Readings } from '#shared/search/searchIndex.ts';

/** An area with the devices the station has enrolled in it, as of the last `enrolled`. */
export interface AreaAnswer {
  readonly area: AreaRecord;
  readonly deviceIds: readonly string[];
}

export type ToSearchWorker =
  | { readonly kind: 'open'; readonly packUrl: string }
  /** Units and devices that came or changed, and the keys (`kind:id`) of those that went. Ends with `isLast`. */
  | {
      readonly kind: 'enrolled';
      readonly changed: readonly Findable[];
      readonly gone: readonly string[];
      readonly isLast: boolean;
    }
  | { readonly kind: 'incidents'; readonly incidents: readonly Findable[] }
  | { readonly kind: 'find'; readonly id: number; readonly request: FindRequest }
  /** How these characters are read: what is matched in the window itself. */
  | { readonly kind: 'readings'; readonly id: number; readonly characters: string }
  | { readonly kind: 'area'; readonly id: number; readonly code: string }
  /** The grid at a point, degrees. */
  | { readonly kind: 'gridAt'; readonly id: number; readonly lon: number; readonly lat: number }
  /** Every grid of the scene by its code, in their order. */
  | { readonly kind: 'gridCodes'; readonly id: number }
  | { readonly kind: 'standing'; readonly id: number; readonly what: 'place' | 'building'; readonly key: string };

export type FromSearchWorker =
  | { readonly kind: 'opened' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Which grid each device stands in; null outside all of them. */
  | { readonly kind: 'grids'; readonly gridOfDevice: ReadonlyMap<string, string | null> }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: SearchAnswer };

export type SearchAnswer =
  | { readonly of: 'find'; readonly groups: readonly FindGroup[] }
  | { readonly of: 'readings'; readonly readings: Readings }
  | { readonly of: 'area'; readonly area: AreaAnswer | null }
  | { readonly of: 'gridAt'; readonly code: string | null }
  | { readonly of: 'gridCodes'; readonly codes: readonly string[] }
  | { readonly of: 'standing'; readonly item: Findable | null };
