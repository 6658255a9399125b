/**
 * Buildings as a line of sight meets them: footprints with heights, in metres of one flat frame. Their walls stand in cells of a
 * square grid, and a ray asks only the cells it passes. Answers are exact for prisms; no allocation for a ray.
 */

/** Rings in metres, outer first, holes after it; none needs to be closed. */
export interface Block {
  readonly rings: readonly (readonly (readonly [x: number, y: number])[])[];
  /** Of the roof, in the same heights as the rays. */
  readonly topM: number;
}

/** A camera is mounted on a wall, and nobody measured it to the brick: a wall nearer than this hides nothing. */
export const OWN_WALL_M = 2;
const CELL_M = 40;
const MOST_CELLS = 4_000_000;

export class Skyline {
  readonly #tops: Float64Array;
  readonly #rings: readonly Block['rings'][];
  /** x1, y1, x2, y2 of each wall. */
  readonly #walls: Float64Array;
  readonly #owner: Int32Array;
  readonly #west: number = 0;
  readonly #south: number = 0;
  readonly #cellM: number = CELL_M;
  readonly #columns: number = 0;
  readonly #rows: number = 0;
  readonly #starts: Int32Array;
  readonly #members: Int32Array;
  /** A wall that reaches into several cells of one ray is asked once: the ray that asked it last. */
  readonly #askedBy: Int32Array;
  #ray = 0;

