import FlatQueue from 'flatqueue';
import { metreFrame } from '#shared/geo/earth.ts';

export interface TrackPoint {
  readonly lon: number;
  readonly lat: number;
}

/**
 * The `count` points that keep the shape of a track best (Visvalingam–Whyatt): the point whose triangle with its neighbours is
 * smallest goes first. Ends always stay.
 *
 * @returns indices, ascending
 */
export function simplify(points: readonly TrackPoint[], count: number): number[] {
  const all = points.map((_, index) => index);
  if (points.length <= Math.max(2, count)) return all;
  const frame = metreFrame([points[0]!.lon, points[0]!.lat]);
  const flat = points.map(({ lon, lat }) => frame.toMetres([lon, lat]));
  const before = Int32Array.from(all, (index) => index - 1);
  const after = Int32Array.from(all, (index) => index + 1);
  const areas = new Float64Array(points.length).fill(Number.POSITIVE_INFINITY);
  const queue = new FlatQueue<number>();
  const area = (index: number) => {
    const [a, b, c] = [flat[before[index]!]!, flat[index]!, flat[after[index]!]!];
    return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
  };
  const put = (index: number, atLeast: number) => {
    areas[index] = Math.max(atLeast, area(index));
    queue.push(index, areas[index]!);
  };
  for (let index = 1; index < points.length - 1; index++) put(index, 0);
  const isGone = new Uint8Array(points.length);
  for (let left = points.length; left > Math.max(2, count); ) {
    const priority = queue.peekValue()!;
    const index = queue.pop()!;
    // Measured again since it was put in: the later entry counts.
    if (isGone[index] || priority !== areas[index]) continue;
    isGone[index] = 1;
    left--;
    const [one, other] = [before[index]!, after[index]!];
    after[one] = other;
    before[other] = one;
    if (one > 0) put(one, priority);
    if (other < points.length - 1) put(other, priority);
  }
  return all.filter((index) => !isGone[index]);
}
