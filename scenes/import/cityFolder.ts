// Finds a city's files by the names exports usually have.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CitySources } from './importCity.ts';

const NAMES = {
  roads: ['roads.geojson', 'roads_full.geojson'],
  blocks: ['grids.geojson', 'blocks.geojson', 'blocks_from_roads_DERIVED.geojson'],
  places: ['pois.geojson', 'places.geojson'],
  water: ['water.geojson'],
  landuse: ['landuse.geojson'],
  buildings3tz: ['buildings.3tz', 'realscene.3tz'],
} satisfies Partial<Record<keyof CitySources, string[]>>;

/** Throws when roads or grids are missing: without them there is no pack. */
export function citySources(
  from: string,
  rest: Pick<CitySources, 'out' | 'created'> & Partial<CitySources>,
): CitySources {
  const find = (role: keyof typeof NAMES) =>
    NAMES[role].map((name) => join(from, name)).find((path) => existsSync(path));
  const roads = find('roads');
  const blocks = find('blocks');
  if (!roads || !blocks) throw new Error(`${from} needs ${NAMES.roads.join(' or ')}, and ${NAMES.blocks.join(' or ')}`);
  const optional: Partial<Record<'places' | 'water' | 'landuse' | 'buildings3tz', string>> = {};
  for (const role of ['places', 'water', 'landuse', 'buildings3tz'] as const) {
    const path = find(role);
    if (path) optional[role] = path;
  }
  return { ...optional, ...rest, roads, blocks };
}
