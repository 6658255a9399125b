/** Where each window of the wall belongs now: over its displays, or nowhere while one of them is missed. Pure. */
import type { PresentDisplay } from '../displays/displayRegistry.ts';
import type { Bounds } from '../settings.ts';
import { overlap } from './windowPlace.ts';

export interface WallPlace {
  /** The displays' identities, joined by `+`. */
  readonly identity: string;
  readonly name: string;
  /** Null: kept hidden. */
  readonly bounds: Bounds | null;
  /** Over one display only, so the system may be asked for full screen. */
  readonly isWhole: boolean;
}

export const wallIdentity = (displays: readonly string[]): string => displays.join('+');

/**
 * @param displays of one window, the first at the top left
 * @param deskBounds where the desk stands; it is never covered. Null: this machine has none
 */
export function placeWall(
  displays: readonly string[],
  present: readonly PresentDisplay[],
  deskBounds: Bounds | null,
): WallPlace {
  const here = displays.flatMap((identity) => present.find((display) => display.identity === identity) ?? []);
  const identity = wallIdentity(displays);
  const isComplete = here.length === displays.length;
  const bounds = isComplete ? surrounding(here.map((display) => display.bounds)) : null;
  return {
    identity,
    name: isComplete ? here.map(({ name }) => name).join(' + ') : identity,
    bounds: bounds && !(deskBounds && covers(bounds, deskBounds)) ? bounds : null,
    isWhole: displays.length === 1,
  };
}

/** The display the desk stands on, or most of it. */
export function deskDisplay(present: readonly PresentDisplay[], desk: Bounds | null): PresentDisplay | null {
  if (desk === null) return null;
  const shares = present.map(({ bounds }) => overlap(bounds, desk));
  const most = Math.max(0, ...shares);
  return most === 0 ? null : present[shares.indexOf(most)]!;
}

function surrounding(all: readonly Bounds[]): Bounds {
  const x = Math.min(...all.map((one) => one.x));
  const y = Math.min(...all.map((one) => one.y));
  return {
    x,
    y,
    width: Math.max(...all.map((one) => one.x + one.width)) - x,
    height: Math.max(...all.map((one) => one.y + one.height)) - y,
  };
}

/** A desk that only reaches a little over the edge of its own display still stands beside the wall. */
const covers = (wall: Bounds, desk: Bounds) => overlap(wall, desk) * 2 > desk.width * desk.height;
