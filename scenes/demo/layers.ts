// The vector layers of the demo district, in the field names of GEODATA §4.2 and §4.3.
import type { MetreFrame } from '#shared/geo/earth.ts';
import { areaM2, labelPoint } from '#shared/geo/polygon.ts';
import { closed, type Feature, feature, positionsIn } from '../kit/geojson.ts';
import { centroid, distance, type Point, ringArea } from '../kit/plane.ts';
import { ringsOf } from '../kit/regions.ts';
import { type Area, householdsOn } from './areas.ts';
import type { Building, Town } from './buildings/build.ts';
import { corners } from './buildings/solids.ts';
import type { Device } from './devices.ts';
import type { Place } from './places.ts';
import { RAILWAY } from './plan.ts';
import { pointsOf, ROAD_SHAPE, type RoadSegment } from './roads.ts';
import type { StreetPlan } from './streets.ts';
import type { Unit } from './units.ts';

export interface City {
  readonly frame: MetreFrame;
  readonly plan: StreetPlan;
  readonly segments: readonly RoadSegment[];
  readonly areas: readonly Area[];
  readonly town: Town;
  readonly buildings: readonly Building[];
  readonly places: readonly Place[];
  readonly devices: readonly Device[];
  readonly units: readonly Unit[];
}

export function areaFeatures(city: City, level: Area['level']): Feature[] {
  const position = positionsIn(city.frame);
  const { plan } = city;
  const cells = new Map(plan.cells.map((cell) => [cell.face, cell]));
  const buildings = new Map<number, number>();
  for (const { face } of city.buildings) buildings.set(face, (buildings.get(face) ?? 0) + 1);
  return city.areas
    .filter((area) => area.level === level)
    .map((area) => {
      const coordinates = area.rings.map((ring) => closed(ring.map((vertex) => position(plan.graph.points[vertex]!))));
      const households = Math.round(
        area.faces.reduce((sum, face) => sum + householdsOn(cells.get(face)!, ringArea(plan.graph.ring(face))), 0),
      );
      const label = labelPoint(coordinates);
      const geometry = { type: 'Polygon' as const, coordinates };
      return feature(area.code, geometry, {
        code: area.code,
        level: area.level,
        parentCode: area.parentCode,
        name: area.name,
        divisionType: area.divisionType,
        ...(area.level === 'grid'
          ? { gridType: area.gridType, gridSerial: area.code.slice(12), validFrom: '2026-01-01' }
          : {}),
        areaM2: Math.round(areaM2(geometry)),
        households,
        population: Math.round(households * 2.7),
        buildings: area.faces.reduce((sum, face) => sum + (buildings.get(face) ?? 0), 0),
        ...(area.level === 'grid'
          ? {
              gridWorkers: city.units
                .filter((unit) => unit.force === 'gridWorker' && unit.homeGrid === area.code)
                .map(({ id }) => id),
            }
          : {}),
        center: label.map((value) => Math.round(value * 1e7) / 1e7),
      });
    });
}

export function roadFeatures({ plan, segments, frame }: City): Feature[] {
  const position = positionsIn(frame);
  return segments.map((segment) => {
    const { lanes, speedKmh } = ROAD_SHAPE[segment.roadClass];
    return feature(
      segment.id,
      { type: 'LineString', coordinates: pointsOf(plan, segment).map(position) },
      {
        highway: segment.roadClass,
        name: segment.name,
        ...(segment.isOneWay ? { oneway: 'yes' } : {}),
        ...(lanes > 0
          ? { lanes: String(segment.isOneWay ? Math.max(1, lanes - 1) : lanes), maxspeed: String(speedKmh) }
          : {}),
        ...(segment.isBridge ? { bridge: 'yes', layer: '1' } : {}),
      },
    );
  });
}

export function railwayFeatures({ frame }: City): Feature[] {
  const position = positionsIn(frame);
  const isOnMap = (p: Point) => distance(p, { x: 0, y: 0 }) < 2_750;
  return [
    feature(
      'railway/1',
      { type: 'LineString', coordinates: RAILWAY.filter(isOnMap).map(position) },
      { railway: 'rail', name: '东溪铁路高架', bridge: 'yes' },
    ),
  ];
}

export function placeFeatures({ places, units, frame }: City): Feature[] {
  const position = positionsIn(frame);
  return places.map((place) => {
    const minUnit = units.find((unit) => unit.force === 'minUnit' && unit.name.startsWith(place.name));
    return feature(
      place.code,
      { type: 'Point', coordinates: position(place.at) },
      {
        placeCode: place.code,
        name: place.name,
        placeClass: place.placeClass,
        gridCode: place.gridCode,
        address: place.address,
        ...(place.riskColor ? { riskColor: place.riskColor } : {}),
        ...(minUnit ? { minUnitId: minUnit.id } : {}),
      },
    );
  });
}

export function deviceFeatures({ devices, frame }: City, wanted: 'cameras' | 'others'): Feature[] {
  const position = positionsIn(frame);
  return devices
    .filter((device) => (device.deviceClass === 'camera') === (wanted === 'cameras'))
    .map((device) =>
      feature(
        device.id,
        { type: 'Point', coordinates: position(device.at) },
        {
          deviceId: device.id,
          deviceClass: device.deviceClass,
          name: device.name,
          gridCode: device.gridCode,
          address: device.address,
          ...device.view,
          ...(device.poleId ? { poleId: device.poleId } : {}),
          ...(device.account ? { account: device.account } : {}),
          ...(device.keyHex ? { key: { encoding: 'hex', value: device.keyHex } } : {}),
        },
      ),
    );
}

