import { expect, test } from 'vitest';
import { buildRoadGraph, type RoadLine } from './build.ts';
import { RoadNetwork } from './network.ts';
import type { Ranking } from './rank.ts';
import { at, questionAt, street, unitAt } from './testing/streets.ts';

const open = (ways: readonly RoadLine[]) => new RoadNetwork(buildRoadGraph(ways).graph);
/** 20 km/h, a car in a residential street. */
const carSeconds = (metres: number) => (metres * 3.6) / 20;
const told = ({ candidates, passedOver }: Ranking) => ({
  candidates: candidates.map(({ unitId, etaSeconds }) => [unitId, etaSeconds === null ? null : Math.round(etaSeconds)]),
  passedOver: passedOver.map(({ unitId, reason, etaSeconds }) => [
    unitId,
    reason,
    etaSeconds === null ? null : Math.round(etaSeconds),
  ]),
});

const square = (oneway: string) => [
  street(
    '南路',
    [
      [0, 0],
      [600, 0],
    ],
    { oneway },
  ),
  street('东路', [
    [600, 0],
    [600, 600],
  ]),
  street('北路', [
    [600, 600],
    [0, 600],
  ]),
  street('西路', [
    [0, 600],
    [0, 0],
  ]),
];

test('a one-way street is driven its own way only: the unit past the incident goes round the block', () => {
  const roads = open(square('yes'));
  roads.units.place(unitAt('before', 150, 0));
  roads.units.place(unitAt('after', 450, 0));
  const ranking = roads.rankUnits(questionAt(300, 0));
  expect(told(ranking)).toEqual({
    candidates: [
      ['before', Math.round(carSeconds(150))],
      ['after', Math.round(carSeconds(150 + 3 * 600 + 300))],
    ],
    passedOver: [],
  });
  expect(ranking.candidates.map(({ routeM }) => Math.round(routeM / 10) * 10)).toEqual([150, 2_250]);
  expect(ranking.candidates[1]!.route.roadNames).toEqual(['南路', '东路', '北路', '西路']);
});

test('a one-way drawn against its arrow is read backwards, and people on foot ignore both', () => {
  const roads = open(square('-1'));
  roads.units.place(unitAt('before', 150, 0));
  roads.units.place({ ...unitAt('walker', 150, 0), mode: 'foot' });
  expect(told(roads.rankUnits(questionAt(300, 0))).candidates).toEqual([
    ['walker', 108],
    ['before', Math.round(carSeconds(150 + 3 * 600 + 300))],
  ]);
});

test('turn-out time counts: a unit already moving beats a nearer one still at its post', () => {
  const roads = open([
    street('长街', [
      [0, 0],
      [2_000, 0],
    ]),
  ]);
  roads.units.place({ ...unitAt('post', 900, 0), turnOutSeconds: 60 });
  roads.units.place(unitAt('moving', 700, 0));
  expect(told(roads.rankUnits(questionAt(1_000, 0)))).toEqual({
    candidates: [
      ['moving', Math.round(carSeconds(300))],
      ['post', 60 + Math.round(carSeconds(100))],
    ],
    passedOver: [],
  });
});

