/** Upright bodies over areas: walls around every ring and a lid, as one run of triangles with their front to the outside. */
import earcut from 'earcut';
import { type PolygonRings, signedArea } from '#shared/geo/polygon.ts';
import type { SceneFrame } from '../pack/frame.ts';
import type { Colour } from './mesh.ts';

export interface SolidMesh {
  /** East, north, up of the frame, three per vertex. */
  readonly positions: Float32Array;
  readonly colours: Uint8Array;
  readonly indices: Uint32Array;
}

export class SolidBuilder {
  readonly #frame: SceneFrame;
  readonly #positions: number[] = [];
  readonly #colours: number[] = [];
  readonly #indices: number[] = [];
  readonly #point = new Float64Array(3);

  constructor(frame: SceneFrame) {
    this.#frame = frame;
  }

  /** Heights in metres above the ground: on a slope above its highest corner, so that the lid stays level. */
  add(rings: PolygonRings, heightM: number, colour: Colour): void {
    const lidUp = this.#frame.field ? highestUp(rings, this.#frame) + heightM : null;
    const flat: number[] = [];
    const holes: number[] = [];
    const base = this.#positions.length / 3;
    for (const [index, ring] of rings.entries()) {
      // Outer rings run against the clock and holes with it, so that outside is always on the right hand.
      const isRight = signedArea(ring) > 0 === (index === 0);
      const open = ring.slice(0, -1);
      const points = isRight ? open : open.reverse();
      if (index > 0) holes.push(flat.length / 2);
      const first = base + flat.length;
      for (const [lon, lat] of points) {
        this.#frame.place(lon, lat, this.#point);
        const [x, y, z] = [this.#point[0]!, this.#point[1]!, this.#point[2]!];
        flat.push(x, y);
        this.#positions.push(x, y, z, x, y, lidUp ?? z + heightM);
        for (let end = 0; end < 2; end++) for (const channel of colour) this.#colours.push(Math.round(channel * 255));
      }
      for (let at = 0; at < points.length; at++) {
        const here = first + at * 2;
        const next = first + ((at + 1) % points.length) * 2;
        this.#indices.push(here, next, next + 1, here, next + 1, here + 1);
      }
    }
    const lid = earcut(flat, holes);
    for (let at = 0; at < lid.length; at += 3) {
      const [a, b, c] = [lid[at]!, lid[at + 1]!, lid[at + 2]!];
      const turn =
        (flat[b * 2]! - flat[a * 2]!) * (flat[c * 2 + 1]! - flat[a * 2 + 1]!) -
        (flat[b * 2 + 1]! - flat[a * 2 + 1]!) * (flat[c * 2]! - flat[a * 2]!);
      const top = (vertex: number) => base + vertex * 2 + 1;
      this.#indices.push(top(a), top(turn > 0 ? b : c), top(turn > 0 ? c : b));
    }
  }

  get isEmpty(): boolean {
    return this.#indices.length === 0;
  }

  build(): SolidMesh {
    return {
      positions: new Float32Array(this.#positions),
      colours: new Uint8Array(this.#colours),
      indices: new Uint32Array(this.#indices),
    };
  }
}

/** Up of the highest corner of an area. */
export function highestUp(rings: PolygonRings, frame: SceneFrame): number {
  const at = new Float64Array(3);
  let highest = Number.NEGATIVE_INFINITY;
  for (const [lon, lat] of rings[0] ?? []) {
    frame.place(lon, lat, at);
    highest = Math.max(highest, at[2]!);
  }
  return highest;
}
