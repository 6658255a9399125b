import { expect, test } from 'vitest';
import { sceneFrame } from '../pack/frame.ts';
import { SolidBuilder } from './solidMesh.ts';

const ring = (half: number): [number, number][] => [
  [117 - half, 25 - half],
  [117 + half, 25 - half],
  [117 + half, 25 + half],
  [117 - half, 25 + half],
  [117 - half, 25 - half],
];

/** Volume by the divergence theorem: right only when every face looks to the outside. */
function volumeOf({ positions, indices }: ReturnType<SolidBuilder['build']>): number {
  const at = (index: number) => [positions[index * 3]!, positions[index * 3 + 1]!, positions[index * 3 + 2]!] as const;
  let six = 0;
  for (let face = 0; face < indices.length; face += 3) {
    const [a, b, c] = [at(indices[face]!), at(indices[face + 1]!), at(indices[face + 2]!)];
    six += a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return six / 6;
}

test.each([
  ['against the clock', (points: [number, number][]) => points],
  ['with the clock', (points: [number, number][]) => points.toReversed()],
])('an area with a hole, drawn %s, stands with every face to the outside', (_, turned) => {
  const solid = new SolidBuilder(sceneFrame([117, 25]));
  solid.add([turned(ring(0.002)), turned(ring(0.001))], 100, [1, 1, 1, 1]);
  const mesh = solid.build();
  expect([mesh.positions.length / 3, mesh.indices.length / 3]).toEqual([16, 24]);
  const side = 0.004 * 111_000;
  const floor = side * side * Math.cos((25 * Math.PI) / 180) * 0.75;
  expect(volumeOf(mesh) / (floor * 100)).toBeCloseTo(1, 1);
});
