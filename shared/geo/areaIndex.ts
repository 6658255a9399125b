/**
 * Which of many areas a point lies in. Cells of a grid over all of them hold runs of one array, so that a look-up allocates
 * nothing and tests the few areas whose boxes reach into one cell. The core asks it for every alarm, the window for a click.
 */
import type { LonLat } from './earth.ts';
import { type AreaGeometry, boundsOf, isInsidePolygon, type PolygonRings, polygonsOf, type Ring } from './polygon.ts';

export interface IndexedArea {
  readonly code: string;
  readonly geometry: AreaGeometry;
}

/** Nearer than this to a border a point lies on it: a tenth of a millimetre, more than rounding makes of seven decimals. */
const BORDER_DEGREES = 1e-9;
/** Cells for each area: two keep most cells to one or two candidates. */
const CELLS_AN_AREA = 2;
const MOST_CELLS = 1_000_000;

interface Shape {
  readonly polygons: readonly PolygonRings[];
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

export class AreaIndex<Area extends IndexedArea> {
  /** In the order of their codes: of two that both hold a point, the first is meant. */
  readonly #areas: readonly Area[];
  readonly #shapes: readonly Shape[];
  readonly #west: number = 0;
  readonly #south: number = 0;
  readonly #cellWidth: number = 1;
  readonly #cellHeight: number = 1;
  readonly #columns: number = 0;
  readonly #rows: number = 0;
  /** Where each cell's run begins in `#members`; one more than there are cells. */
  readonly #starts: Int32Array;
  readonly #members: Int32Array;

  constructor(areas: readonly Area[]) {
    this.#areas = areas.toSorted((left, right) => (left.code < right.code ? -1 : left.code > right.code ? 1 : 0));
    this.#shapes = this.#areas.map(({ geometry }) => shapeOf(geometry));
    if (areas.length === 0) {
      this.#starts = new Int32Array(1);
      this.#members = new Int32Array(0);
      return;
    }
    const [west, south, east, north] = boundsOf(
      this.#shapes.flatMap(({ box }): LonLat[] => [
        [box[0], box[1]],
        [box[2], box[3]],
      ]),
    );
    const width = Math.max(east - west, 1e-6);
    const height = Math.max(north - south, 1e-6);
    const cells = Math.min(MOST_CELLS, areas.length * CELLS_AN_AREA);
    this.#west = west;
    this.#south = south;
    this.#columns = Math.max(1, Math.round(Math.sqrt((cells * width) / height)));
    this.#rows = Math.max(1, Math.round(cells / this.#columns));
    this.#cellWidth = width / this.#columns;
    this.#cellHeight = height / this.#rows;
    this.#starts = new Int32Array(this.#columns * this.#rows + 1);
    this.#eachCell((cell) => {
      this.#starts[cell + 1]!++;
    });
    for (let cell = 1; cell < this.#starts.length; cell++) this.#starts[cell]! += this.#starts[cell - 1]!;
    this.#members = new Int32Array(this.#starts.at(-1)!);
    const next = this.#starts.slice();
    this.#eachCell((cell, area) => {
      this.#members[next[cell]!++] = area;
    });
  }

  get isEmpty(): boolean {
    return this.#areas.length === 0;
  }

  /** The area a point lies in. On a border that several share, and where areas overlap, it is the first by its code. */
  at(lon: number, lat: number): Area | undefined {
    if (this.isEmpty) return undefined;
    const column = Math.floor((lon - this.#west) / this.#cellWidth);
    const row = Math.floor((lat - this.#south) / this.#cellHeight);
    // The outermost border is the upper edge of the last cell.
    const cell = clampedCell(row, this.#rows) * this.#columns + clampedCell(column, this.#columns);
    const point: LonLat = [lon, lat];
    for (let at = this.#starts[cell]!; at < this.#starts[cell + 1]!; at++) {
      const index = this.#members[at]!;
      if (holds(this.#shapes[index]!, point)) return this.#areas[index];
    }
    return undefined;
  }

  #eachCell(visit: (cell: number, area: number) => void): void {
    for (const [area, { box }] of this.#shapes.entries()) {
      const firstColumn = this.#columnOf(box[0] - BORDER_DEGREES);
      const lastColumn = this.#columnOf(box[2] + BORDER_DEGREES);
      const firstRow = this.#rowOf(box[1] - BORDER_DEGREES);
      const lastRow = this.#rowOf(box[3] + BORDER_DEGREES);
      for (let row = firstRow; row <= lastRow; row++) {
        for (let column = firstColumn; column <= lastColumn; column++) visit(row * this.#columns + column, area);
      }
    }
  }

  #columnOf = (lon: number) => clampedCell(Math.floor((lon - this.#west) / this.#cellWidth), this.#columns);
  #rowOf = (lat: number) => clampedCell(Math.floor((lat - this.#south) / this.#cellHeight), this.#rows);
}

/** Whether one area holds a point, its borders included. */
export function isWithinBorders(geometry: AreaGeometry, point: LonLat): boolean {
  return holds(shapeOf(geometry), point);
}

const clampedCell = (cell: number, count: number) => (cell < 0 ? 0 : cell >= count ? count - 1 : cell);

function shapeOf(geometry: AreaGeometry): Shape {
  const polygons = polygonsOf(geometry);
  return { polygons, box: boundsOf(polygons.flatMap((rings) => rings[0] ?? [])) };
}

function holds({ polygons, box }: Shape, point: LonLat): boolean {
  const [lon, lat] = point;
  if (lon < box[0] - BORDER_DEGREES || lon > box[2] + BORDER_DEGREES) return false;
  if (lat < box[1] - BORDER_DEGREES || lat > box[3] + BORDER_DEGREES) return false;
  for (const rings of polygons) {
    if (isInsidePolygon(point, rings)) return true;
    for (const ring of rings) if (isOnRing(point, ring)) return true;
  }
  return false;
}

function isOnRing([x, y]: LonLat, ring: Ring): boolean {
  for (let index = 1; index < ring.length; index++) {
    const [ax, ay] = ring[index - 1]!;
    const [bx, by] = ring[index]!;
    if (x < Math.min(ax, bx) - BORDER_DEGREES || x > Math.max(ax, bx) + BORDER_DEGREES) continue;
    if (y < Math.min(ay, by) - BORDER_DEGREES || y > Math.max(ay, by) + BORDER_DEGREES) continue;
    const length = Math.hypot(bx - ax, by - ay);
    if (Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) <= BORDER_DEGREES * length) return true;
  }
  return false;
}
