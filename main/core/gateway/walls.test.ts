import { expect, test } from 'vitest';
import { WALL_SILENCE_MS, type WallPageBeat } from '#shared/wire/wall.ts';
import { WallBoard } from './walls.ts';

const LEFT: WallPageBeat = { displayId: 'left', label: 'DELL', width: 1_920, height: 1_080, presetId: 'overview' };

function board() {
  const clock = { now: 1_000, pace: 1 };
  const walls = new WallBoard(
    () => clock.now,
    () => clock.now / clock.pace,
  );
  const told: unknown[] = [];
  walls.onChange(() => told.push(walls.reports.map(({ displayId, state, since }) => [displayId, state, since])));
  return { clock, walls, told };
}

test('a wall that paints is told of once, however often it beats', () => {
  const { clock, walls, told } = board();
  for (; clock.now < 9_000; clock.now += 1_000) {
    walls.beat('seat', '大屏机', LEFT);
    walls.tick();
  }
  expect(told).toEqual([[['left', 'painting', 1_000]]]);
  expect(walls.reports).toEqual([{ ...LEFT, machine: '大屏机', state: 'painting', since: 1_000 }]);
});

test('one that paints no more is silent since its last frame, and comes back with the next', () => {
  const { clock, walls, told } = board();
  walls.beat('seat', '大屏机', LEFT);
  clock.now += WALL_SILENCE_MS - 1;
  walls.tick();
  clock.now += 1;
  walls.tick();
  walls.tick();
  clock.now += 1_000;
  walls.beat('seat', '大屏机', LEFT);
  expect(told).toEqual([[['left', 'painting', 1_000]], [['left', 'silent', 1_000]], [['left', 'painting', clock.now]]]);
});

test('one whose page is gone stays in sight until it is forgotten; a page that took its place is not gone', () => {
  const { clock, walls } = board();
  walls.beat('first', '大屏机', LEFT);
  walls.beat('right', '大屏机', { ...LEFT, displayId: 'right' });
  clock.now += 500;
  walls.beat('second', '大屏机', LEFT);
  walls.leave('first');
  walls.leave('right');
  expect(walls.reports.map(({ displayId, state }) => [displayId, state])).toEqual([
    ['left', 'painting'],
    ['right', 'gone'],
  ]);
  walls.forget('right');
  expect(walls.reports.map(({ displayId }) => displayId)).toEqual(['left']);
});

test('of very many displays the ones that beat longest ago are forgotten', () => {
  const { walls } = board();
  for (let each = 0; each < 70; each++) walls.beat('seat', '大屏机', { ...LEFT, displayId: `d-${each}` });
  expect(walls.reports).toHaveLength(64);
  expect(walls.reports.some(({ displayId }) => displayId === 'd-5')).toBe(false);
});

test('at ten times the pace of a drill a page that beats each second is not silent', () => {
  const { clock, walls, told } = board();
  clock.pace = 10;
  for (; clock.now < 90_000; clock.now += 10_000) {
    walls.tick();
    walls.beat('seat', '大屏机', LEFT);
  }
  expect(told).toEqual([[['left', 'painting', 1_000]]]);
  clock.now += 10 * WALL_SILENCE_MS;
  walls.tick();
  expect(walls.reports.map(({ state }) => state)).toEqual(['silent']);
});
