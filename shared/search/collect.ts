/** Turns what a station and its scene know into things that can be found. */
import { INCIDENT_KIND_CATALOG } from '../catalog/incidentKinds.ts';
import { UNIT_KIND_NAMES } from '../catalog/unitKinds.ts';
import type { DeviceState } from '../domain/device.ts';
import type { IncidentState } from '../domain/incident.ts';
import type { UnitState } from '../domain/unit.ts';
import { labelPoint, polygonsOf } from '../geo/polygon.ts';
import type { BuildingFeature, RoadFeature } from '../wire/packFeatures.ts';
import type { AreaDirectory, AreaFeatures } from './areaDirectory.ts';
import type { Findable } from './findable.ts';

export interface SceneFeatures extends AreaFeatures {
  readonly roads: readonly RoadFeature[];
  readonly buildings: readonly BuildingFeature[];
}

/** What stands still: areas of every level, places, cameras, roads by name, buildings. */
export function sceneFindables(features: SceneFeatures, directory: AreaDirectory): Findable[] {
  const { districts, towns, villages, grids, places, cameras, roads, buildings } = features;
  const where = (gridCode: string | undefined, address: string | undefined) =>
    [address, gridCode && directory.nameOf(gridCode)].filter(Boolean).join(' · ');
  return [
    ...[...districts, ...towns, ...villages, ...grids].map(
      ({ properties: { code, name, center } }): Findable => ({
        kind: 'grid',
        id: code,
        name,
        code,
        detail: directory.ownersOf(code),
        lon: center[0],
        lat: center[1],
      }),
    ),
    ...places.map(
      ({ properties: { placeCode, name, placeClass, address, gridCode }, geometry: { coordinates } }): Findable => ({
        kind: 'place',
        id: placeCode,
        name,
        code: placeCode,
        detail: [placeClass, where(gridCode, address)].filter(Boolean).join(' · '),
        lon: coordinates[0],
        lat: coordinates[1],
      }),
    ),
    ...cameras.map(
      ({ properties: { deviceId, name, address, gridCode }, geometry: { coordinates } }): Findable => ({
        kind: 'camera',
        id: deviceId,
        name,
        code: deviceId,
        detail: where(gridCode, address),
        lon: coordinates[0],
        lat: coordinates[1],
      }),
    ),
    ...roadFindables(roads),
    ...buildings.map(({ properties: { id, name, address, gridCode }, geometry }): Findable => {
      const [lon, lat] = labelPoint(polygonsOf(geometry)[0] ?? []);
      return { kind: 'building', id, name, code: id, detail: where(gridCode, address), lon, lat };
    }),
  ];
}

/** One entry a name, at the middle of its longest piece. */
function roadFindables(roads: readonly RoadFeature[]): Findable[] {
  const longest = new Map<string, RoadFeature>();
  for (const road of roads) {
    const { name } = road.properties;
    if (!name) continue;
    const held = longest.get(name);
    if (!held || road.geometry.coordinates.length > held.geometry.coordinates.length) longest.set(name, road);
  }
  return [...longest].map(
    ([
      name,
      {
        geometry: { coordinates },
      },
    ]): Findable => {
      const [lon, lat] = coordinates[coordinates.length >> 1]!;
      return { kind: 'road', id: name, name, code: '', detail: '', lon, lat };
    },
  );
}

/** By which an entity is found. Stands for it as long as the entity is the same object. */
export function unitFindable({ id, name, kind, lon, lat }: UnitState): Findable {
  const { zh, en } = UNIT_KIND_NAMES[kind];
  return { kind: 'unit', id, name, code: id, detail: `${zh} ${en}`, lon, lat };
}

export function deviceFindable({ id, name, kind, account, lon, lat }: DeviceState): Findable {
  return { kind: kind === 'camera' ? 'camera' : 'device', id, name, code: id, detail: account ?? '', lon, lat };
}

export function incidentFindable({ id, number, kind, title, place }: IncidentState): Findable {
  const { zh, en } = INCIDENT_KIND_CATALOG[kind];
  const name = [zh, title].filter(Boolean).join(' ');
  return { kind: 'incident', id, name, code: number, detail: `${place.address} ${en}`, lon: place.lon, lat: place.lat };
}
