import { expect, test } from 'vitest';
import { sceneFrame } from '../pack/frame.ts';
import { MeshBuilder } from './mesh.ts';

const frame = sceneFrame([117.01, 25.07]);
const GREY = [0.5, 0.5, 0.5, 1] as const;
const lonLat = (x: number, y: number): [number, number] => [...frame.toLonLat(x, y)] as [number, number];

test('a square with a square hole becomes eight triangles and nothing in the hole', () => {
  const square = (half: number) =>
    [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
      [-half, -half],
    ].map(([x, y]) => lonLat(x!, y!));
  const mesh = new MeshBuilder(frame);
  mesh.addArea([square(100), square(50)], GREY);
  const { positions, indices } = mesh.build();
  let area = 0;
  for (let index = 0; index < indices.length; index += 3) {
    const [a, b, c] = [indices[index]! * 3, indices[index + 1]! * 3, indices[index + 2]! * 3];
    const [ax, ay] = [positions[a]!, positions[a + 1]!];
    area +=
      Math.abs((positions[b]! - ax) * (positions[c + 1]! - ay) - (positions[c]! - ax) * (positions[b + 1]! - ay)) / 2;
  }
  expect([indices.length / 3, Math.round(area / 100) * 100]).toEqual([8, 30_000]);
});

test('a line east carries its half width, its side and its length along', () => {
  const mesh = new MeshBuilder(frame);
  mesh.addLine([lonLat(0, 0), lonLat(100, 0)], { colour: GREY, widthM: 12, leastPx: 2, isDashed: true });
  const { widths, sideways, indices } = mesh.build();
  const rounded = (values: Float32Array) => Array.from(values, (value) => Math.round(value * 10) / 10 + 0);
  expect({ widths: rounded(widths), sideways: rounded(sideways), indices: [...indices] }).toEqual({
    widths: [-6, 1, 6, 1, -6, 1, 6, 1],
    sideways: [0, -1, 0, 0, 1, 0, 0, -1, 100, 0, 1, 100],
    indices: [0, 1, 2, 2, 1, 3],
  });
});

test('repeated points and a line of one point draw nothing', () => {
  const mesh = new MeshBuilder(frame);
  mesh.addLine([lonLat(5, 5), lonLat(5, 5)], { colour: GREY, widthM: 4, leastPx: 1 });
  expect(mesh.isEmpty).toBe(true);
});
