import type { DrawSprite } from '../overlay/sprites.ts';

/** How the marks of a crowd look at one distance. */
export interface CrowdLevel {
  /** CSS pixels of the disc at a desk; 0 shows nothing. */
  readonly sizePx: number;
  /** Up to so many metres per pixel, crowding included; the last level's is not asked. */
  readonly upTo: number;
}

/** What a crowd's marks look like: up to 256 looks, each with one picture, or with one per state of freshness. */
export interface CrowdStyle {
  /** Nearest first; exactly four. */
  readonly levels: readonly [CrowdLevel, CrowdLevel, CrowdLevel, CrowdLevel];
  readonly lookCount: number;
  /** 1, or the number of states of freshness when the mark's age chooses among them. */
  readonly picturesPerLook: number;
  draw(look: number, state: number, level: number): DrawSprite;
  /** Pictures of the arrow of the two nearer levels, for even and odd looks; null for marks that head nowhere. */
  readonly drawArrow: ((isOdd: boolean, state: number) => DrawSprite) | null;
}

/** How much larger than its disc a cell is: room for the arrow and the ring. */
export const CELL_SPREAD = 1.5;
