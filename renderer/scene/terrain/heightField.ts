/**
 * The heights of a scene's ground: one regular grid over its own metres, read between its points. Whatever stands on the ground
 * asks this grid, the map is drawn from it and the card reads the same numbers, so that nothing floats above what is drawn.
 */

import { type HeightGrid, heightAt } from '#shared/geo/terrain/heightGrid.ts';

/** How far the tangent plane lies above the ground at a distance, by the diameter of the earth. */
const EARTH_DIAMETER_M = 12_742_000;

/** Steps of a line of sight before it is taken as one that meets nothing. */
const MOST_STEPS = 4_000;
const HALVINGS = 12;

export class HeightField implements HeightGrid {
  readonly west: number;
  readonly south: number;
  readonly stepM: number;
  readonly columns: number;
  readonly rows: number;
  readonly heights: Float32Array<ArrayBuffer>;
  readonly lowestM: number;
  readonly highestM: number;

  constructor({ west, south, stepM, columns, rows, heights }: HeightGrid) {
    this.west = west;
    this.south = south;
    this.stepM = stepM;
    this.columns = columns;
    this.rows = rows;
    this.heights = heights;
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const height of heights) {
      lowest = Math.min(lowest, height);
      highest = Math.max(highest, height);
    }
    this.lowestM = lowest;
    this.highestM = highest;
  }

  /** Metres over the frame's zero; beyond the grid its border goes on. */
  at(x: number, y: number): number {
    return heightAt(this, x, y);
  }

  /** East, north and up of the frame where a line of sight first meets the ground; null when it goes over it. */
  hit(eye: ArrayLike<number>, along: ArrayLike<number>): [x: number, y: number, z: number] | null {
    const [ex, ey, ez] = [eye[0]!, eye[1]!, eye[2]!];
    const [dx, dy, dz] = [along[0]!, along[1]!, along[2]!];
    const length = Math.hypot(dx, dy, dz);
    if (dz > -1e-3 * length) return null;
    const isBelow = (reach: number) => ez + dz * reach < this.#upAt(ex + dx * reach, ey + dy * reach);
    // Straight down there is no next cell: twenty times the half of one, however long the line was given.
    const stride = this.stepM / 2 / Math.max(Math.hypot(dx, dy), 0.05 * length);
    let before = Math.max(0, (this.highestM - ez) / dz);
    for (let step = 0; step < MOST_STEPS; step++) {
      // Far away half a cell is less than a pixel.
      let here = before + Math.max(stride, before * 0.002);
      if (isBelow(here)) {
        for (let halving = 0; halving < HALVINGS; halving++) {
          const middle = (before + here) / 2;
          if (isBelow(middle)) here = middle;
          else before = middle;
        }
        return [ex + dx * here, ey + dy * here, ez + dz * here];
      }
      before = here;
    }
    return null;
  }

  #upAt(x: number, y: number): number {
    return this.at(x, y) - (x * x + y * y) / EARTH_DIAMETER_M;
  }
}
