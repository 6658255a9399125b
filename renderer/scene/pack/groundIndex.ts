/**
 * Things that stand still, found by the ground they stand on. Thousands are asked for in every frame while the officer pans,
 * so nothing is allocated: cells of the ground hold runs of one array.
 */
const CELL_M = 250;

export class GroundIndex {
  readonly #xs: ArrayLike<number>;
  readonly #ys: ArrayLike<number>;
  readonly #west: number;
  readonly #south: number;
  readonly #columns: number;
  readonly #rows: number;
  /** Where each cell's run begins in `#order`; one more than there are cells. */
  readonly #starts: Int32Array;
  readonly #order: Int32Array;

  /** Metres of the frame; the arrays are kept, not copied. */
  constructor(xs: ArrayLike<number>, ys: ArrayLike<number>) {
    this.#xs = xs;
    this.#ys = ys;
    let [west, south, east, north] = [0, 0, 0, 0];
    for (let index = 0; index < xs.length; index++) {
      west = Math.min(west, xs[index]!);
      east = Math.max(east, xs[index]!);
      south = Math.min(south, ys[index]!);
      north = Math.max(north, ys[index]!);
    }
    this.#west = west;
    this.#south = south;
    this.#columns = Math.floor((east - west) / CELL_M) + 1;
    this.#rows = Math.floor((north - south) / CELL_M) + 1;
    this.#starts = new Int32Array(this.#columns * this.#rows + 1);
    this.#order = new Int32Array(xs.length);
    for (let index = 0; index < xs.length; index++) this.#starts[this.#cellOf(index) + 1]!++;
    for (let cell = 1; cell < this.#starts.length; cell++) this.#starts[cell]! += this.#starts[cell - 1]!;
    const next = this.#starts.slice();
    for (let index = 0; index < xs.length; index++) this.#order[next[this.#cellOf(index)]!++] = index;
  }

  /** Visits the index of everything inside [west, south, east, north]. */
  within(bounds: ArrayLike<number>, visit: (index: number) => void): void {
    const [west, south, east, north] = [bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!];
    const firstColumn = Math.max(0, Math.floor((west - this.#west) / CELL_M));
    const lastColumn = Math.min(this.#columns - 1, Math.floor((east - this.#west) / CELL_M));
    const firstRow = Math.max(0, Math.floor((south - this.#south) / CELL_M));
    const lastRow = Math.min(this.#rows - 1, Math.floor((north - this.#south) / CELL_M));
    for (let row = firstRow; row <= lastRow; row++) {
      // Cells of a row lie one after another.
      const from = this.#starts[row * this.#columns + firstColumn]!;
      const to = lastColumn < firstColumn ? from : this.#starts[row * this.#columns + lastColumn + 1]!;
      for (let at = from; at < to; at++) {
        const index = this.#order[at]!;
        const [x, y] = [this.#xs[index]!, this.#ys[index]!];
        if (x >= west && x <= east && y >= south && y <= north) visit(index);
      }
    }
  }

  #cellOf(index: number): number {
    const column = Math.floor((this.#xs[index]! - this.#west) / CELL_M);
    const row = Math.floor((this.#ys[index]! - this.#south) / CELL_M);
    return row * this.#columns + column;
  }
}
