/** Heights of the ground over a box of a flat frame: one regular grid, read between its points. */
export interface HeightGrid {
  /** Metres of the frame: the first point, and from point to point. */
  readonly west: number;
  readonly south: number;
  readonly stepM: number;
  /** At least two. */
  readonly columns: number;
  readonly rows: number;
  /** Metres over the frame's zero; rows from the south, points of a row from the west. */
  readonly heights: Float32Array<ArrayBuffer>;
}

/** Metres over the frame's zero; beyond the grid its border goes on. Allocates nothing. */
export function heightAt(grid: HeightGrid, x: number, y: number): number {
  const { west, south, stepM, columns, rows, heights } = grid;
  const column = clamp((x - west) / stepM, columns - 1);
  const row = clamp((y - south) / stepM, rows - 1);
  const left = Math.min(columns - 2, Math.floor(column));
  const low = Math.min(rows - 2, Math.floor(row));
  const [east, north] = [column - left, row - low];
  const at = low * columns + left;
  const southern = heights[at]! * (1 - east) + heights[at + 1]! * east;
  const northern = heights[at + columns]! * (1 - east) + heights[at + columns + 1]! * east;
  return southern * (1 - north) + northern * north;
}

const clamp = (value: number, high: number) => Math.min(high, Math.max(0, value));
