/** Points of a scene in metres: x to the right, y away from us, z up. Colours are 0 to 1, red, green, blue. */
export type Vector = readonly [x: number, y: number, z: number];
export type Colour = readonly [red: number, green: number, blue: number];

export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const unit = (a: Vector): Vector => scale(a, 1 / (Math.hypot(...a) || 1));
export const mix = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];
export const shade = (a: Colour, by: number): Colour => [a[0] * by, a[1] * by, a[2] * by];
export const clamp = (value: number, low = 0, high = 1): number => Math.min(high, Math.max(low, value));
export const smooth = (low: number, high: number, value: number): number => {
  const share = clamp((value - low) / (high - low));
  return share * share * (3 - 2 * share);
};

/** The same number for the same place, 0 to 1: grain of asphalt, leaves, plaster. */
export function grain(x: number, y: number, seed = 0): number {
  let mixed = Math.imul(Math.floor(x) ^ 0x9e37, 0x85eb_ca6b) ^ Math.imul(Math.floor(y) + seed * 977, 0xc2b2_ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b_3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
}

/** Grain without edges. */
export function cloud(x: number, y: number, seed = 0): number {
  const [left, low] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [smooth(0, 1, x - left), smooth(0, 1, y - low)];
  const below = grain(left, low, seed) * (1 - u) + grain(left + 1, low, seed) * u;
  const above = grain(left, low + 1, seed) * (1 - u) + grain(left + 1, low + 1, seed) * u;
  return below * (1 - v) + above * v;
}
