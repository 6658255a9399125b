import { expect, test } from 'vitest';
import type { UnitState } from '#shared/domain/unit.ts';
import type { LivePosition } from '../contract.ts';
import { sceneFrame } from '../pack/frame.ts';
import { membersOf } from './clusterMembers.ts';
import { clusterText } from './clusterPainter.ts';
import { type Cluster, ClusterCount, cellSideM, worstOf } from './clusters.ts';
import { UnitField } from './field.ts';
import { isLive } from './freshness.ts';

const NOW = 1_700_000_000_000;
const frame = sceneFrame([117.01, 25.07]);

/** Units at metres east of the origin, with the age of their last fix. */
function fieldOf(units: readonly { readonly x: number; readonly ageMs: number; readonly isEngaged?: boolean }[]) {
  const positions = new Map<string, LivePosition>();
  const states = units.map(({ x, ageMs, isEngaged }, index): UnitState => {
    const [lon, lat] = frame.toLonLat(x, 10);
    const at = NOW - ageMs;
    positions.set(`u${index}`, {
      lon,
      lat,
      courseDegrees: null,
      speedMps: null,
      accuracyM: null,
      fixAt: at,
      receivedAt: at,
      batteryPercent: null,
    });
    const engagement = isEngaged ? { incidentId: 'i', dispatchId: 'd', since: NOW } : null;
    return { id: `u${index}`, name: '', kind: 'patrol', mode: 'foot', skills: [], lon, lat, engagement };
  });
  const field = new UnitField(frame);
  field.setUnits(states, positions, 0);
  return field;
}

test('a count over several frames says how many stand where and what is worst among them', () => {
  const field = fieldOf([
    { x: 10, ageMs: 0 },
    { x: 30, ageMs: 60_000 },
    { x: 50, ageMs: 900_000 },
    { x: 1_500, ageMs: 0, isEngaged: true },
  ]);
  const count = new ClusterCount();
  const finished = [1, 2, 3, 4].map((now) => count.advance(field, 1_024, now, NOW, 1));
  const [near, far] = count.clusters;
  expect([finished, count.clusters.length]).toEqual([[false, false, false, true], 2]);
  expect({ ...near, x: Math.round(near!.x), y: Math.round(near!.y) }).toEqual({
    x: 30,
    y: 10,
    ...{ west: 0, south: 0, sideM: 1_024 },
    count: 3,
    engaged: 0,
    stale: 1,
    lost: 1,
  });
  expect([worstOf(near!), worstOf(far!)]).toEqual(['lost', 'engaged']);
});

test('the last whole count stays until the next is whole, and another cell size begins anew', () => {
  const field = fieldOf([
    { x: 10, ageMs: 0 },
    { x: 900, ageMs: 0 },
  ]);
  const count = new ClusterCount();
  count.advance(field, 1_024, 1, NOW, 2);
  count.advance(field, 512, 2, NOW, 1);
  expect(count.clusters.map((cluster) => cluster.count)).toEqual([2]);
  count.advance(field, 512, 3, NOW, 1);
  expect(count.clusters.map((cluster) => cluster.count)).toEqual([1, 1]);
});

test('a plate names the number and the worst state in the language of the desk', () => {
  const cluster: Cluster = { x: 0, y: 0, west: 0, south: 0, sideM: 512, count: 312, engaged: 5, stale: 9, lost: 0 };
  expect([
    clusterText(cluster, 'zh-CN'),
    clusterText(cluster, 'en'),
    clusterText({ ...cluster, stale: 0, engaged: 0 }, 'en'),
  ]).toEqual(['312 · 过时 9', '312 · 9 stale', '312']);
});

test('a plate speaks of the units in its cell; those within the error of a fix stand at one place', () => {
  const field = fieldOf([
    { x: 10, ageMs: 0 },
    { x: 18, ageMs: 0 },
    { x: 300, ageMs: 0 },
    { x: 600, ageMs: 0 },
  ]);
  const at = (x: number, sideM: number): Cluster => {
    const west = Math.floor(x / sideM) * sideM;
    return { x, y: 10, west, south: 0, sideM, count: 0, engaged: 0, stale: 0, lost: 0 };
  };
  const wide = membersOf(at(10, 512), field, 1);
  const narrow = membersOf(at(10, 64), field, 1);
  expect([wide.unitIds, wide.bounds.map(Math.round), wide.isOnePlace]).toEqual([
    ['u0', 'u1', 'u2'],
    [10, 10, 300, 10],
    false,
  ]);
  expect([narrow.unitIds, narrow.bounds.map(Math.round), narrow.isOnePlace]).toEqual([
    ['u0', 'u1'],
    [10, 10, 18, 10],
    true,
  ]);
});

test('cells keep their place while the officer zooms a little', () => {
  expect([cellSideM(5, 120), cellSideM(6, 120), cellSideM(9, 120)]).toEqual([1_024, 1_024, 2_048]);
});

test('units are counted as live in slices by the rule that colours them', () => {
  const ages = [0, 15_000, 29_999, 30_000, 30_001, 300_000, 9_000_000];
  const field = fieldOf(ages.map((ageMs) => ({ x: 0, ageMs })));
  const byRule = ages.map((_, slot) => isLive(field.freshness(slot, NOW)));
  const bySlice = ages.map((_, slot) => field.liveAmong(slot, slot + 1, NOW) === 1);
  expect([bySlice, field.liveAmong(0, ages.length, NOW)]).toEqual([byRule, 4]);
  const unseen = new UnitField(frame);
  unseen.setUnits([...field.units], new Map(), 0);
  expect(unseen.liveAmong(0, ages.length, NOW)).toBe(0);
});
