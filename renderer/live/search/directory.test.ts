import { expect, test } from 'vitest';
import type { DeviceState } from '#shared/domain/device.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import { emptyWorld, type World } from '#shared/domain/world.ts';
import type { SceneFeatures } from '#shared/search/collect.ts';
import { Directory, type SearchWorker } from './directory.ts';
import type { ToSearchWorker } from './messages.ts';
import { readingsOf } from './readings.ts';
import { Searcher } from './searcher.ts';

const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
];
const SCENE = {
  districts: [],
  towns: [],
  villages: [],
  grids: [
    {
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: { code: '990101001001001', level: 'grid', parentCode: null, name: '东溪网格', center: [0.5, 0.5] },
    },
  ],
  places: [],
  cameras: [],
  roads: [],
  buildings: [],
} as unknown as SceneFeatures;

const device = (id: string, lon: number) =>
  ({ id, kind: 'alarmPole', name: `${id} 报警杆`, lon, lat: 0.5 }) as DeviceState;
const unit = (id: string, name: string) => ({ id, kind: 'patrol', name, lon: 0, lat: 0 }) as UnitState;

function worldOf(devices: DeviceState[], units: UnitState[]): World {
  const world = emptyWorld();
  for (const each of devices) world.devices.set(each.id, each);
  for (const each of units) world.units.set(each.id, each);
  return world;
}

/** A directory over a searcher without a thread between them; `sent` is what the worker was told. */
function openDirectory(loadScene = async () => SCENE) {
  const sent: ToSearchWorker[] = [];
  const worker: SearchWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => {
      sent.push(message);
      void searcher.take(message);
    },
    terminate: () => undefined,
  };
  const searcher = new Searcher(loadScene, readingsOf, (data) => worker.onmessage?.({ data }));
  const later: (() => void)[] = [];
  const directory = new Directory(
    () => worker,
    (work) => later.push(work),
  );
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { directory, sent, later, settle };
}

const namesOf = async (directory: Directory, query: string) =>
  (await directory.find({ query })).flatMap(({ hits }) => hits.map(({ name }) => name));

test('the scene, the units and the devices are found by initials once they are known', async () => {
  const { directory, settle } = openDirectory();
  expect(await namesOf(directory, 'dx')).toEqual([]);
  directory.open('pack://demo/');
  await settle();
  expect(directory.state).toBe('ready');
  directory.follow(worldOf([device('d-1', 0.5)], [unit('u-1', '东溪巡防')]));
  expect(await namesOf(directory, 'dx')).toEqual(['东溪网格', '东溪巡防']);
  expect(await directory.area('990101001001001')).toMatchObject({ deviceIds: ['d-1'], area: { name: '东溪网格' } });
  expect([await directory.gridAt(0.5, 0.5), await directory.gridAt(2, 2)]).toEqual(['990101001001001', null]);
  expect([directory.gridOfDevice('d-1'), directory.gridOfDevice('d-9')]).toEqual(['990101001001001', undefined]);
});

test('only what changed is told again, and who went is found no more', async () => {
  const { directory, sent, settle } = openDirectory();
  directory.open('pack://demo/');
  await settle();
  const kept = unit('u-1', '东溪巡防');
  directory.follow(worldOf([], [kept, unit('u-2', '东门巡防')]));
  sent.length = 0;
  directory.follow(worldOf([], [kept, unit('u-2', '东门巡防')]));
  expect(sent.map((message) => message.kind === 'enrolled' && message.changed.length)).toEqual([1]);
  directory.follow(worldOf([], [kept]));
  expect(await namesOf(directory, 'xf')).toEqual(['东溪巡防']);
});

test('many are told in slices, with the window having a turn between them', async () => {
  const { directory, sent, later, settle } = openDirectory();
  directory.open('pack://demo/');
  await settle();
  const units = Array.from({ length: 4_500 }, (_, at) => unit(`u-${at}`, `巡防 ${at} 组`));
  directory.follow(worldOf([], units));
  for (let work = later.shift(); work; work = later.shift()) work();
  expect(sent.flatMap((message) => (message.kind === 'enrolled' ? [message.changed.length] : []))).toEqual([
    2_000, 2_000, 500,
  ]);
  expect(await namesOf(directory, 'xf4499z')).toEqual(['巡防 4499 组']);
});

test('a scene that cannot be read leaves what the station itself knows', async () => {
  const { directory, settle } = openDirectory(async () => {
    throw new Error('HTTP 404');
  });
  directory.open('pack://gone/');
  await settle();
  directory.follow(worldOf([], [unit('u-1', '东溪巡防')]));
  expect(directory.state).toBe('failed');
  expect(await namesOf(directory, 'dxxf')).toEqual(['东溪巡防']);
  expect(await directory.area('990101001001001')).toBeNull();
});
