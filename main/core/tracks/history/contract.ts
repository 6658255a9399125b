/**
 * The history of positions, as those see it who write it (ingest) or read it (API, replay): where everybody was, and what the
 * desk knew of it at any moment. Telemetry: never in the journal, and never in the way of an alarm.
 */
import type { Result } from '#shared/kit/result.ts';
import type { Fix } from '../fix.ts';

/** Epoch ms, both ends included. */
export interface Span {
  readonly fromAt: number;
  readonly toAt: number;
}

/** WGS-84 degrees; does not cross the date line. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * A fix as it was kept: degrees to 1e-6 in the datum of the source (a decimetre), speed to 0.1 m/s, course to 2°, accuracy to
 * metres, `receivedAt` to 0.1 s, `fixAt` to the millisecond.
 */
export interface TrackFix extends Omit<Fix, 'deviceAt'> {
  /** Came when a newer one was known: part of the track, never shown as the unit's position at the time. */
  readonly isLate: boolean;
}

/** A part of the history that cannot be read: its bytes do not match their checksum. What was there is not guessed. */
export interface Damage extends Span {
  readonly file: string;
  readonly reason: string;
}

export interface TrackAnswer {
  readonly fixes: readonly TrackFix[];
  /** True when there were more: the span was simplified to the points asked for, or cut at the limit. */
  readonly isReduced: boolean;
  readonly damage: readonly Damage[];
}

export interface TrackStats {
  /** Fixes kept since the core started, and those that could not be. */
  readonly written: number;
  readonly dropped: number;
  /** Fixes on their way to the disk. */
  readonly waiting: number;
  /** Those of them that have not been handed to the thread that writes: of half a second at most. */
  readonly held: number;
  readonly files: number;
  readonly bytes: number;
  readonly isUp: boolean;
  /** The last thing that went wrong, in the system's own words. */
  readonly fault: string | null;
}

/** Reading fails with `historyDown` (its thread is not running) or `historyBusy` (too many questions at once). */
export interface TrackHistory {
  /** Takes a judged fix; returns at once and never fails. On disk within a second, unless the disk is slower. */
  append(fix: Fix, isLate: boolean): void;
  /** One unit's track by the time its fixes were taken, late ones included; `points` simplifies it to so many. */
  track(unitId: string, span: Span, points?: number): Promise<Result<TrackAnswer>>;
  /** Every fix in a box and a span, by unit and time; at most `limit`. */
  within(box: Box, span: Span, limit: number): Promise<Result<TrackAnswer>>;
  /** Everybody's last position as the desk knew it at `t`; their freshness then follows from `shared/domain/position.ts`. */
  at(t: number): Promise<Result<TrackAnswer>>;
  /** From the first fix kept to the last one; null while there is none. */
  span(): Promise<Result<Span | null>>;
  stats(): TrackStats;
  /** Resolves when everything appended is in its file. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
