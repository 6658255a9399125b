/** An open car park: rows of cars, one that looks for a place, people with their shopping. */
import { asphalt, car, house, lamp, person, tree } from '../cast.ts';
import { between, passing, walkers } from '../clockwork.ts';
import { daylight, type Place } from '../place.ts';
import { plain, type Stage } from '../stage.ts';
import { grain, shade, unit } from '../vector.ts';

const BAY = 2.7;
const ROWS = [
  { y: 7, turn: 0 },
  { y: 20, turn: 180 },
  { y: 25.4, turn: 0 },
  { y: 39, turn: 180 },
  { y: 44.4, turn: 0 },
  { y: 58, turn: 180 },
] as const;

function build(stage: Stage): void {
  stage.ground(-90, -12, 90, 160, 0, (x, y) => {
    if (y > 64 || Math.abs(x) > 38) return shade([0.34, 0.42, 0.25], 0.9 + 0.2 * grain(x * 2, y * 2));
    const row = ROWS.find(({ y: middle }) => Math.abs(y - middle) < 2.6);
    const inBay = x + 35.1 - Math.floor((x + 35.1) / BAY) * BAY;
    if (row && Math.abs(x) < 35.2 && (inBay < 0.12 || Math.abs(Math.abs(y - row.y) - 2.55) < 0.05))
      return [0.84, 0.84, 0.8];
    const isArrow = Math.abs(y - 13.6) < 0.12 + Math.max(0, 0.5 - ((x + 60) % 15)) && (x + 60) % 15 < 2.6;
    return isArrow ? [0.8, 0.8, 0.76] : asphalt(x, y);
  });
  for (const [row, { y, turn }] of ROWS.entries()) {
    for (let bay = 0; bay < 26; bay++) {
      if (grain(bay, row, 21) < 0.2 || (row === 1 && bay === 15)) continue;
      const x = -35.1 + BAY * (bay + 0.5);
      car(stage, [x + 0.2 * (grain(bay, row) - 0.5), y, 0], {
        kind: Math.floor(grain(bay, row, 3) * 28),
        turn: grain(bay, row, 5) < 0.8 ? turn : turn + 180,
      });
    }
  }
  for (const y of [22.7, 41.7]) {
    stage.box([0, y, 0], 70, 0.5, 0.18, plain([0.64, 0.63, 0.6]));
    for (let index = 0; index < 6; index++) tree(stage, [-30 + index * 12, y, 0], 4.6, index + Math.round(y));
  }
  for (const [x, y] of [
    [-18, 22.7],
    [6, 22.7],
    [-6, 41.7],
    [18, 41.7],
  ] as const)
    lamp(stage, [x, y, 0], 8, 1.4, false);
  house(stage, [-16, 82, 0], 44, 22, 13, { wall: [0.8, 0.78, 0.74], seed: 140, hasShops: true });
  house(stage, [34, 90, 0], 34, 24, 19, { wall: [0.62, 0.58, 0.56], seed: 141, hasShops: true });
  for (let index = 0; index < 10; index++) tree(stage, [-44 + index * 10, 67, 0], 5.6, index + 500);
  for (let index = 0; index < 7; index++)
    house(stage, [-80 + index * 27, 128, 0], 20, 14, 30 + (index % 3) * 9, {
      wall: [0.7, 0.7, 0.7],
      seed: index + 150,
    });
}

function move(stage: Stage, timeS: number): void {
  const drive = passing(timeS, 0, 8.5);
  if (drive !== null) car(stage, [between(-44, 46, drive), 13.4, 0], { kind: 3, turn: 90 });
  const back = passing(timeS, 4.5, 7.4);
  if (back !== null) car(stage, [between(48, -48, back), 32.4, 0], { kind: 6, turn: -90 });
  const far = passing(timeS, 2, 9.6);
  if (far !== null) car(stage, [between(-48, 48, far), 51, 0], { kind: 1, turn: 90 });
  for (const [index, share] of walkers(timeS, 4).entries())
    person(stage, [between(-19, -4, share), between(66, 16, share), 0], index + 3, share * 52);
  for (const [index, share] of walkers(timeS, 3).entries())
    person(stage, [between(5.5, 14, share), between(11.5, 62, share), 0], index + 9, share * 52);
  person(stage, [3.6, 11.6, 0], 2, 0);
}

export const carPark: Place = {
  name: 'carpark',
  lens: { at: [0, -7, 8.4], heading: 5, tilt: 19, fov: 72 },
  light: daylight(unit([0.5, 0.4, 0.75]), 0.97),
  sun: [-0.6, -0.5],
  sky: [
    [0.6, 0.7, 0.82],
    [0.88, 0.9, 0.92],
  ],
  noise: 0.006,
  build,
  move,
};
