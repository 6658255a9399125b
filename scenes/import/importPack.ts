/**
 * A site's own files of any kind into one immutable pack of a scenes folder (GEODATA §4.4), with the report the site signs off.
 * Nothing is put in use that was not read back; a refusal leaves the folder as it was.
 */
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { nextVersion, openPack, switchPack } from '#main/pack/index.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { boundsOf } from '#shared/geo/polygon.ts';
import type { LayerReport, PackLayer, VectorRole } from '#shared/wire/pack.ts';
import { collectionBytes, type Feature, feature } from '../kit/geojson.ts';
import { PackFolder } from '../kit/packFolder.ts';
import { AREA_ROLES, type AreaLayers, type AreaRole, buildAreas } from './areas.ts';
import { importBuildings, importCovers, importRailways } from './covers.ts';
import { type DatumGuess, guessDatum } from './datumGuess.ts';
import { ImportRefused } from './formats/read.ts';
import { importPlaces } from './places.ts';
import { type RasterInput, readRaster } from './rasterInputs.ts';
import { type Bounds, type RealScene, readRealScene } from './realScene.ts';
import { type Recognised, recogniseAll } from './recognise.ts';
import { importRoads, type RoadReport } from './roads.ts';
import { checkRoutes, type RouteCheck } from './routeChecks.ts';
import { Dropped, linesOf, pointOf, polygonsIn } from './source.ts';
import { checkTopology, type TopologyProblem } from './topology.ts';
import { readVectorInput, type VectorInput } from './vectorInputs.ts';

export interface PackRequest {
  /** Files and folders, or `role=path`. */
  readonly sources: readonly string[];
  /** The scenes folder: packs are kept there by id and version. */
  readonly library: string;
  readonly id: string;
  readonly title: string;
  readonly crs: string | null;
  readonly role: VectorRole | 'terrain' | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly districtCode: string;
  readonly attribution: readonly string[];
  readonly classification: string;
  /** ISO time with offset. */
  readonly created: string;
  readonly acceptsWarnings: boolean;
  readonly makesSerials: boolean;
  /** Large files as second names of the same bytes instead of copies. */
  readonly isLinked: boolean;
  /** Where tilesets without a place on earth stand. */
  readonly at: LonLat | null;
}

export interface PackReport {
  readonly id: string;
  readonly sources: readonly { from: string; kind: string }[];
  readonly skipped: readonly { from: string; reason: string }[];
  readonly layers: readonly {
    id: string;
    from: readonly string[];
    kept: number;
    dropped: { reason: string; count: number }[];
  }[];
  readonly realScenes: readonly (RealScene['scan'] & { id: string })[];
  readonly rasters: readonly { id: string; tiles: number }[];
  readonly codes: 'official' | 'synthetic' | 'none';
  readonly filledParents: number;
  readonly serials: number;
  readonly datum: DatumGuess | null;
  readonly topology: {
    readonly counts: Readonly<Record<string, number>>;
    readonly problems: readonly TopologyProblem[];
  };
  readonly roads: (RoadReport & { readonly routes: readonly RouteCheck[] }) | null;
  readonly warnings: readonly string[];
}

export type PackOutcome =
  | {
      readonly isInstalled: true;
      readonly version: string;
      readonly directory: string;
      readonly layers: readonly LayerReport[];
      readonly report: PackReport;
    }
  /** Topology problems that nobody accepted. */
  | { readonly isInstalled: false; readonly report: PackReport };

const LISTED_PROBLEMS = 1000;
/** Of these the first source counts; a second road network over the first would only double it. */
const SINGLE: ReadonlySet<VectorRole> = new Set(['roads', 'railways', ...AREA_ROLES]);
const ROLE_PREFIX = /^([a-z]+)=(.+)$/;

