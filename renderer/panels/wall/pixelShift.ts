/**
 * Where the picture of a wall stands now, in pixels from where it belongs: a few of them, wandering over minutes, so that no line
 * burns in. Told by the clock alone: every display of one wall moves alike, and a reloaded page goes on where it was.
 */
export const MOST_SHIFT_PX = 4;
const PERIOD_X_MS = 17 * 60_000;
const PERIOD_Y_MS = 23 * 60_000;

export function pixelShift(now: number): { readonly x: number; readonly y: number } {
  const wave = (periodMs: number) =>
    Math.round(MOST_SHIFT_PX * Math.sin(((now % periodMs) / periodMs) * 2 * Math.PI)) + 0;
  return { x: wave(PERIOD_X_MS), y: wave(PERIOD_Y_MS) };
}
