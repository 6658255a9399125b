// Reading what a site hands over: GeoJSON of unknown quality. Each feature is judged alone; what is dropped is counted.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { LonLat } from '#shared/geo/earth.ts';

const looseFeature = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.looseObject({ type: z.string(), coordinates: z.unknown() }).nullish(),
});
const looseCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).max(2_000_000),
});

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

  add(reason: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  get list(): { reason: string; count: number }[] {
    return [...this.#counts].map(([reason, count]) => ({ reason, count }));
  }
}

/** Throws when the file is not a FeatureCollection at all: there is nothing to import then. */
export async function readSource(path: string, dropped: Dropped): Promise<SourceFeature[]> {
  const collection = looseCollection.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!collection.success) throw new Error(`${path} is not a GeoJSON FeatureCollection`);
  const features: SourceFeature[] = [];
  for (const one of collection.data.features) {
    const checked = looseFeature.safeParse(one);
    if (!checked.success || !checked.data.geometry) dropped.add('not a feature with a geometry');
    else {
      const { id, properties, geometry } = checked.data;
      features.push({ id: id === undefined ? null : String(id), properties: properties ?? {}, geometry });
    }
  }
  return features;
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
  return parsedParts(parts, polygon).map((rings) =>
    rings.map((ring) => {
      const [first, last] = [ring[0]!, ring.at(-1)!];
      return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
    }),
  );
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
