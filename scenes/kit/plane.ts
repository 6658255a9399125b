// Plane geometry in metres for the generator: x east, y north.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const point = (x: number, y: number): Point => ({ x, y });
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
export const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

export function turn(p: Point, angle: number): Point {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { x: p.x * cos - p.y * sin, y: p.x * sin + p.y * cos };
}

/** Signed area, positive when counter-clockwise; the ring is open (first point not repeated). */
export function ringArea(ring: readonly Point[]): number {
  let twice = 0;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
    twice += ring[previous]!.x * ring[index]!.y - ring[index]!.x * ring[previous]!.y;
  }
  return twice / 2;
}

export function centroid(ring: readonly Point[]): Point {
  const area = ringArea(ring);
  let x = 0;
  let y = 0;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
    const a = ring[previous]!;
    const b = ring[index]!;
    const cross = a.x * b.y - b.x * a.y;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  return { x: x / (6 * area), y: y / (6 * area) };
}

export function isInside(p: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
    const a = ring[index]!;
    const b = ring[previous]!;
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared));
  return Math.hypot(p.x - a.x - dx * along, p.y - a.y - dy * along);
}

/** Where two segments cross, as shares along each, or null. Parallel segments do not cross. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { first: number; second: number } | null {
  const abx = b.x - a.x;
  const aby = b.y - a.y;
  const cdx = d.x - c.x;
  const cdy = d.y - c.y;
  const cross = abx * cdy - aby * cdx;
  if (Math.abs(cross) < 1e-9) return null;
  const first = ((c.x - a.x) * cdy - (c.y - a.y) * cdx) / cross;
  const second = ((c.x - a.x) * aby - (c.y - a.y) * abx) / cross;
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? { first, second } : null;
}

/** A smooth line through the given points (Catmull-Rom), a point about every `stepM` metres. */
export function smooth(points: readonly Point[], stepM: number): Point[] {
  const line: Point[] = [points[0]!];
  for (let index = 0; index + 1 < points.length; index++) {
    const b = points[index]!;
    const c = points[index + 1]!;
    const a = points[index - 1] ?? between(b, c, -1);
    const d = points[index + 2] ?? between(c, b, -1);
    const steps = Math.max(1, Math.round(distance(b, c) / stepM));
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      const blend = (p: number, q: number, r: number, s: number) =>
        0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
      line.push({ x: blend(a.x, b.x, c.x, d.x), y: blend(a.y, b.y, c.y, d.y) });
    }
  }
  return line;
}

/** A line beside another, `offset` metres to its left (negative: right). */
export function beside(line: readonly Point[], offset: number): Point[] {
  return line.map((p, index) => {
    const before = line[Math.max(0, index - 1)]!;
    const after = line[Math.min(line.length - 1, index + 1)]!;
    const length = distance(before, after) || 1;
    return {
      x: p.x - ((after.y - before.y) / length) * offset,
      y: p.y + ((after.x - before.x) / length) * offset,
    };
  });
}

/** The direction (radians) of the longest edge, and the extents of the ring in the frame turned to it. */
export interface Box {
  readonly angle: number;
  readonly minU: number;
  readonly maxU: number;
  readonly minV: number;
  readonly maxV: number;
}

export function boxAlong(ring: readonly Point[], angle: number): Box {
  const turned = ring.map((p) => turn(p, -angle));
  return {
    angle,
    minU: Math.min(...turned.map((p) => p.x)),
    maxU: Math.max(...turned.map((p) => p.x)),
    minV: Math.min(...turned.map((p) => p.y)),
    maxV: Math.max(...turned.map((p) => p.y)),
  };
}

/** The smallest box around a ring over the directions of its edges. */
export function smallestBox(ring: readonly Point[]): Box {
  let best: Box | undefined;
  let bestArea = Infinity;
  ring.forEach((p, index) => {
    const q = ring[(index + 1) % ring.length]!;
    if (distance(p, q) < 5) return;
    const box = boxAlong(ring, Math.atan2(q.y - p.y, q.x - p.x));
    const area = (box.maxU - box.minU) * (box.maxV - box.minV);
    if (area < bestArea - 1e-6) {
      best = box;
      bestArea = area;
    }
  });
  return best ?? boxAlong(ring, 0);
}
