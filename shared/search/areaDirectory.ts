/** Everything a scene pack says of one area, from its owners down to what stands in it: what a card and the API show. */
import { type AreaLevel, parentAreaCode } from '../geo/areaCode.ts';
import { AreaIndex, type IndexedArea, isWithinBorders } from '../geo/areaIndex.ts';
import type { AreaGeometry } from '../geo/polygon.ts';
import type { AreaFeature, DeviceFeature, PlaceFeature } from '../wire/packFeatures.ts';

export interface AreaLink {
  readonly code: string;
  readonly level: AreaLevel;
  readonly name: string;
}

/** A place or camera of the scene in the area. */
export interface AreaMember {
  readonly id: string;
  readonly name: string;
  /** Class of the place; empty for a camera. */
  readonly what: string;
}

/** The nearest `MEMBERS_NAMED` by code, and how many there are in all. */
export interface AreaMembers {
  readonly total: number;
  readonly named: readonly AreaMember[];
}
export const MEMBERS_NAMED = 200;

/** Person ids as the pack has them: of responders, never of residents. A grid worker's may be the id of a unit. */
export interface AreaPeople {
  readonly gridLeader: readonly string[];
  readonly gridWorkers: readonly string[];
  readonly gridPolice: readonly string[];
  readonly partTime: readonly string[];
}

export interface AreaRecord {
  readonly code: string;
  readonly level: AreaLevel;
  readonly name: string;
  /** `01` basic, `02` exclusive; null above grids and where the pack does not say. */
  readonly gridType: '01' | '02' | null;
  /** Owners from the district down to the area itself. */
  readonly chain: readonly AreaLink[];
  readonly people: AreaPeople;
  /** Null where the pack does not say. */
  readonly households: number | null;
  readonly population: number | null;
  readonly buildings: number | null;
  readonly areaM2: number | null;
  /** Areas one level below. */
  readonly parts: number;
  /** Grids in it, itself included. */
  readonly grids: number;
  readonly places: AreaMembers;
  readonly cameras: AreaMembers;
  /** Label point inside it, WGS-84 degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly geometry: AreaGeometry;
}

export interface AreaFeatures {
  readonly districts: readonly AreaFeature[];
  readonly towns: readonly AreaFeature[];
  readonly villages: readonly AreaFeature[];
  readonly grids: readonly AreaFeature[];
  readonly places: readonly PlaceFeature[];
  readonly cameras: readonly DeviceFeature[];
}

interface Standing extends AreaMember {
  readonly gridCode: string;
}

export class AreaDirectory {
  readonly #areas: ReadonlyMap<string, AreaFeature>;
  readonly #parts = new Map<string, number>();
  readonly #grids: AreaIndex<IndexedArea>;
  readonly #gridCodes: readonly string[];
  readonly #places: readonly Standing[];
  readonly #cameras: readonly Standing[];

  constructor({ districts, towns, villages, grids, places, cameras }: AreaFeatures) {
    const areas = [...districts, ...towns, ...villages, ...grids];
    this.#areas = new Map(areas.map((area) => [area.properties.code, area]));
    for (const { properties } of areas) {
      const parent = ownerOf(properties);
      if (parent !== null) this.#parts.set(parent, (this.#parts.get(parent) ?? 0) + 1);
    }
    this.#gridCodes = grids.map(({ properties }) => properties.code);
    this.#grids = new AreaIndex(grids.map(({ properties: { code }, geometry }) => ({ code, geometry })));
    this.#places = places.map(({ properties: { placeCode, name, placeClass, gridCode }, geometry }) => ({
      id: placeCode,
      name,
      what: placeClass,
      gridCode: gridCode || this.gridAt(...geometry.coordinates) || '',
    }));
    this.#cameras = cameras.map(({ properties: { deviceId, name, gridCode }, geometry }) => ({
      id: deviceId,
      name,
      what: '',
      gridCode: gridCode || this.gridAt(...geometry.coordinates) || '',
    }));
  }

  /** Code of the grid at a point, degrees; null outside all of them. */
  gridAt(lon: number, lat: number): string | null {
    return this.#grids.at(lon, lat)?.code ?? null;
  }

  /**
   * Whether a point, degrees, counts as in an area: by the one grid it lies in, so that what stands on a border is in one grid
   * and in its owners; by the area's own border where the scene has no grid there.
   */
  holds(code: string, lon: number, lat: number): boolean {
    const grid = this.gridAt(lon, lat);
    if (grid !== null) return this.#isUnder(grid, code);
    const area = this.#areas.get(code);
    return area !== undefined && area.properties.level !== 'grid' && isWithinBorders(area.geometry, [lon, lat]);
  }

  /** Names of the owners of a code, the nearest first: "东溪社区 · 示范街道". Empty where none is known. */
  ownersOf(code: string): string {
    return this.#chainOf(code)
      .slice(0, -1)
      .reverse()
      .map(({ name }) => name)
      .join(' · ');
  }

  /** In the order of their codes: from west to east, north to south. */
  gridCodes(): readonly string[] {
    return this.#gridCodes.toSorted();
  }

  nameOf(code: string): string | null {
    return this.#areas.get(code)?.properties.name ?? null;
  }

  find(code: string): AreaRecord | null {
    const area = this.#areas.get(code);
    if (!area) return null;
    const { geometry, properties } = area;
    const { gridLeader, gridWorkers = [], gridPolice = [], partTime = [] } = properties;
    const isIn = (gridCode: string) => this.#isUnder(gridCode, code);
    return {
      code,
      level: properties.level,
      name: properties.name,
      gridType: properties.gridType ?? null,
      chain: this.#chainOf(code),
      people: { gridLeader: gridLeader ? [gridLeader] : [], gridWorkers, gridPolice, partTime },
      households: properties.households ?? null,
      population: properties.population ?? null,
      buildings: properties.buildings ?? null,
      areaM2: properties.areaM2 ?? null,
      parts: this.#parts.get(code) ?? 0,
      grids: this.#gridCodes.reduce((sum, grid) => sum + Number(isIn(grid)), 0),
      places: membersOf(this.#places, isIn),
      cameras: membersOf(this.#cameras, isIn),
      lon: properties.center[0],
      lat: properties.center[1],
      geometry,
    };
  }

  /** Codes of other lengths exist: an owner is who the pack names, the prefix only where it names none. */
  #isUnder(code: string, owner: string): boolean {
    for (let at: string | null = code, steps = 0; at !== null && steps < 5; steps++) {
      if (at === owner) return true;
      const area = this.#areas.get(at);
      at = area ? ownerOf(area.properties) : parentAreaCode(at);
    }
    return false;
  }

  #chainOf(code: string): AreaLink[] {
    const chain: AreaLink[] = [];
    for (let at: string | null = code; at !== null && chain.length < 5; ) {
      const area = this.#areas.get(at);
      if (!area) break;
      chain.unshift({ code: at, level: area.properties.level, name: area.properties.name });
      at = ownerOf(area.properties);
    }
    return chain;
  }
}

const ownerOf = ({ code, parentCode }: { readonly code: string; readonly parentCode: string | null }) =>
  parentCode ?? parentAreaCode(code);

function membersOf(standing: readonly Standing[], isIn: (gridCode: string) => boolean): AreaMembers {
  const found = standing.filter(({ gridCode }) => isIn(gridCode));
  return {
    total: found.length,
    named: found.slice(0, MEMBERS_NAMED).map(({ id, name, what }) => ({ id, name, what })),
  };
}
