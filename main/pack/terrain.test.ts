import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { type LonLat, metreFrame } from '#shared/geo/earth.ts';
import { heightAt } from '#shared/geo/terrain/heightGrid.ts';
import {
  hillM,
  hillPicture,
  MIDDLE,
  png,
  tilesOf,
  writeManifest,
  writeMbtiles,
  writeMeshes,
} from '#tests/fixtures/groundPacks.ts';
import { openPack } from './openPack.ts';
import { pngPixels } from './pngPixels.ts';
import { terrainOf } from './terrain.ts';

const PLACES: readonly LonLat[] = [MIDDLE, [121.485, 31.236], [121.47, 31.22]];

async function heightsOf(layers: readonly object[], write: (folder: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'pingan-ground-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await write(folder);
  await writeManifest(folder, layers);
  const pack = await openPack(folder);
  if (!pack.ok) throw new Error(pack.failure.message);
  onTestFinished(() => pack.value.close());
  const ground = await terrainOf(pack.value, MIDDLE);
  if (!ground.ok) return ground.failure;
  return ground.value && PLACES.map((place) => heightAt(ground.value!, ...metreFrame(MIDDLE).toMetres(place)));
}

const isTheHill = (found: Awaited<ReturnType<typeof heightsOf>>) =>
  Array.isArray(found) &&
  found.every((metres, index) => Math.abs(metres - hillM(PLACES[index]![0], PLACES[index]![1])) < 12);

test('the ground of a pack is read from meshes', async () => {
  const layer = { id: 'hill', kind: 'terrain', format: 'quantized-mesh-folder', path: 'terrain/hill' };
  const found = await heightsOf([layer], (folder) => writeMeshes(join(folder, 'terrain/hill'), [11, 12]));
  expect(isTheHill(found)).toBe(true);
});

test('the ground of a pack is read from colours', async () => {
  const path = 'terrain/hill.mbtiles';
  const layer = { id: 'hill', kind: 'terrain', format: 'heightmap-mbtiles', path, encoding: 'terrain-rgb' };
  const found = await heightsOf([layer], (folder) => {
    const tiles = [...tilesOf(13)].map((tile) => ({
      ...tile,
      bytes: hillPicture(tile.zoom, tile.column, tile.row),
    }));
    return writeMbtiles(join(folder, path), tiles);
  });
  expect(isTheHill(found)).toBe(true);
});

test('a pack without terrain is flat, and one whose terrain lies elsewhere says so', async () => {
  expect(await heightsOf([], async () => {})).toBe(null);
  const layer = { id: 'far', kind: 'terrain', format: 'quantized-mesh-folder', path: 'terrain/far' };
  const far = await heightsOf([layer], (folder) =>
    writeMeshes(join(folder, 'terrain/far'), [12], [10, 50, 10.01, 50.01]),
  );
  expect(far).toMatchObject({ en: expect.stringContaining('within the scene') });
});

/** A PNG whose rows are filtered as told, of any kind of colour. */
function filtered(
  rows: readonly (readonly number[])[],
  kind: number,
  palette: readonly number[] | null = null,
): Buffer {
  const plain = png(rows.length, () => [0, 0, 0]);
  const chunk = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const header = Buffer.from(plain.subarray(16, 29));
  header[9] = kind;
  return Buffer.concat([
    plain.subarray(0, 8),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Buffer.from(palette))] : []),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('every filter of a row is undone, and every kind of colour becomes four channels', async () => {
  const pixels = async (...given: Parameters<typeof filtered>) => [...(await pngPixels(filtered(...given))).data];
  const grey = (value: number) => [value, value, value, 255];
  // The second row is 7, 9 each time, said in another way: as it is, from the left, from above, from their mean, from the likeliest.
  const seconds = [
    [0, 7, 9],
    [1, 7, 2],
    [2, 2, 1],
    [3, 5, 2],
    [4, 2, 1],
  ];
  for (const second of seconds)
    expect(await pixels([[0, 5, 8], second], 0), `filter ${second[0]}`).toEqual([5, 8, 7, 9].flatMap(grey));
  const coloured = [
    [0, 1, 0],
    [0, 0, 1],
  ];
  const [red, blue] = [
    [200, 0, 0, 255],
    [0, 0, 200, 255],
  ];
  expect(await pixels(coloured, 3, [200, 0, 0, 0, 0, 200])).toEqual([blue, red, red, blue].flat());
  const [clear, full] = [
    [9, 0],
    [9, 255],
  ];
  expect(
    await pixels(
      [
        [0, ...clear, ...full],
        [0, ...full, ...clear],
      ],
      4,
    ),
  ).toEqual([[9, 9, 9, 0], grey(9), grey(9), [9, 9, 9, 0]].flat());
});

test('bytes that are no picture are refused, never believed and never waited for', async () => {
  const whole = hillPicture(13, 6_860, 3_346);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), async (at, value, length) => {
      const broken = Buffer.from(whole.subarray(0, length));
      if (at < broken.length) broken[at] = value;
      const outcome = await pngPixels(broken).catch((error: Error) => error);
      expect(outcome instanceof Error || outcome.data.length === outcome.side ** 2 * 4).toBe(true);
    }),
    { numRuns: 60 },
  );
});
