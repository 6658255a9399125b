// GeoJSON of unknown quality (RFC 7946), bounded: a feature with a million corners costs that feature, not the import.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { Dropped, type SourceFeature } from '../source.ts';
import { ImportRefused, MAX_SOURCE_BYTES, type VectorSource, VertexBudget, vertexCount } from './read.ts';

const looseFeature = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.looseObject({ type: z.string(), coordinates: z.unknown() }).nullish(),
});
const looseCollection = z.object({
  type: z.literal('FeatureCollection'),
  /** Pre-2016 files name their system here, as `urn:ogc:def:crs:EPSG::4490`. */
  crs: z
    .object({ properties: z.object({ name: z.string().max(200) }) })
    .optional()
    .catch(undefined),
  features: z.array(z.unknown()).max(2_000_000),
});

export async function readGeojson(path: string): Promise<VectorSource> {
  const { size } = await stat(path);
  const name = basename(path);
  if (size > MAX_SOURCE_BYTES)
    throw new ImportRefused('tooBig', `${name} 过大（${size} 字节）`, `${name} is too large`);
  let json: unknown;
  try {
    json = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ImportRefused('json', `${name} 不是有效的 JSON：${error.message}`, `${name} is not valid JSON`);
  }
  const collection = looseCollection.safeParse(json);
  if (!collection.success)
    throw new ImportRefused(
      'geojson',
      `${name} 不是 GeoJSON FeatureCollection`,
      `${name} is no GeoJSON FeatureCollection`,
    );
  const dropped = new Dropped();
  const budget = new VertexBudget();
  const features: SourceFeature[] = [];
  for (const one of collection.data.features) {
    const checked = looseFeature.safeParse(one);
    if (!checked.success || !checked.data.geometry) dropped.add('not a feature with a geometry');
    else if (!budget.take(vertexCount(checked.data.geometry.coordinates))) dropped.add('too many vertices');
    else {
      const { id, properties, geometry } = checked.data;
      features.push({ id: id === undefined ? null : String(id), properties: properties ?? {}, geometry });
    }
  }
  const code = /EPSG:+(\d{4,6})$/.exec(collection.data.crs?.properties.name ?? '')?.[1];
  return { features, dropped, statedCrs: code ? `EPSG:${code}` : null };
}
