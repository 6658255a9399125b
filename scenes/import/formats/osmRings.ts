// Relations of type multipolygon: ways joined end to end into rings, holes given to the ring around them.
import type { LonLat } from '#shared/geo/earth.ts';
import { isInsidePolygon } from '#shared/geo/polygon.ts';

export interface OsmMember {
  readonly type: 'node' | 'way' | 'relation';
  readonly ref: number;
  readonly role: string;
}

/** Rings of one relation are few; more ways than this are a coast or a border of a country, and no area of a city. */
const MOST_WAYS = 5_000;

/** Node ids of closed rings; null when some end meets no other, as where an extract cuts the area. */
export function ringsOf(ways: readonly (readonly number[])[]): number[][] | null {
  if (ways.length > MOST_WAYS) return null;
  const open = ways.filter((nodes) => nodes.length >= 2).map((nodes) => [...nodes]);
  const rings: number[][] = [];
  while (open.length > 0) {
    const ring = open.pop()!;
    while (ring[0] !== ring.at(-1)) {
      const end = ring.at(-1)!;
      const next = open.findIndex((nodes) => nodes[0] === end || nodes.at(-1) === end);
      if (next === -1) return null;
      const [nodes] = open.splice(next, 1);
      ring.push(...(nodes![0] === end ? nodes! : nodes!.reverse()).slice(1));
    }
    if (ring.length < 4) return null;
    rings.push(ring);
  }
  return rings;
}

/** Polygons of outer rings with the holes that lie in them; a hole outside all of them belongs to none. */
export function polygonsOf(outer: readonly LonLat[][], inner: readonly LonLat[][]): LonLat[][][] {
  const polygons = outer.map((ring) => [ring]);
  for (const hole of inner) polygons.find(([ring]) => isInsidePolygon(hole[0]!, [ring!]))?.push(hole);
  return polygons;
}
