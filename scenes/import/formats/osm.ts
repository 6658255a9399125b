// OpenStreetMap elements, from whichever file they came, as features by what they are: roads, railways, water, areas, buildings, places.
import type { LonLat } from '#shared/geo/earth.ts';
import { ringCentroid } from '#shared/geo/polygon.ts';
import { Dropped, type SourceFeature } from '../source.ts';
import { ImportRefused } from './read.ts';

export type OsmTags = Readonly<Record<string, string>>;
export type OsmRole = 'roads' | 'railways' | 'water' | 'landuse' | 'buildings' | 'places';

const MAX_NODES = 30_000_000;
const MAX_WAYS = 5_000_000;
/** Not there yet, or not there any more. */
const NO_ROADS = new Set([
  'proposed',
  'construction',
  'abandoned',
  'razed',
  'platform',
  'rest_area',
  'services',
  'elevator',
]);
const PLACE_KEYS = ['amenity', 'shop', 'tourism', 'leisure', 'railway', 'public_transport', 'office', 'historic'];

/** Collects nodes and ways in any order; Overpass writes ways first when asked to recurse down. */
export class OsmCollector {
  readonly #positions = new Map<number, LonLat>();
  readonly #tagged: { id: number; at: LonLat; tags: OsmTags }[] = [];
  readonly #ways: { id: number; nodes: readonly number[]; tags: OsmTags }[] = [];
  #relations = 0;

  node(id: number, lon: number, lat: number, tags: OsmTags): void {
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return;
    if (this.#positions.size >= MAX_NODES)
      throw new ImportRefused('tooBig', `超过 ${MAX_NODES} 个节点`, 'too many nodes');
    this.#positions.set(id, [lon, lat]);
    if ('name' in tags) this.#tagged.push({ id, at: [lon, lat], tags });
  }

  way(id: number, nodes: readonly number[], tags: OsmTags): void {
    if (this.#ways.length >= MAX_WAYS) throw new ImportRefused('tooBig', `超过 ${MAX_WAYS} 条路径`, 'too many ways');
    if (Object.keys(tags).length > 0) this.#ways.push({ id, nodes, tags });
  }

  relation(): void {
    this.#relations++;
  }

  /** Features by role. Relations (multipolygons, routes) are counted, not read. */
  finish(): { byRole: Record<OsmRole, SourceFeature[]>; dropped: Dropped } {
    const dropped = new Dropped();
    for (let left = this.#relations; left > 0; left--) dropped.add('relation');
    const byRole: Record<OsmRole, SourceFeature[]> = {
      roads: [],
      railways: [],
      water: [],
      landuse: [],
      buildings: [],
      places: [],
    };
    for (const { id, at, tags } of this.#tagged) {
      const kind = placeKind(tags);
      if (kind) byRole.places.push(source(`node/${id}`, { ...tags, kind }, { type: 'Point', coordinates: at }));
    }
    for (const { id, nodes, tags } of this.#ways) {
      const line = nodes.flatMap((node) => {
        const at = this.#positions.get(node);
        return at ? [at] : [];
      });
      if (line.length < nodes.length) dropped.add('node outside the extract');
      if (line.length < 2) continue;
      this.#sort(byRole, `way/${id}`, line, tags);
    }
    return { byRole, dropped };
  }

  #sort(byRole: Record<OsmRole, SourceFeature[]>, id: string, line: LonLat[], tags: OsmTags): void {
    const isRing = line.length >= 4 && line[0]![0] === line.at(-1)![0] && line[0]![1] === line.at(-1)![1];
    const asLine = { type: 'LineString', coordinates: line };
    const asArea = { type: 'Polygon', coordinates: [line] };
    if (tags.highway && !NO_ROADS.has(tags.highway) && tags.area !== 'yes') byRole.roads.push(source(id, tags, asLine));
    else if (/^(rail|subway|light_rail|tram|monorail)$/.test(tags.railway ?? ''))
      byRole.railways.push(source(id, tags, asLine));
    if (!isRing) return;
    if (tags.natural === 'water' || tags.waterway === 'riverbank' || tags.landuse === 'reservoir')
      byRole.water.push(source(id, { ...tags, kind: tags.water ?? 'water' }, asArea));
    else if (tags.building && tags.building !== 'no') byRole.buildings.push(source(id, tags, asArea));
    else if (tags.landuse ?? tags.leisure)
      byRole.landuse.push(source(id, { ...tags, kind: (tags.landuse ?? tags.leisure)! }, asArea));
    const kind = tags.name ? placeKind(tags) : null;
    if (kind) byRole.places.push(source(id, { ...tags, kind }, { type: 'Point', coordinates: ringCentroid(line) }));
  }
}

function placeKind(tags: OsmTags): string | null {
  const key = PLACE_KEYS.find((one) => tags[one] !== undefined);
  return key ? tags[key]! : null;
}

function source(id: string, properties: OsmTags, geometry: SourceFeature['geometry']): SourceFeature {
  return { id, properties, geometry };
}
