/**
 * Whether a window of the wall is really repainted, judged once a second by two signs that cannot vouch for each other: the beats its page
 * says it has painted, and the corner of the picture the compositor has in fact, which changes colour with each beat. Counted in looks and not
 * by the clock: a shell that was held up itself accuses nobody. Pure.
 */
import type { WallPaintState } from '#shared/wire/wallWindow.ts';

export interface PaintSigns {
  /** As the page last said; null: nothing yet. */
  readonly beats: number | null;
  /** The corner's pixels; null where no picture could be had. */
  readonly corner: string | null;
}

export interface PaintVerdict {
  readonly state: Extract<WallPaintState, 'painting' | 'frozen' | 'restarting'>;
  /** It has been so for long enough: its page is to be ended and loaded again. */
  readonly isHopeless: boolean;
}

export const LOOK_EVERY_MS = 1_000;
/** A slow machine may take seconds over one frame; nobody at the wall wonders before that. */
export const STILL_LOOKS = 8;
/** A page that is loaded has this long, scene included, until its first beats. */
export const START_LOOKS = 120;
export const HOPELESS_LOOKS = 60;

export class PaintJudge {
  #seen: PaintSigns = { beats: null, corner: null };
  #stillBeats = 0;
  #stillCorner = 0;
  /** Since its page was loaded: it has beaten, and then turned. */
  #hasPainted = false;
  #looks = 0;
  #frozenLooks = 0;

  /** Its page is being loaded. */
  restart(): void {
    this.#seen = { beats: null, corner: null };
    this.#hasPainted = false;
    this.#looks = 0;
    this.#forgive();
  }

  /** It could not be looked at for a while: what it showed before says nothing. */
  forgive(): void {
    this.#seen = { ...this.#seen, corner: null };
    this.#forgive();
  }

  look(signs: PaintSigns): PaintVerdict {
    this.#looks += 1;
    const hasBeaten = signs.beats !== null && signs.beats !== this.#seen.beats;
    const hasTurned = signs.corner !== null && signs.corner !== this.#seen.corner;
    this.#stillBeats = hasBeaten ? 0 : this.#stillBeats + 1;
    this.#stillCorner = hasTurned ? 0 : this.#stillCorner + 1;
    // The page itself is a change of the picture; the next one after it counts.
    if (hasTurned && this.#seen.corner !== null && signs.beats !== null) this.#hasPainted = true;
    this.#seen = { beats: signs.beats ?? this.#seen.beats, corner: signs.corner ?? this.#seen.corner };
    const isFrozen = this.#hasPainted
      ? this.#stillBeats >= STILL_LOOKS || this.#stillCorner >= STILL_LOOKS
      : this.#looks >= START_LOOKS;
    this.#frozenLooks = isFrozen ? this.#frozenLooks + 1 : 0;
    if (isFrozen) return { state: 'frozen', isHopeless: this.#frozenLooks === HOPELESS_LOOKS };
    return { state: this.#hasPainted ? 'painting' : 'restarting', isHopeless: false };
  }

  #forgive(): void {
    this.#stillBeats = 0;
    this.#stillCorner = 0;
    this.#frozenLooks = 0;
  }
}
