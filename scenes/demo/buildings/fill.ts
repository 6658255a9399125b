// How a block of each character is built up.
import { distance } from '../../kit/plane.ts';
import type { Random } from '../../kit/random.ts';
import type { Character } from '../plan.ts';
import * as civic from './civicStyles.ts';
import type { Lot } from './lot.ts';
import type { Rect } from './solids.ts';
import type { Draft } from './styles.ts';
import * as style from './styles.ts';

/** A building that found its place. */
export interface Standing {
  readonly rect: Rect;
  readonly draft: Draft;
}

type Fill = (lot: Lot, random: Random) => Standing[];

/** Houses shoulder to shoulder along every street front. */
function alongFronts(
  lot: Lot,
  random: Random,
  size: () => { width: number; depth: number },
  gapM: number,
  build: (rect: Rect) => Draft,
  isWanted: () => boolean = () => true,
): Standing[] {
  const built: Standing[] = [];
  for (const edge of lot.edges) {
    if (!edge.isStreet) continue;
    const length = distance(edge.from, edge.to);
    let along = edge.clearanceM;
    while (along < length) {
      const { width, depth } = size();
      const rect = lot.onFront(edge, along + width / 2, width, depth);
      if (!isWanted()) {
        along += width + gapM;
      } else if (lot.take(rect, gapM)) {
        built.push({ rect, draft: build(rect) });
        along += width + gapM + 0.1;
      } else {
        along += 4 + random.next();
      }
    }
  }
  return built;
}

function inRows(
  lot: Lot,
  angle: number,
  step: { u: number; v: number },
  size: () => { width: number; depth: number; turn?: number },
  gapM: number,
  build: (rect: Rect) => Draft,
): Standing[] {
  const built: Standing[] = [];
  for (const centre of lot.places(angle, step.u, step.v)) {
    const { width, depth, turn } = size();
    const rect = { centre, angle: angle + (turn ?? 0), width, depth };
    if (lot.take(rect, gapM)) built.push({ rect, draft: build(rect) });
  }
  return built;
}

const oldTown: Fill = (lot, random) => [
  ...alongFronts(
    lot,
    random,
    () => ({ width: random.between(7, 13), depth: random.between(10, 16) }),
    0.4,
    (rect) => style.oldHouse(rect, random),
    () => random.chance(0.95),
  ),
  ...inRows(
    lot,
    lot.frontAngle(),
    { u: 15, v: 17 },
    () => ({ width: random.between(9, 19), depth: random.between(9, 16), turn: random.between(-0.08, 0.08) }),
    2.2,
    (rect) => style.oldHouse(rect, random),
  ),
];

const villageInCity: Fill = (lot, random) =>
  inRows(
    lot,
    lot.frontAngle() + random.between(-0.06, 0.06),
    { u: 18, v: 20 },
    () => ({ width: random.between(11, 15.5), depth: random.between(12, 17), turn: random.between(-0.05, 0.05) }),
    1.6,
    (rect) => style.villageHouse(rect, random),
  );

const walkUp: Fill = (lot, random) => [
  ...alongFronts(
    lot,
    random,
    () => ({ width: random.between(24, 44), depth: 11 }),
    6,
    (rect) => style.shopRow(rect, random),
    () => random.chance(0.4),
  ),
  ...inRows(
    lot,
    lot.southAngle(),
    { u: 52, v: 29 },
    () => ({ width: random.between(36, 47), depth: 12.5 }),
    5,
    (rect) => style.walkUp(rect, random),
  ),
  ...inRows(
    lot,
    lot.southAngle(),
    { u: 14, v: 29 },
    () => ({ width: random.between(16, 24), depth: 12.5 }),
    5,
    (rect) => style.walkUp(rect, random),
  ),
];

const highRise: Fill = (lot, random) => {
  const floors = random.whole(17, 33);
  return [
    ...alongFronts(
      lot,
      random,
      () => ({ width: random.between(30, 58), depth: 13 }),
      5,
      (rect) => style.shopRow(rect, random),
      () => random.chance(0.35),
    ),
    ...inRows(
      lot,
      lot.southAngle(),
      { u: 46, v: 52 },
      () => ({ width: random.between(28, 38), depth: random.between(17, 21) }),
      11,
      (rect) => style.tower(rect, random, Math.max(11, floors + random.whole(-3, 2))),
    ),
  ];
};

const centre: Fill = (lot, random) => [
  ...inRows(
    lot,
    lot.frontAngle(),
    { u: 58, v: 54 },
    () => ({ width: random.between(36, 50), depth: random.between(32, 44) }),
    8,
    (rect) => style.office(rect, random, random.chance(0.12) ? random.whole(30, 42) : random.whole(8, 26)),
  ),
  ...alongFronts(
    lot,
    random,
    () => ({ width: random.between(14, 30), depth: random.between(13, 18) }),
    3,
    (rect) => (random.chance(0.4) ? style.walkUp(rect, random) : style.shopRow(rect, random)),
    () => random.chance(0.8),
  ),
];

const industry: Fill = (lot, random) => {
  const stack = inRows(
    lot,
    lot.frontAngle(),
    { u: 130, v: 150 },
    () => ({ width: 9, depth: 9 }),
    4,
    (rect) => (random.chance(0.25) ? style.chimney(rect) : style.tank(rect)),
  ).slice(0, 1);
  return [
    ...stack,
    ...alongFronts(
      lot,
      random,
      () => ({ width: random.between(26, 40), depth: 14 }),
      10,
      (rect) => style.walkUp(rect, random),
      () => random.chance(0.08),
    ),
    ...inRows(
      lot,
      lot.frontAngle(),
      { u: 76, v: 56 },
      () => ({ width: random.between(52, 68), depth: random.between(30, 46) }),
      8,
      (rect) => style.shed(rect, random),
    ),
    ...inRows(
      lot,
      lot.frontAngle(),
      { u: 34, v: 30 },
      () => ({ width: random.between(20, 28), depth: random.between(14, 22) }),
      7,
      (rect) => style.shed(rect, random),
    ),
  ];
};

const campus: Fill = (lot, random) =>
  inRows(
    lot,
    lot.southAngle(),
    { u: 74, v: 58 },
    () => ({ width: random.between(44, 60), depth: random.between(26, 36) }),
    12,
    (rect) => (random.chance(0.7) ? civic.classrooms(rect, random) : style.walkUp({ ...rect, depth: 14 }, random)),
  );

const scattered: Fill = (lot, random) =>
  alongFronts(
    lot,
    random,
    () => ({ width: random.between(9, 13), depth: random.between(9, 12) }),
    3,
    (rect) => style.oldHouse(rect, random),
    () => random.chance(0.07),
  );

const pavilions: Fill = (lot, random) =>
  inRows(
    lot,
    lot.frontAngle(),
    { u: 95, v: 95 },
    () => ({ width: 9, depth: 9, turn: random.between(0, 1.5) }),
    10,
    (rect) => civic.hall(rect, 'pavilion', 7, [150, 84, 66], [84, 96, 84]),
  ).slice(0, 5);

export const FILL: Record<Character, Fill> = {
  oldTown,
  villageInCity,
  walkUp,
  highRise,
  centre,
  industry,
  campus,
  park: pavilions,
  hills: scattered,
  fields: scattered,
};
