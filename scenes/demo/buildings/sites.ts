// The places with a block to themselves: what they are called, about where they lie, how they are built.
import type { Random } from '../../kit/random.ts';
import type { Standing } from './fill.ts';
import type { Lot } from './lot.ts';
import { part, type Rect } from './solids.ts';
import type { Draft } from './styles.ts';
import * as style from './styles.ts';

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

/** The largest of these sizes that fits somewhere on the block, nearest its middle. */
function place(
  lot: Lot,
  angle: number,
  sizes: readonly (readonly [number, number])[],
  gapM: number,
  build: (rect: Rect) => Draft,
): Standing[] {
  const xs = lot.ring.map((p) => p.x);
  const ys = lot.ring.map((p) => p.y);
  const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  const spots = [...lot.places(angle, 7, 7)].sort(
    (a, b) => Math.hypot(a.x - middle.x, a.y - middle.y) - Math.hypot(b.x - middle.x, b.y - middle.y),
  );
  for (const [width, depth] of sizes) {
    for (const centre of spots) {
      for (const turned of [0, Math.PI / 2]) {
        const rect = { centre, angle: angle + turned, width, depth };
        if (lot.take(rect, gapM)) return [{ rect, draft: build(rect) }];
      }
    }
  }
  return [];
}

const school = (lot: Lot, random: Random): Standing[] => {
  const angle = lot.southAngle();
  // The track first: it is what makes a school a school from above.
  const track = place(
    lot,
    angle,
    [
      [120, 66],
      [96, 56],
      [74, 44],
      [52, 32],
    ],
    6,
    (rect) => ({
      kind: 'track',
      heightM: 0.4,
      floors: 1,
      solids: [
        { ...style.canopy(rect, 'track', 0.4, [176, 92, 76]).solids.at(-1)!, baseM: 0 },
        {
          ...style.canopy(part(rect, -0.84, -0.74, 0.84, 0.74), 'track', 0.55, [92, 142, 86]).solids.at(-1)!,
          baseM: 0.3,
        },
      ],
    }),
  );
  const rooms = Array.from({ length: 6 }, () =>
    place(
      lot,
      angle,
      [
        [58, 34],
        [46, 28],
        [34, 20],
      ],
      9,
      (rect) => style.classrooms(rect, random),
    ),
  ).flat();
  const gym = place(
    lot,
    angle,
    [
      [36, 26],
      [26, 18],
    ],
    7,
    (rect) => style.hall(rect, 'school', 13, [214, 206, 196], [88, 124, 150]),
  );
  return [...track, ...rooms, ...gym];
};

const hospital = (lot: Lot): Standing[] => {
  const angle = lot.southAngle();
  return [
    ...place(
      lot,
      angle,
      [
        [92, 44],
        [70, 36],
        [50, 28],
      ],
      12,
      (rect) => style.ward(rect, 18),
    ),
    ...place(
      lot,
      angle,
      [
        [64, 34],
        [46, 26],
      ],
      12,
      (rect) => style.ward(rect, 11),
    ),
    ...Array.from({ length: 3 }, () =>
      place(
        lot,
        angle,
        [
          [40, 24],
          [28, 18],
        ],
        9,
        (rect) => style.ward(rect, 6),
      ),
    ).flat(),
  ];
};

const government =
  (floors: number) =>
  (lot: Lot): Standing[] => [
    ...place(
      lot,
      lot.southAngle(),
      [
        [96, 44],
        [72, 34],
        [50, 26],
        [34, 18],
      ],
      14,
      (rect) => style.hallOfState(rect, floors),
    ),
    ...Array.from({ length: 2 }, () =>
      place(
        lot,
        lot.southAngle(),
        [
          [44, 18],
          [30, 14],
        ],
        10,
        (rect) => style.hallOfState(rect, Math.max(4, floors - 6)),
      ),
    ).flat(),
  ];

