/**
 * The one contract of everything drawn on the scene. A layer lives as long as the scene: its overlay part is painted each
 * frame, its map part is handed over again whenever the graphics context was made anew.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Lens } from '../camera/view.ts';
import type { SceneState, SceneStore, Selection } from '../contract.ts';
import type { Crowd } from '../crowd/crowdCanvas.ts';
import type { MapSurface } from '../map/surface.ts';
import type { Painter } from '../overlay/painter.ts';
import type { LoadedPack } from '../pack/load.ts';

export interface LayerContext {
  readonly pack: LoadedPack;
  readonly store: SceneStore;
  /** Where thousands of marks are drawn by the graphics card, between the map and the overlay. */
  readonly crowd: Crowd;
  /** Something to see changed: paint the overlay soon. */
  requestPaint(): void;
  /** The sentence shown beside the layer's name, or null when it is fine again. */
  reportProblem(problem: Bilingual | null): void;
}

/** Something under the pointer; of two, the one of higher rank is meant. */
export interface Pickable {
  readonly target: Selection;
  readonly rank: number;
}

export interface SceneLayer {
  readonly id: string;
  create(context: LayerContext): void;
  /** A new state of the desk; compare by identity. */
  update?(state: SceneState): void;
  /** Positions of these units changed in the store. */
  moved?(unitIds: readonly string[]): void;
  /** The map is there (again): hand over geometry. */
  attach?(map: MapSurface): void;
  detach?(): void;
  /** Before the map is drawn: choose what the distance needs. */
  beforeMap?(metresPerPixel: number, isVisible: boolean): void;
  /** Paints the live part. Must not allocate per thing. */
  frame?(painter: Painter): void;
  /** What of this layer stands under a pixel that the overlay does not know of. */
  pick?(x: number, y: number, lens: Lens): Pickable | null;
  /** What a thing of this layer is called, for what the officer carries away from the map. */
  nameOf?(target: Selection): string | null;
  /** Where to fly for a thing of this layer, metres. */
  locate?(target: Selection): { readonly x: number; readonly y: number; readonly distanceM: number } | null;
  dispose(): void;
}

export interface LayerEntry {
  readonly id: string;
  /** Left out: every pack has it. */
  isIn?(pack: LoadedPack): boolean;
  readonly zh: string;
  readonly en: string;
  /** Made on first use. */
  make(): SceneLayer;
}
