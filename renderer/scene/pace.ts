/**
 * When the scene works. A frame is asked for only while the camera flies, an alarm beats or something moves, at the rate the
 * machine's quality allows; otherwise the loop sleeps and looks up now and then, so that an idle desk idles.
 */
import type { Quality } from './map/quality.ts';

/** What stands still is painted once a second, for its age. */
export const AGES_MS = 1_000;
/** How often a map at rest is asked whether something arrived for it, and one that is still loading. */
const MAP_LOOK_MS = 120;
const MAP_LOADING_MS = 33;
/** Labels behind slow icons: a few pixels late is not seen. */
const DRIFT_MS = 100;
/** Due sooner than this is due in the next frame. */
const FRAME_MS = 20;

export interface Need {
  readonly isFlying: boolean;
  readonly isMapLoading: boolean;
  /** The overlay must show something new; something on it moves; an alarm beats or the officer just acted. */
  readonly isPaintDirty: boolean;
  readonly isAnimating: boolean;
  /** Labels follow what the card moves. */
  readonly isDrifting: boolean;
  readonly isUrgent: boolean;
  /** Marks of a crowd move or changed, or fixes wait to be taken over. */
  readonly isCrowdMoving: boolean;
  readonly hasBacklog: boolean;
}

export class Pace {
  paintedAt = Number.NEGATIVE_INFINITY;
  crowdDrawnAt = Number.NEGATIVE_INFINITY;
  readonly #quality: Pick<Quality, 'beatMs' | 'motionMs'>;

  constructor(quality: Pick<Quality, 'beatMs' | 'motionMs'>) {
    this.#quality = quality;
  }

  isPaintDue(now: number, need: Need): boolean {
    return now >= this.#paintAt(need);
  }

  isCrowdDue(now: number, need: Need): boolean {
    return now >= this.#crowdAt(need);
  }

  /** Milliseconds until the next frame is wanted; 0 is the very next one. */
  sleepMs(now: number, need: Need): number {
    if (need.isFlying || need.hasBacklog) return 0;
    const mapAt = now + (need.isMapLoading ? MAP_LOADING_MS : MAP_LOOK_MS);
    const away = Math.min(mapAt, this.#paintAt(need), this.#crowdAt(need)) - now;
    return away < FRAME_MS ? 0 : away;
  }

  #paintAt({ isUrgent, isPaintDirty, isAnimating, isDrifting }: Need): number {
    const { beatMs, motionMs } = this.#quality;
    const restMs = isDrifting ? Math.max(motionMs, DRIFT_MS) : AGES_MS;
    return this.paintedAt + (isUrgent ? beatMs : isPaintDirty || isAnimating ? motionMs : restMs);
  }

  /** Ages are a matter of the card as well: a mark turns stale without any news. */
  #crowdAt({ isCrowdMoving }: Need): number {
    return this.crowdDrawnAt + (isCrowdMoving ? this.#quality.motionMs : AGES_MS);
  }
}
