import { expect, test } from 'vitest';
import type { PresentDisplay } from '../displays/displayRegistry.ts';
import { deskDisplay, placeWall } from './wallPlaces.ts';

const display = (identity: string, x: number, y = 0): PresentDisplay => {
  const bounds = { x, y, width: 1_920, height: 1_080 };
  return {
    identity,
    name: identity.toUpperCase(),
    id: x,
    label: '',
    isInternal: false,
    bounds,
    workArea: bounds,
    scaleFactor: 1,
    rotation: 0,
  };
};
const DESK = { x: 100, y: 100, width: 1_400, height: 900 };
const present = [display('desk', 0), display('left', 1_920), display('right', 3_840)];

test('a window covers its display whole', () => {
  expect(placeWall(['left'], present, DESK)).toEqual({
    identity: 'left',
    name: 'LEFT',
    bounds: { x: 1_920, y: 0, width: 1_920, height: 1_080 },
    isWhole: true,
  });
});

test('a window over several displays covers all of them, and is not asked to fill one', () => {
  const wall = [display('a', 0), display('b', 1_920), display('c', 0, 1_080), display('d', 1_920, 1_080)];
  expect(placeWall(['a', 'b', 'c', 'd'], wall, null)).toEqual({
    identity: 'a+b+c+d',
    name: 'A + B + C + D',
    bounds: { x: 0, y: 0, width: 3_840, height: 2_160 },
    isWhole: false,
  });
});

test.each([
  ['its display is not there', ['gone'], DESK],
  ['one of its displays is not there', ['left', 'gone'], DESK],
  ['the desk stands on it', ['left'], { ...DESK, x: 2_000 }],
  ['the desk stands on one of its displays', ['left', 'right'], { ...DESK, x: 4_000 }],
])('a window is kept hidden while %s', (_name, displays, desk) => {
  expect(placeWall(displays, present, desk).bounds).toBe(null);
});

test('a desk that reaches a little over the edge stands beside the wall', () => {
  expect(placeWall(['left'], present, { ...DESK, x: 700 }).bounds).not.toBe(null);
});

test('the desk stands on the display that has most of it, or on none', () => {
  const of = (x: number) => deskDisplay(present, { ...DESK, x })?.identity ?? null;
  expect([of(100), of(1_500), of(20_000), deskDisplay(present, null)]).toEqual(['desk', 'left', null, null]);
});
