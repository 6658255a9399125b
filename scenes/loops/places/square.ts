/** A square from high on a mast: paths, planters, a fountain, and many people of whom one sees only that they are there. */
import { asphalt, car, house, paving, person, tree } from '../cast.ts';
import { between, LOOP_S, passing, swinging } from '../clockwork.ts';
import { daylight, type Place } from '../place.ts';
import { plain, type Stage } from '../stage.ts';
import { type Colour, grain, mix, shade, unit } from '../vector.ts';

const PEOPLE = 70;

const WALLS: readonly Colour[] = [
  [0.78, 0.74, 0.68],
  [0.6, 0.64, 0.7],
  [0.72, 0.62, 0.54],
];

function build(stage: Stage): void {
  stage.ground(-120, -20, 120, 190, 0, (x, y) => {
    if (y > 74 && y < 88)
      return Math.abs(y - 81) < 0.15 && x - Math.floor(x / 6) * 6 < 3 ? [0.85, 0.85, 0.82] : asphalt(x, y);
    if (y >= 88) return [0.36, 0.44, 0.28];
    const far = Math.hypot(x, y - 36);
    const isRing = (far > 11 && far < 12.2) || (far > 20 && far < 20.8);
    const isRay = far > 12 && far < 40 && Math.abs(Math.sin(Math.atan2(y - 36, x) * 4)) < 1.2 / far;
    const stone: Colour =
      isRing || isRay
        ? [0.58, 0.42, 0.36]
        : mix([0.66, 0.64, 0.6], [0.7, 0.67, 0.62], grain(Math.floor(x / 4), Math.floor(y / 4)));
    return paving(x, y, 1.2, stone);
  });
  stage.shadow([0, 36, 0], 12, 12, 0.6);
  for (let part = 0; part < 24; part++) {
    const round = (part / 24) * 2 * Math.PI;
    stage.box(
      [6 * Math.cos(round), 36 + 6 * Math.sin(round), 0],
      1.75,
      0.5,
      0.6,
      plain([0.74, 0.72, 0.68]),
      plain([0.8, 0.78, 0.74]),
      90 - (round * 180) / Math.PI,
    );
  }
  for (const [x, y] of [
    [-24, 20],
    [24, 20],
    [-24, 52],
    [24, 52],
    [-40, 36],
    [40, 36],
  ] as const) {
    stage.shadow([x, y, 0], 9, 5, 0.7);
    stage.box([x, y, 0], 9, 5, 0.7, plain([0.6, 0.56, 0.5]), (u, v) =>
      shade([0.28, 0.46, 0.2], 0.75 + 0.5 * grain(u * 3, v * 3, 2)),
    );
    for (let index = 0; index < 3; index++)
      tree(stage, [x - 2.8 + index * 2.8, y, 0.6], 4.4 + index * 0.3, Math.abs(x) + index);
  }
  for (let index = 0; index < 9; index++) {
    house(stage, [-92 + index * 23, 108 + (index % 3) * 9, 0], 19, 15, 24 + (index % 4) * 8, {
      wall: WALLS[index % 3]!,
      seed: index + 70,
      hasShops: true,
    });
  }
  for (let index = 0; index < 14; index++) tree(stage, [-78 + index * 12, 71, 0], 6, index + 200);
  for (const x of [-2, 2, 6]) {
    stage.box([x - 2, 66, 0], 0.14, 0.14, 10, plain([0.8, 0.8, 0.82]));
    stage.box([x - 1, 66, 8.6], 2, 0.05, 1.25, plain([0.8, 0.12, 0.1]));
  }
}

function move(stage: Stage, timeS: number): void {
  stage.ground(-5.7, 30.3, 5.7, 41.7, 0.35, (x, y) => {
    if (Math.hypot(x, y - 36) > 5.7) return [0.62, 0.6, 0.56];
    const wave = Math.sin(Math.hypot(x, y - 36) * 4 - (timeS / LOOP_S) * 24 * 2 * Math.PI);
    return [0.4 + 0.08 * wave, 0.58 + 0.08 * wave, 0.66 + 0.08 * wave];
  });
  for (let jet = 0; jet < 26; jet++) {
    const high = (jet / 26) * 4.6;
    stage.ball([0.12 * swinging(timeS, 12, jet), 36, 0.4 + high], 0.55 - high * 0.06, [1.1, 1.15, 1.2], 0.2, jet);
  }
  for (let index = 0; index < PEOPLE; index++) {
    const [home, away] = [grain(index, 1) * 2 * Math.PI, 9 + 24 * grain(index, 2)];
    const [wide, deep] = [2 + 9 * grain(index, 3), 1.5 + 6 * grain(index, 4)];
    const laps = index % 3 === 0 ? 0 : 1;
    const at = { x: Math.cos(home) * away * 1.25, y: 36 + Math.sin(home) * away * 0.85 };
    const turn = (timeS / LOOP_S) * 2 * Math.PI * laps * (index % 2 === 0 ? 1 : -1) + grain(index, 5) * 6;
    person(
      stage,
      [at.x + Math.cos(turn) * wide * laps * 0.5, at.y + Math.sin(turn) * deep * laps * 0.5, 0],
      index,
      laps * turn * (wide + deep) * 0.25,
    );
  }
  for (const [index, startS] of [0, 2.6, 7].entries()) {
    const share = passing(timeS, startS, 9);
    if (share !== null) car(stage, [between(-95, 95, share), 78.5, 0], { kind: index + 1, turn: 90 });
  }
  for (const [index, startS] of [1.2, 6].entries()) {
    const share = passing(timeS, startS, 9.5);
    if (share !== null) car(stage, [between(95, -95, share), 83.8, 0], { kind: index + 4, turn: -90 });
  }
}

export const square: Place = {
  name: 'square',
  lens: { at: [-7, -11, 17], heading: 9, tilt: 21, fov: 64 },
  light: daylight(unit([-0.55, 0.2, 0.8])),
  sun: [0.5, -0.25],
  sky: [
    [0.48, 0.66, 0.9],
    [0.85, 0.9, 0.94],
  ],
  noise: 0.005,
  build,
  move,
};
