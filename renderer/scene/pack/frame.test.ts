import { expect, test } from 'vitest';
import { toEastNorthUp } from '#shared/geo/earth.ts';
import { sceneFrame } from './frame.ts';

test('placing a point agrees with the geodesy of the domain to a millimetre', () => {
  const frame = sceneFrame([117.01, 25.07]);
  const at = new Float64Array(3);
  frame.place(117.035, 25.048, at);
  const expected = toEastNorthUp(frame.transform, [117.035, 25.048], 0);
  expect([...at].map((value, index) => Math.abs(value - expected[index]!) < 1e-3)).toEqual([true, true, true]);
});
