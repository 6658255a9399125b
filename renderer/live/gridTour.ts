import { USUAL_DWELL_SECONDS } from '#shared/domain/wallRegion.ts';
import { Observable } from './observable.ts';

/**
 * A slow tour of the grids for a wall on which nothing happens. It stands still while something does, and goes on with the grid it
 * had then. Owns no timer: `look` is called about once a second.
 */
export class GridTour {
  readonly changes = new Observable();
  /** How long it looks at a grid, the flight there included. */
  dwellSeconds = USUAL_DWELL_SECONDS;
  #codes: readonly string[] = [];
  #index = 0;
  #sinceAt: number | null = null;

  /** The grid that is looked at, also while the tour stands still; null before the scene is known. */
  get code(): string | null {
    return this.#codes[this.#index] ?? null;
  }

  get isUnderWay(): boolean {
    return this.#sinceAt !== null;
  }

  /** Another scene, or another part of it. */
  take(codes: readonly string[]): void {
    this.#codes = codes;
    this.#index = 0;
    this.#sinceAt = null;
    this.changes.changed();
  }

  /** What was interrupted is looked at in full again. */
  look(now: number, isCalm: boolean): void {
    if (!isCalm || this.#codes.length === 0) {
      if (this.#sinceAt === null) return;
      this.#sinceAt = null;
    } else if (this.#sinceAt === null) this.#sinceAt = now;
    else if (now - this.#sinceAt < this.dwellSeconds * 1_000) return;
    else {
      this.#sinceAt = now;
      this.#index = (this.#index + 1) % this.#codes.length;
    }
    this.changes.changed();
  }
}
