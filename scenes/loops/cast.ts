/** Who and what moves, and what stands about: people, cars, bicycles, trees, lamps, houses. */
import { plain, type Stage } from './stage.ts';
import { type Colour, clamp, grain, mix, shade, type Vector } from './vector.ts';

const COATS: readonly Colour[] = [
  [0.22, 0.27, 0.38],
  [0.55, 0.2, 0.2],
  [0.72, 0.7, 0.66],
  [0.2, 0.36, 0.28],
  [0.62, 0.5, 0.3],
  [0.36, 0.36, 0.4],
  [0.3, 0.45, 0.6],
  [0.75, 0.62, 0.2],
];
const PAINTS: readonly Colour[] = [
  [0.82, 0.83, 0.85],
  [0.16, 0.17, 0.19],
  [0.5, 0.52, 0.55],
  [0.55, 0.13, 0.12],
  [0.16, 0.25, 0.42],
  [0.9, 0.9, 0.88],
  [0.33, 0.27, 0.22],
];
const SKIN: Colour = [0.78, 0.6, 0.48];
const HAIR: Colour = [0.09, 0.08, 0.08];

/** `step` is how far one has walked, metres: it moves the legs. */
export function person(stage: Stage, at: Vector, kind: number, step: number, umbrella = false): void {
  const coat = COATS[kind % COATS.length]!;
  const trousers = shade(COATS[(kind * 3 + 2) % COATS.length]!, 0.5);
  const high = 1.62 + (kind % 5) * 0.04;
  stage.shadow(at, 0.45, 0.3, high * 0.9, 0, stage.sun ? 0.34 : 0.22);
  const swing = Math.sin((step / 0.7) * Math.PI) * 0.11;
  stage.figure(at, 1.1, high, (u, v) => {
    const x = u * 1.1;
    const y = v * high;
    if (Math.hypot(x, (y - (high - 0.13)) * 0.85) < 0.115) return y > high - 0.12 ? HAIR : SKIN;
    if (y > 0.8 && y < high - 0.23) {
      const body = 0.2 - 0.05 * Math.abs((y - 1.1) / 0.4) ** 2;
      if (Math.abs(x) < body) return shade(coat, 0.85 + x);
      const arm = Math.abs(x) - 0.24 - swing * (x > 0 ? 0.3 : -0.3) * (1.4 - y);
      if (Math.abs(arm) < 0.05) return shade(coat, 0.75);
    }
    if (y <= 0.85) {
      const reach = (0.85 - y) / 0.85;
      for (const side of [-1, 1]) {
        if (Math.abs(x - side * (0.075 + swing * reach)) < 0.075 - reach * 0.015)
          return y < 0.07 ? HAIR : shade(trousers, 1 - side * 0.12);
      }
    }
    return null;
  });
  if (!umbrella) return;
  const cover = COATS[(kind * 5 + 1) % COATS.length]!;
  stage.figure([at[0], at[1], 1.5], 1.2, 0.55, (u, v) => {
    const roof = 0.55 * Math.sqrt(Math.max(0, 1 - (u * 2) ** 2));
    return v * 0.55 > 0.12 && v * 0.55 < roof ? shade(cover, 0.75 + 0.35 * v - 0.3 * Math.abs(Math.sin(u * 12))) : null;
  });
}

/** A rider on an electric bicycle, `ahead` the side it rides to. */
export function rider(stage: Stage, at: Vector, kind: number, turn: number): void {
  stage.shadow(at, 0.5, 1.6, 1.1, turn, stage.sun ? 0.3 : 0.2);
  stage.box([at[0], at[1], 0.1], 0.16, 1.5, 0.45, plain([0.12, 0.12, 0.13]), plain([0.2, 0.2, 0.22]), turn);
  const coat = COATS[kind % COATS.length]!;
  stage.figure([at[0], at[1], 0.45], 0.7, 1.15, (u, v) => {
    const [x, y] = [u * 0.7, v * 1.15];
    if (Math.hypot(x, y - 1.0) < 0.13) return kind % 2 === 0 ? [0.85, 0.75, 0.2] : [0.8, 0.82, 0.85];
    return y < 0.88 && Math.abs(x) < 0.2 - 0.06 * (y / 0.88) ? shade(coat, 0.9 + x) : null;
  });
}

export interface CarLook {
  readonly kind: number;
  readonly turn: number;
  /** Its lamps are on. */
  readonly isLit?: boolean;
}

