// The short way for one folder of WGS-84 GeoJSON: one pack folder without versions, with the same report.

import type { LonLat } from '#shared/geo/earth.ts';
import { boundsOf } from '#shared/geo/polygon.ts';
import type { PackLayer, VectorRole } from '#shared/wire/pack.ts';
import type { DroppedList, RoadReport } from '#shared/wire/sceneReport.ts';
import { collectionBytes, type Feature } from '../kit/geojson.ts';
import { homeOver } from '../kit/homeView.ts';
import { PackFolder } from '../kit/packFolder.ts';
import { importCovers } from './covers.ts';
import { readGeojson } from './formats/geojson.ts';
import { buildHierarchy, SYNTHETIC } from './hierarchy.ts';
import { importPlaces } from './places.ts';
import { readRealScene } from './realScene.ts';
import { importRoads, partsWarning } from './roads.ts';
import { Dropped } from './source.ts';

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
  readonly layers: readonly { id: string; kept: number; dropped: DroppedList }[];
  readonly roads: RoadReport;
  readonly codes: 'official' | 'synthetic';
  readonly warnings: readonly string[];
}

/** Throws `ImportRefused` for what is no GeoJSON or no archive. */
export async function importCity(sources: CitySources): Promise<ImportReport> {
  const id = sources.id ?? 'city';
  const title = sources.title ?? id;
  const contents: { role: VectorRole; features: Feature[]; dropped: Dropped }[] = [];

  const roadSource = await readGeojson(sources.roads);
  const roads = importRoads(roadSource.features, roadSource.dropped);
  contents.push({ role: 'roads', features: roads.features, dropped: roadSource.dropped });

  const blocks = await readGeojson(sources.blocks);
  const hierarchy = buildHierarchy(blocks.features, sources.districtCode ?? '990200', title);
  for (const role of ['districts', 'towns', 'villages', 'grids'] as const) {
    const dropped = role === 'grids' ? blocks.dropped : new Dropped();
    contents.push({ role, features: hierarchy.layers[role], dropped });
  }
  if (sources.places) {
    const { features, dropped } = await readGeojson(sources.places);
    contents.push({ role: 'places', features: importPlaces(features, hierarchy.grids, dropped), dropped });
  }
  for (const role of ['water', 'landuse'] as const) {
    const path = sources[role];
    if (!path) continue;
    const { features, dropped } = await readGeojson(path);
    contents.push({ role, features: importCovers(features, role, dropped), dropped });
  }
  const buildings = sources.buildings3tz
    ? await readRealScene({ path: sources.buildings3tz, kind: 'tilesArchive' }, 'realscene', null)
    : null;

  const folder = await PackFolder.create(sources.out);
  try {
    const layers: PackLayer[] = [];
    if (buildings) {
      await buildings.write(folder, false);
      layers.push(buildings.layer);
    }
    for (const { role, features } of contents) {
      const path = `vector/${role}.geojson`;
      await folder.write(path, collectionBytes(features, { name: role, sourceDatum: 'WGS84' }));
      layers.push({ id: role, kind: 'vector', role, path, ...(role === 'roads' ? { routable: true } : {}) });
    }
    const bbox = boundsOf(pointsOf(roads.features));
    await folder.finish(
      {
        format: 'grid-scene-pack',
        version: 1,
        id,
        title,
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
    layers: contents.map(({ role, features, dropped }) => ({ id: role, kept: features.length, dropped: dropped.list })),
    roads: roads.report,
    codes: hierarchy.isSynthetic ? 'synthetic' : 'official',
    warnings: [...(hierarchy.isSynthetic ? [SYNTHETIC] : []), ...partsWarning(roads.report)],
  };
}

function* pointsOf(features: readonly Feature[]): Generator<LonLat> {
  for (const { geometry } of features) yield* geometry.coordinates as LonLat[];
}
