// Roads with their OSM tags as they are, and what an operator should know about them before trusting an ETA.
import type { LonLat } from '#shared/geo/earth.ts';
import type { RoadReport } from '#shared/wire/sceneReport.ts';
import { type Feature, feature } from '../kit/geojson.ts';
import { type Dropped, linesOf, type SourceFeature, textOf } from './source.ts';

const KEPT_TAGS = [
  'name',
  'oneway',
  'maxspeed',
  'lanes',
  'layer',
  'bridge',
  'tunnel',
  'access',
  'junction',
  'surface',
] as const;

export function importRoads(
  source: readonly SourceFeature[],
  dropped: Dropped,
): { features: Feature[]; report: RoadReport } {
  const features: Feature[] = [];
  for (const one of source) {
    const highway = textOf(one.properties.highway);
    const lines = linesOf(one);
    if (highway === null) dropped.add('no highway tag');
    else if (lines.length === 0) dropped.add('not a line');
    const tags: Record<string, string> = {};
    for (const tag of KEPT_TAGS) {
      const value = textOf(one.properties[tag]);
      if (value !== null) tags[tag] = value;
    }
    if (highway === null) continue;
    lines.forEach((coordinates, index) => {
      const id = `${one.id ?? `road/${features.length}`}${lines.length > 1 ? `/${index}` : ''}`;
      features.push(feature(id, { type: 'LineString', coordinates }, { highway, ...tags }));
    });
  }
  return { features, report: reportOf(features) };
}

/** What breaks ETAs without anybody seeing it: roads that do not join. */
export function partsWarning({ components, largestShare }: RoadReport): string[] {
  return components > 1
    ? [
        `路网有 ${components} 个互不连通的部分，最大部分占 ${(largestShare * 100).toFixed(1)} % · the roads fall into ${components} parts, the largest with ${(largestShare * 100).toFixed(1)} %`,
      ]
    : [];
}

function reportOf(features: readonly Feature[]): RoadReport {
  const parent = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    while (parent.get(root) !== root) root = parent.get(root)!;
    for (let at = node; at !== root; ) {
      const above = parent.get(at)!;
      parent.set(at, root);
      at = above;
    }
    return root;
  };
  for (const { geometry } of features) {
    const nodes = (geometry.coordinates as LonLat[]).map(([lon, lat]) => `${lon},${lat}`);
    for (const node of nodes) if (!parent.has(node)) parent.set(node, node);
    for (const node of nodes.slice(1)) parent.set(rootOf(node), rootOf(nodes[0]!));
  }
  const sizes = new Map<string, number>();
  for (const node of parent.keys()) sizes.set(rootOf(node), (sizes.get(rootOf(node)) ?? 0) + 1);
  const has = (tag: string) => features.filter(({ properties }) => tag in properties).length;
  const share = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000);
  return {
    ways: features.length,
    nodes: parent.size,
    components: sizes.size,
    largestShare: share(Math.max(0, ...sizes.values()), parent.size),
    oneWayShare: share(features.filter(isOneWay).length, features.length),
    unnamedShare: share(features.length - has('name'), features.length),
  };
}

/** As the roads read it: along the drawn direction or against it. `no` is a tag too. */
const isOneWay = ({ properties: { oneway } }: { readonly properties: { readonly oneway?: unknown } }) =>
  ['yes', 'true', '1', '-1', 'reverse'].includes(String(oneway));
