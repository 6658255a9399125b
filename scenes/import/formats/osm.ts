// OpenStreetMap elements, from whichever file they came, as features by what they are: roads, railways, water, areas, buildings, places.
import type { LonLat } from '#shared/geo/earth.ts';
import { ringCentroid } from '#shared/geo/polygon.ts';
import { Dropped, type SourceFeature } from '../source.ts';
import { type OsmMember, polygonsOf, ringsOf } from './osmRings.ts';
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
  /** Those without tags as well: they are the borders of relations. */
  readonly #ways = new Map<number, { nodes: readonly number[]; tags: OsmTags }>();
  readonly #areas: { id: number; members: readonly OsmMember[]; tags: OsmTags }[] = [];
  #otherRelations = 0;

  node(id: number, lon: number, lat: number, tags: OsmTags): void {
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return;
    if (this.#positions.size >= MAX_NODES)
      throw new ImportRefused('tooBig', `超过 ${MAX_NODES} 个节点`, 'too many nodes');
    this.#positions.set(id, [lon, lat]);
    if ('name' in tags) this.#tagged.push({ id, at: [lon, lat], tags });
  }

  way(id: number, nodes: readonly number[], tags: OsmTags): void {
    if (this.#ways.size >= MAX_WAYS) throw new ImportRefused('tooBig', `超过 ${MAX_WAYS} 条路径`, 'too many ways');
    this.#ways.set(id, { nodes, tags });
  }

  relation(id: number, members: readonly OsmMember[], tags: OsmTags): void {
    if (tags.type === 'multipolygon') this.#areas.push({ id, members, tags });
    else this.#otherRelations++;
  }

  /** Features by role. Routes, borders and other relations that draw no area are counted, not read. */
  finish(): { byRole: Record<OsmRole, SourceFeature[]>; dropped: Dropped } {
    const dropped = new Dropped();
    if (this.#otherRelations > 0) dropped.add('relation', this.#otherRelations);
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
    for (const [id, { nodes, tags }] of this.#ways) {
      if (Object.keys(tags).length === 0) continue;
      const line = this.#lineOf(nodes);
      if (line.length < nodes.length) dropped.add('node outside the extract');
      if (line.length >= 2) sortWay(byRole, `way/${id}`, line, tags);
    }
    for (const { id, members, tags } of this.#areas) {
      const area = areaOf(tags);
      const polygons = area && this.#polygonsOf(members);
      if (!area) dropped.add('relation');
      else if (!polygons) dropped.add('relation with an open ring');
      else {
        const geometry = { type: 'MultiPolygon', coordinates: polygons };
        byRole[area.role].push(source(`relation/${id}`, { ...tags, ...area.kind }, geometry));
        addPlace(byRole, `relation/${id}`, tags, ringCentroid(polygons[0]![0]!));
      }
    }
    return { byRole, dropped };
  }

  #lineOf(nodes: readonly number[]): LonLat[] {
    return nodes.flatMap((node) => {
      const at = this.#positions.get(node);
      return at ? [at] : [];
    });
  }

  /** Null where a way or a node of it is missing: half a lake is worse than none. */
  #polygonsOf(members: readonly OsmMember[]): LonLat[][][] | null {
    const rings = (isInner: boolean): LonLat[][] | null => {
      const ways = members.filter(({ type, role }) => type === 'way' && (role === 'inner') === isInner);
      const lines = ways.map(({ ref }) => this.#ways.get(ref)?.nodes ?? []);
      if (lines.some((nodes) => nodes.length === 0)) return null;
      const closed = ringsOf(lines)?.map((nodes) => ({ nodes, line: this.#lineOf(nodes) }));
      if (!closed || closed.some(({ nodes, line }) => line.length < nodes.length)) return null;
      return closed.map(({ line }) => line);
    };
    const [outer, inner] = [rings(false), rings(true)];
    return outer && inner && outer.length > 0 ? polygonsOf(outer, inner) : null;
  }
}

function sortWay(byRole: Record<OsmRole, SourceFeature[]>, id: string, line: LonLat[], tags: OsmTags): void {
  const isRing = line.length >= 4 && line[0]![0] === line.at(-1)![0] && line[0]![1] === line.at(-1)![1];
  const asLine = { type: 'LineString', coordinates: line };
  if (tags.highway && !NO_ROADS.has(tags.highway) && tags.area !== 'yes') byRole.roads.push(source(id, tags, asLine));
  else if (/^(rail|subway|light_rail|tram|monorail)$/.test(tags.railway ?? ''))
    byRole.railways.push(source(id, tags, asLine));
  if (!isRing) return;
  const area = areaOf(tags);
  if (area) byRole[area.role].push(source(id, { ...tags, ...area.kind }, { type: 'Polygon', coordinates: [line] }));
  addPlace(byRole, id, tags, ringCentroid(line));
}

/** What a closed line or a relation stands for on the ground; null when it is no area we draw. */
function areaOf(tags: OsmTags): { role: 'water' | 'buildings' | 'landuse'; kind: { kind?: string } } | null {
  if (tags.natural === 'water' || tags.waterway === 'riverbank' || tags.landuse === 'reservoir')
    return { role: 'water', kind: { kind: tags.water ?? 'water' } };
  if (tags.building && tags.building !== 'no') return { role: 'buildings', kind: {} };
  const use = tags.landuse ?? tags.leisure;
  return use === undefined ? null : { role: 'landuse', kind: { kind: use } };
}

function addPlace(byRole: Record<OsmRole, SourceFeature[]>, id: string, tags: OsmTags, at: LonLat): void {
  const kind = tags.name ? placeKind(tags) : null;
  if (kind) byRole.places.push(source(id, { ...tags, kind }, { type: 'Point', coordinates: at }));
}

function placeKind(tags: OsmTags): string | null {
  const key = PLACE_KEYS.find((one) => tags[one] !== undefined);
  return key ? tags[key]! : null;
}

function source(id: string, properties: OsmTags, geometry: SourceFeature['geometry']): SourceFeature {
  return { id, properties, geometry };
}