test('each nearer unit is told with the reason it was passed over: busy, across the river, or with no road at all', () => {
  const river = [
    street('西岸路', [
      [0, 0],
      [0, 2_000],
    ]),
    street(
      '大桥',
      [
        [0, 2_000],
        [200, 2_000],
      ],
      { bridge: 'yes' },
    ),
    street('东岸路', [
      [200, 2_000],
      [200, 0],
    ]),
    street('码头', [
      [100, -900],
      [100, -500],
    ]),
  ];
  const roads = open(river);
  roads.units.place(unitAt('sent', 0, 500));
  roads.units.place(unitAt('busy', 0, 100));
  roads.units.place(unitAt('acrossRiver', 200, 0));
  roads.units.place(unitAt('cutOff', 100, -550));
  roads.units.place(unitAt('tooFar', 0, 1_900));
  const ranking = roads.rankUnits({
    ...questionAt(0, 0),
    count: 1,
    reasonAgainst: (unitId) => (unitId === 'busy' ? 'engaged' : null),
  });
  expect(ranking.passedOverCount).toBe(2);
  expect(told(ranking)).toEqual({
    candidates: [['sent', Math.round(carSeconds(500))]],
    passedOver: [
      ['busy', 'engaged', Math.round(carSeconds(100))],
      ['acrossRiver', 'slowerByRoad', null],
    ],
  });
  const everyone = roads.rankUnits({ ...questionAt(0, 0), reasonAgainst: () => 'stale' });
  expect(everyone.candidates).toEqual([]);
  expect(everyone.passedOver.find(({ unitId }) => unitId === 'cutOff')?.etaSeconds).toBe(null);
  const willing = roads.rankUnits(questionAt(0, 0));
  expect(willing.candidates.map(({ unitId }) => unitId)).toEqual(['busy', 'sent', 'tooFar', 'acrossRiver']);
});

test('a unit no road connects is passed over as having no route once everything reachable was searched', () => {
  const roads = open([
    street('城里', [
      [0, 0],
      [1_000, 0],
    ]),
    street('孤岛', [
      [0, 400],
      [600, 400],
    ]),
  ]);
  roads.units.place(unitAt('far', 900, 0));
  roads.units.place(unitAt('island', 100, 400));
  expect(told(roads.rankUnits(questionAt(100, 0)))).toEqual({
    candidates: [['far', Math.round(carSeconds(800))]],
    passedOver: [['island', 'noRoute', null]],
  });
});

test('more than 150 m off the road nobody gets an ETA, and such a unit comes after all that have one', () => {
  const roads = open([
    street('长街', [
      [0, 0],
      [3_000, 0],
    ]),
  ]);
  roads.units.place(unitAt('inThePark', 1_000, 200));
  roads.units.place(unitAt('onTheRoad', 2_800, 0));
  const ranking = roads.rankUnits(questionAt(1_000, 0));
  expect(told(ranking).candidates).toEqual([
    ['onTheRoad', Math.round(carSeconds(1_800))],
    ['inThePark', null],
  ]);
  expect(ranking.candidates[1]!.estimateSeconds / ((200 - 20) / (5 / 3.6))).toBeCloseTo(1, 1);
  const offRoad = roads.rankUnits(questionAt(1_000, 400));
  expect({ isOffRoad: offRoad.isOffRoad, offRoadM: Math.round(offRoad.offRoadM!) }).toEqual({
    isOffRoad: true,
    offRoadM: 398,
  });
  expect(told(offRoad).candidates).toEqual([
    ['inThePark', null],
    ['onTheRoad', null],
  ]);
});

test('the walk from the road to the door is part of the ETA and said apart', () => {
  const roads = open([
    street('长街', [
      [0, 0],
      [2_000, 0],
    ]),
  ]);
  roads.units.place(unitAt('car', 0, 10));
  const [candidate] = roads.rankUnits(questionAt(1_000, 100)).candidates;
  expect(candidate!.walkSeconds / ((100 - 20) / (5 / 3.6))).toBeCloseTo(1, 1);
  expect(candidate!.etaSeconds).toBeCloseTo(candidate!.roadSeconds + candidate!.walkSeconds, 6);
});

