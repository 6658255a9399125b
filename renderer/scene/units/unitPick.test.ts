import { expect, test } from 'vitest';
import type { UnitState } from '#shared/domain/unit.ts';
import { Lens } from '../camera/view.ts';
import { sceneFrame } from '../pack/frame.ts';
import { UnitField } from './field.ts';
import { unitAt, unitsIn } from './unitPick.ts';

const frame = sceneFrame([117.01, 25.07]);
const lens = new Lens();
lens.set({ x: 0, y: 0, distanceM: 1_000, headingDegrees: 0, pitchDegrees: -50 }, 1_000, 600);

function fieldOf(places: readonly (readonly [x: number, y: number])[]): UnitField {
  const field = new UnitField(frame);
  const units = places.map(([x, y], index): UnitState => {
    const [lon, lat] = frame.toLonLat(x, y);
    return { id: `u${index}`, name: '', kind: 'patrol', mode: 'foot', skills: [], lon, lat, engagement: null };
  });
  field.setUnits(units, new Map(), 0);
  return field;
}
const point = { x: 0, y: 0, depth: 0 };
const screenOf = (x: number, y: number) => {
  lens.project(x, y, 0, point);
  return [point.x, point.y] as const;
};

test('the nearest of two icons under the pointer is meant, and nothing where none is', () => {
  const field = fieldOf([
    [0, 0],
    [8, 0],
    [300, 100],
  ]);
  const [x, y] = screenOf(8, 0);
  expect([
    unitAt(field, lens, x, y, 0, 1),
    unitAt(field, lens, x - 2, y, 0, 1),
    unitAt(field, lens, 900, 80, 0, 1),
  ]).toEqual([1, 1, -1]);
});

test('a unit is hit where it is drawn at this moment, not where it will be', () => {
  const field = fieldOf([[0, 0]]);
  field.motion.moveTo(0, 0, 0, 1_000);
  field.motion.moveTo(0, 100, 0, 2_000);
  const [x, y] = screenOf(50, 0);
  expect([unitAt(field, lens, x, y, 2_500, 1), unitAt(field, lens, x, y, 3_000, 1)]).toEqual([0, -1]);
});

test('a rubber band holds what is drawn inside it, also when it reaches above the horizon', () => {
  const field = fieldOf([
    [0, 0],
    [-200, 0],
    [60, 40],
    [0, 3_000],
  ]);
  const [x, y] = screenOf(0, 0);
  const box = { left: x - 30, top: y - 120, right: x + 200, bottom: y + 30 };
  expect(unitsIn(field, lens, box, 0)).toEqual(['u0', 'u2']);
  const flat = new Lens();
  flat.set({ x: 0, y: 0, distanceM: 1_000, headingDegrees: 0, pitchDegrees: -18 }, 1_000, 600);
  expect(unitsIn(field, flat, { left: 0, top: 0, right: 1_000, bottom: 600 }, 0)).toEqual(['u0', 'u1', 'u2', 'u3']);
});
