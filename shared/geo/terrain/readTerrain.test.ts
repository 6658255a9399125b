import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { TileFacts } from '#shared/wire/pack.ts';
import { BOX, hillM, hillMesh, hillPicture, MIDDLE } from '#tests/fixtures/groundPacks.ts';
import { metreFrame } from '../earth.ts';
import { type HeightGrid, heightAt } from './heightGrid.ts';
import { readQuantizedMesh } from './quantizedMesh.ts';
import { type FetchTile, readTerrain } from './readTerrain.ts';

const FACTS: TileFacts = { minZoom: 9, maxZoom: 12, bounds: null, format: 'mesh', projection: 'EPSG:4326' };
const frame = metreFrame(MIDDLE);
const meshes: FetchTile = async (zoom, column, row) => new Uint8Array(hillMesh(zoom, column, 2 ** zoom - 1 - row));
const noPicture = () => expect.unreachable();

function load(fetchTile: FetchTile, more: object = {}) {
  const manifest = { bbox: [...BOX], verticalDatum: 'egm96', geoidOffset: 0, ...more } as const;
  return readTerrain(manifest as unknown as Parameters<typeof readTerrain>[0], frame, {
    facts: FACTS,
    fetchTile,
    decodePicture: noPicture,
  });
}

const PLACES = [MIDDLE, [121.485, 31.236], [121.47, 31.22]] as const;
const HILL = PLACES.map(([lon, lat]) => hillM(lon, lat));

const heightOf = (grid: HeightGrid, lon: number, lat: number): number =>
  Math.round(heightAt(grid, ...frame.toMetres([lon, lat])));

async function heights(fetchTile: FetchTile, more: object = {}) {
  const loaded = await load(fetchTile, more);
  return loaded.ok ? PLACES.map(([lon, lat]) => heightOf(loaded.value, lon, lat)) : loaded.failure.zh;
}

const isNear = (found: string | number[], lift: number) =>
  Array.isArray(found) && found.every((height, index) => Math.abs(height - HILL[index]! - lift) < 12);

test('meshes become the ground they were made from, over the level the pack states', async () => {
  expect({
    overItsLevel: isNear(await heights(meshes), 0),
    // Ellipsoidal heights over a level that itself lies 15 m above the ellipsoid.
    overTheEllipsoid: isNear(await heights(meshes, { verticalDatum: 'ellipsoid', geoidOffset: 15 }), -15),
  }).toEqual({ overItsLevel: true, overTheEllipsoid: true });
});

test('heights coded in pictures become the same ground', async () => {
  const facts: TileFacts = { minZoom: 11, maxZoom: 14, bounds: null, format: 'png', projection: 'EPSG:3857' };
  const loaded = await readTerrain({ bbox: [...BOX], verticalDatum: 'egm96', geoidOffset: 0 }, frame, {
    facts,
    fetchTile: async (zoom, column, row) => new Uint8Array(hillPicture(zoom, column, row)),
    decodePicture: async (bytes) => pixelsOf(Buffer.from(bytes)),
  });
  const found = loaded.ok && PLACES.map(([lon, lat]) => heightOf(loaded.value, lon, lat));
  expect(found && isNear(found, 0)).toBe(true);
});

/** Of a PNG as the fixture writes it: one IDAT, three channels, no filter. */
function pixelsOf(png: Buffer) {
  const at = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const side = png.readUInt32BE(16);
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let point = 0; point < side * side; point++) {
    const from = Math.floor(point / side) * (side * 3 + 1) + 1 + (point % side) * 3;
    data.set(rows.subarray(from, from + 3), point * 4);
  }
  return { side, data };
}

test('a tile that is missing or broken is answered for by the one above it', async () => {
  const torn: FetchTile = async (zoom, column, row) => {
    if (zoom < 12) return meshes(zoom, column, row);
    return column % 2 === 0 ? null : new Uint8Array(40);
  };
  const found = await heights(torn);
  expect(Array.isArray(found) && found.every((height) => height >= 19 && height <= 281)).toBe(true);
});

test('terrain somewhere else is refused in words', async () => {
  expect(await heights(async () => null)).toBe('没有一块地形瓦片落在场景范围内');
});

test('a mesh that is cut off anywhere is refused, never half believed', () => {
  const whole = hillMesh(12, 3_429, 1_379);
  const outcomes = new Set<boolean>();
  for (let bytes = 0; bytes < whole.length - 1; bytes += 97)
    outcomes.add(readQuantizedMesh(new Uint8Array(whole.subarray(0, bytes))).ok);
  expect([...outcomes]).toEqual([false]);
});

const shared = join(import.meta.dirname, '../../../../shared/data/terrain');
test.skipIf(!existsSync(shared)).each([
  // A surface of two triangles in the middle of its tile.
  ['tile-opentin', false],
  ['tile-with-extensions', true],
  ['tile-with-metadata-extension', true],
])('the real mesh %s is read between its own lowest and highest metre (skipped: no shared data)', (name, isWhole) => {
  const bytes = new Uint8Array(readFileSync(join(shared, `${name}.terrain`)));
  const head = new DataView(bytes.buffer, bytes.byteOffset);
  const [lowest, highest] = [head.getFloat32(24, true), head.getFloat32(28, true)];
  const mesh = readQuantizedMesh(bytes);
  const known = mesh.ok ? [...mesh.value.values].filter((value) => !Number.isNaN(value)) : [];
  expect({
    isWhole: mesh.ok && known.length === mesh.value.values.length,
    isWithin: known.length > 9 && known.every((value) => value >= lowest - 0.01 && value <= highest + 0.01),
  }).toEqual({ isWhole, isWithin: true });
});