/** Throws `ImportRefused` with a sentence for everything a site can get wrong. */
export async function importPack(request: PackRequest): Promise<PackOutcome> {
  const read = await readAll(request);
  const built = buildLayers(read.vectors, request);
  const datum = compareDatum(read.vectors, built.roadLines, request);
  const warnings = [...read.warnings, ...built.warnings, ...(datum ? [datum.sentence] : [])];
  const report: PackReport = {
    id: request.id,
    sources: read.recognised.map(({ path, kind }) => ({ from: basename(path), kind })),
    skipped: read.skipped,
    layers: built.layers.map(({ role, from, features, dropped }) => ({
      id: role,
      from,
      kept: features.length,
      dropped: dropped.list,
    })),
    realScenes: read.realScenes.map(({ layer, scan }) => ({ id: layer.id, ...scan })),
    rasters: read.rasters.map(({ layer, tiles }) => ({ id: layer.id, tiles })),
    codes: built.areas === null ? 'none' : built.areas.isSynthetic ? 'synthetic' : 'official',
    filledParents: built.areas?.filled ?? 0,
    serials: built.areas?.serials ?? 0,
    datum,
    topology: topologyOf(built.areas),
    roads: built.roads,
    warnings,
  };
  if (report.topology.problems.length > 0 && !request.acceptsWarnings) return { isInstalled: false, report };
  return install(request, read, built, report);
}

async function readAll(request: PackRequest) {
  const recognised: Recognised[] = [];
  const skipped: { from: string; reason: string }[] = [];
  const vectors: VectorInput[] = [];
  const realScenes: RealScene[] = [];
  const rasters: RasterInput[] = [];
  const serial = new Map<string, number>();
  const idOf = (stem: string) => {
    const count = (serial.get(stem) ?? 0) + 1;
    serial.set(stem, count);
    return count === 1 ? stem : `${stem}-${count}`;
  };
  for (const source of request.sources) {
    const [, prefix, bare] = ROLE_PREFIX.exec(source) ?? [];
    const role = (prefix as PackRequest['role']) ?? request.role;
    const all = await recogniseAll(bare ?? source);
    const isFolder = all.found.length > 1;
    skipped.push(...all.skipped.map(({ path, reason }) => ({ from: basename(path), reason })));
    for (const one of all.found) {
      try {
        if (one.kind === 'tilesFolder' || one.kind === 'tilesArchive')
          realScenes.push(await readRealScene(one, idOf('realscene'), request.at));
        else if (
          one.kind === 'mbtiles' ||
          one.kind === 'pmtiles' ||
          one.kind === 'pictureFolder' ||
          one.kind === 'meshFolder'
        ) {
          const isTerrain = role === 'terrain' || one.kind === 'meshFolder';
          rasters.push(await readRaster(one, idOf(isTerrain ? 'dem' : 'base'), isTerrain, request.crs));
        } else
          vectors.push(
            ...(await readVectorInput(one, {
              crs: request.crs,
              role: role === 'terrain' ? null : role,
              fields: request.fields,
            })),
          );
        recognised.push(one);
      } catch (error) {
        // In a folder of many files one that is nothing of ours is passed by and named; alone it is the answer.
        if (!(error instanceof ImportRefused && isFolder)) throw error;
        skipped.push({ from: basename(one.path), reason: error.message });
      }
    }
  }
  return { recognised, skipped, vectors, realScenes, rasters, warnings: realScenes.flatMap((scene) => scene.warnings) };
}

interface BuiltLayer {
  readonly role: VectorRole;
  readonly from: readonly string[];
  readonly features: readonly Feature[];
  readonly dropped: Dropped;
}

interface Built {
  readonly layers: readonly BuiltLayer[];
  readonly areas: AreaLayers | null;
  readonly roads: PackReport['roads'];
  readonly roadLines: readonly (readonly LonLat[])[];
  readonly warnings: readonly string[];
}

