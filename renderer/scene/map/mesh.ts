/**
 * Flat geometry of the still map as one run of triangles, in painter's order: what is added later covers what was added
 * before. Lines carry their middle line and a sideways vector, so the shader can keep them at least so many pixels wide.
 */
import earcut from 'earcut';
import type { PolygonRings } from '#shared/geo/polygon.ts';
import { alongGround, type SceneFrame } from '../pack/frame.ts';

/** Red, green, blue, alpha in 0–1. */
export type Colour = readonly [number, number, number, number];

export interface MeshData {
  /** East, north, up of the frame, three per vertex. */
  readonly positions: Float32Array;
  /** East and north of the sideways vector (zero for areas), then metres along a dashed line or −1; three per vertex. */
  readonly sideways: Float32Array;
  /** Half width in metres (negative on the left edge, so that its sign is the side), least half width in pixels. */
  readonly widths: Float32Array;
  readonly colours: Uint8Array;
  readonly indices: Uint32Array;
}

export interface LineStyle {
  readonly colour: Colour;
  readonly widthM: number;
  readonly leastPx: number;
  readonly isDashed?: boolean;
}

/** Sharper corners than this are cut off instead of running out to a spike. */
const MITRE_LIMIT = 2.2;

export class MeshBuilder {
  readonly #frame: SceneFrame;
  readonly #positions: number[] = [];
  readonly #sideways: number[] = [];
  readonly #widths: number[] = [];
  readonly #colours: number[] = [];
  readonly #indices: number[] = [];
  readonly #point = new Float64Array(3);

  constructor(frame: SceneFrame) {
    this.#frame = frame;
  }

  get isEmpty(): boolean {
    return this.#indices.length === 0;
  }

  addArea(rings: PolygonRings, colour: Colour): void {
    const base = this.#positions.length / 3;
    const flat: number[] = [];
    const holes: number[] = [];
    for (const ring of rings) {
      if (flat.length > 0) holes.push(flat.length / 2);
      for (const [lon, lat] of ring.slice(0, -1)) {
        this.#frame.place(lon, lat, this.#point);
        flat.push(this.#point[0]!, this.#point[1]!);
        this.#vertex(this.#point, 0, 0, -1, 0, 0, colour);
      }
    }
    for (const index of earcut(flat, holes)) this.#indices.push(base + index);
  }

  addLine(line: readonly (readonly [number, number])[], style: LineStyle): void {
    const points = this.#placed(line);
    if (points.length < 2) return;
    const isClosed = same(points[0]!, points.at(-1)!) && points.length > 3;
    const base = this.#positions.length / 3;
    const half = Math.max(style.widthM / 2, 1e-3);
    let alongM = style.isDashed ? 0 : -1;
    points.forEach((point, index) => {
      const before = points[index - 1] ?? (isClosed ? points.at(-2)! : null);
      const after = points[index + 1] ?? (isClosed ? points[1]! : null);
      const [sideX, sideY] = sidewaysAt(before, point, after);
      if (style.isDashed && index > 0) alongM += lengthOf(points[index - 1]!, point);
      this.#vertex(point, -sideX, -sideY, alongM, -half, style.leastPx / 2, style.colour);
      this.#vertex(point, sideX, sideY, alongM, half, style.leastPx / 2, style.colour);
      if (index === 0) return;
      const corner = base + index * 2;
      this.#indices.push(corner - 2, corner - 1, corner, corner, corner - 1, corner + 1);
    });
  }

  build(): MeshData {
    return {
      positions: new Float32Array(this.#positions),
      sideways: new Float32Array(this.#sideways),
      widths: new Float32Array(this.#widths),
      colours: new Uint8Array(this.#colours),
      indices: new Uint32Array(this.#indices),
    };
  }

  #placed(line: readonly (readonly [number, number])[]): [number, number, number][] {
    const points: [number, number, number][] = [];
    for (const [lon, lat] of alongGround(line, this.#frame)) {
      this.#frame.place(lon, lat, this.#point);
      const point: [number, number, number] = [this.#point[0]!, this.#point[1]!, this.#point[2]!];
      const last = points.at(-1);
      if (!last || !same(last, point)) points.push(point);
    }
    return points;
  }

  #vertex(
    at: ArrayLike<number>,
    sx: number,
    sy: number,
    alongM: number,
    half: number,
    px: number,
    colour: Colour,
  ): void {
    this.#positions.push(at[0]!, at[1]!, at[2]!);
    this.#sideways.push(sx, sy, alongM);
    this.#widths.push(half, px);
    for (const channel of colour) this.#colours.push(Math.round(channel * 255));
  }
}

type Point3 = readonly [number, number, number];
const same = (a: Point3, b: Point3) => Math.abs(a[0] - b[0]) < 0.02 && Math.abs(a[1] - b[1]) < 0.02;

const lengthOf = (a: Point3, b: Point3) => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** Left-hand vector at a corner, lengthened so that both edges keep their distance from the middle line. */
function sidewaysAt(before: Point3 | null, point: Point3, after: Point3 | null): [number, number] {
  const into = before ? direction(before, point) : null;
  const out = after ? direction(point, after) : null;
  const first = into ?? out ?? [1, 0];
  const second = out ?? first;
  const x = -(first[1] + second[1]);
  const y = first[0] + second[0];
  const length = Math.hypot(x, y);
  if (length < 0.2) return [-first[1], first[0]];
  const lengthening = Math.min(MITRE_LIMIT, 2 / length);
  return [(x / length) * lengthening, (y / length) * lengthening];
}

function direction(from: Point3, to: Point3): [number, number] {
  const x = to[0] - from[0];
  const y = to[1] - from[1];
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}
