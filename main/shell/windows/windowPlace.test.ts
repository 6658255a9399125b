import { expect, test } from 'vitest';
import { bringBack, placeWindow, type Screen, screenIdentity } from './windowPlace.ts';

const screen = (id: number, label: string, x: number, width: number, height: number): Screen => ({
  id,
  label,
  bounds: { x, y: 0, width, height },
  workArea: { x, y: 30, width, height: height - 30 },
  scaleFactor: 1,
});
const desk = screen(1, 'DELL', 0, 1920, 1080);
const wall = screen(2, 'SONY', 1920, 3840, 2160);
const wanted = { width: 1280, height: 720 };
const onWall = {
  display: screenIdentity(wall),
  isFullScreen: true,
  isMaximised: false,
  boundsByDisplay: {
    [screenIdentity(wall)]: { x: 2000, y: 100, width: 1600, height: 900 },
    [screenIdentity(desk)]: { x: 10, y: 40, width: 1000, height: 700 },
  },
};

test('a first window stands in the middle of the primary screen', () => {
  expect(placeWindow(null, [desk, wall], wanted)).toEqual({
    bounds: { x: 320, y: 195, width: 1280, height: 720 },
    isFullScreen: false,
    isMaximised: false,
  });
});

test('a window larger than the screen is made to fit', () => {
  expect(placeWindow(null, [desk], { width: 4000, height: 4000 }).bounds).toEqual(desk.workArea);
});

test('a window comes back to its screen though the screen has a new number', () => {
  expect(placeWindow(onWall, [desk, { ...wall, id: 99 }], wanted)).toEqual({
    bounds: { x: 2000, y: 100, width: 1600, height: 900 },
    isFullScreen: true,
    isMaximised: false,
  });
});

test('without its screen it opens where it last stood on the one that is left, and not full screen', () => {
  expect(placeWindow(onWall, [desk], wanted)).toEqual({
    bounds: { x: 10, y: 40, width: 1000, height: 700 },
    isFullScreen: false,
    isMaximised: false,
  });
});

test('a window whose screen was unplugged is brought back wholly', () => {
  expect(bringBack({ x: 2000, y: 100, width: 1600, height: 900 }, [desk])).toEqual({
    x: 320,
    y: 100,
    width: 1600,
    height: 900,
  });
});

test('a window that lies on its screen stays where it is', () => {
  const bounds = { x: 2000, y: 100, width: 1600, height: 900 };
  expect(bringBack(bounds, [desk, wall])).toEqual(bounds);
});
