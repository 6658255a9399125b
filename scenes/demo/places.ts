// Key places: the sites with a block of their own, and the everyday ones that move into an existing building.

import { distance, type Point } from '../kit/plane.ts';
import { randomFor } from '../kit/random.ts';
import type { Area } from './areas.ts';
import type { Building, Town } from './buildings/build.ts';

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly placeClass: string;
  readonly gridCode: string;
  readonly address: string;
  readonly at: Point;
  readonly building: Building;
  readonly riskColor?: 'R' | 'O' | 'Y' | 'B';
}

interface Everyday {
  readonly placeClass: string;
  /** 〇 stands for the community's short name. */
  readonly name: string;
  readonly kinds: readonly string[];
  /** Every how many-th community has one, and from which. */
  readonly every: number;
  readonly from: number;
}

const EVERYDAY: readonly Everyday[] = [
  { placeClass: '党政机关', name: '〇党群服务中心', kinds: ['retail', 'apartments', 'house'], every: 1, from: 0 },
  { placeClass: '派出所', name: '〇派出所', kinds: ['retail', 'office', 'apartments'], every: 5, from: 0 },
  { placeClass: '消防站', name: '〇消防救援站', kinds: ['retail', 'industrial', 'apartments'], every: 9, from: 2 },
  { placeClass: '银行', name: '示范农商银行〇支行', kinds: ['retail', 'house'], every: 2, from: 0 },
  { placeClass: '银行', name: '区商业银行〇支行', kinds: ['retail', 'office', 'house'], every: 4, from: 1 },
  { placeClass: '医院', name: '〇卫生服务站', kinds: ['retail', 'apartments'], every: 3, from: 1 },
  { placeClass: '学校', name: '〇幼儿园', kinds: ['retail', 'school', 'apartments'], every: 2, from: 1 },
  { placeClass: '宾馆', name: '〇大酒店', kinds: ['office', 'retail'], every: 4, from: 2 },
  { placeClass: '养老机构', name: '〇长者之家', kinds: ['apartments', 'house'], every: 5, from: 3 },
  { placeClass: '出租房集中区', name: '〇公寓', kinds: ['apartments'], every: 6, from: 4 },
];

const RISK: Partial<Record<string, 'R' | 'O' | 'Y' | 'B'>> = {
  危化: 'R',
  加油站: 'O',
  车站: 'O',
  商圈: 'Y',
  出租房集中区: 'Y',
  学校: 'B',
  医院: 'B',
};

/** Places, and the buildings with the names that places gave them. */
export function settlePlaces(town: Town, areas: readonly Area[]): { places: Place[]; buildings: Building[] } {
  const gridOf = new Map<number, string>();
  for (const area of areas) if (area.level === 'grid') for (const face of area.faces) gridOf.set(face, area.code);
  const renamed = new Map<string, string>();
  const places: Place[] = [];
  const perGrid = new Map<string, number>();
  const settle = (name: string, placeClass: string, building: Building) => {
    const gridCode = gridOf.get(building.face)!;
    const serial = (perGrid.get(gridCode) ?? 0) + 1;
    perGrid.set(gridCode, serial);
    renamed.set(building.id, name);
    const risk = RISK[placeClass];
    places.push({
      code: `${gridCode}P${String(serial).padStart(2, '0')}`,
      name,
      placeClass,
      gridCode,
      address: building.address,
      at: building.rect.centre,
      building,
      ...(risk ? { riskColor: risk } : {}),
    });
  };
  for (const { site, main } of town.sites) if (main) settle(site.name, site.placeClass, main);
  const taken = new Set(town.sites.map((site) => site.face));
  areas
    .filter((area) => area.level === 'village')
    .forEach((community, index) => {
      const shortName = community.name.replace(/(社区|村)$/, '');
      const faces = new Set(community.faces);
      const local = town.buildings.filter((building) => faces.has(building.face) && !taken.has(building.face));
      const random = randomFor(`places ${community.code}`);
      for (const kind of EVERYDAY) {
        if (index % kind.every !== kind.from % kind.every) continue;
        const open = local.filter((building) => kind.kinds.includes(building.kind) && !renamed.has(building.id));
        const first = kind.kinds.find((candidate) => open.some((building) => building.kind === candidate));
        if (first === undefined) continue;
        settle(
          kind.name.replace('〇', shortName),
          kind.placeClass,
          random.pick(open.filter((building) => building.kind === first)),
        );
      }
    });
  return {
    places: places.sort((a, b) => (a.code < b.code ? -1 : 1)),
    buildings: town.buildings.map((building) => ({ ...building, name: renamed.get(building.id) ?? building.name })),
  };
}

/** Just outside a building on the side of a point: where its door, its button and its camera are. */
export function doorOf(building: Building, towards: Point): Point {
  const { centre, width, depth } = building.rect;
  const away = distance(centre, towards) || 1;
  const cos = Math.abs(Math.cos(Math.atan2(towards.y - centre.y, towards.x - centre.x) - building.rect.angle));
  const sin = Math.abs(Math.sin(Math.atan2(towards.y - centre.y, towards.x - centre.x) - building.rect.angle));
  const reach = Math.min(cos < 1e-6 ? Infinity : width / 2 / cos, sin < 1e-6 ? Infinity : depth / 2 / sin) + 1.2;
  const share = Math.min(reach / away, 1);
  return { x: centre.x + (towards.x - centre.x) * share, y: centre.y + (towards.y - centre.y) * share };
}
