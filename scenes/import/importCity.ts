// A real city's files into a scene pack, with a report the site signs off: what came in, what was left out and why.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openZip } from '#main/pack/zip.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { boundsOf } from '#shared/geo/polygon.ts';
import type { PackLayer } from '#shared/wire/pack.ts';
import { collectionBytes, type Feature, feature } from '../kit/geojson.ts';
import { PackFolder } from '../kit/packFolder.ts';
import { buildHierarchy } from './hierarchy.ts';
import { importPlaces } from './places.ts';
import { importRoads, type RoadReport } from './roads.ts';
import { Dropped, polygonsIn, readSource, textOf } from './source.ts';

/** Paths of GeoJSON files in WGS-84, and of a .3tz. */
export interface CitySources {
  readonly out: string;
  readonly roads: string;
  /** Grids with 15-digit `code`, or bare blocks. */
  readonly blocks: string;
  readonly places?: string;
  readonly water?: string;
  readonly landuse?: string;
  readonly buildings3tz?: string;
  readonly id?: string;
  readonly title?: string;
  /** True when the hierarchy is synthetic: the window says 演示数据. */
  readonly demo?: boolean;
  readonly districtCode?: string;
  readonly attribution?: readonly string[];
  /** ISO time with offset, stated in the manifest. */
  readonly created: string;
}

export interface ImportReport {
  readonly id: string;
  readonly bytes: number;
  readonly layers: readonly { id: string; kept: number; dropped: { reason: string; count: number }[] }[];
  readonly roads: RoadReport;
  readonly codes: 'official' | 'synthetic';
  readonly warnings: readonly string[];
}

export async function importCity(sources: CitySources): Promise<ImportReport> {
  const id = sources.id ?? 'city';
  const districtCode = sources.districtCode ?? '990200';
  const contents: { id: Extract<PackLayer, { kind: 'vector' }>['role']; features: Feature[]; dropped: Dropped }[] = [];
  const warnings: string[] = [];

  const roadsDropped = new Dropped();
  const roads = importRoads(await readSource(sources.roads, roadsDropped), roadsDropped);
  contents.push({ id: 'roads', features: roads.features, dropped: roadsDropped });

  const blocksDropped = new Dropped();
  const hierarchy = buildHierarchy(await readSource(sources.blocks, blocksDropped), districtCode, sources.title ?? id);
  for (const role of ['districts', 'towns', 'villages', 'grids'] as const) {
    contents.push({
      id: role,
      features: hierarchy.layers[role],
      dropped: role === 'grids' ? blocksDropped : new Dropped(),
    });
  }
  if (sources.places) {
    const dropped = new Dropped();
    contents.push({
      id: 'places',
      features: importPlaces(await readSource(sources.places, dropped), hierarchy.grids, dropped),
      dropped,
    });
  }
  for (const role of ['water', 'landuse'] as const) {
    const path = sources[role];
    if (!path) continue;
    const dropped = new Dropped();
    contents.push({ id: role, features: await importCover(path, role, dropped), dropped });
  }
  if (hierarchy.isSynthetic) warnings.push('街块没有 15 位编码：已用未分配的 99 号段生成演示编码');
  if (roads.report.components > 1)
    warnings.push(
      `路网有 ${roads.report.components} 个互不连通的部分，最大部分占 ${(roads.report.largestShare * 100).toFixed(1)} %`,
    );

  const folder = await PackFolder.create(sources.out);
  try {
    const layers: PackLayer[] = [];
    if (sources.buildings3tz) {
      const archive = await openZip(sources.buildings3tz);
      if (!archive.ok) throw new Error(`${basename(sources.buildings3tz)}: ${archive.failure.message}`);
      await archive.value.close();
      await folder.write('tiles3d/buildings.3tz', await readFile(sources.buildings3tz));
      layers.push(tilesLayer());
    }
    for (const { id: role, features } of contents) {
      await folder.write(`vector/${role}.geojson`, collectionBytes(features, { name: role, sourceDatum: 'WGS84' }));
      layers.push({
        id: role,
        kind: 'vector',
        role,
        path: `vector/${role}.geojson`,
        ...(role === 'roads' ? { routable: true } : {}),
      });
    }
    const bbox = boundsOf(pointsOf(roads.features));
    await folder.finish(
      {
        format: 'grid-scene-pack',
        version: 1,
        id,
        title: sources.title ?? id,
        demo: sources.demo ?? hierarchy.isSynthetic,
        created: sources.created,
        classification: '公开',
        attribution: [...(sources.attribution ?? [])],
        bbox,
        home: homeOver(bbox),
        datum: 'WGS84',
        verticalDatum: 'ellipsoid',
        geoidOffset: 0,
        layers,
      },
      `# 数据来源\n\n${(sources.attribution ?? []).map((line) => `- ${line}`).join('\n')}\n`,
    );
  } catch (error) {
    await folder.abandon();
    throw error;
  }
  return {
    id,
    bytes: folder.bytes,
    layers: contents.map(({ id: role, features, dropped }) => ({
      id: role,
      kept: features.length,
      dropped: dropped.list,
    })),
    roads: roads.report,
    codes: hierarchy.isSynthetic ? 'synthetic' : 'official',
    warnings,
  };
}

async function importCover(path: string, role: 'water' | 'landuse', dropped: Dropped): Promise<Feature[]> {
  const source = await readSource(path, dropped);
  return source.flatMap((one, index) => {
    const polygons = polygonsIn(one);
    if (polygons.length === 0) {
      dropped.add('not an area');
      return [];
    }
    const name = textOf(one.properties.name);
    const kind = textOf(one.properties.kind) ?? textOf(one.properties.landuse) ?? role;
    return [
      feature(
        `${role}/${one.id ?? index}/${index}`,
        { type: 'MultiPolygon', coordinates: polygons },
        { kind, ...(name ? { name } : {}) },
      ),
    ];
  });
}

function tilesLayer(): PackLayer {
  return {
    id: 'realscene',
    kind: 'tiles3d',
    format: '3tz',
    path: 'tiles3d/buildings.3tz',
    entry: 'tileset.json',
    heightOffset: 0,
    translation: [0, 0, 0],
    maxSSE: 16,
    cacheBytes: 536_870_912,
    idProperty: 'bldg_id',
  };
}

function* pointsOf(features: readonly Feature[]): Generator<LonLat> {
  for (const { geometry } of features) yield* geometry.coordinates as LonLat[];
}

/** From the south, high enough to see the middle half of the city. */
function homeOver([west, south, east, north]: readonly [number, number, number, number]) {
  const height = Math.max(800, ((north - south) * 111_000) / 5);
  return {
    lon: (west + east) / 2,
    lat: (south + north) / 2 - (height * 1.5) / 111_000,
    height,
    heading: 0,
    pitch: -34,
  };
}