test('a closed road is driven round, a cordon lets priority vehicles through, and reopening restores the first answer', () => {
  const roads = open(square('no'));
  roads.units.place(unitAt('car', 0, 300));
  roads.units.place({ ...unitAt('police', 0, 300), mode: 'police' });
  const etas = () => Object.fromEntries(told(roads.rankUnits(questionAt(600, 300))).candidates);
  const police = (metres: number) => Math.round(carSeconds(metres) / 1.35);
  const before = { car: Math.round(carSeconds(1_200)), police: police(1_200) };
  expect(etas()).toEqual(before);
  roads.closeWay('南路', 'cordon');
  roads.closeWay('北路', 'cordon');
  expect(etas()).toEqual({ police: police(1_200) });
  roads.closeWay('南路', 'blocked');
  roads.closeWay('北路', 'blocked');
  expect(etas()).toEqual({});
  roads.closeWay('北路', 'open');
  expect(etas()).toEqual(before);
  expect(roads.closeWay('没有的路', 'blocked')).toBe(false);
});

test('a closure stops nobody from reaching an incident inside it, or from leaving it', () => {
  const roads = open(square('no'));
  roads.closeWay('南路', 'blocked');
  roads.units.place(unitAt('outside', 0, 300));
  roads.units.place(unitAt('inside', 500, 0));
  expect(told(roads.rankUnits(questionAt(300, 0))).candidates).toEqual([
    ['inside', Math.round(carSeconds(200))],
    ['outside', Math.round(carSeconds(600))],
  ]);
  expect(told(roads.rankUnits(questionAt(600, 300))).candidates).toEqual([
    ['inside', Math.round(carSeconds(400))],
    ['outside', Math.round(carSeconds(1_200))],
  ]);
});

test('responders stop on the near side of a dual carriageway and cross on foot, but nobody jumps off a bridge', () => {
  const dual = (tags: Record<string, string>) => [
    street(
      '东行',
      [
        [0, 0],
        [2_000, 0],
      ],
      { oneway: 'yes', ...tags },
    ),
    street(
      '西行',
      [
        [2_000, 18],
        [0, 18],
      ],
      { oneway: 'yes', ...tags },
    ),
    street('掉头', [
      [0, 18],
      [0, 0],
    ]),
    street('东头', [
      [2_000, 0],
      [2_000, 18],
    ]),
  ];
  const onTheFarSide = (roads: RoadNetwork) => {
    roads.units.place(unitAt('eastbound', 500, 0));
    return Math.round(roads.rankUnits(questionAt(1_000, 20)).candidates[0]!.routeM / 100) * 100;
  };
  expect(onTheFarSide(open(dual({})))).toBe(500);
  expect(onTheFarSide(open(dual({ bridge: 'yes' })))).toBe(2_500);
});

test('rush hour slows cars on main roads and leaves people on foot alone', () => {
  const roads = open([
    street(
      '大道',
      [
        [0, 0],
        [4_000, 0],
      ],
      { highway: 'primary' },
    ),
  ]);
  roads.units.place(unitAt('car', 0, 0));
  roads.units.place({ ...unitAt('walker', 1_800, 0), mode: 'foot' });
  const etas = (hourOfDay: number) => told(roads.rankUnits({ ...questionAt(2_000, 0), hourOfDay })).candidates;
  expect(etas(12)).toEqual([
    ['walker', 144],
    ['car', 200],
  ]);
  expect(etas(8)).toEqual([
    ['walker', 144],
    ['car', 290],
  ]);
});

test('signals on the way are waited at', () => {
  const { graph, report } = buildRoadGraph(
    [
      street('长街', [
        [0, 0],
        [500, 0],
        [1_000, 0],
      ]),
    ],
    { signals: [at(500, 0), at(3, 3)] },
  );
  const roads = new RoadNetwork(graph);
  roads.units.place(unitAt('car', 100, 0));
  expect(report.signals).toBe(1);
  expect(told(roads.rankUnits(questionAt(900, 0))).candidates).toEqual([['car', Math.round(carSeconds(800)) + 15]]);
});

