// The built-in demo district as a scene pack: the same bytes on every run.
import { metreFrame } from '#shared/geo/earth.ts';
import type { PackLayer, PackManifest } from '#shared/wire/pack.ts';
import { collectionBytes, type Feature } from '../kit/geojson.ts';
import { PackFolder } from '../kit/packFolder.ts';
import { readLoops } from '../loops/record.ts';
import { buildAreas } from './areas.ts';
import { buildTown } from './buildings/build.ts';
import { installDevices } from './devices.ts';
import * as layers from './layers.ts';
import { settlePlaces } from './places.ts';
import { ORIGIN } from './plan.ts';
import { roadSegments } from './roads.ts';
import { streetPoints } from './streetPoints.ts';
import { growStreets } from './streets.ts';
import { buildTileset } from './tiles.ts';
import { enlistUnits } from './units.ts';

const HALF_SIZE_M = 2_750;

export interface PackSummary {
  readonly id: string;
  readonly bytes: number;
  /** Features by layer id; `tiles` counts GLB tiles. */
  readonly counts: Readonly<Record<string, number>>;
}

/** The district as numbers; deterministic, about five seconds. */
export function buildDemoCity(): layers.City {
  const plan = growStreets();
  const segments = roadSegments(plan);
  const areas = buildAreas(plan);
  const gridOf = new Map<number, string>();
  for (const area of areas) if (area.level === 'grid') for (const face of area.faces) gridOf.set(face, area.code);
  const town = buildTown(plan, segments, (face) => gridOf.get(face)!);
  const { places, buildings } = settlePlaces(town, areas);
  const streets = streetPoints(plan, segments);
  const devices = installDevices(areas, places, streets);
  const units = enlistUnits(areas, places, streets);
  return { frame: metreFrame(ORIGIN), plan, segments, areas, town, buildings, places, devices, units };
}

/** Writes the pack to a folder, replacing an older pack there; throws when the folder holds something else. */
export async function writeDemoPack(dir: string): Promise<PackSummary> {
  const city = buildDemoCity();
  const tileset = buildTileset(city.buildings, city.frame, HALF_SIZE_M);
  const vector = vectorLayers(city);
  const folder = await PackFolder.create(dir);
  const counts: Record<string, number> = { tiles: tileset.tiles };
  try {
    for (const [path, bytes] of tileset.files) await folder.write(`tiles3d/buildings/${path}`, bytes);
    for (const { id, features } of vector) {
      counts[id] = features.length;
      await folder.write(
        `vector/${id}.geojson`,
        collectionBytes(features, { name: id, sourceOrg: '演示数据', sourceDatum: 'WGS84' }),
      );
    }
    // What the drill's cameras show (main/core/drill/demoChannels.ts).
    for (const [name, bytes] of await readLoops()) await folder.write(`media/${name}`, bytes);
    await folder.finish(manifest(city, vector), LICENCES);
  } catch (error) {
    await folder.abandon();
    throw error;
  }
  return { id: 'demo', bytes: folder.bytes, counts };
}

interface VectorContent {
  readonly id: Extract<PackLayer, { kind: 'vector' }>['role'];
  readonly title: string;
  readonly features: readonly Feature[];
}

function vectorLayers(city: layers.City): VectorContent[] {
  return [
    { id: 'ground', title: '地面', features: layers.groundFeatures(city, 5_200) },
    { id: 'landuse', title: '用地', features: layers.landuseFeatures(city) },
    { id: 'water', title: '水系', features: layers.waterFeatures(city) },
    { id: 'roads', title: '道路', features: layers.roadFeatures(city) },
    { id: 'railways', title: '铁路', features: layers.railwayFeatures(city) },
    { id: 'districts', title: '区', features: layers.areaFeatures(city, 'district') },
    { id: 'towns', title: '镇街', features: layers.areaFeatures(city, 'town') },
    { id: 'villages', title: '社区（村）', features: layers.areaFeatures(city, 'village') },
    { id: 'grids', title: '网格', features: layers.areaFeatures(city, 'grid') },
    { id: 'buildings', title: '楼栋', features: layers.buildingFeatures(city) },
    { id: 'places', title: '重点部位', features: layers.placeFeatures(city) },
    { id: 'cameras', title: '摄像机', features: layers.deviceFeatures(city, 'cameras') },
    { id: 'devices', title: '报警设备', features: layers.deviceFeatures(city, 'others') },
    { id: 'units', title: '力量', features: layers.unitFeatures(city) },
  ];
}

function manifest(city: layers.City, vector: readonly VectorContent[]): Omit<PackManifest, 'files'> {
  const [west, south] = city.frame.toLonLat(-HALF_SIZE_M, -HALF_SIZE_M);
  const [east, north] = city.frame.toLonLat(HALF_SIZE_M, HALF_SIZE_M);
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return {
    format: 'grid-scene-pack',
    version: 1,
    id: 'demo',
    title: '示范区（演示数据）',
    demo: true,
    created: '2026-11-21T00:00:00+08:00',
    classification: '公开',
    attribution: ['演示数据：虚构城区，由本项目代码生成，与任何真实地点无关'],
    bbox: [round(west), round(south), round(east), round(north)],
    // Looking north over the old town from above the south gate.
    home: { lon: 117.0102, lat: 25.0556, height: 1_150, heading: 0, pitch: -34 },
    datum: 'WGS84',
    verticalDatum: 'ellipsoid',
    geoidOffset: 0,
    layers: [
      {
        id: 'realscene',
        kind: 'tiles3d',
        format: 'folder',
        path: 'tiles3d/buildings',
        entry: 'tileset.json',
        title: '建筑',
        heightOffset: 0,
        translation: [0, 0, 0],
        maxSSE: 16,
        cacheBytes: 268_435_456,
        idProperty: 'id',
      },
      ...vector.map(
        ({ id, title }): PackLayer => ({
          id,
          kind: 'vector',
          role: id,
          path: `vector/${id}.geojson`,
          title,
          ...(id === 'roads' ? { routable: true } : {}),
        }),
      ),
    ],
  };
}

const LICENCES = `# 演示数据

本场景为虚构城区，全部内容由本项目自己的代码生成，不含任何第三方数据，与任何真实地点、单位或人员无关。
区划代码使用未分配的 99 开头号段。

This scene is a fictional district made by this project's own code. It contains no third-party data and claims to be no
real place; its division codes use the unassigned prefix 99.
`;
