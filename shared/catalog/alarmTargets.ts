/**
 * What one operator can live with, as ISA-18.2-2016 table 7 and EEMUA 191 state it for one operating position. Ranges to be read
 * beside a figure; none of them decides what sounds.
 */
export interface AlarmTarget {
  /** Up to here it is well. */
  readonly good: number;
  /** Up to here it can be managed; beyond it cannot. */
  readonly most: number;
}

export const ALARM_TARGETS = {
  perHour: { good: 6, most: 12 },
  perTenMinutes: { good: 1, most: 2 },
  peakTenMinutes: { good: 10, most: 10 },
  /** Share of time, 0 to 1. */
  floodShare: { good: 0.01, most: 0.01 },
  badActorShare: { good: 0.01, most: 0.05 },
  chattering: { good: 0, most: 0 },
  standing: { good: 4, most: 5 },
} as const satisfies Record<string, AlarmTarget>;

/** Shares of levels I to IV the standard recommends for four priorities. */
export const LEVEL_SHARES = { 1: 0.01, 2: 0.05, 3: 0.15, 4: 0.8 } as const;

export type TargetStanding = 'good' | 'managed' | 'beyond';

export function standingTo({ good, most }: AlarmTarget, value: number): TargetStanding {
  if (value <= good) return 'good';
  return value <= most ? 'managed' : 'beyond';
}
