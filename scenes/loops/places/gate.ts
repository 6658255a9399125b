/** The gate of a residential compound: a guard's booth, a barrier that lets a car through, people coming home. */
import { asphalt, car, house, paving, person, rider, tree } from '../cast.ts';
import { between, passing, walkers } from '../clockwork.ts';
import { daylight, type Place } from '../place.ts';
import { plain, type Stage } from '../stage.ts';
import { type Colour, clamp, shade, smooth, unit } from '../vector.ts';

const stone: Colour = [0.7, 0.66, 0.6];

const WALLS: readonly Colour[] = [
  [0.8, 0.73, 0.62],
  [0.74, 0.66, 0.58],
];

function build(stage: Stage): void {
  stage.ground(-50, -6, 50, 120, 0, (x, y) => {
    const isDrive = Math.abs(x + 0.5) < 5.2;
    if (!isDrive && y > 13) return [0.3, 0.44, 0.22];
    if (!isDrive) return paving(x, y, 0.8, [0.6, 0.57, 0.53]);
    const isHump = y > 9.4 && y < 10;
    if (isHump) return (x + 50) % 1 < 0.5 ? [0.82, 0.68, 0.12] : [0.12, 0.12, 0.12];
    return Math.abs(x + 0.5) < 0.07 ? [0.75, 0.72, 0.66] : asphalt(x, y);
  });
  for (const x of [-6.8, 5.8]) {
    stage.shadow([x, 14, 0], 1.3, 1.3, 5);
    stage.box(
      [x, 14, 0],
      1.3,
      1.3,
      5,
      (u, v) => shade(stone, v % 0.6 < 0.05 ? 0.7 : 1 - 0.05 * Math.floor(u * 2)),
      plain(stone),
    );
  }
  stage.box(
    [-0.5, 14, 5],
    15.4,
    1.7,
    0.9,
    (u, v) => {
      const isWord = v > 0.25 && v < 0.68 && u > 4.4 && u < 11 && (u * 1.15) % 1 > 0.22;
      return isWord ? [0.86, 0.7, 0.28] : [0.36, 0.16, 0.13];
    },
    plain([0.4, 0.2, 0.16]),
  );
  for (const side of [-1, 1]) {
    for (let step = 0; step < 26; step++)
      stage.box([side * (8 + step * 0.55) - 0.5, 14, 0.5], 0.07, 0.07, 1.7, plain([0.16, 0.17, 0.18]));
    stage.box([side * 15.2 - 0.5, 14, 0], 14.4, 0.4, 0.55, plain([0.62, 0.58, 0.54]));
    stage.box([side * 15.2 - 0.5, 14, 2.1], 14.4, 0.1, 0.1, plain([0.16, 0.17, 0.18]));
  }
  stage.shadow([5.6, 10.4, 0], 2.4, 2.4, 3);
  stage.box(
    [5.6, 10.4, 0],
    2.4,
    2.4,
    2.7,
    (u, v) => {
      const isGlass = v > 1 && v < 2.1 && u > 0.2 && u < 2.2;
      return isGlass ? [0.2, 0.28, 0.34] : [0.86, 0.86, 0.84];
    },
    plain([0.32, 0.42, 0.55]),
  );
  stage.box([5.6, 10.4, 2.7], 2.9, 2.9, 0.22, plain([0.24, 0.36, 0.55]));
  for (let index = 0; index < 4; index++) {
    house(stage, [-24 + index * 18, 46 + (index % 2) * 12, 0], 13, 11, 21 + (index % 3) * 6, {
      wall: WALLS[index % 2]!,
      seed: index + 60,
    });
  }
  for (const [index, [x, y]] of (
    [
      [-9.5, 18],
      [8.5, 19],
      [-13, 24],
      [12, 27],
      [-10, 33],
      [10.5, 37],
      [-19, 17.5],
      [17, 17],
    ] as const
  ).entries()) {
    tree(stage, [x, y, 0], 5 + (index % 3), index + 11);
  }
  car(stage, [-9.8, 3.8, 0], { kind: 4, turn: 90 });
}

/** Up while the car goes under it. */
function barrier(stage: Stage, timeS: number): void {
  const lift = smooth(2.2, 3.4, timeS) * (1 - smooth(7, 8.2, timeS));
  stage.box([4.2, 12, 0], 0.4, 0.4, 1.05, plain([0.85, 0.5, 0.1]));
  const angle = lift * 1.35;
  for (let piece = 0; piece < 10; piece++) {
    const along = 0.24 + piece * 0.48;
    const colour: Colour = piece % 2 === 0 ? [0.82, 0.12, 0.1] : [0.92, 0.92, 0.9];
    stage.box(
      [4.2 - along * Math.cos(angle), 12, 0.95 + along * Math.sin(angle)],
      0.5 * Math.max(0.25, Math.cos(angle)),
      0.09,
      0.1 + 0.42 * Math.sin(angle),
      plain(colour),
    );
  }
}

function move(stage: Stage, timeS: number): void {
  const arrive = clamp(timeS / 2.4);
  const leave = smooth(3.2, 9.5, timeS);
  // It drives up, waits for the barrier, and goes in; behind the houses it is out of sight before the loop begins again.
  if (timeS < 10.5)
    car(stage, [1.9, between(-14, 6.4, 1 - (1 - arrive) ** 2) + 62 * leave ** 1.6, 0], { kind: 1, turn: 0 });
  const out = passing(timeS, 7.4, 6.4);
  if (out !== null) rider(stage, [-2.6, between(48, -10, out), 0], 1, 180);
  barrier(stage, timeS);
  person(stage, [6.9, 8.9, 0], 6, 0);
  for (const [index, share] of walkers(timeS, 4).entries()) {
    const y = between(42, -4, share);
    person(stage, [-4.6 + 0.5 * (index % 2), y, 0], index + 2, y);
  }
  for (const [index, share] of walkers(timeS, 3).entries()) {
    const x = between(-26, 24, share);
    person(stage, [x, 2.2 - 0.5 * (index % 2), 0], index + 9, x);
  }
}

export const gate: Place = {
  name: 'gate',
  lens: { at: [-3.2, -5.5, 4.6], heading: 6, tilt: 12, fov: 70 },
  light: daylight(unit([0.6, -0.5, 0.65])),
  sun: [-0.7, 0.55],
  sky: [
    [0.46, 0.64, 0.88],
    [0.84, 0.89, 0.93],
  ],
  noise: 0.006,
  build,
  move,
};
