// Who can be sent, each at home on or beside a street. Names are of posts, not of people.
import type { Point } from '../kit/plane.ts';
import { randomFor } from '../kit/random.ts';
import type { Area } from './areas.ts';
import type { Place } from './places.ts';
import type { StreetPoints } from './streetPoints.ts';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly force:
    | 'police'
    | 'auxPolice'
    | 'patrol'
    | 'gridWorker'
    | 'security'
    | 'volunteer'
    | 'minUnit'
    | 'fire'
    | 'medical';
  readonly mode: 'foot' | 'ebike' | 'moto' | 'car';
  readonly skills: readonly string[];
  readonly equipment: readonly string[];
  readonly at: Point;
  readonly homeGrid: string;
  readonly patrolLevel?: number;
}

type Kind = Pick<Unit, 'force' | 'mode' | 'skills' | 'equipment'>;

const KIND = {
  gridWorker: {
    force: 'gridWorker',
    mode: 'ebike',
    skills: ['mediation', 'inspection', 'service'],
    equipment: ['手机终端', '执法记录仪'],
  },
  walker: {
    force: 'gridWorker',
    mode: 'foot',
    skills: ['mediation', 'inspection', 'service'],
    equipment: ['手机终端'],
  },
  police: {
    force: 'police',
    mode: 'car',
    skills: ['publicOrder', 'armed', 'firstAid'],
    equipment: ['单警装备', '防爆盾', '对讲机'],
  },
  auxPolice: { force: 'auxPolice', mode: 'moto', skills: ['publicOrder', 'traffic'], equipment: ['警棍', '对讲机'] },
  patrol: {
    force: 'patrol',
    mode: 'moto',
    skills: ['publicOrder', 'firstAid'],
    equipment: ['钢叉', '对讲机', '急救包'],
  },
  patrolCar: {
    force: 'patrol',
    mode: 'car',
    skills: ['publicOrder', 'firstAid'],
    equipment: ['防暴装备', 'AED', '对讲机'],
  },
  security: { force: 'security', mode: 'foot', skills: ['publicOrder', 'access'], equipment: ['钢叉', '对讲机'] },
  volunteer: { force: 'volunteer', mode: 'foot', skills: ['service', 'firstAid'], equipment: ['红袖章', '手机'] },
  minUnit: {
    force: 'minUnit',
    mode: 'foot',
    skills: ['publicOrder', 'firstAid', 'fire'],
    equipment: ['灭火器', '钢叉', '对讲机'],
  },
  fire: { force: 'fire', mode: 'car', skills: ['fire', 'rescue', 'hazmat'], equipment: ['水罐车', '破拆工具'] },
  microFire: { force: 'fire', mode: 'ebike', skills: ['fire'], equipment: ['微型消防车', '灭火器'] },
  medical: { force: 'medical', mode: 'car', skills: ['medical', 'firstAid'], equipment: ['救护车', 'AED'] },
} satisfies Record<string, Kind>;

export function enlistUnits(areas: readonly Area[], places: readonly Place[], streets: StreetPoints): Unit[] {
  const random = randomFor('units');
  const units: Unit[] = [];
  const add = (name: string, kind: Kind, at: Point, homeGrid: string, patrolLevel?: number) => {
    const id = `u-${String(units.length + 1).padStart(3, '0')}`;
    units.push({ id, name, ...kind, at, homeGrid, ...(patrolLevel === undefined ? {} : { patrolLevel }) });
  };
  const grids = areas.filter((area) => area.level === 'grid');
  const spotIn = (grid: Area): Point | null => {
    const spots = grid.faces.flatMap((face) => streets.middles(face));
    return spots.length > 0 ? random.pick(spots) : null;
  };
  for (const community of areas.filter((area) => area.level === 'village')) {
    const shortName = community.name.replace(/(社区|村)$/, '');
    const own = grids.filter((grid) => grid.parentCode === community.code);
    const post = (count: number, label: string, kinds: readonly Kind[], patrolLevel?: number) => {
      for (let index = 0; index < count; index++) {
        const grid = own[(index * 3 + random.whole(0, 2)) % own.length]!;
        const at = spotIn(grid);
        const name =
          count === 1 ? `${shortName}${label}` : `${shortName}${label} ${String(index + 1).padStart(2, '0')}`;
        if (at) add(name, kinds[index % kinds.length]!, at, grid.code, patrolLevel);
      }
    };
    post(3, '网格员', [KIND.gridWorker, KIND.gridWorker, KIND.walker]);
    post(1, '巡防队', random.chance(0.3) ? [KIND.patrolCar] : [KIND.patrol], 3);
    post(1, '平安志愿者', [KIND.volunteer], 5);
    if (random.chance(0.6)) post(1, '微型消防站', [KIND.microFire]);
  }
  const atPlaces = (
    classes: readonly string[],
    limit: number,
    posts: readonly { label: string; kind: Kind; patrolLevel?: number }[],
  ) => {
    for (const place of places.filter(({ placeClass }) => classes.includes(placeClass)).slice(0, limit)) {
      for (const { label, kind, patrolLevel } of posts) {
        add(`${place.name}${label}`, kind, streets.nearest(place.at), place.gridCode, patrolLevel);
      }
    }
  };
  atPlaces(['派出所'], 6, [
    { label: ' 1 组', kind: KIND.police, patrolLevel: 1 },
    { label: ' 2 组', kind: KIND.police, patrolLevel: 1 },
    { label: '辅警 1 组', kind: KIND.auxPolice, patrolLevel: 2 },
    { label: '辅警 2 组', kind: KIND.auxPolice, patrolLevel: 2 },
  ]);
  atPlaces(['消防站'], 3, [{ label: '执勤车', kind: KIND.fire }]);
  atPlaces(['医院'], 5, [{ label: '急救车', kind: KIND.medical }]);
  atPlaces(['学校', '商圈', '车站'], 18, [{ label: '最小应急单元', kind: KIND.minUnit, patrolLevel: 4 }]);
  atPlaces(['商圈', '宾馆', '市场', '加油站'], 14, [{ label: '保安', kind: KIND.security, patrolLevel: 4 }]);
  return units;
}
