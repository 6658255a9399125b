// A pack folder from what was read and built. It is read back before anybody may use it; what fails leaves nothing behind.
import { rm } from 'node:fs/promises';
import { openPack } from '#main/pack/index.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { boundsOf } from '#shared/geo/polygon.ts';
import type { LayerReport, PackLayer } from '#shared/wire/pack.ts';
import type { PackReport, TopologyProblem } from '#shared/wire/sceneReport.ts';
import { collectionBytes, type Feature, feature } from '../kit/geojson.ts';
import { homeOver } from '../kit/homeView.ts';
import { PackFolder } from '../kit/packFolder.ts';
import type { BuiltLayers } from './buildLayers.ts';
import { ImportRefused } from './formats/read.ts';
import type { PackRequest } from './packRequest.ts';
import type { ReadSources, Tell } from './readSources.ts';
import type { Bounds } from './realScene.ts';

/** All of China, for imagery that says nothing of itself. */
const CHINA: Bounds = [73, 18, 135, 54];

/** Writes the folder `directory` and answers with its layers as they open. Refuses `empty`, `link` and `unusable`. */
export async function writePack(
  directory: string,
  request: PackRequest,
  read: ReadSources,
  built: BuiltLayers,
  report: PackReport,
  tell: Tell,
): Promise<readonly LayerReport[]> {
  const bbox = boxOf(request, read, built);
  const folder = await PackFolder.create(directory);
  try {
    await fill(folder, bbox, request, read, built, report, tell);
  } catch (error) {
    await folder.abandon();
    if (error instanceof Error && 'code' in error && error.code === 'EXDEV')
      throw new ImportRefused(
        'link',
        '--link 要求数据与场景文件夹在同一磁盘',
        '--link needs the data on the same disk as the scenes',
      );
    throw error;
  }
  tell({ phase: 'verify', name: null, done: 0, total: 1 });
  return readBack(directory);
}

async function fill(
  folder: PackFolder,
  bbox: [number, number, number, number],
  { id, title, created, classification, attribution: given, isLinked }: PackRequest,
  { rasters, realScenes }: ReadSources,
  built: BuiltLayers,
  report: PackReport,
  tell: Tell,
): Promise<void> {
  const total = rasters.length + realScenes.length + built.layers.length;
  const layers: PackLayer[] = [];
  const begin = (name: string) => tell({ phase: 'write', name, done: layers.length, total });
  for (const one of [...rasters, ...realScenes]) {
    begin(one.layer.id);
    await one.write(folder, isLinked);
    layers.push(one.layer);
  }
  for (const { role, features } of built.layers) {
    begin(role);
    const path = `vector/${role}.geojson`;
    await folder.write(path, collectionBytes(features, { name: role, sourceDatum: 'WGS84' }));
    layers.push({ id: role, kind: 'vector', role, path, ...(role === 'roads' ? { routable: true } : {}) });
  }
  await folder.write(
    'problems.geojson',
    collectionBytes(report.topology.problems.map(problemFeature), { name: 'problems' }),
  );
  await folder.write('report.json', Buffer.from(`${JSON.stringify(report, null, 1)}\n`));
  const attribution = [...new Set([...given, ...rasters.flatMap(({ attribution: said }) => (said ? [said] : []))])];
  await folder.finish(
    {
      format: 'grid-scene-pack',
      version: 1,
      id,
      title,
      demo: built.areas?.isSynthetic ?? false,
      created,
      classification,
      attribution,
      bbox,
      home: homeOver(bbox),
      datum: 'WGS84',
      verticalDatum: 'ellipsoid',
      geoidOffset: 0,
      layers,
    },
    `# 数据来源\n\n${attribution.map((line) => `- ${line}`).join('\n')}\n`,
  );
}

async function readBack(directory: string): Promise<readonly LayerReport[]> {
  const opened = await openPack(directory);
  if (!opened.ok) {
    await rm(directory, { recursive: true, force: true });
    throw new ImportRefused('unusable', opened.failure.message);
  }
  const { layers } = opened.value;
  await opened.value.close();
  const bad = layers.find(({ state, count, kind }) => state === 'unusable' && !(kind === 'vector' && count === 0));
  if (!bad) return layers;
  await rm(directory, { recursive: true, force: true });
  throw new ImportRefused('unusable', `图层 ${bad.id} 写好后无法打开：${bad.reason}`);
}

function boxOf({ at }: PackRequest, read: ReadSources, built: BuiltLayers): [number, number, number, number] {
  const boxes: Bounds[] = [
    ...built.layers.flatMap(({ features }) => boundsOfFeatures(features)),
    ...read.realScenes.map(({ bounds }) => bounds),
    ...read.rasters.flatMap(({ bounds }) => (bounds ? [bounds] : [])),
  ];
  if (boxes.length === 0 && at) boxes.push([at[0] - 0.01, at[1] - 0.01, at[0] + 0.01, at[1] + 0.01]);
  if (boxes.length === 0 && read.rasters.length > 0) boxes.push(CHINA);
  if (boxes.length === 0) {
    const reasons = [
      ...built.warnings,
      ...built.layers.flatMap(({ dropped }) => dropped.list.map(({ reason, count }) => `${reason} × ${count}`)),
    ];
    throw new ImportRefused(
      'empty',
      `没有任何要素可用：${reasons.join('；')}`,
      `nothing of use was left: ${reasons.join('; ')}`,
    );
  }
  const corners = boxes.flatMap(([west, south, east, north]): LonLat[] => [
    [west, south],
    [east, north],
  ]);
  return [...boundsOf(corners)];
}

function problemFeature({ at, ...properties }: TopologyProblem, index: number): Feature {
  return feature(`problem/${index}`, { type: 'Point', coordinates: at }, properties);
}

function boundsOfFeatures(features: readonly Feature[]): Bounds[] {
  return features.length === 0 ? [] : [boundsOf(positionsOf(features))];
}

function* positionsOf(features: readonly Feature[]): Generator<LonLat> {
  for (const { geometry } of features) yield* positionsIn(geometry.coordinates);
}

function* positionsIn(part: unknown): Generator<LonLat> {
  if (!Array.isArray(part)) return;
  if (typeof part[0] === 'number') yield part as unknown as LonLat;
  else for (const one of part) yield* positionsIn(one);
}
