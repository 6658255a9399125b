import { expect, test } from 'vitest';
import { buildRoadGraph, RoadNetwork } from '#main/core/roads/index.ts';
import { at, street } from '#main/core/roads/testing/streets.ts';
import { decideRoad, type RoadClosure } from '#shared/domain/roadClosure.ts';
import { ClosedRoads } from './roadClosures.ts';

const roads = () =>
  new RoadNetwork(
    buildRoadGraph([
      street('南路', [
        [0, 0],
        [600, 0],
      ]),
      street('东路', [
        [600, 0],
        [600, 600],
      ]),
    ]).graph,
  );

const closure = (id: string, more: Partial<RoadClosure> = {}): RoadClosure => ({
  ...{ id, lon: at(300, 0)[0]!, lat: at(300, 0)[1]!, radiusM: 30, closure: 'blocked', reason: '塌陷', roads: ['南路'] },
  ...{ closedAt: 0, closedBy: '值班员' },
  ...more,
});
const ROAD_EVENT = [{ stream: 'road:a' }] as never;

test('roads are closed as the desk says, the gravest of several counts, and what the scene says comes back after them', () => {
  const network = roads();
  const closures = new Map([['a', closure('a', { closure: 'cordon' })]]);
  const closed = new ClosedRoads(network, closures);
  const said = () => network.closures().map(([, how]) => how);
  const seen = [said()];
  closures.set('b', closure('b'));
  closed.onEvents(ROAD_EVENT);
  seen.push(said());
  closures.delete('b');
  closed.onEvents(ROAD_EVENT);
  seen.push(said());
  closures.clear();
  closed.onEvents(ROAD_EVENT);
  seen.push(said());
  expect(seen).toEqual([['cordon'], ['blocked'], ['cordon'], []]);
});

test('a road that the scene has closed stays closed when the desk opens it', () => {
  const network = roads();
  network.closeWay('南路', 'blocked');
  const closures = new Map([['a', closure('a')]]);
  const closed = new ClosedRoads(network, closures);
  closures.clear();
  closed.onEvents(ROAD_EVENT);
  expect(network.closures()).toHaveLength(1);
});

test('what makes no sense is refused with its code', () => {
  const present = new Map([['a', closure('a')]]);
  const codeOf = (command: Parameters<typeof decideRoad>[1]) => {
    const decided = decideRoad(present, command);
    return decided.ok ? decided.value.map(({ kind, stream }) => `${kind} ${stream}`) : decided.failure.code;
  };
  const close = (more: Partial<RoadClosure>, edges = 2) =>
    ({ kind: 'close', closure: closure('b', more), edges }) as const;
  expect([
    codeOf(close({ radiusM: 60 })),
    codeOf(close({})),
    codeOf(close({ radiusM: 60 }, 0)),
    codeOf({ kind: 'open', closureId: 'a', reason: '' }),
    codeOf({ kind: 'open', closureId: 'c', reason: '' }),
  ]).toEqual([['road.closed road:b'], 'alreadyClosed', 'noRoadHere', ['road.opened road:a'], 'unknownClosure']);
});
