/**
 * Where a window opens. Screens in a centre are unplugged, swapped and change their numbers (RELIABILITY §7 displays), so
 * a place is remembered per display identity and always brought back onto a screen that is there now.
 */
import type { Bounds, Settings } from '../settings.ts';

/** A display as far as windows are placed on it. */
export interface Screen {
  /** displays/displayRegistry.ts */
  readonly identity: string;
  readonly bounds: Bounds;
  /** What panels of the system leave free. */
  readonly workArea: Bounds;
}

/** Where a window stood, per display; `display` is the last one. */
export type PlaceMemory = NonNullable<Settings['duty']>;

export interface Place {
  readonly bounds: Bounds;
  readonly isFullScreen: boolean;
  readonly isMaximised: boolean;
}

/** @param screens those present, the primary one first; never empty */
export function placeWindow(saved: PlaceMemory | null, screens: readonly Screen[], wanted: Size): Place {
  const screen = screens.find((candidate) => candidate.identity === saved?.display) ?? screens[0]!;
  const isSame = saved !== null && screen.identity === saved.display;
  const remembered = saved?.boundsByDisplay[screen.identity];
  return {
    bounds: clampTo(remembered ?? centred(wanted, screen.workArea), screen.workArea),
    isFullScreen: isSame && saved.isFullScreen,
    isMaximised: isSame && saved.isMaximised,
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function centred({ width, height }: Size, area: Bounds): Bounds {
  return {
    x: area.x + Math.max(0, Math.floor((area.width - width) / 2)),
    y: area.y + Math.max(0, Math.floor((area.height - height) / 2)),
    width,
    height,
  };
}

function clampTo(bounds: Bounds, area: Bounds): Bounds {
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  return {
    x: Math.min(Math.max(bounds.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - height),
    width,
    height,
  };
}

/** Shared area, square pixels. */
export function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

export const isSameBounds = (a: Bounds, b: Bounds): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
