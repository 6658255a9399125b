import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { demuxTs } from '#main/core/video/media/file/tsDemuxer.ts';
import { isBSlice } from '#main/core/video/media/h264/nal.ts';
import { readSps } from '#main/core/video/media/h264/sps.ts';
import { FRAMES_A_SECOND, LOOP_S } from './clockwork.ts';
import { HEIGHT, WIDTH } from './picture.ts';
import { PLACES } from './places/index.ts';
import { readLoops } from './record.ts';

let loops: ReadonlyMap<string, Buffer>;
beforeAll(async () => {
  loops = await readLoops();
});

test('every recording is of one of the places, as the list of checksums has it', async () => {
  const sums = [...loops]
    .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
    .join('');
  expect(sums).toBe(await readFile(new URL('./recordings/checksums.sha256', import.meta.url), 'utf8'));
  const places = PLACES.map(({ name }) => `${name}.ts`);
  expect([...loops.keys()]).toEqual(places.sort());
});

test('each is small, of our size, with a key picture a second, and none refers to a later one', () => {
  for (const [name, bytes] of loops) {
    const units = demuxTs(bytes);
    if (!units.ok) throw new Error(`${name}: ${units.failure.message}`);
    const keys = units.value.flatMap(({ isKey }, index) => (isKey ? [index] : []));
    const sps = units.value[0]!.nals.map(readSps).find((facts) => facts !== null);
    expect({
      name,
      isSmall: bytes.length <= 300_000,
      pictures: units.value.length,
      keys,
      hasBSlices: units.value.some(({ nals }) => nals.some(isBSlice)),
      size: [sps?.widthPx, sps?.heightPx],
    }).toEqual({
      name,
      isSmall: true,
      pictures: LOOP_S * FRAMES_A_SECOND,
      keys: Array.from({ length: LOOP_S }, (_, second) => second * FRAMES_A_SECOND),
      hasBSlices: false,
      size: [WIDTH, HEIGHT],
    });
  }
});