  constructor(blocks: readonly Block[]) {
    this.#tops = Float64Array.from(blocks, ({ topM }) => topM);
    this.#rings = blocks.map(({ rings }) => rings);
    const walls: number[] = [];
    const owner: number[] = [];
    for (const [block, { rings }] of blocks.entries()) {
      for (const ring of rings) {
        for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
          const [x1, y1] = ring[before]!;
          const [x2, y2] = ring[at]!;
          if (x1 === x2 && y1 === y2) continue;
          walls.push(x1, y1, x2, y2);
          owner.push(block);
        }
      }
    }
    this.#walls = Float64Array.from(walls);
    this.#owner = Int32Array.from(owner);
    this.#askedBy = new Int32Array(owner.length);
    if (owner.length === 0) {
      this.#starts = new Int32Array(1);
      this.#members = new Int32Array(0);
      return;
    }
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < walls.length; at += 2) {
      west = Math.min(west, walls[at]!);
      east = Math.max(east, walls[at]!);
      south = Math.min(south, walls[at + 1]!);
      north = Math.max(north, walls[at + 1]!);
    }
    [this.#west, this.#south] = [west, south];
    const areaM2 = Math.max(1, (east - west) * (north - south));
    this.#cellM = Math.max(CELL_M, Math.sqrt(areaM2 / MOST_CELLS));
    this.#columns = Math.floor((east - west) / this.#cellM) + 1;
    this.#rows = Math.floor((north - south) / this.#cellM) + 1;
    this.#starts = new Int32Array(this.#columns * this.#rows + 1);
    this.#eachCell((cell) => {
      this.#starts[cell + 1]!++;
    });
    for (let cell = 1; cell < this.#starts.length; cell++) this.#starts[cell]! += this.#starts[cell - 1]!;
    this.#members = new Int32Array(this.#starts.at(-1)!);
    const next = this.#starts.slice();
    this.#eachCell((cell, wall) => {
      this.#members[next[cell]!++] = wall;
    });
  }

  /** The building a point stands in; -1: in none. */
  holding(x: number, y: number): number {
    const west = Math.floor((x - this.#west) / this.#cellM);
    const row = Math.floor((y - this.#south) / this.#cellM);
    if (west < 0 || row < 0 || row >= this.#rows) return -1;
    // One that holds the point has a wall in this cell, or further east along its row.
    const asked = new Set<number>();
    for (let column = west; column < this.#columns; column++) {
      const at = row * this.#columns + column;
      for (let member = this.#starts[at]!; member < this.#starts[at + 1]!; member++) {
        const block = this.#owner[this.#members[member]!]!;
        if (asked.has(block)) continue;
        asked.add(block);
        if (isInside(x, y, this.#rings[block]!)) return block;
      }
      if ((column - west) * this.#cellM > LARGEST_BUILDING_M) break;
    }
    return -1;
  }

  /** The first building that hides one point from the other, as met from the first; -1: none. `ownBlock` hides nothing. */
  blockBetween(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number, ownBlock: number): number {
    let first = 2;
    let hiding = -1;
    const lengthM = Math.hypot(x1 - x0, y1 - y0);
    const nearest = lengthM > 0 ? OWN_WALL_M / lengthM : 1;
    this.#eachWall(x0, y0, x1, y1, (wall) => {
      const block = this.#owner[wall]!;
      if (block === ownBlock) return;
      const t = this.#crossing(wall, x0, y0, x1, y1);
      // Between two walls the ray is nearest to the roof at one of them: it is enough to look there.
      if (t >= nearest && t < first && z0 + (z1 - z0) * t < this.#tops[block]!) {
        first = t;
        hiding = block;
      }
    });
    return hiding;
  }

  /** Share of the way, 0 … 1, to the first wall whatever its height; 1: no wall. `ownBlock` is none. */
  freeShare(x0: number, y0: number, x1: number, y1: number, ownBlock: number): number {
    const lengthM = Math.hypot(x1 - x0, y1 - y0);
    const nearest = lengthM > 0 ? OWN_WALL_M / lengthM : 1;
    let first = 1;
    this.#eachWall(x0, y0, x1, y1, (wall) => {
      if (this.#owner[wall] === ownBlock) return;
      const t = this.#crossing(wall, x0, y0, x1, y1);
      if (t >= nearest && t < first) first = t;
    });
    return first;
  }

  /** Corners of walls inside a square around a point. */
  cornersNear(x: number, y: number, reachM: number, visit: (x: number, y: number) => void): void {
    if (this.#columns === 0) return;
    const from = this.#clamped(x - reachM, y - reachM);
    const to = this.#clamped(x + reachM, y + reachM);
    const ray = ++this.#ray;
    for (let row = from.row; row <= to.row; row++) {
      for (let column = from.column; column <= to.column; column++) {
        const cell = row * this.#columns + column;
        for (let member = this.#starts[cell]!; member < this.#starts[cell + 1]!; member++) {
          const wall = this.#members[member]!;
          if (this.#askedBy[wall] === ray) continue;
          this.#askedBy[wall] = ray;
          visit(this.#walls[wall * 4]!, this.#walls[wall * 4 + 1]!);
        }
      }
    }
  }

  /** Of its roof. */
  topOf(block: number): number {
    return this.#tops[block]!;
  }

  /** Where the ray meets a wall, as a share of its length; Infinity where it does not. */
  #crossing(wall: number, x0: number, y0: number, x1: number, y1: number): number {
    const at = wall * 4;
    const walls = this.#walls;
    const [ax, ay] = [walls[at]!, walls[at + 1]!];
    const [wx, wy] = [walls[at + 2]! - ax, walls[at + 3]! - ay];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const cross = dx * wy - dy * wx;
    if (cross === 0) return Infinity;
    const t = ((ax - x0) * wy - (ay - y0) * wx) / cross;
    const along = ((ax - x0) * dy - (ay - y0) * dx) / cross;
    return t >= 0 && t <= 1 && along >= 0 && along <= 1 ? t : Infinity;
  }

  /** Every wall of the cells a line passes, once. Cells are walked from one to the next (Amanatides and Woo, 1987). */
  #eachWall(x0: number, y0: number, x1: number, y1: number, visit: (wall: number) => void): void {
    if (this.#columns === 0) return;
    const ray = ++this.#ray;
    const size = this.#cellM;
    let column = Math.floor((x0 - this.#west) / size);
    let row = Math.floor((y0 - this.#south) / size);
    const lastColumn = Math.floor((x1 - this.#west) / size);
    const lastRow = Math.floor((y1 - this.#south) / size);
    const [dx, dy] = [x1 - x0, y1 - y0];
    const [stepX, stepY] = [dx > 0 ? 1 : -1, dy > 0 ? 1 : -1];
    const edgeX = this.#west + (column + (dx > 0 ? 1 : 0)) * size;
    const edgeY = this.#south + (row + (dy > 0 ? 1 : 0)) * size;
    let tX = dx === 0 ? Infinity : (edgeX - x0) / dx;
    let tY = dy === 0 ? Infinity : (edgeY - y0) / dy;
    const [perX, perY] = [dx === 0 ? Infinity : size / Math.abs(dx), dy === 0 ? Infinity : size / Math.abs(dy)];
    for (let steps = Math.abs(lastColumn - column) + Math.abs(lastRow - row); steps >= 0; steps--) {
      if (column >= 0 && row >= 0 && column < this.#columns && row < this.#rows) {
        const cell = row * this.#columns + column;
        for (let member = this.#starts[cell]!; member < this.#starts[cell + 1]!; member++) {
          const wall = this.#members[member]!;
          if (this.#askedBy[wall] === ray) continue;
          this.#askedBy[wall] = ray;
          visit(wall);
        }
      }
      if (tX < tY) {
        column += stepX;
        tX += perX;
      } else {
        row += stepY;
        tY += perY;
      }
    }
  }

  #eachCell(visit: (cell: number, wall: number) => void): void {
    const walls = this.#walls;
    for (let wall = 0; wall < this.#owner.length; wall++) {
      const [x1, y1, x2, y2] = [walls[wall * 4]!, walls[wall * 4 + 1]!, walls[wall * 4 + 2]!, walls[wall * 4 + 3]!];
      // A little more than it covers: a ray along the edge of two cells may be walked in either.
      const from = this.#clamped(Math.min(x1, x2) - EDGE_M, Math.min(y1, y2) - EDGE_M);
      const to = this.#clamped(Math.max(x1, x2) + EDGE_M, Math.max(y1, y2) + EDGE_M);
      for (let row = from.row; row <= to.row; row++) {
        for (let column = from.column; column <= to.column; column++) visit(row * this.#columns + column, wall);
      }
    }
  }

  #clamped(x: number, y: number): { readonly column: number; readonly row: number } {
    const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
    return {
      column: clamp(Math.floor((x - this.#west) / this.#cellM), this.#columns),
      row: clamp(Math.floor((y - this.#south) / this.#cellM), this.#rows),
    };
  }
}

const EDGE_M = 1e-6;
/** No footprint is longer than this. */
const LARGEST_BUILDING_M = 800;

/** Even-odd over all rings: holes count themselves out. */
function isInside(x: number, y: number, rings: Block['rings']): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
      const [ax, ay] = ring[at]!;
      const [bx, by] = ring[before]!;
      if (ay > y === by > y) continue;
      if (x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}