function buildLayers(inputs: readonly VectorInput[], request: PackRequest): Built {
  const warnings: string[] = [];
  const byRole = new Map<
    VectorRole,
    { from: string[]; features: VectorInput['features'][number][]; dropped: Dropped }
  >();
  for (const { role, from, features, dropped } of inputs) {
    const held = byRole.get(role);
    if (!held) byRole.set(role, { from: [from], features: [...features], dropped });
    else if (SINGLE.has(role)) warnings.push(`${role} 已由 ${held.from[0]} 提供，${from} 中的未用`);
    else {
      held.from.push(from);
      for (const one of features) held.features.push(one);
      for (const { reason, count } of dropped.list) for (let left = count; left > 0; left--) held.dropped.add(reason);
    }
  }
  const layers: BuiltLayer[] = [];
  const push = (role: VectorRole, features: readonly Feature[]) => {
    const held = byRole.get(role);
    layers.push({ role, from: held?.from ?? [], features, dropped: held?.dropped ?? new Dropped() });
  };
  const roadSource = byRole.get('roads');
  let roads: Built['roads'] = null;
  if (roadSource) {
    const imported = importRoads(roadSource.features, roadSource.dropped);
    roads = { ...imported.report, routes: checkRoutes(imported.features) };
    if (roads.components > 1)
      warnings.push(
        `路网有 ${roads.components} 个互不连通的部分，最大部分占 ${(roads.largestShare * 100).toFixed(1)} %`,
      );
    push('roads', imported.features);
  }
  let areas: AreaLayers | null = null;
  if (AREA_ROLES.some((role) => byRole.has(role))) {
    const sources = Object.fromEntries(
      AREA_ROLES.flatMap((role) => (byRole.has(role) ? [[role, byRole.get(role)!.features]] : [])),
    );
    const dropped = Object.fromEntries(
      AREA_ROLES.map((role) => [role, byRole.get(role)?.dropped ?? new Dropped()]),
    ) as Record<AreaRole, Dropped>;
    const { districtCode, title: districtName, makesSerials } = request;
    areas = buildAreas(sources, dropped, { districtCode, districtName, makesSerials });
    if (areas.isSynthetic) warnings.push('街块没有 15 位编码：已用未分配的 99 号段生成演示编码');
    if (areas.filled > 0) warnings.push(`${areas.filled} 个没有给出的上级区域已按编码前缀由网格合成`);
    for (const role of AREA_ROLES) push(role, areas.layers[role]);
  }
  for (const [role, { features, dropped }] of byRole) {
    if (role === 'places' && (areas?.grids.length ?? 0) === 0)
      warnings.push('重点部位须与网格一起导入：每个部位都要归入一个网格 places need grids beside them');
    else if (role === 'places') push(role, importPlaces(features, areas?.grids ?? [], dropped));
    else if (role === 'water' || role === 'landuse' || role === 'ground')
      push(role, importCovers(features, role, dropped));
    else if (role === 'buildings') push(role, importBuildings(features, dropped));
    else if (role === 'railways') push(role, importRailways(features, dropped));
    else if (role === 'cameras' || role === 'devices' || role === 'units')
      throw new ImportRefused(
        'role',
        `${role} 不在场景包中导入，请在设备或队伍中登记 ${role} are enrolled in the station, not in a scene`,
      );
  }
  return { layers, areas, roads, roadLines: roadSource?.features.flatMap((one) => linesOf(one)) ?? [], warnings };
}

/** Compares what came without a stated system with roads from another file. */
function compareDatum(
  inputs: readonly VectorInput[],
  roads: Built['roadLines'],
  { crs }: PackRequest,
): DatumGuess | null {
  const roadsFrom = inputs.find(({ role }) => role === 'roads')?.from;
  const compared = ['grids', 'buildings', 'places'].flatMap((role) =>
    inputs.filter((input) => input.role === role && input.from !== roadsFrom && (!input.isCrsStated || crs !== null)),
  )[0];
  if (!compared) return null;
  const points = compared.features.flatMap((one) =>
    polygonsIn(one)
      .flatMap((rings) => rings[0] ?? [])
      .concat(pointOf(one) ? [pointOf(one)!] : []),
  );
  const guess = guessDatum(points, roads);
  if (guess && crs === null)
    throw new ImportRefused(
      'datum',
      `${compared.from} 与道路相比${guess.sentence}；请用 --crs ${guess.datum} 转换，或用 --crs wgs84 确认无误 shifted against the roads by about ${guess.offsetM} m: say --crs ${guess.datum}, or --crs wgs84 to keep it`,
    );
  return guess;
}

function topologyOf(areas: AreaLayers | null): PackReport['topology'] {
  const problems = areas ? checkTopology(areas.drawn) : [];
  const counts: Record<string, number> = {};
  for (const { kind } of problems) counts[kind] = (counts[kind] ?? 0) + 1;
  return { counts, problems: problems.slice(0, LISTED_PROBLEMS) };
}

