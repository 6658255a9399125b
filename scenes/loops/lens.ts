/** Where a camera hangs and what of the scene falls on which dot; triangles are cut at the lens and filled by depth. */
import type { Picture } from './picture.ts';
import { type Colour, cross, dot, minus, unit, type Vector } from './vector.ts';

/** A corner with where it lies on its own surface, metres. */
export interface Corner {
  readonly at: Vector;
  readonly u: number;
  readonly v: number;
}

/** The colour of a place on a surface, and how much of what is behind it is covered (1 when left out); null: nothing is there. */
export type Paint = (
  u: number,
  v: number,
  at: Vector,
) => Colour | readonly [red: number, green: number, blue: number, share: number] | null;

const NEAR_M = 0.15;

export class Lens {
  readonly at: Vector;
  readonly #right: Vector;
  readonly #down: Vector;
  readonly #ahead: Vector;
  readonly #focal: number;
  readonly #middle: readonly [number, number];

  /** `heading` in degrees to the right of y, `tilt` in degrees below the horizon, `fov` across. */
  constructor(at: Vector, heading: number, tilt: number, fov: number, picture: Picture) {
    const [turn, dip] = [(heading * Math.PI) / 180, (tilt * Math.PI) / 180];
    this.at = at;
    this.#ahead = [Math.sin(turn) * Math.cos(dip), Math.cos(turn) * Math.cos(dip), -Math.sin(dip)];
    this.#right = [Math.cos(turn), -Math.sin(turn), 0];
    this.#down = unit(cross(this.#ahead, this.#right));
    this.#focal = picture.width / 2 / Math.tan((fov * Math.PI) / 360);
    this.#middle = [picture.width / 2, picture.height / 2];
  }

  /** Across, down, and how far ahead, metres. */
  see(at: Vector): Vector {
    const from = minus(at, this.at);
    return [dot(from, this.#right), dot(from, this.#down), dot(from, this.#ahead)];
  }

  /** Dots from the upper left, and nearness; null behind the lens. */
  dotOf(at: Vector): readonly [x: number, y: number, nearness: number] | null {
    const [across, down, ahead] = this.see(at);
    return ahead < NEAR_M ? null : this.#project([across, down, ahead]);
  }

  /** How many dots a metre is at a place. */
  dotsAMetre(at: Vector): number {
    return this.#focal / Math.max(NEAR_M, this.see(at)[2]);
  }

  fill(picture: Picture, corners: readonly Corner[], paint: Paint): void {
    const seen = corners.map((corner) => ({ ...corner, seen: this.see(corner.at) }));
    const cut = seen.flatMap((one, index) => {
      const next = seen[(index + 1) % seen.length]!;
      const [here, there] = [one.seen[2] - NEAR_M, next.seen[2] - NEAR_M];
      const kept = here >= 0 ? [one] : [];
      if (here >= 0 === there >= 0) return kept;
      const share = here / (here - there);
      const between = (a: number, b: number) => a + (b - a) * share;
      const vector = (a: Vector, b: Vector): Vector => [between(a[0], b[0]), between(a[1], b[1]), between(a[2], b[2])];
      const middle = {
        at: vector(one.at, next.at),
        seen: vector(one.seen, next.seen),
        u: between(one.u, next.u),
        v: between(one.v, next.v),
      };
      return [...kept, middle];
    });
    for (let index = 1; index + 1 < cut.length; index++)
      this.#triangle(picture, [cut[0]!, cut[index]!, cut[index + 1]!], paint);
  }

  #project([across, down, ahead]: Vector): readonly [number, number, number] {
    return [
      this.#middle[0] + (across * this.#focal) / ahead,
      this.#middle[1] + (down * this.#focal) / ahead,
      1 / ahead,
    ];
  }

  #triangle(picture: Picture, corners: readonly (Corner & { readonly seen: Vector })[], paint: Paint): void {
    const dots = corners.map(({ seen }) => this.#project(seen));
    const [a, b, c] = [dots[0]!, dots[1]!, dots[2]!];
    const area = (b[0]! - a[0]!) * (c[1]! - a[1]!) - (c[0]! - a[0]!) * (b[1]! - a[1]!);
    if (Math.abs(area) < 1e-6) return;
    const xs = dots.map(([x]) => x);
    const ys = dots.map(([, y]) => y);
    const [left, right] = [
      Math.max(0, Math.floor(Math.min(...xs))),
      Math.min(picture.width - 1, Math.ceil(Math.max(...xs))),
    ];
    const [top, bottom] = [
      Math.max(0, Math.floor(Math.min(...ys))),
      Math.min(picture.height - 1, Math.ceil(Math.max(...ys))),
    ];
    const [ca, cb, cc] = [corners[0]!, corners[1]!, corners[2]!];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const [px, py] = [x + 0.5, y + 0.5];
        const wb = ((px - a[0]!) * (c[1]! - a[1]!) - (c[0]! - a[0]!) * (py - a[1]!)) / area;
        const wc = ((b[0]! - a[0]!) * (py - a[1]!) - (px - a[0]!) * (b[1]! - a[1]!)) / area;
        const wa = 1 - wb - wc;
        if (wa < 0 || wb < 0 || wc < 0) continue;
        const nearness = wa * a[2]! + wb * b[2]! + wc * c[2]!;
        const at = y * picture.width + x;
        if (nearness < picture.nearness[at]!) continue;
        const [sa, sb, sc] = [(wa * a[2]!) / nearness, (wb * b[2]!) / nearness, (wc * c[2]!) / nearness];
        const place: Vector = [
          sa * ca.at[0] + sb * cb.at[0] + sc * cc.at[0],
          sa * ca.at[1] + sb * cb.at[1] + sc * cc.at[1],
          sa * ca.at[2] + sb * cb.at[2] + sc * cc.at[2],
        ];
        const colour = paint(sa * ca.u + sb * cb.u + sc * cc.u, sa * ca.v + sb * cb.v + sc * cc.v, place);
        if (colour === null) continue;
        const share = colour[3] ?? 1;
        const plain: Colour = [colour[0], colour[1], colour[2]];
        if (share < 1) {
          picture.blend(at, plain, share);
          continue;
        }
        picture.put(at, plain);
        picture.nearness[at] = nearness;
      }
    }
  }
}
