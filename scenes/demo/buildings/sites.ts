// The places with a block to themselves: what they are called and about where they lie.
import type { Random } from '../../kit/random.ts';
import type { Standing } from './fill.ts';
import type { Lot } from './lot.ts';
import * as builders from './siteBuilders.ts';

export interface Site {
  readonly name: string;
  readonly placeClass: string;
  /** About where, in metres from the origin. */
  readonly x: number;
  readonly y: number;
  readonly minAreaM2: number;
  readonly maxAreaM2: number;
  /** Ground cover of the block. */
  readonly cover: string;
  readonly build: (lot: Lot, random: Random) => Standing[];
}

type Row = readonly [name: string, placeClass: string, x: number, y: number, minAreaM2: number, maxAreaM2: number];

const rows = (cover: string, build: Site['build'], list: readonly Row[]): Site[] =>
  list.map(([name, placeClass, x, y, minAreaM2, maxAreaM2]) => ({
    name,
    placeClass,
    x,
    y,
    minAreaM2,
    maxAreaM2,
    cover,
    build,
  }));

/** In order of choosing: an earlier site takes its block first. */
export const SITES: readonly Site[] = [
  ...rows('plaza', builders.station, [['示范火车站', '车站', 880, -1700, 15_000, 60_000]]),
  ...rows('plaza', builders.government(14), [['示范区人民政府', '党政机关', -1300, -180, 9_000, 60_000]]),
  ...rows('plaza', builders.landmark, [['示范国际中心', '商圈', 980, 560, 8_000, 30_000]]),
  ...rows('medical', builders.hospital, [
    ['示范区第一医院', '医院', 1150, 1250, 15_000, 60_000],
    ['西岸医院', '医院', -1000, -150, 12_000, 50_000],
    ['溪南卫生院', '医院', 350, -1250, 6_000, 30_000],
  ]),
  ...rows('education', builders.school, [
    ['示范区第一中学', '学校', -250, 1300, 12_000, 60_000],
    ['东溪小学', '学校', -150, -620, 9_000, 40_000],
    ['示范区实验小学', '学校', 950, 0, 9_000, 40_000],
    ['龙腾中学', '学校', 800, 1150, 12_000, 60_000],
    ['西岸中学', '学校', -1300, 550, 12_000, 60_000],
    ['西岸小学', '学校', -900, -750, 9_000, 50_000],
    ['云岭小学', '学校', -1850, 1150, 9_000, 50_000],
    ['溪南中学', '学校', 950, -1200, 9_000, 50_000],
    ['溪南中心小学', '学校', -50, -1250, 8_000, 40_000],
    ['科苑学校', '学校', 1550, 400, 9_000, 50_000],
    ['示范职业学院', '学校', 600, 1800, 25_000, 90_000],
    ['示范师范学院', '学校', 1000, 1850, 25_000, 90_000],
  ]),
  ...rows('plaza', builders.government(6), [
    ['示范街道办事处', '党政机关', 430, -330, 3_500, 30_000],
    ['西岸街道办事处', '党政机关', -1350, 300, 6_000, 40_000],
    ['溪南镇人民政府', '党政机关', 550, -1250, 6_000, 40_000],
    ['示范区人民法院', '党政机关', -1300, -350, 6_000, 40_000],
  ]),
  ...rows('commercial', builders.mall, [
    ['中山广场', '商圈', 450, 600, 7_000, 30_000],
    ['万宝城', '商圈', 1050, 750, 7_000, 30_000],
    ['西岸天街', '商圈', -1200, 40, 7_000, 40_000],
    ['站前商城', '商圈', 1150, -1620, 6_000, 30_000],
    ['龙腾奥莱', '商圈', 1500, 700, 8_000, 40_000],
  ]),
  ...rows('park', builders.temple, [
    ['东溪古塔', '景区', -280, 250, 3_500, 12_000],
    ['南禅寺', '宗教', 90, -380, 3_500, 12_000],
  ]),
  ...rows('pitch', builders.sportsGround, [['示范体育中心', '体育场馆', -1800, 500, 26_000, 120_000]]),
  ...rows('commercial', builders.market, [
    ['东门农贸市场', '市场', 850, -300, 5_000, 30_000],
    ['石井批发市场', '市场', -1250, -1300, 5_000, 30_000],
  ]),
  ...rows('industrial', builders.tankFarm, [
    ['溪南油库', '危化', 1900, -1900, 15_000, 120_000],
    ['石井化工仓储', '危化', -1900, -1700, 15_000, 120_000],
  ]),
  ...rows('plaza', builders.busStation, [
    ['溪南客运站', '车站', 500, -1620, 6_000, 40_000],
    ['北环公交枢纽', '车站', 200, 2020, 5_000, 60_000],
  ]),
  ...rows('commercial', builders.petrol, [
    ['北环加油站', '加油站', 1350, 1980, 4_000, 45_000],
    ['创新加油站', '加油站', -1480, -650, 4_000, 45_000],
    ['建设路加油站', '加油站', 1350, -900, 3_000, 30_000],
    ['东环加油站', '加油站', 2050, 300, 4_000, 60_000],
    ['西环加油站', '加油站', -2050, -650, 4_000, 45_000],
  ]),
  ...rows('park', builders.gate, [
    ['东溪公园', '公园', -420, 350, 3_000, 20_000],
    ['人民公园', '公园', 620, 60, 20_000, 200_000],
    ['湖滨公园', '公园', -950, -300, 9_000, 60_000],
    ['龙腾公园', '公园', 1100, 1350, 9_000, 60_000],
    ['溪南公园', '公园', -350, -1350, 6_000, 60_000],
    ['科技公园', '公园', 1850, 1200, 9_000, 90_000],
  ]),
];
