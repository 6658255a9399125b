import { WARN_SHARE } from '#shared/domain/clock.ts';
import type { ClockBand, IncidentState } from '#shared/domain/incident.ts';

/** How one limit of the 1-3-5 clock stands now. `near` is the last third before it. */
export type BandStanding = 'running' | 'near' | 'over' | 'met' | 'metLate';

export interface Limit {
  readonly band: ClockBand;
  readonly standing: BandStanding;
  /** Until the limit, or past it when negative; at arrival when met. Milliseconds. */
  readonly leftMs: number;
}

export function standingOf(band: ClockBand, now: number): Limit {
  if (band.metAt !== null) {
    const leftMs = band.dueAt - band.metAt;
    return { band, standing: leftMs >= 0 ? 'met' : 'metLate', leftMs };
  }
  const leftMs = band.dueAt - now;
  if (leftMs <= 0) return { band, standing: 'over', leftMs };
  return { band, standing: leftMs <= band.seconds * 1_000 * WARN_SHARE ? 'near' : 'running', leftMs };
}

/**
 * The one limit worth a line in the queue: the next still ahead; else the last one overrun; else, all met, the last.
 * Null when no clock runs for this kind.
 */
export function nextLimit(incident: IncidentState, now: number): Limit | null {
  const limits = incident.clock.map((band) => standingOf(band, now));
  const ahead = limits.find(({ standing }) => standing === 'running' || standing === 'near');
  const over = limits.findLast(({ standing }) => standing === 'over');
  return ahead ?? over ?? limits.at(-1) ?? null;
}
