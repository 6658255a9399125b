// The district on the planner's table, in metres east and north of 117.010 E 25.070 N: the border, the river, the railway,
// the arterial roads, and which character each quarter has. Everything smaller is grown from this by streets.ts.
import type { LonLat } from '#shared/geo/earth.ts';
import { beside, type Point, point, smooth } from '../kit/plane.ts';

export const ORIGIN: LonLat = [117.01, 25.07];
export const RIVER_HALF_WIDTH_M = 48;

export type RoadClass = 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential' | 'service' | 'footway';

export type Character =
  | 'oldTown'
  | 'centre'
  | 'highRise'
  | 'walkUp'
  | 'villageInCity'
  | 'industry'
  | 'campus'
  | 'park'
  | 'hills'
  | 'fields';

export interface Arterial {
  readonly name: string;
  readonly roadClass: RoadClass;
  readonly points: readonly Point[];
  readonly bridge?: string;
}

const line = (...pairs: [number, number][]): Point[] =>
  smooth(
    pairs.map(([x, y]) => point(x, y)),
    90,
  );

/** A square with round shoulders and a few capes, closed. */
export const BORDER: readonly Point[] = Array.from({ length: 72 }, (_, index) => {
  const angle = (index / 72) * 2 * Math.PI;
  const squareness = (Math.abs(Math.cos(angle)) ** 5 + Math.abs(Math.sin(angle)) ** 5) ** (-1 / 5);
  const wobble =
    1 + 0.022 * Math.sin(3 * angle + 0.6) + 0.016 * Math.sin(7 * angle + 2.1) + 0.008 * Math.sin(11 * angle);
  return point(2480 * squareness * wobble * Math.cos(angle), 2480 * squareness * wobble * Math.sin(angle));
});

export const RIVER: readonly Point[] = smooth(
  [
    [-1480, 2900],
    [-1330, 2250],
    [-1010, 1640],
    [-960, 1040],
    [-600, 520],
    [-450, -80],
    [-640, -640],
    [-560, -1220],
    [-130, -1720],
    [60, -2240],
    [-60, -2900],
  ].map(([x, y]) => point(x!, y!)),
  70,
);

export const RAILWAY: readonly Point[] = line([-2900, -1640], [-1500, -1800], [0, -1890], [1200, -1860], [2900, -1600]);

const ring: Record<'west' | 'north' | 'east' | 'south', Point[]> = {
  west: line([-1800, 2130], [-2080, 1850], [-2150, 900], [-2110, 0], [-2160, -1000], [-2110, -1800], [-1850, -2110]),
  north: line([-1800, 2130], [-900, 2100], [0, 2150], [900, 2090], [1820, 2110]),
  east: line([1820, 2110], [2090, 1860], [2140, 900], [2180, 0], [2120, -1000], [2130, -1850], [1860, -2120]),
  south: line([-1850, -2110], [-900, -2170], [0, -2120], [900, -2180], [1860, -2120]),
};

