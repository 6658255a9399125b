/**
 * Where a window opens. Screens in a centre are unplugged, swapped and change their numbers (RELIABILITY §7 displays), so
 * a place is remembered per display identity and always brought back onto a screen that is there now.
 */
import type { Bounds, Settings } from '../settings.ts';

export interface Screen {
  readonly id: number;
  readonly label: string;
  readonly bounds: Bounds;
  readonly workArea: Bounds;
  readonly scaleFactor: number;
}

export interface Place {
  readonly bounds: Bounds;
  readonly isFullScreen: boolean;
  readonly isMaximised: boolean;
}

/** The same screen keeps its identity when its number changes: by name where it has one, and by its size. */
export function screenIdentity(screen: Screen): string {
  const { width, height } = screen.bounds;
  return `${screen.label === '' ? 'display' : screen.label} ${width}x${height}@${screen.scaleFactor}`.slice(0, 200);
}

/** @param screens those present, the primary one first; never empty */
export function placeWindow(saved: Settings['duty'], screens: readonly Screen[], wanted: Size): Place {
  const screen = screens.find((candidate) => screenIdentity(candidate) === saved?.display) ?? screens[0]!;
  const isSame = saved !== null && screenIdentity(screen) === saved.display;
  const remembered = saved?.boundsByDisplay[screenIdentity(screen)];
  return {
    bounds: clampTo(remembered ?? centred(wanted, screen.workArea), screen.workArea),
    isFullScreen: isSame && saved.isFullScreen,
    isMaximised: isSame && saved.isMaximised,
  };
}

/** Bounds that lie wholly on the screen they mostly cover, or on the primary one when theirs is gone. */
export function bringBack(bounds: Bounds, screens: readonly Screen[]): Bounds {
  const shares = screens.map((screen) => overlap(bounds, screen.workArea));
  const best = shares.indexOf(Math.max(...shares));
  return clampTo(bounds, screens[best]!.workArea);
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

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