const station = (lot: Lot): Standing[] => [
  ...place(
    lot,
    lot.southAngle(),
    [
      [170, 58],
      [140, 50],
      [110, 42],
      [80, 34],
    ],
    6,
    (rect) => style.stationHall(rect),
  ),
  ...Array.from({ length: 3 }, () =>
    place(
      lot,
      lot.southAngle(),
      [
        [190, 12],
        [150, 11],
        [110, 10],
      ],
      5,
      (rect) => style.canopy(rect, 'platform', 8, [168, 178, 188]),
    ),
  ).flat(),
];

const mall = (lot: Lot, random: Random): Standing[] => [
  ...place(
    lot,
    lot.frontAngle(),
    [
      [104, 78],
      [84, 62],
      [64, 48],
      [46, 36],
    ],
    4,
    (rect) => style.mall(rect, random),
  ),
  ...place(
    lot,
    lot.frontAngle(),
    [
      [40, 34],
      [30, 26],
    ],
    6,
    (rect) => style.office(rect, random, 28),
  ),
];

const landmark = (lot: Lot, random: Random): Standing[] => [
  ...place(
    lot,
    lot.frontAngle(),
    [
      [62, 56],
      [50, 46],
      [40, 36],
    ],
    10,
    (rect) => style.office(rect, random, 52),
  ),
  ...place(
    lot,
    lot.frontAngle(),
    [
      [40, 34],
      [30, 26],
    ],
    8,
    (rect) => style.office(rect, random, 33),
  ),
];

const temple = (lot: Lot): Standing[] => [
  ...place(
    lot,
    lot.southAngle(),
    [
      [17, 17],
      [13, 13],
    ],
    6,
    (rect) => style.pagoda(rect),
  ),
  ...Array.from({ length: 3 }, () =>
    place(
      lot,
      lot.southAngle(),
      [
        [26, 15],
        [18, 11],
      ],
      6,
      (rect) => style.hall(rect, 'temple', 10, [176, 92, 66], [148, 110, 62]),
    ),
  ).flat(),
];

const sportsGround = (lot: Lot): Standing[] =>
  place(
    lot,
    lot.southAngle(),
    [
      [190, 134],
      [160, 112],
      [126, 92],
      [96, 70],
    ],
    8,
    (rect) => style.stadium(rect),
  );

const market = (lot: Lot): Standing[] =>
  Array.from({ length: 5 }, () =>
    place(
      lot,
      lot.frontAngle(),
      [
        [66, 24],
        [44, 20],
        [28, 14],
      ],
      7,
      (rect) => style.hall(rect, 'market', 9, [196, 186, 172], [72, 124, 110]),
    ),
  ).flat();

const tankFarm = (lot: Lot, random: Random): Standing[] => [
  ...Array.from({ length: 9 }, () => place(lot, lot.frontAngle(), [[19, 19]], 9, (rect) => style.tank(rect))).flat(),
  ...place(lot, lot.frontAngle(), [[44, 24]], 12, (rect) => style.shed(rect, random)),
];

const petrol = (lot: Lot, random: Random): Standing[] => [
  ...place(
    lot,
    lot.frontAngle(),
    [
      [28, 16],
      [20, 12],
    ],
    6,
    (rect) => style.canopy(rect, 'petrolStation', 6.2, [206, 74, 60]),
  ),
  ...place(lot, lot.frontAngle(), [[14, 9]], 5, (rect) => style.shopRow(rect, random)),
];

const busStation = (lot: Lot): Standing[] => [
  ...place(
    lot,
    lot.frontAngle(),
    [
      [56, 30],
      [40, 22],
    ],
    6,
    (rect) => style.hall(rect, 'busStation', 12, [206, 200, 188], [120, 150, 170]),
  ),
  ...Array.from({ length: 2 }, () =>
    place(
      lot,
      lot.frontAngle(),
      [
        [60, 9],
        [40, 8],
      ],
      6,
      (rect) => style.canopy(rect, 'platform', 6, [150, 170, 182]),
    ),
  ).flat(),
];