export const ARTERIALS: readonly Arterial[] = [
  { name: '西环路', roadClass: 'trunk', points: ring.west },
  { name: '北环路', roadClass: 'trunk', points: ring.north, bridge: '北环大桥' },
  { name: '东环路', roadClass: 'trunk', points: ring.east },
  { name: '南环路', roadClass: 'trunk', points: ring.south, bridge: '南环大桥' },
  {
    name: '创新大道',
    roadClass: 'primary',
    points: line([-1640, 2800], [-1580, 1700], [-1540, 800], [-1560, 0], [-1500, -900], [-1520, -1800], [-1480, -2800]),
  },
  {
    name: '文澜路',
    roadClass: 'secondary',
    points: line([-1120, 110], [-1090, -500], [-1060, -1050], [-1040, -1700], [-1020, -2180]),
  },
  { name: '滨江西路', roadClass: 'secondary', points: beside(RIVER, -(RIVER_HALF_WIDTH_M + 34)) },
  { name: '滨江东路', roadClass: 'secondary', points: beside(RIVER, RIVER_HALF_WIDTH_M + 34) },
  {
    name: '解放路',
    roadClass: 'primary',
    points: line(
      [40, 2900],
      [90, 1900],
      [140, 1100],
      [180, 400],
      [150, -200],
      [200, -800],
      [330, -1500],
      [400, -2100],
      [420, -2900],
    ),
  },
  {
    name: '环城东路',
    roadClass: 'secondary',
    points: line([620, 1500], [700, 850], [760, 250], [740, -450], [770, -1000]),
  },
  {
    name: '龙腾路',
    roadClass: 'primary',
    points: line(
      [1240, 2900],
      [1280, 1700],
      [1260, 900],
      [1320, 0],
      [1290, -1000],
      [1330, -1600],
      [1320, -2150],
      [1350, -2900],
    ),
  },
  {
    name: '科技大道',
    roadClass: 'secondary',
    points: line([1720, 2100], [1740, 1300], [1700, 500], [1740, -400], [1720, -1050], [1760, -2140]),
  },
  {
    name: '学府路',
    roadClass: 'secondary',
    points: line([-2135, 1520], [-1560, 1480], [-900, 1530], [-100, 1490], [620, 1500], [1270, 1540], [2200, 1500]),
    bridge: '学府桥',
  },
  {
    name: '人民路',
    roadClass: 'primary',
    points: line(
      [-2900, 820],
      [-2150, 800],
      [-1550, 830],
      [-760, 780],
      [160, 860],
      [710, 850],
      [1260, 900],
      [2145, 820],
      [2900, 860],
    ),
    bridge: '人民桥',
  },
  {
    name: '中山路',
    roadClass: 'secondary',
    points: line(
      [-2115, 130],
      [-1560, 110],
      [-1120, 60],
      [-480, 130],
      [180, 230],
      [760, 250],
      [1310, 210],
      [2175, 240],
    ),
    bridge: '中山桥',
  },
  {
    name: '南门路',
    roadClass: 'secondary',
    points: line([-492, -452], [-200, -430], [170, -480], [740, -450], [1310, -420], [1740, -400], [2170, -440]),
  },
  {
    name: '建设路',
    roadClass: 'primary',
    points: line(
      [-2900, -1080],
      [-2155, -1010],
      [-1500, -980],
      [-600, -1000],
      [200, -1000],
      [770, -1000],
      [1290, -1000],
      [2120, -1000],
      [2900, -960],
    ),
    bridge: '建设大桥',
  },
  {
    name: '站前路',
    roadClass: 'secondary',
    points: line([-215, -1525], [-100, -1530], [330, -1500], [880, -1530], [1330, -1500], [1740, -1480], [2140, -1500]),
  },
  { name: '新城路', roadClass: 'secondary', points: line([-2130, -460], [-1540, -480], [-1090, -500], [-650, -470]) },
];

/** Towns are cut by the middle of the river and by 建设路: the same edges, so their borders are exact. */
export const TOWNS = [
  { code: '990101001', name: '示范街道', divisionType: '街道' },
  { code: '990101002', name: '西岸街道', divisionType: '街道' },
  { code: '990101100', name: '溪南镇', divisionType: '镇' },
] as const;

/** Communities grow from these points over the quarters of their town; `grids` is how many grids each is cut into. */
export const COMMUNITIES = [
  { town: '990101001', name: '东溪社区', x: -90, y: 30, grids: 14 },
  { town: '990101001', name: '中山社区', x: 450, y: 550, grids: 12 },
  { town: '990101001', name: '南门社区', x: 400, y: -150, grids: 11 },
  { town: '990101001', name: '解放社区', x: -350, y: 1150, grids: 10 },
  { town: '990101001', name: '学府社区', x: 350, y: 1800, grids: 9 },
  { town: '990101001', name: '龙腾社区', x: 1000, y: 1150, grids: 10 },
  { town: '990101001', name: '东门社区', x: 1050, y: -100, grids: 10 },
  { town: '990101001', name: '科苑社区', x: 1720, y: 550, grids: 9 },
  { town: '990101001', name: '建新社区', x: 950, y: -720, grids: 9 },
  { town: '990101001', name: '北山社区', x: 1700, y: 1800, grids: 7 },
  { town: '990101001', name: '翠屏社区', x: -700, y: 2050, grids: 6 },
  { town: '990101002', name: '西岸社区', x: -900, y: 380, grids: 10 },
  { town: '990101002', name: '创新社区', x: -1350, y: 1150, grids: 9 },
  { town: '990101002', name: '文澜社区', x: -830, y: -720, grids: 9 },
  { town: '990101002', name: '湖滨社区', x: -1330, y: -250, grids: 9 },
  { town: '990101002', name: '云岭社区', x: -1850, y: 300, grids: 8 },
  { town: '990101002', name: '石井社区', x: -1850, y: -1400, grids: 8 },
  { town: '990101002', name: '下洋社区', x: -900, y: -1500, grids: 8 },
  { town: '990101100', name: '站前社区', x: 750, y: -1300, grids: 10 },
  { town: '990101100', name: '溪南社区', x: 0, y: -1250, grids: 10 },
  { town: '990101100', name: '工业园社区', x: 1700, y: -1300, grids: 8 },
  { town: '990101100', name: '后坂村', x: 900, y: -2150, grids: 6 },
] as const;

