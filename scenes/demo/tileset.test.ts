import { beforeAll, expect, test } from 'vitest';
import { toEarthCentred } from '#shared/geo/earth.ts';
import { readGlb } from '../kit/testing/readGlb.ts';
import { buildDemoCity } from './pack.ts';
import { ORIGIN } from './plan.ts';
import { buildTileset } from './tiles.ts';

interface TileJson {
  boundingVolume: { box: number[] };
  geometricError: number;
  refine?: string;
  content: { uri: string };
  children?: TileJson[];
}

let files: ReadonlyMap<string, Buffer>;
let ids: string[];
let root: TileJson & { transform: number[] };

beforeAll(() => {
  const city = buildDemoCity();
  files = buildTileset(city.buildings, city.frame, 2_750).files;
  ids = city.buildings.map((building) => building.id).sort();
  root = JSON.parse(files.get('tileset.json')!.toString('utf8')).root;
}, 60_000);

function walk(
  tile: TileJson,
  visit: (tile: TileJson, parent: TileJson | null) => void,
  parent: TileJson | null = null,
): void {
  visit(tile, parent);
  for (const child of tile.children ?? []) walk(child, visit, tile);
}

test('the root stands at the origin of the district with east, north and up as its axes', () => {
  const { transform } = root;
  expect(transform.slice(12, 15)).toEqual([...toEarthCentred(ORIGIN, 0)]);
  const axis = (column: number) => transform.slice(column, column + 3);
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  expect(
    [dot(axis(0), axis(4)), dot(axis(4), axis(8)), dot(axis(0), axis(0)), dot(axis(8), axis(8))].map(
      (value) => Math.round(value * 1e9) / 1e9,
    ),
  ).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9), 1, 1]);
  // Up points away from the centre of the earth.
  expect(dot(axis(8), transform.slice(12, 15))).toBeGreaterThan(6_300_000);
});

test('children lie inside their parents and are never coarser', () => {
  const wrong: string[] = [];
  walk(root, (tile, parent) => {
    if (!parent) return;
    if (tile.geometricError > parent.geometricError) wrong.push(`${tile.content.uri} coarser`);
    for (const axis of [0, 1, 2]) {
      const half = (box: number[]) => box[3 + axis * 4]!;
      const [child, outer] = [tile.boundingVolume.box, parent.boundingVolume.box];
      const isOut = Math.abs(child[axis]! - outer[axis]!) + half(child) > half(outer) + 0.01;
      if (isOut) wrong.push(`${tile.content.uri} outside`);
    }
  });
  expect(wrong).toEqual([]);
  expect(root.refine).toBe('ADD');
});

test('every tile is valid glTF whose vertices fill its box, with outward faces and one row a building', () => {
  const drawn: string[] = [];
  walk(root, (tile) => {
    const { positions, normals, features, indices, rows, problems, bounds } = readGlb(files.get(tile.content.uri)!);
    expect({ uri: tile.content.uri, problems }).toEqual({ uri: tile.content.uri, problems: [] });
    drawn.push(...rows.map((row) => row.id));
    // glTF (x, y up, z south) inside the tile's box (x east, y north, z up).
    const { box } = tile.boundingVolume;
    const inTile = {
      min: [bounds.min[0], -bounds.max[2]!, bounds.min[1]],
      max: [bounds.max[0], -bounds.min[2]!, bounds.max[1]],
    };
    for (const axis of [0, 1, 2]) {
      expect(inTile.min[axis]!).toBeGreaterThan(box[axis]! - box[3 + axis * 4]! - 0.02);
      expect(inTile.max[axis]!).toBeLessThan(box[axis]! + box[3 + axis * 4]! + 0.02);
    }
    const tops = new Float64Array(rows.length);
    let inward = 0;
    for (let at = 0; at < indices.length; at += 3) {
      const [a, b, c] = [indices[at]!, indices[at + 1]!, indices[at + 2]!];
      if (facing(positions, normals, a, b, c) <= 0) inward += 1;
    }
    expect({ uri: tile.content.uri, inward }).toEqual({ uri: tile.content.uri, inward: 0 });
    features.forEach((feature, vertex) => {
      tops[feature] = Math.max(tops[feature]!, positions[vertex * 3 + 1]!);
    });
    // The metadata tells the height that is drawn; the earth falls away by up to a metre at the rim.
    rows.forEach((row, feature) => {
      expect(Math.abs(row.height - tops[feature]!)).toBeLessThan(4);
    });
  });
  expect(drawn.sort()).toEqual(ids);
});

/** Positive when the winding agrees with the stored normal; slivers without area count as agreeing. */
function facing(positions: Float32Array, normals: Float32Array, a: number, b: number, c: number): number {
  const at = (vertex: number, axis: number) => positions[vertex * 3 + axis]!;
  const u = [0, 1, 2].map((axis) => at(b, axis) - at(a, axis)) as [number, number, number];
  const v = [0, 1, 2].map((axis) => at(c, axis) - at(a, axis)) as [number, number, number];
  const cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
  if (Math.hypot(...cross) < 1e-3) return 1;
  return cross.reduce((sum, value, axis) => sum + value * normals[a * 3 + axis]!, 0);
}
