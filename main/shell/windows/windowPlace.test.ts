import { expect, test } from 'vitest';
import { placeWindow, type Screen } from './windowPlace.ts';

const screen = (identity: string, x: number, width: number, height: number): Screen => ({
  identity,
  bounds: { x, y: 0, width, height },
  workArea: { x, y: 30, width, height: height - 30 },
});
const desk = screen('dell-1', 0, 1920, 1080);
const wall = screen('sony-2', 1920, 3840, 2160);
const wanted = { width: 1280, height: 720 };
const onWall = {
  display: wall.identity,
  isFullScreen: true,
  isMaximised: false,
  boundsByDisplay: {
    [wall.identity]: { x: 2000, y: 100, width: 1600, height: 900 },
    [desk.identity]: { x: 10, y: 40, width: 1000, height: 700 },
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

test('a window comes back to its screen wherever that is listed', () => {
  expect(placeWindow(onWall, [desk, wall], wanted)).toEqual({
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

test('a window whose screen has fewer pixels now is made to fit on it', () => {
  const smaller = {
    ...wall,
    bounds: { x: 1920, y: 0, width: 1280, height: 720 },
    workArea: { x: 1920, y: 0, width: 1280, height: 720 },
  };
  expect(placeWindow(onWall, [desk, smaller], wanted).bounds).toEqual(smaller.workArea);
});
