// Grids and the levels above them as the site drew them; what nobody drew is made from the grids by the digits of their codes.
import type { AreaLevel } from '#shared/geo/areaCode.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { ringCentroid } from '#shared/geo/polygon.ts';
import type { Feature } from '../kit/geojson.ts';
import { areaFeature, buildHierarchy, type Grid, inReadingOrder, level } from './hierarchy.ts';
import { withParentsByPlace } from './parentsByPlace.ts';
import { closedRings, type Dropped, polygonsIn, type SourceFeature, textOf } from './source.ts';
import type { CheckedArea } from './topology.ts';

export type AreaRole = 'districts' | 'towns' | 'villages' | 'grids';
export const AREA_ROLES = ['districts', 'towns', 'villages', 'grids'] as const satisfies readonly AreaRole[];

const LEVEL_OF = { districts: 'district', towns: 'town', villages: 'village', grids: 'grid' } as const;
const LENGTH_OF = { districts: 6, towns: 9, villages: 12, grids: 15 } as const;
const TYPE_OF = { districts: '区', towns: '街道', villages: '居委会', grids: '网格' } as const;
const TEXT_FIELDS = [
  'shortName',
  'divisionType',
  'landUseCode',
  'manageGrade',
  'validFrom',
  'validTo',
  'gridLeader',
  'policeStationCode',
  'policeCommunityCode',
] as const;
const COUNT_FIELDS = ['households', 'population', 'buildings'] as const;

export interface AreaLayers {
  readonly isSynthetic: boolean;
  readonly layers: Readonly<Record<AreaRole, Feature[]>>;
  readonly grids: readonly Grid[];
  /** What the site drew itself, for the topology report; empty when the codes are made up. */
  readonly drawn: readonly CheckedArea[];
  /** Codes of communities, towns and districts that nobody drew, made from the grids under them. */
  readonly filled: number;
  /** Grids whose code matches no drawn community: the one that contains them has taken them in. */
  readonly parentsByPlace: readonly { readonly code: string; readonly parentCode: string }[];
  readonly serials: number;
}

interface Options {
  readonly districtCode: string;
  readonly districtName: string;
  /** Number grids without a 15-digit code inside their community, west to east and north to south. */
  readonly makesSerials: boolean;
}

export function buildAreas(
  sources: Partial<Record<AreaRole, readonly SourceFeature[]>>,
  dropped: Readonly<Record<AreaRole, Dropped>>,
  options: Options,
): AreaLayers {
  const raw = sources.grids ?? [];
  const isBare =
    raw.length > 0 && raw.every(({ properties }) => !textOf(properties.code) && !textOf(properties.parentCode));
  if (isBare) {
    const { layers, grids } = buildHierarchy(raw, options.districtCode, options.districtName);
    return { isSynthetic: true, layers, grids, drawn: [], filled: 0, parentsByPlace: [], serials: 0 };
  }
  const { features, made } = options.makesSerials ? withSerials(raw) : { features: raw, made: 0 };
  const own = { ...sources, grids: features };
  const read = AREA_ROLES.flatMap((role) => (own[role] ?? []).flatMap((one) => drawnArea(one, role, dropped[role])));
  const { areas: drawn, parentsByPlace } = withParentsByPlace(read);
  const placed = new Map(parentsByPlace.map(({ code, parentCode }) => [code, parentCode]));
  const grids: Grid[] = drawn
    .filter((area) => area.level === 'grid')
    .map(({ code, name, polygons }) => ({ code, name, polygons: closedRings(polygons) }));
  const layers: Record<AreaRole, Feature[]> = { districts: [], towns: [], villages: [], grids: [] };
  let filled = 0;
  for (const role of AREA_ROLES) {
    const byCode = new Map((own[role] ?? []).map((one) => [textOf(one.properties.code), one.properties]));
    const here = drawn.filter((area) => area.level === LEVEL_OF[role]);
    layers[role] = here.map(({ code, name, parentCode, polygons }) => {
      const made = areaFeature(code, LEVEL_OF[role], name, TYPE_OF[role], closedRings(polygons));
      return {
        ...made,
        properties: { ...made.properties, ...(parentCode ? { parentCode } : {}), ...extras(byCode.get(code) ?? {}) },
      };
    });
    if (role === 'grids') continue;
    const known = new Set(here.map(({ code }) => code));
    const nameOf = (code: string) =>
      role === 'districts' ? options.districtName : `${code.slice(-3)} ${TYPE_OF[role]}`;
    // A grid that was taken in by place belongs above where that community belongs, not where its own digits say.
    const whole = grids
      .filter(({ code }) => code.length === 15 || placed.has(code))
      .map((grid) => ({ ...grid, code: placed.get(grid.code) ?? grid.code }));
    const missing = level(
      whole,
      LENGTH_OF[role],
      LEVEL_OF[role] as Exclude<AreaLevel, 'grid'>,
      TYPE_OF[role],
      nameOf,
    ).filter(({ id }) => !known.has(id));
    filled += missing.length;
    layers[role].push(...missing);
  }
  return { isSynthetic: false, layers, grids, drawn, filled, parentsByPlace, serials: made };
}

