/** What places are built of: ground, boxes, trees, people, cars. A stage is a picture, a lens and the light of the hour. */
import type { Lens, Paint } from './lens.ts';
import type { Picture } from './picture.ts';
import { add, type Colour, clamp, cross, dot, grain, minus, scale, shade, unit, type Vector } from './vector.ts';

/** How bright a place is that faces `normal`; 1 is plain daylight. */
export type Light = (at: Vector, normal: Vector) => Colour;
/** The colour of a surface in white light. */
export type Material = (u: number, v: number, at: Vector) => Colour;

export const plain =
  (colour: Colour): Material =>
  () =>
    colour;

export class Stage {
  readonly picture: Picture;
  readonly lens: Lens;
  readonly light: Light;
  /** Where shadows fall, metres along the ground for each metre of height; null without sun. */
  readonly sun: readonly [x: number, y: number] | null;

  constructor(picture: Picture, lens: Lens, light: Light, sun: readonly [x: number, y: number] | null) {
    this.picture = picture;
    this.lens = lens;
    this.light = light;
    this.sun = sun;
  }

  /** From the top of the picture to its bottom, behind everything. */
  sky(above: Colour, below: Colour): void {
    const { picture } = this;
    for (let y = 0; y < picture.height; y++) {
      const share = clamp((y / picture.height) * 2.2);
      for (let x = 0; x < picture.width; x++) {
        picture.put(y * picture.width + x, [
          above[0] + (below[0] - above[0]) * share,
          above[1] + (below[1] - above[1]) * share,
          above[2] + (below[2] - above[2]) * share,
        ]);
      }
    }
  }

  /** Four corners in turn; u runs along the first side, v along the last, in metres. */
  quad(corners: readonly [Vector, Vector, Vector, Vector], material: Material, normal?: Vector): void {
    const [a, b, c, d] = corners;
    const facing = normal ?? unit(cross(minus(b, a), minus(d, a)));
    const [wide, high] = [Math.hypot(...minus(b, a)), Math.hypot(...minus(d, a))];
    const lit: Paint = (u, v, at) => multiply(material(u, v, at), this.light(at, facing));
    const with4 = [
      { at: a, u: 0, v: 0 },
      { at: b, u: wide, v: 0 },
      { at: c, u: wide, v: high },
      { at: d, u: 0, v: high },
    ];
    this.lens.fill(this.picture, with4, lit);
  }

  ground(left: number, near: number, right: number, far: number, z: number, material: Material): void {
    const corners = [
      [left, near, z],
      [right, near, z],
      [right, far, z],
      [left, far, z],
    ] as const;
    this.quad(corners, (_u, _v, at) => material(at[0], at[1], at), [0, 0, 1]);
  }

