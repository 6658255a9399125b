import Flatbush from 'flatbush';
import type { RoadNetwork } from '#main/core/roads/index.ts';
import type { Place } from '#shared/domain/place.ts';
import { AreaIndex } from '#shared/geo/areaIndex.ts';
import { bearingDegrees, distanceM, type LonLat } from '#shared/geo/earth.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { AreaFeature, PlaceFeature } from '#shared/wire/packFeatures.ts';

/** A place farther away than this says nothing about where something happened. */
const LANDMARK_M = 300;
/** This near, one says the place itself. */
const AT_LANDMARK_M = 15;

const DIRECTIONS: readonly Bilingual[] = [
  { zh: '北', en: 'north' },
  { zh: '东北', en: 'north-east' },
  { zh: '东', en: 'east' },
  { zh: '东南', en: 'south-east' },
  { zh: '南', en: 'south' },
  { zh: '西南', en: 'south-west' },
  { zh: '西', en: 'west' },
  { zh: '西北', en: 'north-west' },
];

/** Says where a point is: its grid, its community, and an address a person on the street would understand. */
export class Locator {
  readonly #grids: AreaIndex<{ readonly code: string; readonly area: AreaFeature } & Pick<AreaFeature, 'geometry'>>;
  readonly #communities: ReadonlyMap<string, string>;
  readonly #places: readonly PlaceFeature[];
  readonly #placeIndex: Flatbush | null;
  readonly #roads: RoadNetwork;

  constructor(
    grids: readonly AreaFeature[],
    communities: readonly AreaFeature[],
    places: readonly PlaceFeature[],
    roads: RoadNetwork,
  ) {
    this.#grids = new AreaIndex(grids.map((area) => ({ code: area.properties.code, geometry: area.geometry, area })));
    this.#communities = new Map(communities.map(({ properties }) => [properties.code, properties.name]));
    this.#places = places;
    this.#roads = roads;
    this.#placeIndex = indexOf(
      places.map(({ geometry: { coordinates: at } }) => [at[0], at[1], at[0], at[1]] as const),
    );
  }

  locate(lon: number, lat: number): Place {
    const grid = this.#grids.at(lon, lat)?.area;
    const community = grid?.properties.parentCode ?? null;
    const { zh, en } = this.#addressOf(lon, lat);
    return {
      lon,
      lat,
      address: zh,
      addressEn: en,
      gridCode: grid?.properties.code ?? null,
      gridName: grid?.properties.name ?? null,
      communityName: community === null ? null : (this.#communities.get(community) ?? null),
    };
  }

  /** Code of the grid at a point; null outside all of them. */
  gridAt(lon: number, lat: number): string | null {
    return this.#grids.at(lon, lat)?.code ?? null;
  }

  /** Inside one of the station's grids; null where the scene has none. */
  isInside(lon: number, lat: number): boolean | null {
    return this.#grids.isEmpty ? null : this.#grids.at(lon, lat) !== undefined;
  }

  /** 东溪路与解放北路路口，东溪小学西南 40 米; coordinates where the scene knows neither road nor place. */
  #addressOf(lon: number, lat: number): Bilingual {
    const parts = [this.#streetNear(lon, lat), this.#landmarkNear([lon, lat])].filter((part) => part !== null);
    if (parts.length === 0) return alike(`${lon.toFixed(5)}, ${lat.toFixed(5)}`);
    return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
  }

  #streetNear(lon: number, lat: number): Bilingual | null {
    const road = this.#roads.nearestRoadName(lon, lat);
    if (!road) return null;
    const { name, crossing } = road;
    return crossing ? { zh: `${name}与${crossing}路口`, en: `${name} at ${crossing}` } : alike(name);
  }

  #landmarkNear(point: LonLat): Bilingual | null {
    const [nearest] = this.#placeIndex?.neighbors(point[0], point[1], 1) ?? [];
    const place = nearest === undefined ? undefined : this.#places[nearest];
    if (!place) return null;
    const { name } = place.properties;
    const away = distanceM(place.geometry.coordinates, point);
    if (away > LANDMARK_M) return null;
    if (away <= AT_LANDMARK_M) return alike(name);
    const direction = DIRECTIONS[Math.round(bearingDegrees(place.geometry.coordinates, point) / 45) % 8]!;
    const metres = Math.round(away / 5) * 5;
    return { zh: `${name}${direction.zh} ${metres} 米`, en: `${metres} m ${direction.en} of ${name}` };
  }
}

const alike = (name: string): Bilingual => ({ zh: name, en: name });

function indexOf(boxes: readonly (readonly [number, number, number, number])[]): Flatbush | null {
  if (boxes.length === 0) return null;
  const index = new Flatbush(boxes.length);
  for (const box of boxes) index.add(...box);
  index.finish();
  return index;
}
