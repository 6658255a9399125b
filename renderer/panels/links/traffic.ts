/** Frames per minute from counters that only grow: what came in since the oldest reading of the last minute. */

const WINDOW_MS = 60_000;
/** One bar of the sparkline stands for two seconds. */
export const BARS = 30;
const BAR_MS = WINDOW_MS / BARS;

interface Reading {
  readonly at: number;
  readonly received: number;
}

export interface Traffic {
  readonly frames: number;
  /** How long was looked at, whole seconds: less than 60 while the sheet is young. */
  readonly seconds: number;
  /** Frames in each of the last thirty times two seconds, oldest first. */
  readonly bars: readonly number[];
}

export const NO_TRAFFIC: Traffic = { frames: 0, seconds: 0, bars: new Array<number>(BARS).fill(0) };

/** The readings of one link, oldest first; a counter that went back (the core restarted, the link was reopened) begins anew. */
export function addReading(readings: readonly Reading[], next: Reading): readonly Reading[] {
  const last = readings.at(-1);
  if (last && next.at <= last.at) return readings;
  if (last && next.received < last.received) return [next];
  const from = readings.findLastIndex(({ at }) => at <= next.at - WINDOW_MS);
  return [...readings.slice(Math.max(0, from)), next];
}

export function trafficOf(readings: readonly Reading[]): Traffic {
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last) return NO_TRAFFIC;
  const bars = new Array<number>(BARS).fill(0);
  for (const [index, reading] of readings.entries()) {
    const before = readings[index - 1];
    if (!before) continue;
    const bar = BARS - 1 - Math.floor((last.at - reading.at) / BAR_MS);
    if (bar >= 0) bars[bar]! += reading.received - before.received;
  }
  return { frames: last.received - first.received, seconds: Math.floor((last.at - first.at) / 1_000), bars };
}
