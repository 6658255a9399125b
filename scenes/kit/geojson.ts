// GeoJSON as bytes: one feature a line, so that a diff of two packs can be read.
import type { MetreFrame } from '#shared/geo/earth.ts';
import type { Point } from './plane.ts';

export interface Feature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly properties: object;
}

export function feature(id: string, geometry: Feature['geometry'], properties: object): Feature {
  return { type: 'Feature', id, geometry, properties };
}

export function collectionBytes(features: readonly Feature[], members: object = {}): Buffer {
  const head = JSON.stringify({ type: 'FeatureCollection', ...members }).slice(0, -1);
  return Buffer.from(`${head},"features":[\n${features.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`, 'utf8');
}

/** Seven decimals: a centimetre. The same point always becomes the same numbers, so shared corners stay shared. */
export function positionsIn(frame: MetreFrame): (p: Point) => [number, number] {
  return ({ x, y }) => {
    const [lon, lat] = frame.toLonLat(x, y);
    return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
  };
}

export const closed = <Item>(ring: readonly Item[]): Item[] => [...ring, ring[0]!];
