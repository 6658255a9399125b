// All buildings of the district: sites first, then every other block by its character; then numbers, names and addresses.
import { centroid, distance, distanceToSegment, type Point, ringArea } from '../../kit/plane.ts';
import { randomFor } from '../../kit/random.ts';
import { nameRoots } from '../names.ts';
import type { Character } from '../plan.ts';
import { clearances, pointsOf, type RoadSegment } from '../roads.ts';
import type { Cell, StreetPlan } from '../streets.ts';
import { FILL, type Standing } from './fill.ts';
import { Lot } from './lot.ts';
import { SITES, type Site } from './sites.ts';
import type { Rect, Solid } from './solids.ts';

export interface Building {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly heightM: number;
  readonly floors: number;
  readonly rect: Rect;
  readonly solids: readonly Solid[];
  readonly face: number;
  readonly address: string;
}

export interface BuiltSite {
  readonly site: Site;
  readonly face: number;
  /** The main building; null for an open site. */
  readonly main: Building | null;
}

export interface Town {
  readonly buildings: readonly Building[];
  readonly sites: readonly BuiltSite[];
}

export function buildTown(plan: StreetPlan, segments: readonly RoadSegment[], gridOf: (face: number) => string): Town {
  const lots = lotsOf(plan, segments);
  const blocks = plan.cells.filter((cell) => cell.kind === 'block');
  const siteOf = chooseSites(plan, blocks);
  const numbering = new Numbering(plan, segments);
  const buildings: Building[] = [];
  const sites: BuiltSite[] = [];
  const serials = new Map<string, number>();
  for (const cell of blocks) {
    const site = siteOf.get(cell.face);
    const random = randomFor(`block ${cell.face}`);
    const lot = lots(cell.face);
    const standing = site ? site.build(lot, random) : FILL[cell.character](lot, random);
    const estate = site ? site.name : estateName(cell);
    const first = buildings.length;
    standing.forEach((one, index) => {
      const grid = gridOf(cell.face);
      const serial = (serials.get(grid) ?? 0) + 1;
      serials.set(grid, serial);
      const address = numbering.addressOf(one.rect.centre);
      buildings.push({
        id: `${grid}B${String(serial).padStart(3, '0')}`,
        name: nameOf(one, index, site, estate, address),
        kind: one.draft.kind,
        heightM: Math.round(one.draft.heightM * 10) / 10,
        floors: one.draft.floors,
        rect: one.rect,
        solids: one.draft.solids,
        face: cell.face,
        address,
      });
    });
    if (site) sites.push({ site, face: cell.face, main: mainOf(buildings.slice(first)) });
  }
  return { buildings, sites };
}

function mainOf(buildings: readonly Building[]): Building | null {
  return [...buildings].sort((a, b) => b.heightM - a.heightM)[0] ?? null;
}

function lotsOf(plan: StreetPlan, segments: readonly RoadSegment[]): (face: number) => Lot {
  const clearance = clearances(plan, segments);
  return (face) =>
    new Lot(
      plan.graph.loop(face).map((half) => ({
        from: plan.graph.from(half),
        to: plan.graph.to(half),
        clearanceM: clearance(half),
        cornerClearanceM: Math.max(...plan.graph.around(half).map(clearance)),
        isStreet: plan.graph.tag(half).kind === 'road',
      })),
    );
}

/** Each site takes the nearest free block of its size. */
function chooseSites(plan: StreetPlan, blocks: readonly Cell[]): Map<number, Site> {
  const chosen = new Map<number, Site>();
  const sized = blocks.map((cell) => {
    const ring = plan.graph.ring(cell.face);
    return { face: cell.face, area: ringArea(ring), middle: centroid(ring) };
  });
  for (const site of SITES) {
    const open = sized.filter(
      (block) => !chosen.has(block.face) && block.area >= site.minAreaM2 && block.area <= site.maxAreaM2,
    );
    const nearest = open.sort((a, b) => distance(a.middle, site) - distance(b.middle, site))[0];
    if (nearest) chosen.set(nearest.face, site);
  }
  return chosen;
}

const ESTATE_SUFFIX: Partial<Record<Character, readonly string[]>> = {
  highRise: ['花园', '名邸', '华府', '雅苑', '新城'],
  walkUp: ['新村', '小区', '公寓'],
  industry: ['工业园', '产业园', '机械厂', '电子厂'],
  centre: ['大厦', '广场', '中心'],
  campus: ['学院'],
};

function estateName(cell: Cell): string {
  const suffixes = ESTATE_SUFFIX[cell.character];
  if (!suffixes) return '';
  return `${nameRoots(`estate ${cell.face}`)()}${randomFor(`suffix ${cell.face}`).pick(suffixes)}`;
}

function nameOf(one: Standing, index: number, site: Site | undefined, estate: string, address: string): string {
  if (site) return index === 0 ? site.name : `${site.name}${index + 1}号楼`;
  if (estate === '') return address;
  return `${estate}${index + 1}${one.draft.kind === 'industrial' ? '号厂房' : '幢'}`;
}

/** House numbers: odd on the left, even on the right, growing along the street. */
class Numbering {
  readonly #streets: { name: string; points: Point[] }[];
  readonly #last = new Map<string, number>();

  constructor(plan: StreetPlan, segments: readonly RoadSegment[]) {
    this.#streets = segments
      .filter((segment) => !segment.isBridge && segment.street >= 0)
      .map((segment) => ({ name: segment.name, points: pointsOf(plan, segment) }));
  }

  addressOf(at: Point): string {
    let best = { away: Infinity, name: '', isLeft: true };
    for (const { name, points } of this.#streets) {
      const first = points[0]!;
      if (Math.abs(first.x - at.x) > 600 || Math.abs(first.y - at.y) > 600) continue;
      for (let index = 1; index < points.length; index++) {
        const a = points[index - 1]!;
        const b = points[index]!;
        const away = distanceToSegment(at, a, b);
        if (away < best.away) best = { away, name, isLeft: (b.x - a.x) * (at.y - a.y) > (b.y - a.y) * (at.x - a.x) };
      }
    }
    const side = `${best.name}${best.isLeft}`;
    const number = this.#last.get(side) ?? (best.isLeft ? 1 : 2);
    this.#last.set(side, number + 2);
    return `${best.name}${number}号`;
  }
}
