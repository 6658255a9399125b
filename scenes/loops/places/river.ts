/** A river embankment towards evening: railing, walkers, water that glitters, the other bank. */
import { house, lamp, paving, person, rider, tree } from '../cast.ts';
import { between, LOOP_S, passing, swinging, walkers } from '../clockwork.ts';
import { daylight, type Place } from '../place.ts';
import { plain, type Stage } from '../stage.ts';
import { type Colour, clamp, cloud, grain, mix, shade, unit } from '../vector.ts';

const WALL_X = 3.6;

const WALLS: readonly Colour[] = [
  [0.8, 0.72, 0.62],
  [0.66, 0.64, 0.64],
  [0.74, 0.66, 0.6],
];

function build(stage: Stage): void {
  stage.ground(-40, -4, WALL_X, 170, 0, (x, y) => {
    if (x > 2.7) return paving(x, y, 0.9, [0.66, 0.62, 0.57]);
    if (x > -2.2) return paving(x, y, 0.5, Math.abs(x - 0.2) < 0.22 ? [0.72, 0.6, 0.26] : [0.6, 0.52, 0.48]);
    if (x > -5) return [0.52, 0.27, 0.23];
    return shade([0.32, 0.44, 0.2], 0.8 + 0.4 * cloud(x * 2, y * 2));
  });
  for (let y = -2; y < 110; y += 1.6) {
    stage.box([WALL_X - 0.2, y, 0], 0.14, 0.14, 1.1, plain([0.76, 0.75, 0.72]));
    if (y % 8 < 1.6) stage.box([WALL_X - 0.2, y, 0], 0.34, 0.34, 1.3, plain([0.7, 0.68, 0.64]));
  }
  for (const z of [0.45, 0.8, 1.08]) stage.box([WALL_X - 0.2, 54, z], 0.07, 112, 0.07, plain([0.72, 0.72, 0.7]));
  for (let index = 0; index < 12; index++) {
    tree(stage, [-7 - (index % 2) * 3, 6 + index * 8, 0], 6 + (index % 3), index + 300, [0.3, 0.42, 0.18]);
    if (index % 2 === 0) lamp(stage, [-2.4, 8 + index * 8, 0], 4.4, 0.7, false);
  }
  stage.ground(48, 20, 140, 200, 0.6, () => [0.34, 0.42, 0.26]);
  for (let index = 0; index < 9; index++) {
    house(stage, [66 + (index % 2) * 14, 48 + index * 17, 0.6], 13, 12, 18 + ((index * 7) % 5) * 7, {
      wall: WALLS[index % 3]!,
      seed: index + 120,
    });
    tree(stage, [50.5, 30 + index * 15, 0.5], 7, index + 400);
  }
  for (let pier = 0; pier < 5; pier++) stage.box([6 + pier * 11, 138, -3], 2.4, 5, 9, plain([0.66, 0.64, 0.62]));
  stage.box([26, 138, 6], 70, 6, 1.6, plain([0.7, 0.68, 0.66]));
  for (const [x, y] of [
    [-1.8, 12],
    [-1.8, 28],
  ] as const) {
    stage.shadow([x, y, 0], 0.5, 1.8, 0.5);
    stage.box([x, y, 0.4], 0.5, 1.8, 0.1, plain([0.5, 0.34, 0.2]));
    stage.box([x - 0.24, y, 0.5], 0.07, 1.8, 0.45, plain([0.48, 0.32, 0.19]));
  }
}

function water(stage: Stage, timeS: number): void {
  const phase = (timeS / LOOP_S) * 2 * Math.PI;
  stage.ground(WALL_X, -4, 49, 200, -2.6, (x, y) => {
    const far = Math.hypot(x, y + 5);
    const wave =
      Math.sin(x * 1.3 + y * 0.6 + phase * 6) +
      Math.sin(x * 0.5 - y * 0.9 - phase * 5) +
      Math.sin(y * 1.7 + phase * 8 + x * 0.2);
    const glitter = clamp(wave / 3 - 0.55) * 1.6 * clamp(1 - Math.abs(x - 22 - y * 0.1) / 14);
    const base = mix([0.2, 0.31, 0.33], [0.5, 0.55, 0.56], clamp(far / 130) + 0.05 * wave);
    return [base[0] + glitter, base[1] + glitter * 0.9, base[2] + glitter * 0.7];
  });
  const boat = 30 + 4 * swinging(timeS, 1);
  stage.box([20, boat + 28, -2.5], 1.8, 6, 0.7, plain([0.35, 0.24, 0.18]), plain([0.5, 0.38, 0.28]), 12);
  stage.box([20, boat + 28, -1.8], 1.3, 2.4, 0.9, plain([0.62, 0.6, 0.56]), plain([0.3, 0.4, 0.5]), 12);
}

function move(stage: Stage, timeS: number): void {
  water(stage, timeS);
  for (const [index, share] of walkers(timeS, 5).entries()) {
    const y = between(2, 70, share);
    person(stage, [1.6 + 0.5 * (index % 2), y, 0], index + 1, y);
  }
  for (const [index, share] of walkers(timeS, 4).entries()) {
    const y = between(76, 1, share);
    person(stage, [-0.9 - 0.4 * (index % 2), y, 0], index + 8, y);
  }
  const runner = passing(timeS, 1, 10);
  if (runner !== null) person(stage, [-3, between(0, 62, runner), 0], 1, runner * 90);
  const wheels = passing(timeS, 5, 7.5);
  if (wheels !== null) rider(stage, [-4.1, between(90, -4, wheels), 0], 0, 180);
  person(stage, [2.9, 17 + 0.05 * grain(1, 2), 0], 4, 0);
  person(stage, [2.9, 18, 0], 6, 0);
}

export const river: Place = {
  name: 'river',
  lens: { at: [-1.2, -5, 5.2], heading: 11, tilt: 12, fov: 68 },
  light: (at, normal) => {
    const [red, green, blue] = daylight(unit([0.7, 0.35, 0.5]))(at, normal);
    return [red * 1.06, green * 0.97, blue * 0.84];
  },
  sun: [-0.9, -0.3],
  sky: [
    [0.52, 0.64, 0.8],
    [0.95, 0.85, 0.72],
  ],
  noise: 0.006,
  build,
  move,
};