export function car(stage: Stage, at: Vector, { kind, turn, isLit = false }: CarLook): void {
  const paint = PAINTS[kind % PAINTS.length]!;
  const isVan = kind % 4 === 3;
  const [long, wide] = isVan ? [4.8, 1.85] : [4.5, 1.8];
  const ahead = (metres: number, side = 0, up = 0): Vector => {
    const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
    return [at[0] + sin * metres + cos * side, at[1] + cos * metres - sin * side, at[2] + up];
  };
  stage.shadow(at, wide + 0.15, long, 1.1, turn, 0.5);
  for (const [front, side] of [
    [1.4, 0.86],
    [1.4, -0.86],
    [-1.35, 0.86],
    [-1.35, -0.86],
  ] as const) {
    stage.box(ahead(front, side), 0.2, 0.64, 0.62, plain([0.05, 0.05, 0.055]), plain([0.05, 0.05, 0.05]), turn);
  }
  const body = (u: number, v: number): Colour =>
    v < 0.12 ? shade(paint, 0.4) : shade(paint, 0.82 + 0.25 * v + 0.03 * Math.sin(u * 3));
  stage.box(ahead(0, 0, 0.28), wide, long, isVan ? 0.75 : 0.55, body, plain(shade(paint, 1.02)), turn);
  const glass = (u: number, v: number): Colour => {
    const isPillar = u % 1.15 < 0.09 || v > (isVan ? 0.8 : 0.46);
    return isPillar ? shade(paint, 0.8) : [0.1 + v * 0.16, 0.13 + v * 0.18, 0.17 + v * 0.2];
  };
  const roof = isVan ? 3.6 : 1.9;
  stage.wedge(
    ahead(isVan ? -0.3 : -0.25, 0, isVan ? 1.03 : 0.83),
    wide * 0.96,
    isVan ? 4.1 : 2.95,
    roof,
    isVan ? 0.9 : 0.56,
    -0.1,
    glass,
    plain(shade(paint, 0.95)),
    turn,
  );
  for (const side of [-0.62, 0.62]) {
    stage.box(
      ahead(long / 2, side, 0.52),
      0.36,
      0.06,
      0.16,
      plain(isLit ? [2, 1.9, 1.6] : [0.85, 0.87, 0.9]),
      undefined,
      turn,
    );
    stage.box(
      ahead(-long / 2, side, 0.58),
      0.34,
      0.06,
      0.15,
      plain(isLit ? [1.6, 0.12, 0.1] : [0.5, 0.06, 0.06]),
      undefined,
      turn,
    );
  }
  if (!isLit) return;
  for (const side of [-0.62, 0.62]) {
    stage.glow(ahead(long / 2 + 0.1, side, 0.6), 0.9, [0.75, 0.7, 0.55]);
    stage.glow(ahead(-long / 2 - 0.1, side, 0.66), 0.5, [0.5, 0.05, 0.04]);
  }
  stage.pool(ahead(long / 2 + 4), 2.4, 3.6, [0.55, 0.5, 0.38]);
}

export function tree(stage: Stage, at: Vector, high: number, seed: number, leaves: Colour = [0.24, 0.4, 0.17]): void {
  stage.shadow(at, high * 0.28, high * 0.28, high * 0.8, 0, stage.sun ? 0.3 : 0.12);
  stage.box(at, 0.24, 0.24, high * 0.55, plain([0.3, 0.24, 0.18]));
  for (let index = 0; index < 9; index++) {
    const round = index * 2.4 + seed;
    const reach = high * 0.17 * (0.35 + grain(index, seed));
    const place: Vector = [
      at[0] + Math.cos(round) * reach,
      at[1] + Math.sin(round) * reach,
      at[2] + high * (0.52 + 0.4 * grain(index, seed, 3)),
    ];
    stage.ball(
      place,
      high * (0.13 + 0.07 * grain(index, seed, 5)),
      shade(leaves, 0.8 + 0.45 * grain(index, seed, 9)),
      0.5,
      seed * 31 + index,
    );
  }
}

