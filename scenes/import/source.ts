// A feature as a site handed it over, of unknown quality. Each is judged alone; what is dropped is counted.
import { z } from 'zod';
import type { LonLat } from '#shared/geo/earth.ts';

const position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.unknown())
  .transform(([lon, lat]): [number, number] => [lon, lat]);
const line = z.array(position).min(2);
const polygon = z.array(z.array(position).min(4)).min(1);

export interface SourceFeature {
  readonly id: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: { readonly type: string; readonly coordinates?: unknown };
}

/** How many were left out, by reason. */
export class Dropped {
  readonly #counts = new Map<string, number>();

  add(reason: string, count = 1): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + count);
  }

  get list(): { reason: string; count: number }[] {
    return [...this.#counts].map(([reason, count]) => ({ reason, count }));
  }
}

export function linesOf({ geometry }: SourceFeature): LonLat[][] {
  const parts =
    geometry.type === 'LineString'
      ? [geometry.coordinates]
      : geometry.type === 'MultiLineString'
        ? geometry.coordinates
        : [];
  return parsedParts(parts, line);
}

/** Polygons with closed rings; a ring that does not close is closed. */
export function polygonsIn({ geometry }: SourceFeature): LonLat[][][] {
  const parts =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return closedRings(parsedParts(parts, polygon));
}

export const closedRings = (polygons: readonly (readonly (readonly LonLat[])[])[]): LonLat[][][] =>
  polygons.map((rings) => rings.map(closedRing));

/** The ring with its first corner at its end as well, which an open one lacks. */
export function closedRing(ring: readonly LonLat[]): LonLat[] {
  return isClosed(ring) ? [...ring] : [...ring, ring[0]!];
}

export function isClosed(ring: readonly LonLat[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return !first || !last || (first[0] === last[0] && first[1] === last[1]);
}

export function pointOf({ geometry }: SourceFeature): LonLat | null {
  const point = geometry.type === 'Point' ? position.safeParse(geometry.coordinates) : null;
  return point?.success ? point.data : null;
}

function parsedParts<Part>(parts: unknown, schema: z.ZodType<Part>): Part[] {
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part) => {
    const parsed = schema.safeParse(part);
    return parsed.success ? [parsed.data] : [];
  });
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
}
