import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Flatbush from 'flatbush';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { misfitsOf } from '#main/core/drill/fit.ts';
import { BUILT_IN_SCENARIOS } from '#main/core/drill/scenarios/index.ts';
import { openPack, type ScenePack } from '#main/pack/index.ts';
import { type LonLat, metreFrame } from '#shared/geo/earth.ts';
import { areaM2, boundsOf, isInsideArea, polygonsOf } from '#shared/geo/polygon.ts';
import type { VectorRole } from '#shared/wire/pack.ts';
import type { AreaFeature, PackFeature } from '#shared/wire/packFeatures.ts';
import { distanceToSegment, isInside } from '../kit/plane.ts';
import { writeDemoPack } from './pack.ts';
import { ORIGIN } from './plan.ts';
import { ROAD_SHAPE } from './roads.ts';

const folder = mkdtempSync(join(tmpdir(), 'demo-pack-'));
let pack: ScenePack;

beforeAll(async () => {
  await writeDemoPack(join(folder, 'first'));
  const opened = await openPack(join(folder, 'first'));
  if (!opened.ok) throw new Error(opened.failure.message);
  pack = opened.value;
}, 60_000);

afterAll(async () => {
  await pack.close();
  rmSync(folder, { recursive: true });
});

async function read<Role extends VectorRole>(role: Role): Promise<PackFeature<Role>[]> {
  const features = await pack.readVector(role);
  if (!features.ok) throw new Error(features.failure.message);
  return features.value;
}

test('every layer of the demo district is usable and every file is the one the manifest states', async () => {
  expect(pack.layers.filter((layer) => layer.state !== 'usable')).toEqual([]);
  expect(await pack.verifyFiles()).toEqual([]);
  expect({ demo: pack.manifest.demo, title: pack.manifest.title }).toEqual({ demo: true, title: '示范区（演示数据）' });
});

test('a second run writes the same bytes', async () => {
  await writeDemoPack(join(folder, 'second'));
  for (const name of ['checksums.sha256', 'manifest.json']) {
    expect(readFileSync(join(folder, 'second', name), 'utf8')).toBe(readFileSync(join(folder, 'first', name), 'utf8'));
  }
}, 60_000);

test('the district has at least what a drill needs', async () => {
  const roads = await read('roads');
  const devices = await read('devices');
  const units = await read('units');
  const counts = {
    districts: (await read('districts')).length,
    towns: (await read('towns')).map(({ properties }) => `${properties.code} ${properties.name}`),
    villages: (await read('villages')).length >= 12,
    grids: (await read('grids')).length >= 150,
    buildings: (await read('buildings')).length >= 3_000,
    namedRoads: roads.filter(({ properties }) => properties.name).length >= 900,
    oneWays: roads.filter(({ properties }) => properties.oneway === 'yes').length >= 50,
    bridges: new Set(
      roads.filter(({ properties }) => properties.bridge === 'yes').map(({ properties }) => properties.name),
    ).size,
    classes: [...new Set(roads.map(({ properties }) => properties.highway))].sort(),
    places: (await read('places')).length >= 60,
    cameras: (await read('cameras')).length >= 80,
    poles: devices.filter(({ properties }) => properties.deviceClass === 'alarmPole').length,
    buttons: devices.filter(({ properties }) => properties.deviceClass === 'oneKeyAlarm').length,
    units: units.length >= 120,
    forces: [...new Set(units.map(({ properties }) => properties.force))].sort(),
    modes: [...new Set(units.map(({ properties }) => properties.mode))].sort(),
  };
  expect(counts).toEqual({
    districts: 1,
    towns: ['990101001 示范街道', '990101002 西岸街道', '990101100 溪南镇'],
    villages: true,
    grids: true,
    buildings: true,
    namedRoads: true,
    oneWays: true,
    bridges: 6,
    classes: ['footway', 'primary', 'residential', 'secondary', 'service', 'tertiary', 'trunk'],
    places: true,
    cameras: true,
    poles: 20,
    buttons: 40,
    units: true,
    forces: ['auxPolice', 'fire', 'gridWorker', 'medical', 'minUnit', 'patrol', 'police', 'security', 'volunteer'],
    modes: ['car', 'ebike', 'foot', 'moto'],
  });
});