interface Quarter {
  readonly character: Character;
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

const quarter = (character: Character, west: number, south: number, east: number, north: number): Quarter => ({
  character,
  x: (west + east) / 2,
  y: (south + north) / 2,
  halfWidth: (east - west) / 2,
  halfHeight: (north - south) / 2,
});

/** First match wins. */
const QUARTERS: readonly Quarter[] = [
  quarter('park', 480, -120, 760, 245),
  quarter('oldTown', -620, -460, 170, 560),
  quarter('oldTown', 170, -460, 480, 240),
  quarter('centre', -760, 560, 720, 860),
  quarter('walkUp', 480, -460, 760, -120),
  quarter('centre', 170, 240, 760, 860),
  quarter('centre', 760, 250, 1290, 880),
  quarter('walkUp', -900, 860, 140, 1500),
  quarter('campus', 90, 1500, 1260, 2120),
  quarter('highRise', 140, 860, 1270, 1500),
  quarter('highRise', 1270, 860, 2150, 2120),
  quarter('villageInCity', -1250, 1500, 90, 2110),
  quarter('walkUp', 740, -1000, 1310, 250),
  quarter('villageInCity', 170, -1000, 740, -450),
  quarter('walkUp', -640, -1000, 170, -450),
  quarter('highRise', 1300, -460, 1740, 880),
  quarter('industry', 1740, -1000, 2180, 880),
  quarter('walkUp', 1300, -1000, 1740, -460),
  quarter('villageInCity', -560, -2150, 400, -1500),
  quarter('walkUp', -560, -1510, 770, -1000),
  quarter('centre', 400, -1860, 1330, -1500),
  quarter('walkUp', 770, -1510, 1330, -1000),
  quarter('industry', 1290, -2180, 2160, -1000),
  quarter('villageInCity', 400, -2180, 1320, -1860),
  quarter('centre', -1560, -480, -1060, 120),
  quarter('highRise', -1560, 110, -480, 830),
  quarter('highRise', -1120, -1000, -420, 120),
  quarter('highRise', -1600, 830, -760, 1500),
  quarter('campus', -2150, -480, -1540, 830),
  quarter('walkUp', -2170, 830, -1540, 2120),
  quarter('walkUp', -1560, 1500, -1000, 2120),
  quarter('highRise', -1560, -1000, -1060, -480),
  quarter('walkUp', -2170, -1010, -1500, -460),
  quarter('villageInCity', -1560, -1800, -400, -1000),
  quarter('industry', -2160, -2170, -1480, -1000),
  quarter('villageInCity', -1500, -2180, 60, -1700),
  quarter('hills', -2700, 2050, 2700, 2700),
  quarter('fields', -2700, -2700, 2700, 2100),
];

export function characterAt(p: Point): Character {
  // Beyond the rounded corners of the ring road.
  if (Math.abs(p.x) + Math.abs(p.y) > 3980) return p.y > 0 ? 'hills' : 'fields';
  const found = QUARTERS.find(
    (area) => Math.abs(p.x - area.x) <= area.halfWidth && Math.abs(p.y - area.y) <= area.halfHeight,
  );
  return found?.character ?? 'fields';
}
