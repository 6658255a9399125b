/**
 * Keeps a window that people move where they put it: on a display that is there, and back at its own as soon as that has returned. What the
 * system does with it while displays change is nobody's wish and is not remembered.
 */
import type { BrowserWindow } from 'electron';
import type { DisplayWatch } from '../displays/displayWatch.ts';
import type { Bounds } from '../settings.ts';
import { isSameBounds, type PlaceMemory, placeWindow } from './windowPlace.ts';

const REMEMBER_AFTER_MS = 500;
/** Window managers come after us with corrections of their own. */
const OURS_FOR_MS = 1_500;

export interface Home {
  readonly current: PlaceMemory | null;
  change(memory: PlaceMemory): void;
}

/** A home for as long as the window is open. */
export function fleetingHome(): Home {
  let memory: PlaceMemory | null = null;
  return {
    get current() {
      return memory;
    },
    change(next) {
      memory = next;
    },
  };
}

export function keepAtHome(window: BrowserWindow, displays: DisplayWatch, home: Home): void {
  let soon: NodeJS.Timeout | undefined;
  let placedAt = Number.NEGATIVE_INFINITY;
  let placed: Bounds | null = null;
  const remember = () => {
    clearTimeout(soon);
    if (window.isDestroyed() || displays.isChanging) return;
    const bounds = window.getNormalBounds();
    if (performance.now() - placedAt < OURS_FOR_MS) placed = bounds;
    // Where we had to put it is not where it belongs.
    if (placed !== null && isSameBounds(placed, bounds)) return;
    placed = null;
    const { identity } = displayOf(bounds, displays);
    home.change({
      display: identity,
      isFullScreen: window.isFullScreen(),
      isMaximised: window.isMaximized(),
      boundsByDisplay: { ...home.current?.boundsByDisplay, [identity]: bounds },
    });
  };
  const rememberSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(remember, REMEMBER_AFTER_MS);
  };
  const goHome = () => {
    const memory = home.current;
    if (window.isDestroyed() || memory === null) return;
    const { present, fromPrimary } = displays;
    const isHome = present.some(({ identity }) => identity === memory.display);
    const now = window.getNormalBounds();
    if (isHome && placed === null && isWithin(now, displayOf(now, displays).bounds)) return;
    const place = placeWindow(memory, fromPrimary, now);
    placedAt = performance.now();
    if (window.isFullScreen() && !place.isFullScreen) window.setFullScreen(false);
    window.setBounds(place.bounds);
    placed = isHome ? null : place.bounds;
    if (place.isMaximised) window.maximize();
    if (place.isFullScreen) window.setFullScreen(true);
  };
  for (const event of ['resize', 'move', 'enter-full-screen', 'leave-full-screen'] as const) {
    window.on(event as 'resize', rememberSoon);
  }
  window.on('close', remember);
  const settled = displays.onSettled(goHome);
  window.once('closed', () => {
    clearTimeout(soon);
    settled.dispose();
  });
  remember();
}

const displayOf = (bounds: Bounds, displays: DisplayWatch) => {
  const here = displays.fromPrimary;
  return here.find(({ bounds: area }) => isWithin(middleOf(bounds), area)) ?? here[0]!;
};

const middleOf = ({ x, y, width, height }: Bounds): Bounds => ({
  x: x + Math.floor(width / 2),
  y: y + Math.floor(height / 2),
  width: 0,
  height: 0,
});

const isWithin = (inner: Bounds, outer: Bounds) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