function drawnArea(source: SourceFeature, role: AreaRole, dropped: Dropped): CheckedArea[] {
  const polygons = rawPolygons(source);
  const code = textOf(source.properties.code);
  if (polygons.length === 0) dropped.add('not an area');
  else if (code === null) dropped.add('no code');
  else {
    const stated = textOf(source.properties.parentCode);
    const parentCode = stated ?? (code.length > 6 ? code.slice(0, LENGTH_OF[role] - 3) : null);
    return [{ level: LEVEL_OF[role], code, parentCode, name: textOf(source.properties.name) ?? code, polygons }];
  }
  return [];
}

/** Rings as the file has them: an open one is a finding, and closed only for drawing. */
function rawPolygons(source: SourceFeature): CheckedArea['polygons'] {
  const closed = polygonsIn(source);
  const { type, coordinates } = source.geometry;
  const own = (type === 'Polygon' ? [coordinates] : coordinates) as LonLat[][][];
  return own?.length === closed.length ? own : closed;
}

function withSerials(features: readonly SourceFeature[]): { features: SourceFeature[]; made: number } {
  const isWhole = (feature: SourceFeature) => /^\d{15}$/.test(textOf(feature.properties.code) ?? '');
  const parentOf = ({ properties }: SourceFeature) =>
    [textOf(properties.parentCode), textOf(properties.code)].find((code) => code && /^\d{12}$/.test(code)) ?? null;
  const families = new Map<string, { feature: SourceFeature; at: LonLat }[]>();
  const taken = new Map<string, number>();
  for (const feature of features) {
    const code = textOf(feature.properties.code) ?? '';
    const ring = polygonsIn(feature)[0]?.[0];
    const parent = parentOf(feature);
    if (isWhole(feature))
      taken.set(code.slice(0, 12), Math.max(taken.get(code.slice(0, 12)) ?? 0, Number(code.slice(12))));
    else if (parent && ring)
      families.set(parent, [...(families.get(parent) ?? []), { feature, at: ringCentroid(ring) }]);
  }
  const codes = new Map<SourceFeature, string>();
  for (const [parent, members] of families) {
    let serial = taken.get(parent) ?? 0;
    for (const { feature } of inReadingOrder(members))
      codes.set(feature, `${parent}${String(++serial).padStart(3, '0')}`);
  }
  const numbered = features.map((feature) => {
    const code = codes.get(feature);
    return code ? { ...feature, properties: { ...feature.properties, code, parentCode: code.slice(0, 12) } } : feature;
  });
  return { features: numbered, made: codes.size };
}

function extras(properties: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const field of TEXT_FIELDS) {
    const text = textOf(properties[field]);
    if (text !== null) kept[field] = text;
  }
  for (const field of COUNT_FIELDS) {
    const count = Number(properties[field]);
    if (properties[field] != null && Number.isInteger(count) && count >= 0) kept[field] = count;
  }
  if (properties.gridType === '01' || properties.gridType === '02') kept.gridType = properties.gridType;
  return kept;
}
