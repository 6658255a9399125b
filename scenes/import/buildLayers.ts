// What was read, role by role, as the layers of a pack, with what an operator should know of each.
import type { LonLat } from '#shared/geo/earth.ts';
import type { VectorRole } from '#shared/wire/pack.ts';
import type { PackReport } from '#shared/wire/sceneReport.ts';
import type { Feature } from '../kit/geojson.ts';
import { AREA_ROLES, type AreaLayers, type AreaRole, buildAreas } from './areas.ts';
import { importBuildings, importCovers, importRailways } from './covers.ts';
import { ImportRefused } from './formats/read.ts';
import { SYNTHETIC } from './hierarchy.ts';
import type { PackRequest } from './packRequest.ts';
import { importPlaces } from './places.ts';
import { importRoads, partsWarning } from './roads.ts';
import { checkRoutes } from './routeChecks.ts';
import { Dropped, linesOf, type SourceFeature } from './source.ts';
import type { VectorInput } from './vectorInputs.ts';

/** Of these the first source counts; a second road network over the first would only double it. */
const SINGLE: ReadonlySet<VectorRole> = new Set(['roads', 'railways', ...AREA_ROLES]);

export interface BuiltLayer {
  readonly role: VectorRole;
  readonly from: readonly string[];
  readonly features: readonly Feature[];
  readonly dropped: Dropped;
}

export interface BuiltLayers {
  readonly layers: readonly BuiltLayer[];
  readonly areas: AreaLayers | null;
  readonly roads: PackReport['roads'];
  readonly roadLines: readonly (readonly LonLat[])[];
  readonly warnings: readonly string[];
}

interface Held {
  readonly from: string[];
  readonly features: SourceFeature[];
  readonly dropped: Dropped;
}

/** Refuses roles that belong to the station and not to a scene. */
export function buildLayers(inputs: readonly VectorInput[], request: PackRequest): BuiltLayers {
  const { byRole, warnings } = gathered(inputs);
  const layers: BuiltLayer[] = [];
  const push = (role: VectorRole, features: readonly Feature[]) => {
    const held = byRole.get(role);
    layers.push({ role, from: held?.from ?? [], features, dropped: held?.dropped ?? new Dropped() });
  };
  const roadSource = byRole.get('roads');
  let roads: BuiltLayers['roads'] = null;
  if (roadSource) {
    const imported = importRoads(roadSource.features, roadSource.dropped);
    roads = { ...imported.report, routes: checkRoutes(imported.features) };
    warnings.push(...partsWarning(roads));
    push('roads', imported.features);
  }
  const areas = areasOf(byRole, request);
  if (areas) {
    warnings.push(...areaWarnings(areas));
    for (const role of AREA_ROLES) push(role, areas.layers[role]);
  }
  for (const [role, { features, dropped }] of byRole) {
    if (role === 'places' && (areas?.grids.length ?? 0) === 0)
      warnings.push('重点部位须与网格一起导入：每个部位都要归入一个网格 · key places need grids beside them');
    else if (role === 'places') push(role, importPlaces(features, areas?.grids ?? [], dropped));
    else if (role === 'water' || role === 'landuse' || role === 'ground')
      push(role, importCovers(features, role, dropped));
    else if (role === 'buildings') push(role, importBuildings(features, dropped));
    else if (role === 'railways') push(role, importRailways(features, dropped));
    else if (role === 'cameras' || role === 'devices' || role === 'units')
      throw new ImportRefused(
        'role',
        `${role} 不在场景包中导入，请在设备或队伍中登记`,
        `${role} are enrolled in the station, not in a scene`,
      );
  }
  return { layers, areas, roads, roadLines: roadSource?.features.flatMap((one) => linesOf(one)) ?? [], warnings };
}

function gathered(inputs: readonly VectorInput[]): { byRole: Map<VectorRole, Held>; warnings: string[] } {
  const warnings: string[] = [];
  const byRole = new Map<VectorRole, Held>();
  for (const { role, from, features, dropped } of inputs) {
    const held = byRole.get(role);
    if (!held) byRole.set(role, { from: [from], features: [...features], dropped });
    else if (SINGLE.has(role))
      warnings.push(
        `${role} 已由 ${held.from[0]} 提供，${from} 中的未用 · ${role} came from ${held.from[0]}; those of ${from} were not used`,
      );
    else {
      held.from.push(from);
      for (const one of features) held.features.push(one);
      for (const { reason, count } of dropped.list) held.dropped.add(reason, count);
    }
  }
  return { byRole, warnings };
}

function areasOf(byRole: ReadonlyMap<VectorRole, Held>, request: PackRequest): AreaLayers | null {
  if (!AREA_ROLES.some((role) => byRole.has(role))) return null;
  const sources = Object.fromEntries(
    AREA_ROLES.flatMap((role) => (byRole.has(role) ? [[role, byRole.get(role)!.features]] : [])),
  );
  const dropped = Object.fromEntries(
    AREA_ROLES.map((role) => [role, byRole.get(role)?.dropped ?? new Dropped()]),
  ) as Record<AreaRole, Dropped>;
  const { districtCode, title: districtName, makesSerials } = request;
  return buildAreas(sources, dropped, { districtCode, districtName, makesSerials });
}

function areaWarnings({ isSynthetic, filled, parentsByPlace }: AreaLayers): string[] {
  return [
    ...(isSynthetic ? [SYNTHETIC] : []),
    ...(parentsByPlace.length > 0
      ? [
          `${parentsByPlace.length} 个网格的编码与任何社区都不符，已按所在位置归入社区 · ${parentsByPlace.length} grids match no community by their code and were taken in by where they stand`,
        ]
      : []),
    ...(filled > 0
      ? [`${filled} 个没有给出的上级区域已由网格合成 · ${filled} areas that nobody drew were made of the grids below`]
      : []),
  ];
}
