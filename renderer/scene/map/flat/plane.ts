/** The flat map's way from metres of the frame to pixels: straight down, so that a whole sheet is turned and stretched at once. */
import type { Lens } from '../../camera/view.ts';

/** As `CanvasRenderingContext2D.setTransform` takes it: x′ = a·x + c·y + e, y′ = b·x + d·y + f. */
export interface Plane {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** @param ratio device pixels per CSS pixel */
export function planeOf({ eye, right, up, width, height, metresPerPixel }: Lens, ratio: number): Plane {
  const scale = ratio / metresPerPixel;
  const [a, c] = [right[0]! * scale, right[1]! * scale];
  const [b, d] = [-up[0]! * scale, -up[1]! * scale];
  return {
    ...{ a, b, c, d },
    e: (width * ratio) / 2 - a * eye[0]! - c * eye[1]!,
    f: (height * ratio) / 2 - b * eye[0]! - d * eye[1]!,
  };
}

export const isSamePlane = (one: Plane | null, other: Plane): boolean =>
  one !== null &&
  (['a', 'b', 'c', 'd', 'e', 'f'] as const).every((field) => Math.abs(one[field] - other[field]) < 1e-9);

/** What turns a picture made with `from` into one as `to` would make it. */
export function fromTo(from: Plane, to: Plane): Plane {
  const area = from.a * from.d - from.b * from.c;
  const back = { a: from.d / area, b: -from.b / area, c: -from.c / area, d: from.a / area };
  const [e, f] = [-(back.a * from.e + back.c * from.f), -(back.b * from.e + back.d * from.f)];
  return {
    a: to.a * back.a + to.c * back.b,
    b: to.b * back.a + to.d * back.b,
    c: to.a * back.c + to.c * back.d,
    d: to.b * back.c + to.d * back.d,
    e: to.a * e + to.c * f + to.e,
    f: to.b * e + to.d * f + to.f,
  };
}
