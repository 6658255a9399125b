// Grids under towns and communities. Polygons with official codes keep them; bare street blocks get a synthetic hierarchy
// under the unassigned prefix 99, serials from west to east and north to south.
import { parseAreaCode } from '#shared/geo/areaCode.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { areaM2, labelPoint, ringCentroid } from '#shared/geo/polygon.ts';
import { type Feature, feature } from '../kit/geojson.ts';
import { polygonsIn, type SourceFeature, textOf } from './source.ts';

const GRIDS_PER_COMMUNITY = 12;
const COMMUNITIES_PER_TOWN = 15;

/** Said of every pack with made-up codes. */
export const SYNTHETIC =
  '街块没有 15 位编码：已用未分配的 99 号段生成演示编码 · the blocks have no 15-digit codes: made-up ones under the unassigned 99 were given';

export interface Grid {
  readonly code: string;
  readonly name: string;
  readonly polygons: LonLat[][][];
}

export interface Hierarchy {
  readonly isSynthetic: boolean;
  readonly grids: readonly Grid[];
  readonly layers: Readonly<Record<'districts' | 'towns' | 'villages' | 'grids', Feature[]>>;
}

export function buildHierarchy(
  blocks: readonly SourceFeature[],
  districtCode: string,
  districtName: string,
): Hierarchy {
  const shapes = blocks.flatMap((block) => {
    const polygons = polygonsIn(block);
    return polygons.length > 0 ? [{ block, polygons }] : [];
  });
  const coded = shapes.map(({ block }) => textOf(block.properties.code) ?? '');
  const hasCodes =
    shapes.length > 0 &&
    coded.every((code) => parseAreaCode(code).ok && code.length === 15) &&
    new Set(coded).size === coded.length;
  const grids = hasCodes
    ? shapes.map(
        ({ block, polygons }, index): Grid => ({
          code: coded[index]!,
          name: textOf(block.properties.name) ?? coded[index]!,
          polygons,
        }),
      )
    : numbered(
        shapes.map(({ polygons }) => polygons),
        districtCode,
      );
  const name = (code: string) =>
    code.length === 6
      ? districtName
      : code.length === 9
        ? `${Number(code.slice(6))} 街道`
        : `${Number(code.slice(9))} 社区`;
  return {
    isSynthetic: !hasCodes,
    grids,
    layers: {
      districts: level(grids, 6, 'district', '区', name),
      towns: level(grids, 9, 'town', '街道', name),
      villages: level(grids, 12, 'village', '居委会', name),
      grids: grids.map((grid) => areaFeature(grid.code, 'grid', grid.name, '网格', grid.polygons)),
    },
  };
}

function numbered(shapes: readonly LonLat[][][][], districtCode: string): Grid[] {
  const blocks = shapes.map((polygons) => ({ polygons, at: ringCentroid(polygons[0]![0]!) }));
  const communities = halved(blocks, GRIDS_PER_COMMUNITY).map((members) => ({ members, at: meanOf(members) }));
  return inReadingOrder(
    halved(communities, COMMUNITIES_PER_TOWN).map((members) => ({ members, at: meanOf(members) })),
  ).flatMap((town, townIndex) =>
    inReadingOrder(town.members).flatMap((community, communityIndex) =>
      inReadingOrder(community.members).map(({ polygons }, gridIndex): Grid => {
        const code = [townIndex, communityIndex, gridIndex].reduce(
          (prefix, serial) => prefix + String(serial + 1).padStart(3, '0'),
          districtCode,
        );
        return {
          code,
          name: `${townIndex + 1}-${communityIndex + 1}-${String(gridIndex + 1).padStart(3, '0')} 网格`,
          polygons,
        };
      }),
    ),
  );
}

export interface Placed {
  readonly at: LonLat;
}

/** Halves across the longer side until every group is small enough. */
function halved<Item extends Placed>(items: readonly Item[], most: number): Item[][] {
  if (items.length <= most) return items.length > 0 ? [[...items]] : [];
  const span = (axis: 0 | 1) =>
    Math.max(...items.map(({ at }) => at[axis])) - Math.min(...items.map(({ at }) => at[axis]));
  const axis = span(0) > span(1) ? 0 : 1;
  const sorted = [...items].sort((a, b) => a.at[axis] - b.at[axis]);
  const half = Math.ceil(sorted.length / 2);
  return [...halved(sorted.slice(0, half), most), ...halved(sorted.slice(half), most)];
}

/** Rows from north to south, each from west to east: how grids are numbered (DB11). */
export function inReadingOrder<Item extends Placed>(items: readonly Item[]): Item[] {
  const rows = Math.max(1, Math.round(Math.sqrt(items.length)));
  const perRow = Math.ceil(items.length / rows);
  const bySouth = [...items].sort((a, b) => b.at[1] - a.at[1]);
  return Array.from({ length: rows }, (_, row) =>
    bySouth.slice(row * perRow, (row + 1) * perRow).sort((a, b) => a.at[0] - b.at[0]),
  ).flat();
}

function meanOf(items: readonly Placed[]): LonLat {
  const sum = items.reduce<LonLat>((total, { at }) => [total[0] + at[0], total[1] + at[1]], [0, 0]);
  return [sum[0] / items.length, sum[1] / items.length];
}

/** One area a prefix, made of the very polygons of its grids: nothing is lost and nothing overlaps. */
export function level(
  grids: readonly Grid[],
  length: 6 | 9 | 12,
  name: 'district' | 'town' | 'village',
  divisionType: string,
  nameOf: (code: string) => string,
): Feature[] {
  const members = new Map<string, LonLat[][][]>();
  for (const grid of grids) {
    const code = grid.code.slice(0, length);
    const polygons = members.get(code) ?? [];
    polygons.push(...grid.polygons);
    members.set(code, polygons);
  }
  return [...members].map(([code, polygons]) => areaFeature(code, name, nameOf(code), divisionType, polygons));
}

export function areaFeature(
  code: string,
  levelName: string,
  name: string,
  divisionType: string,
  polygons: LonLat[][][],
): Feature {
  const geometry =
    polygons.length === 1
      ? ({ type: 'Polygon', coordinates: polygons[0]! } as const)
      : ({ type: 'MultiPolygon', coordinates: polygons } as const);
  const largest = [...polygons].sort(
    (a, b) => areaM2({ type: 'Polygon', coordinates: b }) - areaM2({ type: 'Polygon', coordinates: a }),
  )[0]!;
  return feature(code, geometry, {
    code,
    level: levelName,
    parentCode: code.length === 6 ? null : code.slice(0, -3),
    name,
    divisionType,
    ...(levelName === 'grid' ? { gridType: '01', gridSerial: code.slice(12) } : {}),
    areaM2: Math.round(areaM2(geometry)),
    center: labelPoint(largest),
  });
}
