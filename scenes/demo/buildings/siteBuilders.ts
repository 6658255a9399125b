// How the places with a block to themselves are built: the track first at a school, the tower first at a mall.
import type { Random } from '../../kit/random.ts';
import * as civic from './civicStyles.ts';
import type { Standing } from './fill.ts';
import type { Lot } from './lot.ts';
import { part, type Rect } from './solids.ts';
import type { Draft } from './styles.ts';
import * as style from './styles.ts';

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

export const school = (lot: Lot, random: Random): Standing[] => {
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
        { ...civic.canopy(rect, 'track', 0.4, [176, 92, 76]).solids.at(-1)!, baseM: 0 },
        {
          ...civic.canopy(part(rect, -0.84, -0.74, 0.84, 0.74), 'track', 0.55, [92, 142, 86]).solids.at(-1)!,
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
      (rect) => civic.classrooms(rect, random),
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
    (rect) => civic.hall(rect, 'school', 13, [214, 206, 196], [88, 124, 150]),
  );
  return [...track, ...rooms, ...gym];
};

export const hospital = (lot: Lot): Standing[] => {
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
      (rect) => civic.ward(rect, 18),
    ),
    ...place(
      lot,
      angle,
      [
        [64, 34],
        [46, 26],
      ],
      12,
      (rect) => civic.ward(rect, 11),
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
        (rect) => civic.ward(rect, 6),
      ),
    ).flat(),
  ];
};

export const government =
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
      (rect) => civic.hallOfState(rect, floors),
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
        (rect) => civic.hallOfState(rect, Math.max(4, floors - 6)),
      ),
    ).flat(),
  ];

export const station = (lot: Lot): Standing[] => [
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
    (rect) => civic.stationHall(rect),
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
      (rect) => civic.canopy(rect, 'platform', 8, [168, 178, 188]),
    ),
  ).flat(),
];

export const mall = (lot: Lot, random: Random): Standing[] => [
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

export const landmark = (lot: Lot, random: Random): Standing[] => [
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

export const temple = (lot: Lot): Standing[] => [
  ...place(
    lot,
    lot.southAngle(),
    [
      [17, 17],
      [13, 13],
    ],
    6,
    (rect) => civic.pagoda(rect),
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
      (rect) => civic.hall(rect, 'temple', 10, [176, 92, 66], [148, 110, 62]),
    ),
  ).flat(),
];

export const sportsGround = (lot: Lot): Standing[] =>
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
    (rect) => civic.stadium(rect),
  );

export const market = (lot: Lot): Standing[] =>
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
      (rect) => civic.hall(rect, 'market', 9, [196, 186, 172], [72, 124, 110]),
    ),
  ).flat();

export const tankFarm = (lot: Lot, random: Random): Standing[] => [
  ...Array.from({ length: 9 }, () => place(lot, lot.frontAngle(), [[19, 19]], 9, (rect) => style.tank(rect))).flat(),
  ...place(lot, lot.frontAngle(), [[44, 24]], 12, (rect) => style.shed(rect, random)),
];

export const petrol = (lot: Lot, random: Random): Standing[] => [
  ...place(
    lot,
    lot.frontAngle(),
    [
      [28, 16],
      [20, 12],
    ],
    6,
    (rect) => civic.canopy(rect, 'petrolStation', 6.2, [206, 74, 60]),
  ),
  ...place(lot, lot.frontAngle(), [[14, 9]], 5, (rect) => style.shopRow(rect, random)),
];

export const busStation = (lot: Lot): Standing[] => [
  ...place(
    lot,
    lot.frontAngle(),
    [
      [56, 30],
      [40, 22],
    ],
    6,
    (rect) => civic.hall(rect, 'busStation', 12, [206, 200, 188], [120, 150, 170]),
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
      (rect) => civic.canopy(rect, 'platform', 6, [150, 170, 182]),
    ),
  ).flat(),
];

export const gate = (lot: Lot): Standing[] =>
  place(lot, lot.southAngle(), [[22, 9]], 8, (rect) => civic.hall(rect, 'pavilion', 9, [150, 84, 66], [84, 96, 84]));
