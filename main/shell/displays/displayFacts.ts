/** What is known of one display, as Electron tells it and as it is remembered. Nothing here asks Electron. */
import type { Bounds, Settings } from '../settings.ts';

/** A display that is there now. */
export interface DisplayFacts {
  /** From its EDID and socket where it has one, else a number of the X server: Electron's, and not always the same. */
  readonly id: number;
  /** What it calls itself; empty where the system does not say. */
  readonly label: string;
  readonly isInternal: boolean;
  /** As windows are placed: logical pixels, turned as it is. */
  readonly bounds: Bounds;
  /** What panels of the system leave free of it. */
  readonly workArea: Bounds;
  readonly scaleFactor: number;
  /** Degrees clockwise. */
  readonly rotation: number;
}

/** A display as it was seen last. */
export type KnownDisplay = Settings['displays'][number];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Physical pixels as the panel is built, however it is turned and scaled. */
export function panelSize({ bounds, scaleFactor, rotation }: DisplayFacts): Size {
  const { width, height } = shownSize({ bounds, scaleFactor });
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** Physical pixels as it is turned now. */
export function shownSize({ bounds, scaleFactor }: Pick<DisplayFacts, 'bounds' | 'scaleFactor'>): Size {
  return { width: Math.round(bounds.width * scaleFactor), height: Math.round(bounds.height * scaleFactor) };
}

/** Left to right, then top to bottom: as one reads a wall. */
export function inPlace(left: { readonly bounds: Bounds }, right: { readonly bounds: Bounds }): number {
  return left.bounds.x - right.bounds.x || left.bounds.y - right.bounds.y;
}