test('a route for a drill runs along the road with metres and seconds at every point', () => {
  const roads = open(square('no'));
  const found = roads.route(at(0, 300), at(300, 4), 'car');
  const route = found.ok ? found.value : null;
  expect(route?.metres.map(Math.round)).toEqual([0, 300, 600]);
  expect(route?.seconds.map(Math.round)).toEqual([0, 300, 600].map((metres) => Math.round(carSeconds(metres))));
  expect(route?.roadNames).toEqual(['西路', '南路']);
  expect(roads.route(at(0, 300), at(300, 300), 'car')).toEqual({
    ok: false,
    failure: { code: 'offRoad', message: '终点离路超过 150 米' },
  });
});

test('an address names the nearest named road, and the crossing where there is one', () => {
  const roads = open([
    ...square('no'),
    street(
      '小巷',
      [
        [300, 0],
        [300, 50],
      ],
      { name: '' },
    ),
  ]);
  expect(roads.nearestRoadName(...at(300, 40))).toEqual({
    name: '南路',
    crossing: null,
    distanceM: expect.closeTo(40, 0),
  });
  expect(roads.nearestRoadName(...at(590, 6))).toEqual({
    name: '南路',
    crossing: '东路',
    distanceM: expect.closeTo(6, 0),
  });
  expect(roads.nearestRoadName(...at(300, -900))).toBe(null);
});

test('a removed unit is never recommended, and the one moved into its slot keeps its place', () => {
  const roads = open([
    street('长街', [
      [0, 0],
      [2_000, 0],
    ]),
  ]);
  for (const [unitId, east] of [
    ['a', 100],
    ['b', 200],
    ['c', 300],
  ] as const)
    roads.units.place(unitAt(unitId, east, 0));
  roads.units.remove('a');
  roads.units.remove('nobody');
  roads.units.place(unitAt('b', 600, 0));
  expect(told(roads.rankUnits(questionAt(1_000, 0))).candidates).toEqual([
    ['b', Math.round(carSeconds(400))],
    ['c', Math.round(carSeconds(700))],
  ]);
});

test('a unit that comes, changes its mode or goes between two questions is counted as it is now', () => {
  const roads = open([
    street('长街', [
      [0, 0],
      [2_000, 0],
    ]),
  ]);
  const asked = () => told(roads.rankUnits(questionAt(1_000, 0))).candidates;
  roads.units.place(unitAt('a', 900, 0));
  expect(asked()).toEqual([['a', 18]]);
  roads.units.place({ ...unitAt('b', 950, 0), mode: 'foot' });
  expect(asked()).toEqual([
    ['a', 18],
    ['b', 36],
  ]);
  roads.units.place({ ...unitAt('a', 900, 0), mode: 'foot' });
  expect(asked()).toEqual([
    ['b', 36],
    ['a', 72],
  ]);
  roads.units.remove('b');
  expect(asked()).toEqual([['a', 72]]);
});

test('somebody more than half an hour away is proposed when nobody nearer may be sent, and only then', () => {
  const roads = open([
    street('国道', [
      [0, 0],
      [20_000, 0],
    ]),
  ]);
  roads.units.place(unitAt('far', 15_000, 0));
  const alone = told(roads.rankUnits(questionAt(100, 0)));
  expect(alone).toEqual({ candidates: [['far', Math.round(carSeconds(14_900))]], passedOver: [] });
  expect(alone.candidates[0]![1]).toBeGreaterThan(30 * 60);
  roads.units.place(unitAt('near', 1_100, 0));
  expect(told(roads.rankUnits(questionAt(100, 0))).candidates).toEqual([['near', Math.round(carSeconds(1_000))]]);
  const nearIsBusy = roads.rankUnits({
    ...questionAt(100, 0),
    reasonAgainst: (unitId) => (unitId === 'near' ? 'engaged' : null),
  });
  expect(told(nearIsBusy).candidates).toEqual([['far', Math.round(carSeconds(14_900))]]);
  expect(
    roads.rankUnits({ ...questionAt(100, 0), cutOffSeconds: 600, reasonAgainst: () => 'engaged' }).candidates,
  ).toEqual([]);
});
