// Single buildings by style: sizes in metres, colours as seen in a southern Fujian city.
import type { Random } from '../../kit/random.ts';
import {
  block,
  type Colour,
  corners,
  type Finish,
  gabled,
  part,
  polygonAround,
  prism,
  pyramid,
  type Rect,
  type Solid,
  shaped,
} from './solids.ts';

/** What a lot is given: its solids and what the metadata says. */
export interface Draft {
  readonly kind: string;
  readonly heightM: number;
  readonly floors: number;
  readonly solids: readonly Solid[];
}

const TILE_ROOFS: readonly Colour[] = [
  [86, 82, 84],
  [98, 74, 66],
  [74, 78, 86],
  [120, 78, 62],
];
const OLD_WALLS: readonly Colour[] = [
  [186, 112, 88],
  [204, 190, 166],
  [222, 214, 200],
  [172, 96, 76],
  [196, 176, 148],
];
const TOWER_WALLS: readonly Colour[] = [
  [214, 204, 188],
  [196, 188, 180],
  [222, 208, 182],
  [188, 170, 150],
  [204, 210, 214],
  [178, 186, 196],
];
const WALKUP_WALLS: readonly Colour[] = [
  [206, 198, 182],
  [190, 184, 176],
  [212, 192, 164],
  [198, 178, 158],
  [186, 192, 188],
];
const VILLAGE_WALLS: readonly Colour[] = [
  [220, 204, 188],
  [206, 168, 150],
  [172, 192, 196],
  [214, 210, 198],
  [196, 160, 140],
  [188, 196, 176],
  [222, 190, 150],
];
const GLASS: readonly Colour[] = [
  [118, 156, 186],
  [96, 138, 170],
  [140, 168, 184],
  [110, 150, 158],
  [156, 160, 172],
];
const FLAT_ROOFS: readonly Colour[] = [
  [124, 122, 120],
  [140, 134, 126],
  [112, 114, 118],
];
const SHED_ROOFS: readonly Colour[] = [
  [72, 118, 168],
  [84, 128, 172],
  [150, 158, 164],
  [168, 96, 84],
  [188, 192, 194],
];
export const METAL: Finish = { wall: [150, 154, 158], roof: [120, 124, 128] };

/** The same colour, a little lighter or darker. */
export function shade(colour: Colour, factor: number): Colour {
  const to = (value: number) => Math.max(0, Math.min(255, Math.round(value * factor)));
  return [to(colour[0]), to(colour[1]), to(colour[2])];
}

function finish(random: Random, walls: readonly Colour[], roofs: readonly Colour[]): Finish {
  return {
    wall: shade(random.pick(walls), random.between(0.9, 1.08)),
    roof: shade(random.pick(roofs), random.between(0.9, 1.1)),
  };
}

export function oldHouse(rect: Rect, random: Random): Draft {
  const floors = random.chance(0.12) ? 4 : random.whole(1, 3);
  const eaves = floors * 3.3;
  const look = finish(random, OLD_WALLS, TILE_ROOFS);
  if (floors >= 3 && random.chance(0.5)) {
    return {
      kind: 'house',
      heightM: eaves + 1,
      floors,
      solids: [block(rect, 0, eaves + 1, { ...look, roof: FLAT_ROOFS[0]! })],
    };
  }
  const rise = Math.min(rect.width, rect.depth) * 0.27;
  if (rect.width > 15 && rect.depth > 13) {
    const wings = [part(rect, -1, -1, 1, -0.3), part(rect, -1, -0.3, -0.45, 1), part(rect, 0.45, -0.3, 1, 1)];
    return {
      kind: 'courtyard',
      heightM: eaves + 2.2,
      floors,
      solids: wings.map((wing) => gabled(wing, 0, eaves, 2.2, look)),
    };
  }
  return { kind: 'house', heightM: eaves + rise, floors, solids: [gabled(rect, 0, eaves, rise, look)] };
}

export function villageHouse(rect: Rect, random: Random): Draft {
  const floors = random.whole(3, 7);
  const height = floors * 3.2;
  const look = finish(random, VILLAGE_WALLS, FLAT_ROOFS);
  const hut = part(rect, -0.9, random.between(-0.2, 0.3), random.between(-0.3, 0.2), 0.9);
  return {
    kind: 'apartments',
    heightM: height + 2.8,
    floors,
    solids: [block(rect, 0, height, look), block(hut, height, height + 2.8, look)],
  };
}

export function walkUp(rect: Rect, random: Random): Draft {
  const floors = random.whole(6, 8);
  const height = floors * 3;
  const look = finish(random, WALKUP_WALLS, FLAT_ROOFS);
  const solids = [prism(shaped(rect, 'slab'), 0, height, look)];
  for (const at of [-0.5, 0.5])
    solids.push(block(part(rect, at - 0.1, 0.2, at + 0.1, 0.9), height, height + 2.6, look));
  return { kind: 'apartments', heightM: height + 2.6, floors, solids };
}

