/** A corridor of a public building: doors, lamps, a polished floor, people between the rooms. */
import { person } from '../cast.ts';
import { between, passing, walkers } from '../clockwork.ts';
import { lamplight, type Place } from '../place.ts';
import { plain, type Stage } from '../stage.ts';
import { type Colour, mix, shade } from '../vector.ts';

const LAMPS_Y = [3, 8, 13, 18, 23, 28];
const wall: Colour = [0.86, 0.86, 0.82];
const dado: Colour = [0.52, 0.66, 0.62];

function wallOf(doors: number): (u: number, v: number) => Colour {
  return (u, v) => {
    const x = u - doors - Math.floor((u - doors) / 5) * 5;
    if (x > 0.12 && x < 1.12 && v < 2.15) {
      if (x < 0.2 || x > 1.04 || v > 2.07) return [0.5, 0.36, 0.24];
      const isGlass = v > 1.3 && v < 1.85 && x > 0.45 && x < 0.8;
      return isGlass ? [0.6, 0.68, 0.7] : Math.hypot(x - 0.95, v - 1) < 0.05 ? [0.8, 0.78, 0.7] : [0.62, 0.46, 0.3];
    }
    if (x > 1.35 && x < 1.75 && v > 1.55 && v < 1.85) return [0.2, 0.36, 0.6];
    if (x > 2.6 && x < 4.1 && v > 1.2 && v < 2.1) {
      const isFrame = x < 2.66 || x > 4.04 || v < 1.25 || v > 2.05;
      return isFrame
        ? [0.55, 0.55, 0.52]
        : Math.sin(v * 26) > 0.3 && x % 0.9 > 0.2
          ? [0.72, 0.73, 0.72]
          : [0.93, 0.93, 0.9];
    }
    if (v < 0.12) return [0.34, 0.36, 0.36];
    return v < 1.1 ? shade(dado, v > 1.05 ? 0.8 : 1) : wall;
  };
}

function build(stage: Stage): void {
  stage.ground(-1.7, -1, 1.7, 34, 0, (x, y) => {
    const [column, row] = [Math.floor(x / 0.8), Math.floor(y / 0.8)];
    const isJoint = x - column * 0.8 < 0.015 || y - row * 0.8 < 0.02;
    const tile = mix([0.7, 0.69, 0.66], [0.76, 0.75, 0.71], (column + row) & 1);
    // The lamps mirror in it.
    const mirror = LAMPS_Y.reduce((sum, lamp) => sum + Math.exp(-(((y - lamp * 0.62) / 0.9) ** 2) - (x / 0.5) ** 2), 0);
    return shade(tile, (isJoint ? 0.8 : 1) + 0.55 * mirror);
  });
  stage.quad(
    [
      [-1.7, -1, 0],
      [-1.7, 34, 0],
      [-1.7, 34, 2.8],
      [-1.7, -1, 2.8],
    ],
    wallOf(1),
    [1, 0, 0],
  );
  stage.quad(
    [
      [1.7, 34, 0],
      [1.7, -1, 0],
      [1.7, -1, 2.8],
      [1.7, 34, 2.8],
    ],
    wallOf(3.5),
    [-1, 0, 0],
  );
  stage.quad(
    [
      [-1.7, -1, 2.8],
      [1.7, -1, 2.8],
      [1.7, 34, 2.8],
      [-1.7, 34, 2.8],
    ],
    (u, v) => {
      const isRib = u % 0.6 < 0.02 || v % 0.6 < 0.02;
      return isRib ? [0.66, 0.66, 0.66] : [0.84, 0.84, 0.83];
    },
    [0, 0, -1],
  );
  for (const y of LAMPS_Y) {
    stage.quad(
      [
        [-0.6, y - 0.3, 2.79],
        [0.6, y - 0.3, 2.79],
        [0.6, y + 0.3, 2.79],
        [-0.6, y + 0.3, 2.79],
      ],
      plain([3, 3, 2.9]),
      [0, 0, -1],
    );
  }
  stage.quad(
    [
      [-1.7, 33, 0],
      [1.7, 33, 0],
      [1.7, 33, 2.8],
      [-1.7, 33, 2.8],
    ],
    (u, v) => {
      const isWindow = u > 0.7 && u < 2.7 && v > 0.9 && v < 2.2 && u % 1 > 0.08;
      return isWindow ? [2.2, 2.4, 2.6] : wall;
    },
    [0, -1, 0],
  );
  stage.box([0, 20, 2.3], 0.9, 0.08, 0.3, (u, v) =>
    u > 0.2 && u < 0.7 && v > 0.08 && v < 0.22 ? [2, 2.2, 2] : [0.05, 0.95, 0.4],
  );
  for (const [x, y] of [
    [-1.4, 6.4],
    [1.4, 12.5],
    [-1.4, 17],
  ] as const) {
    stage.shadow([x, y, 0], 0.4, 1.6, 0.4, 0, 0.25);
    stage.box([x, y, 0.38], 0.42, 1.7, 0.07, plain([0.25, 0.42, 0.6]));
    for (const side of [-0.7, 0.7]) stage.box([x, y + side, 0], 0.36, 0.06, 0.38, plain([0.4, 0.4, 0.42]));
  }
  stage.box([1.45, 5.2, 0], 0.36, 0.36, 0.5, plain([0.8, 0.8, 0.78]));
  for (let leaf = 0; leaf < 6; leaf++)
    stage.ball(
      [1.45 + 0.14 * Math.cos(leaf * 1.1), 5.2 + 0.14 * Math.sin(leaf), 0.75 + leaf * 0.07],
      0.19,
      [0.2, 0.45, 0.2],
      0.45,
      leaf,
    );
  stage.box([-1.62, 10.6, 0.5], 0.16, 0.5, 0.75, plain([0.75, 0.1, 0.09]));
}

function move(stage: Stage, timeS: number): void {
  for (const [index, share] of walkers(timeS, 2).entries()) {
    const y = between(31, 0.4, share);
    person(stage, [-0.55, y, 0], index + 1, y);
  }
  for (const [index, share] of walkers(timeS, 3).entries()) {
    const y = between(1.2, 31, share);
    person(stage, [0.65, y, 0], index + 5, y);
  }
  const over = passing(timeS, 2, 4);
  if (over !== null) person(stage, [between(-1.6, 1.6, over), 14.6, 0], 10, over * 4);
  person(stage, [-1.25, 17.4, 0], 3, 0);
}

export const corridor: Place = {
  name: 'corridor',
  lens: { at: [0.9, -0.6, 2.55], heading: -4, tilt: 15, fov: 74 },
  light: lamplight(
    LAMPS_Y.map((y) => ({ at: [0, y, 2.3] as const, colour: [0.62, 0.62, 0.58] as const, reachM: 3 })),
    [0.3, 0.31, 0.32],
  ),
  sun: null,
  sky: [
    [0.2, 0.2, 0.2],
    [0.2, 0.2, 0.2],
  ],
  noise: 0.007,
  build,
  move,
};
