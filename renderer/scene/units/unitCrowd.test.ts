import { expect, test } from 'vitest';
import type { UnitState } from '#shared/domain/unit.ts';
import type { LivePosition } from '../contract.ts';
import { BYTES_PER_MARK, FLOATS_PER_MARK, HIDDEN, PROMINENT, RINGED } from '../crowd/marks.ts';
import { sceneFrame } from '../pack/frame.ts';
import { UnitField } from './field.ts';
import { UnitCrowd } from './unitCrowd.ts';
import { lookOf } from './unitStyle.ts';

const ORIGIN = [117.01, 25.07] as const;
const NOW = 1_700_000_000_000;
const unit = (id: string, more: Partial<UnitState> = {}): UnitState => ({
  id,
  name: id,
  kind: 'patrol',
  mode: 'foot',
  skills: [],
  lon: ORIGIN[0],
  lat: ORIGIN[1],
  engagement: null,
  ...more,
});
const fix = (lon: number, receivedAt = NOW): LivePosition => ({
  lon,
  lat: ORIGIN[1],
  courseDegrees: 90,
  speedMps: 1.4,
  accuracyM: 5,
  fixAt: receivedAt,
  receivedAt,
  batteryPercent: null,
});

function crowdOf(units: readonly UnitState[]) {
  const positions = new Map<string, LivePosition>();
  const field = new UnitField(sceneFrame(ORIGIN));
  field.setUnits(units, positions, 0);
  return { positions, field, crowd: new UnitCrowd(field, positions, 0, NOW) };
}

test('a unit that reports many times before its turn is taken over once, at its newest place', () => {
  const { positions, crowd, field } = crowdOf([unit('a'), unit('b')]);
  positions.set('a', fix(117.011));
  crowd.reported(['a', 'a', 'nobody']);
  positions.set('a', fix(117.012));
  crowd.reported(['a']);
  expect([crowd.backlog, crowd.takeOver(100, 10), crowd.backlog, crowd.takeOver(100, 10)]).toEqual([1, true, 0, false]);
  expect(Math.round(field.motion.xAt(0, 100))).toBe(202);
  expect(crowd.marks.floats[2]).toBeCloseTo(field.motion.xAt(0, 100), 2);
});

test('a frame takes over what its time allows and leaves the rest to the next', () => {
  const units = Array.from({ length: 1_000 }, (_, index) => unit(`u${index}`));
  const { positions, crowd } = crowdOf(units);
  for (const { id } of units) positions.set(id, fix(117.02));
  crowd.reported(units.map(({ id }) => id));
  let clock = 0;
  const ticking = () => clock++;
  crowd.takeOver(100, 3, ticking);
  const left = crowd.backlog;
  while (crowd.backlog > 0) crowd.takeOver(100, 3, ticking);
  const isAllThere = units.every((_, slot) => crowd.marks.floats[slot * FLOATS_PER_MARK + 2]! > 900);
  expect([left > 0 && left < 1_000, isAllThere]).toEqual([true, true]);
});

test('a batch is spread over frames, each of which changes one stretch of the marks', () => {
  const units = Array.from({ length: 2_048 }, (_, index) => unit(`u${index}`));
  const { positions, crowd } = crowdOf(units);
  crowd.marks.takeChanges(() => {});
  const reporting = units.filter((_, index) => index % 2 === 0).map(({ id }) => id);
  for (const id of reporting) positions.set(id, fix(117.02));
  crowd.reported(reporting.toReversed());
  const stretches: [number, number][][] = [];
  while (crowd.takeOver(100, 10, () => 0)) {
    const changed: [number, number][] = [];
    crowd.marks.takeChanges((from, to) => changed.push([from, to]));
    stretches.push(changed);
  }
  expect(stretches).toEqual(Array.from({ length: 8 }, (_, frame) => [[frame * 256, (frame + 1) * 256]]));
});

test('what a unit does and how it is shown stands in its mark', () => {
  const engagement = { incidentId: 'i', dispatchId: 'd', since: NOW };
  const { crowd } = crowdOf([unit('a'), unit('b', { engagement }), unit('c', { kind: 'police' })]);
  crowd.show(0, false, true);
  crowd.show(1, false, false);
  crowd.show(2, true, false);
  const looks = [0, 1, 2].map((slot) => [...crowd.marks.bytes.slice(slot * BYTES_PER_MARK, slot * BYTES_PER_MARK + 2)]);
  expect(looks).toEqual([
    [lookOf('patrol', false), RINGED],
    [lookOf('patrol', true), PROMINENT],
    [lookOf('police', false), HIDDEN],
  ]);
});