test('devices have 20-digit ids, alarm devices an account and a key of their own, cameras a view', async () => {
  const devices = await read('devices');
  const cameras = await read('cameras');
  const ids = [...devices, ...cameras].map(({ properties }) => properties.deviceId);
  expect(ids.filter((id) => !/^\d{20}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(devices.slice(0, 2).map(({ properties }) => [properties.name, properties.account])).toEqual([
    ['东溪社区 1 号报警杆', '70A1'],
    [expect.any(String), '70A2'],
  ]);
  expect(new Set(devices.map(({ properties }) => properties.account)).size).toBe(60);
  expect(new Set(devices.map(({ properties }) => properties.key!.value)).size).toBe(60);
  const blind = cameras.filter(({ properties: { heading, fov, rangeM, heightM } }) =>
    [heading, fov, rangeM, heightM].includes(undefined),
  );
  expect(blind).toEqual([]);
});

test('each one-key button has a camera at its own door', async () => {
  const cameras = new Set((await read('cameras')).map(({ properties }) => properties.name));
  const buttons = (await read('devices')).filter(({ properties }) => properties.deviceClass === 'oneKeyAlarm');
  const unseen = buttons.filter(({ properties }) => !cameras.has(properties.name?.replace(' 一键报警', ' 门口')));
  expect(buttons).toHaveLength(40);
  expect(unseen).toEqual([]);
});

test('codes are unique, of the length of their level, and begin with the code of the level above', async () => {
  const length = { district: 6, town: 9, village: 12, grid: 15 };
  const areas = [
    ...(await read('districts')),
    ...(await read('towns')),
    ...(await read('villages')),
    ...(await read('grids')),
  ];
  const codes = new Set(areas.map(({ properties }) => properties.code));
  expect(codes.size).toBe(areas.length);
  const wrong = areas.filter(
    ({ id, properties: { code, level, parentCode } }) =>
      id !== code ||
      code.length !== length[level] ||
      (level !== 'district' && !(codes.has(parentCode!) && code.slice(0, -3) === parentCode)),
  );
  expect(wrong).toEqual([]);
});

const edgesOf = (areas: readonly AreaFeature[]): string[] =>
  areas.flatMap(({ geometry }) =>
    polygonsOf(geometry).flatMap((rings) =>
      rings.flatMap((ring) => ring.slice(1).map((to, index) => `${ring[index]!}>${to}`)),
    ),
  );
const reversed = (edge: string) => edge.split('>').reverse().join('>');

test('siblings share their borders edge by edge, and children fill their parent to the square metre', async () => {
  const levels = [await read('districts'), await read('towns'), await read('villages'), await read('grids')];
  for (const [index, parents] of levels.slice(0, -1).entries()) {
    for (const parent of parents) {
      const children = levels[index + 1]!.filter(({ properties }) => properties.parentCode === parent.properties.code);
      const edges = edgesOf(children);
      // An edge used twice in one direction is an overlap; one that is neither a neighbour's nor the parent's is a gap.
      expect(new Set(edges).size).toBe(edges.length);
      const known = new Set([...edges.map(reversed), ...edgesOf([parent])]);
      expect(edges.filter((edge) => !known.has(edge))).toEqual([]);
      const total = children.reduce((sum, { geometry }) => sum + areaM2(geometry), 0);
      expect(Math.abs(total - areaM2(parent.geometry))).toBeLessThan(Math.max(1, total * 5e-4));
    }
  }
});

test('a thousand points of the district lie in exactly one grid each', async () => {
  const grids = await read('grids');
  const [district] = await read('districts');
  const [west, south, east, north] = boundsOf(polygonsOf(district!.geometry)[0]![0]!);
  const points = Array.from({ length: 1_600 }, (_, index): LonLat => {
    const column = (index % 40) + 0.437;
    const row = Math.floor(index / 40) + 0.561;
    return [west + ((east - west) * column) / 40, south + ((north - south) * row) / 40];
  }).filter((point) => isInsideArea(point, district!.geometry));
  expect(points.length).toBeGreaterThan(1_000);
  const homes = points.map((point) => grids.filter(({ geometry }) => isInsideArea(point, geometry)).length);
  expect(homes.filter((count) => count !== 1)).toEqual([]);
});

test('grid serials run without gaps in every community', async () => {
  const grids = await read('grids');
  const serials = new Map<string, string[]>();
  for (const { properties } of grids)
    serials.set(properties.parentCode!, [...(serials.get(properties.parentCode!) ?? []), properties.gridSerial!]);
  const wrong = [...serials].filter(([, list]) => list.some((serial, index) => Number(serial) !== index + 1));
  expect(wrong).toEqual([]);
});

test('a car reaches 99 % of all junctions from any of them and can come back', async () => {
  const roads = (await read('roads')).filter(({ properties }) => properties.highway !== 'footway');
  const ahead = new Map<string, string[]>();
  const back = new Map<string, string[]>();
  const link = (from: string, to: string) => {
    ahead.set(from, [...(ahead.get(from) ?? []), to]);
    back.set(to, [...(back.get(to) ?? []), from]);
  };
  const nodes = new Set<string>();
  for (const { geometry, properties } of roads) {
    const line = geometry.coordinates.map(String);
    for (const node of line) nodes.add(node);
    line.slice(1).forEach((to, index) => {
      link(line[index]!, to);
      if (properties.oneway !== 'yes') link(to, line[index]!);
    });
  }
  const reach = (start: string, next: ReadonlyMap<string, string[]>) => {
    const found = new Set([start]);
    const pending = [start];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      for (const other of next.get(node) ?? []) {
        if (!found.has(other)) pending.push(other);
        found.add(other);
      }
    }
    return found;
  };
  const start = [...nodes][0]!;
  const there = reach(start, ahead);
  const andBack = [...reach(start, back)].filter((node) => there.has(node));
  expect(andBack.length / nodes.size).toBeGreaterThan(0.99);
});

test('no building stands on a street, in the river or in a pond', async () => {
  const frame = metreFrame(ORIGIN);
  const flat = (line: readonly LonLat[]) => line.map((at) => ({ x: frame.toMetres(at)[0], y: frame.toMetres(at)[1] }));
  const segments = (await read('roads')).flatMap(({ geometry, properties }) => {
    const line = flat(geometry.coordinates);
    const half = ROAD_SHAPE[properties.highway as keyof typeof ROAD_SHAPE].widthM / 2;
    return line.slice(1).map((to, index) => ({ from: line[index]!, to, half, name: properties.name }));
  });
  const index = new Flatbush(segments.length);
  for (const { from, to } of segments) {
    index.add(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y));
  }
  index.finish();
  const water = (await read('water')).flatMap(({ geometry }) => polygonsOf(geometry).map((rings) => flat(rings[0]!)));
  const wrong: string[] = [];
  for (const { geometry, properties } of await read('buildings')) {
    const ring = flat(polygonsOf(geometry)[0]![0]!);
    const probes = ring.slice(1).flatMap((p, at) => [p, { x: (p.x + ring[at]!.x) / 2, y: (p.y + ring[at]!.y) / 2 }]);
    if (water.some((shore) => probes.some((p) => isInside(p, shore)))) wrong.push(`${properties.id} in water`);
    for (const p of probes) {
      const near = index.search(p.x - 20, p.y - 20, p.x + 20, p.y + 20).map((one) => segments[one]!);
      const hit = near.find(({ from, to, half }) => distanceToSegment(p, from, to) < half);
      if (hit) wrong.push(`${properties.id} on ${hit.name}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('every place, device and unit lies in the grid it names', async () => {
  const shapes = new Map((await read('grids')).map(({ geometry, properties }) => [properties.code, geometry]));
  const lost: string[] = [];
  for (const { geometry, properties } of await read('places')) {
    if (!isInsideArea(geometry.coordinates, shapes.get(properties.gridCode)!)) lost.push(properties.name);
  }
  // Poles and cameras stand at junctions, whose corners may belong to the neighbour: the code must exist.
  for (const { properties } of [...(await read('devices')), ...(await read('cameras'))]) {
    if (!shapes.has(properties.gridCode)) lost.push(properties.name);
  }
  for (const { properties } of await read('units')) if (!shapes.has(properties.homeGrid!)) lost.push(properties.name);
  expect(lost).toEqual([]);
});

test('every unit is at home within 60 m of a street', async () => {
  const frame = metreFrame(ORIGIN);
  const at = (point: LonLat) => ({ x: frame.toMetres(point)[0], y: frame.toMetres(point)[1] });
  const lines = (await read('roads')).map(({ geometry }) => geometry.coordinates.map(at));
  const far = (await read('units')).filter(({ geometry }) => {
    const home = at(geometry.coordinates);
    return !lines.some((line) => line.slice(1).some((to, index) => distanceToSegment(home, line[index]!, to) < 60));
  });
  expect(far.map(({ properties }) => properties.name)).toEqual([]);
});

test('the built-in scenarios speak of devices, cameras and places that are there', async () => {
  const [devices, cameras, places] = [await read('devices'), await read('cameras'), await read('places')];
  const callers = devices.flatMap(({ properties: { deviceId, account } }) => (account ? [deviceId] : []));
  const known = new Set(cameras.map(({ properties }) => properties.deviceId));
  const named = new Map(places.map(({ properties, geometry }) => [properties.name, geometry.coordinates]));
  const misfits = BUILT_IN_SCENARIOS.flatMap((scenario) =>
    misfitsOf(scenario, {
      callers,
      hasCamera: (id) => known.has(id),
      hasLink: (id) => id === 'poles',
      hasUnit: () => false,
      placeOf({ device, place = '', lon, lat }) {
        if (lon !== undefined && lat !== undefined) return { lon, lat };
        const at = named.get(place);
        if (at) return { lon: at[0]!, lat: at[1]! };
        return device !== undefined && callers.includes(device) ? { lon: 0, lat: 0 } : undefined;
      },
    }).map((problem) => `${scenario.id}: ${problem.path}: ${problem.en}`),
  );
  expect([misfits, BUILT_IN_SCENARIOS.length]).toEqual([[], 7]);
});

test('every built-in scenario is worth a hundred points, and each of its limits explains itself', () => {
  expect(
    BUILT_IN_SCENARIOS.map(({ id, expected }) => [id, expected.reduce((sum, { points }) => sum + points, 0)]),
  ).toEqual(BUILT_IN_SCENARIOS.map(({ id }) => [id, 100]));
});