async function install(
  request: PackRequest,
  read: Awaited<ReturnType<typeof readAll>>,
  built: Built,
  report: PackReport,
): Promise<PackOutcome> {
  const { id, library, isLinked } = request;
  const boxes = [
    ...built.layers.flatMap(({ features }) => boundsOfFeatures(features)),
    ...read.realScenes.map(({ bounds }) => bounds),
    ...read.rasters.flatMap(({ bounds }) => (bounds ? [bounds] : [])),
  ];
  if (boxes.length === 0 && request.at)
    boxes.push([request.at[0] - 0.01, request.at[1] - 0.01, request.at[0] + 0.01, request.at[1] + 0.01]);
  if (boxes.length === 0 && read.rasters.length > 0) boxes.push([73, 18, 135, 54]);
  if (boxes.length === 0) {
    const reasons = [
      ...built.warnings,
      ...built.layers.flatMap(({ dropped }) => dropped.list.map(({ reason, count }) => `${reason} × ${count}`)),
    ];
    throw new ImportRefused('empty', `没有任何要素可用：${reasons.join('；')} nothing of use was left`);
  }
  const bbox: [number, number, number, number] = [
    ...boundsOf(
      boxes.flatMap(([west, south, east, north]): LonLat[] => [
        [west, south],
        [east, north],
      ]),
    ),
  ];
  const version = await nextVersion(library, id);
  const directory = join(library, id, version);
  const folder = await PackFolder.create(directory);
  const attribution = [
    ...new Set([...request.attribution, ...read.rasters.flatMap(({ attribution: said }) => (said ? [said] : []))]),
  ];
  try {
    const layers: PackLayer[] = [];
    for (const raster of read.rasters) {
      await raster.write(folder, isLinked);
      layers.push(raster.layer);
    }
    for (const scene of read.realScenes) {
      await scene.write(folder, isLinked);
      layers.push(scene.layer);
    }
    for (const { role, features } of built.layers) {
      const path = `vector/${role}.geojson`;
      await folder.write(path, collectionBytes(features, { name: role, sourceDatum: 'WGS84' }));
      layers.push({ id: role, kind: 'vector', role, path, ...(role === 'roads' ? { routable: true } : {}) });
    }
    await folder.write(
      'problems.geojson',
      collectionBytes(report.topology.problems.map(problemFeature), { name: 'problems' }),
    );
    await folder.write('report.json', Buffer.from(`${JSON.stringify(report, null, 1)}\n`));
    await folder.finish(
      {
        format: 'grid-scene-pack',
        version: 1,
        id,
        title: request.title,
        demo: built.areas?.isSynthetic ?? false,
        created: request.created,
        classification: request.classification,
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
  } catch (error) {
    await folder.abandon();
    if (error instanceof Error && 'code' in error && error.code === 'EXDEV')
      throw new ImportRefused('link', '--link 要求数据与场景文件夹在同一磁盘 needs the data on the same disk');
    throw error;
  }
  const opened = await openPack(directory);
  const states = opened.ok ? opened.value.layers : [];
  if (opened.ok) await opened.value.close();
  const bad = states.find(({ state, count, kind }) => state === 'unusable' && !(kind === 'vector' && count === 0));
  if (!opened.ok || bad) {
    await rm(directory, { recursive: true, force: true });
    throw new ImportRefused(
      'unusable',
      opened.ok ? `图层 ${bad!.id} 写好后无法打开：${bad!.reason}` : opened.failure.message,
    );
  }
  const switched = await switchPack(library, id, version);
  if (!switched.ok) throw new Error(switched.failure.message);
  return { isInstalled: true, version, directory, layers: states, report };
}

function problemFeature({ at, ...properties }: TopologyProblem, index: number): Feature {
  return feature(`problem/${index}`, { type: 'Point', coordinates: at }, properties);
}

function boundsOfFeatures(features: readonly Feature[]): Bounds[] {
  if (features.length === 0) return [];
  return [boundsOf(positionsOf(features))];
}

function* positionsOf(features: readonly Feature[]): Generator<LonLat> {
  for (const { geometry } of features) yield* positionsIn(geometry.coordinates);
}

function* positionsIn(part: unknown): Generator<LonLat> {
  if (!Array.isArray(part)) return;
  if (typeof part[0] === 'number') yield part as unknown as LonLat;
  else for (const one of part) yield* positionsIn(one);
}

/** From the south, high enough to see the middle half of the place, and never out in space. */
function homeOver([west, south, east, north]: Bounds) {
  const height = Math.min(2_000_000, Math.max(800, ((north - south) * 111_000) / 5));
  return {
    lon: (west + east) / 2,
    lat: Math.max(-89, (south + north) / 2 - (height * 1.5) / 111_000),
    height,
    heading: 0,
    pitch: -34,
  };
}
