// Rings and polygons as GeoJSON has them (RFC 7946: [lon, lat], first point repeated at the end, outer ring first).
import { type LonLat, metreFrame } from './earth.ts';

export type Ring = readonly LonLat[];
export type PolygonRings = readonly Ring[];

export type AreaGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: PolygonRings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly PolygonRings[] };

export function polygonsOf(geometry: AreaGeometry): readonly PolygonRings[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** Even-odd ray test against one ring; a point exactly on the border may fall either way. Any plane coordinates do. */
export function isInsideRing(point: LonLat, ring: Ring): boolean {
  let inside = false;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
    const a = ring[index]!;
    const b = ring[previous]!;
    if (a[1] > point[1] === b[1] > point[1]) continue;
    if (point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Inside the outer ring and in no hole. */
export function isInsidePolygon(point: LonLat, rings: PolygonRings): boolean {
  const outer = rings[0];
  if (!outer || !isInsideRing(point, outer)) return false;
  return !rings.slice(1).some((hole) => isInsideRing(point, hole));
}

export function isInsideArea(point: LonLat, geometry: AreaGeometry): boolean {
  return polygonsOf(geometry).some((rings) => isInsidePolygon(point, rings));
}

/** Signed shoelace area in the ring's own units squared, positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
  let twice = 0;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
    const a = ring[previous]!;
    const b = ring[index]!;
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}

/** Area in square metres, holes taken off, measured in the flat frame at the first point. */
export function areaM2(geometry: AreaGeometry): number {
  let total = 0;
  for (const rings of polygonsOf(geometry)) {
    const outer = rings[0];
    if (!outer?.[0]) continue;
    const frame = metreFrame(outer[0]);
    rings.forEach((ring, index) => {
      const area = Math.abs(signedArea(ring.map((point) => frame.toMetres(point))));
      total += index === 0 ? area : -area;
    });
  }
  return total;
}

/** [west, south, east, north] of any points. */
export function boundsOf(points: Iterable<LonLat>): [west: number, south: number, east: number, north: number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < bounds[0]) bounds[0] = x;
    if (y < bounds[1]) bounds[1] = y;
    if (x > bounds[2]) bounds[2] = x;
    if (y > bounds[3]) bounds[3] = y;
  }
  return bounds;
}

/** Centroid of one ring (plane coordinates); the mean of its points where it encloses nothing. */
export function ringCentroid(ring: Ring): [number, number] {
  const first = ring[0] ?? [0, 0];
  let twice = 0;
  let x = 0;
  let y = 0;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
    const ax = ring[previous]![0] - first[0];
    const ay = ring[previous]![1] - first[1];
    const bx = ring[index]![0] - first[0];
    const by = ring[index]![1] - first[1];
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (twice === 0) {
    const count = Math.max(1, ring.length);
    return [ring.reduce((sum, p) => sum + p[0], 0) / count, ring.reduce((sum, p) => sum + p[1], 0) / count];
  }
  return [first[0] + x / (3 * twice), first[1] + y / (3 * twice)];
}

/**
 * A point well inside a polygon, for its label: the centroid when that is inside, otherwise the middle of the widest
 * piece of seven horizontal cuts.
 */
export function labelPoint(rings: PolygonRings): [number, number] {
  const outer = rings[0] ?? [];
  const centroid = ringCentroid(outer);
  if (isInsidePolygon(centroid, rings)) return centroid;
  const [, south, , north] = boundsOf(outer);
  let best = { width: -1, point: centroid };
  for (let cut = 1; cut <= 7; cut++) {
    const y = south + ((north - south) * cut) / 8;
    const crossings = rings.flatMap((ring) => crossingsAt(ring, y)).sort((a, b) => a - b);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const width = crossings[index + 1]! - crossings[index]!;
      if (width > best.width) best = { width, point: [(crossings[index]! + crossings[index + 1]!) / 2, y] };
    }
  }
  return best.point;
}

function crossingsAt(ring: Ring, y: number): number[] {
  const found: number[] = [];
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
    const a = ring[index]!;
    const b = ring[previous]!;
    if (a[1] > y !== b[1] > y) found.push(((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]);
  }
  return found;
}
