/**
 * The sentences of one moment as one position. A receiver says each second in several sentences; which of them is its last is
 * learnt from the moment before, so that a position is neither told in halves nor held back until the next one.
 */
import type { Flag, Reading } from './reading.ts';

const DAY_MS = 86_400_000;

export interface Epoch {
  readonly timeOfDayMs: number | null;
  /** UTC epoch ms; null without a time, or when nobody has named the day. */
  readonly at: number | null;
  /** False as soon as one sentence says so; null while none has judged. */
  readonly isValid: boolean | null;
  readonly position: Reading['position'];
  readonly altitudeM: number | null;
  readonly speedMps: number | null;
  readonly courseDegrees: number | null;
  readonly flag: Flag | null;
  readonly navStatus: string | null;
}

/** What of it can be told: a valid position at a known time. */
export type PositionedEpoch = Epoch & { readonly at: number; readonly position: NonNullable<Epoch['position']> };

const isTellable = (epoch: Epoch): epoch is PositionedEpoch =>
  epoch.isValid === true && epoch.position !== null && epoch.at !== null;

/** The day of a source: what it named last, carried over midnight. */
export class Days {
  #last: { readonly dayAt: number; readonly timeOfDayMs: number } | null = null;

  /** `receivedAt`: our clock, for who has never named a day; null where there is none. */
  momentOf({ dayAt, timeOfDayMs }: Pick<Reading, 'dayAt' | 'timeOfDayMs'>, receivedAt: number | null): number | null {
    if (timeOfDayMs === null) return null;
    const day = dayAt ?? this.#dayNear(timeOfDayMs, receivedAt);
    if (day === null) return null;
    if (dayAt !== null || this.#last) this.#last = { dayAt: day, timeOfDayMs };
    return day + timeOfDayMs;
  }

  #dayNear(timeOfDayMs: number, receivedAt: number | null): number | null {
    const near = this.#last ? this.#last.dayAt + this.#last.timeOfDayMs : receivedAt;
    return near === null ? null : Math.round((near - timeOfDayMs) / DAY_MS) * DAY_MS;
  }
}

/** Adds what a sentence says to its moment. What was said first stays. */
export function merge(epoch: Epoch | null, reading: Reading, at: number | null): Epoch {
  const { timeOfDayMs, isValid, position, altitudeM, speedMps, courseDegrees, flag, navStatus } = reading;
  if (!epoch) return { timeOfDayMs, at, isValid, position, altitudeM, speedMps, courseDegrees, flag, navStatus };
  const isDenied = epoch.isValid === false || isValid === false;
  return {
    timeOfDayMs: epoch.timeOfDayMs ?? timeOfDayMs,
    // A date that is named counts for more than one that was carried over.
    at: reading.dayAt === null ? (epoch.at ?? at) : (at ?? epoch.at),
    isValid: isDenied ? false : (epoch.isValid ?? isValid),
    position: epoch.position ?? position,
    altitudeM: epoch.altitudeM ?? altitudeM,
    speedMps: epoch.speedMps ?? speedMps,
    courseDegrees: epoch.courseDegrees ?? courseDegrees,
    flag: epoch.flag ?? flag,
    navStatus: epoch.navStatus ?? navStatus,
  };
}

/** One per source. */
export class EpochMerger {
  readonly #days = new Days();
  #epoch: Epoch | null = null;
  #isTold = false;
  #lastType: Reading['type'] | null = null;
  /** The type that ended the moment before. */
  #endType: Reading['type'] | null = null;

  /**
   * The positions this sentence makes due, oldest first. `mayWait`: more of the same moment is on its way, so a source
   * that is not known yet is waited for.
   */
  take(reading: Reading, receivedAt: number, mayWait: boolean): PositionedEpoch[] {
    const due: PositionedEpoch[] = [];
    const { timeOfDayMs, type } = reading;
    if (this.#epoch && timeOfDayMs !== null && timeOfDayMs !== this.#epoch.timeOfDayMs) {
      due.push(...this.#tell());
      // A moment that only named the day tells nothing of the others.
      this.#endType = this.#lastType ?? this.#endType;
      this.#epoch = null;
      this.#isTold = false;
      this.#lastType = null;
    }
    this.#epoch = merge(this.#epoch, reading, this.#days.momentOf(reading, receivedAt));
    // A date comes now and then: it ends nothing.
    if (type !== 'ZDA') this.#lastType = type;
    const isDue = this.#endType === null ? !mayWait : this.#endType === type;
    if (isDue) due.push(...this.#tell());
    return due;
  }

  /** Nothing more has come for a while: what is known of the moment is all there will be. */
  settle(): PositionedEpoch[] {
    return this.#tell();
  }

  #tell(): PositionedEpoch[] {
    const epoch = this.#epoch;
    if (this.#isTold || !epoch || !isTellable(epoch)) return [];
    this.#isTold = true;
    return [epoch];
  }
}
