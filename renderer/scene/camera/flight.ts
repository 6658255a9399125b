import type { View } from './view.ts';

/** A flight from one view to another: rises over long ways so that the officer sees where it goes, ends at rest. */
export interface Flight {
  readonly from: View;
  readonly to: View;
  readonly startedAt: number;
  readonly durationMs: number;
}

export function planFlight(from: View, to: View, now: number): Flight {
  const wayM = Math.hypot(to.x - from.x, to.y - from.y);
  const zoom = Math.abs(Math.log(to.distanceM / from.distanceM));
  return { from, to, startedAt: now, durationMs: Math.min(1_600, 450 + wayM / 6 + zoom * 300) };
}

/** The view at a moment; exactly `to` from the end on. */
export function viewAt(flight: Flight, now: number): View {
  const { from, to } = flight;
  if (hasLanded(flight, now)) return to;
  const linear = Math.max(0, (now - flight.startedAt) / flight.durationMs);
  const eased = linear < 0.5 ? 4 * linear ** 3 : 1 - (2 - 2 * linear) ** 3 / 2;
  const wayM = Math.hypot(to.x - from.x, to.y - from.y);
  const base = Math.exp(Math.log(from.distanceM) * (1 - eased) + Math.log(to.distanceM) * eased);
  const rise = Math.sin(Math.PI * eased) * Math.max(0, wayM * 0.9 - Math.max(from.distanceM, to.distanceM)) * 0.6;
  return {
    x: from.x + (to.x - from.x) * eased,
    y: from.y + (to.y - from.y) * eased,
    distanceM: base + rise,
    headingDegrees: from.headingDegrees + turn(from.headingDegrees, to.headingDegrees) * eased,
    pitchDegrees: from.pitchDegrees + (to.pitchDegrees - from.pitchDegrees) * eased,
  };
}

export const hasLanded = (flight: Flight, now: number) => now >= flight.startedAt + flight.durationMs;

/** Shortest turn in degrees, −180 to 180. */
export const turn = (from: number, to: number) => ((((to - from) % 360) + 540) % 360) - 180;
