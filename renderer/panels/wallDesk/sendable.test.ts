import { expect, test } from 'vitest';
import { WALL_REGION_KINDS, wallContentSchema } from '#shared/domain/wallRegion.ts';
import { sendables } from './sendable.ts';

const NOTHING = { incidentId: null, channelIds: [], isWatching: false, looksAt: null };
const LOOK = { lon: 117.01, lat: 25.07, distanceM: 900 };
const names = (desk: Parameters<typeof sendables>[0]) => sendables(desk).map(([name]) => name);

test('what the officer has before him comes first', () => {
  expect(names(NOTHING)).toEqual(['queue', 'roster', 'coverage', 'numbers', 'response', 'trend', 'breakdown']);
  const busy = { ...NOTHING, incidentId: 'i-1', channelIds: ['c-1'] };
  expect(names(busy).slice(0, 4)).toEqual(['incident', 'map', 'sight', 'tiles']);
  expect(names({ ...busy, isWatching: true })[0]).toBe('tiles');
});

test('the map goes as it is looked at, and stays there', () => {
  const view = sendables({ ...NOTHING, looksAt: LOOK }).find(([name]) => name === 'view');
  expect(view?.[1]).toEqual({ kind: 'map', isTouring: false, incidentId: null, at: LOOK });
});

test('cameras go in the smallest layout that holds them, each once', () => {
  const layoutOf = (count: number) => {
    const channelIds = Array.from({ length: count }, (_, at) => `c-${at}`);
    const [[, content] = []] = sendables({ ...NOTHING, channelIds: [...channelIds, 'c-0'] });
    return content?.kind === 'video' ? [content.layout, content.channelIds.length] : null;
  };
  expect([1, 2, 5, 9, 10, 30].map(layoutOf)).toEqual([
    [1, 1],
    [4, 2],
    [6, 5],
    [9, 9],
    [16, 10],
    [25, 25],
  ]);
});

test('everything can be sent as it is', () => {
  const all = sendables({ incidentId: 'i-1', channelIds: ['c-1'], isWatching: true, looksAt: LOOK });
  expect(all.filter(([, content]) => !wallContentSchema.safeParse(content).success)).toEqual([]);
  const kinds = new Set(all.map(([, { kind }]) => kind));
  expect(WALL_REGION_KINDS.filter((kind) => !kinds.has(kind))).toEqual(['ticker', 'clock']);
});
