// District → towns → communities → grids, all as groups of the same faces, so that the levels fit without gap or overlap.
import { centroid, type Point, ringArea } from '../kit/plane.ts';
import { growByDistance, growByWeight, neighbours, ringsOf } from '../kit/regions.ts';
import { type Character, COMMUNITIES, TOWNS } from './plan.ts';
import type { Cell, StreetPlan } from './streets.ts';

export const DISTRICT = { code: '990101', name: '示范区' } as const;

export interface Area {
  readonly code: string;
  readonly level: 'district' | 'town' | 'village' | 'grid';
  readonly parentCode: string | null;
  readonly name: string;
  readonly divisionType: string;
  readonly faces: readonly number[];
  /** Vertex rings, outer first. */
  readonly rings: readonly (readonly number[])[];
  /** 01 basic grid, 02 exclusive grid (estate, campus, mall); grids only. */
  readonly gridType?: '01' | '02';
}

/** Households per hectare, for the census columns and to make grids of about equal load. */
const HOUSEHOLDS_PER_HECTARE: Record<Character, number> = {
  oldTown: 75,
  centre: 60,
  highRise: 110,
  walkUp: 95,
  villageInCity: 120,
  industry: 10,
  campus: 18,
  park: 1,
  hills: 1,
  fields: 3,
};

export function householdsOn(cell: Cell, areaM2: number): number {
  return cell.kind === 'block' ? (areaM2 / 10_000) * HOUSEHOLDS_PER_HECTARE[cell.character] : 0;
}

export function buildAreas(plan: StreetPlan): Area[] {
  const { graph, cells } = plan;
  const middles = new Map(cells.map((cell) => [cell.face, centroid(graph.ring(cell.face))]));
  const sizes = new Map(cells.map((cell) => [cell.face, ringArea(graph.ring(cell.face))]));
  const middle = (face: number) => middles.get(face)!;
  const townOf = new Map(cells.map((cell) => [cell.face, townAt(plan, middle(cell.face))]));
  const faces = cells.map((cell) => cell.face);
  const cellOf = new Map(cells.map((cell) => [cell.face, cell]));

  // Communities take whole quarters, so that their borders follow the main roads as real ones do.
  const quarterOf = new Map(cells.map((cell) => [cell.face, cell.quarter]));
  const quarters = new Map<number, Cell[]>();
  for (const cell of cells) quarters.set(cell.quarter, [...(quarters.get(cell.quarter) ?? []), cell]);
  const townOfQuarter = (quarter: number) => townOf.get(quarters.get(quarter)![0]!.face);
  const quarterMiddle = (quarter: number) =>
    weighted(
      quarters.get(quarter)!.map((cell) => cell.face),
      middle,
      (face) => sizes.get(face)!,
    );
  const owner = growByDistance(
    [...quarters.keys()],
    (quarter) => [
      ...new Set(
        quarters.get(quarter)!.flatMap((cell) => neighbours(graph, cell.face).map((face) => quarterOf.get(face)!)),
      ),
    ],
    quarterMiddle,
    COMMUNITIES.map((community) => ({
      at: community,
      accepts: (quarter) => townOfQuarter(quarter) === community.town,
    })),
  );
  const area = (
    code: string,
    level: Area['level'],
    parentCode: string | null,
    name: string,
    divisionType: string,
    members: readonly number[],
  ): Area => ({
    code,
    level,
    parentCode,
    name,
    divisionType,
    faces: members,
    rings: ringsOf(graph, members),
  });
  const areas = [area(DISTRICT.code, 'district', null, DISTRICT.name, '区', faces)];
  for (const town of TOWNS) {
    const inTown = faces.filter((face) => townOf.get(face) === town.code);
    areas.push(area(town.code, 'town', DISTRICT.code, town.name, town.divisionType, inTown));
    const serials = { 社区: 0, 村: 199 };
    COMMUNITIES.forEach((community, index) => {
      if (community.town !== town.code) return;
      const suffix = community.name.endsWith('村') ? '村' : '社区';
      serials[suffix] += 1;
      const code = `${town.code}${String(serials[suffix]).padStart(3, '0')}`;
      const members = faces.filter((face) => owner.get(quarterOf.get(face)!) === index);
      areas.push(area(code, 'village', town.code, community.name, suffix === '村' ? '村委会' : '居委会', members));
      const weight = (face: number) => householdsOn(cellOf.get(face)!, sizes.get(face)!) + sizes.get(face)! / 1_500 + 4;
      const groups = growByWeight(graph, members, middle, weight, community.grids);
      inReadingOrder(groups, (group) => weighted(group, middle, (face) => sizes.get(face)!)).forEach((group, order) => {
        const serial = String(order + 1).padStart(3, '0');
        const shortName = community.name.replace(/(社区|村)$/, '');
        const isExclusive = group.every((face) => ['industry', 'campus'].includes(cellOf.get(face)!.character));
        areas.push({
          ...area(`${code}${serial}`, 'grid', code, `${shortName}${serial}网格`, '网格', group),
          gridType: isExclusive ? '02' : '01',
        });
      });
    });
  }
  return areas;
}

/** The river and 建设路 are edges of the graph, so a face lies wholly on one side of each. */
function townAt(plan: StreetPlan, at: Point): string {
  const { graph } = plan;
  let isWest = false;
  let isSouth = false;
  for (let half = 0; half < graph.origin.length; half += 2) {
    const tag = graph.tag(half);
    const a = graph.from(half);
    const b = graph.to(half);
    if (tag.kind === 'midstream' && a.y > at.y !== b.y > at.y) {
      isWest = at.x < a.x + ((b.x - a.x) * (at.y - a.y)) / (b.y - a.y);
    }
    if (tag.kind === 'road' && plan.streets[tag.road]!.name === '建设路' && a.x > at.x !== b.x > at.x) {
      isSouth = at.y < a.y + ((b.y - a.y) * (at.x - a.x)) / (b.x - a.x);
    }
  }
  return isWest ? TOWNS[1].code : isSouth ? TOWNS[2].code : TOWNS[0].code;
}

function weighted(group: readonly number[], middle: (face: number) => Point, size: (face: number) => number): Point {
  const total = group.reduce((sum, face) => sum + size(face), 0);
  const sum = (axis: 'x' | 'y') => group.reduce((part, face) => part + middle(face)[axis] * size(face), 0) / total;
  return { x: sum('x'), y: sum('y') };
}

/** West to east in bands from north to south (DB11 单元网格 numbering). */
function inReadingOrder<Item>(items: readonly Item[], at: (item: Item) => Point): Item[] {
  const rows = Math.max(1, Math.round(Math.sqrt(items.length)));
  const bySouth = [...items].sort((a, b) => at(b).y - at(a).y);
  const perRow = Math.ceil(items.length / rows);
  return Array.from({ length: rows }, (_, row) =>
    bySouth.slice(row * perRow, (row + 1) * perRow).sort((a, b) => at(a).x - at(b).x),
  ).flat();
}
