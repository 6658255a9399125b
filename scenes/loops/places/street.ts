/** A two-lane shopping street from a pole at its side: by day, by night and in the rain. */
import { asphalt, car, house, lamp, paving, person, rider, tree } from '../cast.ts';
import { between, passing, walkers } from '../clockwork.ts';
import { daylight, lamplight, type Place } from '../place.ts';
import { plain, type Stage } from '../stage.ts';
import { type Colour, clamp, cloud, grain, mix, shade, unit } from '../vector.ts';

type Hour = 'day' | 'night' | 'rain';

const LANES = { up: 1.9, down: -1.9 };
const LAMPS_Y = [12, 30, 48, 66];

function road(hour: Hour) {
  return (x: number, y: number): Colour => {
    if (Math.abs(x) > 7.2) return paving(x, y, 0.6, [0.56, 0.54, 0.51]);
    if (Math.abs(x) > 6.9) return [0.62, 0.62, 0.6];
    const isLine = Math.abs(x) < 0.09 || (Math.abs(Math.abs(x) - 3.7) < 0.06 && y - Math.floor(y / 4) * 4 < 2.4);
    const isCrossing = y > 20 && y < 23.4 && Math.abs(x) < 6.4 && x + 20 - Math.floor((x + 20) / 0.9) * 0.9 < 0.45;
    const worn = 0.72 + 0.2 * cloud(x * 2, y * 2, 4);
    const dry: Colour =
      isLine || isCrossing
        ? isLine && Math.abs(x) < 0.1
          ? [worn, worn * 0.72, 0.2]
          : [worn, worn, worn]
        : asphalt(x, y);
    if (hour !== 'rain') return dry;
    const puddle = clamp((cloud(x * 0.5, y * 0.22, 9) - 0.5) * 6);
    return mix(shade(dry, 0.62), [0.46, 0.5, 0.55], puddle * 0.75);
  };
}

function build(stage: Stage, hour: Hour): void {
  const isNight = hour === 'night';
  stage.ground(-60, -2, 60, 160, 0, road(hour));
  const walls: Colour[] = [
    [0.74, 0.68, 0.6],
    [0.62, 0.56, 0.52],
    [0.78, 0.75, 0.68],
    [0.58, 0.6, 0.62],
    [0.72, 0.6, 0.5],
  ];
  for (let index = 0; index < 6; index++) {
    const look = { wall: walls[index % 5]!, seed: index + 1, hasShops: true, isNight };
    house(stage, [-20, 14 + index * 21, 0], 16, 19.4, 12 + 3 * (index % 3), look);
    house(stage, [20.5, 20 + index * 21, 0], 16, 19.4, 15 + 3 * ((index + 1) % 3), {
      ...look,
      seed: index + 40,
      wall: walls[(index + 2) % 5]!,
    });
  }
  house(stage, [6, 150, 0], 60, 10, 34, { wall: [0.66, 0.68, 0.7], seed: 90, isNight });
  for (let index = 0; index < 9; index++) {
    const leaves: Colour = isNight ? [0.13, 0.22, 0.12] : [0.24, 0.4, 0.17];
    tree(stage, [-8.6, 10 + index * 9, 0], 5.4 + (index % 3) * 0.5, index + 3, leaves);
    tree(stage, [8.6, 16 + index * 9, 0], 5.2 + (index % 2) * 0.7, index + 30, leaves);
  }
  for (const y of LAMPS_Y) lamp(stage, [7.6, y, 0], 7, -2.2, isNight);
  for (const [index, y] of [9.5, 27.5, 34, 46, 52].entries()) car(stage, [5.5, y, 0], { kind: index + 2, turn: 0 });
  for (const [index, y] of [30, 41, 58].entries()) car(stage, [-5.5, y, 0], { kind: index + 5, turn: 180 });
  for (let index = 0; index < 6; index++)
    stage.box([-7.7, 24 + index * 0.9, 0], 0.5, 0.16, 0.9, plain([0.2, 0.42, 0.62]));
}

