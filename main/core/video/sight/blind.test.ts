import { expect, test } from 'vitest';
import type { Channel } from '#shared/domain/channel.ts';
import { metreFrame } from '#shared/geo/earth.ts';
import { blindSpots } from './blind.ts';
import type { Block } from './skyline.ts';

const ORIGIN = [117.01, 25.07] as const;
const frame = metreFrame(ORIGIN);
const square = (west: number, south: number, east: number, north: number) =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as [number, number][];
const grid = (code: string, ...sides: [number, number, number, number]) => ({
  ...{ code, name: code },
  geometry: { type: 'Polygon' as const, coordinates: [square(...sides).map(([x, y]) => frame.toLonLat(x, y))] },
});
const place = (id: string, x: number, y: number) => {
  const [lon, lat] = frame.toLonLat(x, y);
  return { ...{ id, name: id, what: '学校', lon, lat }, gridCode: '' };
};
const camera = (x: number, y: number, more: Partial<Channel> = {}): Channel => {
  const [lon, lat] = frame.toLonLat(x, y);
  return {
    ...{ id: `${x},${y}`, name: '', lon, lat, heading: null, fov: null, rangeM: 500, heightM: 5, hasPtz: false },
    ...{ owner: null, isPrivate: false, login: null, ptz: null, sources: [], ...more },
  };
};
const look = (cameras: readonly Channel[], blocks: readonly Block[] = []) =>
  blindSpots(
    {
      ground: { origin: ORIGIN, blocks, heights: null },
      ...{ cameras, grids: [grid('west', -200, -100, 0, 100), grid('east', 0, -100, 200, 100)] },
      places: [place('p-west', -100, 0), place('p-east', 100, 0)],
    },
    7,
  );
const shares = ({ grids }: ReturnType<typeof look>) => grids.map(({ seenShare }) => seenShare);

test('without cameras nothing is seen; one in the open sees both grids', () => {
  expect(look([])).toMatchObject({ computedAt: 7, cameras: 0, seenShare: 0 });
  expect(look([]).unseenPlaces.map(({ id }) => id)).toEqual(['p-west', 'p-east']);
  expect(look([camera(0, 0)])).toMatchObject({ seenShare: 1, unseenPlaces: [] });
});

test('a wall between them leaves the ground behind it blind, and the place that stands there is named', () => {
  const wall = { rings: [square(10, -400, 12, 400)], topM: 30 };
  const report = look([camera(-50, 0)], [wall]);
  const [west, east] = shares(report);
  expect(west).toBe(1);
  expect(east).toBeLessThan(0.1);
  expect(report.unseenPlaces.map(({ id }) => id)).toEqual(['p-east']);
});

test('a camera counts where it looks and as far as it reaches; one that can be turned, all round', () => {
  const east = { heading: 90, fov: 60 };
  const [west, seen] = shares(look([camera(0, 0, east)]));
  expect(west).toBe(0);
  expect(seen! > 0.3 && seen! < 0.9).toBe(true);
  expect(shares(look([camera(0, 0, { ...east, hasPtz: true })]))).toEqual([1, 1]);
  expect(shares(look([camera(-100, 0, { rangeM: 20 })]))[1]).toBe(0);
});
