import { expect, test } from 'vitest';
import { sceneFrame } from '../../pack/frame.ts';
import { MeshBuilder } from '../mesh.ts';
import { SolidBuilder } from '../solidMesh.ts';
import { runsOfMesh, runsOfSolid } from './inkRuns.ts';

const frame = sceneFrame([117, 25]);
const RED = [1, 0, 0, 1] as const;
const BLUE = [0, 0, 1, 0.5] as const;
const square = (west: number): [number, number][] => [
  [west, 25],
  [west + 0.001, 25],
  [west + 0.001, 25.001],
  [west, 25.001],
  [west, 25],
];

test('areas of one colour that follow each other are one run, in the order they were painted', () => {
  const mesh = new MeshBuilder(frame);
  mesh.addArea([square(117)], RED);
  mesh.addArea([square(117.01)], RED);
  mesh.addArea([square(117.02)], BLUE);
  mesh.addArea([square(117.03)], RED);
  const runs = runsOfMesh(mesh.build());
  expect(runs.map((run) => [run.kind, run.colour, run.kind === 'area' && run.corners.length / 6])).toEqual([
    ['area', 'rgb(255 0 0 / 1)', 4],
    ['area', 'rgb(0 0 255 / 0.5)', 2],
    ['area', 'rgb(255 0 0 / 1)', 2],
  ]);
});

test('a line is its middle line with the width it was built with, whole between its corners', () => {
  const mesh = new MeshBuilder(frame);
  const line: [number, number][] = [
    [117, 25],
    [117.001, 25],
    [117.001, 25.001],
  ];
  mesh.addLine(line, { colour: RED, widthM: 6, leastPx: 1.5 });
  const [run, ...others] = runsOfMesh(mesh.build());
  expect(others).toEqual([]);
  expect(run).toMatchObject({ kind: 'line', colour: 'rgb(255 0 0 / 1)', widthM: 6, leastPx: 1.5, isDashed: false });
  const at = new Float64Array(9);
  line.forEach(([lon, lat], index) => {
    frame.place(lon, lat, at, index * 3);
  });
  const ends = run?.kind === 'line' ? [...run.ends] : [];
  const expected = [at[0]!, at[1]!, at[3]!, at[4]!, at[3]!, at[4]!, at[6]!, at[7]!];
  expect(ends.map((value) => Math.round(value * 100))).toEqual(expected.map((value) => Math.round(value * 100)));
});

test('dashes are known, and another width is another run', () => {
  const mesh = new MeshBuilder(frame);
  const line = square(117).slice(0, 2);
  mesh.addLine(line, { colour: RED, widthM: 6, leastPx: 1 });
  mesh.addLine(line, { colour: RED, widthM: 3, leastPx: 1 });
  mesh.addLine(line, { colour: RED, widthM: 3, leastPx: 1, isDashed: true });
  const looks = runsOfMesh(mesh.build()).map((run) => run.kind === 'line' && [run.widthM, run.isDashed]);
  expect(looks).toEqual([
    [6, false],
    [3, false],
    [3, true],
  ]);
});

test('of a standing body only the lid is seen', () => {
  const solid = new SolidBuilder(frame);
  solid.add([square(117)], 30, BLUE);
  const runs = runsOfSolid(solid.build());
  expect(runs.map((run) => [run.kind, run.colour, run.kind === 'area' && run.corners.length / 6])).toEqual([
    ['area', 'rgb(0 0 255 / 0.5)', 2],
  ]);
});