export function tower(rect: Rect, random: Random, floors: number): Draft {
  const height = floors * 3.05;
  const look = finish(random, TOWER_WALLS, FLAT_ROOFS);
  const shape = random.pick(['h', 'cross', 'notched', 'slab'] as const);
  const crown = part(rect, -0.38, -0.3, 0.38, 0.3);
  return {
    kind: 'apartments',
    heightM: height + 5,
    floors,
    solids: [
      prism(shaped(rect, shape), 0, 9, { ...look, wall: shade(look.wall, 0.72) }),
      prism(shaped(rect, shape), 9, height, look),
      block(crown, height, height + 5, { ...look, wall: shade(look.wall, 0.86) }),
    ],
  };
}

export function shopRow(rect: Rect, random: Random): Draft {
  const floors = random.whole(1, 3);
  const look = finish(
    random,
    [
      [190, 176, 160],
      [172, 164, 158],
      [200, 168, 140],
    ],
    FLAT_ROOFS,
  );
  return { kind: 'retail', heightM: floors * 4, floors, solids: [block(rect, 0, floors * 4, look)] };
}

export function office(rect: Rect, random: Random, floors: number): Draft {
  const height = floors * 3.8;
  const glass = finish(random, GLASS, FLAT_ROOFS);
  const stone = finish(random, TOWER_WALLS, FLAT_ROOFS);
  const podium = Math.min(height * 0.4, random.whole(2, 5) * 4.8);
  const shaft = part(rect, -0.72, -0.72, 0.72, 0.72);
  const top = part(rect, -0.56, -0.56, 0.56, 0.56);
  const solids = [block(rect, 0, podium, stone)];
  const step = height * random.between(0.72, 0.86);
  solids.push(prism(random.chance(0.35) ? shaped(shaft, 'notched') : corners(shaft), podium, step, glass));
  solids.push(block(top, step, height, { ...glass, wall: shade(glass.wall, 1.12) }));
  if (floors > 30)
    solids.push(
      pyramid(polygonAround(rect.centre, 2.2, 6), height, height + 6, 18, {
        wall: [210, 214, 220],
        roof: [220, 226, 232],
      }),
    );
  return { kind: 'office', heightM: floors > 30 ? height + 24 : height, floors, solids };
}

export function mall(rect: Rect, random: Random): Draft {
  const look = finish(
    random,
    [
      [204, 190, 176],
      [182, 176, 186],
    ],
    FLAT_ROOFS,
  );
  const atrium = part(rect, -0.3, -0.5, 0.3, 0.5);
  return {
    kind: 'mall',
    heightM: 30,
    floors: 5,
    solids: [
      block(rect, 0, 25, look),
      pyramid(corners(atrium), 25, 27, 3, { wall: [150, 180, 196], roof: [140, 184, 206] }),
    ],
  };
}

export function shed(rect: Rect, random: Random): Draft {
  const eaves = random.between(8, 13);
  const look = finish(
    random,
    [
      [204, 206, 204],
      [190, 196, 200],
      [212, 204, 190],
    ],
    SHED_ROOFS,
  );
  const bays = Math.max(1, Math.round(Math.min(rect.width, rect.depth) / 28));
  const isWide = rect.width >= rect.depth;
  const solids = Array.from({ length: bays }, (_, bay) => {
    const low = -1 + (2 * bay) / bays;
    const high = -1 + (2 * (bay + 1)) / bays;
    const rise = Math.min(rect.width, rect.depth) / bays / 9;
    return gabled(isWide ? part(rect, -1, low, 1, high) : part(rect, low, -1, high, 1), 0, eaves, rise, look);
  });
  return { kind: 'industrial', heightM: eaves + 3, floors: 1, solids };
}

export function tank(rect: Rect): Draft {
  const radius = Math.min(rect.width, rect.depth) / 2;
  return {
    kind: 'tank',
    heightM: 13,
    floors: 1,
    solids: [pyramid(polygonAround(rect.centre, radius, 14), 0, 11.5, 1.5, METAL)],
  };
}

export function chimney(rect: Rect): Draft {
  const stack: Finish = { wall: [196, 128, 110], roof: [60, 56, 56] };
  return {
    kind: 'chimney',
    heightM: 58,
    floors: 1,
    solids: [
      prism(polygonAround(rect.centre, 2.6, 10), 0, 40, stack),
      prism(polygonAround(rect.centre, 1.9, 10), 40, 58, { ...stack, wall: [226, 222, 216] }),
    ],
  };
}