function move(stage: Stage, timeS: number, hour: Hour, frame: number): void {
  const isLit = hour !== 'day';
  for (const [index, [startS, tookS]] of (
    [
      [0, 6],
      [3.4, 6.4],
      [8.2, 5.4],
    ] as const
  ).entries()) {
    const share = passing(timeS, startS, tookS);
    if (share !== null) car(stage, [LANES.up, between(-8, 120, share), 0], { kind: index * 2 + 1, turn: 0, isLit });
  }
  for (const [index, [startS, tookS]] of (
    [
      [1.6, 6.6],
      [6.8, 6],
    ] as const
  ).entries()) {
    const share = passing(timeS, startS, tookS);
    if (share !== null) car(stage, [LANES.down, between(125, -8, share), 0], { kind: index * 3, turn: 180, isLit });
  }
  for (const share of walkers(timeS, 2))
    rider(stage, [-4.7, between(110, -6, share), 0], Math.round(share * 7) % 2, 180);
  for (const [index, share] of walkers(timeS, 5).entries()) {
    const y = between(4, 76, share);
    person(stage, [8.0 + 0.9 * (index % 2), y, 0], index, y, hour === 'rain');
  }
  for (const [index, share] of walkers(timeS, 6).entries()) {
    const y = between(84, 5, share);
    person(stage, [-9.8 - 0.7 * (index % 3), y, 0], index + 7, y, hour === 'rain' && index % 4 !== 0);
  }
  const crossing = passing(timeS, 4.2, 7);
  if (crossing !== null) person(stage, [between(7.2, -7.2, crossing), 21.8, 0], 12, crossing * 14, hour === 'rain');
  if (hour === 'rain') rain(stage, frame);
}

function rain({ picture }: Stage, frame: number): void {
  for (let drop = 0; drop < 420; drop++) {
    const x = Math.floor(grain(drop, frame, 1) * picture.width);
    const y = Math.floor(grain(drop, frame, 2) * picture.height);
    const long = 14 + Math.floor(30 * grain(drop, frame, 3));
    for (let step = 0; step < long; step++) {
      const [px, py] = [x - Math.floor(step / 6), y + step];
      if (px >= 0 && py < picture.height) picture.blend(py * picture.width + px, [0.78, 0.82, 0.88], 0.2);
    }
  }
}

const lens = { at: [3.4, -4, 6.2], heading: -7, tilt: 15, fov: 66 } as const;

export const streetDay: Place = {
  name: 'street-day',
  lens,
  light: daylight(unit([-0.5, -0.45, 0.75]), 0.98),
  sun: [0.62, 0.5],
  sky: [
    [0.5, 0.68, 0.9],
    [0.86, 0.9, 0.93],
  ],
  noise: 0.006,
  build: (stage) => build(stage, 'day'),
  move: (stage, timeS, frame) => move(stage, timeS, 'day', frame),
};

export const streetNight: Place = {
  name: 'street-night',
  lens: { ...lens, heading: -5, tilt: 16 },
  light: lamplight(
    [
      ...LAMPS_Y.map((y) => ({ at: [5.4, y, 6.8] as const, colour: [1.25, 0.98, 0.6] as const, reachM: 6 })),
      ...LAMPS_Y.map((y) => ({ at: [-12, y, 2.5] as const, colour: [0.5, 0.5, 0.55] as const, reachM: 4 })),
      ...LAMPS_Y.map((y) => ({ at: [12, y + 6, 2.5] as const, colour: [0.5, 0.46, 0.4] as const, reachM: 4 })),
    ],
    [0.1, 0.11, 0.15],
  ),
  sun: null,
  sky: [
    [0.03, 0.035, 0.06],
    [0.12, 0.11, 0.12],
  ],
  noise: 0.015,
  build: (stage) => build(stage, 'night'),
  move: (stage, timeS, frame) => move(stage, timeS, 'night', frame),
};

export const streetRain: Place = {
  name: 'street-rain',
  lens: { ...lens, at: [2.6, -4, 5.6], heading: -9, tilt: 14 },
  light: daylight(unit([0, 0, 1]), 0.66),
  sun: null,
  sky: [
    [0.5, 0.53, 0.57],
    [0.66, 0.68, 0.7],
  ],
  noise: 0.008,
  build: (stage) => build(stage, 'rain'),
  move: (stage, timeS, frame) => move(stage, timeS, 'rain', frame),
};
