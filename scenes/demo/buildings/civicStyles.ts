// Single public buildings by style: schools, wards, halls, stations, temples, stands.
import type { Random } from '../../kit/random.ts';
import {
  block,
  type Colour,
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
import { type Draft, METAL, shade } from './styles.ts';

export function classrooms(rect: Rect, random: Random): Draft {
  const floors = random.whole(4, 6);
  const look: Finish = { wall: shade([196, 118, 96], random.between(0.9, 1.08)), roof: [150, 140, 130] };
  return {
    kind: 'school',
    heightM: floors * 3.8,
    floors,
    solids: [prism(shaped(rect, random.pick(['u', 'l'] as const)), 0, floors * 3.8, look)],
  };
}

export function hall(rect: Rect, kind: string, heightM: number, wall: Colour, roof: Colour): Draft {
  return { kind, heightM, floors: 1, solids: [gabled(rect, 0, heightM * 0.72, heightM * 0.28, { wall, roof })] };
}

export function ward(rect: Rect, floors: number): Draft {
  const look: Finish = { wall: [226, 232, 230], roof: [150, 158, 158] };
  const accent: Finish = { wall: [120, 178, 172], roof: [150, 158, 158] };
  const height = floors * 3.9;
  const body = part(rect, -0.85, -0.4, 0.85, 0.4);
  return {
    kind: 'hospital',
    heightM: height + 4,
    floors,
    solids: [
      block(rect, 0, 15.6, accent),
      prism(shaped(body, 'slab'), 15.6, height, look),
      block(part(body, -0.25, -0.5, 0.25, 0.5), height, height + 4, accent),
    ],
  };
}

export function hallOfState(rect: Rect, floors: number): Draft {
  const stone: Finish = { wall: [212, 204, 190], roof: [140, 128, 116] };
  const height = floors * 4;
  return {
    kind: 'government',
    heightM: height + 4,
    floors,
    solids: [
      prism(shaped(rect, 'h'), 0, height * 0.7, stone),
      block(part(rect, -0.38, -0.3, 0.38, 0.3), height * 0.7, height + 4, stone),
    ],
  };
}

export function stationHall(rect: Rect): Draft {
  const glass: Finish = { wall: [176, 196, 206], roof: [198, 204, 208] };
  return {
    kind: 'station',
    heightM: 28,
    floors: 3,
    solids: [
      block(rect, 0, 14, { wall: [206, 200, 190], roof: [170, 170, 168] }),
      gabled(part(rect, -0.8, -0.92, 0.8, 0.92), 14, 20, 8, glass),
    ],
  };
}

/** A roof on posts: platforms, petrol pumps. */
export function canopy(rect: Rect, kind: string, heightM: number, roof: Colour): Draft {
  const posts = [-0.7, 0.7].map((u) => block(part(rect, u - 0.02, -0.12, u + 0.02, 0.12), 0, heightM - 1.2, METAL));
  return {
    kind,
    heightM,
    floors: 1,
    solids: [...posts, block(rect, heightM - 1.2, heightM, { wall: roof, roof: shade(roof, 0.92) })],
  };
}

export function pagoda(rect: Rect): Draft {
  const solids: Solid[] = [];
  const widest = Math.min(rect.width, rect.depth) / 2;
  for (let tier = 0; tier < 7; tier++) {
    const radius = widest * (1 - tier * 0.09);
    const base = tier * 5.4;
    const look: Finish = { wall: [188, 104, 72], roof: [92, 82, 70] };
    solids.push(prism(polygonAround(rect.centre, radius * 0.8, 8, 0.39), base, base + 4.2, look));
    solids.push(pyramid(polygonAround(rect.centre, radius, 8, 0.39), base + 4.2, base + 4.5, 1.4, look));
  }
  solids.push(pyramid(polygonAround(rect.centre, 1.1, 6), 38, 40, 6, { wall: [190, 160, 90], roof: [200, 170, 96] }));
  return { kind: 'temple', heightM: 46, floors: 7, solids };
}

export function stadium(rect: Rect): Draft {
  const look: Finish = { wall: [206, 208, 212], roof: [176, 184, 192] };
  const stands = (
    [
      [-1, -1, 1, -0.72],
      [-1, 0.72, 1, 1],
      [-1, -0.72, -0.82, 0.72],
      [0.82, -0.72, 1, 0.72],
    ] as const
  ).map(([u0, v0, u1, v1]) => gabled(part(rect, u0, v0, u1, v1), 0, 13, 4, look));
  return { kind: 'stadium', heightM: 17, floors: 3, solids: stands };
}
