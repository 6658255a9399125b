// One block being built on: what still fits, clear of every street, of the water and of the neighbours.
import { boxAlong, distance, distanceToSegment, isInside, type Point, point, turn } from '../../kit/plane.ts';
import { corners, type Rect } from './solids.ts';

export interface LotEdge {
  readonly from: Point;
  readonly to: Point;
  readonly clearanceM: number;
  /** Around `from`: a wider street may end there without running along this block. */
  readonly cornerClearanceM: number;
  readonly isStreet: boolean;
}

export class Lot {
  readonly ring: readonly Point[];
  readonly edges: readonly LotEdge[];
  readonly #taken: Rect[] = [];

  constructor(edges: readonly LotEdge[]) {
    this.edges = edges;
    this.ring = edges.map((edge) => edge.from);
  }

  /** Takes the rectangle if it is free, with `gapM` to the others. */
  take(rect: Rect, gapM: number): boolean {
    if (!this.fits(rect, gapM)) return false;
    this.#taken.push(rect);
    return true;
  }

  /** Keeps an area free of buildings (a track, a square). */
  reserve(rect: Rect): void {
    this.#taken.push(rect);
  }

  fits(rect: Rect, gapM: number): boolean {
    const at = corners(rect);
    if (!at.every((corner) => isInside(corner, this.ring))) return false;
    const isClear = this.edges.every((edge) => {
      if (at.some((corner) => distanceToSegment(corner, edge.from, edge.to) < edge.clearanceM)) return false;
      return !isNear(rect, edge.from, Math.max(edge.clearanceM, edge.cornerClearanceM));
    });
    return isClear && !this.#taken.some((other) => overlaps(rect, other, gapM));
  }

  /** The direction of the longest street front, radians. */
  frontAngle(): number {
    let best = 0;
    let angle = 0;
    for (const edge of this.edges) {
      const length = distance(edge.from, edge.to) * (edge.isStreet ? 1 : 0.5);
      if (length <= best) continue;
      best = length;
      angle = Math.atan2(edge.to.y - edge.from.y, edge.to.x - edge.from.x);
    }
    return angle;
  }

  /** The direction of the fronts that is nearest to east–west: rows along it face south. */
  southAngle(): number {
    const quarter = Math.PI / 2;
    const angle = this.frontAngle();
    return angle - Math.round(angle / quarter) * quarter;
  }

  /** Rows and columns of centres over the block in the frame of `angle`. */
  *places(angle: number, stepU: number, stepV: number): Generator<Point> {
    const box = boxAlong(this.ring, angle);
    const margin = 16;
    const count = (low: number, high: number, step: number) => Math.max(1, Math.floor((high - low - margin) / step));
    const columns = count(box.minU, box.maxU, stepU);
    const rows = count(box.minV, box.maxV, stepV);
    for (let row = 0; row < rows; row++) {
      const v = (box.minV + box.maxV) / 2 + (row - (rows - 1) / 2) * stepV;
      for (let column = 0; column < columns; column++) {
        yield turn(point((box.minU + box.maxU) / 2 + (column - (columns - 1) / 2) * stepU, v), angle);
      }
    }
  }

  /** A rectangle `depth` deep standing on the building line of an edge, its middle `along` metres from the edge's start. */
  onFront(edge: LotEdge, along: number, width: number, depth: number): Rect {
    const length = distance(edge.from, edge.to);
    const dx = (edge.to.x - edge.from.x) / length;
    const dy = (edge.to.y - edge.from.y) / length;
    const inward = edge.clearanceM + depth / 2 + 0.05;
    return {
      centre: point(edge.from.x + dx * along - dy * inward, edge.from.y + dy * along + dx * inward),
      angle: Math.atan2(dy, dx),
      width,
      depth,
    };
  }
}

function isNear(rect: Rect, p: Point, within: number): boolean {
  const local = turn(point(p.x - rect.centre.x, p.y - rect.centre.y), -rect.angle);
  const dx = Math.max(0, Math.abs(local.x) - rect.width / 2);
  const dy = Math.max(0, Math.abs(local.y) - rect.depth / 2);
  return Math.hypot(dx, dy) < within;
}

/** Separating axes of two rectangles, one grown by the gap. */
function overlaps(a: Rect, b: Rect, gap: number): boolean {
  const reach = Math.hypot(a.width, a.depth) / 2 + Math.hypot(b.width, b.depth) / 2 + gap;
  if (distance(a.centre, b.centre) > reach) return false;
  const pointsA = corners(a, gap);
  const pointsB = corners(b);
  return [a.angle, a.angle + Math.PI / 2, b.angle, b.angle + Math.PI / 2].every((angle) => {
    const along = (p: Point) => p.x * Math.cos(angle) + p.y * Math.sin(angle);
    const spanA = pointsA.map(along);
    const spanB = pointsB.map(along);
    return Math.max(...spanA) > Math.min(...spanB) && Math.max(...spanB) > Math.min(...spanA);
  });
}