export function lamp(stage: Stage, at: Vector, high: number, reach: number, isLit: boolean): void {
  stage.shadow(at, 0.16, 0.16, high, 0, stage.sun ? 0.3 : 0);
  stage.box(at, 0.14, 0.14, high, plain([0.32, 0.33, 0.35]));
  stage.box([at[0] + reach / 2, at[1], at[2] + high], Math.abs(reach), 0.09, 0.09, plain([0.32, 0.33, 0.35]));
  const head: Vector = [at[0] + reach, at[1], at[2] + high - 0.05];
  stage.box(head, 0.7, 0.28, 0.12, plain(isLit ? [2, 1.8, 1.3] : [0.7, 0.7, 0.68]));
  if (isLit) stage.glow(head, 2.2, [0.5, 0.42, 0.26]);
}

export interface HouseLook {
  readonly wall: Colour;
  readonly seed: number;
  /** Its ground floor is shops. */
  readonly hasShops?: boolean;
  readonly isNight?: boolean;
}

export function house(stage: Stage, at: Vector, wide: number, deep: number, high: number, look: HouseLook): void {
  const { wall, seed, hasShops = false, isNight = false } = look;
  stage.shadow(at, wide, deep, stage.sun ? Math.min(high, 12) : 0, 0, 0.34);
  const face = (u: number, v: number): Colour => {
    if (hasShops && v < 3.6) return shopFront(u, v, seed, isNight);
    const [column, row] = [Math.floor(u / 2.6), Math.floor((v - 0.4) / 3)];
    const [x, y] = [u - column * 2.6, v - 0.4 - row * 3];
    const isWindow = x > 0.5 && x < 2.1 && y > 0.9 && y < 2.3;
    if (!isWindow) {
      const isUnit = x > 2.12 && x < 2.5 && y > 0.8 && y < 1.35 && grain(column, row, seed + 2) > 0.5;
      return isUnit
        ? [0.78, 0.78, 0.76]
        : shade(wall, (y < 0.12 ? 0.82 : 1) * (0.95 + 0.08 * grain(u * 5, v * 5, seed)));
    }
    if (Math.abs(x - 1.3) < 0.05) return shade(wall, 0.7);
    const isLit = isNight && grain(column, row, seed) > 0.62;
    if (isLit) return mix([1.5, 1.2, 0.7], [1.3, 1.3, 1.2], grain(column, row, seed + 1));
    return [0.16 + 0.1 * y, 0.2 + 0.1 * y, 0.26 + 0.1 * y];
  };
  stage.box(at, wide, deep, high, face, plain([0.5, 0.5, 0.5]));
}

const SIGNS: readonly Colour[] = [
  [0.72, 0.14, 0.12],
  [0.12, 0.34, 0.6],
  [0.85, 0.62, 0.12],
  [0.12, 0.46, 0.3],
  [0.9, 0.88, 0.82],
];

function shopFront(u: number, v: number, seed: number, isNight: boolean): Colour {
  const shop = Math.floor(u / 4.2);
  const x = u - shop * 4.2;
  const sign = SIGNS[Math.floor(grain(shop, seed, 4) * SIGNS.length)]!;
  const bright = isNight ? 1.9 : 1;
  if (v > 2.7) {
    const isWord = Math.abs(v - 3.15) < 0.22 && x > 0.9 && x < 3.3 && grain(x * 6, v * 6, shop + seed) > 0.42;
    return shade(isWord ? [0.95, 0.92, 0.85] : sign, bright);
  }
  if (x < 0.18 || v < 0.3) return [0.4, 0.39, 0.38];
  if (grain(shop, seed, 8) > 0.75) return shade([0.52, 0.54, 0.56], 0.85 + 0.15 * Math.sin(v * 40));
  const inside = 0.25 + 0.35 * grain(x * 3, v * 2, shop + seed);
  return isNight ? [inside * 2.4, inside * 2, inside * 1.4] : [inside * 0.55, inside * 0.56, inside * 0.55];
}

/** Asphalt with wear and patches. */
export function asphalt(x: number, y: number): Colour {
  const tone =
    0.3 + 0.05 * grain(x * 14, y * 14) + 0.06 * grain(Math.floor(x / 3), Math.floor(y / 5), 3) * clamp(grain(x, y, 2));
  return [tone, tone, tone * 1.02];
}

/** Paving of slabs `size` metres wide. */
export function paving(x: number, y: number, size: number, colour: Colour): Colour {
  const [column, row] = [Math.floor(x / size), Math.floor(y / size)];
  const isJoint = x - column * size < size * 0.06 || y - row * size < size * 0.06;
  return shade(colour, isJoint ? 0.78 : 0.92 + 0.14 * grain(column, row, 6));
}
