// What a building is made of: prisms with a roof, each with its colours. Rectangles are given by centre, angle and size.
import { type Point, point, turn } from '../../kit/plane.ts';

/** sRGB 0–255. */
export type Colour = readonly [red: number, green: number, blue: number];

export interface Solid {
  /** Counter-clockwise, open. */
  readonly footprint: readonly Point[];
  readonly baseM: number;
  /** Eaves for a pitched roof. */
  readonly topM: number;
  readonly roof: 'flat' | 'gable' | 'pyramid';
  /** Height of ridge or apex above `topM`. */
  readonly riseM: number;
  readonly wall: Colour;
  readonly roofColour: Colour;
}

export interface Rect {
  readonly centre: Point;
  /** Direction of the width, radians. */
  readonly angle: number;
  readonly width: number;
  readonly depth: number;
}

/** Points given in a rectangle's own frame (u along the width, v along the depth) in the plane. */
export function inFrame(rect: Rect, pairs: readonly (readonly [u: number, v: number])[]): Point[] {
  return pairs.map(([u, v]) => {
    const p = turn(point(u, v), rect.angle);
    return point(rect.centre.x + p.x, rect.centre.y + p.y);
  });
}

export function corners(rect: Rect, grow = 0): Point[] {
  const u = rect.width / 2 + grow;
  const v = rect.depth / 2 + grow;
  return inFrame(rect, [
    [-u, -v],
    [u, -v],
    [u, v],
    [-u, v],
  ]);
}

/** A part of a rectangle by shares of its half width and half depth, all −1…1. */
export function part(rect: Rect, u0: number, v0: number, u1: number, v1: number): Rect {
  const centre = inFrame(rect, [[((u0 + u1) / 4) * rect.width, ((v0 + v1) / 4) * rect.depth]])[0]!;
  return { centre, angle: rect.angle, width: ((u1 - u0) / 2) * rect.width, depth: ((v1 - v0) / 2) * rect.depth };
}

export interface Finish {
  readonly wall: Colour;
  readonly roof: Colour;
}

export function prism(footprint: readonly Point[], baseM: number, topM: number, finish: Finish): Solid {
  return { footprint, baseM, topM, roof: 'flat', riseM: 0, wall: finish.wall, roofColour: finish.roof };
}

export function block(rect: Rect, baseM: number, topM: number, finish: Finish): Solid {
  return prism(corners(rect), baseM, topM, finish);
}

/** A gabled house; the ridge runs along the longer side. */
export function gabled(rect: Rect, baseM: number, eavesM: number, riseM: number, finish: Finish): Solid {
  const turned =
    rect.width >= rect.depth
      ? rect
      : { ...rect, angle: rect.angle + Math.PI / 2, width: rect.depth, depth: rect.width };
  return { ...block(turned, baseM, eavesM, finish), roof: 'gable', riseM };
}

export function pyramid(
  footprint: readonly Point[],
  baseM: number,
  eavesM: number,
  riseM: number,
  finish: Finish,
): Solid {
  return { ...prism(footprint, baseM, eavesM, finish), roof: 'pyramid', riseM };
}

export function polygonAround(centre: Point, radius: number, sides: number, turned = 0): Point[] {
  return Array.from({ length: sides }, (_, index) => {
    const angle = turned + (index / sides) * 2 * Math.PI;
    return point(centre.x + radius * Math.cos(angle), centre.y + radius * Math.sin(angle));
  });
}

type Shape = readonly (readonly [u: number, v: number])[];

/** Plan shapes in half-width and half-depth shares, counter-clockwise. */
const SHAPES = {
  l: [
    [-1, -1],
    [1, -1],
    [1, -0.3],
    [-0.3, -0.3],
    [-0.3, 1],
    [-1, 1],
  ],
  u: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [0.55, 1],
    [0.55, -0.3],
    [-0.55, -0.3],
    [-0.55, 1],
    [-1, 1],
  ],
  h: [
    [-1, -1],
    [-0.4, -1],
    [-0.4, -0.35],
    [0.4, -0.35],
    [0.4, -1],
    [1, -1],
    [1, 1],
    [0.4, 1],
    [0.4, 0.35],
    [-0.4, 0.35],
    [-0.4, 1],
    [-1, 1],
  ],
  cross: [
    [-0.45, -1],
    [0.45, -1],
    [0.45, -0.45],
    [1, -0.45],
    [1, 0.45],
    [0.45, 0.45],
    [0.45, 1],
    [-0.45, 1],
    [-0.45, 0.45],
    [-1, 0.45],
    [-1, -0.45],
    [-0.45, -0.45],
  ],
  slab: [
    [-1, -1],
    [-0.5, -1],
    [-0.5, -0.72],
    [0, -0.72],
    [0, -1],
    [0.5, -1],
    [0.5, -0.72],
    [1, -0.72],
    [1, 1],
    [-1, 1],
  ],
  notched: [
    [-0.7, -1],
    [0.7, -1],
    [0.7, -0.7],
    [1, -0.7],
    [1, 0.7],
    [0.7, 0.7],
    [0.7, 1],
    [-0.7, 1],
    [-0.7, 0.7],
    [-1, 0.7],
    [-1, -0.7],
    [-0.7, -0.7],
  ],
} satisfies Record<string, Shape>;

export function shaped(rect: Rect, shape: keyof typeof SHAPES): Point[] {
  return inFrame(
    rect,
    SHAPES[shape].map(([u, v]) => [(u * rect.width) / 2, (v * rect.depth) / 2] as const),
  );
}