export function unitFeatures({ units, frame }: City): Feature[] {
  const position = positionsIn(frame);
  return units.map((unit) =>
    feature(
      unit.id,
      { type: 'Point', coordinates: position(unit.at) },
      {
        unitId: unit.id,
        name: unit.name,
        force: unit.force,
        mode: unit.mode,
        skills: unit.skills,
        equipment: unit.equipment,
        ...(unit.patrolLevel === undefined ? {} : { patrolLevel: unit.patrolLevel }),
        homeGrid: unit.homeGrid,
        shift: '白班',
      },
    ),
  );
}

export function buildingFeatures({ buildings, areas, frame }: City): Feature[] {
  const position = positionsIn(frame);
  const gridOf = new Map<number, string>();
  for (const area of areas) if (area.level === 'grid') for (const face of area.faces) gridOf.set(face, area.code);
  return buildings.map((building) =>
    feature(
      building.id,
      { type: 'Polygon', coordinates: [closed(corners(building.rect).map(position))] },
      {
        id: building.id,
        name: building.name,
        kind: building.kind,
        height: building.heightM,
        floors: building.floors,
        gridCode: gridOf.get(building.face),
        address: building.address,
      },
    ),
  );
}

export function waterFeatures(city: City): Feature[] {
  const { plan, frame } = city;
  const position = positionsIn(frame);
  const river = plan.cells.filter((cell) => cell.kind === 'water').map((cell) => cell.face);
  const rings = ringsOf(plan.graph, river).map((ring) =>
    closed(ring.map((vertex) => position(plan.graph.points[vertex]!))),
  );
  return [
    feature('water/1', { type: 'Polygon', coordinates: rings }, { kind: 'river', name: '东溪' }),
    ...pondsOf(city).map((pond, index) =>
      feature(
        `water/${index + 2}`,
        { type: 'Polygon', coordinates: [closed(pond.ring.map(position))] },
        { kind: 'pond', name: pond.name },
      ),
    ),
  ];
}

/** A pond in every larger park, beside its pavilion. */
export function pondsOf({
  plan,
  town,
  buildings,
}: Pick<City, 'plan' | 'town' | 'buildings'>): { name: string; ring: Point[] }[] {
  return town.sites.flatMap(({ site, face }) => {
    if (site.placeClass !== '公园') return [];
    const block = plan.graph.ring(face);
    if (ringArea(block) < 9_000) return [];
    const middle = centroid(block);
    const dry = buildings.filter((building) => building.face === face).map((building) => building.rect);
    const shoulder = block.reduce((far, p) => (distance(p, middle) > distance(far, middle) ? p : far), block[0]!);
    const centre = { x: middle.x + (shoulder.x - middle.x) * 0.5, y: middle.y + (shoulder.y - middle.y) * 0.5 };
    const reach = Math.min(...block.map((p) => distance(p, centre))) * 0.55;
    const ring = Array.from({ length: 26 }, (_, index) => {
      const angle = (index / 26) * 2 * Math.PI;
      const radius = reach * (1 + 0.18 * Math.sin(2 * angle + 1) + 0.1 * Math.sin(3 * angle));
      return { x: centre.x + radius * 1.15 * Math.cos(angle), y: centre.y + radius * 0.8 * Math.sin(angle) };
    });
    const isClear = dry.every((rect) => corners(rect, 4).every((corner) => distance(corner, centre) > reach * 1.4));
    return isClear ? [{ name: `${site.name.replace('公园', '')}湖`, ring }] : [];
  });
}

const COVER = {
  oldTown: 'residential',
  centre: 'commercial',
  highRise: 'residential',
  walkUp: 'residential',
  villageInCity: 'residential',
  industry: 'industrial',
  campus: 'education',
  park: 'park',
  hills: 'forest',
  fields: 'farmland',
} as const;

export function landuseFeatures({ plan, town, frame }: City): Feature[] {
  const position = positionsIn(frame);
  const sites = new Map(town.sites.map(({ site, face }) => [face, site]));
  return plan.cells.flatMap((cell) => {
    if (cell.kind === 'water') return [];
    const site = sites.get(cell.face);
    const kind = cell.kind === 'bankside' ? 'grass' : (site?.cover ?? COVER[cell.character]);
    const ring = closed(plan.graph.ring(cell.face).map(position));
    return [
      feature(
        `landuse/${cell.face}`,
        { type: 'Polygon', coordinates: [ring] },
        { kind, ...(site ? { name: site.name } : cell.kind === 'bankside' ? { name: '东溪绿道' } : {}) },
      ),
    ];
  });
}

/** The land the district stands on, a little more than the district itself. */
export function groundFeatures({ frame }: City, halfSizeM: number): Feature[] {
  const position = positionsIn(frame);
  const ring = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([x, y]) => position({ x: x! * halfSizeM, y: y! * halfSizeM }));
  return [feature('ground/1', { type: 'Polygon', coordinates: [closed(ring)] }, { kind: 'land' })];
}
