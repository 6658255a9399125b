import { expect, test } from 'vitest';
import { Lens, type View } from '../../camera/view.ts';
import { fromTo, type Plane, planeOf } from './plane.ts';

const VIEW: View = { x: 300, y: -200, distanceM: 900, headingDegrees: 33, pitchDegrees: -40 };

function flatLens(view: View): Lens {
  const lens = new Lens();
  lens.isFlat = true;
  lens.set(view, 1_000, 700);
  return lens;
}

const on = ({ a, b, c, d, e, f }: Plane, x: number, y: number) => [a * x + c * y + e, b * x + d * y + f];
const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 1e6) / 1e6);

test('a sheet lies where the flat lens sees its places, whatever their height', () => {
  const lens = flatLens(VIEW);
  const point = { x: 0, y: 0, depth: 0 };
  for (const [x, y, z] of [
    [300, -200, 0],
    [-120, 460, 0],
    [900, -700, 85],
  ] as const) {
    expect(lens.project(x, y, z, point)).toBe(true);
    expect(rounded(on(planeOf(lens, 1), x, y))).toEqual(rounded([point.x, point.y]));
  }
});

test('twice the pixels are twice the way', () => {
  const lens = flatLens(VIEW);
  const [x, y] = on(planeOf(lens, 1), 10, 20);
  expect(rounded(on(planeOf(lens, 2), 10, 20))).toEqual(rounded([x! * 2, y! * 2]));
});

test('a picture of one view lies where the next view has it', () => {
  const from = planeOf(flatLens(VIEW), 1);
  const to = planeOf(flatLens({ ...VIEW, x: 340, distanceM: 500, headingDegrees: 80 }), 1);
  const [px, py] = on(from, 77, -31);
  expect(rounded(on(fromTo(from, to), px!, py!))).toEqual(rounded(on(to, 77, -31)));
});