const gate = (lot: Lot): Standing[] =>
  place(lot, lot.southAngle(), [[22, 9]], 8, (rect) => style.hall(rect, 'pavilion', 9, [150, 84, 66], [84, 96, 84]));

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
  ...rows('plaza', station, [['示范火车站', '车站', 880, -1700, 15_000, 60_000]]),
  ...rows('plaza', government(14), [['示范区人民政府', '党政机关', -1300, -180, 9_000, 60_000]]),
  ...rows('plaza', landmark, [['示范国际中心', '商圈', 980, 560, 8_000, 30_000]]),
  ...rows('medical', hospital, [
    ['示范区第一医院', '医院', 1150, 1250, 15_000, 60_000],
    ['西岸医院', '医院', -1000, -150, 12_000, 50_000],
    ['溪南卫生院', '医院', 350, -1250, 6_000, 30_000],
  ]),
  ...rows('education', school, [
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
  ...rows('plaza', government(6), [
    ['示范街道办事处', '党政机关', 430, -330, 3_500, 30_000],
    ['西岸街道办事处', '党政机关', -1350, 300, 6_000, 40_000],
    ['溪南镇人民政府', '党政机关', 550, -1250, 6_000, 40_000],
    ['示范区人民法院', '党政机关', -1300, -350, 6_000, 40_000],
  ]),
  ...rows('commercial', mall, [
    ['中山广场', '商圈', 450, 600, 7_000, 30_000],
    ['万宝城', '商圈', 1050, 750, 7_000, 30_000],
    ['西岸天街', '商圈', -1200, 40, 7_000, 40_000],
    ['站前商城', '商圈', 1150, -1620, 6_000, 30_000],
    ['龙腾奥莱', '商圈', 1500, 700, 8_000, 40_000],
  ]),
  ...rows('park', temple, [
    ['东溪古塔', '景区', -280, 250, 3_500, 12_000],
    ['南禅寺', '宗教', 90, -380, 3_500, 12_000],
  ]),
  ...rows('pitch', sportsGround, [['示范体育中心', '体育场馆', -1800, 500, 26_000, 120_000]]),
  ...rows('commercial', market, [
    ['东门农贸市场', '市场', 850, -300, 5_000, 30_000],
    ['石井批发市场', '市场', -1250, -1300, 5_000, 30_000],
  ]),
  ...rows('industrial', tankFarm, [
    ['溪南油库', '危化', 1900, -1900, 15_000, 120_000],
    ['石井化工仓储', '危化', -1900, -1700, 15_000, 120_000],
  ]),
  ...rows('plaza', busStation, [
    ['溪南客运站', '车站', 500, -1620, 6_000, 40_000],
    ['北环公交枢纽', '车站', 200, 2020, 5_000, 60_000],
  ]),
  ...rows('commercial', petrol, [
    ['北环加油站', '加油站', 1350, 1980, 4_000, 45_000],
    ['创新加油站', '加油站', -1480, -650, 4_000, 45_000],
    ['建设路加油站', '加油站', 1350, -900, 3_000, 30_000],
    ['东环加油站', '加油站', 2050, 300, 4_000, 60_000],
    ['西环加油站', '加油站', -2050, -650, 4_000, 45_000],
  ]),
  ...rows('park', gate, [
    ['东溪公园', '公园', -420, 350, 3_000, 20_000],
    ['人民公园', '公园', 620, 60, 20_000, 200_000],
    ['湖滨公园', '公园', -950, -300, 9_000, 60_000],
    ['龙腾公园', '公园', 1100, 1350, 9_000, 60_000],
    ['溪南公园', '公园', -350, -1350, 6_000, 60_000],
    ['科技公园', '公园', 1850, 1200, 9_000, 90_000],
  ]),
];
