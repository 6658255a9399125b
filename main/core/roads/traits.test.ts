import { expect, test } from 'vitest';
import { roadTraits } from './traits.ts';

const plain = {
  roadClass: 'residential',
  name: null,
  oneway: 0,
  bicycleOneway: 0,
  maxspeedKmh: null,
  access: {},
  isApart: false,
  isClosed: false,
};
const residential = (tags: Record<string, unknown>) => roadTraits({ highway: 'residential', ...tags });

test.each([
  [{}, {}],
  [{ name: ' 东溪路 ' }, { name: '东溪路' }],
  [{ oneway: 'yes' }, { oneway: 1, bicycleOneway: 1 }],
  [{ oneway: '-1' }, { oneway: -1, bicycleOneway: -1 }],
  [{ oneway: true }, { oneway: 1, bicycleOneway: 1 }],
  [{ oneway: 'yes', 'oneway:bicycle': 'no' }, { oneway: 1 }],
  [{ oneway: 'yes', 'cycleway:left': 'opposite_lane' }, { oneway: 1 }],
  [{ junction: 'roundabout' }, { oneway: 1, bicycleOneway: 1 }],
  [{ junction: 'roundabout', oneway: 'no' }, {}],
  [{ maxspeed: '40' }, { maxspeedKmh: 40 }],
  [{ maxspeed: '25 mph' }, { maxspeedKmh: 40.2336 }],
  [{ maxspeed: 'CN:urban' }, {}],
  [{ maxspeed: '0' }, {}],
  [{ access: 'private', foot: 'no' }, { access: { access: true, foot: false } }],
  [{ motorroad: 'yes', foot: 'yes' }, { access: { foot: true, bicycle: false } }],
  [{ bridge: 'yes' }, { isApart: true }],
  [{ tunnel: 'no', layer: '0' }, {}],
  [{ layer: '-1' }, { isApart: true }],
  [{ closed: true }, { isClosed: true }],
])('tags %j of a residential street read as %j', (tags, expected) => {
  expect(residential(tags)).toEqual({ ...plain, ...expected });
});

test('a motorway is one-way and apart unless it says otherwise, and what carries nobody is no road', () => {
  expect(roadTraits({ highway: 'motorway' })).toEqual({
    ...plain,
    ...{ roadClass: 'motorway', oneway: 1, bicycleOneway: 1, isApart: true },
  });
  expect([{ highway: 'construction' }, { highway: 'toString' }, {}].map(roadTraits)).toEqual([null, null, null]);
});