  /** `at` is the middle of its foot; turned to the right by `turn` degrees. Only the sides that face the lens are painted. */
  box(at: Vector, wide: number, deep: number, high: number, side: Material, top: Material = side, turn = 0): void {
    const place = placer(at, turn);
    const [w, d] = [wide / 2, deep / 2];
    const foot = [place(-w, -d, 0), place(w, -d, 0), place(w, d, 0), place(-w, d, 0)] as const;
    const head = foot.map((one): Vector => add(one, [0, 0, high])) as [Vector, Vector, Vector, Vector];
    for (let index = 0; index < 4; index++) {
      const next = (index + 1) % 4;
      const corners = [foot[index]!, foot[next]!, head[next]!, head[index]!] as const;
      if (this.#faces(corners)) this.quad(corners, side);
    }
    if (this.lens.at[2] > at[2] + high) this.quad(head, top, [0, 0, 1]);
  }

  /** A box that is narrower at its top, as cabins of cars are. */
  wedge(
    at: Vector,
    wide: number,
    foot: number,
    head: number,
    high: number,
    shift: number,
    side: Material,
    top: Material,
    turn: number,
  ): void {
    const place = placer(at, turn);
    const w = wide / 2;
    const low = [
      place(-w, -foot / 2, 0),
      place(w, -foot / 2, 0),
      place(w, foot / 2, 0),
      place(-w, foot / 2, 0),
    ] as const;
    const n = w * 0.86;
    const up = [
      ...[place(-n, shift - head / 2, high), place(n, shift - head / 2, high)],
      ...[place(n, shift + head / 2, high), place(-n, shift + head / 2, high)],
    ] as unknown as readonly [Vector, Vector, Vector, Vector];
    for (let index = 0; index < 4; index++) {
      const next = (index + 1) % 4;
      const corners = [low[index]!, low[next]!, up[next]!, up[index]!] as const;
      if (this.#faces(corners)) this.quad(corners, side);
    }
    this.quad(up, top, [0, 0, 1]);
  }

  /** Darkens the ground under and beside something that stands there. */
  shadow(at: Vector, wide: number, deep: number, high: number, turn = 0, share = 0.38): void {
    const place = placer([at[0], at[1], at[2] + 0.02], turn);
    const [w, d] = [wide / 2, deep / 2];
    const foot = [place(-w, -d, 0), place(w, -d, 0), place(w, d, 0), place(-w, d, 0)];
    const fall: Vector = this.sun === null ? [0, 0, 0] : [this.sun[0] * high, this.sun[1] * high, 0];
    const hull = convex([...foot, ...foot.map((one) => add(one, fall))]);
    const corners = hull.map((one) => ({ at: one, u: 0, v: 0 }));
    this.lens.fill(this.picture, corners, () => [0.02, 0.03, 0.06, share]);
  }

  /** A flat figure that faces us, painted by where one is on it: u from -0.5 to 0.5, v from 0 at its foot to 1. */
  figure(foot: Vector, wide: number, high: number, paint: (u: number, v: number) => Colour | null): void {
    const right = unit(cross(unit(minus(foot, this.lens.at)), [0, 0, 1]));
    const half = scale(right, wide / 2);
    const up: Vector = [0, 0, high];
    const lit = this.light(
      add(foot, scale(up, 0.5)),
      unit([this.lens.at[0] - foot[0], this.lens.at[1] - foot[1], 0.6]),
    );
    const corners = [
      { at: minus(foot, half), u: -0.5, v: 0 },
      { at: add(foot, half), u: 0.5, v: 0 },
      { at: add(add(foot, half), up), u: 0.5, v: 1 },
      { at: add(minus(foot, half), up), u: -0.5, v: 1 },
    ];
    this.lens.fill(this.picture, corners, (u, v) => {
      const colour = paint(u, v);
      return colour === null ? null : multiply(colour, lit);
    });
  }

  /** A round thing lit from above: a crown of leaves where `rough`, a lamp where not. */
  ball(at: Vector, radius: number, colour: Colour, rough = 0, seed = 0): void {
    const lit = this.light(at, [0, 0, 1]);
    this.figure(add(at, [0, 0, -radius]), radius * 2, radius * 2, (u, v) => {
      const [x, y] = [u * 2, v * 2 - 1];
      const edge = 1 - rough * grain((x + 2) * 9, (y + 2) * 9, seed);
      if (x * x + y * y > edge) return null;
      const leaf = 1 - rough * 0.9 * grain((x + 2) * 13, (y + 2) * 13, seed + 7);
      return shade(colour, (0.62 + 0.38 * y + 0.1 * x) * leaf * (0.6 + 0.4 * lit[1]));
    });
  }

  /** Adds light around a place on the picture, over everything that is not nearer. */
  glow(at: Vector, radius: number, colour: Colour): void {
    const dot = this.lens.dotOf(at);
    if (dot === null) return;
    const reach = radius * this.lens.dotsAMetre(at);
    const { picture } = this;
    const [top, bottom] = [
      Math.max(0, Math.floor(dot[1] - reach)),
      Math.min(picture.height - 1, Math.ceil(dot[1] + reach)),
    ];
    const [left, right] = [
      Math.max(0, Math.floor(dot[0] - reach)),
      Math.min(picture.width - 1, Math.ceil(dot[0] + reach)),
    ];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const share = 1 - Math.hypot(x - dot[0], y - dot[1]) / reach;
        const index = y * picture.width + x;
        if (share <= 0 || picture.nearness[index]! > dot[2] * 1.05) continue;
        picture.glow(index, shade(colour, share * share));
      }
    }
  }

  /** A pool of light on the ground. */
  pool(at: Vector, wide: number, deep: number, colour: Colour): void {
    const dots: Vector[] = [
      [at[0] - wide, at[1] - deep, 0.03],
      [at[0] + wide, at[1] - deep, 0.03],
      [at[0] + wide, at[1] + deep, 0.03],
      [at[0] - wide, at[1] + deep, 0.03],
    ];
    const corners = dots.map((one, index) => ({
      at: one,
      u: index === 0 || index === 3 ? -1 : 1,
      v: index < 2 ? -1 : 1,
    }));
    this.lens.fill(this.picture, corners, (u, v) => {
      const share = 1 - Math.hypot(u, v);
      return share <= 0 ? null : [...colour, clamp(share) ** 1.5 * 0.5];
    });
  }

  #faces([a, b, , d]: readonly [Vector, Vector, Vector, Vector]): boolean {
    return dot(cross(minus(b, a), minus(d, a)), minus(this.lens.at, a)) > 0;
  }
}

const multiply = (a: Colour, b: Colour): Colour => [a[0] * b[0], a[1] * b[1], a[2] * b[2]];

function placer(at: Vector, turn: number): (x: number, y: number, z: number) => Vector {
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  return (x, y, z) => [at[0] + x * cos + y * sin, at[1] - x * sin + y * cos, at[2] + z];
}

/** Corners of the smallest outline around points on the ground, in turn. */
function convex(points: readonly Vector[]): Vector[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: readonly Vector[]) => {
    const chain: Vector[] = [];
    for (const point of ordered) {
      while (chain.length > 1) {
        const [a, b] = [chain.at(-2)!, chain.at(-1)!];
        if ((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}
